"""Writing to the disk: atomic, only differences, only what is ours."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.corpus_model import Page
from generator.errors import PublishError
from generator.generations import link, put, ready, spare_of, swap
from generator.inventory import followed, scan, stat_of
from generator.manifest import Manifest, claim
from generator.publish import Changes, exclusive, mirror, owned_pages, write_atomically, write_pages

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


def written(docs: Path, tree: dict[str, str], *, kept: tuple[str, ...] = ()) -> Changes:
    """Write `tree`, with a manifest beside the folder."""
    manifest = Manifest.load(docs.with_suffix(".pages"))
    return write_pages(docs, pages(tree), manifest=manifest, kept=kept)


def checked(docs: Path) -> Manifest:
    """Return the manifest beside the folder, held against what lies in that."""
    return Manifest.load(docs.with_suffix(".pages")).checked(docs, scan(docs))


def test_second_write_of_the_same_pages_touches_no_file(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    written(docs, {"a.md": "one", "b/c.md": "two"})
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")}
    inodes = {file: file.stat().st_ino for file in tmp_path.rglob("*")}

    changes = written(docs, {"a.md": "one", "b/c.md": "two"})

    assert changes.unchanged == 2
    assert not (changes.added or changes.changed or changes.removed)
    assert before == {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")}
    assert inodes == {file: file.stat().st_ino for file in tmp_path.rglob("*")}


def test_only_owned_pages_are_pruned_and_their_empty_folders_with_them(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "notes.md").write_text("a person's own page")
    written(docs, {"gone/x.md": "ours", "stays.md": "ours"})

    changes = written(docs, {"stays.md": "ours"})

    assert changes.removed == ("gone/x.md",)
    assert sorted(file.name for file in docs.iterdir()) == ["notes.md", "stays.md"]


@given(first=TREES, second=TREES)
def test_writing_over_an_old_state_equals_writing_afresh(
    tmp_path_factory: pytest.TempPathFactory, first: dict[str, str], second: dict[str, str]
) -> None:
    """Also where the caller keeps back what the manifest says is intact."""
    old, fresh = tmp_path_factory.mktemp("old") / "docs", tmp_path_factory.mktemp("new") / "docs"
    written(old, first)
    intact = checked(old).intact
    kept = tuple(sorted(path for path in intact if second.get(path) == first[path]))
    written(old, {path: text for path, text in second.items() if path not in kept}, kept=kept)
    written(fresh, second)
    assert tree_of(old) == tree_of(fresh)
    known = [Manifest.load(docs.with_suffix(".pages")) for docs in (old, fresh)]
    assert known[0].owned == known[1].owned == set(second)
    assert {path: known[0].digest(path) for path in second} == {
        path: known[1].digest(path) for path in second
    }


def test_manifest_names_what_is_ours_and_without_it_the_generated_folders_are(
    tmp_path: Path,
) -> None:
    docs, manifest = tmp_path / "docs", tmp_path / "docs.pages"
    written(docs, {"briefings/a.md": "ours", "index.md": "ours"})
    (docs / "reading.md").write_text("a person's")
    assert owned_pages(manifest, docs, ["briefings"]) == ("briefings/a.md", "index.md")
    manifest.unlink()
    assert owned_pages(manifest, docs, ["briefings"]) == ("briefings/a.md",)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
        lambda data: b"briefings/a.md\nreading.md\n",
    ],
)
def test_damaged_manifest_knows_nothing(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    docs, manifest = tmp_path / "docs", tmp_path / "docs.pages"
    written(docs, {"briefings/a.md": "ours"})
    manifest.write_bytes(damage(manifest.read_bytes()))
    assert not Manifest.load(manifest).found
    assert checked(docs).intact == frozenset()
    assert owned_pages(manifest, docs, ["briefings"]) == ("briefings/a.md",)
    assert written(docs, {"briefings/a.md": "ours"}).unchanged == 1
    assert checked(docs).intact == {"briefings/a.md"}


def test_content_decides_which_pages_are_intact(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    written(docs, {"touched.md": "a", "edited.md": "b", "gone.md": "c", "same.md": "d"})
    os.utime(docs / "touched.md", (1, 1))
    (docs / "edited.md").write_text("x")
    (docs / "gone.md").unlink()
    manifest = checked(docs)
    assert manifest.intact == {"touched.md", "same.md"}
    again = Manifest.load(docs.with_suffix(".pages"))
    assert again.entries["touched.md"][1:] == stat_of(docs / "touched.md"), "read only once"
    assert again.entries == manifest.entries


def test_build_killed_while_it_writes_leaves_no_orphan(tmp_path: Path) -> None:
    """What was claimed is ours; a name cut off in the middle is not."""
    docs, manifest = tmp_path / "docs", tmp_path / "docs.pages"
    written(docs, {"a.md": "old"})
    (docs / "b").write_text("a person's")

    def dies() -> Iterator[Page]:
        yield from pages({f"{number}.md": "new" for number in range(300)})
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_pages(docs, dies(), manifest=Manifest.load(manifest))
    claim(manifest, ["b.md"])
    claims = tmp_path / "docs.pages.claims"
    claims.write_bytes(claims.read_bytes()[: -len(".md\n")])
    assert (docs / "7.md").is_file()
    written(docs, {"a.md": "new"})
    assert sorted(file.name for file in docs.iterdir()) == ["a.md", "b"]
    assert not claims.exists()


def test_unwritable_target_is_one_line_and_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(PublishError) as caught:
        write_atomically(tmp_path / "file" / "page.md", b"text")
    assert "\n" not in str(caught.value)
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_site_and_the_hidden_folder_change_places_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for text in ("first", "second", "third"):
        put(str(ready(site) / "index.html"), text.encode())
        swap(site)
        assert tree_of(site) == {"index.html": text.encode()}
    assert tree_of(spare_of(site)) == {"index.html": b"second"}


def test_site_left_aside_by_a_kill_between_two_renames_comes_back(tmp_path: Path) -> None:
    """Only where the system cannot exchange two folders in one step."""
    retired = tmp_path / ".site.old"
    retired.mkdir()
    (retired / "index.html").write_text("good")
    (tmp_path / ".site.0a0a0a0a.draft").mkdir()
    ready(tmp_path / "site")
    assert tree_of(tmp_path) == {"site/index.html": b"good"}


def test_a_file_of_both_generations_is_never_written_in_place(tmp_path: Path) -> None:
    one, other = tmp_path / "one" / "a", tmp_path / "other" / "b" / "a"
    put(str(one), b"old")
    assert link(str(one), str(other))
    assert stat_of(one) == stat_of(other)
    put(str(other), b"new")
    assert (one.read_bytes(), other.read_bytes()) == (b"old", b"new")
    assert not link(str(tmp_path / "nothing"), str(other))


def test_whatever_stands_in_the_way_in_the_hidden_folder_gives_way(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    put(str(kept), b"kept")
    (tmp_path / "folder" / "x").mkdir(parents=True)
    (tmp_path / "link").symlink_to(kept)
    for name in ("folder", "link"):
        put(str(tmp_path / name), b"new")
    assert tree_of(tmp_path) == {"kept": b"kept", "folder": b"new", "link": b"new"}
    assert set(scan(tmp_path)) == {"kept", "folder", "link"}


def test_mirror_copies_what_people_wrote_and_follows_deletions(tmp_path: Path) -> None:
    docs, copy = tmp_path / "docs", tmp_path / "copy"
    written(docs, {"reading.md": "how", "old.md": "x", "index.md": "generated", "topics/a": "y"})
    mirror(docs, copy, skip=("index.md", "briefings/a.md"), apart=["topics"])
    written(copy, {"briefings/a.md": "ours"})
    (docs / "old.md").unlink()
    mirror(docs, copy, skip=("index.md", "briefings/a.md"), apart=["topics"])
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


def test_links_are_followed_from_what_is_known_to_lie_in_a_folder(tmp_path: Path) -> None:
    docs, beside = tmp_path / "docs", tmp_path / "beside"
    (docs / "a").mkdir(parents=True)
    (beside / "deep").mkdir(parents=True)
    (docs / "a" / "page.md").write_text("own")
    (beside / "deep" / "page.md").write_text("linked")
    (docs / "folder").symlink_to(beside)
    (docs / "a" / "file.md").symlink_to(beside / "deep" / "page.md")
    (docs / "nothing.md").symlink_to(beside / "gone.md")
    found = followed(docs, scan(docs))
    assert sorted(found) == ["a/file.md", "a/page.md", "folder/deep/page.md"]
    assert found == {path: stat for path, stat in followed(docs, None).items() if path in found}
