"""Verbs that report by a particle and a quotation beside them: "he hit back: …", "…, she went on".

"The noise went on" reports nothing: only the quotation makes these verbs ones of saying.
"""

import re

from spacy.tokens import Token

# Words that may stand between such a verb and its quotation, or the other way round.
_NEAR = 5
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

    `particles` may follow it; `quoted` are the places of the block's quotations in `text`.
    """
    after = re.match(r"\s+(\w+)\b", text[token.idx + len(token) :][:20])
    if after is None or after[1].lower() not in particles:
        return None
    end = token.idx + len(token) + after.end()
    if after[1].lower() == "it" and _AS.search(text[max(0, token.idx - 80) : token.idx]):
        return end
    return end if _introduces(text, end, quoted) or _follows(text, token.idx, end, quoted) else None


def _introduces(text: str, end: int, quoted: list[tuple[int, int]]) -> bool:
    """Whether a colon or comma and a quotation come soon after a place."""
    opens = min((first for first, _ in quoted if first >= end), default=None)
    if opens is None:
        return False
    gap = text[end:opens]
    return len(gap.split()) <= _NEAR and bool(_LEADS.search(gap)) and not _STOP.search(gap)


def _follows(text: str, start: int, end: int, quoted: list[tuple[int, int]]) -> bool:
    """Whether a place is soon after a quotation that a comma or its own end leads to it."""
    last = max((pair for pair in quoted if pair[1] <= start), default=None)
    if last is None or re.match(r"\s+(?:to|with|at|until|for)\b", text[end : end + 8]):
        return False
    gap = text[last[1] : start]
    led = text[last[1] - 2 : last[1] - 1] in tuple(",!?…—") or gap.lstrip()[:1] in tuple(",-–—")
    short = len(gap.split()) <= _NEAR and not _STOP.search(gap)
    return led and short and not _CLAUSE.search(gap)
