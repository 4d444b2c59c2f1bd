"""The build, stage by stage: the only module that knows them all."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from generator.compose import page_jobs
from generator.compose.search import SearchEntries
from generator.corpus import Memo, build_corpus
from generator.corpus.aliases import Aliases, parse_aliases
from generator.corpus.parts import plan_parts
from generator.errors import LostResult, SettingsError, StoreDamage
from generator.export.files import data_page, export_jobs
from generator.export.heads import described
from generator.export.publication import Publication
from generator.fingerprint import corpus_version, environment, library_versions
from generator.ingest import Ingested, ingest
from generator.ledger import Ledger
from generator.library import Library
from generator.manifest import Manifest
from generator.mkdocs_file import site_name_and_address
from generator.model import Corpus, Job, Page, Part, Refusal, View
from generator.publish import Changes, mirror, write_pages
from generator.receipt import Input
from generator.render import Renderer
from generator.search import update_index
from generator.settings import Settings
from generator.store import Store
from generator.terminal import Progress

GENERATED_FOLDERS = ("briefings", "actors", "topics", "stories", "timeline", "data")
"""The folders in docs/ that belong to the program."""

_WHOLE = 500
"""A corpus of so many articles has its files for programs in one part."""


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
    extracted, or made, before and depends on nothing that changed is not made again.

    Raises SettingsError, TemplateProblem, PublishError or StoreError. A seed that cannot be
    published raises nothing: it is in the report.
    """
    while True:
        try:
            return _generate(settings, templates=templates, progress=progress)
        except (LostResult, StoreDamage):  # what was lost is extracted anew this time
            continue


def _generate(settings: Settings, *, templates: Path, progress: Progress) -> Report:
    aliases = load_aliases(settings.aliases)
    with Store(settings.store) as store, _uncollected() as settled:
        found = ingest(settings, store, aliases, progress)
        report = Report(
            briefings=len(found.sketches),
            extracted=found.extracted,
            refusals=found.refusals,
            changes=None,
        )
        if settings.strict and found.refusals:
            return report
        corpus = read_corpus(settings, found, aliases, store)
        library = Library(corpus, found.shelf.briefing)
        made = _Made(settings, library, templates, progress)
        settled()
        changes = _write(settings, made)
        made.save()
    return replace(report, changes=changes, inputs=tuple(_inputs(corpus)))


@contextmanager
def _uncollected() -> Iterator[Callable[[], None]]:
    """Keep the garbage collector from going through the corpus again and again while it is made: it
    lives to the end. What is given says that it is all there, from when on the rest is collected.
    """
    was_on = gc.isenabled()

    def settled() -> None:
        gc.freeze()
        if was_on:
            gc.enable()

    gc.disable()
    try:
        yield settled
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()


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


def read_corpus(settings: Settings, found: Ingested, aliases: Aliases, store: Store) -> Corpus:
    """Find what the briefings have in common; the store remembers what costs most."""
    variant = corpus_version()
    parts = store.memos(variant)
    try:
        memo = Memo.from_bytes(parts)
    except ValueError:  # safe to lose
        memo = Memo()
    corpus, memo = build_corpus(
        found.sketches,
        found.refusals,
        text_of=lambda key: found.shelf.briefing(key).text,
        apart=aliases.split,
        main_actors=settings.options.main_actors,
        main_topics=settings.options.main_topics,
        memo=memo,
    )
    now = memo.to_bytes()
    if now != parts:
        store.keep_memos(variant, now)
    return corpus


class _Made:
    """What a build makes of the corpus: the jobs that the ledger cannot answer are done."""

    def __init__(
        self, settings: Settings, library: Library, templates: Path, progress: Progress
    ) -> None:
        name, address = site_name_and_address(settings.config_file)
        versions = library_versions(tuple(settings.options.models.values()))
        self._settings = settings
        self._library = library
        self._progress = progress
        self._renderer = Renderer((settings.templates, templates))
        self._publication = Publication(name=name, base_url=address)
        self._versions = versions
        self._ledger = Ledger(
            settings.ledger,
            environment=environment(
                (settings.templates, templates), (name, address, repr(sorted(versions.items())))
            ),
            facts=library.facts(),
        )
        self.sizes: dict[str, int] = {}
        """The bytes of every file that belongs to the pages, by path."""

    def pages(self, intact: Callable[[str], bool]) -> Iterator[Page]:
        """Yield the files that must be written; `intact` says whether one still is as it was."""
        corpus = self._library.corpus
        when = {each.id: each.published or "" for each in corpus.briefings}
        parts = plan_parts(when, whole=_WHOLE)
        jobs = list(
            chain(
                page_jobs(self._library, versions=self._versions),
                export_jobs(self._library, self._publication, parts),
            )
        )
        for done, job in enumerate(jobs):
            self._progress("Composing", done, len(jobs))
            yield from self._done(job, intact)
        yield from self._done(data_page(self.sizes, parts), intact)
        self._progress("Composing", len(jobs), len(jobs))
        self._index(plan_parts(when))

    def save(self) -> None:
        """Write down what everything was made from."""
        self._ledger.save()

    def _done(self, job: Job, intact: Callable[[str], bool]) -> Iterator[Page]:
        known = self._ledger.fresh(job.name, job.given)
        if known is not None and all(intact(path) for path, _ in known):
            self.sizes.update(known)
            return
        with self._library.recording() as reads:
            pages = tuple(self._files(job.make()))
        sizes = [(page.path, len(page.data())) for page in pages]
        self._ledger.record(job.name, job.given, reads, sizes)
        self.sizes.update(sizes)
        yield from pages

    def _files(self, things: Iterable[View | Page]) -> Iterator[Page]:
        for each in things:
            if isinstance(each, Page):
                yield each
            else:
                view = described(each, self._library, self._publication)
                yield from self._renderer.pages([view])

    def _index(self, parts: tuple[Part, ...]) -> None:
        entries = SearchEntries(self._library)

        def recall(part: Part, make: Callable[[], str]) -> str:
            name, given = f"search/{part.first}", " ".join(part.keys)
            known: Any = self._ledger.fresh(name, given)
            if known is None:
                with self._library.recording() as reads:
                    known = make()
                self._ledger.record(name, given, reads, known)
            return str(known)

        update_index(self._settings.search, parts, entries, recall=recall, progress=self._progress)


def _inputs(corpus: Corpus) -> Iterator[Input]:
    for briefing in (*corpus.briefings, *corpus.copies):
        page = f"briefings/{corpus.addresses[briefing.id]}"
        yield Input(path=briefing.file, sha256=briefing.sha256, page=page)
    for refusal in corpus.refusals:
        yield Input(
            path=refusal.path, sha256=refusal.sha256, cause=refusal.cause, remedy=refusal.remedy
        )


def _write(settings: Settings, made: _Made) -> Changes:
    manifest = Manifest.load(settings.manifest)
    pages = tuple(made.pages(manifest.intact(settings.docs).__contains__))
    if not settings.own:
        # The project's own collection may have left its pages among those that people wrote.
        others = Manifest.load(settings.own_manifest).owned
        skip = manifest.owned | others | made.sizes.keys()
        mirror(settings.handwritten, settings.docs, skip=skip, apart=GENERATED_FOLDERS)
    return write_pages(
        settings.docs,
        pages,
        kept=made.sizes.keys() - {page.path for page in pages},
        manifest_file=settings.manifest,
        folders=GENERATED_FOLDERS,
    )
