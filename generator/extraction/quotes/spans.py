"""What stands between quotation marks, whatever the marks, and where marks are missing.

Each family of marks is read by itself, block by block, so that a forgotten mark can cost one
quotation and never the rest of the article; of nested quotations the outermost stands.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_FAMILIES = (
    re.compile(r"[\"“”„‟＂]|``|''"),
    re.compile(r"[«»‹›]"),
    re.compile(r"[「」]"),
    re.compile(r"[『』]"),
)
_STRAIGHT = ('"', "＂", "''")
_BEFORE_OPENING = frozenset("([{—–-/“‘'\"…:")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-…’'\"”/")
_SINGLE = re.compile(r"['‘’]")
# Words that begin with an apostrophe.
_ELISION = re.compile(r"(?:tis|twas|em|til|cause|n|round|bout|\d0s?)\b", re.IGNORECASE)
_INTRODUCES = re.compile(r"[,:]\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A quotation's place in the article: ``start`` and ``end`` without its marks, ``opens`` and
    ``closes`` with them. ``runs_on`` says that it has no closing mark of its own because it goes
    on in the next block, ``ran_on`` that it has no opening mark because it began in the last."""

    start: int
    end: int
    opens: int
    closes: int
    block: int
    runs_on: bool = False
    ran_on: bool = False


@dataclass(frozen=True, slots=True)
class _Scan:
    """One family's marks in one block: complete pairs, and what was left over at its edges."""

    pairs: list[tuple[int, int, int, int]]
    unclosed: tuple[int, int] | None
    stray: tuple[int, int] | None


def find_marked(text: str, blocks: Sequence[tuple[int, int, int]]) -> tuple[Marked, ...]:
    """Return the outermost quotations of the blocks, in order.

    `blocks` are (start, end, number); consecutive numbers are neighbours in the article.
    """
    found: list[Marked] = []
    for family in _FAMILIES:
        if family.search(text):
            found.extend(_family(text, blocks, family))
    singles = [pair for block in blocks for pair in _singles(text, *block)]
    if _british(text, singles, found):
        found = [*found, *singles]
    return tuple(_outermost(found))


def _family(
    text: str, blocks: Sequence[tuple[int, int, int]], family: re.Pattern[str]
) -> Iterator[Marked]:
    first = family.search(text)
    reverse = first is not None and first[0] in "»›"
    scans = [_scan(text, start, end, family, reverse=reverse) for start, end, _ in blocks]
    for index, (scan, (start, end, number)) in enumerate(zip(scans, blocks, strict=True)):
        for opens, inner, inner_end, closes in scan.pairs:
            yield Marked(start=inner, end=inner_end, opens=opens, closes=closes, block=number)
        follows = index + 1 < len(blocks) and blocks[index + 1][2] == number + 1
        after = scans[index + 1] if follows else None
        if scan.unclosed:
            opens, inner = scan.unclosed
            repeated = follows and _begins_with(text, blocks[index + 1][0], family)
            ends_later = after is not None and after.stray is not None and not repeated
            if repeated or ends_later or _INTRODUCES.search(text[max(start, opens - 3) : opens]):
                stop = start + len(text[start:end].rstrip())
                yield Marked(
                    start=inner,
                    end=stop,
                    opens=opens,
                    closes=stop,
                    block=number,
                    runs_on=repeated or ends_later,
                )
            if ends_later and after and after.stray:
                begin, _, number_after = blocks[index + 1]
                yield Marked(
                    start=begin,
                    end=after.stray[0],
                    opens=begin,
                    closes=after.stray[1],
                    block=number_after,
                    ran_on=True,
                )


def _begins_with(text: str, start: int, family: re.Pattern[str]) -> bool:
    return family.match(text, start) is not None


def _scan(text: str, start: int, end: int, family: re.Pattern[str], *, reverse: bool) -> _Scan:
    stack: list[tuple[int, int]] = []
    pairs: list[tuple[int, int, int, int]] = []
    stray: tuple[int, int] | None = None
    for match in family.finditer(text, start, end):
        if _opens(text, match, start, end, stack, reverse=reverse):
            stack.append((match.start(), match.end()))
        elif stack:
            opens, inner = stack.pop()
            if inner < match.start():
                pairs.append((opens, *_trimmed(text, inner, match.start()), match.end()))
        elif stray is None and not pairs:
            stray = (match.start(), match.end())
    return _Scan(pairs, stack[-1] if stack else None, stray)


def _opens(  # noqa: PLR0911 - one line for each sort of mark
    text: str,
    match: re.Match[str],
    start: int,
    end: int,
    stack: list[tuple[int, int]],
    *,
    reverse: bool,
) -> bool:
    """Whether a mark opens a quotation, by its form and by what stands at its two sides."""
    mark = match[0]
    if mark in "«»‹›":
        return (mark in "»›") is reverse
    if mark in "「『„``":
        return True
    if mark in "」』":
        return False
    if mark == "“":
        return not (stack and text[stack[-1][0]] == "„")
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    opening = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    closing = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
    if mark not in _STRAIGHT:  # ” opens in Swedish and Finnish, and where a writer mistook it
        return opening and not closing and not stack
    if opening != closing:
        return opening
    # `said,"We` or a mark with blanks at both sides: whichever is due. `a 6"x4" card` is neither.
    return not stack and not before.isalnum()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the blanks that French puts inside its marks."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _singles(text: str, start: int, end: int, number: int) -> Iterator[Marked]:
    """Yield what stands between single marks, minding apostrophes.

    The closing mark is the first before the next opening one that no letter follows; after an
    "s" and before a lower-case word it is more likely a plural's possessive.
    """
    opening: int | None = None
    doubtful: int | None = None
    for match in _SINGLE.finditer(text, start, end):
        at = match.start()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        opens = (before.isspace() or before in '([—–-“"') and (after.isalnum() or after in '[…“"')
        if opens and match[0] != "’" and not _ELISION.match(text, at + 1):
            if opening is not None and doubtful is not None:
                yield _single(text, opening, doubtful, number)
            opening, doubtful = at, None
        elif opening is not None and not before.isspace() and not after.isalnum():
            if before == "s" and after in ",.?!" and text[at + 2 : at + 3] in ("'", "’"):
                continue  # "not the directors'," and then the closing mark
            if before == "s" and text[at + 1 : at + 3].strip().islower() and after == " ":
                doubtful = at if doubtful is None else doubtful
            else:
                yield _single(text, opening, at, number)
                opening = doubtful = None
    if opening is not None and doubtful is not None:
        yield _single(text, opening, doubtful, number)


def _single(text: str, opens: int, closes: int, number: int) -> Marked:
    start, end = _trimmed(text, opens + 1, closes)
    return Marked(start=start, end=end, opens=opens, closes=closes + 1, block=number)


def _british(text: str, singles: Sequence[Marked], doubles: Sequence[Marked]) -> bool:
    """Whether single marks are the article's marks for speech, doubles those inside it."""

    def is_speech(mark: Marked) -> bool:
        return text[mark.end - 1 : mark.end] in tuple(",.?!…") or (
            text[mark.start : mark.end].count(" ") >= 4
        )

    return sum(map(is_speech, singles)) > sum(map(is_speech, doubles))


def _outermost(found: Iterable[Marked]) -> Iterator[Marked]:
    reached = -1
    for mark in sorted(found, key=lambda mark: (mark.opens, -mark.closes)):
        if mark.opens >= reached and mark.start < mark.end:
            yield mark
            reached = mark.closes
