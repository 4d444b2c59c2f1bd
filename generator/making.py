"""What a build makes of the corpus: pages, files and the search index, where something changed."""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from generator.compose import page_jobs
from generator.compose.search import SearchEntries
from generator.corpus.parts import plan_parts
from generator.corpus_model import Job, Page, Part, View
from generator.errors import BriefingsError, PublishError
from generator.export.files import FilesBeside, data_page, export_jobs
from generator.export.heads import described
from generator.garbage import collected
from generator.ledger import Ledger
from generator.library import Library, Reads
from generator.plan import Plan
from generator.render import Renderer
from generator.search import update_index
from generator.settings import Settings
from generator.shelf import Shelf
from generator.terminal import Progress
from generator.workers import may_fork

_WHOLE = 500
"""A corpus of so many articles has its files for programs in one part."""
_FILES = (500, 100)
"""Articles in a part of those files, at most: of the past, and of the present. Larger ones would
be made again for more arrivals, and take more memory."""
_WORTH_PROCESSES = 600
"""Jobs to be done from which processes are worth their start."""
_LARGE, _FEWER = 2_000, 60
"""The same in a corpus of so many articles, in which a dossier is large."""
_STRETCH = 500
"""Jobs that a process does at most: it starts in a moment, and ends before it has copied much.
Twice as many take a twentieth more memory and no less time."""


class Making:
    """What a build makes of the corpus: the jobs that the ledger cannot answer are done."""

    def __init__(
        self,
        settings: Settings,
        plan: Plan,
        library: Library,
        shelf: Shelf,
        progress: Progress,
    ) -> None:
        self._settings = settings
        self._shelf = shelf
        self._library = library
        self._progress = progress
        self._renderer = Renderer(plan.templates)
        self._publication = plan.publication
        self._versions = plan.versions
        self._ledger = Ledger(settings.ledger, environment=plan.environment, fact=library.fact)
        self.sizes: dict[str, int] = {}
        """The bytes of every file that belongs to the pages, by path."""

    def pages(self, intact: Callable[[str], bool]) -> Iterator[Page]:
        """Yield the files that must be written; `intact` says whether one still is as it was."""
        corpus = self._library.corpus
        when = {each.id: each.published or "" for each in corpus.briefings}
        parts = plan_parts(when, whole=_WHOLE, sizes=_FILES)
        beside = FilesBeside(self._library, self._publication)
        jobs = list(
            chain(
                page_jobs(self._library, versions=self._versions, beside=beside),
                export_jobs(self._library, self._publication, parts),
            )
        )
        place = {each.id: number for number, each in enumerate(corpus.briefings)}
        stale = [job for job in jobs if not self._is_fresh(job, intact)]
        stale.sort(key=lambda job: place.get(job.near, -1))
        self._progress("Composing", 0, len(stale))
        with collected(len(stale)):
            for done, made in enumerate(self._made(stale), 1):
                yield from self._learnt(made)
                self._progress("Composing", done, len(stale))
        last = data_page(self.sizes, parts)
        if not self._is_fresh(last, intact):
            yield from self._learnt(self._do(last))
        self._index(plan_parts(when))

    def save(self) -> None:
        """Write down what everything was made from."""
        self._ledger.save()

    def _is_fresh(self, job: Job, intact: Callable[[str], bool]) -> bool:
        """Say whether what a job makes is there and as it was; then it counts as made."""
        known = self._ledger.fresh(job.name, job.given, partial(self._settled, job))
        if known is None or not all(intact(path) for path, _ in known):
            return False
        self.sizes.update(known)
        return True

    def _settled(self, job: Job) -> Reads:
        with self._library.recording() as reads:
            if job.settle is not None:
                job.settle()
        return reads

    def _made(self, jobs: Sequence[Job]) -> Iterator["_Outcome"]:
        workers = self._settings.options.workers or os.cpu_count() or 1
        # The corpus is too large to be sent; a forked process has it. Elsewhere forks are not safe.
        large = len(self._library.corpus.briefings) >= _LARGE and may_fork()
        few = len(jobs) < (_FEWER if large else _WORTH_PROCESSES)
        if few or workers < 2 or not sys.platform.startswith("linux"):
            yield from map(self._do, jobs)
        else:
            yield from self._in_processes(jobs, workers)

    def _do(self, job: Job) -> "_Outcome":
        with self._library.recording() as reads:
            pages = tuple(self._files(job.make()))
        return _Outcome(name=job.name, given=job.given, reads=reads, pages=pages)

    def _learnt(self, made: "_Outcome") -> tuple[Page, ...]:
        sizes = [(page.path, len(page.data())) for page in made.pages]
        self._ledger.record(made.name, made.given, made.reads, sizes)
        self.sizes.update(sizes)
        return made.pages

    def _in_processes(self, jobs: Sequence[Job], workers: int) -> Iterator["_Outcome"]:
        """Do jobs in forked processes; what they make comes in any order.

        A process has the corpus from its parent, and copies of it what it touches. So each does one
        stretch of jobs and ends: what a stretch touches is far less than the whole.
        """
        self._renderer.compile()
        context = multiprocessing.get_context("fork")
        size = max(1, min(_STRETCH, -(-len(jobs) // workers)))
        stretches = [jobs[at : at + size] for at in range(0, len(jobs), size)]
        running: dict[Connection, BaseProcess] = {}
        left = len(jobs)
        while stretches or running:
            while stretches and len(running) < workers:
                ours, theirs = context.Pipe(duplex=False)
                process = context.Process(
                    target=self._work, args=(stretches.pop(0), theirs), daemon=True
                )
                process.start()
                theirs.close()
                running[ours] = process
            ready = wait(list(running))
            for end in [each for each in running if each in ready]:
                try:
                    made = end.recv()
                except EOFError:
                    end.close()
                    running.pop(end).join()
                    continue
                if isinstance(made, BriefingsError):
                    raise made
                left -= 1
                yield made
        if left:
            raise PublishError(
                str(self._settings.docs),
                "a process that composed pages was killed",
                "free memory, or build with `workers: 1`",
            )

    def _work(self, jobs: Iterable[Job], end: Connection) -> None:
        try:
            self._library.spare_memory()
            with self._shelf.opened_anew(self._settings.store):
                for job in jobs:
                    end.send(self._do(job))
        except BriefingsError as error:
            end.send(error)
        except BrokenPipeError:  # the build has ended
            pass
        end.close()

    def _files(self, things: Iterable[View | Page]) -> Iterator[Page]:
        for each in things:
            if isinstance(each, Page):
                yield each
            else:
                view = described(each, self._library, self._publication)
                yield from self._renderer.pages([view])

    def _index(self, parts: tuple[Part, ...]) -> None:
        entries = SearchEntries(self._library)

        def recall(kind: str, part: Part, given: str, make: Callable[[], str]) -> str:
            name, given = f"{kind}/{part.first}", " ".join((given, *part.keys))
            known: Any = self._ledger.fresh(name, given)
            if known is None:
                with self._library.recording() as reads:
                    known = make()
                self._ledger.record(name, given, reads, known)
            return str(known)

        update_index(self._settings.search, parts, entries, recall=recall, progress=self._progress)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a job made, and what it read."""

    name: str
    given: str
    reads: Reads
    pages: tuple[Page, ...]
