"""Marks in running text: what was found is shown where it stands."""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from generator.escape import Safe, attribute, inline

MarkKind = Literal["actor", "phrase", "quote", "key", "date", "hedge"]

# What opens outside where two marks have the same place: the wider notion.
_ORDER: tuple[MarkKind, ...] = ("key", "quote", "phrase", "actor", "date", "hedge")
# Deeper nesting tells a reader nothing and is cut off, which keeps hostile input linear.
_DEEPEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of an article's text and what it is; `style` is for further class names."""

    start: int
    end: int
    kind: MarkKind
    title: str
    href: Safe | None = None
    style: str = ""


def annotate(
    text: str, start: int, end: int, marks: Iterable[Mark], *, starts: bool = False
) -> Safe:
    """Return ``text[start:end]`` as one line of Markdown with its `marks` as ``<mark>`` elements.

    The elements nest properly whatever the spans: a mark that leaves the one around it is cut
    in two there. A stretch links to where its innermost mark with an address points, because
    links cannot nest. `starts` says that the text stands at the start of a line.
    """
    out: list[str] = []
    position = start
    for at, opened, closed in _events(_nest(marks, start, end)):
        out.append(_piece(text[position:at], closed, starts=starts and not out))
        position = at
        out.append(_opening(opened) if opened else "</mark>")
    out.append(_piece(text[position:end], (), starts=starts and not out))
    return Safe("".join(out))


def _nest(marks: Iterable[Mark], start: int, end: int) -> Iterator[tuple[Mark, int]]:
    """Yield the marks, clipped to the stretch and cut where they cross, with their depth."""
    waiting = [
        (*_rank(clipped), number, clipped)
        for number, mark in enumerate(marks)
        if (clipped := _clip(mark, start, end)).start < clipped.end
    ]
    heapq.heapify(waiting)
    around: list[Mark] = []
    while waiting:
        *_, number, mark = heapq.heappop(waiting)
        while around and around[-1].end <= mark.start:
            around.pop()
        if around and mark.end > around[-1].end:
            tail = replace(mark, start=around[-1].end)
            heapq.heappush(waiting, (*_rank(tail), number, tail))
            mark = replace(mark, end=around[-1].end)
        if len(around) < _DEEPEST and not any(_same(mark, other) for other in around):
            yield mark, len(around)
            around.append(mark)


def _clip(mark: Mark, start: int, end: int) -> Mark:
    if start <= mark.start and mark.end <= end:
        return mark
    return replace(mark, start=max(mark.start, start), end=min(mark.end, end))


def _rank(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, _ORDER.index(mark.kind)


def _same(mark: Mark, other: Mark) -> bool:
    return (mark.kind, mark.start, mark.end) == (other.kind, other.start, other.end)


def _events(
    nested: Iterable[tuple[Mark, int]],
) -> Iterator[tuple[int, Mark | None, tuple[Mark, ...]]]:
    """Yield (offset, mark that opens or None, marks open before the offset), in text order."""
    around: tuple[Mark, ...] = ()
    for mark, depth in nested:
        while len(around) > depth:
            yield around[-1].end, None, around
            around = around[:-1]
        yield mark.start, mark, around
        around = (*around, mark)
    while around:
        yield around[-1].end, None, around
        around = around[:-1]


def _opening(mark: Mark) -> str:
    style = f" {mark.style}" if mark.style else ""
    return f'<mark class="m m-{mark.kind}{style}" title="{attribute(mark.title)}">'


def _piece(text: str, around: tuple[Mark, ...], *, starts: bool) -> str:
    href = next((mark.href for mark in reversed(around) if mark.href), None)
    body = text.strip()
    if not href or not body:
        return inline(text, starts=starts)
    lead, _, tail = text.partition(body)
    return f"{inline(lead)}[{inline(body)}]({href}){inline(tail)}"
