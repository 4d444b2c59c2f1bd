"""The names that an article's actors bear, as the choice of key phrases needs them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.extraction.gazetteer import gazetteer
from generator.extraction.nlp import Analysis
from generator.extraction.phrases.forms import phrase_key
from generator.extraction.quotes.cues import english
from generator.model import Actor

_RECURRING, _OFTEN = 2, 4  # mentions
_COUNTRIES = {"GPE", "NORP"}
_TYPES = {"PERSON", "ORG", "LOC", *_COUNTRIES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The places of names by block (``persons`` and ``others``), the rest by :func:`phrase_key`.

    ``bearers`` gives each name the number of its actor, ``times`` how often each actor is named;
    ``leading`` are the actors in title or lead.
    """

    persons: Mapping[int, tuple[tuple[int, int], ...]]
    others: Mapping[int, tuple[tuple[int, int], ...]]
    bearers: Mapping[tuple[str, ...], int]
    times: Mapping[int, int]
    leading: frozenset[int]
    kinds: Mapping[tuple[str, ...], str]
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
        if " ".join(key) in gazetteer().title_phrases:
            return True
        return surface.istitle() and any(role[-len(key) :] == key for role in self.roles)

    def is_single_name(self, key: tuple[str, ...]) -> bool:
        """Say whether a phrase is an actor's name of one word."""
        return len(key) == 1 and key in self.kinds

    def is_about(self, key: tuple[str, ...]) -> bool:
        """Say whether the article can be about the actor who bears this name.

        A person must be named in title or lead, and again, or often: who merely speaks is no topic.
        """
        bearer = self.bearers.get(key)
        if bearer is None or self.kinds[key] != "PERSON":
            return True
        times = self.times[bearer]
        return times >= _OFTEN or (times >= _RECURRING and bearer in self.leading)

    def is_passing(self, key: tuple[str, ...]) -> bool:
        """Say whether a phrase is a name that stands but once, and not in title or lead."""
        bearer = self.bearers.get(key)
        return bearer is not None and self.times[bearer] == 1 and bearer not in self.leading

    def is_role(self, key: tuple[str, ...], surface: str, *, initial: bool) -> bool:
        """Say whether an English phrase is what one person is ("lead scientist"), without a name.

        A plural may be a group that the article is about ("veteran politicians"), unless it
        stands alone ("researchers"). `initial` says that the first letter may be capital for its
        place.
        """
        if any(char.isupper() for char in surface[1 if initial else 0 :]):
            return False
        if any((word,) in self.bearers for word in key):
            return False
        single = len(key) == 1 or surface.lower().endswith(key[-1])
        return single and (key[-1] in gazetteer().titles or key[-1] in english().people)


def find_names(analysis: Analysis, actors: tuple[Actor, ...]) -> Names:
    """Return the names of the actors; of the model's own entities where there are no actors."""
    bearers: dict[tuple[str, ...], int] = {}
    kinds: dict[tuple[str, ...], str] = {}
    places: list[tuple[int, int, str]] = [
        (mention.start, mention.end, actor.type) for actor in actors for mention in actor.mentions
    ]
    if actors:
        for number, actor in enumerate(actors):
            for name in (actor.name, *actor.aliases):
                key = phrase_key(name)
                bearers.setdefault(key, number)
                kinds.setdefault(key, actor.type)
            if actor.type == "PERSON":
                for first in range(1, len(whole := phrase_key(actor.name)) - 1):
                    bearers.setdefault(whole[first:], number)
                    kinds.setdefault(whole[first:], actor.type)
    elif analysis.named:
        for passage in analysis.passages:
            for ent in passage.doc.ents:
                if ent.label_ in _TYPES:
                    places.append((*passage.offsets(ent), ent.label_))
                    key = phrase_key(ent.text)
                    kinds.setdefault(key, ent.label_)
    text = analysis.article.text
    persons = (p[:2] for p in places if p[2] == "PERSON")
    others = (p[:2] for p in places if p[2] != "PERSON" and " " in text[p[0] : p[1]])
    return Names(
        persons=_by_block(analysis, persons),
        others=_by_block(analysis, others),
        bearers=bearers,
        times={number: len(actor.mentions) for number, actor in enumerate(actors)},
        leading=_leading(analysis, actors),
        kinds=kinds,
        roles=frozenset(
            phrase_key(actor.role) for actor in actors if actor.role and actor.type == "PERSON"
        ),
    )


def _leading(analysis: Analysis, actors: tuple[Actor, ...]) -> frozenset[int]:
    """Return the numbers of the actors that title or lead name."""
    lead = next((passage.end for passage in analysis.paragraphs), 0)
    return frozenset(
        number
        for number, actor in enumerate(actors)
        if min((mention.start for mention in actor.mentions), default=lead) < lead
    )


def _by_block(
    analysis: Analysis, spans: Iterable[tuple[int, int]]
) -> Mapping[int, tuple[tuple[int, int], ...]]:
    """Return the spans by the number of the block that holds them."""
    held: dict[int, list[tuple[int, int]]] = {}
    number = 0
    passages = analysis.passages
    for start, end in sorted(spans):
        while number < len(passages) and passages[number].end <= start:
            number += 1
        if (
            number < len(passages)
            and passages[number].start <= start <= end <= passages[number].end
        ):
            held.setdefault(passages[number].block, []).append((start, end))
    return {block: tuple(spans) for block, spans in held.items()}
