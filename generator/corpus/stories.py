"""Stories: articles that tell of the same event.

Average-link clustering, one article at a time in the order of their arrival: an article joins the
story that it is most like on average, if that is enough, and two stories become one when an
article between them makes them alike. So a later article never takes an earlier one out of its
story, and a story keeps the address of the article it began with.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from urllib.parse import urlsplit

from generator.corpus.copies import shared_shingles, shingles
from generator.corpus.likeness import Neighbours, neighbours
from generator.model import Briefing, CorpusActor, Story

ALIKE = 0.22
"""Average likeness of the articles of one story (benchmarks/stories.py)."""
TAKEN_OVER = 0.5
"""Share of an article's shingles in another from which it is no source of its own."""
_LATEST = 30
"""Earlier articles of a story that each is compared with for that."""
_CAST = 8
"""The most salient actors of an article that are compared."""


def gather_stories(
    briefings: Sequence[Briefing],
    copies: Sequence[Briefing],
    copy_of: Mapping[str, str],
    actors: Sequence[CorpusActor],
    addresses: Mapping[str, str],
) -> tuple[Story, ...]:
    """Return the stories of two or more of `briefings`, the one with the latest article first.

    `copies` only count among the sources. The order of `briefings` does not matter.
    """
    ordered = sorted(briefings, key=_arrival)
    known = {
        (seen.briefing, seen.actor.name, seen.actor.type): (actor.slug, actor.name)
        for actor in actors
        for seen in actor.appearances
    }
    casts = [
        [
            who
            for actor in each.actors[:_CAST]
            if (who := known.get((each.id, actor.name, actor.type)))
        ]
        for each in ordered
    ]
    printed: defaultdict[str, list[Briefing]] = defaultdict(list)
    for copy in copies:
        printed[copy_of[copy.id]].append(copy)
    stories = [
        _story([ordered[number] for number in numbers], printed, addresses)
        for numbers in cluster(neighbours(ordered, casts))
        if len(numbers) > 1
    ]
    latest = {each.id: each.published or "" for each in briefings}
    stories.sort(key=lambda story: story.slug)
    return tuple(
        sorted(stories, key=lambda story: max(latest[one] for one in story.briefings), reverse=True)
    )


def cluster(likeness: Sequence[Neighbours], *, alike: float = ALIKE) -> list[list[int]]:
    """Group the articles 0, 1, ... by the `likeness` that each has with others.

    Each group is in ascending order, and groups are by their first.
    """
    groups = _Groups(alike)
    for number, others in enumerate(likeness):
        groups.add(number, {other: value for other, value in others.items() if other < number})
    return groups.all()


class _Groups:
    """Groups, each under the number of its first member, and the sums of likeness between them."""

    def __init__(self, alike: float) -> None:
        self._alike = alike
        self._members: dict[int, list[int]] = {}
        self._home: list[int] = []
        self._ties: dict[int, dict[int, float]] = {}

    def all(self) -> list[list[int]]:
        return [sorted(self._members[first]) for first in sorted(self._members)]

    def add(self, number: int, others: Neighbours) -> None:
        """Add an article as a group of its own, and join groups while two are alike."""
        self._members[number] = [number]
        self._home.append(number)
        ties: dict[int, float] = {}
        for other, value in others.items():
            home = self._home[other]
            ties[home] = ties.get(home, 0.0) + value
        self._ties[number] = ties
        for home, value in ties.items():
            self._ties[home][number] = value
        first: int | None = number
        while first is not None:
            first = self._join_nearest(first)

    def _join_nearest(self, first: int) -> int | None:
        """Join a group with the one most like it, and return it, or None where none is enough."""
        size = len(self._members[first])
        value, _, nearest = max(
            (
                (round(total / (size * len(self._members[other])), 9), -other, other)
                for other, total in self._ties[first].items()
            ),
            default=(0.0, 0, first),
        )
        if value < self._alike:
            return None
        one, other = sorted((first, nearest))
        for member in self._members[other]:
            self._home[member] = one
        self._members[one] += self._members.pop(other)
        kept = self._ties[one]
        kept.pop(other)
        for home, total in self._ties.pop(other).items():
            if home != one:
                kept[home] = kept.get(home, 0.0) + total
                self._ties[home][one] = kept[home]
                del self._ties[home][other]
        return one


def _arrival(briefing: Briefing) -> tuple[str, str, str, str]:
    """Sort by arrival, where it is known, so that what comes late does not come before others."""
    return (
        briefing.arrived or "9999",
        briefing.published or "9999",
        briefing.file,
        briefing.id,
    )


def _story(
    members: Sequence[Briefing],
    printed: Mapping[str, Sequence[Briefing]],
    addresses: Mapping[str, str],
) -> Story:
    everything = [each for one in members for each in (one, *printed.get(one.id, ()))]
    return Story(
        slug=addresses[members[0].id],
        first=members[0].id,
        briefings=tuple(
            each.id for each in sorted(members, key=lambda b: (b.published or "9999", _arrival(b)))
        ),
        sources=tuple(sorted({name for each in everything if (name := _outlet(each))})),
        independent=_independent(members),
    )


def _independent(members: Sequence[Briefing]) -> int:
    """Count the sources, without those whose text stands for the greater part in another's."""
    outlets: list[Set[str]] = []
    texts = [shingles(each.text) for each in members]
    for number, member in enumerate(members):
        mine = {_outlet(member) or ""}
        for before in range(max(0, number - _LATEST), number):
            smaller = min(texts[before].size, texts[number].size)
            if smaller and shared_shingles(texts[before], texts[number]) >= TAKEN_OVER * smaller:
                mine |= {_outlet(members[before]) or ""}
        joined = [group for group in outlets if group & mine]
        outlets = [group for group in outlets if not group & mine]
        outlets.append(mine.union(*joined))
    return len(outlets)


def _outlet(briefing: Briefing) -> str | None:
    """Return who printed an article: its source, or the host of its address."""
    if briefing.source and briefing.source.strip():
        return briefing.source.strip()
    try:
        host = urlsplit(briefing.url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
