"""What every page needs to know of the others: who has a page, and where everything stands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from generator.compose.marks import Mark, annotate
from generator.compose.views import (
    ActorRow,
    AppearanceRow,
    Link,
    QuoteRow,
    SentenceRow,
    StoryRow,
    TopicRow,
)
from generator.corpus_model import CorpusActor, Sketch, SketchedActor, SketchedPhrase, Topic
from generator.escape import Safe, clean
from generator.library import Library
from generator.model import Actor, ActorType, Briefing, Quote
from generator.passages import Passage, Passages, sentence_around

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
    """Makes rows of what a library has. A page lies in a folder below the home page, so that
    ``../`` leads home; methods take that way up as `up` ("" on the home page itself)."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def actor_href(self, actor: CorpusActor | None, up: str) -> Safe | None:
        """Return the way to a dossier, or None where there is none."""
        if actor is None or not self.library.has_dossier(actor):
            return None
        return Safe(f"{up}actors/{actor.slug}.md")

    def topic_href(self, topic: Topic | None, up: str) -> Safe | None:
        """Return the way to a topic's page, or None where there is none."""
        if topic is None or not self.library.has_page(topic):
            return None
        return self.topic_address(topic, up)

    def topic_address(self, topic: Topic, up: str) -> Safe:
        """Return the way to a topic's page, which must be there."""
        return Safe(f"{up}topics/{topic.slug}.md")

    def briefing_href(self, briefing: Briefing | Sketch, up: str) -> Safe:
        """Return the way to a briefing."""
        return Safe(f"{up}briefings/{self.library.address(briefing.id)}.md")

    def passages(self, briefing: Briefing) -> Passages:
        """Return the passages of a briefing."""
        return self.library.remember("passages", briefing.id, lambda: Passages(briefing))

    def ref(self, briefing: Briefing, offset: int, up: str | None) -> Link | None:
        """Refer to the passage at `offset`; `up` is None on the briefing's own page."""
        passage = self.passages(briefing).at(offset)
        return self._ref(briefing, passage, up) if passage else None

    def refs(self, briefing: Briefing, offsets: Iterable[int], up: str | None) -> tuple[Link, ...]:
        """Refer to the passages at `offsets`, each once, in the article's order."""
        passages = self.passages(briefing).of(iter(offsets))
        return tuple(self._ref(briefing, each, up) for each in islice(passages, _MOST_REFS))

    def story(self, briefing: Briefing | Sketch, up: str, *, sentences: int = 0) -> StoryRow:
        """List a briefing, with the first `sentences` of its bottom line."""
        bottom_line: tuple[SentenceRow, ...] = ()
        if sentences:
            whole = self.library.briefing(briefing.id)
            chosen = whole.key_sentences[:sentences]
            bottom_line = tuple(self.sentence(whole, s.start, s.end, up) for s in chosen)
        return StoryRow(
            title=shown_title(briefing),
            href=self.briefing_href(briefing, up),
            published=day(briefing.published),
            source=briefing.source,
            language=briefing.language,
            bottom_line=bottom_line,
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
            actor = self.library.speaker_of(briefing.id, quote.speaker_actor)
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
        self,
        actor: CorpusActor,
        up: str,
        *,
        count: int,
        refs: tuple[Link, ...] = (),
        role: str | None = None,
    ) -> ActorRow:
        """List an actor of the corpus, with a `role` where there is room for it."""
        return ActorRow(
            name=actor.name,
            href=self.actor_href(actor, up),
            kind=actor.type.lower(),
            type=TYPES[actor.type],
            role=role,
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


def shown_title(briefing: Briefing | Sketch) -> str:
    """Return the title, or the file's name where nothing of it can be shown."""
    return clean(briefing.title) or clean(briefing.file) or briefing.id


def day(date: str | None) -> str | None:
    """Return the date of an ISO date-time; anything else as it is."""
    return date[:10] if date and re.match(r"\d{4}-\d{2}-\d{2}[T ]", date) else date


def actor_spans(actor: Actor) -> Iterator[tuple[int, int]]:
    """Yield where an article's actor stands."""
    return ((mention.start, mention.end) for mention in actor.mentions)


def spans_of(briefing: Briefing, seen: SketchedActor | SketchedPhrase) -> list[tuple[int, int]]:
    """Return where an actor or a phrase of a sketch stands in the briefing."""
    if isinstance(seen, SketchedActor):
        return [
            span
            for actor in briefing.actors
            if (actor.name, actor.type) == (seen.name, seen.type)
            for span in actor_spans(actor)
        ]
    return [
        (span.start, span.end)
        for phrase in briefing.keyphrases
        if phrase.text == seen.text
        for span in phrase.mentions
    ]
