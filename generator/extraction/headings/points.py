"""Points for and against each candidate, from its shape and from what stands around it.

The weights are log-odds in spirit and were set by hand on the development half of
``benchmarks/data/headings``.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from generator.extraction.headings.echo import Echo
from generator.extraction.headings.lines import Line
from generator.extraction.headings.shape import Shape

WEIGHTS: Mapping[str, float] = {
    "any short line inside the text": 1.0,
    "up to 5 words": 0.7,
    "6 to 8 words": 0.2,
    "9 to 11 words": -0.4,
    "12 words or more": -0.9,
    "Title Case": 0.4,
    "capitals": 0.3,
    "starts in lower case": -2.0,
    "ends with an exclamation mark": -0.7,
    "ends with an ellipsis": -0.5,
    "ends with a colon": -0.8,
    "holds more than one sentence": -1.5,
    "a fact with its label": -2.5,
    "is a question": 0.3,
    "opens with a question word": 0.5,
    "says a whole clause": -0.9,
    "question in quotation marks": -1.5,
    "long quotation": -0.4,
    "quotation with its speaker": -3.0,
    "repeats a passage of the article": -3.0,
    "names what the article names": -0.9,
    "is a person's name": -1.2,
    "looks like a caption": -1.6,
    "ends with a price": -3.0,
    "holds scores or figures": -2.0,
    "is a date": -1.0,
    "numbered in sequence": 1.5,
    "numbered out of sequence": -0.5,
    "200 characters or more follow": 0.5,
    "fewer than 80 characters follow": -1.0,
    "stands above all running text": -1.2,
    "follows a line that ends with a colon": -1.0,
    "follows another short line": -1.0,
    "stands above another short line": -0.8,
    "one of several pairs of short lines": -1.0,
    "the text goes on in lower case": -2.0,
    "the text goes on with a pronoun": -0.4,
    "same line elsewhere": -2.0,
    "more room above than below": 0.5,
    "more room below than above": -0.4,
    "question to the one who answers": -3.5,
    "signature at the end is of its kind": -3.0,
    "four or more others of its kind": 0.9,
    "two or more others of its kind": 0.6,
    "one other of its kind": 0.2,
    "as many as the title announces": 1.8,
    "the only one": -1.3,
    "the only one, and a question": -0.8,
    "all are as long as headlines": -0.6,
    "some others, of any kind": 0.0,
    "the others are of another kind": -0.8,
}

THRESHOLD = 0.5
"""The points from which on a candidate is a heading."""

_PRONOUN_WORDS = "He She They It His Her Their Its This That These Those"
_PRONOUNS = frozenset(_PRONOUN_WORDS.split())


def judge_each(text: str, lines: Sequence[Line]) -> None:
    """Give every candidate the points of its shape and surroundings in the article's `text`."""
    candidates = [line for line in lines if line.role == "candidate"]
    following = _following(lines)
    echo = Echo(line.text for line in lines if line.role in ("prose", "opening"))
    same = Counter(line.text for line in lines)
    pairs = sum(a.role == b.role == "candidate" for a, b in pairwise(lines))
    sequence = _sequence(candidates)
    seen_prose = False
    for at, line in enumerate(lines):
        if line.role == "candidate":
            line.points = sum(WEIGHTS[reason] for reason in _shape_reasons(line.shape))
            before = _neighbour(lines, at, -1)
            after = _neighbour(lines, at, +1)
            reasons = _place_reasons(line, before, after, following[at], pairs)
            reasons += _room_reasons(text, line, before, after)
            if not seen_prose:
                reasons.append("stands above all running text")
            if same[line.text] > 1:
                reasons.append("same line elsewhere")
            if echo.repeats(line.text):
                reasons.append("repeats a passage of the article")
            if echo.names(line.text):
                reasons.append("names what the article names")
            if line.shape.number is not None:
                reasons.append(
                    "numbered in sequence" if id(line) in sequence else "numbered out of sequence"
                )
            line.points += sum(WEIGHTS[reason] for reason in reasons)
        seen_prose = seen_prose or line.role == "prose"


def _shape_reasons(shape: Shape) -> list[str]:
    reasons = ["any short line inside the text"]
    reasons.append(
        "up to 5 words"
        if shape.words <= 5
        else "6 to 8 words"
        if shape.words <= 8
        else "9 to 11 words"
        if shape.words <= 11
        else "12 words or more"
    )
    bare = shape.text.lstrip("\"'“‘«„(#. …")
    found = {
        "Title Case": shape.style == "title",
        "capitals": shape.style == "caps",
        "starts in lower case": bare[:1].islower()
        and not bare[1:2].isupper()
        and bare is shape.text,
        "ends with an exclamation mark": shape.end in "!！",
        "ends with an ellipsis": shape.text.endswith(("...", "…")),
        "ends with a colon": shape.end in ":：",
        "is a question": shape.question,
        "opens with a question word": shape.asks,
        "says a whole clause": shape.finite and not (shape.asks or shape.quoted or shape.question),
        "question in quotation marks": shape.quoted and shape.end in "?!",
        "long quotation": shape.quoted and shape.words > 6,
        "quotation with its speaker": shape.attributed and not shape.quoted,
        "is a person's name": shape.person,
        "looks like a caption": shape.caption,
        "holds more than one sentence": shape.sentences,
        "a fact with its label": shape.fact,
        "ends with a price": shape.price,
        "holds scores or figures": shape.figures,
        "is a date": shape.date,
    }
    return reasons + [reason for reason, holds in found.items() if holds]


def _place_reasons(
    line: Line, before: Line | None, after: Line | None, following: int, pairs: int
) -> list[str]:
    reasons = []
    if following >= 200:
        reasons.append("200 characters or more follow")
    elif following < 80:
        reasons.append("fewer than 80 characters follow")
    if before is not None and before.role != "opening":
        if before.text.endswith(":") and following < 200:
            reasons.append("follows a line that ends with a colon")
        if before.role in ("candidate", "item", "link"):
            reasons.append("follows another short line")
    if after is not None:
        first = after.text.split(maxsplit=1)[0]
        if after.role in ("candidate", "item", "link"):
            reasons.append("stands above another short line")
        if first[:1].islower():
            reasons.append("the text goes on in lower case")
        elif first in _PRONOUNS:
            reasons.append("the text goes on with a pronoun")
    if pairs >= 2 and {"follows another short line", "stands above another short line"} & {
        *reasons
    }:
        reasons.append("one of several pairs of short lines")
    return reasons


def _room_reasons(text: str, line: Line, before: Line | None, after: Line | None) -> list[str]:
    if before is None or after is None:
        return []
    above = text.count("\n", before.block.end, line.block.start)
    below = text.count("\n", line.block.end, after.block.start)
    if above == below:
        return []
    return ["more room above than below" if above > below else "more room below than above"]


def _neighbour(lines: Sequence[Line], at: int, step: int) -> Line | None:
    """Return the nearest line in a direction, looking past a few pieces of furniture."""
    for distance in range(1, 4):
        other = at + step * distance
        if not 0 <= other < len(lines):
            return None
        if lines[other].role != "label":
            return lines[other]
    return None


def _following(lines: Sequence[Line]) -> list[int]:
    """Return how many characters of running text (captions too) follow each line before the
    next candidate; where candidates stand in a row, all count what follows the last."""
    result = [0] * len(lines)
    amount = 0
    for at in range(len(lines) - 1, -1, -1):
        result[at] = amount
        role = lines[at].role
        if role in ("prose", "credit", "item"):
            amount += len(lines[at].text)
        elif role == "candidate" and (at == 0 or lines[at - 1].role != "candidate"):
            amount = 0
    return result


def _sequence(candidates: Sequence[Line]) -> set[int]:
    """Return the ids of numbered candidates that count up, or down, through the article."""
    numbered = [line for line in candidates if line.shape.number is not None]
    result: set[int] = set()
    for first, second in pairwise(numbered):
        if first.shape.number is not None and second.shape.number is not None:
            deeper = first.shape.depth != second.shape.depth
            if deeper or abs(second.shape.number - first.shape.number) == 1:
                result |= {id(first), id(second)}
    return result
