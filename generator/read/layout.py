"""Finds the paragraphs of plain text, whichever way its lines were broken.

Three layouts are common: a paragraph per line, paragraphs between blank lines, and lines broken
at some width (with or without blank lines between paragraphs). A break made for width betrays
itself: the line does not end a sentence, the next goes on in lower case, and the next word would
not have fitted. The width and its tolerance are measured on the breaks that certainly are such,
then every other break in the file is judged by them. All of it takes linear time.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

# Columns at which people and programs break lines; verse and lists are narrower.
_NARROWEST, _WIDEST = 45, 140
# How many of the breaks inside a stretch of lines must certainly be made for width, and how many
# of those must come near it: prose has 60-80% and nearly all, verse and lists almost none.
_LEAST_FLOWING, _LEAST_STEADY = 0.2, 0.7
# How much of the file may be longer than the width (long addresses, a title nobody broke).
_MOST_OVERLONG = 0.4

_SENTENCE_ENDS = ".!?…。！？؟۔।"
_CLOSERS = "\"'”’»›)]*_"
_ITEM = re.compile(r"(?:[-*•‣▪◦·–—] |[([]?\d{1,3}[.)\]] )")
_FIRST_WORD = re.compile(r"[^ \n]*")
_TITLE_WORD = 4  # letters from which on a word of a Title Case heading is capitalised


class Line(NamedTuple):
    """Where the ink of a line stands; ``indent`` counts the blanks before it."""

    number: int
    start: int
    end: int
    indent: int

    @property
    def length(self) -> int:
        """Columns up to the last character, indentation included."""
        return self.indent + self.end - self.start


class Stretch(NamedTuple):
    """A paragraph in place: its offsets, and the 0-based line on which it begins."""

    start: int
    end: int
    line: int


def lay_out(text: str, *, stands_alone: Callable[[str], bool]) -> tuple[str, tuple[Stretch, ...]]:
    """Return `text` with each paragraph on one line, and its paragraphs in order.

    `text` is normalised. A line end inside a paragraph becomes a blank, so lengths and offsets
    stay. `stands_alone` tells lines such as bylines, which are never joined to a neighbour; it is
    asked about the first few lines only.
    """
    runs = tuple(_runs(text))
    threshold = _threshold(text, runs)
    if threshold is None:
        lines = (line for run in runs for line in run)
        return text, tuple(Stretch(line.start, line.end, line.number) for line in lines)
    judge = _Judge(text, threshold, runs, stands_alone)
    groups = [group for run in runs for group in judge.paragraphs(run)]
    return _rejoined(text, groups), tuple(
        Stretch(group[0].start, group[-1].end, group[0].number) for group in groups
    )


def _runs(text: str) -> Iterator[list[Line]]:
    """Yield the stretches of lines that have no blank line among them."""
    run: list[Line] = []
    offset = 0
    for number, raw in enumerate(text.split("\n")):
        ink = raw.strip()
        if ink:
            indent = len(raw) - len(raw.lstrip())
            start = offset + indent
            run.append(Line(number, start, start + len(ink), indent))
        elif run:
            yield run
            run = []
        offset += len(raw) + 1
    if run:
        yield run


def _threshold(text: str, runs: tuple[list[Line], ...]) -> float | None:
    """Return the columns that a line and the next one's first word exceed together where the
    break between them was made for width, or None where lines were not broken for width."""
    pairs = 0
    flowing: list[tuple[int, int]] = []
    for run in runs:
        pairs += len(run) - 1
        for line, following in pairwise(run):
            if line.length <= _WIDEST and _flows(text, line, following):
                flowing.append((line.length, _reach(text, line, following)))
    if not flowing or len(flowing) < pairs * _LEAST_FLOWING:
        return None
    lengths = sorted(length for length, _ in flowing)
    reaches = sorted(reach for _, reach in flowing)
    width = lengths[int(0.95 * (len(lengths) - 1))]
    steady = sum(reach >= 0.75 * width for reach in reaches)
    count = sum(len(run) for run in runs)
    overlong = sum(line.length > width + 3 for run in runs for line in run)
    if (
        width < _NARROWEST
        or steady < _LEAST_STEADY * len(reaches)
        or overlong > _MOST_OVERLONG * count
    ):
        return None
    if len(reaches) < 8:  # too few to know the tolerance from
        return max(0.6 * width, min(reaches[0], 0.9 * width))
    least = reaches[max(1, len(reaches) // 20)]  # one of them may be an accident
    return max(0.75 * width, min(width, least))


class _Judge:
    """Decides which line breaks of one width-broken text end a paragraph."""

    def __init__(
        self,
        text: str,
        threshold: float,
        runs: tuple[list[Line], ...],
        stands_alone: Callable[[str], bool],
    ) -> None:
        self._text = text
        self._stands_alone = stands_alone
        self._asked = 12  # lines from the top among which a byline or dateline may stand
        ends = sum(
            _is_closed(text, line) and _reach(text, line, following) < threshold
            for run in runs
            for line, following in pairwise(run)
        )
        # Where blank lines part the paragraphs, a short line inside one is an accident unless it
        # is very short; elsewhere it is the only sign of a paragraph's end.
        self._spaced = ends < len(runs)
        self._threshold = threshold * 0.75 if self._spaced else threshold

    def paragraphs(self, run: list[Line]) -> Iterator[list[Line]]:
        """Yield the lines of each paragraph in a stretch without blank lines."""
        group = [run[0]]
        in_list = self._is_item(run[0])
        for position in range(1, len(run)):
            beyond = run[position + 1] if position + 1 < len(run) else None
            if self._joined(group, run[position], beyond, in_list):
                group.append(run[position])
                continue
            yield group
            group = [run[position]]
            in_list = self._is_item(run[position])
        yield group

    def _joined(self, group: list[Line], line: Line, beyond: Line | None, in_list: bool) -> bool:
        before = group[-1]
        full = _reach(self._text, before, line) >= self._threshold
        closed = _is_closed(self._text, before)
        if self._is_item(line) and (in_list or closed or not full):
            return False
        if self._alone(before) or self._alone(line):
            return False
        if not full:
            cased = self._text[line.start].islower()
            long_enough = before.length >= 0.6 * self._threshold
            return cased and long_enough and _flows(self._text, before, line)
        if closed and not in_list and line.indent > before.indent:
            return False  # the first line of a paragraph is set in
        if before.number == 0 and _is_title_case(self._text[before.start : before.end]):
            return closed or self._text[line.start].islower()
        return self._spaced or not (closed and self._is_heading(line, beyond))

    def _is_item(self, line: Line) -> bool:
        return _ITEM.match(self._text, line.start, line.end) is not None

    def _alone(self, line: Line) -> bool:
        return line.number < self._asked and self._stands_alone(self._text[line.start : line.end])

    def _is_heading(self, line: Line, beyond: Line | None) -> bool:
        """Tell whether a line after a full stop stands for itself before the next paragraph."""
        if beyond is None or _is_closed(self._text, line) or self._text[line.start].islower():
            return False
        fits = _reach(self._text, line, beyond) < self._threshold
        return fits and not _flows(self._text, line, beyond)


def _flows(text: str, line: Line, following: Line) -> bool:
    """Tell whether a sentence certainly runs over the end of `line`."""
    first = text[following.start]
    if _is_closed(text, line) or _ITEM.match(text, following.start, following.end):
        return False
    if first.islower():
        return True
    caseless = first.isalpha() and not first.isupper()
    last = text[line.end - 1]
    return caseless and (last in ",،、，" or (last.isalpha() and last.lower() == last.upper()))


def _reach(text: str, line: Line, following: Line) -> int:
    """Return how long `line` would be with the next line's first word, without the blank."""
    word = _FIRST_WORD.match(text, following.start, following.end)
    return line.length + (word.end() - word.start() if word else 0)


def _is_closed(text: str, line: Line) -> bool:
    ink = text[max(line.start, line.end - 8) : line.end].rstrip(_CLOSERS)
    return not ink or ink[-1] in _SENTENCE_ENDS or ink[-1] == ":"


def _is_title_case(line: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) >= _TITLE_WORD]
    return len(words) >= 3 and all(word[0].isupper() for word in words)


def _rejoined(text: str, groups: Iterable[list[Line]]) -> str:
    """Return `text` with a blank for each line end inside a group."""
    parts: list[str] = []
    done = 0
    for group in groups:
        for line in group[:-1]:
            at = text.index("\n", line.end)
            parts += (text[done:at], " ")
            done = at + 1
    parts.append(text[done:])
    return "".join(parts)
