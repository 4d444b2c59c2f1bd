"""Storms, who are nobody although they have a given name ("Hurricane Odell", then "Odell")."""

from collections.abc import Iterable, Iterator, Set

from generator.extraction.actors.spans import Name, Words, name_at, word_set

STORMS = word_set("Hurricane Typhoon Cyclone")
STORM = "Storm"
"""A given name too: it is a storm's only where the article also speaks of "the storm"."""


def storms_in(passages: Iterable[Words]) -> frozenset[str]:
    """Return the names of the storms that an article calls so."""
    passages = list(passages)
    small = any("storm" in words.text for words in passages)
    leads = STORMS | {STORM} if small else STORMS
    return frozenset(
        words.text[at]
        for words in passages
        for at in range(1, len(words))
        if words.text[at - 1] in leads and _is_name(words, at)
    )


def storm_names(words: Words, storms: Set[str]) -> Iterator[Name]:
    """Yield every mention of them as what is no actor; "Odell Jackson" is somebody else."""
    for at, word in enumerate(words.text):
        if word in storms and not _is_name(words, at + 1) and words.kind != "byline":
            first = at - (at > 0 and words.text[at - 1] in STORMS | {STORM})
            if first < at or not _is_name(words, at - 1):
                yield name_at(words, first, at + 1, "OTHER", trust=3)


def _is_name(words: Words, at: int) -> bool:
    return 0 <= at < len(words) and words.pos[at] == "PROPN" and words.is_name_like(at)
