"""Persons whom a model misses beside an office or behind initials without stops."""

from collections.abc import Iterator

from generator.extraction.actors.entities import HOLDERS
from generator.extraction.actors.everyday import is_everyday
from generator.extraction.actors.spans import Name, Words, name_at
from generator.extraction.gazetteer import Gazetteer

INSIDE = frozenset({"and", "of", "for", "the", ",", "&"})
"""Small words inside what a minister is for."""


def portfolio_names(words: Words, known: Gazetteer) -> Iterator[Name]:
    """Yield who follows an office with all that it is for ("Minister for Social and Family
    Development Ruth Callan"): the words there that are no English ones."""
    for at in range(len(words) - 3):
        if words.text[at] not in HOLDERS or words.text[at + 1] not in {"of", "for"}:
            continue
        last = at + 2
        while last < len(words) and (words.is_name_like(last) or words.text[last] in INSIDE):
            last += 1
        while words.text[last - 1] in INSIDE:
            last -= 1
        first = last
        while first > at + 2 and _is_strange(words.text[first - 1], known):
            first -= 1
        if 2 <= last - first <= 3 and first > at + 2 and words.text[first - 1] not in INSIDE:
            yield name_at(words, first, last, "PERSON", trust=3)


def initialled_names(words: Words) -> Iterator[Name]:
    """Yield a surname after two or three initials without stops ("B R Gavane")."""
    at = 0
    while at < len(words) - 2:
        last = at
        while last < len(words) and len(words.text[last]) == 1 and words.text[last].isupper():
            last += 1
        named = last < len(words) and words.text[last].istitle() and words.pos[last] == "PROPN"
        if 2 <= last - at <= 3 and named:
            yield name_at(words, at, last + 1, "PERSON", trust=3)
        at = max(last, at) + 1


def _is_strange(word: str, known: Gazetteer) -> bool:
    plain = word.isalpha() and word[:1].isupper() and word not in known.entries
    return plain and not is_everyday(word)
