"""Who cannot be speaking: somebody of whom a speaker tells in the third person.

"“Olsen sent me a note,” she recalls" is not Olsen's, however near Olsen is named.
"""

import re

from generator.extraction.quotes.people import Cast
from generator.extraction.quotes.spans import Marked

_SELF = re.compile(r"(?<![\w.])(?:I(?![\w.])|[Mm]e\b|[Mm]y\b|[Mm]ine\b|[Mm]yself\b)")
# "I am Olsen", "my name is Olsen", "I, Olsen", "they call me Olsen".
_PRESENTS = re.compile(
    r"(?:\bI\s+am|\bI['’]m|\bname(?:\s+is|\s+was|['’]s)|\bI,|\bmyself,?|\bme,?|\bas|\bnot)\s+$"
)
_INNER = re.compile(r"[‘“\"]|(?<!\w)'")
_CALLED = re.compile(r"\s*[,!?]")


def others_in(cast: Cast, mark: Marked) -> frozenset[int]:
    """Return the ids of the people whom a quotation in the first person names as others."""
    text = cast.text[mark.start : mark.end]
    if not _SELF.search(text):
        return frozenset()
    inner = _INNER.search(text)
    end = mark.start + inner.start() if inner else mark.end  # what others say may call the speaker
    return frozenset(
        id(named.actor)
        for named in cast.inside(mark.start, end)
        if named.actor.type == "PERSON" and not _is_oneself(text, named.start, named.end, mark)
    )


def _is_oneself(text: str, start: int, end: int, mark: Marked) -> bool:
    """Whether a speaker presents himself by a name, or is called by it: "Olsen, you must go"."""
    before, after = text[: start - mark.start], text[end - mark.start :]
    called = not before.strip() or before.rstrip().endswith((",", ":", ".", "!", "?"))
    return bool(_PRESENTS.search(before)) or (called and bool(_CALLED.match(after)))
