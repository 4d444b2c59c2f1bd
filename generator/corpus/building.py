"""The corpus, stage by stage: copies set apart, actors and topics, stories, and what is related."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from msgspec import structs

from generator.corpus.copies import find_copies
from generator.corpus.related import RelatedMemo, find_related
from generator.corpus.resolve import resolve_actors
from generator.corpus.stories import StoriesMemo, gather_stories
from generator.corpus.topics import gather_topics, topic_key
from generator.corpus.verdicts import Verdicts
from generator.corpus_model import Appearance, Corpus, CorpusActor, Sketch, Topic, TopicAppearance
from generator.model import ActorType, Refusal
from generator.prominence import actors_with_page, topics_with_page
from generator.slugs import digest, distinct, slugify

_CAST = 8
"""The most salient actors of an article that make it part of a story."""
_SALIENT = 10
"""The most salient actors of an article that relate it to others."""
_PHRASES = 10
"""The best key phrases of an article that do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """What an earlier corpus found out and need not be found again."""

    copies: Verdicts | None = None
    stories: StoriesMemo | None = None
    related: RelatedMemo | None = None

    def to_bytes(self) -> dict[str, bytes]:
        """Return the parts as bytes, by name."""
        parts = {"copies": self.copies, "stories": self.stories, "related": self.related}
        return {name: part.to_bytes() for name, part in parts.items() if part}

    @classmethod
    def from_bytes(cls, parts: Mapping[str, bytes]) -> "Memo":
        """Return what :meth:`to_bytes` gave. Raises ValueError where it is something else."""
        readers: Mapping[str, Callable[[bytes], Any]] = {
            "copies": Verdicts.from_bytes,
            "stories": StoriesMemo.from_bytes,
            "related": RelatedMemo.from_bytes,
        }
        return cls(**{name: readers[name](data) for name, data in parts.items() if name in readers})


def build_corpus(
    sketches: Sequence[Sketch],
    refusals: Sequence[Refusal] = (),
    *,
    text_of: Callable[[str], str],
    apart: Mapping[str, Iterable[str]] = MappingProxyType({}),
    main_actors: int = 10,
    main_topics: int = 10,
    memo: Memo | None = None,
) -> tuple[Corpus, Memo]:
    """Order the briefings, set copies apart, and find what the rest have in common.

    The order of the input does not matter. Latest first means by the date of publication, then of
    arrival, then by file; an article without a date stands behind those that have one. `text_of`
    gives the text of an article by its id. `apart` maps a name to others that do not mean it,
    whatever the articles suggest (``Aliases.split``). An actor (topic) has a page of its own where
    it stands in two articles or among the first `main_actors` (`main_topics`) of one.

    `memo` is the second result of an earlier call, with any articles: it saves time and changes
    nothing.
    """
    everything = tuple(
        sorted(
            sketches,
            key=lambda each: (each.published or "", each.arrived or "", each.file, each.id),
            reverse=True,
        )
    )
    memo = memo or Memo()
    copy_of, copies_memo = find_copies(everything, text_of, memo.copies)
    ordered = tuple(each for each in everything if each.id not in copy_of)
    copies = tuple(each for each in everything if each.id in copy_of)
    addresses = distinct(sorted((each.id, _address(each)) for each in everything))
    actors = resolve_actors(ordered, apart)
    topics = gather_topics(ordered)
    who = resolved(actors)
    stories, stories_memo = gather_stories(
        ordered,
        copies,
        copy_of,
        casts=casts(ordered, who, actors),
        addresses=addresses,
        text_of=text_of,
        memo=memo.stories,
    )
    chiefly = items(ordered, who, actors, topics)
    related, related_memo = find_related(ordered, chiefly, stories, memo.related)
    actors, who = _copied_actors(actors, copies, copy_of, who)
    corpus = Corpus(
        briefings=ordered,
        addresses=addresses,
        actors=actors,
        topics=_copied_topics(topics, copies, copy_of),
        refusals=tuple(sorted(refusals, key=lambda refusal: (refusal.path, refusal.cause))),
        copies=copies,
        copy_of=copy_of,
        stories=stories,
        related=related,
        dossiers=actors_with_page(ordered, actors, main_actors),
        topic_pages=topics_with_page(topics, main_topics),
        main_actors=main_actors,
        main_topics=main_topics,
        who=who,
    )
    return corpus, Memo(copies=copies_memo, stories=stories_memo, related=related_memo)


Who = Mapping[tuple[str, str, ActorType], str]
"""The slug of each actor of an article, by the article's id and the actor's name and type."""


def resolved(actors: Iterable[CorpusActor]) -> Who:
    """Return who each actor of an article is."""
    return {
        (seen.briefing, seen.actor.name, seen.actor.type): actor.slug
        for actor in actors
        for seen in actor.appearances
    }


def casts(
    briefings: Sequence[Sketch], who: Who, actors: Iterable[CorpusActor]
) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return the most salient actors of each article by its id, as slug and name."""
    names = {actor.slug: actor.name for actor in actors}
    return {
        each.id: [
            (slug, names[slug])
            for seen in each.actors[:_CAST]
            if (slug := who.get((each.id, seen.name, seen.type)))
        ]
        for each in briefings
    }


def items(
    briefings: Sequence[Sketch],
    who: Who,
    actors: Sequence[CorpusActor],
    topics: Sequence[Topic],
) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return what each article is chiefly about by its id, as kind and slug: its most salient
    actors, and its best key phrases, but for the names of actors."""
    names = {actor.name.casefold() for actor in actors}
    states = {
        actor.slug
        for actor in actors
        if actor.type == "GPE" and any(seen.actor.canonical for seen in actor.appearances)
    }
    found: dict[str, list[tuple[str, str]]] = {
        each.id: [
            ("state" if slug in states else "actor", slug)
            for seen in each.actors[:_SALIENT]
            if (slug := who.get((each.id, seen.name, seen.type)))
        ]
        for each in briefings
    }
    for topic in topics:
        if topic.name.casefold() not in names:
            for at in topic.appearances:
                if at.keyphrase.rank < _PHRASES:
                    found[at.briefing].append(("topic", topic.slug))
    return found


def _copied_actors(
    actors: tuple[CorpusActor, ...],
    copies: Sequence[Sketch],
    copy_of: Mapping[str, str],
    who: Who,
) -> tuple[tuple[CorpusActor, ...], Who]:
    """Give the actors of copies to those whom the same names mean in what they repeat."""
    found: defaultdict[str, list[Appearance]] = defaultdict(list)
    more: dict[tuple[str, str, ActorType], str] = {}
    for copy in copies:
        for actor in copy.actors:
            if slug := who.get((copy_of[copy.id], actor.name, actor.type)):
                found[slug].append(Appearance(briefing=copy.id, actor=actor))
                more[copy.id, actor.name, actor.type] = slug
    if not found:
        return actors, who
    given = tuple(
        structs.replace(actor, copied=tuple(found[actor.slug])) if actor.slug in found else actor
        for actor in actors
    )
    return given, {**who, **more}


def _copied_topics(
    topics: tuple[Topic, ...], copies: Sequence[Sketch], copy_of: Mapping[str, str]
) -> tuple[Topic, ...]:
    """Give the key phrases of copies to the topics of what they repeat."""
    if not copies:
        return topics
    originals = frozenset(copy_of.values())
    meant = {
        (seen.briefing, topic_key(seen.keyphrase.text)): topic.slug
        for topic in topics
        for seen in topic.appearances
        if seen.briefing in originals
    }
    found: defaultdict[str, list[TopicAppearance]] = defaultdict(list)
    for copy in copies:
        for phrase in copy.keyphrases:
            if slug := meant.get((copy_of[copy.id], topic_key(phrase.text))):
                found[slug].append(TopicAppearance(briefing=copy.id, keyphrase=phrase))
    return tuple(
        structs.replace(topic, copied=tuple(found[topic.slug])) if topic.slug in found else topic
        for topic in topics
    )


def _address(briefing: Sketch) -> str:
    short = briefing.id[:8].lower()
    if not (len(short) == 8 and short.isascii() and short.isalnum()):
        short = digest(briefing.id, 8)
    return f"{slugify(briefing.title)}-{short}"
