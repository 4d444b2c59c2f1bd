"""Each briefing as a JSON file beside its page, as ``schema/briefing.schema.json`` describes it,
and the whole corpus as JSON Lines: the same records, one a line."""

import json
from collections.abc import Iterator
from typing import Any

from generator.model import Briefing, Corpus, Page


def briefing_files(corpus: Corpus) -> Iterator[Page]:
    """Yield ``briefings/NAME.json`` for each ``briefings/NAME.md``, then ``data/corpus.jsonl``: all
    of them, latest first, the copies last."""
    lines = []
    for briefing in (*corpus.briefings, *corpus.copies):
        row = briefing.to_dict()  # which costs as much as writing it, so once for both
        path = f"briefings/{corpus.addresses[briefing.id]}.json"
        yield Page(path=path, content=_written(row, indent=1) + "\n")
        # Bytes: as one string, a single emoji in it would make every character four bytes wide.
        lines.append(f"{_written(row)}\n".encode())
    yield Page(path="data/corpus.jsonl", content=b"".join(lines))


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
