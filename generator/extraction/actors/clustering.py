"""Which names mean the same actor: one cluster for each person, body, state and place."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from generator.extraction.actors.metonyms import is_located, stands_for_state
from generator.extraction.actors.similarity import (
    LITTLE,
    folded,
    initials,
    is_misspelling,
    is_within,
    tokens,
)
from generator.extraction.actors.spans import Name, Words
from generator.extraction.actors.typing import LOCATIVE, decide, evidence
from generator.extraction.gazetteer import Gazetteer
from generator.model import ActorType

TROOPS = frozenset({"military", "troops", "forces", "armed forces"})
FEMALE = frozenset(
    {"mrs", "ms", "miss", "lady", "dame", "queen", "princess", "duchess", "baroness"}
)
MALE = frozenset({"mr", "sir", "lord", "king", "prince", "duke", "baron"})


@dataclass(slots=True)
class Group:
    """Names of one spelling; groups that mean the same actor are joined by :class:`Joins`."""

    key: str
    names: list[Name] = field(default_factory=list)
    votes: Counter[str] = field(default_factory=Counter)
    owner: str | None = None
    type: ActorType = "ORG"

    @property
    def text(self) -> str:
        """The spelling that occurs most often (the first of equals)."""
        return Counter(name.text for name in self.names).most_common(1)[0][0]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """All names of one actor, in the text's order."""

    names: tuple[Name, ...]
    type: ActorType
    owner: str | None


def cluster(
    names: Sequence[Name], passages: Sequence[Words], known: Gazetteer
) -> tuple[Cluster, ...]:
    """Return the article's actors as sets of names."""
    groups = _groups(names, passages, known)
    joins = Joins(groups)
    _join_persons(groups, joins, passages)
    _join_bodies(groups, joins, passages, known)
    _join_places(groups, joins, passages, known)
    _join_groups(groups, joins)
    members: dict[str, list[Group]] = defaultdict(list)
    for key, group in groups.items():
        members[joins.lead(key)].append(group)
    clusters = []
    for lead, found in members.items():
        clusters.append(
            Cluster(
                names=tuple(sorted((n for g in found for n in g.names), key=lambda n: n.start)),
                type=groups[lead].type
                if groups[lead].owner
                else _joint_type(groups[lead], found, known),
                owner=groups[lead].owner,
            )
        )
    return tuple(clusters)


def _joint_type(lead: Group, found: Sequence[Group], known: Gazetteer) -> ActorType:
    if len(found) == 1 or lead.type == "PERSON":
        return lead.type
    votes: Counter[str] = Counter()
    for group in found:
        votes.update(group.votes)
    return decide(votes, [lead.text], known)


def _groups(names: Sequence[Name], passages: Sequence[Words], known: Gazetteer) -> dict[str, Group]:
    states = {
        known.entries[bare(n.text)].owner
        for n in names
        if bare(n.text) in known.entries and known.entries[bare(n.text)].state
    }
    surnames = _surnames(names, passages, known)
    seats = {bare(n.text) for n in names if _is_metonym(n, passages, known, states)}
    groups: dict[str, Group] = {}
    for name in names:
        words = passages[name.passage]
        key, owner = _key(name, words, known, seats, surnames)
        group = groups.setdefault(key, Group(key=key, owner=owner))
        group.names.append(name)
        group.votes.update(evidence(name, words, known))
    for group in groups.values():
        if group.key.startswith("surname:"):
            group.type = "PERSON"
        elif group.owner is not None:
            entry = known.entries.get(group.owner)
            group.type = entry.type if entry else "ORG"
        else:
            group.type = decide(group.votes, {name.text for name in group.names}, known)
    return groups


def _is_metonym(name: Name, passages: Sequence[Words], known: Gazetteer, states: set[str]) -> bool:
    entry = known.entries.get(bare(name.text))
    capital = entry is not None and entry.capital_of in states
    return capital and stands_for_state(name, passages[name.passage])


def bare(text: str) -> str:
    """Return a name without its leading article."""
    return text.removeprefix("the ").removeprefix("The ")


def _surnames(names: Sequence[Name], passages: Sequence[Words], known: Gazetteer) -> frozenset[str]:
    """Return the last words of the full personal names, where they are also places or the like."""
    found = set()
    for name in names:
        texts = passages[name.passage].text[name.first : name.last]
        if (
            name.label == "PERSON"
            and len(texts) > 1
            and texts[-1] in known.entries
            and name.text not in known.entries
        ):
            found.add(texts[-1])
    return frozenset(found)


def _key(
    name: Name, words: Words, known: Gazetteer, seats: set[str], surnames: frozenset[str]
) -> tuple[str, str | None]:
    text = bare(name.text)
    if text in surnames:
        before = words.text[name.first - 1].lower() if name.first else ""
        if before not in LOCATIVE | {"to", "from"}:
            return f"surname:{folded(text)}", None
    entry = known.entries.get(text) or (
        known.entries.get(text.title()) if text.isupper() and len(text) > 3 else None
    )
    if entry is None or (name.label == "PERSON" and entry.phrase in known.first_names):
        return folded(text), None
    if entry.capital_of is not None and text in seats and not is_located(name, words):
        return f"known:{entry.capital_of}", entry.capital_of
    return f"known:{entry.owner}", entry.owner


def _join_persons(groups: dict[str, Group], joins: Joins, passages: Sequence[Words]) -> None:
    persons = {
        key: group
        for key, group in groups.items()
        if group.type == "PERSON" and group.owner is None
    }
    full = [key for key in persons if len(_parts(key)) > 1]
    full.sort(key=lambda key: (-len(_parts(key)), persons[key].names[0].start))
    by_last: dict[str, list[str]] = defaultdict(list)
    by_first: dict[str, list[str]] = defaultdict(list)
    for key in full:
        mate = next((other for other in by_last[_parts(key)[-1]] if _same_person(key, other)), None)
        mate = mate or next(
            (other for other in by_first[_parts(key)[0]] if _same_person(key, other)), None
        )
        if mate is not None:
            joins.join(key, mate)
        by_last[_parts(key)[-1]].append(key)
        by_first[_parts(key)[0]].append(key)
    tails: dict[str, list[str]] = defaultdict(list)
    for key in full:
        for part in dict.fromkeys(_parts(key)[1:]):
            tails[part].append(key)
    for key, group in groups.items():
        parts = _parts(key)
        if len(parts) != 1 or group.owner is not None or group.type == "NORP":
            continue
        part = parts[0]
        owners = by_last.get(part) or tails.get(part) or by_first.get(part) or []
        owners = owners or (
            [k for k in full if is_misspelling(part, _parts(k)[-1])]
            if group.type == "PERSON" and len(full) < 200
            else []
        )
        owners = list(dict.fromkeys(joins.lead(owner) for owner in owners))
        if not owners:
            continue
        joins.join(
            key, owners[0] if len(owners) == 1 else _nearest(group, owners, groups, passages)
        )


def _parts(key: str) -> tuple[str, ...]:
    return tuple(key.removeprefix("surname:").split())


def _same_person(a: str, b: str) -> bool:
    """Say whether two full names can be one person's: compatible given names and surnames."""
    short, long = sorted((_parts(a), _parts(b)), key=len)
    if is_within(short, long) and (short[-1] == long[-1] or len(short) > 1):
        return True
    if short[-1] == long[-1]:
        one, two = short[0], long[0]
        if len(one) == 1 or len(two) == 1:
            return one[0] == two[0]
        return one == two or is_misspelling(one, two)
    return short[:-1] == long[:-1] and is_misspelling(short[-1], long[-1])


def _nearest(
    group: Group, owners: Sequence[str], groups: dict[str, Group], passages: Sequence[Words]
) -> str:
    """Return the owner named last before the short form first stands alone, by title and sex if they tell."""
    first = group.names[0]
    words = passages[first.passage]
    title = words.text[first.first - 1].lower().rstrip(".") if first.first else ""
    if title in FEMALE | MALE:
        wanted = FEMALE if title in FEMALE else MALE
        fitting = [o for o in owners if any(n.titled in wanted for n in groups[o].names)]
        owners = fitting or owners
    before = [
        (n.start, owner) for owner in owners for n in groups[owner].names if n.start < first.start
    ]
    counts = {owner: len(groups[owner].names) for owner in owners}
    return max(before)[1] if before else max(owners, key=lambda owner: counts[owner])


def _join_bodies(
    groups: dict[str, Group], joins: Joins, passages: Sequence[Words], known: Gazetteer
) -> None:
    bodies = {
        key: group
        for key, group in groups.items()
        if group.type in {"ORG", "LOC", "GPE"} and not (group.owner and group.type != "ORG")
    }
    _join_defined(groups, joins, passages)
    long = [key for key in bodies if len(tokens(groups[key].text)) > 1]
    by_initials: dict[str, list[str]] = defaultdict(list)
    for key in long:
        for form in initials(groups[key].text):
            by_initials[form].append(key)
    for key, group in bodies.items():
        text = group.text.replace(".", "")
        if text.isupper() and " " not in text and group.type == "ORG" and joins.lead(key) == key:
            owners = {joins.lead(k) for k in by_initials.get(text, ()) if k != key}
            if len(owners) == 1:
                joins.join(key, owners.pop())
    index: dict[str, list[str]] = defaultdict(list)
    for key in long:
        for part in dict.fromkeys(tokens(groups[key].text)):
            index[part].append(key)
    for key in sorted(bodies, key=lambda k: len(k)):
        group = groups[key]
        parts = tokens(group.text)
        if not parts or joins.lead(key) != key:
            continue
        near = dict.fromkeys(k for part in parts for k in index.get(part, [])[:50])
        owners = {
            joins.lead(k)
            for k in near
            if k != key and _is_short_form(parts, tokens(groups[k].text), group, groups[k], known)
        }
        owners.discard(key)
        if len(owners) > 1 and len(parts) == 1 and parts[0] in known.org_heads:
            before = [
                (max(n.start for n in groups[o].names if n.start < group.names[0].start), o)
                for o in owners
                if groups[o].names[0].start < group.names[0].start
            ]
            owners = {max(before)[1]} if before else set()
        if len(owners) == 1:
            joins.join(key, owners.pop())


def _is_short_form(
    short: tuple[str, ...], long: tuple[str, ...], group: Group, other: Group, known: Gazetteer
) -> bool:
    """Say whether `short` is how a text calls the body `long` once it is introduced."""
    if short == long:
        return True
    size = len(short)
    if size >= len(long):
        return size == len(long) and _same_but_plural(short, long)
    if (
        other.type != "ORG"
        or (group.owner is not None
        and group.owner != other.owner
        and group.type != "ORG")
    ):
        return False
    stripped = _without_state(other, known)
    if (
        stripped != long
        and len(stripped) > size
        and group.type == "ORG"
        and size > 1
        and stripped[:size] == short
    ):
        return stripped[size] in {"of", "for", "in"}
    rest = long[size:]
    if long[:size] == short:
        if size == 1 and short[0] in known.org_heads:
            return rest[0] in {"of", "for"}
        return (
            rest[0] in {"of", "for", "in"}
            or (rest[-1] in known.org_heads | known.org_suffixes
            and group.type in {"ORG", "PERSON"})
        )
    if long[-size:] == short:
        lead = " ".join(long[:-size])
        if size > 1 or short[0] in known.org_heads:
            state = any(folded(phrase) == lead for phrase in _phrases(other, len(lead.split())))
            return size > 1 or state or short[0] in known.org_heads
        return long[-size - 1] in LITTLE and group.type == "ORG"
    return False


def _without_state(group: Group, known: Gazetteer) -> tuple[str, ...]:
    """Return a body's words without the state or demonym that begins its name."""
    words = bare(group.text).split()
    for size in (3, 2, 1):
        entry = known.entries.get(" ".join(words[:size]))
        if entry is not None and entry.state and len(words) > size:
            return tokens(" ".join(words[size:]))
    return tokens(group.text)


def _phrases(group: Group, count: int) -> list[str]:
    return [" ".join(bare(group.text).split()[:count])]


def _same_but_plural(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return len(a) > 1 and all(
        x == y or x + "s" == y or y + "s" == x or (is_misspelling(x, y) and len(x) > 5)
        for x, y in zip(a, b, strict=True)
    )


def _join_defined(groups: dict[str, Group], joins: Joins, passages: Sequence[Words]) -> None:
    """Join "World Health Organisation (WHO)" and "CEI (Italian Episcopal Conference)"."""
    at: dict[tuple[int, int], str] = {}
    for key, group in groups.items():
        for name in group.names:
            at[name.passage, name.first] = key
    for key, group in list(groups.items()):
        for name in group.names:
            words = passages[name.passage]
            after = name.last
            if after < len(words) and words.text[after] == "(":
                inner = at.get((name.passage, after + 1))
                if inner is None or inner == key or joins.lead(inner) == joins.lead(key):
                    continue
                one, two = group.text, groups[inner].text
                short = min(one, two, key=len).replace(".", "")
                if (
                    (short.isupper() or (short.isalnum() and any(map(str.isupper, short[1:]))))
                    and " " not in short
                    and groups[inner].type != "GPE"
                    and group.type != "PERSON"
                ):
                    joins.join(*((inner, key) if len(two) <= len(one) else (key, inner)))


def _join_places(
    groups: dict[str, Group], joins: Joins, passages: Sequence[Words], known: Gazetteer
) -> None:
    """Join spelling variants of places ("East L.A." stays apart: it is no variant of spelling)."""
    places = [
        key for key, group in groups.items() if group.type in {"GPE", "LOC"} and group.owner is None
    ]
    owned: Callable[[str], bool] = lambda key: groups[key].owner is not None
    targets = [key for key, group in groups.items() if group.type in {"GPE", "LOC"} and owned(key)]
    for key in places:
        text = folded(groups[key].text)
        for other in targets:
            name = groups[other].names[0].text
            if len(text) > 6 and " " not in text and is_misspelling(text, folded(name)):
                joins.join(key, other)
                break


def _join_groups(groups: dict[str, Group], joins: Joins) -> None:
    """Join the singular of a people with its plural."""
    for key, group in groups.items():
        if group.type == "NORP" and key + "s" in groups:
            joins.join(key, key + "s")
    for key, group in groups.items():
        words = folded(group.text).split()
        if len(words) > 1 and " ".join(words[1:]) in TROOPS:
            for force in ("military", "forces", "troops", "armed forces"):
                other = f"{words[0]} {force}"
                if other in groups:
                    joins.join(key, other)
                    break
