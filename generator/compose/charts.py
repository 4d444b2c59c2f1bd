"""Charts as inline SVG: shapes and classes only, so that style sheets colour them and no inline
style is needed. A chart has the size in which its text can be read; where that is too wide for a
screen, the figure around it scrolls."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from generator.escape import Safe, attribute

# More bars than these cannot be told apart: then a bar stands for years instead of months.
_MOST_BARS = 48
_SPANS = (1, 12, 120, 1200)
"""What a bar may stand for, in months: a month, a year, ten and a hundred years."""

_LEFT, _TOP, _HEIGHT, _BOTTOM = 34, 14, 110, 24
_NARROWEST, _STEP, _WIDEST_STEP = 272, 14, 36
# A label under a bar needs this much room, in pixels.
_LABEL = 66


def by_month(dates: Iterable[str | None]) -> tuple[tuple[str, int], ...]:
    """Count ISO 8601 `dates` by month, from the first to the last, empty months included.

    Dates without a month are left out. Where there would be more than 48 bars, years are counted
    instead, then decades, then centuries, named by their first and last year.
    """
    months = Counter(month for date in dates if (month := _month(date)) is not None)
    if not months:
        return ()
    first, last = min(months), max(months)
    span = next((s for s in _SPANS if last // s - first // s < _MOST_BARS), _SPANS[-1])
    counts: Counter[int] = Counter()
    for month, count in months.items():
        counts[month // span] += count
    return tuple(
        (_name(bar * span, span), counts[bar]) for bar in range(first // span, last // span + 1)
    )


def bars(counts: Sequence[tuple[str, int]], *, title: str, key: str) -> Safe:
    """Draw one bar for each of `counts` (label, number) as an SVG element on a line.

    The tallest bar is 110 pixels high, the others in proportion. `title` says what is counted;
    `key` makes the ids unique on the page. A reader who cannot see it hears the title and where
    the most are; give the numbers beside it.
    """
    most = max((count for _, count in counts), default=0)
    step = max(_STEP, min(_WIDEST_STEP, (_NARROWEST - _LEFT) // max(1, len(counts))))
    width = max(_NARROWEST, _LEFT + step * len(counts) + _LABEL // 2)
    base = _TOP + _HEIGHT
    height = base + _BOTTOM
    peak = next((label for label, count in counts if count == most), "")
    out = [
        f'<svg class="bars" role="img" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" aria-labelledby="{key}-title {key}-desc">',
        f'<title id="{key}-title">{attribute(title)}</title>',
        f'<desc id="{key}-desc">{attribute(_described(counts, most, peak))}</desc>',
    ]
    for level in sorted({most, most // 2} - {0}):
        y = _number(base - _HEIGHT * level / most)
        out.append(f'<line class="grid" x1="{_LEFT}" x2="{width}" y1="{y}" y2="{y}"/>')
        out.append(f'<text class="level" x="{_LEFT - 6}" y="{y}" dy="4">{level}</text>')
    out.append(f'<line class="base" x1="{_LEFT}" x2="{width}" y1="{base}" y2="{base}"/>')
    every = max(1, -(-_LABEL // step))
    for number, (label, count) in enumerate(counts):
        x = _LEFT + number * step
        if count:
            tall = _HEIGHT * count / most
            out.append(
                f'<rect class="bar" x="{x + 2}" y="{_number(base - tall)}" width="{step - 4}"'
                f' height="{_number(tall)}"><title>{attribute(label)}: {count}</title></rect>'
            )
        if number % every == 0:
            out.append(f'<text class="label" x="{x + 2}" y="{base + 17}">{attribute(label)}</text>')
    out.append("</svg>")
    return Safe("".join(out))


def _described(counts: Sequence[tuple[str, int]], most: int, peak: str) -> str:
    if not counts:
        return "Nothing to show"
    return f"From {counts[0][0]} to {counts[-1][0]}; the most, {most}, in {peak}"


def _month(date: str | None) -> int | None:
    """Return the months since the year 0, None where `date` has no month."""
    match = re.match(r"([0-9]{4})-(0[1-9]|1[0-2])(?![0-9])", date or "")
    return int(match[1]) * 12 + int(match[2]) - 1 if match else None


def _name(month: int, span: int) -> str:
    year = month // 12
    if span == 1:
        return f"{year:04}-{month % 12 + 1:02}"
    return f"{year:04}" if span == 12 else f"{year:04}–{year + span // 12 - 1:04}"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
