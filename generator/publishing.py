"""Bring a site up to date with its pages, at the cost of what changed.

What a file of the site is made from is compared with what it was made from last time; the unchanged
are taken from the site that stands, the others are made, and the new site takes its place whole.
"""

import gzip
import hashlib
import io
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.errors import PublishError
from generator.garbage import collected
from generator.generations import put, ready, swap
from generator.inventory import (
    Entry,
    Inventory,
    followed,
    read_docs,
    recheck,
    same,
    scan,
    sha256_of,
)
from generator.site_plan import (
    HIDDEN,
    MARKDOWN,
    Made,
    Order,
    bring,
    copied_key,
    destination,
    hide_conflicts,
    is_immutable,
    kinds_of,
    unchanged_pages,
    walk_order,
)
from generator.site_state import (
    EXCLUDED,
    SiteState,
    load_state,
    save_state,
)
from generator.terminal import Progress

if TYPE_CHECKING:
    from generator.rendering import Rendering

_DAY_OF_SITEMAP = (
    315532800  # 1980: the compressed sitemap has a date, and a clock has no part in it
)


def publish(order: Order, *, progress: Progress) -> tuple[str, ...]:
    """Make ``order.site`` what a first build would make it, and return all of MkDocs' warnings.

    Raises PublishError, OSError or what MkDocs raises.
    """
    old = load_state(order.state)
    here = followed(order.docs, order.here)
    docs = read_docs(order.docs, here, old.docs, later=lambda path: not path.endswith(MARKDOWN))
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
        self._files: Inventory = {}

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
        with collected(len(self._docs)):
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
        from generator.page_updates import PageUpdates
        from generator.rendering_workers import render_pages

        order, old = self._order, self._old
        env = config.theme.get_env()
        like_last = old.direct and old.keys.get("all") == order.key
        kinds = kinds_of(
            self._docs, old if like_last else SiteState(), partial(rendering.kinds_of, config)
        )
        folders = config.use_directory_urls
        places_of = {path: destination(path, folders=folders) for path in kinds}
        conflicts = hide_conflicts(kinds, places_of)
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
            places_of[path]: path for path, kind in kinds.items() if kind not in (EXCLUDED, HIDDEN)
        }
        places = [path for path in sources.values() if path.endswith(MARKDOWN)]
        made = self._templates(config, here, sorted(places, key=walk_order), sources)
        made |= order.made
        docs = f"{order.docs}/"
        copies = {
            path: docs + source for path, source in sources.items() if not source.endswith(MARKDOWN)
        }
        copies |= {path: "" for path in theme if path not in sources}  # found when needed
        copies |= order.copied
        pages = {path: source for path, source in sources.items() if source.endswith(MARKDOWN)}
        for path, each in made.items():
            self._keys[path] = each.key

        keep = {
            **(unchanged_pages(old, self._docs, kinds, pages) if like_last else {}),
            **self._unchanged_copies(copies, like_last=like_last),
        }
        for path, each in made.items():
            if like_last and old.keys.get(path) == each.key and not each.of_all:
                keep |= {path: old.files[path]} if path in old.files else {}
        keep = bring(order.site, spare, keep, wanted={*pages, *copies, *made})
        updates = PageUpdates(old, pages, keep)
        updates.render(
            partial(render_pages, here, job, workers=order.workers, work=order.work),
            progress=partial(self._progress, "Publishing"),
        )
        if here.warns_of_anchors:
            updates.warn_of_anchors()
        self._files |= updates.files
        for path, file in copies.items():
            if path not in keep:
                place = Path(file) if file else rendering.theme_file(config, path)
                self._put(spare, path, place.read_bytes())
                if path in self._docs:  # not read before, or changed since
                    self._docs[path] = self._files[path][0], *self._docs[path][1:]
        self._files |= keep
        self._make(spare, {path: each for path, each in made.items() if path not in keep})
        table = updates.table()
        return SiteState(
            docs=self._docs,
            kinds="".join(kinds[path] for path in self._docs),
            files=self._files,
            packed_pages=table.to_bytes(),
            page_warnings=table.warnings,
            keys=self._keys,
            theme=theme,
            nav_warnings=(*conflicts, *here.nav_warnings),
            folders=folders,
        )

    def _unchanged_copies(self, copies: Mapping[str, str], *, like_last: bool) -> Inventory:
        """Return the copied files that the present site has as they are to be; `copies` says where
        each comes from, with nothing for those of the theme."""
        order, old = self._order, self._old
        same_copied = self._keys["copied"] == old.keys.get("copied")
        keep: Inventory = {}
        for path, file in copies.items():
            entry = old.files.get(path)
            if entry is None:
                continue
            if path in order.copied:
                fresh = is_immutable(path) or same_copied
            elif not file:  # the theme's
                fresh = like_last
            else:
                fresh = self._docs[path][0] == entry[0]
            if fresh:
                keep[path] = entry
        return keep

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
    return replace(
        state, docs=docs, kinds="".join(kinds[path] for path in docs if kinds), files=files
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
