"""Hedges: the phrases by which a source estimates, reports at second hand or doubts.

The likelihood classes are the seven bands of ICD 203; the others are those of common hedging
vocabularies (see ``data/hedges.txt``). English only. Left out: permission and ability ("may now
marry", "could see the coast"), what did not happen ("could have been saved if"), numbers that are
only round ("about 500"), the month of May, and plain reporting verbs.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from generator.extraction.nlp import Analysis, Passage
from generator.model import Hedge

_MODAL = re.compile(
    r"\b(?P<modal>may|might|could)(?:\s+(?:also|even|just|still|yet|very))?"
    r"(?P<strong>\s+(?:well|possibly|potentially|perhaps|conceivably|eventually|soon))?"
    r"(?P<be>\s+(?:be|have(?:\s+been)?|become))?\b"
)
# "As soon as possible", "as expected", "the expected baby": set phrases that estimate nothing.
_SET_PHRASE = re.compile(r"\b(?:as|if|than|when|where|how)\s+$", re.IGNORECASE)
_UNHEDGED = re.compile(
    r"\b(?:no|without(?: a)?|beyond(?: a| reasonable)?|little)\s+$", re.IGNORECASE
)
_NOUN_BEFORE = re.compile(
    r"\b(?:an?|the|his|her|their|one|two|three|murder|prime|other|each|this)\s+$", re.IGNORECASE
)
_ABILITY_BEFORE = re.compile(
    r"\b(?:so(?: that)?(?:\s+(?!that\s)\w+){1,4}|(?:who|you)|"
    r"(?:where|which|that|all|everything)\s(?:\w+\s)?(?:he|she|they|we|you|people|\w+s)(?:\sthen)?|"
    r"(?:wish|wished)(?:\s+\w+){1,3}|as \w+ as (?:he|she|they|it|we))\s+$"
)
_ABILITY_AFTER = re.compile(
    r"\s*(?:not\b(?!\s+(?:be\s+ruled|rule))|n['’]t|only\s|barely\s|hardly\s|easily\s|now\s|no\s"
    r"longer|see\b|hear\b|afford\b|find\b|read\b|remember\b|speak\b|swim\b|care\b|tell\b|"
    r"reach\b|help\b)"
)
_COUNTERFACTUAL = re.compile(
    r"\b(?:if\s+(?:\w+\s+){1,4}had|had\s+(?:it|he|she|they|the)|only if)\b"
)
_REPORTING = frozenset({"say", "tell", "add", "warn", "announce", "report", "note", "write"})
_MONTH_NEXT = re.compile(r"\s+(?:\d|of\s+\d)")


def find_hedges(analysis: Analysis) -> tuple[Hedge, ...]:
    """Return the hedges of the running text in its order; none in other languages than English."""
    if analysis.language != "en":
        return ()
    return tuple(
        Hedge(
            text=text[start:end],
            start=passage.start + start,
            end=passage.start + end,
            category=category,
        )
        for passage in analysis.paragraphs
        for text in [passage.text]
        for start, end, category in _longest(_candidates(passage, text, tagged=analysis.tagged))
    )


def _candidates(passage: Passage, text: str, *, tagged: bool) -> Iterator[tuple[int, int, str]]:
    if _any_hedge().search(text):
        for category, pattern in _lexicon():
            for match in pattern.finditer(text):
                if not _idle(text, match, category):
                    yield match.start(), match.end(), category
    starts = [token.idx for token in passage.doc]
    for match in _MODAL.finditer(text):
        token = passage.doc[max(0, bisect_right(starts, match.start("modal")) - 1)]
        if _estimates(text, match, token, tagged=tagged):
            yield match.start(), match.end(), "possibility"


def _longest(found: Iterator[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield finds in order; of two that overlap, the one that starts first, then the longer."""
    reached = 0
    for start, end, category in sorted(found, key=lambda item: (item[0], -item[1], item[2])):
        if start >= reached:
            yield start, end, category
            reached = end


def _idle(text: str, match: re.Match[str], category: str) -> bool:
    """Whether the words stand here without hedging anything."""
    before = text[max(0, match.start() - 20) : match.start()]
    word = match[0].lower()
    if category in ("estimate", "possibility") and _SET_PHRASE.search(before):
        return True
    if word.startswith("doubt") and _UNHEDGED.search(before):
        return True
    # "The suspect", "a suspect", "murder suspects": people, not suspicion.
    return word in ("suspect", "suspects") and (
        bool(_NOUN_BEFORE.search(before)) or word == "suspects" or not before.strip()
    )


def _estimates(text: str, match: re.Match[str], token: Token, *, tagged: bool) -> bool:
    """Whether a modal verb says that something is possible rather than allowed or feasible."""
    modal = match["modal"]
    if match["strong"] or modal == "might":
        return True
    before = text[max(0, match.start() - 60) : match.start()]
    feasible = _ABILITY_AFTER.match(text, match.start("modal") + len(modal))
    if feasible or _ABILITY_BEFORE.search(before):
        return False
    if modal == "may":
        return not _MONTH_NEXT.match(text, match.end())
    if "have" in (match["be"] or "") and _COUNTERFACTUAL.search(token.sent.text[:2000]):
        return False
    return not (tagged and _told_in_the_past(token))


def _told_in_the_past(token: Token) -> bool:
    """Whether "could" is the past of "can": its clause hangs on a past tense that narrates."""
    verb = token.head
    for _ in range(4):
        if verb.head is verb or verb.dep_ not in ("relcl", "advcl", "conj", "ccomp", "acl"):
            return False
        verb = verb.head
        if verb.tag_ == "VBD":
            return verb.lemma_.lower() not in _REPORTING and verb.dep_ != "ccomp"
        if verb.tag_ in ("VBZ", "VBP", "MD"):
            return False
    return False


@cache
def _any_hedge() -> re.Pattern[str]:
    """Return what finds something wherever one of the categories does: most blocks have none."""
    return re.compile("|".join(pattern.pattern for _, pattern in _lexicon()), re.IGNORECASE)


@cache
def _lexicon() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Read ``data/hedges.txt``: one alternation of all its expressions for each category."""
    lines: dict[str, list[str]] = {}
    category = ""
    path = files("generator.extraction") / "data" / "hedges.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            category = line.strip("[]")
        elif line and not line.startswith("#"):
            lines.setdefault(category, []).append(line.replace(" ", r"\s+"))
    return tuple(
        (
            name,
            re.compile(rf"\b(?:{'|'.join(sorted(rows, key=len, reverse=True))})\b", re.IGNORECASE),
        )
        for name, rows in lines.items()
    )
