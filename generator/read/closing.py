"""What stands below an article's running text: the line that says where and when it appeared."""

import re
from collections.abc import Sequence

from generator.read.dates import parse_date

_LONGEST = 120
# "Published in The Courier, June 3rd, 2025", "First published on 3 June 2025".
_PUBLISHED = re.compile(
    r"[\W_]*(?:this (?:article|story|report|piece|column|post|editorial) (?:was |has been )?)?"
    r"(?:(?:first|originally) )?published\b"
    r"(?: (?:in|by|at|on) [^\W\d_][^\d,;:.]{1,50}?(?:,|,? on|,? at)|(?::| \|)?(?: on)?) "
    r"(?P<date>[^\W_].{5,50}?)[\W_]*",
    re.IGNORECASE,
)


def read_closing(texts: Sequence[str]) -> dict[str, str]:
    """Return when the article was published, where one of its last lines says only that."""
    for text in reversed(texts):
        line = _PUBLISHED.fullmatch(text) if len(text) <= _LONGEST else None
        if line and (published := parse_date(line["date"])):
            return {"published": published}
    return {}
