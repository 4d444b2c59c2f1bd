"""Firms that are called by one word of their name, which may also be a person's or a place's."""

from collections.abc import Sequence

from generator.extraction.actors.groups import Group
from generator.extraction.actors.similarity import tokens
from generator.extraction.actors.spans import Words, word_set
from generator.extraction.gazetteer import Gazetteer

NAMED_AFTER = word_set(
    """
    foundation administration campaign organization organisation university college school
    institute center centre library hospital trust fund government cabinet family museum theatre
    prize award house
    """
)
"""Heads of bodies that are called after persons whom a text then calls by the same word."""
PLACED = word_set("in near from to around outside across")


def retype_firms(
    groups: dict[str, Group],
    parts: dict[str, tuple[str, ...]],
    passages: Sequence[Words],
    known: Gazetteer,
) -> None:
    """Call a word a body that begins a body's name and is no person's elsewhere in the text.

    "Lumora Energy Storage", then "Lumora"; but not "Obama" after "the Obama Foundation".
    """
    borne = {
        part
        for key, group in groups.items()
        if group.type == "PERSON" and len(parts[key]) > 1
        for part in parts[key]
    }
    firms: dict[str, int] = {}
    for group in groups.values():
        words = tokens(group.text)
        named_after = set(words) & NAMED_AFTER or words[0] in known.common if words else True
        if group.type == "ORG" and len(words) > 1 and group.names and not named_after:
            firms[words[0]] = min(group.start, firms.get(words[0], group.start))
    for key, group in groups.items():
        word = parts[key][0] if len(parts[key]) == 1 else ""
        kind = group.type == "PERSON" or (
            group.type in {"GPE", "LOC"} and not _is_ever_there(group, passages)
        )
        plain = ":" not in key and group.owner is None and kind and group.names
        if plain and word in firms and word not in borne and firms[word] < group.names[-1].start:
            titled = any(name.titled for name in group.names)
            if not titled and group.text not in known.first_names:
                group.votes["ORG"] += group.votes.pop(group.type, 0)
                group.type = "ORG"


def _is_ever_there(group: Group, passages: Sequence[Words]) -> bool:
    """Say whether something is "in" a name or comes "from" it, as in a place."""
    return any(
        name.first > 0 and passages[name.passage].text[name.first - 1].lower() in PLACED
        for name in group.names
    )


def first_firms(groups: dict[str, Group]) -> dict[str, int]:
    """Return where the first body of two words or more stands that begins with each word."""
    firms: dict[str, int] = {}
    for group in groups.values():
        words = tokens(group.text)
        if group.type == "ORG" and len(words) > 1 and group.names:
            firms[words[0]] = min(group.start, firms.get(words[0], group.start))
    return firms


def is_firm(
    group: Group, part: str, holders: Sequence[str], groups: dict[str, Group], firms: dict[str, int]
) -> bool:
    """Say whether a bare word that the text shows to be a body is one called after its founder.

    "Vandermeer Industries" came before "the chemist Cornelis Vandermeer" did.
    """
    founded = part in firms and group.type == "ORG" and bool(holders)
    return founded and all(firms[part] < groups[holder].start for holder in holders)
