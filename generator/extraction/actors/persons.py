"""One man under one name: surnames, given names, initials and slips joined to the full name."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence, Set

from generator.extraction.actors.evidence import KIN
from generator.extraction.actors.firms import first_firms, is_firm, retype_firms
from generator.extraction.actors.groups import FEMALE, MALE, Group, Joins, person_parts
from generator.extraction.actors.similarity import (
    is_misspelling,
    is_within,
    within_one_edit,
)
from generator.extraction.actors.spans import Words, word_set
from generator.extraction.gazetteer import Gazetteer

BYNAME_LEADS = word_set(
    ", ( better also widely popularly otherwise commonly universally who is was"
)
OPENING_MARKS = word_set("“ \" ‘ '")
LONGEST_NAME = 8
SURE = 12
"""Votes for a place that no surname in the text outweighs ("the Albert Hall")."""
MOST_NEAR = 50
"""So many full names that share a word are compared with one another at most."""
MOST_COMPARED = 200
"""Above so many full names no misspelt surnames are looked for: every pair would be compared."""


def join_persons(
    groups: dict[str, Group], joins: Joins, passages: Sequence[Words], known: Gazetteer
) -> None:
    """Join every short form of a person's name to the one full name that it can belong to."""
    kin = frozenset(key for key, group in groups.items() if _is_kin(group, passages))
    parts = {key: person_parts(group.text) for key, group in groups.items()}
    _retype_full_names(groups, parts, known)
    retype_firms(groups, parts, passages, known)
    full = [
        key
        for key, group in groups.items()
        if group.type == "PERSON" and group.owner is None and len(parts[key]) > 1
    ]
    full.sort(key=lambda key: (-len(parts[key]), groups[key].start))
    index: dict[str, list[str]] = defaultdict(list)
    for key in full:
        mates = (k for part in (parts[key][-1], parts[key][0]) for k in index[part][:MOST_NEAR])
        mate = next((k for k in mates if is_same_person(parts[key], parts[k])), None)
        if mate is not None:
            joins.join(key, mate)
        for part in dict.fromkeys(parts[key]):
            index[part].append(key)
    firms = first_firms(groups)
    for key, group in groups.items():
        settled = group.type == "NORP" or key.startswith(("the:", "club:"))
        if len(parts[key]) == 1 and group.owner is None and not settled:
            _join_short(key, groups, parts, joins, full, index, firms, kin, known)
    for key in groups:
        sex, _, plain = key.partition(":")
        if sex in {"she", "he"} and joins.is_free(key) and plain in groups:
            joins.join(key, plain)


def join_bynames(groups: dict[str, Group], joins: Joins, passages: Sequence[Words]) -> None:
    """Join "Hoca Nasreddin, better known as Molla": two names that "known as" makes one."""
    ends = {
        (name.passage, name.last): key
        for key, group in groups.items()
        if group.type == "PERSON"
        for name in group.names
    }
    for key, group in list(groups.items()):
        for name in group.names[:1]:
            words = passages[name.passage]
            at = name.first - (name.first > 0 and words.text[name.first - 1] in OPENING_MARKS)
            if group.owner is not None or group.type not in {"PERSON", "ORG"} or at < 2:
                continue
            if words.text[at - 1].lower() == "as" and words.text[at - 2].lower() == "known":
                at -= 2
            elif words.text[at - 1].lower() in {"nicknamed", "alias"}:
                at -= 1
            else:
                continue
            stop = max(0, at - 8)
            while at > stop and (
                words.text[at - 1].lower() in BYNAME_LEADS
                or words.pos[at - 1] in {"DET", "ADJ", "NOUN"}
            ):
                at -= 1
            owner = ends.get((name.passage, at))
            if owner is not None and owner != key and joins.is_free(key):
                group.type = "PERSON"
                joins.join(key, owner)


def _retype_full_names(
    groups: dict[str, Group], parts: dict[str, tuple[str, ...]], known: Gazetteer
) -> None:
    """Call a full name a person where its surname alone is one, whatever the model said."""
    last_words = {
        parts[key][0]
        for key, group in groups.items()
        if group.type == "PERSON" and len(parts[key]) == 1
    }
    titled = {
        parts[key][-1] for key, group in groups.items() if group.votes["PERSON"] >= 8 and parts[key]
    }
    borne = {
        parts[key][-1]
        for key, group in groups.items()
        if group.type == "PERSON" and len(parts[key]) > 1
    }
    endings = {
        parts[key][at:]
        for key, group in groups.items()
        if group.type == "PERSON"
        for at in range(1, min(len(parts[key]), LONGEST_NAME) - 1)
    }
    for key, group in groups.items():
        words = parts[key]
        if group.owner is None and words in endings:
            group.type = "PERSON"
        if group.owner is not None or not 2 <= len(words) <= 3 or group.type == "PERSON":
            continue
        lowers = set(group.text.lower().split())
        given = group.text.split()[0] in known.first_names
        heads = known.org_heads | known.facilities | known.natural
        if given:
            heads -= known.surnames
        if lowers & (heads | {"of", "and", "the"}) or group.votes["LOC"] >= SURE:
            continue
        body = group.votes["ORG"] >= group.votes["PERSON"] + 8 and words[-1] in borne
        if words[-1] in last_words and (given or (words[-1] in titled and not body)):
            group.type = "PERSON"


def is_same_person(a: Sequence[str], b: Sequence[str]) -> bool:
    """Say whether two full names can be one person's: compatible given names and surnames."""
    short, long = sorted((tuple(a), tuple(b)), key=len)
    if is_within(short, long):
        return True
    if "".join(short).replace("-", "") == "".join(long).replace("-", ""):
        return True
    if short[-1] == long[-1]:
        one, two = short[0], long[0]
        if len(one) == 1 or len(two) == 1:
            return one[0] == two[0]
        return one == two or _is_slip(one, two)
    return short[:-1] == long[:-1] and _is_slip(short[-1], long[-1])


def _is_slip(a: str, b: str) -> bool:
    """Say whether one edit turns one long unhyphenated word into the other."""
    return min(len(a), len(b)) >= 5 and "-" not in a + b and a[0] == b[0] and within_one_edit(a, b)


def _join_short(  # noqa: PLR0917 - the tables of one join, passed on whole
    key: str,
    groups: dict[str, Group],
    parts: dict[str, tuple[str, ...]],
    joins: Joins,
    full: Sequence[str],
    index: dict[str, list[str]],
    firms: dict[str, int],
    kin: frozenset[str],
    known: Gazetteer,
) -> None:
    """Join a one-word name to its full name, mention by mention where two people share the word."""
    part = parts[key][0]
    holders = index.get(part, [])[:MOST_NEAR]
    spelt = groups[key].text
    holders = [k for k in holders if spelt in groups[k].text.split()] or holders  # "Trần", "Tran"
    if ":" not in key and is_firm(groups[key], part, holders, groups, firms):
        return
    owners = (
        [k for k in holders if parts[k][-1] == part]
        or [k for k in holders if parts[k][0] != part]
        or list(holders)
    )
    if not owners and groups[key].type == "PERSON" and len(full) <= MOST_COMPARED:
        owners = [k for k in full if is_misspelling(part, parts[k][-1])]
    earlier = [k for k in holders if groups[k].start < groups[key].start and parts[k][0] != part]
    if len(earlier) == 1 and earlier[0] not in owners:
        owners = earlier  # "Rosa Vidal Rey", then "Vidal"; another Vidal comes only later
    owners = list(dict.fromkeys(joins.lead(owner) for owner in owners))
    if len(owners) > 1:
        owners = _of_sex(key, owners, groups, known) or owners
    if len(owners) == 1:
        joins.join(key, owners[0])
    elif owners:
        _deal_out(groups[key], owners, kin, groups)


def _is_kin(group: Group, passages: Sequence[Words]) -> bool:
    """Say whether a text introduces somebody as another's husband, wife or the like."""
    if group.type != "PERSON" or not group.names:
        return False
    first = min(group.names, key=lambda name: name.start)
    words = passages[first.passage]
    before = [word.lower() for word in words.text[max(0, first.first - 2) : first.first]]
    return bool(before) and (before[-1] in KIN or (before[-1] == "," and before[0] in KIN))


def _of_sex(
    key: str, owners: Sequence[str], groups: dict[str, Group], known: Gazetteer
) -> list[str]:
    """Return the owners whose given name or title agrees with the "Mr" or "Mrs" in the key."""
    sex = key.partition(":")[0]
    if sex not in {"she", "he"}:
        return []
    wanted, titles = ("f", FEMALE) if sex == "she" else ("m", MALE)
    return [
        owner
        for owner in owners
        if known.first_names.get(groups[owner].text.split()[0]) == wanted
        or any(name.titled in titles for name in groups[owner].names)
    ]


def _deal_out(group: Group, owners: Sequence[str], kin: Set[str], groups: dict[str, Group]) -> None:
    """Give each mention of a shared surname to the owner whose full name was the last before it;
    one that is only "his wife, X" has it no further than her paragraph."""
    everyone = _places(owners, groups)
    chief = _places([owner for owner in owners if owner not in kin], groups) or everyone
    for name in group.names:
        found = everyone[max(0, bisect_left(everyone, (name.start,)) - 1)]
        if found[2] in kin and name.passage > found[1]:
            found = chief[max(0, bisect_left(chief, (name.start,)) - 1)]
        groups[found[2]].names.append(name)
    group.names.clear()


def _places(owners: Sequence[str], groups: dict[str, Group]) -> list[tuple[int, int, str]]:
    """Return where owners are named: start, passage and owner."""
    return sorted(
        (name.start, name.passage, owner) for owner in owners for name in groups[owner].names
    )
