"""What is known of names before any text is read: states, places, bodies, given names, titles.

The lists are data files in ``generator/extraction/data/actors``, each with its source and licence
in its head, so that they can be corrected without touching code.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib import resources
from typing import Any, Literal

from generator.model import ActorType

Role = Literal["name", "adjective", "people", "capital"]
"""How a phrase stands for its actor: by name, as an adjective, as its people, as its capital."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A known phrase and the actor that it stands for.

    ``owner`` is the actor's canonical name; ``role`` says how the phrase stands for it.
    ``capital_of`` names the state whose seat this place is.
    """

    phrase: str
    owner: str
    type: ActorType
    role: Role = "name"
    state: bool = False
    capital_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """The known names: ``entries`` by phrase, ``starts`` by their first word, longest first."""

    entries: dict[str, Entry]
    starts: dict[str, tuple[str, ...]]
    first_names: dict[str, str]
    titles: frozenset[str]
    title_phrases: frozenset[str]
    org_heads: frozenset[str]
    weak_org_heads: frozenset[str]
    org_suffixes: frozenset[str]
    forces: frozenset[str]
    force_phrases: frozenset[str]
    facilities: frozenset[str]
    facility_phrases: frozenset[str]
    natural: frozenset[str]
    areas: frozenset[str]
    trades: frozenset[str]
    body_nouns: frozenset[str]
    loose_nouns: frozenset[str]
    settlements: frozenset[str]
    either: frozenset[str]
    surnames: frozenset[str]
    clubs: frozenset[str]
    no_actor_heads: frozenset[str]
    no_actors: frozenset[str]
    refused_starts: dict[str, tuple[str, ...]]
    common: frozenset[str]
    plural_groups: frozenset[str]
    both_groups: frozenset[str]

    def longest_at(self, text: str, offset: int) -> Entry | None:
        """Return the longest known phrase that stands in `text` at `offset` as whole words."""
        word = _first_word(text, offset)
        for start in dict.fromkeys((word, _without_possessive(word))):
            for phrase in self.starts.get(start, ()):
                end = offset + len(phrase)
                if text.startswith(phrase, offset) and _is_boundary(text, end):
                    return self.entries[phrase]
        return None

    def longest_refused_at(self, text: str, offset: int) -> str | None:
        """Return the longest name of no actor that stands in `text` at `offset` as whole words."""
        for phrase in self.refused_starts.get(_first_word(text, offset), ()):
            if text.startswith(phrase, offset) and _is_boundary(text, offset + len(phrase)):
                return phrase
        return None

    def is_title(self, word: str) -> bool:
        """Say whether `word` stands before a person's name as title, rank or occupation."""
        return word.lower().rstrip(".") in self.titles


def _first_word(text: str, offset: int) -> str:
    end = offset
    limit = min(len(text), offset + 40)
    while end < limit and (text[end].isalnum() or text[end] in "'’"):
        end += 1
    return text[offset:end]


def _without_possessive(word: str) -> str:
    for ending in ("'s", "’s", "'", "’"):
        if word.endswith(ending):
            return word.removesuffix(ending)
    return word


def _is_boundary(text: str, end: int) -> bool:
    if end >= len(text):
        return True
    if text[end].isalnum() or text[end] == "_":
        return False
    # "US-led" speaks of the US, "Al-Ahly" does not speak of "Al"
    return not (text[end] == "-" and end + 1 < len(text) and text[end + 1].isupper())


@cache
def gazetteer() -> Gazetteer:
    """Return the lists, read once."""
    entries: dict[str, Entry] = {}
    for entry in (*_places(), *_seats(), *_organisations(), *_clubs(), *_states()):
        known = entries.get(entry.phrase)
        if known is None or not (known.state and not entry.state):
            entries[entry.phrase] = entry
    words = _sections("organisation_words.txt")
    refused = _sections("not_actors.txt")
    groups = _sections("groups.txt")
    no_actors = frozenset(";".join(refused["name"]).split(";"))
    titles = {title.replace("_", " ") for title in _words("titles.txt")}
    return Gazetteer(
        entries=entries,
        starts=_starts(entries),
        first_names=_first_names(),
        titles=frozenset(title for title in titles if " " not in title),
        title_phrases=frozenset(title for title in titles if " " in title),
        org_heads=frozenset(" ".join(words["head"]).split()),
        weak_org_heads=frozenset(" ".join(words["not-head"]).split()),
        org_suffixes=frozenset(" ".join(words["suffix"]).split()),
        forces=frozenset(" ".join(words["force"]).split()),
        force_phrases=frozenset("|".join(words["force2"]).split("|")),
        facilities=frozenset(" ".join(words["facility"]).split()),
        facility_phrases=frozenset("|".join(words["facility2"]).split("|")),
        natural=frozenset(" ".join(words["natural"]).split()),
        areas=frozenset(" ".join(words["area"]).split()),
        trades=frozenset(" ".join(words["trade"]).split()),
        body_nouns=frozenset(" ".join(words["body"]).split()),
        loose_nouns=frozenset(" ".join(words["loose"]).split()),
        settlements=frozenset(" ".join(words["settlement"]).split()),
        either=frozenset(" ".join(words["either"]).split()),
        surnames=frozenset(" ".join(words["surname"]).split()),
        clubs=frozenset(entry.phrase for entry in _clubs()),
        no_actor_heads=frozenset(
            word.replace("_", " ") for word in " ".join(refused["head"]).split()
        ),
        no_actors=no_actors,
        refused_starts=_starts(no_actors),
        common=frozenset(" ".join(refused["common"]).split()),
        plural_groups=frozenset(" ".join(groups["plural"]).split()),
        both_groups=frozenset(" ".join(groups["both"]).split()),
    )


@cache
def names_only() -> Gazetteer:
    """Return what holds in every language: states and places by name, and given names."""
    full = gazetteer()
    nothing: frozenset[str] = frozenset()
    entries = {
        phrase: replace(entry, capital_of=None)
        for phrase, entry in full.entries.items()
        if entry.type == "GPE" and entry.role != "adjective"
    }
    emptied: dict[str, Any] = {
        each.name: nothing
        for each in fields(full)
        if isinstance(getattr(full, each.name), frozenset)
    }
    return replace(full, entries=entries, starts=_starts(entries), refused_starts={}, **emptied)


def _starts(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the phrases by their first word, longest first."""
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(_first_word(phrase, 0), []).append(phrase)
    return {
        word: tuple(sorted(each, key=lambda phrase: (-len(phrase), phrase)))
        for word, each in found.items()
    }


def _lines(name: str) -> Iterator[str]:
    text = resources.files("generator").joinpath("extraction", "data", "actors", name)
    for line in text.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _words(name: str) -> Iterator[str]:
    for line in _lines(name):
        yield from line.split()


def _sections(name: str) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in _lines(name):
        if line.startswith("["):
            current = sections.setdefault(line.strip("[] "), [])
        else:
            current.append(line)
    return sections


def _columns(line: str, count: int) -> list[list[str]]:
    cells = [*line.split("\t"), *[""] * count][:count]
    return [[part.strip() for part in cell.split(";") if part.strip()] for cell in cells]


def _first_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for line in _lines("first_names.txt"):
        gender, *rest = line.split()
        for name in rest:
            names[name] = gender if names.get(name, gender) == gender else "u"
    return names


def _states() -> Iterator[Entry]:
    for line in _lines("states.tsv"):
        (name,), others, adjectives, people, capitals = _columns(line, 5)
        for phrase in (name, *others):
            yield Entry(phrase=phrase, owner=name, type="GPE", state=True)
        for phrase in adjectives:
            yield Entry(phrase=phrase, owner=name, type="GPE", role="adjective", state=True)
        for phrase in people:
            if not phrase.startswith("=") and phrase not in adjectives:
                yield Entry(phrase=phrase, owner=phrase, type="NORP", role="people")
                one = phrase.removesuffix("s")
                if one != phrase and one not in adjectives and one != name:
                    yield Entry(phrase=one, owner=phrase, type="NORP", role="people")
        for phrase in capitals:
            yield Entry(
                phrase=phrase, owner=capitals[0], type="GPE", role="capital", capital_of=name
            )


def _seats() -> Iterator[Entry]:
    for line in _lines("seats.tsv"):
        (name,), others, types = _columns(line, 3)
        for phrase in (name, *others):
            yield Entry(phrase=phrase, owner=name, type="LOC" if types == ["LOC"] else "ORG")


def _organisations() -> Iterator[Entry]:
    for line in _lines("organisations.tsv"):
        (name,), others = _columns(line, 2)
        for phrase in (name, *others):
            yield Entry(phrase=phrase, owner=name, type="ORG")


def _clubs() -> Iterator[Entry]:
    for line in _lines("clubs.txt"):
        for phrase in _columns(line, 1)[0]:
            yield Entry(phrase=phrase, owner=phrase, type="ORG")


def _places() -> Iterator[Entry]:
    for line in _lines("places.tsv"):
        names, types = _columns(line, 2)
        for phrase in names:
            yield Entry(phrase=phrase, owner=phrase, type="LOC" if types == ["LOC"] else "GPE")
