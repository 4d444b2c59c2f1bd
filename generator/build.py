"""The build, stage by stage: the only module that knows them all."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.compose import compose
from generator.compose.search import SearchEntries
from generator.corpus import build_corpus
from generator.corpus.aliases import Aliases, apply_aliases, parse_aliases
from generator.errors import SettingsError, StoreDamage
from generator.export.files import data_page, export_files
from generator.export.heads import described
from generator.export.publication import Publication
from generator.fingerprint import library_versions
from generator.ingest import ingest
from generator.mkdocs_file import site_name_and_address
from generator.model import Corpus, Page, Refusal
from generator.publish import Changes, claim_pages, mirror, owned_pages, write_pages
from generator.receipt import Input
from generator.render import Renderer
from generator.search import update_index
from generator.settings import Settings
from generator.store import Store
from generator.terminal import Progress

GENERATED_FOLDERS = ("briefings", "actors", "topics", "stories", "timeline", "data")
"""The folders in docs/ that belong to the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did. ``changes`` is None where ``strict`` kept it from writing anything;
    ``inputs`` are all articles and refusals, empty in that case."""

    briefings: int
    extracted: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    changes: Changes | None
    inputs: tuple[Input, ...] = ()


def generate(settings: Settings, *, templates: Path, progress: Progress) -> Report:
    """Bring the pages in ``settings.docs`` up to date with the seeds.

    `templates` is the folder of the packaged templates, for those the project has not. What was
    extracted before and depends on nothing that changed is taken from the store; everything
    after extraction is computed anew, and only files that differ are written.

    Raises SettingsError, TemplateProblem, PublishError or StoreError. A seed that cannot be
    published raises nothing: it is in the report.
    """
    try:
        return _generate(settings, templates=templates, progress=progress)
    except StoreDamage:  # it is gone, so this time everything is extracted anew
        return _generate(settings, templates=templates, progress=progress)


def _generate(settings: Settings, *, templates: Path, progress: Progress) -> Report:
    aliases = load_aliases(settings.aliases)
    with Store(settings.store) as store:
        found = ingest(settings, store, progress)
        report = Report(
            briefings=len(found.briefings),
            extracted=found.extracted,
            refusals=found.refusals,
            changes=None,
        )
        if settings.strict and found.refusals:
            return report
        corrected = [apply_aliases(briefing, aliases) for briefing in found.briefings]
        corpus = build_corpus(corrected, found.refusals, apart=aliases.split)
        pages = tuple(_pages(settings, corpus, templates, progress))
        changes = _write(settings, pages)
        entries = SearchEntries(corpus)
        update_index(settings.search, entries.when, entries.entry, progress=progress)
    return replace(report, changes=changes, inputs=tuple(_inputs(corpus)))


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


def _pages(
    settings: Settings,
    corpus: Corpus,
    templates: Path,
    progress: Progress,
) -> Iterator[Page]:
    progress("Composing", 0, len(corpus.briefings))
    views = compose(
        corpus,
        main_actors=settings.options.main_actors,
        main_topics=settings.options.main_topics,
        versions=library_versions(tuple(settings.options.models.values())),
    )
    renderer = Renderer((settings.templates, templates))
    name, address = site_name_and_address(settings.config_file)
    publication = Publication(name=name, base_url=address)
    written = set()
    for page in renderer.pages(described(views, corpus, publication)):
        written.add(page.path)
        yield page
    exported = tuple(export_files(corpus, publication, written))
    yield from exported
    yield from renderer.pages([data_page(exported)])
    progress("Composing", len(corpus.briefings), len(corpus.briefings))


def _inputs(corpus: Corpus) -> Iterator[Input]:
    for briefing in (*corpus.briefings, *corpus.copies):
        page = f"briefings/{corpus.addresses[briefing.id]}"
        yield Input(path=briefing.file, sha256=briefing.sha256, page=page)
    for refusal in corpus.refusals:
        yield Input(
            path=refusal.path, sha256=refusal.sha256, cause=refusal.cause, remedy=refusal.remedy
        )


def _write(settings: Settings, pages: tuple[Page, ...]) -> Changes:
    paths = [page.path for page in pages]
    owned = owned_pages(settings.manifest, settings.docs, GENERATED_FOLDERS)
    claim_pages(settings.manifest, (*owned, *paths))
    if not settings.own:
        # The project's own collection may have left its pages among those that people wrote.
        others = owned_pages(settings.own_manifest, settings.handwritten, GENERATED_FOLDERS)
        mirror(settings.handwritten, settings.docs, skip=(*owned, *paths, *others))
    changes = write_pages(settings.docs, pages, owned=owned)
    claim_pages(settings.manifest, paths)
    return changes
