"""The receipt of a build: what went in, what became of it, with what, and what came out.

It stands in the site as ``receipt.json`` (``schema/receipt.schema.json`` describes it), beside a
list of the software that took part, ``sbom.json`` (CycloneDX 1.6). Nothing in them comes from the
clock or names a place on the machine: the same seeds, settings and versions give the same bytes.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from json.encoder import encode_basestring as _quoted
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement

from generator.errors import PublishError
from generator.inventory import scan
from generator.version import __version__

RECEIPT = "receipt.json"
SBOM = "sbom.json"
FORMAT = 1
_CHUNK = 1 << 20
_NOT_OURS = ".git"  # a published folder may be a working tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A seed, or an article of one, and its outcome.

    ``page`` is the briefing's path without suffix; for what was refused it is None, and ``cause``
    and ``remedy`` say why. ``sha256`` is None of what was never read.
    """

    path: str
    sha256: str | None
    page: str | None = None
    cause: str | None = None
    remedy: str | None = None


def receipt(
    files: Mapping[str, str],
    *,
    inputs: Iterable[Input],
    versions: Mapping[str, str],
    settings: Mapping[str, object],
    project: Mapping[str, str],
) -> bytes:
    """Return the content of ``receipt.json``.

    `files` has the SHA-256 of every file of the site but the receipt, by path; `settings` are those
    that decide what is published, `project` the hashes of the project's own files.
    """
    head = {
        "format": FORMAT,
        "generator": {"name": "briefings", "version": __version__},
        "versions": dict(sorted(versions.items())),
        "settings": dict(sorted(settings.items())),
        "project": dict(sorted(project.items())),
    }
    files = dict(sorted(files.items()))
    rows = [_row(_outcome(item, files)) for item in sorted(inputs, key=_place)]
    lines = [f"  {_quoted(path)}: {_quoted(sha256)}" for path, sha256 in files.items()]
    # The long lists by hand: Python's encoder takes seconds to indent a hundred thousand lines.
    parts = (
        json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}"),
        f' "inputs": {_block("[", rows, "]")}',
        f' "tree": "{tree_hash(files)}"',
        f' "files": {_block("{", lines, "}")}\n}}\n',
    )
    return ",\n".join(parts).encode("utf-8", "backslashreplace")


def bill(locked: Mapping[str, str]) -> bytes:
    """Return the content of ``sbom.json``; `locked` are the lock file's versions."""
    return _json(bill_of_materials(locked))


def verify(site: Path) -> Iterator[str]:
    """Yield a line for each difference between a published folder and its receipt.

    Raises PublishError where there is no receipt that can be read.
    """
    try:
        receipt = json.loads((site / RECEIPT).read_bytes())
        files, tree, inputs = receipt["files"], receipt["tree"], receipt["inputs"]
        if receipt["format"] != FORMAT or not isinstance(files, dict):
            raise ValueError
        pages = [str(item["page"]) for item in inputs if item["outcome"] == "published"]
    except OSError as error:
        cause = f"has no {RECEIPT} that can be read ({error.strerror})"
        raise PublishError(str(site), cause, "name a folder that `briefings build` made") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        cause = f"has a {RECEIPT} that is none"
        raise PublishError(str(site), cause, "build the site again") from None
    found = dict(hashes(site))
    if tree_hash(files) != tree:
        yield f"{RECEIPT}: its list of files does not have the hash that it states"
    for path in sorted(files.keys() | found.keys()):
        if path not in found:
            yield f"{path}: is missing"
        elif path not in files:
            yield f"{path}: is not in the receipt"
        elif found[path] != files[path]:
            yield f"{path}: has other content"
    for page in pages:
        if page not in files:
            yield f"{page}: is the page of an input, but no file of the site"


def hashes(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each file below `folder` but the receipt, with its SHA-256, in the order of paths.

    A symbolic link has the hash of nothing: no build makes one. Raises PublishError.
    """
    for path in sorted(scan(folder)):
        file = folder / path
        if path != RECEIPT and path.partition("/")[0] != _NOT_OURS:
            yield path, _hash(file)


def tree_hash(files: Mapping[str, str]) -> str:
    """Return one hash for a whole tree: of the lines ``path NUL sha256 LF``, sorted by path."""
    lines = (f"{path}\0{sha256}\n" for path, sha256 in sorted(files.items()))
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def bill_of_materials(locked: Mapping[str, str]) -> dict[str, Any]:
    """Return a CycloneDX list of the installed distributions that the program needs.

    Each component says whether it has the version of the lock file.
    """
    needed = _needed("briefings")
    components = []
    for name in sorted(needed):
        about = metadata.distribution(name)
        version, facts = about.version, about.metadata.json
        licence = str(facts.get("license_expression") or facts.get("license") or "")
        words = " ".join(licence.split())
        row = {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{version}",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "licenses": [{"license": {"name": words[:80]}}] if words else [],
            "properties": [
                {"name": "briefings:locked", "value": str(locked.get(name) == version).lower()}
            ],
        }
        components.append({key: value for key, value in row.items() if value})
    refs = {row["name"]: row["bom-ref"] for row in components}
    root = f"pkg:pypi/briefings@{__version__}"
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": "briefings",
                "version": __version__,
                "purl": root,
            }
        },
        "components": components,
        "dependencies": [
            {"ref": root, "dependsOn": [refs[name] for name in sorted(_requires("briefings"))]},
            *(
                {"ref": refs[name], "dependsOn": [refs[other] for other in sorted(others)]}
                for name, others in sorted(needed.items())
            ),
        ],
    }


def locked_versions(lock: str) -> dict[str, str]:
    """Return the version of each distribution in the text of a lock file, by normal name."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", lock, re.MULTILINE)
    return {_normal(name): version for name, version in found}


def _needed(name: str) -> dict[str, frozenset[str]]:
    """Return all that a distribution needs, directly or not, with what each needs itself."""
    needed: dict[str, frozenset[str]] = {}
    todo = sorted(_requires(name))
    while todo:
        each = todo.pop()
        if each not in needed:
            needed[each] = _requires(each)
            todo += sorted(needed[each])
    return needed


def _requires(name: str) -> frozenset[str]:
    """Return the installed distributions that one requires here, without its extras."""
    found = set()
    try:
        lines = metadata.requires(name) or ()
    except metadata.PackageNotFoundError:
        return frozenset()
    for line in lines:
        try:
            requirement = Requirement(line)
        except InvalidRequirement:
            continue
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            other = _normal(requirement.name)
            try:
                metadata.version(other)
            except metadata.PackageNotFoundError:
                continue
            found.add(other)
    return frozenset(found)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _outcome(item: Input, files: Mapping[str, str]) -> dict[str, object]:
    row: dict[str, object] = {"path": item.path, "sha256": item.sha256}
    if item.page is None:
        return row | {"outcome": "refused", "cause": item.cause, "remedy": item.remedy}
    plain, folder = f"{item.page}.html", f"{item.page}/index.html"
    return row | {"outcome": "published", "page": plain if plain in files else folder}


def _row(row: Mapping[str, object]) -> str:
    fields = (
        f"   {_quoted(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in row.items()
    )
    return "  {\n" + ",\n".join(fields) + "\n  }"


def _block(start: str, lines: list[str], end: str) -> str:
    return start + "\n" + ",\n".join(lines) + "\n " + end if lines else start + end


def _place(item: Input) -> tuple[str, str, str]:
    return item.path, item.page or "", item.cause or ""


def _hash(file: Path) -> str:
    if file.is_symlink() or not file.is_file():
        return hashlib.sha256().hexdigest()
    digest = hashlib.sha256()
    try:
        with file.open("rb") as opened:
            while part := opened.read(_CHUNK):
                digest.update(part)
    except OSError as error:
        cause = f"cannot be read ({error.strerror})"
        raise PublishError(str(file), cause, "make it readable") from None
    return digest.hexdigest()


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", "backslashreplace")
