"""Parts of the corpus: neighbours in time, so that few files change and few are read.

Articles arrive mostly at the end of time. So the past lies in large parts that seldom change, and
the present in small ones that are cheap to make again. Each part has a search index of its own
and files of its own for programs.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.corpus_model import Part

SIZES = (2_000, 500, 100)
"""Articles in a part of the past, of the recent past and of the present, at most (one day is never
divided)."""


def plan_parts(
    when: Mapping[str, str], *, whole: int = 0, sizes: Sequence[int] = SIZES
) -> tuple[Part, ...]:
    """Divide briefings into parts, latest first; no two parts overlap in time.

    `when` maps ids to ISO 8601 dates, "" for the undated, which count as the oldest. A corpus of
    up to `whole` articles is one part.
    """
    if len(when) <= whole:
        sizes = (whole,)
    months = _units(when, when, 7)
    units: dict[str, list[str]] = {}
    for month, ids in months.items():
        units |= {month: ids} if len(ids) <= sizes[0] else _units(ids, when, 10)
    groups = _packed([[name] for name in sorted(units)], units, sizes[0])
    if groups and len(sizes) > 1:
        # The last group, by days: an arrival is to change as little as it can.
        for name in groups[-1]:
            units |= _units(units.pop(name), when, 10)
        days = sorted(name for name in units if name >= groups[-1][0])
        groups[-1:] = [days]
        for size in sizes[1:]:
            groups[-1:] = _packed([[name] for name in groups[-1]], units, size)
    return tuple(
        _part([key for name in names for key in units[name]], when) for names in groups[::-1]
    )


def _part(found: Iterable[str], when: Mapping[str, str]) -> Part:
    # Named by its articles' own dates, not by how they were packed: others do not rename it.
    keys = tuple(sorted(found, key=_by(when), reverse=True))
    dates = [when[key][:10] if _dated(when[key]) else "" for key in (keys[-1], keys[0])]
    return Part(first=dates[0], last=dates[1], keys=keys)


def _by(when: Mapping[str, str]) -> Callable[[str], str]:
    return lambda key: f"{when[key] if _dated(when[key]) else ''}!{key}"


def _units(ids: Iterable[str], when: Mapping[str, str], length: int) -> dict[str, list[str]]:
    units: defaultdict[str, list[str]] = defaultdict(list)
    for key in ids:
        units[when[key][:length] if _dated(when[key]) else ""].append(key)
    return dict(units)


def _dated(when: str) -> bool:
    return re.match(r"[0-9]{4}-[0-9]{2}", when) is not None


def _packed(
    groups: Sequence[Sequence[str]], units: Mapping[str, Sequence[str]], most: int
) -> list[list[str]]:
    """Join neighbouring groups of units as long as they have `most` briefings together."""
    packed: list[list[str]] = []
    room = 0
    for names in groups:
        size = sum(len(units[name]) for name in names)
        if packed and size <= room:
            packed[-1] += names
            room -= size
        else:
            packed.append([*names])
            room = most - size
    return packed
