"""What the site was made from, so that the next build makes only what changed.

Kept in the working folder and safe to lose: without it everything is made anew.
"""

import json
import sys
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from generator.inventory import Inventory, frame, pack, seal, unframe, unpack, unseal

_KIND = b"site 1 " + sys.byteorder.encode()

EXCLUDED, UNLISTED, LISTED = "x", "n", "i"
"""How MkDocs takes a file: not at all, without a place in the nav, or with one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What else a page's HTML and warnings depend on, and what others may ask of it.

    Facts are numbers (:func:`fact`): ``asks`` those that a page was rendered by, ``anchors`` those
    that it makes true.
    """

    asks: "array[int]"
    anchors: "array[int]"
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteState:
    """The site as it was last published.

    ``docs`` are the files in MkDocs' folder (SHA-256), ``kinds`` a letter for each; ``files`` the
    files of the site (SHA-256); ``pages`` what is known of each rendered page. ``keys`` name what
    everything else was made from. ``direct`` is False where MkDocs had to build the whole.
    """

    docs: Inventory = field(default_factory=dict)
    kinds: str = ""
    files: Inventory = field(default_factory=dict)
    pages: Mapping[str, PageFacts] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    theme: tuple[str, ...] = ()
    nav_warnings: tuple[str, ...] = ()
    direct: bool = True
    folders: bool = False
    """Whether a page becomes a folder with an index.html."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """All that MkDocs would warn of in a build of the whole site."""
        return (
            *self.nav_warnings,
            *(line for page in self.pages.values() for line in page.warnings),
        )


def fact(text: str) -> int:
    """Return the number of a fact: ``path`` (such a file is there) or ``path#anchor``."""
    data = text.encode("utf-8", "surrogateescape")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")


def facts(texts: Iterable[str]) -> "array[int]":
    """Return facts as the numbers that a state keeps."""
    return array("Q", [fact(text) for text in texts])


def load_state(file: Path) -> SiteState:
    """Read a state; a missing or damaged one is empty."""
    data = unseal(file, kind=_KIND)
    if data is None:
        return SiteState()
    try:
        head, docs, files, pages, counts, numbers = unframe(data)
        about = json.loads(head)
        return SiteState(
            docs=unpack(docs),
            kinds=about["kinds"],
            files=unpack(files),
            pages=_pages(pages, counts, numbers, about["warnings"]),
            keys=about["keys"],
            theme=tuple(about["theme"]),
            nav_warnings=tuple(about["nav_warnings"]),
            direct=about["direct"],
            folders=about["folders"],
        )
    except (ValueError, KeyError, TypeError):
        return SiteState()


def save_state(file: Path, state: SiteState) -> None:
    """Replace a state. Raises OSError."""
    about = {
        "kinds": state.kinds,
        "keys": dict(state.keys),
        "theme": state.theme,
        "nav_warnings": state.nav_warnings,
        "direct": state.direct,
        "folders": state.folders,
        "warnings": {path: page.warnings for path, page in state.pages.items() if page.warnings},
    }
    counts, numbers = array("Q"), array("Q")
    for page in state.pages.values():
        counts.append(len(page.asks))
        counts.append(len(page.anchors))
        numbers.extend(page.asks)
        numbers.extend(page.anchors)
    sections = (
        json.dumps(about).encode(),
        pack(state.docs),
        pack(state.files),
        "\0".join(state.pages).encode("utf-8", "surrogateescape"),
        counts.tobytes(),
        numbers.tobytes(),
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.draft")
    draft.write_bytes(seal(frame(sections), kind=_KIND))
    draft.replace(file)


def _pages(
    names: bytes, counted: bytes, raw: bytes, warnings: Mapping[str, list[str]]
) -> dict[str, PageFacts]:
    counts, numbers = array("Q"), array("Q")
    counts.frombytes(counted)
    numbers.frombytes(raw)
    pages: dict[str, PageFacts] = {}
    paths = names.decode("utf-8", "surrogateescape").split("\0") if names else []
    at = 0
    for place, path in enumerate(paths):
        middle = at + counts[2 * place]
        end = middle + counts[2 * place + 1]
        pages[path] = PageFacts(
            asks=numbers[at:middle],
            anchors=numbers[middle:end],
            warnings=tuple(warnings.get(path, ())),
        )
        at = end
    return pages
