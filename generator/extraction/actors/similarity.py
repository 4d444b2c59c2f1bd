"""When two strings are the same name: spelling, initials, and small slips of the pen."""

import unicodedata
from functools import lru_cache

from generator.extraction.actors.spans import word_set

LITTLE = word_set("of for and the & de du des della del la le y et on in at to")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return a name without case, accents, stops, hyphens, apostrophes and a leading article."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    plain = plain.replace(".", "").replace("’", "").replace("'", "").replace("`", "")
    plain = " ".join(plain.replace("-", " ").replace("‑", " ").split())
    plain = plain.replace("organisation", "organization").replace("defence", "defense")
    plain = (
        plain.replace("labour", "labor").replace("centre", "center").replace("programme", "program")
    )
    return plain.removeprefix("the ")


def tokens(text: str) -> tuple[str, ...]:
    """Return a folded name's words."""
    return tuple(folded(text).split())


def initials(text: str) -> frozenset[str]:
    """Return the acronyms that a name could have, with and without its little words."""
    words = [
        part for part in text.replace("-", " ").replace("/", " ").split() if part[:1].isalnum()
    ]
    large = [word for word in words if word.lower() not in LITTLE]
    forms = {"".join(word[0] for word in large), "".join(word[0] for word in words)}
    forms.add("".join(word[0] for word in words if word.lower() not in {"of", "for", "the", "&"}))
    return frozenset(form.upper() for form in forms if len(form) > 1)


def within_one_edit(a: str, b: str) -> bool:
    """Say whether one letter more, less, other or swapped with its neighbour turns `a` into `b`."""
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    at = 0
    while at < min(len(a), len(b)) and a[at] == b[at]:
        at += 1
    if a[at + 1 :] == b[at + 1 :] or a[at + 1 :] == b[at:] or a[at:] == b[at + 1 :]:
        return True
    return a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]


def is_misspelling(a: str, b: str) -> bool:
    """Say whether two long names differ by one edit, or by two if they have eight letters."""
    shorter = min(len(a), len(b))
    if shorter < 5 or a[:1] != b[:1]:
        return False
    if within_one_edit(a, b):
        return True
    if shorter < 8:
        return False
    return any(within_one_edit(a[:at] + a[at + 1 :], b) for at in range(1, len(a)))


def is_within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Say whether the words of `short` follow one another in `long`."""
    size = len(short)
    return any(long[at : at + size] == short for at in range(len(long) - size + 1))
