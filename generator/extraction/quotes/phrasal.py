"""Verbs that report by a particle and a quotation beside them: "he hit back: …", "…, she went on".

"The noise went on" reports nothing: only the quotation makes these verbs ones of saying.
"""

import re
from bisect import bisect_left

from spacy.tokens import Token

# Words that may stand between such a verb and its quotation, or the other way round.
_NEAR = 5
_WINDOW = 120  # characters
_PARTICLE = re.compile(r"\s+(\w+)\b")
# "…," and went on to the next stop.
_AIMED = re.compile(r"\s+(?:to|with|at|until|for)\b")
_LEADS = re.compile(r"[:,]\s*$")
_AS = re.compile(r"\b[Aa]s\s+(?:[\w.'’-]+\s+){1,6}$")
_CLAUSE = re.compile(
    r"\b(?:and|but|as|while|when|after|before|which|who|because|though|although)\b"
)
_STOP = re.compile(r"[.!?;”\"]")


def phrasal_end(
    token: Token, particles: frozenset[str], text: str, quoted: list[tuple[int, int]]
) -> int | None:
    """Return where a phrasal verb that reports ends, None if the token begins none.

    `particles` may follow it; `quoted` are the places, in order, of quotations in `text`.
    """
    after = _PARTICLE.match(text, token.idx + len(token))
    if after is None or after[1].lower() not in particles:
        return None
    end = after.end()
    if after[1].lower() == "it" and _AS.search(text[max(0, token.idx - 80) : token.idx]):
        return end
    return end if _introduces(text, end, quoted) or _follows(text, token.idx, end, quoted) else None


def _introduces(text: str, end: int, quoted: list[tuple[int, int]]) -> bool:
    """Whether a colon or comma and a quotation come soon after a place."""
    index = bisect_left(quoted, (end, 0))
    if index == len(quoted) or quoted[index][0] - end > _WINDOW:
        return False
    gap = text[end : quoted[index][0]]
    return len(gap.split()) <= _NEAR and bool(_LEADS.search(gap)) and not _STOP.search(gap)


def _follows(text: str, start: int, end: int, quoted: list[tuple[int, int]]) -> bool:
    """Whether a place is soon after a quotation that a comma or its own end leads to it."""
    index = bisect_left(quoted, (start, 0)) - 1
    if index < 0 or start - quoted[index][1] > _WINDOW or _AIMED.match(text, end):
        return False
    closes = quoted[index][1]
    gap = text[closes:start]
    led = text[closes - 2 : closes - 1] in tuple(",!?…—") or gap.lstrip()[:1] in tuple(",-–—")
    short = len(gap.split()) <= _NEAR and not _STOP.search(gap)
    return led and short and not _CLAUSE.search(gap)
