"""Each dossier as a JSON file beside its page, as ``schema/dossier.schema.json`` describes it."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.export.publication import briefing_path
from generator.export.tables import Lookup, Paragraphs
from generator.model import Appearance, Briefing, CorpusActor, Page, Quote

# As in the tables: pairs among the most salient actors of an article.
_MOST_CAST = 40
_MOST_AROUND = 50


def dossier_files(lookup: Lookup) -> Iterator[Page]:
    """Yield ``actors/NAME.json`` for each ``actors/NAME.md``."""
    dossiers = _Dossiers(lookup)
    for actor in lookup.corpus.actors:
        if lookup.has_page(actor):
            text = json.dumps(dossiers.row(actor), ensure_ascii=False) + "\n"
            yield Page(path=f"actors/{actor.slug}.json", content=text)


class _Dossiers:
    """Rows of actors; what several need of one article is gathered once."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._paragraphs: dict[str, Paragraphs] = {}
        self._casts: dict[str, Mapping[str, CorpusActor]] = {}
        self._quotes: defaultdict[tuple[str, str], list[Quote]] = defaultdict(list)
        for briefing in lookup.corpus.briefings:
            for quote in briefing.quotes:
                speaker = lookup.speaker(briefing.id, quote.speaker_actor)
                if speaker:
                    self._quotes[briefing.id, speaker.slug].append(quote)

    def row(self, actor: CorpusActor) -> dict[str, Any]:
        seen: dict[str, list[Appearance]] = {}
        for each in actor.appearances:
            seen.setdefault(each.briefing, []).append(each)
        briefings = [self._lookup.briefings[each] for each in seen]
        dates = sorted(each.published[:10] for each in briefings if each.published)
        return {
            "actor": actor.slug,
            "name": actor.name,
            "type": actor.type,
            "roles": [{"role": role, "articles": count} for role, count in actor.roles],
            "aliases": list(actor.aliases),
            "first": dates[0] if dates else None,
            "last": dates[-1] if dates else None,
            "appearances": [self._appearance(each, seen[each.id]) for each in briefings],
            "quotations": [
                self._quotation(briefing, quote)
                for briefing in briefings
                for quote in self._quotes.get((briefing.id, actor.slug), ())
            ],
            "with": self._around(briefings, actor),
        }

    def _appearance(self, briefing: Briefing, found: Sequence[Appearance]) -> dict[str, Any]:
        mentions = sorted(
            (mention for each in found for mention in each.actor.mentions),
            key=lambda mention: mention.start,
        )
        return {
            "briefing": briefing.id,
            "page": briefing_path(self._lookup.corpus.addresses[briefing.id]),
            "title": briefing.title,
            "published": briefing.published,
            "source": briefing.source,
            "name": found[0].actor.name,
            "role": next((each.actor.role for each in found if each.actor.role), None),
            "salience": max(each.actor.salience for each in found),
            "mentions": [
                {
                    "text": mention.text,
                    "start": mention.start,
                    "end": mention.end,
                    "paragraph": self._numbers(briefing).at(mention.start),
                }
                for mention in mentions
            ],
        }

    def _quotation(self, briefing: Briefing, quote: Quote) -> dict[str, Any]:
        return {
            "briefing": briefing.id,
            "text": quote.text,
            "start": quote.start,
            "end": quote.end,
            "paragraph": self._numbers(briefing).at(quote.start),
            "speaker": quote.speaker,
            "cue": quote.cue,
        }

    def _around(self, briefings: Sequence[Briefing], actor: CorpusActor) -> list[dict[str, Any]]:
        counts: Counter[str] = Counter()
        names: dict[str, str] = {}
        for briefing in briefings:
            cast = self._cast(briefing)
            counts.update(cast.keys())
            names |= {slug: other.name for slug, other in cast.items()}
        counts.pop(actor.slug, None)
        strongest = sorted(counts, key=lambda slug: (-counts[slug], slug))[:_MOST_AROUND]
        return [
            {"actor": slug, "name": names[slug], "articles": counts[slug]} for slug in strongest
        ]

    def _cast(self, briefing: Briefing) -> Mapping[str, CorpusActor]:
        if briefing.id not in self._casts:
            found = (
                self._lookup.actor(briefing.id, each.name, each.type)
                for each in briefing.actors[:_MOST_CAST]
            )
            self._casts[briefing.id] = {
                actor.slug: actor for actor in found if actor and self._lookup.has_page(actor)
            }
        return self._casts[briefing.id]

    def _numbers(self, briefing: Briefing) -> Paragraphs:
        if briefing.id not in self._paragraphs:
            self._paragraphs[briefing.id] = Paragraphs(briefing)
        return self._paragraphs[briefing.id]
