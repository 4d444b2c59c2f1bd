"""Settings: read once, checked at the door, and no collection can overwrite another."""

from pathlib import Path

import pytest

from generator.errors import SettingsError
from generator.read import MAX_CHARS
from generator.settings import Options, load_options, load_settings


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    for folder in ("seeds", "docs", "templates"):
        (root / folder).mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: Desk\n")
    return root


def test_no_file_gives_the_defaults(project: Path) -> None:
    settings = load_settings(project)
    assert settings.options == Options()
    assert settings.own
    assert settings.docs == project / "docs"
    assert settings.site == project / "site"


def test_other_seeds_get_a_working_folder_of_their_own(project: Path, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    one = load_settings(project, seeds=tmp_path / "more")
    two = load_settings(project, seeds=tmp_path / "more", site=tmp_path / "elsewhere")
    assert not one.own
    assert len({one.work, two.work, load_settings(project).work}) == 3
    assert project / "docs" not in (one.docs, two.docs)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("keyphrase: 3", "keyphrase"),
        ("keyphrases: many", "keyphrases"),
        ("keyphrases: true", "keyphrases"),
        ("keyphrases: 0", "keyphrases"),
        ("seeds: [a]", "seeds"),
        ("models: spacy", "models"),
        ("- a list", "briefings.yml"),
        ("a: [", "briefings.yml"),
        ("!!python/object/apply:os.system ['true']", "briefings.yml"),
    ],
)
def test_wrong_setting_is_named_in_one_line(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "briefings.yml"
    file.write_text(text)
    with pytest.raises(SettingsError) as caught:
        load_options(file)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("site", [".", "..", "docs", "docs/sub", "seeds", "seeds/x", "templates"])
def test_site_never_replaces_what_people_keep(project: Path, site: str) -> None:
    with pytest.raises(SettingsError, match="--site"):
        load_settings(project, site=project / site)


def test_folder_without_mkdocs_yml_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="briefings init"):
        load_settings(tmp_path)


def test_by_default_a_text_may_have_five_megabytes(project: Path) -> None:
    """Five million characters (tests/reliability/test_pathological.py reads as many, and refuses
    ten); a file of many articles (JSON lines) may be ten times as large."""
    options = load_settings(project).options
    assert options.max_article_chars == MAX_CHARS == 5_000_000
    assert options.max_seed_bytes == 50_000_000
