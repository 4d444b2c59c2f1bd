"""Extraction on an existing Dask cluster: the connection, and what both ends must have alike.

dask.distributed is imported here alone, and only where a cluster is asked for: it comes with the
extra ``briefings[cluster]``. Scheduler and workers need this very program installed, since tasks
go to them by name.
"""

import logging
import platform
import socket
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from threading import Lock
from typing import Any, TypeVar
from urllib.parse import urlsplit

from generator.errors import BriefingsError, SettingsError
from generator.fingerprint import code_version, library_versions
from generator.model import Article
from generator.version import EXTRACTORS

PATIENCE = 10
"""Seconds in which the scheduler must answer and have a worker."""

# Beside the libraries of a fingerprint: what the last bits of a model's figures depend on.
_ARITHMETIC = ("blis", "numpy", "thinc")
Result = TypeVar("Result")
_SCHEMES = {"tcp", "tls", "ws", "wss", "ucx"}

# spaCy's pipelines are not made for two threads at once, and a worker may have several.
_one_at_a_time = Lock()

_Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """What results depend on: the models and extractors asked for, and ``versions`` by name of
    the code, the libraries, these models and these extractors."""

    models: _Pairs
    extractors: _Pairs
    versions: _Pairs


@cache
def kit(models: _Pairs, extractors: _Pairs) -> Kit:
    """Return what is installed here of all that results depend on."""
    versions = library_versions(tuple(name for _, name in models))
    versions["code of briefings"] = code_version()
    versions["Python"] = ".".join(platform.python_version_tuple()[:2])
    for library in _ARITHMETIC:
        versions[library] = metadata.version(library)
    for name in sorted({name for _, name in extractors}):
        for entry in metadata.entry_points(group=EXTRACTORS, name=name):
            versions[entry.value] = entry.dist.version if entry.dist else "none"
    return Kit(models=models, extractors=extractors, versions=tuple(sorted(versions.items())))


@contextmanager
def connected(address: str, ours: Kit) -> Iterator[tuple[Executor, int]]:
    """Give an executor on the cluster at `address`, and how many threads its workers have.

    Raises SettingsError where the extra is missing, the address is none, nobody answers, no
    worker is there or one has another kit than ours.
    """
    _check_address(address)
    distributed = _distributed(address)
    # Its warnings of lost and restarted workers are no news: the results are the same.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        _await_greeting(address)
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        raise SettingsError(
            address,
            f"no Dask scheduler answered within {PATIENCE} s",
            "check the address given to --cluster, or build without it",
        ) from None
    try:
        _check_workers(client, address, ours)
        yield client.get_executor(pure=False), sum(client.nthreads().values())
    finally:
        client.close(timeout=PATIENCE)


def deaths() -> tuple[type[BaseException], ...]:
    """Return the exceptions by which Dask says that workers died with a task, again and again."""
    from distributed.scheduler import KilledWorker  # noqa: PLC0415 - only with the extra

    return (KilledWorker,)


def run_there(
    articles: Sequence[Article], work: Callable[[Article], Result], ours: Kit
) -> list[Result]:
    """Return what `work` makes of each article, on a worker that has the same kit.

    Looked at with each task, for a worker may come while a build runs. Raises SettingsError.
    """
    check_alike(ours, "a worker of the cluster")
    with _one_at_a_time:
        return [work(article) for article in articles]


def check_alike(ours: Kit, subject: str) -> None:
    """Raise SettingsError, which names the difference, where this process has another kit."""
    theirs = dict(kit(ours.models, ours.extractors).versions)
    for name, version in ours.versions:
        if theirs.get(name) != version:
            raise SettingsError(
                subject,
                f"has {name} {theirs.get(name, 'none')} where this machine has {version}, "
                "so results would differ",
                "install the same on all machines of the cluster",
            )


def explained(results: Iterator[Result], address: str) -> Iterator[Result]:
    """Yield `results`; raise as SettingsError, in one line, what the cluster fails of."""
    try:
        yield from results
    except BriefingsError:
        raise
    except Exception as error:  # noqa: BLE001 - what a cluster fails of is no fault of ours
        raise SettingsError(
            address,
            f"the cluster failed ({type(error).__name__}: {error})",
            "what is extracted is kept: build again when it stands, or without --cluster",
        ) from None


def _check_address(address: str) -> None:
    parts = urlsplit(address)
    try:
        good = parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port is not None
    except ValueError:  # a port that is no number
        good = False
    if not good:
        raise SettingsError(
            address, "is no address of a Dask scheduler", "write --cluster tcp://HOST:8786"
        )


def _await_greeting(address: str) -> None:
    """Raise OSError where what listens there does not speak first, as a scheduler does.

    A client of Dask waits for ever for a greeting from what is no scheduler.
    """
    parts = urlsplit(address)
    if parts.scheme == "tcp":
        place = (str(parts.hostname), parts.port or 0)
        with socket.create_connection(place, timeout=PATIENCE) as probe:
            if not probe.recv(1):
                raise ConnectionError


def _distributed(address: str) -> Any:
    try:
        import distributed  # noqa: PLC0415 - half a second, and only with the extra
    except ImportError:
        raise SettingsError(
            address,
            "needs dask.distributed, which is not installed",
            "pip install 'briefings[cluster]'",
        ) from None
    return distributed


def _check_workers(client: Any, address: str, ours: Kit) -> None:
    """Raise SettingsError where there is no worker, or one that cannot do as we would."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise SettingsError(
            address, f"the cluster had no worker within {PATIENCE} s", "start some: dask worker"
        ) from None
    answers = client.run(check_alike, ours, "a worker of the cluster", on_error="return")
    for worker, answer in sorted(answers.items()):
        if isinstance(answer, BriefingsError):
            raise SettingsError(worker, answer.cause, answer.remedy)
        if isinstance(answer, BaseException):
            raise SettingsError(
                worker,
                f"cannot extract ({type(answer).__name__}: {answer})",
                "install the same briefings on all machines of the cluster",
            )
