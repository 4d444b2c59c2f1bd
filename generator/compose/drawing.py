"""A network as inline SVG: names in boxes that never overlap, joined by lines.

The layout is the spring model of Fruchterman and Reingold (1991, "Graph drawing by force-directed
placement") from fixed starting places, with boxes pushed apart afterwards. It uses only sums,
products, quotients and square roots, which every machine rounds alike: the same network gives the
same drawing everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from unicodedata import east_asian_width

from generator.escape import Safe, attribute, clean

_ROUNDS = 220
_LONGEST_NAME = 26
_LETTER, _WIDE_LETTER = 7.6, 14.5
"""Width of a letter in pixels, in the size that the style sheet gives (14 px)."""
_BOX = 28.0
_PADDING = 30.0
_GAP = 12.0
_MARGIN = 8.0
# Between groups, and how wide a row of them may be: the column of the page.
_APART = 34.0
_WIDEST = 900.0
# Wider than high, as screens are.
_FLAT = 1.6
# Of the area of a large drawing, boxes fill one part in so many; small ones need less.
_ROOM = 4.0
_PUSHES = 160

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor: what is written, where it leads, its class name and what more is known."""

    name: str
    href: Safe
    kind: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A tie between two nodes (their positions in the list); `weight` is at least 1."""

    one: int
    other: int
    weight: int
    note: str


def draw(nodes: Sequence[Node], edges: Sequence[Edge], *, title: str, key: str) -> Safe:
    """Draw `nodes` as links and `edges` as lines between them, as an SVG element on a line.

    Lines are in four widths (class names ``w1`` to ``w4``) by weight. `key` makes ids unique.
    """
    labels = [_label(node.name) for node in nodes]
    sizes = [(_width(label), _BOX) for label in labels]
    places = arrange(sizes, [(edge.one, edge.other) for edge in edges])
    left, top, right, bottom = bounds(places, sizes)
    places = [(round(x - left + _MARGIN, 1), round(y - top + _MARGIN, 1)) for x, y in places]
    width, height = int(right - left + 2 * _MARGIN) + 1, int(bottom - top + 2 * _MARGIN) + 1
    out = [
        f'<svg class="network" role="group" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" aria-labelledby="{key}-title">',
        f'<title id="{key}-title">{attribute(title)}</title>',
    ]
    most = max((edge.weight for edge in edges), default=1)
    for edge in edges:
        (x1, y1), (x2, y2) = places[edge.one], places[edge.other]
        out.append(
            f'<line class="tie w{1 + 4 * (edge.weight - 1) // max(4, most)}" x1="{_number(x1)}"'
            f' y1="{_number(y1)}" x2="{_number(x2)}" y2="{_number(y2)}">'
            f"<title>{attribute(edge.note)}</title></line>"
        )
    for node, label, (w, h), (x, y) in zip(nodes, labels, sizes, places, strict=True):
        out.append(
            f'<a class="node t-{node.kind}" href="{node.href}">'
            f"<title>{attribute(node.name)}: {attribute(node.note)}</title>"
            f'<rect x="{_number(x - w / 2)}" y="{_number(y - h / 2)}" width="{_number(w)}"'
            f' height="{_number(h)}" rx="4"/>'
            f'<text x="{_number(x)}" y="{_number(y)}" dy="5">{attribute(label)}</text></a>'
        )
    out.append("</svg>")
    return Safe("".join(out))


def arrange(sizes: Sequence[tuple[float, float]], edges: Sequence[tuple[int, int]]) -> list[Point]:
    """Return the centres of boxes of `sizes` so that none overlap and tied ones are near.

    Groups without a tie between them are laid out apart and stand side by side, largest first.
    """
    places: list[Point] = [(0.0, 0.0)] * len(sizes)
    x = y = high = 0.0
    for group in _groups(len(sizes), edges):
        inside = {one: position for position, one in enumerate(group)}
        own = [sizes[one] for one in group]
        ties = [(inside[one], inside[other]) for one, other in edges if one in inside]
        points = _settle(_push(_stretched(_turned(_springs(len(own), ties)), own), own), own)
        left, top, right, bottom = bounds(points, own)
        if x and x + right - left > _WIDEST:
            x, y, high = 0.0, y + high + _APART, 0.0
        for one, (u, v) in zip(group, points, strict=True):
            places[one] = (u - left + x, v - top + y)
        x += right - left + _APART
        high = max(high, bottom - top)
    return places


def bounds(
    places: Sequence[Point], sizes: Sequence[tuple[float, float]]
) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of boxes of `sizes` around their centres `places`."""
    boxes = [
        (x - w / 2, y - h / 2, x + w / 2, y + h / 2)
        for (x, y), (w, h) in zip(places, sizes, strict=True)
    ]
    if not boxes:
        return 0.0, 0.0, 0.0, 0.0
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _groups(count: int, edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the connected groups of nodes, largest first, each in ascending order."""
    group = list(range(count))

    def root(one: int) -> int:
        while group[one] != one:
            group[one] = group[group[one]]
            one = group[one]
        return one

    for one, other in edges:
        low, high = sorted((root(one), root(other)))
        group[high] = low
    found: dict[int, list[int]] = {}
    for one in range(count):
        found.setdefault(root(one), []).append(one)
    return sorted(found.values(), key=lambda each: (-len(each), each[0]))


def _springs(count: int, edges: Sequence[tuple[int, int]]) -> list[Point]:
    """Lay out points in about the unit square: all repel, tied ones attract, the centre pulls."""
    places = [_start(number, count) for number in range(count)]
    ideal = 1 / sqrt(max(1, count))
    for turn in range(_ROUNDS):
        forces = [[-x * 0.4 * ideal, -y * 0.4 * ideal] for x, y in places]
        for one in range(count):
            x, y = places[one]
            for other in range(one + 1, count):
                dx, dy = x - places[other][0], y - places[other][1]
                square = dx * dx + dy * dy + 1e-6
                push = ideal * ideal / square
                forces[one][0] += dx * push
                forces[one][1] += dy * push
                forces[other][0] -= dx * push
                forces[other][1] -= dy * push
        for one, other in edges:
            dx, dy = places[one][0] - places[other][0], places[one][1] - places[other][1]
            pull = sqrt(dx * dx + dy * dy) / ideal
            for end, sign in ((one, -1), (other, 1)):
                forces[end][0] += sign * dx * pull
                forces[end][1] += sign * dy * pull
        heat = 0.1 * (1 - turn / _ROUNDS) + 0.002
        for number, (fx, fy) in enumerate(forces):
            length = sqrt(fx * fx + fy * fy) + 1e-9
            step = min(length, heat) / length
            places[number] = (places[number][0] + fx * step, places[number][1] + fy * step)
    return places


def _start(number: int, count: int) -> Point:
    """Return a starting place: around a square, in the order of the list, no two on a line."""
    turn = 4 * number / max(1, count)
    side, along = int(turn), turn - int(turn) - 0.5
    wobble = 0.5 + (number * 7 % 5) / 50
    corners = ((along, -wobble), (wobble, along), (-along, wobble), (-wobble, -along))
    return corners[side % 4]


def _turned(points: Sequence[Point]) -> list[Point]:
    """Turn `points` so that they spread most from left to right (their principal axis)."""
    count = len(points)
    mean_x, mean_y = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    moved = [(x - mean_x, y - mean_y) for x, y in points]
    xx, yy = sum(x * x for x, _ in moved), sum(y * y for _, y in moved)
    xy = sum(x * y for x, y in moved)
    half = (xx - yy) / 2
    along, across = half + sqrt(half * half + xy * xy), xy
    length = sqrt(along * along + across * across)
    if length < 1e-9:  # spread alike in all directions, or most from left to right already
        return moved
    u, v = along / length, across / length
    return [(x * u + y * v, y * u - x * v) for x, y in moved]


def _stretched(points: Sequence[Point], sizes: Sequence[tuple[float, float]]) -> list[Point]:
    """Stretch `points` over an area in which every box has room for itself and its lines."""
    area = sum((w + _GAP) * (h + _GAP) for w, h in sizes) * min(_ROOM, 1.5 + len(sizes) / 8)
    width = min(sqrt(area * _FLAT), _WIDEST - max(w for w, _ in sizes))
    left, top, right, bottom = bounds(points, [(0.0, 0.0)] * len(points))
    # Groups that lie on a line stay on it.
    across = width / (right - left) if right - left > 1e-3 else 0.0
    down = area / width / (bottom - top) if bottom - top > 1e-3 else 0.0
    return [((x - left) * across, (y - top) * down) for x, y in points]


def _push(places: list[Point], sizes: Sequence[tuple[float, float]]) -> list[Point]:
    """Push boxes that overlap apart, the shorter way, until none do or it takes too long."""
    moved = True
    turns = 0
    while moved and turns < _PUSHES:
        moved = False
        turns += 1
        for one in range(len(places)):
            for other in range(one + 1, len(places)):
                over_x, over_y = _overlap(places, sizes, one, other)
                if over_x <= 0 or over_y <= 0:
                    continue
                moved = True
                (x1, y1), (x2, y2) = places[one], places[other]
                if over_y <= over_x:
                    shift = over_y / 2 + 0.1 if y1 <= y2 else -over_y / 2 - 0.1
                    places[one], places[other] = (x1, y1 - shift), (x2, y2 + shift)
                else:
                    shift = over_x / 2 + 0.1 if x1 <= x2 else -over_x / 2 - 0.1
                    places[one], places[other] = (x1 - shift, y1), (x2 + shift, y2)
    return places


def _settle(places: list[Point], sizes: Sequence[tuple[float, float]]) -> list[Point]:
    """Move down what still overlaps: from the top, each box below those it would cover."""
    done: list[int] = []
    for one in sorted(range(len(places)), key=lambda each: (places[each][1], each)):
        blocked = True
        while blocked:
            blocked = False
            for other in done:
                over_x, over_y = _overlap(places, sizes, one, other)
                if over_x > 0 and over_y > 0:
                    x, _ = places[one]
                    below = places[other][1] + (sizes[one][1] + sizes[other][1]) / 2 + _GAP
                    places[one] = (x, below + 0.1)
                    blocked = True
        done.append(one)
    return places


def _overlap(
    places: Sequence[Point], sizes: Sequence[tuple[float, float]], one: int, other: int
) -> Point:
    """Return by how much two boxes and the gap around them cover one another, in x and y."""
    (x1, y1), (x2, y2) = places[one], places[other]
    return (
        (sizes[one][0] + sizes[other][0]) / 2 + _GAP - abs(x1 - x2),
        (sizes[one][1] + sizes[other][1]) / 2 + _GAP - abs(y1 - y2),
    )


def _label(name: str) -> str:
    name = clean(name)
    if len(name) <= _LONGEST_NAME:
        return name
    return name[: _LONGEST_NAME - 1].rstrip() + "…"


def _width(label: str) -> float:
    wide = sum(east_asian_width(char) in "WF" for char in label)
    return round(wide * _WIDE_LETTER + (len(label) - wide) * _LETTER + _PADDING, 1)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
