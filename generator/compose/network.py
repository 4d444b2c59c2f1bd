"""Who appears with whom: the strongest ties among the most prominent actors."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from generator.compose.desk import TYPES, Desk, shown_title
from generator.compose.dossier_views import KindRow, NetworkView, TieRow
from generator.compose.drawing import Edge, Node, draw
from generator.compose.views import Link
from generator.corpus_model import Corpus, CorpusActor, Job, View
from generator.escape import Safe

_MOST_ACTORS = 40
# Each actor keeps so many of its ties, so that the whole stays readable.
_MOST_TIES = 3
# Of so many articles, one that names both says little.
_MANY_ARTICLES = 50
_MOST_STORIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two actors (indices of the list, `one` < `other`) and the ids of the briefings that name
    both in one paragraph, latest first; `strength` is comparable within one corpus."""

    one: int
    other: int
    briefings: tuple[str, ...]
    strength: float


def network_page(desk: Desk) -> Job:
    """Compose the page of the actors' network."""
    corpus = desk.library.corpus
    known = [actor for actor in corpus.actors if actor.slug in corpus.dossiers]
    actors = known[:_MOST_ACTORS]
    ties = strongest_ties(corpus, actors)
    shown = sorted({end for tie in ties for end in (tie.one, tie.other)})

    def make() -> Iterator[View]:
        view = NetworkView(
            svg=_drawing(actors, shown, ties) if ties else None,
            actors=len(shown),
            all_actors=len(known),
            kinds=tuple(
                KindRow(kind=kind.lower(), type=words)
                for kind, words in TYPES.items()
                if any(actors[each].type == kind for each in shown)
            ),
            ties=tuple(_rows(desk, actors, ties)),
        )
        front = {
            "title": "Network",
            "description": "Who appears with whom: the strongest ties among the main actors",
            "kind": "network",
        }
        yield View(path="network.md", template="network.md.j2", front=front, data=view)

    listed = [(each.slug, each.name, each.type, _articles(each)) for each in actors]
    return Job(name="network.md", make=make, given=repr((len(known), listed, ties)))


def strongest_ties(corpus: Corpus, actors: Sequence[CorpusActor]) -> tuple[Tie, ...]:
    """Return the strongest ties of each of `actors`, strongest first.

    Two actors are tied by the paragraphs that name both, if these are no fewer than by chance.
    Strength is the log-likelihood ratio G² of that among all paragraphs (Dunning 1993, "Accurate
    methods for the statistics of surprise and coincidence"). From 50 articles on, a tie needs two.
    """
    names, together = _together(actors)
    articles = len(corpus.briefings)
    total = sum(each.paragraphs for each in corpus.briefings)
    latest = {each.id: place for place, each in enumerate(corpus.briefings)}
    ties = []
    for (one, other), found in together.items():
        both, a, b = sum(found.values()), names[one], names[other]
        if both * total < a * b or (articles >= _MANY_ARTICLES and len(found) < 2):
            continue
        strength = round(g_squared(both, a, b, total), 6)
        order = tuple(sorted(found, key=latest.__getitem__))
        ties.append(Tie(one=one, other=other, briefings=order, strength=strength))
    ties.sort(key=lambda tie: (-tie.strength, -len(tie.briefings), tie.one, tie.other))
    kept: Counter[int] = Counter()
    chosen = []
    for tie in ties:
        if min(kept[tie.one], kept[tie.other]) < _MOST_TIES:
            kept.update((tie.one, tie.other))
            chosen.append(tie)
    return tuple(chosen)


def g_squared(both: int, one: int, other: int, total: int) -> float:
    """Return the log-likelihood ratio of two events seen `one` and `other` times, `both` times
    together, in `total` trials: 0 where they are independent."""
    cells = (
        (both, one, other),
        (one - both, one, total - other),
        (other - both, total - one, other),
        (total - one - other + both, total - one, total - other),
    )
    return 2 * sum(
        seen * log(seen * total / (row * column)) for seen, row, column in cells if seen > 0
    )


def _together(
    actors: Sequence[CorpusActor],
) -> tuple[Counter[int], Mapping[tuple[int, int], Mapping[str, int]]]:
    """Count the paragraphs of each actor, and those of each pair by article."""
    found: defaultdict[str, dict[int, frozenset[int]]] = defaultdict(dict)
    for number, actor in enumerate(actors):
        for seen in actor.appearances:
            places = frozenset(seen.actor.paragraphs)
            before = found[seen.briefing].get(number, frozenset())
            found[seen.briefing][number] = before | places
    names: Counter[int] = Counter()
    together: defaultdict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    for briefing, cast in found.items():
        names.update({number: len(places) for number, places in cast.items()})
        present = sorted(cast)
        for position, one in enumerate(present):
            for other in present[position + 1 :]:
                if shared := len(cast[one] & cast[other]):
                    together[one, other][briefing] = shared
    return names, together


def _drawing(actors: list[CorpusActor], shown: list[int], ties: tuple[Tie, ...]) -> Safe:
    place = {actor: position for position, actor in enumerate(shown)}
    nodes = [
        Node(
            name=actors[each].name,
            href=Safe(f"actors/{actors[each].slug}.html"),
            kind=actors[each].type.lower(),
            note=f"{TYPES[actors[each].type]}, {_counted(_articles(actors[each]))}",
        )
        for each in shown
    ]
    edges = [
        Edge(
            one=place[tie.one],
            other=place[tie.other],
            weight=len(tie.briefings),
            note=f"{actors[tie.one].name} and {actors[tie.other].name}:"
            f" {_counted(len(tie.briefings))}",
        )
        for tie in ties
    ]
    return draw(nodes, edges, title="The main actors and their strongest ties", key="network")


def _rows(desk: Desk, actors: list[CorpusActor], ties: tuple[Tie, ...]) -> Iterator[TieRow]:
    for tie in ties:
        yield TieRow(
            one=desk.actor_row(actors[tie.one], "", count=_articles(actors[tie.one])),
            other=desk.actor_row(actors[tie.other], "", count=_articles(actors[tie.other])),
            count=len(tie.briefings),
            stories=tuple(
                Link(
                    text=shown_title(desk.library.sketch(each)),
                    href=desk.briefing_href(desk.library.sketch(each), ""),
                )
                for each in tie.briefings[:_MOST_STORIES]
            ),
        )


def _articles(actor: CorpusActor) -> int:
    return len({seen.briefing for seen in actor.appearances})


def _counted(number: int) -> str:
    return f"{number} article" if number == 1 else f"{number} articles"
