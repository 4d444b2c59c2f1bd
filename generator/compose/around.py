"""What stands around an actor or a phrase within articles: the phrases of the paragraphs that name
it, and the quotations that speak of it."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from generator.compose.desk import Desk
from generator.corpus_model import Topic
from generator.model import Briefing, Quote
from generator.passages import sentence_around

# Enough to tell what an article says near a name; hostile ones have thousands.
_MOST_QUOTES = 300
_MOST_PLACES = 200

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A topic near something: in how many articles, and how strongly (``weight``)."""

    topic: Topic
    articles: int
    weight: float


class Surroundings:
    """Answers over a corpus; what several ask of one article is found once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._library = desk.library

    def topics(self, places: Iterable[tuple[Briefing, Spans]], *, most: int) -> tuple[Near, ...]:
        """Return the topics whose words stand in one paragraph with the spans of `places`.

        A phrase weighs 1/2 in an article that it leads and less by its rank, and gains half
        of that for each further paragraph that they share; strongest first.
        """
        library = self._library
        weights: defaultdict[str, float] = defaultdict(float)
        articles: Counter[str] = Counter()
        for briefing, spans in places:
            shared: dict[str, list[float]] = {}
            near = self._phrases(briefing)
            for paragraph in self.paragraphs(briefing, spans):
                for slug, weight in near.get(paragraph, ()):
                    shared.setdefault(slug, []).append(weight)
            for slug, found in shared.items():
                articles[slug] += 1
                weights[slug] += max(found) * (1 + (len(found) - 1) / 2)
        order = sorted(weights, key=lambda slug: (-round(weights[slug], 6), -articles[slug], slug))
        # In this order, so that no more of them are read than are wanted.
        known = (topic for slug in order if library.has_page(topic := library.topic(slug)))
        return tuple(
            Near(topic=topic, articles=articles[topic.slug], weight=round(weights[topic.slug], 6))
            for topic in islice(known, most)
        )

    def quotes(
        self, briefing: Briefing, spans: Spans, *, within: bool = False
    ) -> tuple[Quote, ...]:
        """Return the quotations of `briefing` in whose sentence (their own or the one around
        them) one of `spans` stands, in the article's order; only those whose own words have it
        where `within`."""
        starts = sorted(start for start, _ in spans)
        found = []
        for around, quote in self._around_quotes(briefing):
            low, high = (quote.start, quote.end) if within else around
            at = bisect_left(starts, low)
            if at < len(starts) and starts[at] < high:
                found.append(quote)
        return tuple(found)

    def paragraphs(self, briefing: Briefing, spans: Spans) -> frozenset[int]:
        """Return where the running paragraphs start that hold `spans`."""
        passages = self._desk.passages(briefing)
        found = (passages.at(start) for start, _ in spans[:_MOST_PLACES])
        return frozenset(
            passage.block.start
            for passage in found
            if passage and passage.block.kind == "paragraph"
        )

    def _phrases(self, briefing: Briefing) -> Mapping[int, tuple[tuple[str, float], ...]]:
        return self._library.remember("phrases", briefing.id, lambda: self._near(briefing))

    def _near(self, briefing: Briefing) -> Mapping[int, tuple[tuple[str, float], ...]]:
        near: defaultdict[int, list[tuple[str, float]]] = defaultdict(list)
        for phrase in briefing.keyphrases:
            if slug := self._library.subject(briefing.id, phrase.text):
                spans = [(span.start, span.end) for span in phrase.mentions]
                for paragraph in sorted(self.paragraphs(briefing, spans)):
                    near[paragraph].append((slug, 1 / (2 + phrase.rank)))
        return {key: tuple(value) for key, value in near.items()}

    def _around_quotes(self, briefing: Briefing) -> tuple[tuple[tuple[int, int], Quote], ...]:
        return self._library.remember(
            "quotes",
            briefing.id,
            lambda: tuple(
                (self._sentences(briefing, quote), quote)
                for quote in briefing.quotes[:_MOST_QUOTES]
            ),
        )

    def _sentences(self, briefing: Briefing, quote: Quote) -> tuple[int, int]:
        """Return from the start of the sentence in which a quotation begins to the end of that in
        which it ends."""
        passages = self._desk.passages(briefing)
        first = passages.at(quote.start)
        last = passages.at(max(quote.start, quote.end - 1))
        low, high = quote.start, quote.end
        if first:
            low = min(low, sentence_around(briefing.text, first.block, quote.start)[0])
        if last:
            end = max(quote.start, quote.end - 1)
            high = max(high, sentence_around(briefing.text, last.block, end)[1])
        return low, high
