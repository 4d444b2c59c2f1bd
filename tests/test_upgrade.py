"""A project laid down by an older version: what nobody changed is brought up, the rest is safe."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.errors import SettingsError
from generator.init import contents, lay_down
from generator.upgrade import ASIDE, RECORD, Upgrade, laid_down_by, record_of, upgrade
from generator.version import __version__

OLD = {
    "mkdocs.yml": b"site_name: old\n",
    "docs/assets/site/search.js": b"old();\n",
    "docs/assets/site/gone.js": b"gone();\n",
    "theme/main.html": b"old\n",
    "templates/home.md.j2": b"same\n",
}
NEW = {
    "mkdocs.yml": b"site_name: new\n",
    "docs/assets/site/search.js": b"new();\n",
    "docs/assets/site/more.js": b"more();\n",
    "theme/main.html": b"new\n",
    "templates/home.md.j2": b"same\n",
}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A project of another version."""
    for path, content in OLD.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    record = record_of(OLD).replace(__version__.encode(), b"0.0.1")
    (tmp_path / RECORD).write_bytes(record)
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != RECORD
    }


def test_a_project_that_nobody_changed_is_as_one_laid_down_now(desk: Path) -> None:
    made = upgrade(desk, NEW)
    assert files(desk) == NEW
    assert made.written == [
        "docs/assets/site/more.js",
        "docs/assets/site/search.js",
        "mkdocs.yml",
        "theme/main.html",
    ]
    assert made.removed == ["docs/assets/site/gone.js"]
    assert (desk / RECORD).read_bytes() == record_of(NEW)
    assert upgrade(desk, NEW) == Upgrade()


def test_what_people_changed_deleted_or_added_stays(desk: Path) -> None:
    (desk / "mkdocs.yml").write_bytes(b"site_name: ours\n")
    (desk / "templates/home.md.j2").write_bytes(b"ours, and theirs is as it was\n")
    (desk / "docs/assets/site/gone.js").write_bytes(b"ours();\n")
    (desk / "docs/assets/site/more.js").write_bytes(b"ours too();\n")
    (desk / "theme/main.html").unlink()
    before = files(desk)
    made = upgrade(desk, NEW)
    assert made.written == ["docs/assets/site/search.js"]
    assert made.removed == []
    assert made.aside == ["docs/assets/site/more.js", "mkdocs.yml"]
    now = files(desk)
    assert now.pop(f"{ASIDE}/mkdocs.yml") == NEW["mkdocs.yml"]
    assert now.pop(f"{ASIDE}/docs/assets/site/more.js") == NEW["docs/assets/site/more.js"]
    assert now == before | {"docs/assets/site/search.js": b"new();\n"}
    assert upgrade(desk, NEW) == Upgrade()


def test_without_a_record_nothing_that_differs_is_touched(desk: Path) -> None:
    (desk / RECORD).unlink()
    made = upgrade(desk, NEW)
    assert made.written == ["docs/assets/site/more.js"]
    assert made.removed == []
    assert made.aside == ["docs/assets/site/search.js", "mkdocs.yml", "theme/main.html"]


def test_nothing_is_written_or_deleted_through_a_link_or_outside(desk: Path) -> None:
    outside = desk.parent / f"{desk.name}-outside"
    outside.mkdir()
    (outside / "main.html").write_bytes(OLD["theme/main.html"])
    (desk / "theme/main.html").unlink()
    (desk / "theme").rmdir()
    (desk / "theme").symlink_to(outside)
    (outside / "victim").write_bytes(b"gone();\n")
    line = record_of({f"../{outside.name}/victim": b"gone();\n"}).split(b"\n")[1]
    with (desk / RECORD).open("ab") as record:
        record.write(line + b"\n")
    made = upgrade(desk, NEW)
    assert made.aside == ["theme/main.html"]
    assert files(outside) == {"main.html": b"old\n", "victim": b"gone();\n"}


def test_a_folder_that_is_no_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"is no project: .*; name a project's folder"):
        upgrade(tmp_path, NEW)
    assert not list(tmp_path.iterdir())


def test_init_leaves_the_record_and_the_command_goes_by_it(tmp_path: Path) -> None:
    target = tmp_path / "desk"
    assert RECORD in lay_down(target)
    assert laid_down_by(target) == __version__
    (target / "mkdocs.yml").write_text("site_name: ours\n", encoding="utf-8")
    older = record_of(contents() | {"theme/main.html": b"old\n", "mkdocs.yml": b"old\n"})
    (target / RECORD).write_bytes(older)
    (target / "theme/main.html").write_bytes(b"old\n")
    result = CliRunner().invoke(main, ["upgrade", "--project", str(target)])
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[0] == "wrote theme/main.html"
    assert result.stdout.endswith(": 1 written, 0 deleted, 1 left to you\n")
    assert f"mkdocs.yml: you changed it; compare it with {ASIDE}/mkdocs.yml" in result.output
    assert (target / "theme/main.html").read_bytes() == contents()["theme/main.html"]


def test_a_build_says_that_the_files_are_of_another_version(tmp_path: Path) -> None:
    target = tmp_path / "desk"
    lay_down(target)
    record = target / RECORD
    for version, said in ((__version__, False), ("0.0.1", True)):
        record.write_bytes(record.read_bytes().replace(__version__.encode(), version.encode(), 1))
        result = CliRunner().invoke(main, ["build", "--project", str(target)])
        assert result.exit_code == 0, result.output
        assert ("are of briefings 0.0.1: `briefings upgrade`" in result.stderr) is said
