"""A new project is laid down whole, is the repository's own files, and overwrites nothing."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

import generator
from generator.corpus.aliases import parse_aliases
from generator.errors import SettingsError
from generator.init import SHARED, lay_down, packaged
from generator.settings import Options, load_options, load_settings

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    target = tmp_path_factory.mktemp("init") / "new desk"
    return target, lay_down(target)


def test_a_new_project_has_every_part(project):
    _, written = project
    assert {
        "mkdocs.yml",
        "hooks.py",
        "briefings.yml",
        "aliases.yml",
        "README.md",
        "requirements.txt",
        "constraints.txt",
        ".gitignore",
        ".gitlab-ci.yml",
        ".github/workflows/publish.yml",
        "docs/reading.md",
    } <= set(written)
    for folder in ("templates", "theme", "docs/assets/site", "seeds"):
        assert any(path.startswith(f"{folder}/") for path in written), folder


def test_the_paths_returned_are_the_files_written(project):
    target, written = project
    found = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert set(written) == found
    assert list(written) == sorted(written)


def test_shared_files_are_the_repositorys_byte_for_byte(project):
    target, written = project
    shared = [path for path in written if path.startswith(("templates/", "theme/", "mkdocs.yml"))]
    assert shared
    for path in shared:
        assert (target / path).read_bytes() == (ROOT / path).read_bytes(), path


def test_nothing_is_left_over_from_tools_or_the_repository(project):
    _, written = project
    unwanted = re.compile(r"__pycache__|\.keep$|^locks/|^Makefile$|^generator/|github-publish")
    assert not [path for path in written if unwanted.search(path)]


def test_the_new_project_has_usable_settings(project):
    target, _ = project
    settings = load_settings(target)
    assert settings.options == Options()
    assert settings.seeds == target.resolve() / "seeds"


def test_the_settings_file_shows_every_setting_with_its_default(tmp_path):
    text = packaged("briefings.yml").read_text(encoding="utf-8")
    shown = re.sub(r"^# (?=[a-z_]+: )", "", text, flags=re.MULTILINE)
    (tmp_path / "briefings.yml").write_text(shown, encoding="utf-8")
    assert set(yaml.safe_load(shown)) == {field.name for field in fields(Options)}
    assert load_options(tmp_path / "briefings.yml") == Options()


def test_the_file_of_corrections_shows_every_part_and_begins_with_none():
    text = packaged("aliases.yml").read_text(encoding="utf-8")
    assert not parse_aliases(text)
    shown = re.sub(r"^# (?=( {2})?[\w -]+:|  - )", "", text, flags=re.MULTILINE)
    assert set(yaml.safe_load(shown)) == {"merge", "split", "rename", "retype", "block"}
    assert parse_aliases(shown)


def test_requirements_pin_this_version_and_its_libraries(project):
    target, _ = project
    requirements = (target / "requirements.txt").read_text(encoding="utf-8")
    constraints = (target / "constraints.txt").read_text(encoding="utf-8")
    assert f"\nbriefings=={generator.__version__}\n" in requirements
    pins = [line for line in constraints.splitlines() if not line.startswith("#")]
    assert any(pin.startswith("yake==") for pin in pins)
    assert all(re.match(r"[a-z0-9][a-z0-9._-]*==\S+", pin) for pin in pins)
    assert "--hash" not in constraints


def test_git_ignores_the_same_generated_pages_in_a_project_as_here():
    def generated(file):
        return {line for line in file.read_text().splitlines() if line.startswith("docs/")}

    ours = generated(ROOT / ".gitignore")
    assert ours == generated(packaged("gitignore"))
    assert "docs/briefings/" in ours


def test_an_existing_file_is_named_and_nothing_is_written(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: Mine\n")
    with pytest.raises(SettingsError, match=r"mkdocs\.yml: is already there; "):
        lay_down(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mkdocs.yml"]
    assert (tmp_path / "mkdocs.yml").read_text() == "site_name: Mine\n"


@pytest.mark.parametrize("name", ["templates", "docs", ".github/workflows"])
def test_a_file_in_place_of_a_folder_is_refused_before_anything_is_written(tmp_path, name):
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(SettingsError, match="is already there"):
        lay_down(tmp_path)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_link_to_nowhere_is_not_written_through(tmp_path):
    (tmp_path / "aliases.yml").symlink_to(tmp_path / "elsewhere.yml")
    with pytest.raises(SettingsError, match=r"aliases\.yml"):
        lay_down(tmp_path)
    assert not (tmp_path / "elsewhere.yml").exists()


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError) as caught:
        lay_down(tmp_path / "file" / "desk")
    assert "\n" not in str(caught.value)


def test_other_files_in_the_folder_are_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "mine.txt").write_text("mine")
    written = lay_down(tmp_path)
    assert "notes.txt" not in written
    assert (tmp_path / "seeds" / "mine.txt").read_text() == "mine"


def test_a_file_that_is_not_packaged_is_an_error_of_the_installation():
    with pytest.raises(SettingsError, match="is missing from this installation"):
        packaged("no-such-file")


def test_the_wheel_is_told_to_carry_what_a_project_shares_with_the_repository():
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = config["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert included == {name: f"generator/project_files/{name}" for name in SHARED}
