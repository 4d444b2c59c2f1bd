"""Where a person's own name begins behind titles, and which of them belong to it."""

from generator.extraction.actors.spans import Words, word_set
from generator.extraction.gazetteer import Gazetteer

REGNAL = word_set(
    """
    pope king queen prince princess emperor saint sheikh lord lady mother patriarch
    """
)
INNER = word_set(
    "haji hajji syed sayed sheikh shaikh imam mullah maulana pandit swami dean baron duke earl"
)
"""Titles that stand in the middle of a name as well ("Abdi Haji Nur")."""


def past_titles(words: Words, first: int, last: int, known: Gazetteer) -> int:
    """Return where a person's own name begins: "French President Emmanuel Macron" at "Emmanuel"."""
    start = first
    for at in range(first, last - 1):
        word = words.text[at]
        lower = word.lower().rstrip(".")
        if lower in REGNAL and word[0].isupper() and _is_regnal(words, at + 1, last):
            return at
        given = word in known.first_names and at == first and lower not in {"king"}
        inner = lower in INNER and at > start and words.text[at - 1] not in known.entries
        if lower in known.titles and not given and not inner:
            start = at + 1
        elif known.entries.get(word) is not None and known.entries[word].role == "adjective":
            continue
    return start


def _is_regnal(words: Words, at: int, last: int) -> bool:
    """Say whether one given name, with or without a number, follows ("Francis", "Mohammed VI")."""
    rest = last - at
    return rest == 1 or (rest == 2 and set(words.text[at + 1]) <= set("IVX"))
