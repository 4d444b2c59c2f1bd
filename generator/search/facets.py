"""What the results of a shard can be filtered and counted by: a file of our own beside each."""

import gzip
import json
import zlib
from collections.abc import Collection, Mapping
from pathlib import Path

from generator.errors import PublishError

RESULTS = "results.json"
"""Of a shard, which result of Pagefind is which page; it is not published."""


def results_of(whole: Path) -> dict[str, str]:
    """Return which result of Pagefind is which page: result names by page.

    Pagefind reports no full disk: it leaves files that are cut off. So all are read here. Raises
    PublishError.
    """
    found = {}
    try:
        for file in (*(whole / "index").iterdir(), *whole.glob("*.pf_meta")):
            gzip.decompress(file.read_bytes())
        for file in (whole / "fragment").iterdir():
            content = gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")
            found[json.loads(content)["url"].lstrip("/")] = file.stem
    except (OSError, EOFError, ValueError, KeyError, zlib.error) as error:
        cause = f"Pagefind wrote it only in part ({type(error).__name__})"
        raise PublishError("the search index", cause, "free space") from None
    return found


def known_results(shard: Path, pages: Collection[str]) -> dict[str, str]:
    """Return what :func:`results_of` found when a shard of `pages` was made."""
    try:
        known: dict[str, str] = json.loads((shard / RESULTS).read_bytes())
        names = {file.stem for file in (shard / "fragment").iterdir()}
        if known.keys() == set(pages) and set(known.values()) == names:
            return known
    except (OSError, ValueError, TypeError, AttributeError):
        pass
    return results_of(shard)


def facets_file(
    pages: Mapping[str, Mapping[str, tuple[str, ...]]], results: Mapping[str, str]
) -> bytes:
    """Return the file by which the browser filters and counts the results of a shard, of the facets
    of its pages.

    JSON, compressed: ``results``, latest first, and for each facet its ``values`` with, in ``of``,
    the places in ``results`` where each stands.
    """
    names: list[str] = []
    facets: dict[str, dict[str, list[int]]] = {}
    for place, (page, values) in enumerate(pages.items()):
        names.append(results[page])
        for facet, found in values.items():
            for value in found:
                facets.setdefault(facet, {}).setdefault(value, []).append(place)
    content = {
        "results": names,
        "facets": {
            facet: {"values": [*values], "of": [*values.values()]}
            for facet, values in sorted(facets.items())
        },
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode("utf-8", "replace"), mtime=0)
