"""Writing to the disk: atomic, only differences, only what is ours."""

import multiprocessing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import PublishError
from generator.model import Page
from generator.publish import (
    claim_pages,
    exclusive,
    mirror,
    owned_pages,
    replacement,
    write_atomically,
    write_pages,
)

NAMES = st.text("abcdé", min_size=1, max_size=3)
TREES = st.dictionaries(
    NAMES.map(lambda name: f"{name}.md") | NAMES.map(lambda name: f"sub-{name}/x.md"),
    st.text(max_size=5),
    max_size=6,
)


def pages(tree: dict[str, str]) -> list[Page]:
    return [Page(path=path, content=content) for path, content in tree.items()]


def tree_of(root: Path) -> dict[str, bytes]:
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in root.rglob("*")
        if file.is_file()
    }


def test_second_write_of_the_same_pages_touches_no_file(tmp_path: Path) -> None:
    write_pages(tmp_path, pages({"a.md": "one", "b/c.md": "two"}), owned=())
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*.md")}
    inodes = {file: file.stat().st_ino for file in tmp_path.rglob("*.md")}

    changes = write_pages(
        tmp_path, pages({"a.md": "one", "b/c.md": "two"}), owned=("a.md", "b/c.md")
    )

    assert changes.unchanged == 2
    assert not (changes.added or changes.changed or changes.removed)
    assert before == {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*.md")}
    assert inodes == {file: file.stat().st_ino for file in tmp_path.rglob("*.md")}


def test_only_owned_pages_are_pruned_and_their_empty_folders_with_them(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("a person's own page")
    write_pages(tmp_path, pages({"gone/x.md": "ours", "stays.md": "ours"}), owned=())

    changes = write_pages(tmp_path, pages({"stays.md": "ours"}), owned=("gone/x.md", "stays.md"))

    assert changes.removed == ("gone/x.md",)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["notes.md", "stays.md"]


@given(first=TREES, second=TREES)
def test_writing_over_an_old_state_equals_writing_afresh(
    tmp_path_factory: pytest.TempPathFactory, first: dict[str, str], second: dict[str, str]
) -> None:
    old, fresh = tmp_path_factory.mktemp("old"), tmp_path_factory.mktemp("fresh")
    write_pages(old, pages(first), owned=())
    write_pages(old, pages(second), owned=first)
    write_pages(fresh, pages(second), owned=())
    assert tree_of(old) == tree_of(fresh)


def test_manifest_names_what_is_ours_and_without_it_the_generated_folders_are(
    tmp_path: Path,
) -> None:
    docs, manifest = tmp_path / "docs", tmp_path / "work" / "pages.txt"
    write_pages(docs, pages({"briefings/a.md": "ours", "reading.md": "a person's"}), owned=())
    assert owned_pages(manifest, docs, ["briefings"]) == ("briefings/a.md",)
    claim_pages(manifest, ["index.md", "briefings/b.md"])
    assert owned_pages(manifest, docs, ["briefings"]) == ("briefings/b.md", "index.md")


def test_unwritable_target_is_one_line_and_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(PublishError) as caught:
        write_atomically(tmp_path / "file" / "page.md", b"text")
    assert "\n" not in str(caught.value)
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_failed_replacement_keeps_the_old_site_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("good")
    with pytest.raises(RuntimeError), replacement(site) as draft:
        (draft / "index.html").write_text("half")
        raise RuntimeError
    assert tree_of(tmp_path) == {"site/index.html": b"good"}


def test_replacement_swaps_the_whole_folder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "old.html").write_text("old")
    with replacement(site) as draft:
        (draft / "index.html").write_text("new")
    assert tree_of(tmp_path) == {"site/index.html": b"new"}


def test_site_left_aside_by_a_kill_between_two_renames_comes_back(tmp_path: Path) -> None:
    retired = tmp_path / ".site.0a0a0a0a.old"
    retired.mkdir()
    (retired / "index.html").write_text("good")
    (tmp_path / ".site.0a0a0a0a.draft").mkdir()
    with pytest.raises(RuntimeError), replacement(tmp_path / "site"):
        raise RuntimeError
    assert tree_of(tmp_path) == {"site/index.html": b"good"}


def test_mirror_copies_what_people_wrote_and_follows_deletions(tmp_path: Path) -> None:
    docs, copy = tmp_path / "docs", tmp_path / "copy"
    write_pages(
        docs, pages({"reading.md": "how", "old.md": "x", "index.md": "generated"}), owned=()
    )
    mirror(docs, copy, skip=("index.md", "briefings/a.md"))
    write_pages(copy, pages({"briefings/a.md": "ours"}), owned=())
    (docs / "old.md").unlink()
    mirror(docs, copy, skip=("index.md", "briefings/a.md"))
    assert tree_of(copy) == {"reading.md": b"how", "briefings/a.md": b"ours"}


def _hold(lock: Path, started: "multiprocessing.synchronize.Event") -> None:
    with exclusive(lock, waiting=lambda: None):
        started.set()
        multiprocessing.Event().wait(60)


def test_second_build_waits_and_a_killed_one_frees_the_lock(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    started = context.Event()
    other = context.Process(target=_hold, args=(tmp_path / "lock", started))
    other.start()
    assert started.wait(30)
    waited: list[bool] = []

    def waiting() -> None:
        waited.append(True)
        other.kill()

    with exclusive(tmp_path / "lock", waiting=waiting):
        assert waited == [True]
    other.join(10)
