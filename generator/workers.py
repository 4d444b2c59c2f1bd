"""Extraction over processes: the same results with any number of them."""

import errno
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from typing import TYPE_CHECKING

from generator.errors import BriefingsError, PublishError, one_line
from generator.limits import TOO_SLOW, TimeIsUp, end_process_after, limited
from generator.model import Article, Briefing, Refusal

if TYPE_CHECKING:
    from generator.extraction import Extractor

_Work = Callable[[Article], Briefing | Refusal]
_Pairs = tuple[tuple[str, str], ...]
_Settings = tuple[_Pairs, int, _Pairs]

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

# Below this many articles a worker, loading the models once more costs more than it saves.
WORTH_A_WORKER = 12


def extract_all(
    articles: Iterable[Article],
    *,
    models: Mapping[str, str],
    keyphrases: int,
    extractors: Mapping[str, str],
    workers: int,
    seconds: int,
) -> Iterator[Briefing | Refusal]:
    """Yield each article's briefing, or why it has none, in the articles' order.

    `workers` is the number of processes, 0 for one a core; `seconds` is the processor time that
    an article may take. An article whose extraction takes longer, raises or kills its process
    becomes a refusal; the others go on. Raises SettingsError where a model is
    not installed.
    """
    remaining = list(articles)
    settings = (tuple(sorted(models.items())), keyphrases, tuple(sorted(extractors.items())))
    work = partial(_extract, settings=settings, seconds=seconds)
    count = min(workers or os.cpu_count() or 1, len(remaining) // WORTH_A_WORKER)
    if count < 2:
        for article in remaining:
            yield work(article)
        return
    while remaining:
        done = 0
        context = multiprocessing.get_context("spawn")  # forking a process with threads may hang
        with ProcessPoolExecutor(count, mp_context=context) as pool:
            try:
                results = pool.map(
                    partial(_in_worker, work=work, seconds=seconds), remaining, chunksize=4
                )
                for result in results:
                    done += 1
                    yield result
            except BrokenProcessPool:
                if count == 1 and done < len(remaining):
                    yield _refusal(remaining[done], "it killed its process")
                    done += 1
                count = 1  # one at a time, so that the next to die is known
        remaining = remaining[done:]


def _in_worker(article: Article, work: _Work, seconds: int) -> Briefing | Refusal:
    end_process_after(seconds)
    return work(article)


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
