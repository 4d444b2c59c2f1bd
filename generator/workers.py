"""Extraction over processes, here or on a cluster: the same results with any number of them."""

import errno
import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING

from generator import cluster as clusters
from generator.errors import BriefingsError, PublishError, one_line
from generator.limits import TOO_SLOW, TimeIsUp, end_process_after, end_with, limited
from generator.model import Article, Briefing, Refusal

if TYPE_CHECKING:
    from generator.extraction import Extractor

_Result = Briefing | Refusal
_Work = Callable[[Article], _Result]
_Pairs = tuple[tuple[str, str], ...]
_Settings = tuple[_Pairs, int, _Pairs]

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

# Below this many articles a worker, loading the models once more costs more than it saves.
WORTH_A_WORKER = 12
# Articles in one task: sending a task takes a hundredth of what extracting an article does.
CHUNK = 4
# Tasks under way for each worker: enough that none waits while the oldest result is awaited.
AHEAD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where extraction runs.

    ``open`` gives an executor of at most so many workers; ``workers`` is how many there are;
    ``deaths`` are the exceptions that tell of a task's process that ended before the task;
    ``run`` is what a task calls with its articles.
    """

    open: Callable[[int], AbstractContextManager[Executor]]
    workers: int
    deaths: tuple[type[BaseException], ...]
    run: Callable[[Sequence[Article]], list[_Result]]


def extract_all(
    articles: Iterable[Article],
    *,
    models: Mapping[str, str],
    keyphrases: int,
    extractors: Mapping[str, str],
    workers: int,
    seconds: int,
    cluster: str | None = None,
    meanwhile: Callable[[], None] | None = None,
) -> Iterator[Briefing | Refusal]:
    """Yield each article's briefing, or why it has none, in the articles' order.

    `workers` is the number of processes, 0 for one a core; `cluster` is the address of a Dask
    scheduler whose workers take their place; `seconds` is the processor time that an article may
    take. An article whose extraction takes longer, raises or kills its process becomes a
    refusal; the others go on. `meanwhile` is called once while the first are under way, if other
    processes work on them. Raises SettingsError where a model is not installed, or where the
    cluster cannot be used.
    """
    remaining = list(articles)
    settings = (tuple(sorted(models.items())), keyphrases, tuple(sorted(extractors.items())))
    work = partial(_extract, settings=settings, seconds=seconds)
    if cluster is not None and remaining:
        kit = clusters.kit(settings[0], settings[2])
        with clusters.connected(cluster, kit) as (executor, threads):
            there = _Place(
                open=lambda _: nullcontext(executor),
                workers=threads,
                deaths=clusters.deaths(),
                run=partial(clusters.run_there, work=work, ours=kit),
            )
            yield from clusters.explained(_over(there, remaining, meanwhile), cluster)
        return
    most = workers or os.cpu_count() or 1
    needed = min(most, len(remaining) // WORTH_A_WORKER)
    aside = meanwhile is not None and most > 1 and may_fork()
    if not remaining or (needed < 2 and not aside):
        for article in remaining:
            yield work(article)
        return
    here = _Place(
        open=_pool if needed > 1 else _fork,
        workers=max(1, needed),
        deaths=(BrokenProcessPool,),
        run=partial(_run_here, work=work, seconds=seconds),
    )
    yield from _over(here, remaining, meanwhile)


def _over(
    place: _Place, remaining: list[Article], meanwhile: Callable[[], None] | None
) -> Iterator[_Result]:
    """Yield the results in order, whatever becomes of the processes.

    Where one dies, nobody can say which of the tasks under way killed it: their articles are
    done again one at a time, and the one with which a process dies alone is refused.
    """
    ahead = place.workers * AHEAD
    doubtful = 0  # so many articles of `remaining` are done one at a time
    while remaining:
        done = 0
        part = remaining[:doubtful] if doubtful else remaining
        with place.open(1 if doubtful else place.workers) as executor:
            try:
                for result in _in_order(
                    executor,
                    place.run,
                    part,
                    chunk=1 if doubtful else CHUNK,
                    ahead=1 if doubtful else ahead,
                    meanwhile=meanwhile,
                ):
                    done += 1
                    yield result
                doubtful = 0
            except place.deaths:
                if doubtful:
                    yield _refusal(part[done], "it killed its process")
                    done += 1
                    doubtful -= done
                else:
                    doubtful = CHUNK * ahead
        remaining, meanwhile = remaining[done:], None


def _in_order(
    executor: Executor,
    run: Callable[[Sequence[Article]], list[_Result]],
    articles: Iterable[Article],
    *,
    chunk: int,
    ahead: int,
    meanwhile: Callable[[], None] | None,
) -> Iterator[_Result]:
    """Yield what `run` returns for chunks of the articles, in their order.

    No more than `ahead` tasks are under way, so that a cluster holds a bounded share of them.
    """
    waiting: deque[Future[list[_Result]]] = deque()
    rest = iter(articles)
    parts = iter(lambda: tuple(islice(rest, chunk)), ())
    try:
        waiting.extend(executor.submit(run, part) for part in islice(parts, ahead))
        if meanwhile is not None:
            meanwhile()
        for part in parts:
            yield from waiting.popleft().result()
            waiting.append(executor.submit(run, part))
        while waiting:
            yield from waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def may_fork() -> bool:
    """Say whether forking is safe here: on Linux, while no other thread might hold a lock (under
    `mkdocs serve` some do)."""
    return sys.platform.startswith("linux") and threading.active_count() == 1


def _fork(workers: int) -> ProcessPoolExecutor:
    """Open a pool for a handful of articles, where :func:`may_fork`: a forked process need not
    import all again. It holds the lock of this build, so it must end with it."""
    fork = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(
        workers, mp_context=fork, initializer=end_with, initargs=(os.getpid(),)
    )


def _pool(workers: int) -> ProcessPoolExecutor:
    # Forking a process with threads may hang.
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def _run_here(articles: Sequence[Article], work: _Work, seconds: int) -> list[_Result]:
    results = []
    for article in articles:
        end_process_after(seconds)
        results.append(work(article))
    return results


def _extract(article: Article, settings: _Settings, seconds: int) -> Briefing | Refusal:
    extract = _extractor(*settings)
    try:
        with limited(seconds):
            return extract(article)
    except BriefingsError:
        raise
    except TimeIsUp:
        return Refusal(
            path=article.file,
            cause=f"takes more than {seconds} s to extract",
            remedy=TOO_SLOW,
            sha256=article.sha256,
        )
    except OSError as error:
        if error.errno in _NO_ROOM:  # no fault of the article's: it must not vanish for it
            cause = f"cannot write what it needs ({error.strerror})"
            raise PublishError("extraction", cause, "free space") from None
        return _refusal(article, f"{type(error).__name__}: {error}")
    except Exception as error:  # noqa: BLE001 - one odd article must not cost the others
        return _refusal(article, f"{type(error).__name__}: {error}")


@cache
def _extractor(models: _Pairs, keyphrases: int, extractors: _Pairs) -> "Extractor":
    """Load the models once for the life of the process, and only if something is extracted."""
    from generator.extraction import Extractor  # noqa: PLC0415 - loads spaCy, a second

    return Extractor(models=dict(models), keyphrases=keyphrases, extractors=dict(extractors))


def _refusal(article: Article, why: str) -> Refusal:
    return Refusal(
        path=article.file,
        cause=one_line(f"extraction failed ({why})"),
        remedy="please report it with the file",
        sha256=article.sha256,
    )
