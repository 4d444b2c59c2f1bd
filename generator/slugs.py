"""Addresses: short ASCII names for pages, the same in every build of the same articles."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping

from generator.corpus_model import Sketch

# `index` is the folder's own page; the others cannot be file names on Windows.
_RESERVED = frozenset({"index", "con", "prn", "aux", "nul"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(10)
}


_DROPPED = re.compile(r"[^\x00-\x7f]|['’]")
_OTHERS = re.compile(r"[^a-z0-9]+")


def slugify(text: str, *, longest: int = 60) -> str:
    """Return `text` in lower-case ASCII letters, digits and single hyphens, never empty.

    Accents are taken off. A name of which less than half of the letters and digits survives
    (another script) gets ``x-`` and a hash instead: a wrong transliteration would be a wrong name.
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    slug = _OTHERS.sub("-", _DROPPED.sub("", plain).lower()).strip("-")
    if not slug or slug in _RESERVED or not _mostly_ascii(plain):
        return f"x-{digest(text, 8)}"
    if len(slug) > longest:
        slug = slug[: longest + 1].rpartition("-")[0] or slug[:longest]
    return slug


def _mostly_ascii(text: str) -> bool:
    """Say whether at least half of the letters and digits are ASCII."""
    if text.isascii():
        return True
    signs = [char for char in text if char.isalnum()]
    return 2 * sum(char.isascii() for char in signs) >= len(signs)


def digest(text: str, length: int) -> str:
    """Return the first `length` hexadecimal digits of the SHA-256 of `text`."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def ages_of(briefings: Iterable[Sketch]) -> Mapping[str, int]:
    """Return the place of each of `briefings` in the order in which they came.

    An article may be published long before it comes, or tell no date: so by its arrival, and by
    its date where that is unknown or the same. What is not known of one is later than all.
    """
    unknown = "~"
    order = sorted(
        briefings,
        key=lambda each: (each.arrived or unknown, each.published or unknown, each.file, each.id),
    )
    return {each.id: age for age, each in enumerate(order)}


def distinct(wanted: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Give each identity its slug, from pairs of (identity, wished slug).

    Where several wish for the same one, the first has it and each other gets a hash of its own
    identity appended. An address should last: so put first who was there first.
    """
    given: dict[str, str] = {}
    taken: set[str] = set()
    for identity, slug in wanted:
        length = 6
        name = slug
        while name in taken:
            name = f"{slug}-{digest(identity, length)}"
            length += 2
        taken.add(name)
        given[identity] = name
    return given
