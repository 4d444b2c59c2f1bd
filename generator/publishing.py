"""Bring a site up to date with its pages, at the cost of what changed.

What a file of the site is made from is compared with what it was made from last time; the unchanged
are taken from the site that stands, the others are made, and the new site takes its place whole.
"""

import gzip
import hashlib
import io
import shutil
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.errors import PublishError
from generator.generations import link, prune, put, ready, swap
from generator.inventory import (
    Entry,
    Inventory,
    read_docs,
    recheck,
    same,
    scan,
    sha256_of,
    stat_of,
)
from generator.site_plan import (
    HIDDEN,
    MARKDOWN,
    copied_key,
    destination,
    hide_conflicts,
    is_immutable,
    kinds_of,
    walk_order,
)
from generator.site_state import (
    EXCLUDED,
    PageFacts,
    SiteState,
    fact,
    load_state,
    save_state,
)
from generator.terminal import Progress

if TYPE_CHECKING:
    from generator.rendering import Job, Rendered, Rendering

_DAY_OF_SITEMAP = (
    315532800  # 1980: the compressed sitemap has a date, and a clock has no part in it
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file that is neither a page nor copied from the docs or the theme.

    ``key`` names what it is made from besides what every page depends on. ``make`` makes it, given
    all files made before; where it is ``of_all`` of these, it is made whenever one of them is.
    """

    key: str
    make: Callable[[Mapping[str, Entry]], bytes]
    of_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be published, and how.

    ``copied`` are more files to be copied, by path in the site (the search), ``made`` more files to
    be made, in this order; ``key`` stands for what every page depends on.
    """

    config_file: Path
    docs: Path
    site: Path
    state: Path
    work: Path
    key: str
    copied: Mapping[str, Path]
    made: Mapping[str, Made]
    strict: bool = False
    workers: int = 0


def publish(order: Order, *, progress: Progress) -> tuple[str, ...]:
    """Make ``order.site`` what a first build would make it, and return all of MkDocs' warnings.

    Raises PublishError, OSError or what MkDocs raises.
    """
    old = load_state(order.state)
    docs = read_docs(order.docs, old.docs)
    keys = {
        "all": order.key,
        "copied": copied_key(order.copied),
        "made": " ".join(order.made),
        **{path: made.key for path, made in order.made.items()},
    }
    if keys.items() <= old.keys.items() and same(docs, old.docs):
        files = recheck(order.site, old.files)
        if files is not None:
            _strict(order, old.warnings)
            if (files, docs) != (old.files, old.docs):  # only the times on them differ
                save_state(order.state, _with(old, docs=docs, files=files))
            return old.warnings
    return _Publication(order, old, docs, keys, progress).run()


class _Publication:
    """One publication in which something is to be made."""

    def __init__(
        self,
        order: Order,
        old: SiteState,
        docs: Inventory,
        keys: Mapping[str, str],
        progress: Progress,
    ) -> None:
        self._order, self._old, self._docs, self._progress = order, old, docs, progress
        self._keys = dict(keys)
        self._pages: dict[str, PageFacts] = {}
        self._files: Inventory = {}
        self._links: dict[str, tuple[tuple[str, str, str], ...]] = {}

    def run(self) -> tuple[str, ...]:
        from generator import rendering  # loads MkDocs

        order = self._order
        spare = ready(order.site)
        with rendering.listening() as messages:
            config = rendering.load(str(order.config_file), str(order.docs), str(spare))
            try:
                if rendering.is_direct(config):
                    config = config.plugins.on_config(config)
                    state = self._direct(rendering, config, messages, spare)
                else:
                    state = self._whole(config, messages)
            finally:
                config.plugins.on_shutdown()
        if "index.html" not in state.files:
            raise PublishError(
                str(order.site), "MkDocs made no index.html", "see `briefings check`"
            )
        _strict(order, state.warnings, always=bool(config.strict))
        save_state(order.state, state)  # before the swap: a kill between them costs one more swap
        swap(order.site)
        return state.warnings

    def _whole(self, config: Any, messages: Any) -> SiteState:
        """Let MkDocs build everything, for a project whose pages depend on one another."""
        from mkdocs.commands.build import build

        order, spare = self._order, ready(self._order.site, empty=True)
        build(config)
        for path, file in order.copied.items():
            (spare / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, spare / path)
        for path, stat in sorted(scan(spare).items()):
            self._files[path] = sha256_of(spare / path), *stat
        self._make(spare, order.made)
        return SiteState(
            docs=self._docs,
            files=self._files,
            keys=self._keys,
            nav_warnings=messages.take(),
            direct=False,
        )

    def _direct(self, rendering: Any, config: Any, messages: Any, spare: Path) -> SiteState:
        order, old = self._order, self._old
        env = config.theme.get_env()
        like_last = old.direct and old.keys.get("all") == order.key
        kinds = kinds_of(
            self._docs, old if like_last else SiteState(), partial(rendering.kinds_of, config)
        )
        conflicts = hide_conflicts(kinds, folders=config.use_directory_urls)
        theme = old.theme if like_last else rendering.theme_files(config, env)
        job = rendering.Job(
            config_file=str(order.config_file),
            docs=str(order.docs),
            site=str(spare),
            kinds={path: kind for path, kind in kinds.items() if kind != HIDDEN},
            theme=theme,
        )
        here = rendering.Rendering(job, config, env, messages)
        self._keys["nav"] = here.nav_key
        like_last = like_last and old.keys.get("nav") == here.nav_key

        sources = {  # of each file of the site that comes from the docs
            destination(path, folders=config.use_directory_urls): path
            for path, kind in kinds.items()
            if kind not in (EXCLUDED, HIDDEN)
        }
        places = [path for path in sources.values() if path.endswith(MARKDOWN)]
        made = self._templates(config, here, sorted(places, key=walk_order), sources)
        made |= order.made
        copies = {
            path: order.docs / source
            for path, source in sources.items()
            if not source.endswith(MARKDOWN)
        }
        copies |= {path: Path() for path in theme if path not in sources}  # found when needed
        copies |= order.copied
        pages = {path: source for path, source in sources.items() if source.endswith(MARKDOWN)}

        keep = self._unchanged(pages, copies, made, kinds, like_last=like_last)
        keep = self._bring(spare, keep, {*pages, *copies, *made})
        self._render(rendering, here, job, pages, keep)
        for path, file in copies.items():
            if path not in keep:
                content = (
                    file if file != Path() else rendering.theme_file(config, path)
                ).read_bytes()
                self._put(spare, path, content)
        self._files |= keep
        self._make(spare, {path: each for path, each in made.items() if path not in keep})
        return SiteState(
            docs=self._docs,
            kinds="".join(kinds[path] for path in self._docs),
            files=self._files,
            pages={path: self._pages[path] for path in sorted(self._pages, key=walk_order)},
            keys=self._keys,
            theme=theme,
            nav_warnings=(*conflicts, *here.nav_warnings),
            folders=config.use_directory_urls,
        )

    def _unchanged(
        self,
        pages: Mapping[str, str],
        copies: Mapping[str, Path],
        made: Mapping[str, Made],
        kinds: Mapping[str, str],
        *,
        like_last: bool,
    ) -> Inventory:
        """Return what the present site already has as it is to be."""
        old, order = self._old, self._order
        keep: Inventory = {}
        if like_last:
            before = {
                path for path, kind in zip(old.docs, old.kinds, strict=True) if kind != HIDDEN
            }
            now = {path for path, kind in kinds.items() if kind != HIDDEN}
            flipped = frozenset(fact(path) for path in before ^ now)
            for path, source in pages.items():
                known = old.pages.get(source)
                if (
                    known is not None
                    and path in old.files
                    and old.docs[source][0] == self._docs[source][0]
                    and flipped.isdisjoint(known.asks)
                ):
                    keep[path] = old.files[path]
        prefix = order.docs
        for path, file in copies.items():
            entry = old.files.get(path)
            if entry is None:
                continue
            if path in order.copied:
                fresh = is_immutable(path) or self._keys["copied"] == old.keys.get("copied")
            elif file == Path():
                fresh = like_last
            else:
                source = file.relative_to(prefix).as_posix() if path not in self._docs else path
                fresh = self._docs[source][0] == entry[0]
            if fresh:
                keep[path] = entry
        for path, each in made.items():
            self._keys[path] = each.key
            if (
                like_last
                and path in old.files
                and old.keys.get(path) == each.key
                and not each.of_all
            ):
                keep[path] = old.files[path]
        return keep

    def _bring(self, spare: Path, keep: Inventory, wanted: Collection[str]) -> Inventory:
        """Bring the hidden folder to hold the unchanged files; return those that could be had."""
        site, held = self._order.site, scan(spare)
        for path, stat in held.items():
            entry = keep.get(path)
            if entry is None or entry[1:] != stat:
                (spare / path).unlink()
                if path not in wanted:
                    prune(spare, path)
        had: Inventory = {}
        for path, entry in keep.items():
            if held.get(path) == entry[1:]:
                had[path] = entry
                continue
            file = f"{site}/{path}"
            now = stat_of(file)
            if now != entry[1:] and (now[0] != entry[1] or sha256_of(file) != entry[0]):
                continue  # someone changed it: it is made again
            if link(file, f"{spare}/{path}"):
                had[path] = entry[0], *now
        return had

    def _render(
        self,
        rendering: Any,
        here: "Rendering",
        job: "Job",
        pages: Mapping[str, str],
        keep: Inventory,
    ) -> None:
        """Render the pages that are not kept, and then those that link to an anchor that came or
        went with them: their HTML stays the same, but not what there is to warn of."""
        from generator.rendering_workers import render_pages

        old = self._old
        place = {source: path for path, source in pages.items()}
        todo = sorted(
            (place[s] for s in place if place[s] not in keep), key=lambda p: walk_order(pages[p])
        )
        sources = [pages[path] for path in todo]
        total = len(sources)

        def results(chosen: list[str]) -> None:
            for each in render_pages(
                here,
                job,
                chosen,
                workers=self._order.workers,
                work=self._order.work,
                done=lambda number: self._progress("Publishing", number, total),
            ):
                self._take(each, place[each.source])

        self._pages = {source: old.pages[source] for path, source in pages.items() if path in keep}
        results(sources)
        flipped: set[int] = set()
        for source, known in old.pages.items():
            fresh = self._pages.get(source)
            if fresh is not known:
                flipped |= set(known.anchors) ^ set(fresh.anchors if fresh else ())
        again = [
            source
            for path, source in pages.items()
            if path in keep and not flipped.isdisjoint(old.pages[source].asks)
        ]
        for source in again:
            del keep[place[source]]
        results(sorted(again, key=walk_order))
        if here.warns_of_anchors:
            self._warn_of_anchors(rendering, job)

    def _take(self, each: "Rendered", path: str) -> None:
        self._pages[each.source] = each.facts
        self._links[each.source] = each.links
        if each.entry is not None:
            self._files[path] = each.entry

    def _warn_of_anchors(self, rendering: Any, job: "Job") -> None:
        known: dict[str, frozenset[int]] = {}
        for source, links in self._links.items():
            missing = []
            for target, anchor, written in links:
                if target not in known:
                    page = self._pages.get(target)
                    known[target] = frozenset(page.anchors if page else ())
                if fact(f"{target}#{anchor}") not in known[target]:
                    missing.append(rendering.missing_anchor(source, target, anchor, written))
            if missing:
                page = self._pages[source]
                self._pages[source] = PageFacts(
                    asks=page.asks, anchors=page.anchors, warnings=(*page.warnings, *missing)
                )

    def _templates(
        self, config: Any, here: "Rendering", pages: list[str], sources: dict[str, str]
    ) -> dict[str, Made]:
        """Return the theme's own pages; MkDocs lets them win over files, and Markdown over them."""
        made: dict[str, Made] = {}
        shown = hashlib.sha256("\0".join(pages).encode("utf-8", "surrogateescape")).hexdigest()
        for name in sorted(config.theme.static_templates):
            if sources.get(name, "").endswith(MARKDOWN):
                continue
            sources.pop(name, None)
            listing = name == "sitemap.xml"
            text = partial(_template, here, name, pages if listing else [])
            made[name] = Made(key=shown if listing else "", make=text)
            if listing:
                made[f"{name}.gz"] = Made(key=shown, make=partial(_packed, text))
        return made

    def _make(self, spare: Path, made: Mapping[str, Made]) -> None:
        for path, each in made.items():
            content = each.make(self._files)
            if content:
                self._put(spare, path, content)

    def _put(self, spare: Path, path: str, content: bytes) -> None:
        stat = put(f"{spare}/{path}", content)
        self._files[path] = hashlib.sha256(content).digest(), *stat


def _template(here: "Rendering", name: str, pages: list[str], _: Mapping[str, Entry]) -> bytes:
    return here.template(name, here.places(pages))


def _strict(order: Order, warnings: tuple[str, ...], *, always: bool = False) -> None:
    if (order.strict or always) and warnings:
        raise PublishError(
            str(order.site),
            f"MkDocs warned: {warnings[0]}",
            "mend the page it names, or build without --strict",
        )


def _with(state: SiteState, *, docs: Inventory, files: Inventory) -> SiteState:
    kinds = dict(zip(state.docs, state.kinds, strict=True)) if state.kinds else {}
    return SiteState(
        docs=docs,
        kinds="".join(kinds[path] for path in docs) if kinds else "",
        files=files,
        pages=state.pages,
        keys=state.keys,
        theme=state.theme,
        nav_warnings=state.nav_warnings,
        direct=state.direct,
        folders=state.folders,
    )


def _packed(text: Callable[[Mapping[str, Entry]], bytes], files: Mapping[str, Entry]) -> bytes:
    content = text(files)
    if not content:
        return b""
    packed = io.BytesIO()
    with gzip.GzipFile(
        fileobj=packed, filename="sitemap.xml.gz", mode="wb", mtime=_DAY_OF_SITEMAP
    ) as file:
        file.write(content)
    return packed.getvalue()
