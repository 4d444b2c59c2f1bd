"""The build, stage by stage: the only module that knows them all."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from generator.compose import compose
from generator.corpus import build_corpus
from generator.corpus.aliases import Aliases, apply_aliases, parse_aliases
from generator.errors import BriefingsError, SettingsError
from generator.fingerprint import article_fingerprint, library_versions, source_parts
from generator.model import Article, Briefing, Page, Refusal, Source
from generator.publish import Changes, mirror, write_pages
from generator.read import read
from generator.render import Renderer
from generator.settings import Settings
from generator.sources import arrival_dates, discover
from generator.store import SeedRecord, Store, pages_of

Progress = Callable[[str, int, int], None]
"""Told the stage's name, how much of it is done, and of how much (0: not known)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did. ``changes`` is None where ``strict`` kept it from writing anything."""

    briefings: int
    extracted: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    changes: Changes | None


def generate(settings: Settings, *, templates: Path, progress: Progress) -> Report:
    """Bring the pages in ``settings.docs`` up to date with the seeds.

    `templates` is the folder of the packaged templates, for those the project has not. What was
    extracted before and depends on nothing that changed is taken from the store; everything
    after extraction is computed anew, and only files that differ are written.

    Raises SettingsError, TemplateProblem, PublishError or StoreError. A seed that cannot be
    published raises nothing: it is in the report.
    """
    aliases = load_aliases(settings.aliases)
    with Store(settings.store) as store:
        extracted: list[str] = []
        refusals: list[Refusal] = []
        briefings: list[Briefing] = []
        for outcome in _outcomes(settings, store, extracted, progress):
            if isinstance(outcome, Refusal):
                refusals.append(outcome)
            else:
                briefings.append(apply_aliases(outcome, aliases))
        report = Report(
            briefings=len(briefings),
            extracted=tuple(extracted),
            refusals=tuple(refusals),
            changes=None,
        )
        if settings.strict and refusals:
            return report
        pages = tuple(_pages(settings, briefings, refusals, templates, progress))
        changes = _write(settings, store, pages)
    return replace(report, changes=changes)


def load_aliases(file: Path) -> Aliases:
    """Read the project's ``aliases.yml``; a missing file corrects nothing.

    Raises SettingsError.
    """
    try:
        return parse_aliases(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return parse_aliases("")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(str(file), f"cannot be read ({error})", "save it as UTF-8") from None


def reason_to_extract(old: SeedRecord | None, parts: Mapping[str, str]) -> str | None:
    """Say why a seed must be read again, or None where it need not."""
    if old is None:
        return "first seen"
    labels = {
        "content": "its content changed",
        "sidecar": "its sidecar changed",
        "code": "the code that reads and extracts changed",
        "settings": "the settings changed",
        "libraries": "a library or model changed",
    }
    changed = [label for name, label in labels.items() if old.parts.get(name) != parts[name]]
    return " and ".join(changed) or None


def read_options(settings: Settings) -> dict[str, object]:
    """Return the settings that decide what is read and extracted."""
    options = asdict(settings.options)
    return {name: options[name] for name in ("models", "keyphrases", "max_article_chars")}


def sources(settings: Settings) -> Iterator[Source | Refusal]:
    """Find the seeds, in the order of their paths."""
    return discover(
        settings.seeds,
        max_bytes=settings.options.max_seed_bytes,
        arrived=arrival_dates(settings.seeds),
    )


def _outcomes(
    settings: Settings, store: Store, extracted: list[str], progress: Progress
) -> Iterator[Briefing | Refusal]:
    """Yield the briefing or refusal of every article, from the store where it is still true."""
    options = read_options(settings)
    extract = _Extraction(settings)
    found = list(sources(settings))
    for done, source in enumerate(found):
        progress("Reading and extracting", done, len(found))
        if isinstance(source, Refusal):
            yield source
            continue
        parts = source_parts(source, options=options)
        old = store.seed(source.path)
        reason = reason_to_extract(old, parts)
        if old is not None and reason is None:
            known = [store.extraction(fingerprint) for fingerprint in old.fingerprints]
            if None not in known:
                yield from old.refusals
                for briefing in known:
                    assert briefing is not None  # noqa: S101 - tells the type checker what the line above said
                    yield replace(briefing, arrived=source.arrived)
                continue
            reason = "its cached result was lost"
        fingerprints: list[str] = []
        refused: list[Refusal] = []
        for outcome in read_source(source, settings):
            if isinstance(outcome, Refusal):
                refused.append(outcome)
                continue
            fingerprint = article_fingerprint(outcome, parts)
            result: Briefing | Refusal | None = store.extraction(fingerprint)
            if result is None:
                result = extract(outcome)
                extracted.append(outcome.file)
            if isinstance(result, Refusal):
                refused.append(result)
                continue
            store.keep_extraction(fingerprint, result)
            fingerprints.append(fingerprint)
            yield replace(result, arrived=source.arrived)
        yield from refused
        record = SeedRecord(
            parts=parts,
            fingerprints=tuple(fingerprints),
            refusals=tuple(refused),
            reason=reason or "",
        )
        store.keep_seed(source.path, record)
        store.checkpoint()
    progress("Reading and extracting", len(found), len(found))
    store.forget_other_seeds(item.path for item in found)


def read_source(source: Source, settings: Settings) -> Iterable[Article | Refusal]:
    """Read one seed into its articles; what cannot be read becomes a refusal."""
    try:
        return read(source, max_chars=settings.options.max_article_chars)
    except BriefingsError as error:
        return (
            Refusal(path=source.path, cause=error.cause, remedy=error.remedy, sha256=source.sha256),
        )


class _Extraction:
    """Loads the models with the first article that needs them: an unchanged build needs none."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(self, article: Article) -> Briefing | Refusal:
        from generator.extraction import Extractor  # noqa: PLC0415 - loads spaCy, half a second

        if not hasattr(self, "_extractor"):
            options = self._settings.options
            self._extractor = Extractor(models=dict(options.models), keyphrases=options.keyphrases)
        try:
            return self._extractor(article)
        except BriefingsError:
            raise
        except Exception as error:  # noqa: BLE001 - one odd article must not cost the others
            return Refusal(
                path=article.file,
                cause=f"extraction failed ({type(error).__name__}: {error})",
                remedy="please report it with the file",
                sha256=article.sha256,
            )


def _pages(
    settings: Settings,
    briefings: list[Briefing],
    refusals: list[Refusal],
    templates: Path,
    progress: Progress,
) -> Iterator[Page]:
    progress("Composing", 0, len(briefings))
    corpus = build_corpus(briefings, refusals)
    views = compose(
        corpus,
        main_actors=settings.options.main_actors,
        versions=library_versions(tuple(settings.options.models.values())),
    )
    renderer = Renderer((settings.templates, templates))
    yield from renderer.pages(views)
    progress("Composing", len(briefings), len(briefings))


def _write(settings: Settings, store: Store, pages: tuple[Page, ...]) -> Changes:
    owned = store.pages()
    paths = [page.path for page in pages]
    store.claim_pages(paths)
    if not settings.own:
        mirror(settings.handwritten, settings.docs, skip=_generated(settings, owned, paths))
    changes = write_pages(settings.docs, pages, owned=owned)
    store.release_pages(changes.removed)
    return changes


def _generated(settings: Settings, owned: Iterable[str], paths: Iterable[str]) -> set[str]:
    """Paths that are no hand-written pages: ours, and those of the project's own collection."""
    own = settings.project / ".briefings" / settings.store.name
    return {*owned, *paths, *pages_of(own)}
