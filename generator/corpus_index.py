"""The corpus by its keys: who and what is where, found once for all that asks."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from generator.corpus_model import Corpus, CorpusActor, Sketch
from generator.slugs import slugify

_PLACES = ("GPE", "LOC")


class CorpusIndex:
    """What is known of a `corpus`, by the ids of briefings and the slugs of actors, topics and
    stories."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.who = corpus.who
        self.sketches: Mapping[str, Sketch] = {
            each.id: each for each in (*corpus.briefings, *corpus.copies)
        }
        self.places = {each: number for number, each in enumerate(self.sketches)}
        self.actors = {actor.slug: actor for actor in corpus.actors}
        self.topics = {topic.slug: topic for topic in corpus.topics}
        self.stories = {story.slug: story for story in corpus.stories}
        self.story_of = {one: story for story in corpus.stories for one in story.briefings}
        copies: defaultdict[str, list[Sketch]] = defaultdict(list)
        for copy in corpus.copies:
            copies[corpus.copy_of[copy.id]].append(copy)
        self.copies: Mapping[str, list[Sketch]] = dict(copies)
        self.about = {
            (seen.briefing, seen.keyphrase.text): topic
            for topic in corpus.topics
            for seen in (*topic.appearances, *topic.copied)
        }
        self.names = frozenset(actor.name.casefold() for actor in corpus.actors)
        kinds = Counter((actor.type in _PLACES, actor.name) for actor in corpus.actors)
        self._shared = frozenset(key for key, count in kinds.items() if count > 1)

    def is_second(self, actor: CorpusActor) -> bool:
        """Say whether another of the kind of `actor` has its name, and this one not the address
        that is the name: whoever came first needs no other label because of a namesake."""
        shared = (actor.type in _PLACES, actor.name) in self._shared
        return shared and actor.slug != slugify(actor.name)

    def speaker(self, key: str, name: str) -> str | None:
        """Return the slug of the actor that is called `name` in an article."""
        sketch = self.sketches.get(key)
        actors = sketch.actors if sketch else ()
        known = (self.who.get((key, each.name, each.type)) for each in actors if each.name == name)
        return next(filter(None, known), None)
