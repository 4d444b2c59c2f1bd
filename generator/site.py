"""Pages to site: the only module that knows MkDocs."""

import hashlib
import logging
import os
import platform
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any

from generator.build import Report, generate
from generator.errors import BriefingsError, PublishError
from generator.fingerprint import library_versions
from generator.garbage import uncollected
from generator.init import packaged
from generator.inventory import Entry
from generator.mkdocs_file import GENERATED
from generator.publish import exclusive
from generator.publishing import publish
from generator.receipt import RECEIPT, SBOM, bill, hashes, locked_versions, receipt, tree_hash
from generator.search import index_files, place_index
from generator.settings import FILE_NAME, Settings, load_settings
from generator.site_inputs import fingerprint, installed
from generator.site_plan import Made, Order
from generator.terminal import Progress

# Material prints an announcement of its own on every build unless it is told not to.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

SEARCH = "pagefind"
"""The folder of the site in which the search finds its index (search-worker.js names it too)."""

_UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""Of the theme: its own search, which this site does without."""


def publish_site(
    settings: Settings, *, progress: Progress, report: Report | None = None
) -> tuple[str, ...]:
    """Bring ``settings.site`` up to date with ``settings.docs`` and return MkDocs' warnings.

    Only pages that changed are rendered, and where nothing changed MkDocs is not even loaded; the
    site is what a first build would make. It takes the old one's place only when it is whole. With
    `report` it gets a receipt (generator/receipt.py). Raises PublishError where MkDocs fails, or
    where ``settings.strict`` and it warns.
    """
    progress("Publishing", 0, 0)
    try:
        with _no_clock(), uncollected():
            order = Order(
                config_file=settings.config_file,
                docs=settings.docs,
                site=settings.site,
                state=settings.work / "site.state",
                work=settings.work,
                key=fingerprint(settings.config_file),
                copied={
                    f"{SEARCH}/{path}": file for path, file in index_files(settings.search).items()
                },
                made=_papers(settings, report) if report is not None else {},
                strict=settings.strict,
                workers=settings.options.workers,
                here=report.docs if report is not None else None,
            )
            warnings = publish(order, progress=progress)
    except BriefingsError:
        raise
    except OSError as error:
        raise PublishError(
            str(error.filename or settings.site),
            f"cannot be written ({error.strerror})",
            "free space or mend permissions",
        ) from None
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "mkdocs":
            raise
        raise PublishError(
            str(settings.config_file),
            f"MkDocs failed: {error}",
            "mend mkdocs.yml or the page named",
        ) from None
    progress("Publishing", 1, 1)
    return warnings


def _papers(settings: Settings, report: Report) -> dict[str, Made]:
    """Return the receipt and the list of software, the receipt last: it has all other hashes."""
    options = asdict(settings.options)
    for name in ("seeds", "site", "workers"):  # they decide nothing that is published
        del options[name]
    models = tuple(settings.options.models.values())
    parts = [settings.aliases, settings.config_file, settings.project / FILE_NAME]
    project = {part.name: _sha256(part) for part in parts if part.is_file()}
    for folder in (settings.templates, settings.project / "theme"):
        if folder.is_dir():
            project[folder.name + "/"] = tree_hash(dict(hashes(folder)))
    lock = packaged("locks/run.txt").read_text(encoding="utf-8")
    versions = library_versions(models) | _publishers()

    def write(files: Mapping[str, Entry]) -> bytes:
        return receipt(
            {path: entry[0].hex() for path, entry in files.items() if path != RECEIPT},
            inputs=report.inputs,
            versions=versions,
            settings=options,
            project=project,
        )

    told = (report.inputs, sorted(versions.items()), sorted(options.items()), project)
    return {
        SBOM: Made(
            key=hashlib.sha256((installed() + lock).encode()).hexdigest(),
            make=lambda _: bill(locked_versions(lock)),
        ),
        RECEIPT: Made(
            key=hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest(),
            make=write,
            of_all=True,
        ),
    }


def _publishers() -> dict[str, str]:
    names = ("jinja2", "markdown", "mkdocs", "mkdocs-material", "pymdown-extensions")
    versions = {name: metadata.version(name) for name in names}
    return versions | {"python": platform.python_version()}


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@contextmanager
def _no_clock() -> Iterator[None]:
    """Keep the time of day out of the site: the same pages give the same site, tomorrow too.

    MkDocs writes the date of the build into what it compresses unless this is set.
    """
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    os.environ[name] = "315532800"  # 1980: the oldest that archive formats can state
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def serve_site(settings: Settings, *, address: str) -> None:
    """Serve the site and rebuild it whenever seeds, templates or pages change; runs until ended.

    `address` is ``host:port``.
    """
    from mkdocs.commands.serve import serve
    from mkdocs.config import load_config

    config = load_config(str(settings.config_file))
    settings.docs.mkdir(parents=True, exist_ok=True)
    extra = dict(config.extra) | {
        "briefings": {"seeds": str(settings.seeds), "site": str(settings.site)}
    }
    serve(
        str(settings.config_file),
        livereload=True,
        watch=[str(settings.seeds)],
        docs_dir=str(settings.docs),
        dev_addr=address,
        extra=extra,
    )


def on_pre_build(config: Any) -> None:
    """MkDocs event: bring the pages up to date before MkDocs looks for them.

    Makes `mkdocs build` and `mkdocs serve` work alone. Only files that differ are written, so a
    rebuild that live reload starts because of them finds nothing to do, and it settles. An
    expected error is MkDocs' to print, in one line.
    """
    from mkdocs.exceptions import PluginError

    if config.extra.get(GENERATED):
        return
    try:
        _generate(config)
    except BriefingsError as error:
        raise PluginError(str(error)) from None


def on_env(env: Any, config: Any, files: Any) -> Any:
    """MkDocs event: leave what the theme's own search needs out of the site."""
    for file in [file for file in files if file.src_uri.startswith(_UNUSED)]:
        files.remove(file)
    return env


def on_post_build(config: Any) -> None:
    """MkDocs event: give the site that MkDocs made alone its search."""
    if not config.extra.get(GENERATED):
        place_index(_settings(config).search, Path(config.site_dir) / SEARCH)


def _settings(config: Any) -> Settings:
    chosen = config.extra.get("briefings", {})
    return load_settings(
        Path(config.config_file_path).parent,
        seeds=Path(chosen["seeds"]) if chosen else None,
        site=Path(chosen["site"]) if chosen else None,
    )


def _generate(config: Any) -> None:
    settings = _settings(config)
    log = logging.getLogger("mkdocs.hooks.briefings")
    with exclusive(lock_file(settings), waiting=lambda: log.info("Waiting for another build")):
        report = generate(settings, templates=packaged("templates"), progress=_no_progress)
    for refusal in report.refusals:
        log.info("Refused %s: %s; %s", refusal.path, refusal.cause, refusal.remedy)


def lock_file(settings: Settings) -> Path:
    """Return the file that one build at a time holds: one for each site folder."""
    name = hashlib.sha256(str(settings.site).encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return settings.project / ".briefings" / "locks" / name


def _no_progress(stage: str, done: int, total: int) -> None:
    """MkDocs has its own."""
