"""What a result depends on: hashes of content, code, settings and library versions."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

from generator.model import Article, Source
from generator.version import EXTRACTORS, __version__

# The parts of the package whose change alters what is read or extracted, and what is sketched.
CODE = ("model.py", "read", "extraction")
SKETCHING = (
    "model.py",
    "corpus_model.py",
    "passages.py",
    "corpus/sketches.py",
    "corpus/copies.py",
    "corpus/likeness.py",
)
LIBRARIES = ("lxml", "markdown-it-py", "py3langid", "spacy", "trafilatura", "wordfreq", "yake")


def source_parts(source: Source, lasting: Mapping[str, str]) -> dict[str, str]:
    """Return the named hashes that a seed's result depends on, each 16 hexadecimal digits.

    `lasting` are those that all seeds share (:func:`lasting_parts`).
    """
    own = {"content": source.sha256[:16], "sidecar": _hash(source.sidecar or b"")}
    return {**own, **lasting}


def lasting_parts(options: Mapping[str, object]) -> dict[str, str]:
    """Return the named hashes that every seed's result depends on.

    `options` are the settings that reading and extraction take.
    """
    return {
        "code": code_version(),
        "settings": _hash(json.dumps(options, sort_keys=True, default=dict).encode()),
        "libraries": _hash(json.dumps([*_versions(options)]).encode()),
    }


def article_fingerprint(article: Article, parts: Mapping[str, str]) -> str:
    """Return the key of an article's extraction, 32 hexadecimal digits.

    It covers the text, blocks and metadata, but not when the article arrived: git may learn that
    later, and it changes nothing that is extracted.
    """
    fields = (
        article.id,
        article.file,
        article.sha256,
        article.text,
        repr(article.blocks),
        repr(article.metadata),
        *(parts[name] for name in ("code", "settings", "libraries")),
    )
    digest = hashlib.sha256()
    for field in fields:
        data = field.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data) + data)
    return digest.hexdigest()[:32]


@cache
def code_version() -> str:
    """Return the hash of the modules and data files that read and extract."""
    return code_of(CODE)


def sketch_version(corrections: str) -> str:
    """Return the hash of all that a sketch depends on besides its briefing."""
    text = f"{code_of(SKETCHING)} {_sketching_libraries()}\n{corrections}"
    return _hash(text.encode("utf-8", "surrogatepass"))


def corpus_version() -> str:
    """Return the hash of the code that finds what articles have in common, and its libraries."""
    code = code_of(("model.py", "corpus_model.py", "slugs.py", "corpus"))
    return _hash(f"{code} {_sketching_libraries()}".encode())


def _sketching_libraries() -> str:
    return " ".join(f"{name} {metadata.version(name)}" for name in ("numpy", "rensa", "wordfreq"))


@cache
def code_of(names: tuple[str, ...]) -> str:
    """Return the hash of modules, data files and whole folders of this package."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for name in names:
        place = root / name
        files = [place] if place.is_file() else sorted(place.rglob("*"))
        for file in files:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(file.relative_to(root).as_posix().encode() + b"\0")
                digest.update(file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


_ASKED_BY_HAND = ("cli.py", "cli_lines.py", "upgrade.py")
_NO_PART = frozenset(
    ("__pycache__", "project_files", "site.py", "extraction", "read", *_ASKED_BY_HAND)
)


def environment(folders: Iterable[Path], others: Iterable[object]) -> str:
    """Return the hash of what everything that a build makes depends on: the code of this package,
    the files in `folders` (of templates), and `others`, texts."""
    package = Path(__file__).parent
    # What publishes pages, or is asked by hand, has no part in making them.
    parts = sorted({each.name for each in package.iterdir()} - _NO_PART)
    texts = [code_of(tuple(parts)), *map(str, others)]
    for folder in folders:
        for file in sorted(folder.glob("*.j2")):
            texts += (file.name, hashlib.sha256(file.read_bytes()).hexdigest())
    return _hash("\n".join(texts).encode("utf-8", "surrogatepass"))


def library_versions(models: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the versions of this program, the libraries that extract, and the `models`."""
    versions = {"briefings": __version__}
    for name in (*LIBRARIES, *sorted(models)):
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            versions[name] = "none"
    return versions


def _versions(options: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the versions of libraries, models and extractors of other packages."""
    yield from library_versions(_names(options, "models")).items()
    for name in _names(options, "extractors"):
        for entry in metadata.entry_points(group=EXTRACTORS, name=name):
            yield entry.value, entry.dist.version if entry.dist else "none"


def _names(options: Mapping[str, object], key: str) -> tuple[str, ...]:
    chosen = options.get(key)
    return tuple(map(str, chosen.values())) if isinstance(chosen, Mapping) else ()


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
