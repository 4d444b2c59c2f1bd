"""Which briefings share an index: neighbours in time, so that few indices change and few are read.

Articles arrive mostly at the end of time. So the past lies in large shards that seldom change, and
the last months in small ones that are cheap to index again.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

LARGE = 2_000
SMALL = 500
"""Articles in a shard of the past and of the present, at most (one day is never divided)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Briefings of neighbouring times. ``first`` and ``last`` are months (or days, where a month
    is too large), "" for the undated; ``ids`` are of briefings, latest first."""

    first: str
    last: str
    ids: tuple[str, ...]


def plan_shards(
    when: Mapping[str, str], *, large: int = LARGE, small: int = SMALL
) -> tuple[Shard, ...]:
    """Divide briefings into shards, latest first; no two shards overlap in time.

    `when` maps ids to ISO 8601 dates, "" for the undated, which count as the oldest.
    """
    months = _units(when, when, 7)
    units: dict[str, list[str]] = {}
    for month, ids in months.items():
        units |= {month: ids} if len(ids) <= large else _units(ids, when, 10)
    groups = _packed([[name] for name in sorted(units)], units, large)
    if groups:
        groups[-1:] = _packed([[name] for name in groups[-1]], units, small)
    return tuple(
        Shard(
            first=names[0],
            last=names[-1],
            ids=tuple(
                sorted((key for name in names for key in units[name]), key=_by(when), reverse=True)
            ),
        )
        for names in reversed(groups)
    )


def order(when: str, key: str) -> str:
    """Return what sorts a briefing among all others in time; equal dates by id."""
    return f"{when if _dated(when) else ''}!{key}"  # the mark sorts before digits and dashes


def _by(when: Mapping[str, str]) -> Callable[[str], str]:
    return lambda key: order(when[key], key)


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
