"""From single briefings to the corpus: who and what is the same across all articles."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from generator.corpus.copies import find_copies
from generator.corpus.related import find_related
from generator.corpus.resolve import resolve_actors
from generator.corpus.slugs import digest, distinct, slugify
from generator.corpus.stories import gather_stories
from generator.corpus.topics import gather_topics, topic_key
from generator.model import (
    Appearance,
    Corpus,
    CorpusActor,
    Refusal,
    Sketch,
    Topic,
    TopicAppearance,
)

__all__ = ["build_corpus"]


def build_corpus(
    sketches: Sequence[Sketch],
    refusals: Sequence[Refusal] = (),
    *,
    text_of: Callable[[str], str],
    apart: Mapping[str, Iterable[str]] = MappingProxyType({}),
    main_actors: int = 10,
    main_topics: int = 10,
) -> Corpus:
    """Order the briefings, set copies apart, and find what the rest have in common.

    The order of the input does not matter. Latest first means by the date of publication, then of
    arrival, then by file; an article without a date stands behind those that have one. `text_of`
    gives the text of an article by its id. `apart` maps a name to others that do not mean it,
    whatever the articles suggest (``Aliases.split``). An actor (topic) has a page of its own where
    it stands in two articles or among the first `main_actors` (`main_topics`) of one.
    """
    everything = tuple(
        sorted(
            sketches,
            key=lambda each: (each.published or "", each.arrived or "", each.file, each.id),
            reverse=True,
        )
    )
    copy_of = find_copies([_Whole(each, text_of) for each in everything])  # type: ignore[misc]
    ordered = tuple(each for each in everything if each.id not in copy_of)
    copies = tuple(each for each in everything if each.id in copy_of)
    addresses = distinct((each.id, _address(each)) for each in everything)
    actors = resolve_actors(ordered, apart)
    topics = gather_topics(ordered)
    stories = gather_stories(
        [_Whole(e, text_of) for e in ordered],
        [_Whole(e, text_of) for e in copies],
        copy_of,
        actors,
        addresses,
    )  # type: ignore[misc]
    return Corpus(
        briefings=ordered,
        addresses=addresses,
        actors=_copied_actors(actors, copies, copy_of),
        topics=_copied_topics(topics, copies, copy_of),
        refusals=tuple(sorted(refusals, key=lambda refusal: (refusal.path, refusal.cause))),
        copies=copies,
        copy_of=copy_of,
        stories=stories,
        related=find_related(ordered, actors, topics, stories),
        dossiers=_with_dossier(ordered, actors, main_actors),
        topic_pages=frozenset(
            topic.slug
            for topic in topics
            if len(topic.appearances) > 1 or topic.appearances[0].keyphrase.rank < main_topics
        ),
    )


def _with_dossier(
    briefings: Iterable[Sketch], actors: Iterable[CorpusActor], main: int
) -> frozenset[str]:
    salient = {
        (briefing.id, actor.name, actor.type)
        for briefing in briefings
        for actor in briefing.actors[:main]
    }
    return frozenset(
        actor.slug
        for actor in actors
        if any(each.briefing != actor.appearances[0].briefing for each in actor.appearances)
        or any((s.briefing, s.actor.name, s.actor.type) in salient for s in actor.appearances)
    )


def _copied_actors(
    actors: tuple[CorpusActor, ...], copies: Sequence[Sketch], copy_of: Mapping[str, str]
) -> tuple[CorpusActor, ...]:
    """Give the actors of copies to those whom the same names mean in what they repeat."""
    if not copies:
        return actors
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
    topics: tuple[Topic, ...], copies: Sequence[Sketch], copy_of: Mapping[str, str]
) -> tuple[Topic, ...]:
    """Give the key phrases of copies to the topics of what they repeat."""
    if not copies:
        return topics
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


def _address(briefing: Sketch) -> str:
    short = briefing.id[:8].lower()
    if not (len(short) == 8 and short.isascii() and short.isalnum()):
        short = digest(briefing.id, 8)
    return f"{slugify(briefing.title)}-{short}"


class _Whole:
    def __init__(self, sketch, text_of):
        self._s, self._t = sketch, text_of

    def __getattr__(self, name):
        if name == "text":
            return self._t(self._s.id)
        return getattr(self._s, name)
