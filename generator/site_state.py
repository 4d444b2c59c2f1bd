"""What the site was made from, so that the next build makes only what changed.

Kept in the working folder and safe to lose: without it everything is made anew.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generator.inventory import Inventory, frame, pack, seal, unframe, unpack, unseal

if TYPE_CHECKING:
    from generator.page_facts import PageTable

_KIND = b"site 2 " + sys.byteorder.encode()

EXCLUDED, UNLISTED, LISTED = "x", "n", "i"
"""How MkDocs takes a file: not at all, without a place in the nav, or with one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteState:
    """The site as it was last published.

    ``docs`` are the files in MkDocs' folder (SHA-256), ``kinds`` a letter for each; ``files`` the
    files of the site (SHA-256); ``packed_pages`` and ``page_warnings`` what is known of each page
    that was rendered (:meth:`pages`). ``keys`` name what everything else was made from. ``direct``
    is False where MkDocs had to build the whole.
    """

    docs: Inventory = field(default_factory=dict)
    kinds: str = ""
    files: Inventory = field(default_factory=dict)
    packed_pages: bytes = b""
    page_warnings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
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
            *(line for lines in self.page_warnings.values() for line in lines),
        )

    def pages(self) -> "PageTable":
        """Return what is known of each rendered page; a site in which nothing changed needs none of
        it."""
        from generator.page_facts import PageTable  # loads numpy

        if not self.packed_pages:
            return PageTable()
        return PageTable.from_bytes(self.packed_pages, self.page_warnings)


def load_state(file: Path) -> SiteState:
    """Read a state; a missing or damaged one is empty."""
    data = unseal(file, kind=_KIND)
    if data is None:
        return SiteState()
    try:
        head, docs, files, pages = unframe(data)
        about = json.loads(head)
        return SiteState(
            docs=unpack(docs),
            kinds=about["kinds"],
            files=unpack(files),
            packed_pages=pages,
            page_warnings={path: tuple(lines) for path, lines in about["warnings"].items()},
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
        "warnings": dict(state.page_warnings),
    }
    sections = (
        json.dumps(about).encode(),
        pack(state.docs),
        pack(state.files),
        state.packed_pages,
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.draft")
    draft.write_bytes(seal(frame(sections), kind=_KIND))
    draft.replace(file)
