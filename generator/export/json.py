"""Each briefing as a JSON file beside its page, as ``schema/briefing.schema.json`` describes it,
and the corpus as JSON Lines: the same records, one a line."""

from collections.abc import Iterator

import msgspec

from generator.corpus_model import Page
from generator.library import Library


def briefing_file(library: Library, key: str) -> Iterator[Page]:
    """Yield ``briefings/NAME.json``, indented for people."""
    content = msgspec.json.format(library.briefing(key).to_json(), indent=1)
    yield Page(path=f"briefings/{library.address(key)}.json", content=content.decode() + "\n")
