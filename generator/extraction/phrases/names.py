"""The names that an article's actors bear, as the choice of key phrases needs them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.extraction.nlp import Analysis
from generator.extraction.phrases.forms import phrase_key
from generator.model import Actor

_COUNTRIES = {"GPE", "NORP"}
_TYPES = {"PERSON", "ORG", "LOC", *_COUNTRIES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """``persons`` are the places of persons' names by block; the rest is by :func:`phrase_key`."""

    persons: Mapping[int, tuple[tuple[int, int], ...]]
    kinds: Mapping[tuple[str, ...], str]
    counts: Mapping[tuple[str, ...], int]
    roles: frozenset[tuple[str, ...]]

    def is_bare_place(self, key: tuple[str, ...], surface: str) -> bool:
        """Say whether a phrase is but the name of a state, a town or a people.

        "Kursk region" is more: a common noun in a name makes it a phrase of its own.
        """
        return self.kinds.get(key) in _COUNTRIES and not any(
            word[:1].islower() for word in surface.split()
        )

    def is_office(self, key: tuple[str, ...], surface: str) -> bool:
        """Say whether a phrase is the office that a person's role names ("Prime Minister")."""
        return surface.istitle() and any(role[-len(key) :] == key for role in self.roles)

    def is_single_name(self, key: tuple[str, ...]) -> bool:
        """Say whether a phrase is an actor's name of one word."""
        return len(key) == 1 and key in self.kinds

    def is_passing(self, key: tuple[str, ...]) -> bool:
        """Say whether a phrase is the name of a person who appears but once or twice."""
        return self.kinds.get(key) == "PERSON" and self.counts[key] <= 2


def find_names(analysis: Analysis, actors: tuple[Actor, ...]) -> Names:
    """Return the names of the actors; of the model's own entities where there are no actors."""
    persons: dict[int, list[tuple[int, int]]] = {}
    kinds: dict[tuple[str, ...], str] = {}
    counts: Counter[tuple[str, ...]] = Counter()
    places: list[tuple[int, int, str]] = [
        (mention.start, mention.end, actor.type) for actor in actors for mention in actor.mentions
    ]
    if actors:
        for actor in actors:
            for name in (actor.name, *actor.aliases):
                key = phrase_key(name)
                kinds.setdefault(key, actor.type)
                counts[key] = max(counts[key], len(actor.mentions))
    elif analysis.named:
        for passage in analysis.passages:
            for ent in passage.doc.ents:
                if ent.label_ in _TYPES:
                    places.append((*passage.offsets(ent), ent.label_))
                    key = phrase_key(ent.text)
                    kinds.setdefault(key, ent.label_)
                    counts[key] += 1
    for block, span in _by_block(analysis, sorted(p[:2] for p in places if p[2] == "PERSON")):
        persons.setdefault(block, []).append(span)
    return Names(
        persons={block: tuple(spans) for block, spans in persons.items()},
        kinds=kinds,
        counts=counts,
        roles=frozenset(
            phrase_key(actor.role) for actor in actors if actor.role and actor.type == "PERSON"
        ),
    )


def _by_block(
    analysis: Analysis, spans: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield each of the sorted spans with the number of the block that holds it."""
    number = 0
    passages = analysis.passages
    for start, end in spans:
        while number < len(passages) and passages[number].end <= start:
            number += 1
        if (
            number < len(passages)
            and passages[number].start <= start <= end <= passages[number].end
        ):
            yield passages[number].block, (start, end)
