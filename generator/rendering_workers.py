"""Pages rendered over processes: the same bytes with any number of them."""

import gc
import json
import logging
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict
from functools import cache, partial
from pathlib import Path

from generator.errors import PublishError
from generator.garbage import collected
from generator.limits import end_with
from generator.rendering import Job, Messages, Rendered, Rendering, load

WORTH_A_WORKER = 60
"""Below this many pages a process, setting MkDocs up once more costs more than it saves."""


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
    count = min(workers or os.cpu_count() or 1, len(sources) // WORTH_A_WORKER)
    if count < 2:
        with collected(len(sources)):
            for number, source in enumerate(sources, start=1):
                yield here.page(source)
                done(number)
        return
    work.mkdir(parents=True, exist_ok=True)
    order = work / "publishing.json"
    order.write_text(json.dumps(asdict(job)), encoding="utf-8")
    context = multiprocessing.get_context("spawn")  # forking a process with threads may hang
    try:
        with ProcessPoolExecutor(
            count, mp_context=context, initializer=end_with, initargs=(os.getpid(),)
        ) as pool:
            results = pool.map(partial(_in_worker, str(order)), sources, chunksize=8)
            for number, result in enumerate(results, start=1):
                yield result
                done(number)
    except BrokenProcessPool:
        raise PublishError(
            job.site, "a process that rendered pages was killed", "build with `workers: 1`"
        ) from None
    finally:
        order.unlink(missing_ok=True)


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
