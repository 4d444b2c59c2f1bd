"""Pages rendered over processes: the same bytes with any number of them."""

import gc
import json
import logging
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache, partial
from pathlib import Path

from generator.errors import PublishError
from generator.garbage import MANY, collected
from generator.limits import end_with
from generator.rendering import Job, Messages, Rendered, Rendering, load
from generator.workers import may_fork

WORTH_A_WORKER = 60
"""Below this many pages a process, setting MkDocs up once more costs more than it saves."""
WORTH_A_FORK = 10
"""The same where a process is a copy of this one and has MkDocs set up."""


def render_pages(
    here: Rendering,
    job: Job,
    sources: Sequence[str],
    *,
    workers: int,
    work: Path,
    done: Callable[[int], None],
) -> Iterator[Rendered]:
    """Render `sources` and yield each, in their order, with any number of processes.

    `workers` is their number, 0 for one a core; for few pages `here` does it alone. `done` is told
    how many are finished. Raises PublishError.
    """
    most = workers or os.cpu_count() or 1
    # Over many pages a copy would come to own what this process holds of the corpus.
    forks = len(sources) < MANY and may_fork()
    count = min(most, len(sources) // (WORTH_A_FORK if forks else WORTH_A_WORKER))
    if count < 2:
        with collected(len(sources)):
            for number, source in enumerate(sources, start=1):
                yield here.page(source)
                done(number)
        return
    try:
        with _forked(here, count) if forks else _spawned(job, count, work) as each:
            for number, result in enumerate(each(sources), start=1):
                yield result
                done(number)
    except BrokenProcessPool:
        raise PublishError(
            job.site, "a process that rendered pages was killed", "build with `workers: 1`"
        ) from None


_Each = Callable[[Sequence[str]], Iterator[Rendered]]


@contextmanager
def _forked(here: Rendering, count: int) -> Iterator[_Each]:
    """Give what renders pages in copies of this process."""
    with ProcessPoolExecutor(
        count,
        mp_context=multiprocessing.get_context("fork"),
        initializer=_adopt,
        initargs=(os.getpid(), here),
    ) as pool:
        yield partial(pool.map, _adopted, chunksize=2)


@contextmanager
def _spawned(job: Job, count: int, work: Path) -> Iterator[_Each]:
    """Give what renders pages in processes that set MkDocs up for themselves."""
    work.mkdir(parents=True, exist_ok=True)
    order = work / "publishing.json"
    order.write_text(json.dumps(asdict(job)), encoding="utf-8")
    try:
        with ProcessPoolExecutor(
            count,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=end_with,
            initargs=(os.getpid(),),
        ) as pool:
            yield partial(pool.map, partial(_in_worker, str(order)), chunksize=8)
    finally:
        order.unlink(missing_ok=True)


_copies: list[Rendering] = []
"""In a copy of a process: what that one renders with."""


def _adopt(parent: int, here: Rendering) -> None:
    end_with(parent)
    gc.freeze()  # looking through what the parent made would copy it
    _copies.append(here)


def _adopted(source: str) -> Rendered:
    return _copies[-1].page(source)


def _in_worker(order: str, source: str) -> Rendered:
    return _rendering(order).page(source)


@cache
def _rendering(order: str) -> Rendering:
    """Set MkDocs up once for the life of a process."""
    job = Job(**json.loads(Path(order).read_bytes()))
    messages = Messages()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(messages)
    logger.propagate = False
    config = load(job.config_file, job.docs, job.site)
    config = config.plugins.on_config(config)
    rendering = Rendering(job, config, config.theme.get_env(), messages)
    gc.collect()
    gc.freeze()
    return rendering
