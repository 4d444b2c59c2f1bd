"""What changed, and when: new briefings, actors and pairings, and stories that moved.

No clock and no memory of earlier builds: everything is dated by the articles themselves. A briefing
has the day on which it arrived, else that of its publication; an actor or a pairing that of the
earliest article with it; a story that of the latest article on it. So the same articles give the
same bytes, and an article that arrives late changes its own day alone.

Only what a sketch of an article knows is used (``generator.corpus_model.Sketch``), no text.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from generator.corpus_model import Corpus, CorpusActor, Sketch
from generator.escape import clean

KINDS = ("briefings", "actors", "pairings", "stories")
_SALIENT = 6
"""Actors of an article, most salient first, of which two make a pairing: with more, every long
article would bring a hundred that mean nothing."""
_MOST_DAYS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A page: ``path`` is without suffix (``actors/ida-moreau``); ``type`` is an actor's."""

    name: str
    path: str
    type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is new: ``id`` names it in every build. ``targets`` are what it is about, two
    for a pairing; ``by`` is the article that brought a pairing or moved a story."""

    id: str
    targets: tuple[Target, ...]
    by: Target | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What one day (ISO 8601) brought, by kind (:data:`KINDS`)."""

    day: str
    changes: Mapping[str, tuple[Change, ...]]


class _Dates:
    """The corpus by day, and who is who in it."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.days = {each.id: day for each in corpus.briefings if (day := _day(each))}
        dated = [each for each in corpus.briefings if each.id in self.days]
        self.latest = sorted(dated, key=lambda each: self.days[each.id], reverse=True)
        # Whatever is new is so on the day of a briefing: the days that are told are known at once.
        told = sorted({*self.days.values()}, reverse=True)[:_MOST_DAYS]
        self.since = told[-1] if told else ""
        self.titles = {each.id: self._target(each) for each in corpus.briefings}
        self.actors = {a.slug: a for a in corpus.actors if a.slug in corpus.dossiers}

    def salient(self, briefing: Sketch) -> list[str]:
        """Return the slugs of a briefing's first actors that have a page, in alphabetical order."""
        found = {
            self.corpus.who.get((briefing.id, each.name, each.type), "")
            for each in briefing.actors[:_SALIENT]
        }
        return sorted(found & self.actors.keys())

    def _target(self, briefing: Sketch) -> Target:
        # The title as pages show it: the file's name where nothing of it can be shown.
        name = clean(briefing.title) or clean(briefing.file) or briefing.id
        return Target(name=name, path=f"briefings/{self.corpus.addresses[briefing.id]}")


def changes(corpus: Corpus) -> tuple[Day, ...]:
    """Return the last days that brought something, latest first.

    Only actors with a dossier count. An article without a day brings nothing, for nobody knows
    when.
    """
    dates = _Dates(corpus)
    gathered = {
        "briefings": _briefings(dates),
        "actors": _actors(dates),
        "pairings": _pairings(dates),
        "stories": _stories(dates),
    }
    by_day: defaultdict[str, defaultdict[str, list[Change]]]
    by_day = defaultdict(lambda: defaultdict(list))
    for kind, found in gathered.items():
        for day, change in found:
            by_day[day][kind].append(change)
    return tuple(
        Day(day=day, changes={kind: tuple(by_day[day][kind]) for kind in KINDS})
        for day in sorted(by_day, reverse=True)
    )


def _briefings(dates: _Dates) -> Iterator[tuple[str, Change]]:
    for each in dates.latest:
        if dates.days[each.id] < dates.since:
            break
        yield dates.days[each.id], Change(id=each.id, targets=(dates.titles[each.id],))


def _actors(dates: _Dates) -> Iterator[tuple[str, Change]]:
    """Yield each actor on its first day, the most prominent first."""
    for actor in dates.actors.values():
        known = [dates.days[s.briefing] for s in actor.appearances if s.briefing in dates.days]
        if known and (first := min(known)) >= dates.since:
            yield first, Change(id=actor.slug, targets=(_dossier(actor),))


def _pairings(dates: _Dates) -> Iterator[tuple[str, Change]]:
    """Yield each pair on the day of the first article that has both among its main actors."""
    first: dict[tuple[str, str], Sketch] = {}
    for briefing in reversed(dates.latest):
        for pair in combinations(dates.salient(briefing), 2):
            first.setdefault(pair, briefing)
    prominence = {slug: place for place, slug in enumerate(dates.actors)}
    told = [pair for pair, by in first.items() if dates.days[by.id] >= dates.since]
    for pair in sorted(told, key=lambda pair: sorted(prominence[slug] for slug in pair)):
        one, other = sorted(pair, key=prominence.__getitem__)
        yield (
            dates.days[first[pair].id],
            Change(
                id=f"{one}+{other}",
                targets=(_dossier(dates.actors[one]), _dossier(dates.actors[other])),
                by=dates.titles[first[pair].id],
            ),
        )


def _stories(dates: _Dates) -> Iterator[tuple[str, Change]]:
    """Yield each story on the day of the article that joined it last."""
    for story in dates.corpus.stories:
        known: Sequence[str] = [each for each in story.briefings if each in dates.days]
        if not known:
            continue
        # The last of those of one day, as its page has them in order.
        last = max(reversed(known), key=dates.days.__getitem__)
        if dates.days[last] < dates.since:
            continue
        title = dates.titles[story.first].name
        yield (
            dates.days[last],
            Change(
                id=f"{story.slug}+{last}",
                targets=(Target(name=title, path=f"stories/{story.slug}"),),
                by=dates.titles[last],
            ),
        )


def _dossier(actor: CorpusActor) -> Target:
    return Target(name=actor.name, path=f"actors/{actor.slug}", type=actor.type)


def _day(briefing: Sketch) -> str | None:
    """Return the day on which a reader could first see `briefing`, None where it is not known."""
    for date in (briefing.arrived, briefing.published):
        if date and re.match(r"\d{4}-\d\d-\d\d(?!\d)", date, re.ASCII):
            return date[:10]
    return None
