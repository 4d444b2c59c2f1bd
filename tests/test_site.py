"""MkDocs: its commands work alone, live rebuilding settles, and a failure keeps the old site."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import generator
from generator.errors import PublishError
from generator.init import lay_down
from generator.settings import load_settings
from generator.site import publish_site

ROOT = Path(generator.__file__).parent.parent
PATIENCE = 90  # seconds; only ever reached by a failure


@pytest.fixture
def project(tmp_path: Path) -> Path:
    lay_down(tmp_path / "desk")
    return tmp_path / "desk"


def mkdocs(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "mkdocs", *arguments]


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


def test_mkdocs_build_alone_publishes_the_seeds(project: Path) -> None:
    subprocess.run(
        mkdocs("build", "--strict"), cwd=project, env=environment(), check=True, capture_output=True
    )
    assert len(list(project.glob("site/briefings/*-*.html"))) == 1


@contextmanager
def serving(command: list[str], project: Path, port: int) -> Iterator[Path]:
    log = project / "serve.log"
    with log.open("w") as file:
        server = subprocess.Popen(
            command, cwd=project, env=environment(), stdout=file, stderr=subprocess.STDOUT
        )
        try:
            until(lambda: get(port, "/")[0] == 200)
            yield log
        finally:
            server.terminate()
            server.wait(PATIENCE)


def get(port: int, path: str) -> tuple[int, str]:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except OSError:
        return 0, ""


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it never came to pass"
        time.sleep(0.3)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.mark.parametrize("command", ["mkdocs", "briefings"])
def test_new_seed_and_template_appear_while_serving_and_it_settles(
    project: Path, command: str
) -> None:
    port = free_port()
    address = f"127.0.0.1:{port}"
    line = (
        mkdocs("serve", "--dev-addr", address)
        if command == "mkdocs"
        else [sys.executable, "-m", "generator", "serve", "--address", address]
    )
    with serving(line, project, port) as log:
        (project / "seeds" / "new.txt").write_text(
            "Orchard prices fall\n\nFruit growers in Valdora say prices fell by a third.\n"
        )
        until(lambda: "Orchard prices fall" in get(port, "/briefings/index.html")[1])

        template = project / "templates" / "topics.md.j2"
        template.write_text(template.read_text() + "\nA line of the maintainer's own.\n")
        until(lambda: "A line of the maintainer" in get(port, "/topics/index.html")[1])

        settled = -1
        while settled != log.read_text().count("Building documentation"):
            settled = log.read_text().count("Building documentation")
            time.sleep(3)
        assert settled <= 5, "each change costs its own build and at most one more"


def test_page_that_mkdocs_cannot_build_leaves_the_old_site_whole(project: Path) -> None:
    settings = load_settings(project)
    (project / "docs" / "index.md").write_text("# Home\n")
    publish_site(settings, progress=lambda stage, done, total: None)
    before = (project / "site" / "index.html").read_bytes()
    (project / "mkdocs.yml").write_text("site_name: [\n")
    with pytest.raises(PublishError, match=r"mkdocs\.yml"):
        publish_site(settings, progress=lambda stage, done, total: None)
    assert (project / "site" / "index.html").read_bytes() == before
    assert not list(project.glob(".site.*.draft")), "no draft is left"
