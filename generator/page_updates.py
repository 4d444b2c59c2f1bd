"""Which pages are rendered, what is then known of them, and what there is to warn of."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from generator.inventory import Inventory
from generator.page_facts import PageFacts, PageTable, fact
from generator.site_plan import walk_order
from generator.site_state import SiteState

if TYPE_CHECKING:
    from generator.rendering import Rendered


class Render(Protocol):
    """Renders Markdown files and yields the outcome of each, telling `done` how many are."""

    def __call__(self, sources: list[str], *, done: Callable[[int], None]) -> Iterator["Rendered"]:
        """Render `sources`, in their order."""


class PageUpdates:
    """The pages of a site on their way from one state to the next.

    `pages` maps places in the site to Markdown files; of `keep`, which the site has already, those
    are taken out that are rendered after all. ``files`` are the rendered ones.
    """

    def __init__(self, old: SiteState, pages: Mapping[str, str], keep: Inventory) -> None:
        self._before, self._keep = old.pages(), keep
        self._place = {source: path for path, source in pages.items()}
        self._links: dict[str, tuple[tuple[str, str, str], ...]] = {}
        self.files: Inventory = {}
        self._fresh: dict[str, PageFacts] = {}

    def render(self, render: Render, *, progress: Callable[[int, int], None]) -> None:
        """Render the pages that are not kept, and then those that link to an anchor that came or
        went with them: their HTML stays the same, but not what there is to warn of."""
        todo = sorted(
            (s for s, path in self._place.items() if path not in self._keep), key=walk_order
        )
        self._take(render(todo, done=partial(_tell, progress, len(todo))))
        flipped: set[int] = set()
        for source in self._before:
            if self._place.get(source) not in self._keep:
                fresh = self._fresh.get(source)
                anchors = self._before[source].anchors.tolist()
                flipped |= set(anchors) ^ set(fresh.anchors.tolist() if fresh else ())
        again = [
            source
            for source in self._before.asking(flipped)
            if self._place.get(source) in self._keep
        ]
        for source in again:
            del self._keep[self._place[source]]
        again.sort(key=walk_order)
        self._take(render(again, done=partial(_tell, progress, len(again))))

    def warn_of_anchors(self) -> None:
        """Add what MkDocs warns of in the rendered pages: links to anchors that are not there."""
        known: dict[str, frozenset[int]] = {}
        for source, links in self._links.items():
            missing = []
            for target, anchor, written in links:
                if target not in known:
                    page = self._page(target)
                    known[target] = frozenset(page.anchors.tolist() if page else ())
                if fact(f"{target}#{anchor}") not in known[target]:
                    missing.append(_missing(source, target, anchor, written))
            if missing:
                page = self._fresh[source]
                self._fresh[source] = replace(page, warnings=(*page.warnings, *missing))

    def table(self) -> PageTable:
        """Return what is known of all pages, the warnings in the order in which MkDocs gives
        them."""
        kept = (source for source, path in self._place.items() if path in self._keep)
        table = PageTable.of(self._before, kept, self._fresh)
        table.warnings = {
            path: table.warnings[path] for path in sorted(table.warnings, key=walk_order)
        }
        return table

    def _page(self, source: str) -> PageFacts | None:
        if self._place.get(source) in self._keep:
            return self._before[source]
        return self._fresh.get(source)

    def _take(self, rendered: Iterator["Rendered"]) -> None:
        for each in rendered:
            self._fresh[each.source] = each.facts
            self._links[each.source] = each.links
            if each.entry is not None:
                self.files[self._place[each.source]] = each.entry


def _missing(source: str, target: str, anchor: str, link: str) -> str:
    return (
        f"Doc file '{source}' contains a link '{link}', but the doc '{target}' does not contain an "
        f"anchor '#{anchor}'."
    )


def _tell(progress: Callable[[int, int], None], total: int, done: int) -> None:
    progress(done, total)
