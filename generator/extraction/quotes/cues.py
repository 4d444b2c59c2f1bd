"""Reporting verbs: the words by which a text says who speaks."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Doc, Token

from generator.extraction.quotes.phrasal import phrasal_end

_CLEAR = re.compile(r"\s+(?:it\s+|that\s+|very\s+|quite\s+)?(?:clear|known|plain|public)\b")

_OUT = re.compile(r"\s+out\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A reporting verb in a block's analysis; ``text`` is how it stands ("made it clear")."""

    token: Token
    start: int
    end: int
    text: str
    verb: str
    judges: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """English reporting words: ``forms`` maps a verb's surface forms to its base form, ``means`` a
    description's noun to the titles of those for whom it is used, ``phrasal`` a verb's forms to the
    particles with which it reports."""

    forms: dict[str, str]
    phrasal: dict[str, frozenset[str]]
    judging: frozenset[str]
    naming: frozenset[str]
    speech: frozenset[str]
    grounds: frozenset[str]
    bodies: frozenset[str]
    people: frozenset[str]
    means: dict[str, frozenset[str]]
    genders: dict[str, str]
    small: frozenset[str]
    function: frozenset[str]


def find_cues(doc: Doc, quoted: list[tuple[int, int]], *, tagged: bool, language: str) -> list[Cue]:
    """Return the reporting verbs of a block that stand outside its quotations, in order.

    `quoted` are the quotations' places in the block. Without tags every form counts as a verb.
    """
    forms = english().forms if language == "en" else foreign(language)
    cues: list[Cue] = []
    text = doc.text  # put together at every call
    places = sorted(quoted)
    inside = iter(places)
    current = next(inside, None)
    for token in doc:
        while current and token.idx >= current[1]:
            current = next(inside, None)
        if current and token.idx >= current[0]:
            continue
        lower = token.lower_
        if lower in ("made", "make", "makes", "making"):
            clear = _CLEAR.match(text, token.idx + len(token))
            if clear:
                cues.append(_cue(token, clear.end(), text[token.idx : clear.end()], "make clear"))
            continue
        if lower in ("point", "points", "pointed", "pointing"):
            out = _OUT.match(text, token.idx + len(token))
            if out:
                cues.append(_cue(token, out.end(), text[token.idx : out.end()], "point out"))
            continue
        particles = english().phrasal.get(lower) if language == "en" else None
        past = phrasal_end(token, particles, text, places) if particles else None
        if past is not None:
            cues.append(_cue(token, past, text[token.idx : past], lower))
            continue
        verb = forms.get(lower)
        if verb and (not tagged or _is_verb(token)):
            cues.append(_cue(token, token.idx + len(token), token.text, verb))
    return cues


def _cue(token: Token, end: int, text: str, verb: str) -> Cue:
    return Cue(
        token=token,
        start=token.idx,
        end=end,
        text=text,
        verb=verb,
        judges=verb in english().judging,
    )


def _is_verb(token: Token) -> bool:
    """Whether a form serves as a verb; the tagger errs beside quotation marks, so that the most
    frequent forms are taken at their word."""
    if token.lower_ in ("said", "says", "told", "wrote", "added"):
        return True
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound", "aux")


@cache
def english() -> Lexicon:
    """Read the English part of ``data/reporting.toml``."""
    table = tables()["en"]
    forms: dict[str, str] = {}
    for verb in (*table["say"].split(), *table["judge"].split(), *table["naming"].split()):
        forms.update(dict.fromkeys(_inflected(verb), verb))
    forms.update(table["irregular"])
    return Lexicon(
        forms=forms,
        phrasal=_phrasal(table),
        judging=frozenset(table["judge"].split()),
        naming=frozenset(table["naming"].split()),
        speech=frozenset(table["speech"].split()),
        grounds=frozenset(table["grounds"].split()),
        bodies=frozenset(table["bodies"].split()),
        people=frozenset(table["people"].replace("_", " ").split()),
        genders={word: sex for sex in ("m", "f") for word in table["gender"][sex].split()},
        means={
            noun.replace("_", " "): frozenset(each.replace("_", " ") for each in titles.split())
            for noun, titles in table["means"].items()
        },
        small=frozenset(table["small"].split()),
        function=frozenset(table["function"].split()),
    )


def _phrasal(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    """Return the particles of each form of the phrasal verbs."""
    particles: dict[str, set[str]] = {}
    for pair in table["phrasal"].split():
        verb, particle = pair.split("_")
        particles.setdefault(verb, set()).add(particle)
    irregular: dict[str, str] = table["phrasal_irregular"]
    forms = {form: verb for verb in particles for form in _inflected(verb)} | irregular
    return {form: frozenset(particles[verb]) for form, verb in forms.items() if verb in particles}


@cache
def foreign(language: str) -> dict[str, str]:
    """Return the reporting verbs of another language; none where there is no list of them."""
    words = tables().get(language, {}).get("forms", "").split()
    return {word: word for word in words}


@cache
def tables() -> dict[str, Any]:
    """Read ``data/reporting.toml``."""
    path = files("generator.extraction") / "data" / "reporting.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _inflected(verb: str) -> Iterator[str]:
    """Yield the regular forms of a verb (and some that do not exist, which does no harm)."""
    yield verb
    if verb.endswith("y") and verb[-2] not in "aeou":
        yield from (f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
    elif verb.endswith("e"):
        yield from (f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
    else:
        yield from (f"{verb}s", f"{verb}es", f"{verb}ed", f"{verb}ing")
        yield from (f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing")


@cache
def according_in(language: str) -> re.Pattern[str] | None:
    """Return what finds another language's expressions for "according to"."""
    expressions = tables().get(language, {}).get("according")
    return re.compile(rf"\b(?:{expressions})\s+", re.IGNORECASE) if expressions else None
