"""Briefings: from a folder of articles to a static, searchable site, verifiable to the passage."""

from functools import cache
from typing import TYPE_CHECKING

from generator.version import __version__

if TYPE_CHECKING:
    from generator.extraction import Extractor
    from generator.model import Briefing

__all__ = ["__version__", "extract"]


def extract(text: str) -> "Briefing":
    """Extract everything from the plain text of one article.

    Offsets in the result count characters of ``Briefing.text``, which is `text` with its white
    space and control characters made plain.
    """
    from generator.read import from_text  # noqa: PLC0415 - keeps `import generator` instant

    return _extractor()(from_text(text))


@cache
def _extractor() -> "Extractor":
    from generator.extraction import Extractor  # noqa: PLC0415 - loads spaCy

    return Extractor()
