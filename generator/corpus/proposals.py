"""Doubtful merges across articles, proposed to people as entries for ``aliases.yml``."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from generator.corpus.partial_names import name_parts
from generator.corpus.resolve import resolve_actors
from generator.corpus_model import Sketch
from generator.model import ActorType

MOST = 100
"""Proposals at most: nobody works through more at a time."""
SHORTEST = 6
"""Letters a name must have before one differing letter looks like a slip."""
LITTLE = frozenset({"of", "for", "and", "the", "on", "in", "to", "de", "du", "la"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Two names that may be one actor; ``str()`` is the entry to paste, with the reason."""

    name: str
    other: str
    reason: str

    def __str__(self) -> str:
        return f"merge:\n  {_quoted(self.name)}: [{_quoted(self.other)}]  # {self.reason}"


def _quoted(name: str) -> str:
    plain = all(char.isalnum() or char in " -.'’" for char in name) and name[:1].isalpha()
    if (
        plain
        and ": " not in name
        and name.lower() not in {"yes", "no", "on", "off", "null", "true"}
    ):
        return name
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def propose_merges(
    briefings: Sequence[Sketch], apart: Mapping[str, Iterable[str]] = MappingProxyType({})
) -> tuple[Proposal, ...]:
    """Return pairs of names that could be one actor but were kept apart, the most used first.

    `apart` are the names that people said to be apart (``Aliases.split``).

    A name of one letter more, less or other; a given name against its initial; initials against a
    body's full name; part of a person's name against all of it. Linear in the number of names
    (one-letter neighbours meet under the forms that lack a letter, after Garbe's symmetric
    deletion).
    """
    counts: Counter[tuple[str, ActorType]] = Counter()
    for briefing in briefings:
        counts.update((actor.name, actor.type) for actor in briefing.actors)
    together: dict[str, set[str]] = defaultdict(set)
    for one_actor in resolve_actors(briefings, apart):
        names = {one_actor.name, *one_actor.aliases}
        for name in names:
            together[name] |= names
    named = [entry for entry in counts if len(entry[0]) > 1]
    found: dict[tuple[str, str], Proposal] = {}
    for one, two, reason in (
        *_slips(named),
        *_initials(named),
        *_acronyms(named),
        *_partials(named),
    ):
        name, other = sorted((one, two), key=lambda n: (-_uses(n, counts), -len(n), n))
        if other not in together[name]:
            found.setdefault((name, other), Proposal(name=name, other=other, reason=reason))
    ranked = sorted(
        found.values(),
        key=lambda p: (-_uses(p.name, counts) - _uses(p.other, counts), p.name, p.other),
    )
    return tuple(ranked[:MOST])


def _uses(name: str, counts: Counter[tuple[str, ActorType]]) -> int:
    return sum(counts[name, kind] for kind in ("PERSON", "ORG", "GPE", "LOC", "NORP"))


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in letters if char.isalnum() or char == " ")


def _pairs(slots: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    for names in slots:
        first, *others = dict.fromkeys(names)
        for other in others[:5]:
            yield first, other


def _slips(named: Sequence[tuple[str, ActorType]]) -> Iterator[tuple[str, str, str]]:
    slots: dict[tuple[ActorType, str], list[str]] = defaultdict(list)
    for name, kind in sorted(named):
        plain = _plain(name)
        if SHORTEST <= len(plain) <= 60:
            forms = {plain, *(plain[:at] + plain[at + 1 :] for at in range(len(plain)))}
            for form in sorted(forms):
                slots[kind, form].append(name)
    for one, two in _pairs(names for names in slots.values() if len(names) > 1):
        yield one, two, "one letter differs"


def _initials(named: Sequence[tuple[str, ActorType]]) -> Iterator[tuple[str, str, str]]:
    slots: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, kind in sorted(named):
        words = _plain(name).split()
        if kind == "PERSON" and len(words) > 1:
            slots[words[0][0], words[-1]].append(name)
    for names in slots.values():
        short = [name for name in names if len(_plain(name).split()[0]) == 1]
        full = [name for name in names if name not in short]
        if len(full) == 1:
            for name in short:
                yield full[0], name, "the initial fits"


def _partials(named: Sequence[tuple[str, ActorType]]) -> Iterator[tuple[str, str, str]]:
    people = {_plain(name): name for name, kind in sorted(named) if kind == "PERSON"}
    whole: dict[str, list[str]] = defaultdict(list)
    for plain, name in people.items():
        for part in name_parts(plain):
            if " " in part and part in people:
                whole[part].append(name)
    for part, names in whole.items():
        if len(names) == 1:
            yield names[0], people[part], "part of the name"


def _acronyms(named: Sequence[tuple[str, ActorType]]) -> Iterator[tuple[str, str, str]]:
    full: dict[str, list[str]] = defaultdict(list)
    for name, kind in sorted(named):
        words = [word for word in name.replace("-", " ").split() if word.lower() not in LITTLE]
        if kind == "ORG" and len(words) > 1:
            full["".join(word[0] for word in words).upper()].append(name)
    for name, kind in sorted(named):
        bodies = full.get(name.replace(".", ""), [])
        if kind == "ORG" and name.isupper() and len(bodies) == 1:
            yield bodies[0], name, "the initials fit"
