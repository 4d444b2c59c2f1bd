"""Names of one spelling, gathered: the pieces that clustering joins into actors."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from generator.extraction.actors.clubs import clubs_of, is_ground, is_sporting, is_town
from generator.extraction.actors.evidence import LOCATIVE, evidence
from generator.extraction.actors.metonyms import is_located, stands_for_state
from generator.extraction.actors.similarity import folded
from generator.extraction.actors.spans import Name, Words, word_set
from generator.extraction.actors.typing import TOLD, decide
from generator.extraction.gazetteer import Entry, Gazetteer
from generator.model import ActorType

OF_STATES = word_set(
    "commission bank republic government parliament university embassy ministry court state port"
)
"""Heads of bodies that are those of a place ("Bank of X")."""
FEMALE = word_set("mrs ms miss lady dame queen princess duchess baroness sister mother")
MALE = word_set("mr sir lord king prince duke baron brother father")


@dataclass(slots=True)
class Group:
    """Names of one spelling; groups that mean the same actor are joined by :class:`Joins`.

    ``text`` is the spelling that occurs most often, ``start`` where the first of them stands.
    """

    key: str
    names: list[Name] = field(default_factory=list)
    votes: Counter[str] = field(default_factory=Counter)
    owner: str | None = None
    type: ActorType = "ORG"
    text: str = ""
    start: int = 0


class Joins:
    """Disjoint sets of keys, each led by one of them (union-find with path halving)."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._lead = {key: key for key in keys}

    def lead(self, key: str) -> str:
        """Return the key that leads `key`'s set."""
        while self._lead[key] != key:
            self._lead[key] = self._lead[self._lead[key]]
            key = self._lead[key]
        return key

    def join(self, key: str, to: str) -> None:
        """Put `key`'s set under the one that leads `to`."""
        self._lead[self.lead(key)] = self.lead(to)

    def is_free(self, key: str) -> bool:
        """Say whether `key` leads its set."""
        return self._lead[key] == key


def bare(text: str) -> str:
    """Return a name without its leading article."""
    return text.removeprefix("the ").removeprefix("The ")


def person_parts(text: str) -> tuple[str, ...]:
    """Return a personal name's words, hyphens kept, without case and accents."""
    plain = folded(text.replace("-", "\x00")).replace("\x00", "-")
    return tuple(part for part in plain.split() if part not in {"jr", "sr", "ii", "iii", "iv"})


def grouped(names: Sequence[Name], passages: Sequence[Words], known: Gazetteer) -> dict[str, Group]:
    """Return the groups by key, each with its type as the evidence for it alone shows."""
    states = {entry.owner for entry in _entries(names, known) if entry.state}
    seats = {bare(name.text) for name in names if _is_metonym(name, passages, known, states)}
    surnames = _contested_surnames(names, passages, known)
    people = {n.text.split()[-1] for n in names if n.label == "PERSON" and " " in n.text}
    sporting = is_sporting(passages)
    clubs = clubs_of(names, passages, known) if sporting else frozenset()
    groups: dict[str, Group] = {}
    for name in names:
        words = passages[name.passage]
        key, owner = _key(name, words, known, seats, surnames)
        if owner is None and name.label != "NORP" and is_the_river(name, words, known, people):
            key = f"the:{folded(name.text)}"
        if name.text in clubs and not is_town(name, words):
            key, owner = f"club:{folded(name.text)}", None
        group = groups.setdefault(key, Group(key=key, owner=owner))
        group.names.append(name)
        group.votes.update(evidence(name, words, known))
        if sporting and is_ground(name, words, known):
            group.votes["LOC"] += 12
    for key in _seats_of(names, passages):
        if key in groups and groups[key].owner is None:
            groups[key].votes["GPE"] += TOLD
    for group in groups.values():
        group.text = Counter(name.text for name in group.names).most_common(1)[0][0]
        group.start = min(name.start for name in group.names)
        group.type = _own_type(group, known)
    return groups


def _seats_of(names: Iterable[Name], passages: Sequence[Words]) -> frozenset[str]:
    """Return the keys of the places whose bodies are named after them ("Electoral Commission of
    Zembia")."""
    found = set()
    for name in names:
        texts = passages[name.passage].text[name.first : name.last]
        of = name.label == "ORG" and len(texts) > 2 and texts[-2].lower() == "of"
        if of and texts[-3].lower() in OF_STATES and texts[-1].isalpha():
            found.add(folded(texts[-1]))
    return frozenset(found)


def _own_type(group: Group, known: Gazetteer) -> ActorType:
    if group.key.startswith(("surname:", "she:", "he:")):
        return "PERSON"
    if group.key.startswith("club:"):
        return "ORG"
    if group.key.startswith("the:"):
        return "LOC"
    if group.owner is not None:
        entry = known.entries.get(group.owner)
        return entry.type if entry else "ORG"
    return decide(group.votes, {name.text for name in group.names}, known)


def _entries(names: Iterable[Name], known: Gazetteer) -> Iterable[Entry]:
    for name in names:
        entry = known.entries.get(bare(name.text))
        if entry is not None:
            yield entry


def _is_metonym(name: Name, passages: Sequence[Words], known: Gazetteer, states: set[str]) -> bool:
    entry = known.entries.get(bare(name.text))
    if entry is None or entry.capital_of not in states:
        return False
    return stands_for_state(name, passages[name.passage])


def _contested_surnames(
    names: Sequence[Name], passages: Sequence[Words], known: Gazetteer
) -> frozenset[str]:
    """Return the last words of the full personal names that are also places or the like."""
    found = set()
    for name in names:
        texts = passages[name.passage].text[name.first : name.last]
        full = name.label == "PERSON" and len(texts) > 1 and name.text not in known.entries
        others = (known.entries, known.plural_groups, known.both_groups)
        entry = known.entries.get(texts[-1])
        state = entry is not None and entry.state  # "Météo Madagascar" makes no person of the state
        sure = not state or name.titled is not None or texts[0] in known.first_names
        if full and sure and any(texts[-1] in each for each in others):
            found.add(texts[-1])
    return frozenset(found)


def is_the_river(name: Name, words: Words, known: Gazetteer, people: Set[str]) -> bool:
    """Say whether an article shows that one word is a river's or a region's name: "the Murray".

    `people` are the surnames in the text; an unknown body can have an article, too.
    """
    if name.last - name.first > 1 or not name.first:
        return False
    if name.label not in {"PERSON", "GPE", "LOC"} and name.text not in people:
        return False
    after = words.pos[name.last] if name.last < len(words) else ""
    plain = not name.text.endswith("s") and not name.text.isupper() and words.kind == "paragraph"
    return (
        plain
        and words.text[name.first - 1].lower() == "the"
        and words.pos[name.first] == "PROPN"
        and after not in {"NOUN", "PROPN", "ADJ", "PART", "NUM"}
        and name.text not in known.entries
    )


def _key(
    name: Name, words: Words, known: Gazetteer, seats: set[str], surnames: frozenset[str]
) -> tuple[str, str | None]:
    text = bare(name.text)
    before = words.text[name.first - 1].lower().rstrip(".") if name.first else ""
    people = name.label == "NORP" and before == "the"
    if text in surnames and before not in LOCATIVE | {"to", "from"} and not people:
        return f"surname:{folded(text)}", None
    if name.last - name.first == 1 and before in FEMALE | MALE and text not in known.entries:
        return f"{'she' if before in FEMALE else 'he'}:{folded(text)}", None
    entry = known.entries.get(text) or known.entries.get(name.text)
    if entry is None and text.isupper() and len(text) > 3:
        entry = known.entries.get(bare(text.title())) or known.entries.get(text.title())
    if entry is None or (name.label == "PERSON" and entry.phrase in known.first_names):
        return folded(text), None
    if entry.capital_of is not None and text in seats and not is_located(name, words):
        return f"known:{entry.capital_of}", entry.capital_of
    return f"known:{entry.owner}", entry.owner
