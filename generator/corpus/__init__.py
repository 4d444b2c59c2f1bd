"""From single briefings to the corpus: who and what is the same across all articles."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from generator.corpus.resolve import resolve_actors
from generator.corpus.slugs import digest, distinct, slugify
from generator.corpus.topics import gather_topics
from generator.model import Briefing, Corpus, Refusal

__all__ = ["build_corpus"]


def build_corpus(
    briefings: Sequence[Briefing],
    refusals: Sequence[Refusal] = (),
    *,
    apart: Mapping[str, Iterable[str]] = MappingProxyType({}),
) -> Corpus:
    """Order the briefings, give each its address and resolve actors and topics across them.

    The order of the input does not matter. Latest first means by the date of publication, then of
    arrival, then by file; an article without a date stands behind those that have one. `apart`
    maps a name to others that do not mean it, whatever the articles suggest (``Aliases.split``).
    """
    ordered = tuple(
        sorted(
            briefings,
            key=lambda each: (each.published or "", each.arrived or "", each.file, each.id),
            reverse=True,
        )
    )
    return Corpus(
        briefings=ordered,
        addresses=distinct((each.id, _address(each)) for each in ordered),
        actors=resolve_actors(ordered, apart),
        topics=gather_topics(ordered),
        refusals=tuple(sorted(refusals, key=lambda refusal: (refusal.path, refusal.cause))),
    )


def _address(briefing: Briefing) -> str:
    short = briefing.id[:8].lower()
    if not (len(short) == 8 and short.isascii() and short.isalnum()):
        short = digest(briefing.id, 8)
    return f"{slugify(briefing.title)}-{short}"
