"""What every page needs to know of the others: who has a page, and where everything stands."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from generator.compose.marks import Mark, annotate
from generator.compose.passages import Passage, Passages, sentence_around
from generator.compose.views import (
    ActorRow,
    AppearanceRow,
    Link,
    QuoteRow,
    SentenceRow,
    StoryRow,
    TopicRow,
)
from generator.escape import Safe, clean
from generator.model import (
    Actor,
    ActorType,
    Briefing,
    Corpus,
    CorpusActor,
    Keyphrase,
    Quote,
    Topic,
)

TYPES: dict[ActorType, str] = {
    "PERSON": "Person",
    "ORG": "Organisation",
    "GPE": "State, region or city",
    "LOC": "Place",
    "NORP": "Group",
}
# More references than these to one thing help nobody to find it; the marks in the text show all.
_MOST_REFS = 12


class Desk:
    """Lookups over a corpus. A page lies in a folder below the home page, so that ``../`` leads
    home; methods take that way up as `up` ("" on the home page itself)."""

    def __init__(self, corpus: Corpus, *, main_actors: int, main_topics: int) -> None:
        self.corpus = corpus
        self.briefings = {each.id: each for each in (*corpus.briefings, *corpus.copies)}
        self.actors = {actor.slug: actor for actor in corpus.actors}
        self.topics = {topic.slug: topic for topic in corpus.topics}
        self._names = {actor.name.casefold() for actor in corpus.actors}
        self._passages: dict[str, Passages] = {}
        self._actors = {
            (seen.briefing, seen.actor.name, seen.actor.type): actor
            for actor in corpus.actors
            for seen in (*actor.appearances, *actor.copied)
        }
        self._topics = {
            (seen.briefing, seen.keyphrase.text): topic
            for topic in corpus.topics
            for seen in (*topic.appearances, *topic.copied)
        }
        self._named = {(key[0], key[1]): actor for key, actor in self._actors.items()}
        self._quotes: defaultdict[tuple[str, str], list[Quote]] = defaultdict(list)
        for briefing in corpus.briefings:
            for quote in briefing.quotes:
                if quote.speaker_actor:
                    self._quotes[briefing.id, quote.speaker_actor].append(quote)
        salient = {
            (briefing.id, actor.name, actor.type)
            for briefing in corpus.briefings
            for actor in briefing.actors[:main_actors]
        }
        self._dossiers = {
            actor.slug
            for actor in corpus.actors
            if len({seen.briefing for seen in actor.appearances}) > 1
            or any((s.briefing, s.actor.name, s.actor.type) in salient for s in actor.appearances)
        }
        self._topic_pages = {
            topic.slug
            for topic in corpus.topics
            if len(topic.appearances) > 1
            or any(seen.keyphrase.rank < main_topics for seen in topic.appearances)
        }

    def actor(self, briefing: Briefing, actor: Actor) -> CorpusActor | None:
        """Return who an article's actor is in the corpus."""
        return self._actors.get((briefing.id, actor.name, actor.type))

    def quotes_by(self, briefing: Briefing, name: str) -> Sequence[Quote]:
        """Return what an article's actor says in it."""
        return self._quotes.get((briefing.id, name), ())

    def topic(self, briefing: Briefing, phrase: Keyphrase) -> Topic | None:
        """Return the topic of an article's key phrase."""
        return self._topics.get((briefing.id, phrase.text))

    def is_actor(self, topic: Topic) -> bool:
        """Say whether a key phrase is an actor's name, so that a list of both need not have it."""
        return topic.name.casefold() in self._names

    def has_dossier(self, actor: CorpusActor) -> bool:
        """Say whether `actor` has a page: seen in two articles, or salient in one."""
        return actor.slug in self._dossiers

    def has_page(self, topic: Topic) -> bool:
        """Say whether `topic` has a page: found in two articles, or prominent in one."""
        return topic.slug in self._topic_pages

    def actor_href(self, actor: CorpusActor | None, up: str) -> Safe | None:
        """Return the way to a dossier, or None where there is none."""
        if actor is None or not self.has_dossier(actor):
            return None
        return Safe(f"{up}actors/{actor.slug}.md")

    def topic_href(self, topic: Topic | None, up: str) -> Safe | None:
        """Return the way to a topic's page, or None where there is none."""
        if topic is None or not self.has_page(topic):
            return None
        return Safe(f"{up}topics/{topic.slug}.md")

    def briefing_href(self, briefing: Briefing, up: str) -> Safe:
        """Return the way to a briefing."""
        return Safe(f"{up}briefings/{self.corpus.addresses[briefing.id]}.md")

    def passages(self, briefing: Briefing) -> Passages:
        """Return the passages of a briefing."""
        if briefing.id not in self._passages:
            self._passages[briefing.id] = Passages(briefing)
        return self._passages[briefing.id]

    def ref(self, briefing: Briefing, offset: int, up: str | None) -> Link | None:
        """Refer to the passage at `offset`; `up` is None on the briefing's own page."""
        passage = self.passages(briefing).at(offset)
        return self._ref(briefing, passage, up) if passage else None

    def refs(self, briefing: Briefing, offsets: Iterable[int], up: str | None) -> tuple[Link, ...]:
        """Refer to the passages at `offsets`, each once, in the article's order."""
        passages = self.passages(briefing).of(iter(offsets))
        return tuple(self._ref(briefing, each, up) for each in islice(passages, _MOST_REFS))

    def story(self, briefing: Briefing, up: str, *, sentences: int = 0) -> StoryRow:
        """List a briefing, with the first `sentences` of its bottom line."""
        chosen = briefing.key_sentences[:sentences]
        return StoryRow(
            title=shown_title(briefing),
            href=self.briefing_href(briefing, up),
            published=day(briefing.published),
            source=briefing.source,
            language=briefing.language,
            bottom_line=tuple(self.sentence(briefing, s.start, s.end, up) for s in chosen),
        )

    def sentence(
        self, briefing: Briefing, start: int, end: int, up: str | None, marks: Sequence[Mark] = ()
    ) -> SentenceRow:
        """Show a stretch of a briefing's text, with a reference to its passage."""
        return SentenceRow(
            content=annotate(briefing.text, start, end, marks, starts=True),
            ref=self.ref(briefing, start, up),
        )

    def appearance(
        self, briefing: Briefing, name: str, spans: Sequence[tuple[int, int]], mark: Mark
    ) -> AppearanceRow:
        """Show where something first stands in a briefing's running text, for a dossier.

        `mark` says how it is marked there.
        """
        passages = self.passages(briefing)
        places = [(passages.at(start), start) for start, _ in sorted(spans)]
        known = [(passage, start) for passage, start in places if passage]
        running = [each for each in known if each[0].block.kind == "paragraph"] or known
        sentence = None
        if running:
            passage, offset = running[0]
            start, end = sentence_around(briefing.text, passage.block, offset)
            marks = [
                Mark(start=a, end=b, kind=mark.kind, title=mark.title, style=mark.style)
                for a, b in spans
                if start <= a < end
            ]
            sentence = self.sentence(briefing, start, end, "../", marks)
        return AppearanceRow(
            story=self.story(briefing, "../"), sentence=sentence, name=name, count=len(spans)
        )

    def quote(self, briefing: Briefing, quote: Quote, up: str | None) -> QuoteRow:
        """List a quotation; away from its briefing it names it."""
        speaker = None
        if quote.speaker:
            actor = self._named.get((briefing.id, quote.speaker_actor or ""))
            speaker = Link(text=quote.speaker, href=self.actor_href(actor, up or "../"))
        elsewhere = (
            None
            if up is None
            else Link(text=shown_title(briefing), href=self.briefing_href(briefing, up))
        )
        return QuoteRow(
            text=quote.text,
            speaker=speaker,
            cue=quote.cue,
            ref=self.ref(briefing, quote.start, up),
            briefing=elsewhere,
        )

    def actor_row(
        self, actor: CorpusActor, up: str, *, count: int, refs: tuple[Link, ...] = ()
    ) -> ActorRow:
        """List an actor of the corpus."""
        return ActorRow(
            name=actor.name,
            href=self.actor_href(actor, up),
            kind=actor.type.lower(),
            type=TYPES[actor.type],
            role=actor.roles[0][0] if actor.roles else None,
            aliases=actor.aliases,
            count=count,
            refs=refs,
        )

    def topic_row(
        self, topic: Topic, up: str, *, count: int, refs: tuple[Link, ...] = ()
    ) -> TopicRow:
        """List a topic of the corpus."""
        return TopicRow(name=topic.name, href=self.topic_href(topic, up), count=count, refs=refs)

    def _ref(self, briefing: Briefing, passage: Passage, up: str | None) -> Link:
        page = "" if up is None else self.briefing_href(briefing, up)
        titles = {"p": "Paragraph", "s": "Section", "t": "Head of the article, line"}
        anchor = passage.anchor
        return Link(
            text=passage.label,
            href=Safe(f"{page}#{anchor}"),
            title=f"{titles[anchor[0]]} {anchor[1:]}",
        )


def shown_title(briefing: Briefing) -> str:
    """Return the title, or the file's name where nothing of it can be shown."""
    return clean(briefing.title) or clean(briefing.file) or briefing.id


def day(date: str | None) -> str | None:
    """Return the date of an ISO date-time; anything else as it is."""
    return date[:10] if date and re.match(r"\d{4}-\d{2}-\d{2}[T ]", date) else date


def actor_spans(actor: Actor) -> Iterator[tuple[int, int]]:
    """Yield where an article's actor stands."""
    return ((mention.start, mention.end) for mention in actor.mentions)
