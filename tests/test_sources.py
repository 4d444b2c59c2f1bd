"""Seeds as they lie on the disk: what is read, in which order, and what is refused."""

import hashlib
import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.arrival import arrival_dates
from generator.errors import SettingsError
from generator.model import Refusal, Source
from generator.shown_paths import shown_path
from generator.sources import discover


def found(seeds: Path, max_bytes: int = 1_000) -> dict[str, Source | Refusal]:
    return {item.path: item for item in discover(seeds, max_bytes=max_bytes)}


def why(seeds: Path, path: str) -> str:
    item = found(seeds)[path]
    assert isinstance(item, Refusal)
    assert item.remedy
    assert "\n" not in item.cause + item.remedy
    return item.cause


def test_seeds_come_in_code_point_order_of_their_paths(tmp_path: Path) -> None:
    names = ["b/c.txt", "b-1.txt", "a.md", "Z.html", "b/d/e.jsonl", "b.txt", "é.txt", "e\u0301.txt"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    items = list(discover(tmp_path, max_bytes=100, arrived={"a.md": "2024-03-05"}))
    assert [item.path for item in items] == sorted(names)
    for item in items:
        assert isinstance(item, Source)
        assert item.data == item.path.encode()
        assert item.sha256 == hashlib.sha256(item.data).hexdigest()
        assert item.arrived == ("2024-03-05" if item.path == "a.md" else None)


def test_sidecars_are_read_with_their_seed_and_hidden_files_skipped(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in (".hidden.txt", ".git/a.txt", "a.txt", "b.md", "c.html", "c.jsonl"):
        (tmp_path / name).write_text("words")
    for name in ("a.txt.yml", "a.yml", "b.yaml", "c.yml", "d.yml"):
        (tmp_path / name).write_text(name)
    items = found(tmp_path)
    sidecars = {path: item.sidecar for path, item in items.items() if isinstance(item, Source)}
    assert sidecars == {
        "a.txt": b"a.txt.yml",
        "b.md": b"b.yaml",
        "c.html": b"c.yml",
        "c.jsonl": b"c.yml",
    }
    assert set(items) - set(sidecars) == {"a.yml", "d.yml"}
    assert why(tmp_path, "d.yml") == "is a sidecar that no seed uses"


def test_links_are_refused_wherever_they_point(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a.txt").write_text("words")
    (seeds / "in.txt").symlink_to("a.txt")
    (seeds / "out.txt").symlink_to(outside / "secret.txt")
    (seeds / "folder").symlink_to(outside)
    (seeds / "nowhere.txt").symlink_to("missing")
    (seeds / "a.txt.yml").symlink_to(outside / "secret.txt")
    items = found(seeds)
    assert [path for path, item in items.items() if isinstance(item, Source)] == ["a.txt"]
    assert isinstance(items["a.txt"], Source)
    assert items["a.txt"].sidecar is None
    assert {why(seeds, path) for path in set(items) - {"a.txt"}} == {"is a symbolic link"}


def test_what_is_no_regular_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.fspath(tmp_path / "s.txt"))
        assert why(tmp_path, "s.txt") == "is not a regular file"
    assert why(tmp_path, "pipe.txt") == "is not a regular file"


def test_large_unknown_and_unreadable_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_bytes(b"x" * 1_001)
    (tmp_path / "fits.txt").write_bytes(b"x" * 1_000)
    (tmp_path / "a.pdf").write_bytes(b"")
    (tmp_path / "README").write_bytes(b"")
    assert why(tmp_path, "large.txt") == "has 1,001 bytes, more than 1,000"
    assert why(tmp_path, "a.pdf") == "has the suffix '.pdf', which no reader knows"
    assert why(tmp_path, "README") == "has no suffix"
    assert isinstance(found(tmp_path)["fits.txt"], Source)
    if os.geteuid():  # root reads everything
        (tmp_path / "fits.txt").chmod(0)
        assert why(tmp_path, "fits.txt") == "cannot be read (permission denied)"


def test_a_seed_that_vanishes_or_turns_into_a_link_is_refused(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt", "d/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    (tmp_path / "outside.bin").write_text("secret")
    items: Iterator[Source | Refusal] = discover(tmp_path, max_bytes=100)
    assert isinstance(next(items), Source)
    (tmp_path / "b.txt").unlink()
    (tmp_path / "c.txt").unlink()
    (tmp_path / "c.txt").symlink_to("outside.bin")
    (tmp_path / "d").rename(tmp_path / "f")
    (tmp_path / "d").symlink_to("f")
    rest = [item.cause for item in items if isinstance(item, Refusal)]
    assert rest[0] == "vanished while it was being read"
    assert rest[1] == "is a symbolic link"
    assert rest[2].startswith("cannot be read (")


def test_folders_too_deep_are_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 40)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("words")
    (tmp_path / "b.txt").write_text("words")
    items = found(tmp_path)
    assert isinstance(items["b.txt"], Source)
    assert [type(item) for item in items.values()] == [Source, Refusal]


@pytest.mark.parametrize("name", ["missing", "file"])
def test_a_folder_that_is_none_is_a_wrong_setting(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="cannot be read"):
        list(discover(tmp_path / name, max_bytes=100))


def test_odd_names_get_printable_distinct_paths(tmp_path: Path) -> None:
    raw = [b"\xff.txt", b"%FF.txt", b"a\nb.txt", "\u202etxt.txt".encode(), b"-rf.txt", b"50%.txt"]
    raw += [b"x" * 251 + b".txt", "😀.txt".encode()]
    for name in raw:
        with Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).open("wb") as file:  # noqa: PTH118 - bytes
            file.write(name)
    items = found(tmp_path)
    assert {item.data for item in items.values() if isinstance(item, Source)} == set(raw)
    expected = {"%FF.txt", "%25FF.txt", "a%0Ab.txt", "%E2%80%AEtxt.txt", "-rf.txt", "50%.txt"}
    assert expected <= set(items)


@given(st.lists(st.binary(max_size=6), min_size=2, max_size=2, unique=True))
def test_no_two_names_share_a_path(names: list[bytes]) -> None:
    one, two = (shown_path(os.fsdecode(name)) for name in names)
    assert one != two
    assert "\n" not in one
    assert one.encode("utf-8").decode("utf-8") == one


def git(folder: Path, *arguments: str, day: str = "2024-03-05T23:30:00-05:00") -> None:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", *arguments]
    environment = os.environ | {"GIT_COMMITTER_DATE": day, "GIT_AUTHOR_DATE": "2001-01-01T00:00Z"}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


def test_arrival_is_the_day_a_file_was_added(tmp_path: Path) -> None:
    assert arrival_dates(tmp_path) == {}
    seeds = tmp_path / "project" / "seeds"
    (seeds / "in").mkdir(parents=True)
    project = seeds.parent
    git(project, "init", "-q")
    for name in ("a.txt", "in/b.txt", "new\nline.txt", "old.txt"):
        (seeds / name).write_text(name)
    git(project, "add", ".")
    git(project, "commit", "-qm", "one")
    (seeds / "a.txt").write_text("changed")
    (seeds / "old.txt").rename(seeds / "moved.txt")
    git(project, "add", ".")
    git(project, "commit", "-qm", "two", day="2024-05-01T12:00:00Z")
    (seeds / "not-yet.txt").write_text("")
    dates = arrival_dates(seeds)
    assert dates["a.txt"] == dates["in/b.txt"] == dates["new%0Aline.txt"] == "2024-03-06"
    assert dates["moved.txt"] == "2024-05-01"
    assert "not-yet.txt" not in dates


def test_a_history_that_was_cut_off_is_not_trusted(tmp_path: Path) -> None:
    origin = tmp_path / "origin"
    origin.mkdir()
    git(origin, "init", "-q")
    for name in ("a.txt", "b.txt"):
        (origin / name).write_text(name)
        git(origin, "add", ".")
        git(origin, "commit", "-qm", name)
    git(tmp_path, "clone", "-q", "--depth", "1", origin.as_uri(), "shallow")
    git(tmp_path, "clone", "-q", origin.as_uri(), "whole")
    assert arrival_dates(tmp_path / "shallow") == {}
    assert arrival_dates(tmp_path / "whole") == {"a.txt": "2024-03-06", "b.txt": "2024-03-06"}


def test_without_git_no_arrival_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tmp_path, "init", "-q")
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    assert arrival_dates(tmp_path) == {}
