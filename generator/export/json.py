"""Each briefing as a JSON file beside its page, as ``schema/briefing.schema.json`` describes it."""

import json
from collections.abc import Iterator

from generator.model import Briefing, Corpus, Page


def briefing_files(corpus: Corpus) -> Iterator[Page]:
    """Yield ``briefings/NAME.json`` for each ``briefings/NAME.md``."""
    for briefing in corpus.briefings:
        path = f"briefings/{corpus.addresses[briefing.id]}.json"
        yield Page(path=path, content=briefing_json(briefing, indent=1) + "\n")


def briefing_json(briefing: Briefing, *, indent: int | None = None) -> str:
    """Return `briefing` as JSON: readable, and encodable as UTF-8 whatever the text holds."""
    row = briefing.to_dict()
    text = json.dumps(row, ensure_ascii=False, indent=indent)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate: only the escaped form can carry it
        return json.dumps(row, indent=indent)
    return text
