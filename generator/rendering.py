"""Markdown to HTML by MkDocs' own objects, page by page, at a cost that does not know the others.

MkDocs' ``build`` makes an object of every file before it renders the first page. Here files are
made when a link asks for them, and the caller names the pages. For a short explicit nav and no
plugins but our own hook (:func:`is_direct`) that gives the same bytes; other projects are MkDocs'
own to build. The theme must use the list of all ``pages`` in its sitemap only.

This module imports MkDocs when it is loaded: load it only where something is to be rendered.
"""

import hashlib
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from types import SimpleNamespace
from typing import Any
from urllib.parse import urljoin, urlsplit

from mkdocs.commands.build import _build_template, get_context
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from generator.conversion import Conversion
from generator.errors import BriefingsError, PublishError
from generator.generations import put
from generator.inventory import Entry
from generator.mkdocs_file import GENERATED
from generator.page_facts import PageFacts, facts
from generator.site_state import EXCLUDED, LISTED, UNLISTED

_LEVELS = {
    EXCLUDED: InclusionLevel.EXCLUDED,
    UNLISTED: InclusionLevel.NOT_IN_NAV,
    LISTED: InclusionLevel.INCLUDED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a process needs to render pages of a site; plain values, so that it can be sent.

    ``kinds`` has every file in ``docs`` with its letter, ``theme`` the theme's files.
    """

    config_file: str
    docs: str
    site: str
    kinds: Mapping[str, str]
    theme: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A page that was written. ``entry`` is None where it came out empty and no file was made.

    ``links`` are (file, anchor, link as written) of those to anchors of other pages.
    """

    source: str
    entry: Entry | None
    facts: PageFacts
    links: tuple[tuple[str, str, str], ...]


class Messages(logging.Handler):
    """Collects warnings: MkDocs' own way to say that a link or a page is wrong."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.lines.append(" ".join(record.getMessage().split()))

    def take(self) -> tuple[str, ...]:
        """Return what came since the last time."""
        lines, self.lines = tuple(self.lines), []
        return lines


@contextmanager
def listening() -> Iterator[Messages]:
    """Collect what MkDocs warns of instead of printing it."""
    messages = Messages()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(messages)
    propagated, logger.propagate = logger.propagate, False
    try:
        yield messages
    finally:
        logger.removeHandler(messages)
        logger.propagate = propagated


def load(config_file: str, docs: str, site: str) -> Any:
    """Return MkDocs' configuration for a build into `site`. Raises MkDocs' ConfigurationError."""
    config = load_config(config_file, docs_dir=docs, site_dir=site)
    config.extra[GENERATED] = True
    config.plugins.on_startup(command="build", dirty=False)
    return config


def is_direct(config: Any) -> bool:
    """Return whether the site's pages can be rendered apart from one another."""
    hooks = (method for methods in config.plugins.events.values() for method in methods)
    ours = all(str(getattr(hook, "__module__", "")).startswith("generator.") for hook in hooks)
    return ours and bool(config.nav) and not config.extra_templates


def kinds_of(config: Any, paths: Iterable[str]) -> dict[str, str]:
    """Return for each file in MkDocs' folder how it is taken: the letters of `site_state`."""
    files = [_file(config, path) for path in paths]
    set_exclusions(files, config)
    return {file.src_uri: _letter(file.inclusion) for file in files}


def theme_files(config: Any, env: Any) -> tuple[str, ...]:
    """Return the files that the theme adds to a site, as MkDocs and our hook choose them."""
    files = Files([])
    files.add_files_from_theme(env, config)
    set_exclusions(files, config)
    config.plugins.on_env(env, config=config, files=files)
    return tuple(
        file.src_uri
        for file in files
        if _letter(file.inclusion) != EXCLUDED and not file.is_documentation_page()
    )


def theme_file(config: Any, path: str) -> Path:
    """Return where the theme has `path`. Raises FileNotFoundError."""
    for folder in config.theme.dirs:
        file = Path(folder) / path
        if file.is_file():
            return file
    raise FileNotFoundError(2, "the theme has no such file", path)


class _Known(Files):
    """All files that MkDocs would have found, each made when something asks for it."""

    def __init__(self, config: Any, kinds: Mapping[str, str], theme: Iterable[str]) -> None:
        super().__init__([])
        self.asked: set[str] = set()
        self._config, self._kinds, self._theme = config, kinds, frozenset(theme)
        self._made: dict[str, Any] = {}

    def get_file_from_path(self, path: str) -> Any:
        """Return the file with that path in the documentation or the theme, or None."""
        if path not in self._kinds:
            path = PurePath(path).as_posix()
        self.asked.add(path)
        file = self._made.get(path)
        if file is None:
            kind = self._kinds.get(path)
            if kind is None and path not in self._theme:
                return None
            file = self._made[path] = _file(self._config, path)
            file.inclusion = _LEVELS[kind or LISTED]
        return file


class Rendering:
    """MkDocs, set up once in a process, to render pages of one site into ``job.site``."""

    def __init__(self, job: Job, config: Any, env: Any, messages: Messages) -> None:
        self._job, self._config, self._env, self._messages = job, config, env, messages
        self._files = _Known(config, job.kinds, job.theme)
        for path in sorted(path for path, kind in job.kinds.items() if kind == LISTED):
            file = self._files.get_file_from_path(path)
            if file.is_documentation_page():
                self._files.append(file)
        self._nav = get_navigation(self._files, config)
        for page in self._nav.pages:
            if "title" not in vars(page):  # the nav does not say it, so the page does
                page.read_source(config)
                page.render(config, self._files)
        self.nav_warnings = messages.take()
        self._convert = Conversion(config, self._files)

    @property
    def nav_key(self) -> str:
        """What every page shows of the nav."""
        pages = [(page.file.src_uri, page.url, str(page.title)) for page in self._nav.pages]
        return hashlib.sha256(repr((pages, str(self._nav))).encode()).hexdigest()

    def page(self, source: str) -> Rendered:
        """Render one page and write it. Raises PublishError."""
        try:
            return self._page(source)
        except (BriefingsError, OSError) as error:
            if not isinstance(error, LookupError):  # a template that is not there is both
                raise
            raise PublishError(source, f"has no template {error}", "mend the page") from None
        except Exception as error:  # noqa: BLE001 - a theme or an extension may raise anything
            cause = f"cannot be rendered ({type(error).__name__}: {error})"
            raise PublishError(source, cause, "mend the page or the theme") from None

    def template(self, name: str, pages: Any) -> bytes:
        """Render one of the theme's own pages, such as 404.html; empty where there is none."""
        try:
            template = self._env.get_template(name)
        except LookupError:  # Jinja's TemplateNotFound
            return b""
        text = _build_template(name, template, pages, self._config, self._nav)
        return text.encode("utf-8", "xmlcharrefreplace") if text.strip() else b""

    def places(self, sources: Iterable[str]) -> list[Any]:
        """Return what a sitemap asks of pages, without making them."""
        base = self._config.site_url
        if base and not base.endswith("/"):
            base += "/"
        if not base:  # then there is nothing to say of any of them
            page = SimpleNamespace(is_link=False, canonical_url=None, abs_url=None)
            return [SimpleNamespace(page=page) for _ in sources]
        found = []
        for source in sources:
            url = _file(self._config, source).url
            url = "" if url in (".", "./") else url
            address = urljoin(base, url)
            page = SimpleNamespace(
                is_link=False,
                url=url,
                canonical_url=address,
                abs_url=urlsplit(address).path,
                update_date=None,
            )
            found.append(SimpleNamespace(page=page, src_uri=source, url=url))
        return found

    def _page(self, source: str) -> Rendered:
        config, files = self._config, self._files
        file = files.get_file_from_path(source)
        page = file.page or Page(None, file, config)
        files.asked = set()
        page.read_source(config)
        self._convert(page)
        asks, content = files.asked, b""
        page.active = True
        context = get_context(self._nav, (), config, page)
        text = self._env.get_template(page.meta.get("template", "main.html")).render(context)
        page.active = False
        entry = None
        if text.strip():
            content = text.encode("utf-8", "xmlcharrefreplace")
            stat = put(f"{self._job.site}/{file.dest_uri}", content)
            entry = hashlib.sha256(content).digest(), *stat
        warnings = list(self._messages.take())
        links: list[tuple[str, str, str]] = []
        for target, anchors in (page.links_to_anchors or {}).items():
            if target is file:
                warnings += self._missing_here(source, anchors, page.present_anchor_ids or ())
            elif target.is_documentation_page() and target.inclusion.is_included():
                links += [(target.src_uri, anchor, link) for anchor, link in anchors.items()]
        present = sorted(page.present_anchor_ids or ())
        if page not in self._nav.pages:
            file.page = None  # ten thousand of them need not stay
        return Rendered(
            source=source,
            entry=entry,
            facts=PageFacts(
                asks=facts(sorted({*asks, *(f"{to}#{anchor}" for to, anchor, _ in links)})),
                anchors=facts(f"{source}#{anchor}" for anchor in present),
                warnings=tuple(warnings),
            ),
            links=tuple(links),
        )

    def _missing_here(
        self, source: str, anchors: Mapping[str, str], present: Iterable[str]
    ) -> Iterator[str]:
        if self.warns_of_anchors:
            for anchor, link in anchors.items():
                if anchor not in present:
                    note = anchor.startswith("fnref:")
                    yield (
                        f"Doc file '{source}' contains a link '{link}', but there is no such anchor"
                        " on this page."
                        + (" This seems to be a footnote that is never referenced." if note else "")
                    )

    @property
    def warns_of_anchors(self) -> bool:
        """Whether mkdocs.yml wants a warning of a link to an anchor that is not there."""
        return int(self._config.validation.links.anchors) >= logging.WARNING


def _file(config: Any, path: str) -> Any:
    return File(path, config.docs_dir, config.site_dir, config.use_directory_urls)


def _letter(level: Any) -> str:
    if level.is_excluded():
        return EXCLUDED
    return LISTED if level.is_in_nav() else UNLISTED
