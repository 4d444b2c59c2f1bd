"""The command line as people and programs use it: a real process each time."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import generator
from generator.cli import main

ROOT = Path(generator.__file__).parent
SEED = """Harbour talks resume after storm

The port authority of Tamsin said on Monday that talks with dock workers would resume. Union leader
Ann Lee told reporters that “the storm changed nothing”. The authority has 400 workers.
"""


def briefings(
    *arguments: str | Path, cwd: Path, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT.parent)},
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("cli") / "desk"
    assert briefings("init", root, cwd=root.parent).returncode == 0
    (root / "seeds" / "lee.txt").write_text(SEED)
    return root


@pytest.fixture(scope="module")
def built(project: Path) -> Path:
    if not (project / "site" / "index.html").is_file():
        assert briefings("build", cwd=project).returncode == 0
    return project


@pytest.mark.parametrize("command", [None, *sorted(main.commands)])
def test_help_of_every_command_teaches(command: str | None, tmp_path: Path) -> None:
    run = briefings(*([command] if command else []), "--help", cwd=tmp_path)
    text = run.stdout.decode()
    assert run.returncode == 0
    assert "Usage: " in text
    assert len(text.splitlines()) > 5
    assert "\x1b" not in text, "colour only on a terminal"


def test_build_publishes_and_sums_up_in_one_line(project: Path) -> None:
    run = briefings("build", cwd=project)
    assert run.returncode == 0, run.stderr.decode()
    assert run.stdout.decode().count("\n") == 1
    assert "2 articles" in run.stdout.decode()
    assert run.stderr == b"", "no progress where nobody watches"
    assert (project / "site" / "index.html").is_file()


def test_build_json_is_for_programs(project: Path) -> None:
    run = briefings("build", "--json", cwd=project)
    report = json.loads(run.stdout)
    assert report["published"] is True
    assert report["briefings"] == 2
    assert report["refusals"] == []


def test_refused_seed_is_one_line_and_exit_code_1(project: Path, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "good.txt").write_text(SEED)
    (seeds / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    run = briefings("build", "--seeds", seeds, "--site", tmp_path / "out", cwd=project)
    assert run.returncode == 1
    lines = run.stderr.decode().splitlines()
    assert len(lines) == 1
    assert "picture.txt" in lines[0]
    assert (tmp_path / "out" / "index.html").is_file()
    strict = briefings(
        "build", "--strict", "--seeds", seeds, "--site", tmp_path / "strict", cwd=project
    )
    assert strict.returncode == 1
    assert not (tmp_path / "strict").exists()


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["build", "--project", "nowhere"], "mkdocs.yml"),
        (["build", "--seeds", "nowhere"], "nowhere"),
        (["build", "--site", "docs"], "--site"),
        (["explain", "nothing.txt"], "nothing.txt"),
    ],
)
def test_wrong_argument_is_one_line_and_exit_code_2(
    project: Path, arguments: list[str], named: str
) -> None:
    run = briefings(*arguments, cwd=project)
    assert run.returncode == 2
    lines = run.stderr.decode().splitlines()
    assert len(lines) == 1
    assert named in lines[0]


def test_site_that_cannot_be_written_is_exit_code_3(project: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    run = briefings("build", "--site", tmp_path / "file" / "site", cwd=project)
    assert run.returncode == 3
    assert len(run.stderr.decode().splitlines()) == 1


def test_extract_prints_the_contract_for_each_file_and_stdin(project: Path) -> None:
    run = briefings("extract", "seeds/lee.txt", "-", cwd=project, stdin=SEED.encode())
    assert run.returncode == 0, run.stderr.decode()
    rows = [json.loads(line) for line in run.stdout.decode().splitlines()]
    schema = json.loads((ROOT / "schema" / "briefing.schema.json").read_text())
    for row in rows:
        Draft202012Validator(schema).validate(row)
        assert row["title"] == "Harbour talks resume after storm"
        assert row["quotes"][0]["speaker"] == "Ann Lee"
    assert [row["file"] for row in rows] == ["lee.txt", "-"]


def test_extract_gives_the_id_that_the_site_has(project: Path) -> None:
    run = briefings("extract", "seeds/lee.txt", cwd=project)
    assert list(project.glob(f"site/briefings/*{json.loads(run.stdout)['id'][:8]}*"))


def test_extract_goes_on_after_a_file_that_is_not_text(project: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00\x00\x00")
    (tmp_path / "good.txt").write_text(SEED)
    run = briefings("extract", tmp_path / "bad.txt", tmp_path / "good.txt", cwd=project)
    assert run.returncode == 1
    assert len(run.stdout.decode().splitlines()) == 1
    assert "bad.txt" in run.stderr.decode()


def test_explain_and_check_answer_programs_in_json(project: Path) -> None:
    explained = json.loads(briefings("explain", "seeds/lee.txt", "--json", cwd=project).stdout)
    assert explained["seed"] == "lee.txt"
    checked = json.loads(briefings("check", "--json", cwd=project).stdout)
    assert checked["seeds"] == 2


def test_pack_writes_one_document_of_what_was_built(built: Path, tmp_path: Path) -> None:
    run = briefings("pack", "--actor", "ann lee", "-o", tmp_path / "lee.html", cwd=built)
    assert run.returncode == 0, run.stderr.decode()
    document = (tmp_path / "lee.html").read_text(encoding="utf-8")
    assert "the storm changed nothing" in document
    assert "Harbour talks resume after storm" in document


def test_pack_says_what_it_cannot_do(built: Path, tmp_path: Path) -> None:
    for arguments, words in (
        (["--actor", "Nobody At All", "-o", "x.html"], "no actor has that name"),
        (["-o", "x.docx"], "neither .html nor .pdf"),
        (["-o", "x.html", "--seeds", tmp_path], "briefings build"),
    ):
        run = briefings("pack", *arguments, cwd=built)
        assert run.returncode == 2
        assert len(run.stderr.decode().splitlines()) == 1
        assert words in run.stderr.decode()


def test_pack_as_pdf_is_printed_or_names_the_extra(built: Path, tmp_path: Path) -> None:
    run = briefings("pack", "-o", tmp_path / "all.pdf", cwd=built)
    if importlib.util.find_spec("weasyprint"):
        assert (tmp_path / "all.pdf").read_bytes().startswith(b"%PDF-")
    else:
        assert run.returncode == 2
        assert "briefings[pdf]" in run.stderr.decode()
        assert len(run.stderr.decode().splitlines()) == 1


def test_extract_from_python_is_the_same_contract() -> None:
    briefing = generator.extract(SEED)
    assert briefing.title == "Harbour talks resume after storm"
    assert [quote.speaker for quote in briefing.quotes] == ["Ann Lee"]
    for actor in briefing.actors:
        for mention in actor.mentions:
            assert briefing.text[mention.start : mention.end] == mention.text
