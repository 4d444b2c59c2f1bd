"""mkdocs.yml: the site's name and address are read, and nothing in the file can stop a build."""

from pathlib import Path

import pytest

from generator.mkdocs_file import site_name_and_address
from tests.markdown_page import ROOT


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("site_name: Desk\nsite_url: https://desk.example/b\n", "Desk", "https://desk.example/b/"),
        ("site_name: Desk\n", "Desk", None),
        ("site_url: javascript:alert(1)\n", "Briefings", None),
        ("site_url: https://desk.example/?a\n", "Briefings", None),
        ("site_url: !ENV DESK_URL\n", "Briefings", "https://env.example/"),
        (
            "site_url: !ENV [NOT_SET_AT_ALL, 'https://x.example']\n",
            "Briefings",
            "https://x.example/",
        ),
        ("site_name: Desk\nx: !!python/name:pymdownx.emoji.to_svg\ny: !z {a: 1}\n", "Desk", None),
        ("site_name: [1\n", "Briefings", None),
        ("- 1\n", "Briefings", None),
        ("site_url: !ENV []\n", "Briefings", None),
    ],
)
def test_reads_what_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, name: str, address: str | None
) -> None:
    monkeypatch.setenv("DESK_URL", "https://env.example/")
    file = tmp_path / "mkdocs.yml"
    file.write_text(text)
    assert site_name_and_address(file) == (name, address)


def test_a_missing_file_gives_the_defaults_and_the_projects_own_is_read(tmp_path: Path) -> None:
    assert site_name_and_address(tmp_path / "none.yml") == ("Briefings", None)
    assert site_name_and_address(ROOT / "mkdocs.yml")[0] == "Briefings"
