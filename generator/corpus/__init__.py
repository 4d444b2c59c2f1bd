"""From single briefings to the corpus: who and what is the same across all articles."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from generator.corpus.copies import find_copies
from generator.corpus.related import find_related
from generator.corpus.resolve import resolve_actors
from generator.corpus.sketches import content_key, sketch
from generator.corpus.slugs import digest, distinct, slugify
from generator.corpus.stories import gather_stories
from generator.corpus.topics import gather_topics, topic_key
from generator.model import (
    Appearance,
    Briefing,
    Corpus,
    CorpusActor,
    Refusal,
    Topic,
    TopicAppearance,
)

__all__ = ["build_corpus"]

_CAST = 8
"""The most salient actors of an article that make it part of a story."""
_SALIENT = 10
"""The most salient actors of an article that relate it to others."""
_PHRASES = 10
"""The best key phrases of an article that do."""


def build_corpus(
    briefings: Sequence[Briefing],
    refusals: Sequence[Refusal] = (),
    *,
    apart: Mapping[str, Iterable[str]] = MappingProxyType({}),
) -> Corpus:
    """Order the briefings, set copies apart, and find what the rest have in common.

    The order of the input does not matter. Latest first means by the date of publication, then of
    arrival, then by file; an article without a date stands behind those that have one. `apart`
    maps a name to others that do not mean it, whatever the articles suggest (``Aliases.split``).
    """
    everything = tuple(
        sorted(
            briefings,
            key=lambda each: (each.published or "", each.arrived or "", each.file, each.id),
            reverse=True,
        )
    )
    sketches = {each.id: sketch(each, content_key(each)) for each in everything}
    texts = {each.id: each.text for each in everything}
    copy_of, _ = find_copies(tuple(sketches.values()), texts.__getitem__)
    ordered = tuple(each for each in everything if each.id not in copy_of)
    copies = tuple(each for each in everything if each.id in copy_of)
    addresses = distinct((each.id, _address(each)) for each in everything)
    actors = resolve_actors(ordered, apart)
    topics = gather_topics(ordered)
    shown = [sketches[each.id] for each in ordered]
    stories, _ = gather_stories(
        shown,
        [sketches[each.id] for each in copies],
        copy_of,
        casts=casts(ordered, actors),
        addresses=addresses,
        text_of=texts.__getitem__,
    )
    related, _ = find_related(shown, items(ordered, actors, topics), stories)
    return Corpus(
        briefings=ordered,
        addresses=addresses,
        actors=_copied_actors(actors, copies, copy_of),
        topics=_copied_topics(topics, copies, copy_of),
        refusals=tuple(sorted(refusals, key=lambda refusal: (refusal.path, refusal.cause))),
        copies=copies,
        copy_of=copy_of,
        stories=stories,
        related=related,
    )


def casts(
    briefings: Sequence[Briefing], actors: Sequence[CorpusActor]
) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return the most salient actors of each article by its id, as slug and name."""
    known = _resolved(actors)
    return {
        each.id: [
            (who.slug, who.name)
            for actor in each.actors[:_CAST]
            if (who := known.get((each.id, actor.name, actor.type)))
        ]
        for each in briefings
    }


def items(
    briefings: Sequence[Briefing], actors: Sequence[CorpusActor], topics: Sequence[Topic]
) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return what each article is chiefly about by its id, as kind and slug: its most salient
    actors, and its best key phrases, but for the names of actors."""
    known = _resolved(actors)
    names = {actor.name.casefold() for actor in actors}
    found: dict[str, list[tuple[str, str]]] = {
        each.id: [
            ("actor", who.slug)
            for actor in each.actors[:_SALIENT]
            if (who := known.get((each.id, actor.name, actor.type)))
        ]
        for each in briefings
    }
    for topic in topics:
        if topic.name.casefold() not in names:
            for seen in topic.appearances:
                if seen.keyphrase.rank < _PHRASES:
                    found[seen.briefing].append(("topic", topic.slug))
    return found


def _resolved(actors: Sequence[CorpusActor]) -> dict[tuple[str, str, str], CorpusActor]:
    return {
        (seen.briefing, seen.actor.name, seen.actor.type): actor
        for actor in actors
        for seen in actor.appearances
    }


def _copied_actors(
    actors: tuple[CorpusActor, ...], copies: Sequence[Briefing], copy_of: Mapping[str, str]
) -> tuple[CorpusActor, ...]:
    """Give the actors of copies to those whom the same names mean in what they repeat."""
    meant = {
        (seen.briefing, seen.actor.name, seen.actor.type): actor.slug
        for actor in actors
        for seen in actor.appearances
    }
    found: defaultdict[str, list[Appearance]] = defaultdict(list)
    for copy in copies:
        for actor in copy.actors:
            if slug := meant.get((copy_of[copy.id], actor.name, actor.type)):
                found[slug].append(Appearance(briefing=copy.id, actor=actor))
    return tuple(
        replace(actor, copied=tuple(found[actor.slug])) if actor.slug in found else actor
        for actor in actors
    )


def _copied_topics(
    topics: tuple[Topic, ...], copies: Sequence[Briefing], copy_of: Mapping[str, str]
) -> tuple[Topic, ...]:
    """Give the key phrases of copies to the topics of what they repeat."""
    meant = {
        (seen.briefing, topic_key(seen.keyphrase.text)): topic.slug
        for topic in topics
        for seen in topic.appearances
    }
    found: defaultdict[str, list[TopicAppearance]] = defaultdict(list)
    for copy in copies:
        for phrase in copy.keyphrases:
            if slug := meant.get((copy_of[copy.id], topic_key(phrase.text))):
                found[slug].append(TopicAppearance(briefing=copy.id, keyphrase=phrase))
    return tuple(
        replace(topic, copied=tuple(found[topic.slug])) if topic.slug in found else topic
        for topic in topics
    )


def _address(briefing: Briefing) -> str:
    short = briefing.id[:8].lower()
    if not (len(short) == 8 and short.isascii() and short.isalnum()):
        short = digest(briefing.id, 8)
    return f"{slugify(briefing.title)}-{short}"
