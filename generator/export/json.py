"""Each briefing as a JSON file beside its page, as ``schema/briefing.schema.json`` describes it,
and the corpus as JSON Lines: the same records, one a line."""

import json
from collections.abc import Iterator
from typing import Any

from generator.corpus_model import Page
from generator.library import Library
from generator.model import Briefing


def briefing_file(library: Library, key: str) -> Iterator[Page]:
    """Yield ``briefings/NAME.json``."""
    content = briefing_json(library.briefing(key), indent=1) + "\n"
    yield Page(path=f"briefings/{library.address(key)}.json", content=content)


def briefing_json(briefing: Briefing, *, indent: int | None = None) -> str:
    """Return `briefing` as JSON: readable, and encodable as UTF-8 whatever the text holds."""
    return _written(briefing.to_dict(), indent=indent)


def _written(row: dict[str, Any], *, indent: int | None = None) -> str:
    text = json.dumps(row, ensure_ascii=False, indent=indent)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate: only the escaped form can carry it
        return json.dumps(row, indent=indent)
    return text
