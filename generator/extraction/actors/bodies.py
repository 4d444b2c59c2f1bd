"""One body under one name: acronyms, short forms and spelling variants joined to the full name."""

import re
from collections import defaultdict
from collections.abc import Sequence

from generator.extraction.actors.expansions import LEADS, SECURE
from generator.extraction.actors.groups import Group, Joins, bare
from generator.extraction.actors.similarity import (
    LITTLE,
    initials,
    is_misspelling,
    tokens,
)
from generator.extraction.actors.spans import ELISIONS, Name, Words, word_set
from generator.extraction.gazetteer import Gazetteer

TROOPS = ("military", "armed forces", "forces", "troops")
LINKS = word_set("of for in at")
ADDITIONS = word_set("group holdings international uk usa us europe asia africa india china")
"""Words that a firm adds to its name for the whole or a part of it."""
AREAS = word_set("city county district borough town parish regional municipal metropolitan")
TOWN_BODIES = word_set("library council court police museum station theatre theater")
DEFINITE = word_set("the this that its their our his her")
MOST_NEAR = 50
"""So many names that share a word are compared with a short form at most: keeps it linear."""


PAPERS = word_set(
    """
    herald times post gazette chronicle tribune telegraph courier journal echo mail argus star
    examiner mercury observer standard bulletin advertiser reporter sentinel dispatch mirror
    """
)


def join_bodies(
    groups: dict[str, Group], joins: Joins, passages: list[Words], known: Gazetteer
) -> None:
    """Join short forms of bodies' names, then acronyms, to the one name that they can mean."""
    bodies = {
        key: group
        for key, group in groups.items()
        if group.names
        and joins.is_free(key)
        and (group.type == "ORG" or (group.owner is None and group.type in {"LOC", "GPE"}))
    }
    _join_defined(groups, joins, passages, known)
    _join_short_forms(bodies, joins, passages, known)
    _join_acronyms(bodies, joins)
    _join_troops(bodies, joins)
    _join_areas(groups, joins, known)


def _join_short_forms(
    bodies: dict[str, Group], joins: Joins, passages: Sequence[Words], known: Gazetteer
) -> None:
    texts = {key: tokens(group.text) for key, group in bodies.items()}
    index: dict[str, list[str]] = defaultdict(list)
    for key, words in texts.items():
        if len(words) > 1:
            for part in dict.fromkeys(words):
                index[part].append(key)
    for key in sorted(bodies, key=lambda k: (-len(k), k)):
        if not texts[key] or not joins.is_free(key):
            continue
        kind = len(texts[key]) == 1 and texts[key][0] in known.org_heads
        if kind and not _is_definite(bodies[key], passages):
            continue  # "Congress leader X" speaks of no other body that is a congress
        near = dict.fromkeys(k for part in texts[key] for k in index.get(part, [])[:MOST_NEAR])
        owners = {
            joins.lead(k): k
            for k in near
            if k != key and is_short_form(bodies[key], bodies[k], known)
        }
        owners.pop(key, None)
        if len(owners) > 1 and len(texts[key]) == 1 and texts[key][0] in known.org_heads:
            start = bodies[key].start
            before = [(bodies[k].start, k) for k in owners.values() if bodies[k].start < start]
            owners = {max(before)[1]: ""} if before else {}
        if len(owners) == 1:
            joins.join(key, next(iter(owners)))


def _is_definite(group: Group, passages: Sequence[Words]) -> bool:
    """Say whether a text ever has "the" or the like before a name."""
    return any(
        name.text.lower().startswith("the ")
        or (name.first and passages[name.passage].text[name.first - 1].lower() in DEFINITE)
        for name in group.names
    )


def is_short_form(group: Group, other: Group, known: Gazetteer) -> bool:  # noqa: PLR0911 - one answer a case
    """Say whether `group` is how a text calls the body `other` once it is introduced."""
    short, long = tokens(group.text), tokens(other.text)
    size = len(short)
    if size >= len(long):
        return size == len(long) and _is_variant(short, long)
    if size == 1 and other.owner in known.clubs and long[-1:] == short and group.type != "PERSON":
        return True
    if other.type != "ORG" or group.type not in {"ORG", "PERSON"}:
        return False
    if group.type == "ORG" and (
        _is_known_firm(group, other, short, long, known) or _is_without_kind(short, long)
    ):
        return True
    if size > 1:
        stripped = _without_state(other, known)
        if stripped[:size] == short and (len(stripped) == size or stripped[size] in LINKS):
            return True
    if long[:size] == short:
        alone = group.type == "ORG" and group.owner is None and not short[0].isdigit()
        if size == 1 and group.owner is not None:
            return long[-1] in known.org_suffixes  # "WHO Bulletin" is not what WHO is called
        return _is_opening(short, long, known, alone=alone)
    if long[-size:] == short:
        if size > 1 or short[0] in known.org_heads:
            return True
        return long[-2] in LITTLE and group.type == "ORG" and group.owner is None
    return False


def _is_without_kind(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Say whether one name lacks but what kind of area the body is for ("Leeds council")."""
    inner = len(short) == 2 and len(long) == 3 and long[1] in AREAS
    return inner and (short[0], short[1]) == (long[0], long[2])


def _is_known_firm(
    group: Group, other: Group, short: tuple[str, ...], long: tuple[str, ...], known: Gazetteer
) -> bool:
    """Say whether one of two names is a known firm's, the other with what firms add or without what
    they leave out ("SoftBank", "SoftBank Group"; "Eli Lilly", "Lilly")."""
    if group.owner is not None and len(long) == len(short) + 1 and long[:-1] == short:
        return long[-1] in known.org_suffixes | ADDITIONS
    last = len(short) == 1 and len(long) == 2 and long[1:] == short
    return last and other.owner is not None and group.owner is None


def _is_opening(
    short: tuple[str, ...], long: tuple[str, ...], known: Gazetteer, *, alone: bool
) -> bool:
    rest = long[len(short) :]
    if len(short) == 1 and short[0] in known.org_heads:
        return rest[0] in {"of", "for"}
    if len(short) == 1 and rest[-1] in TOWN_BODIES:
        return False  # where a library is is not the library
    if len(short) == len(rest) == 1 and short[0] not in known.common:
        # "Goldman" after "Goldman Sachs"; what has an entry of its own stays itself, and where a
        # newspaper appears is not the newspaper
        return alone and rest[0] not in PAPERS
    if len(short) == 1 and alone and rest[-1] in known.trades and short[0] not in known.common:
        return True
    return rest[0] in LINKS or rest[-1] in known.org_heads | known.org_suffixes


def _without_state(group: Group, known: Gazetteer) -> tuple[str, ...]:
    """Return a body's words without the state or demonym that begins its name."""
    words = bare(group.text).split()
    for size in (3, 2, 1):
        entry = known.entries.get(" ".join(words[:size]))
        if entry is not None and entry.state and len(words) > size:
            return tokens(" ".join(words[size:]))
    return tokens(group.text)


def _is_variant(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two names of equal length differ by plurals and slips of the pen only."""
    return len(a) > 1 and all(
        x == y or x + "s" == y or y + "s" == x or (len(x) > 5 and is_misspelling(x, y))
        for x, y in zip(a, b, strict=True)
    )


def _join_acronyms(bodies: dict[str, Group], joins: Joins) -> None:
    by_initials: dict[str, list[str]] = defaultdict(list)
    for key, group in bodies.items():
        if " " in group.text:
            for form in initials(group.text):
                by_initials[form].append(key)
    for key, group in bodies.items():
        text = group.text.replace(".", "")
        if text.isupper() and " " not in text and group.type == "ORG" and joins.is_free(key):
            owners = {joins.lead(k) for k in by_initials.get(text, ()) if k != key} - {key}
            if len(owners) == 1:
                joins.join(key, owners.pop())


def _join_defined(
    groups: dict[str, Group], joins: Joins, passages: list[Words], known: Gazetteer
) -> None:
    """Join "Norland Health Board (NHB)" and "NMA (Norland Miners Association)"."""
    at = {
        (name.passage, name.first): (key, name)
        for key, group in groups.items()
        for name in group.names
    }
    for outer, name in list(at.values()):
        words = passages[name.passage]
        inner, inside = next(
            (
                at[name.passage, name.last + size]
                for size in range(1, 5)
                if " ".join(words.text[name.last : name.last + size]).lower() in LEADS
                and (name.passage, name.last + size) in at
            ),
            ("", name),
        )
        lead = words.text[name.last : inside.first]
        closed = inside.last < len(words) and words.text[inside.last] in {")", ",", ";"}
        if not inner or joins.lead(inner) == joins.lead(outer):
            continue
        if not closed if lead == ("(",) else not _is_said_of(words, name, inside, known):
            continue
        if {groups[inner].type, groups[outer].type} != {"ORG"}:
            continue
        short, long = sorted((bare(name.text), bare(inside.text)), key=len)
        trusted = min(name.trust, inside.trust) > 2  # what :mod:`.expansions` found
        if " " not in short and " " in long and (trusted or any(map(str.isupper, short[1:]))):
            joins.join(*((inner, outer) if long == bare(name.text) else (outer, inner)))


def _is_said_of(words: Words, name: Name, short: Name, known: Gazetteer) -> bool:
    """Say whether ", or UNIFIL" or "X's Security Service, the SBU," explains the name before."""
    lead = " ".join(words.text[name.last : short.first]).lower()
    letters = re.sub(r"[^A-Z]", "", short.text)
    if lead in SECURE or letters in initials(name.text):
        return True
    owned = name.first > 0 and words.text[name.first - 1] in ELISIONS
    after = words.text[short.last] if short.last < len(words) else "."
    ends = after in {",", "."} or words.pos[min(short.last, len(words) - 1)] in {"VERB", "AUX"}
    listed = "and" in words.text[short.last : short.last + 4]
    return lead == ", the" and owned and ends and not listed and short.text not in known.entries


def _join_areas(groups: dict[str, Group], joins: Joins, known: Gazetteer) -> None:
    """Join "Kogi" to "Kogi State" where neither is known to be something else."""
    for key, group in groups.items():
        name, _, kind = key.rpartition(" ")
        short = groups.get(name)
        if kind in known.areas and short is not None and group.names and short.names:
            places = group.type in {"GPE", "LOC"} and short.type in {"GPE", "LOC"}
            if places and group.owner is None and short.owner is None and joins.is_free(name):
                joins.join(name, key)


def _join_troops(bodies: dict[str, Group], joins: Joins) -> None:
    """Join a state's "troops" and "forces" to its "military"."""
    for key in bodies:
        state, _, force = key.partition(" ")
        for mate in TROOPS:
            other = f"{state} {mate}"
            if force in TROOPS and other in bodies and other != key:
                joins.join(key, other)
                break
