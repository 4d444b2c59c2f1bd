"""Each dossier as a JSON file beside its page, as ``schema/dossier.schema.json`` describes it."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from generator.corpus_model import Page, SketchedActor
from generator.export.publication import briefing_path
from generator.export.tables import Paragraphs
from generator.library import Library
from generator.model import Briefing, Quote

# As in the tables: pairs among the most salient actors of an article.
_MOST_CAST = 40
_MOST_AROUND = 50
# The articles that are written out, so that no file grows with the corpus; the tables have all.
_MOST_ARTICLES = 60


def dossier_file(library: Library, slug: str) -> Iterator[Page]:
    """Yield ``actors/NAME.json`` for ``actors/NAME.md``."""
    actor = library.whole_actor(slug)
    seen: dict[str, list[SketchedActor]] = {}
    for each in actor.appearances:
        seen.setdefault(each.briefing, []).append(each.actor)
    everything = [library.sketch(key) for key in seen]
    dates = sorted(each.published[:10] for each in everything if each.published)
    latest = [library.briefing(key) for key in islice(seen, _MOST_ARTICLES)]
    row = {
        "actor": slug,
        "name": actor.name,
        "type": actor.type,
        "roles": [{"role": role, "articles": count} for role, count in actor.roles],
        "aliases": list(actor.aliases),
        "articles": len(everything),
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
        "appearances": [_appearance(library, each, seen[each.id]) for each in latest],
        "quotations": [
            _quotation(briefing, quote)
            for briefing in latest
            for quote in briefing.quotes
            if (speaker := library.speaker_of(briefing.id, quote.speaker_actor))
            and speaker.slug == slug
        ],
        "with": actors_around(library, slug, seen),
    }
    yield Page(path=f"actors/{slug}.json", content=json.dumps(row, ensure_ascii=False) + "\n")


def _appearance(
    library: Library, briefing: Briefing, found: Sequence[SketchedActor]
) -> dict[str, Any]:
    meant = {(each.name, each.type) for each in found}
    paragraphs = Paragraphs(briefing)
    mentions = sorted(
        (
            mention
            for actor in briefing.actors
            if (actor.name, actor.type) in meant
            for mention in actor.mentions
        ),
        key=lambda mention: mention.start,
    )
    return {
        "briefing": briefing.id,
        "page": briefing_path(library.address(briefing.id)),
        "title": briefing.title,
        "published": briefing.published,
        "source": briefing.source,
        "name": found[0].name,
        "role": next((each.role for each in found if each.role), None),
        "salience": max(each.salience for each in found),
        "mentions": [
            {
                "text": mention.text,
                "start": mention.start,
                "end": mention.end,
                "paragraph": paragraphs.at(mention.start),
            }
            for mention in mentions
        ],
    }


def _quotation(briefing: Briefing, quote: Quote) -> dict[str, Any]:
    return {
        "briefing": briefing.id,
        "text": quote.text,
        "start": quote.start,
        "end": quote.end,
        "paragraph": Paragraphs(briefing).at(quote.start),
        "speaker": quote.speaker,
        "cue": quote.cue,
    }


def actors_around(library: Library, slug: str, keys: Iterable[str]) -> list[dict[str, Any]]:
    """Return who stands most often beside an actor in the articles `keys`, which are all of it."""

    def strongest() -> list[dict[str, Any]]:
        counts = Counter(chain.from_iterable(library.cast(key)[:_MOST_CAST] for key in keys))
        counts.pop(slug, None)
        ranked = sorted(counts, key=lambda each: (-counts[each], each))
        # In this order, so that no more of them are read than are written.
        found = (actor for each in ranked if library.has_dossier(actor := library.actor(each)))
        return [
            {"actor": actor.slug, "name": actor.name, "articles": counts[actor.slug]}
            for actor in islice(found, _MOST_AROUND)
        ]

    return library.settled("with", strongest)
