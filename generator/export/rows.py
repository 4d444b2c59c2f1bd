"""The rows of each table of :mod:`generator.export.corpus_tables`, in the order of its columns: of
one article, or of all.

Copies of an article are in ``briefings`` and ``texts``, and nowhere else, so that nothing
counts twice.
"""

from collections import defaultdict
from itertools import combinations

from generator.corpus_model import CorpusActor
from generator.export.publication import briefing_path
from generator.export.tables import Lookup, Paragraphs, Rows, day
from generator.model import Briefing

# Pairs are sought among an article's most salient actors: all with all would be quadratic in a long
# list of names, and say nothing.
MOST_CAST = 25


def briefings(lookup: Lookup, each: Briefing) -> Rows:
    """An article or copy."""
    first = lookup.library.original_of(each.id)
    yield (
        each.id,
        each.title,
        int(each.title_is_derived),
        each.published,
        each.arrived,
        each.source,
        each.author,
        each.url,
        each.language,
        each.reliability,
        each.credibility,
        briefing_path(lookup.library.address(each.id)),
        each.file,
        each.sha256,
        first if first != each.id else None,
    )


def texts(lookup: Lookup, each: Briefing) -> Rows:
    """Its text."""
    yield each.id, each.text


def actors(lookup: Lookup) -> Rows:
    """Actors."""
    for actor in lookup.actors:
        days = _days(lookup, actor)
        yield (
            actor.slug,
            actor.name,
            actor.type,
            "; ".join(role for role, _ in actor.roles) or None,
            "; ".join(actor.aliases) or None,
            len({seen.briefing for seen in actor.appearances}),
            sum(seen.actor.mentioned for seen in actor.appearances),
            min(days, default=None),
            max(days, default=None),
            lookup.page(actor),
        )


def appearances(lookup: Lookup) -> Rows:
    """Actors as articles have them."""
    for actor in lookup.actors:
        for seen in actor.appearances:
            found = seen.actor
            yield actor.slug, seen.briefing, found.name, found.role, round(found.salience, 4)


def mentions(lookup: Lookup, briefing: Briefing) -> Rows:
    """Places of names."""
    paragraphs = Paragraphs(briefing)
    for found in briefing.actors:
        actor = lookup.library.actor_of(briefing.id, found.name, found.type)
        if actor is None:
            continue
        for mention in found.mentions:
            yield (
                actor.slug,
                actor.name,
                briefing.id,
                mention.text,
                paragraphs.at(mention.start),
                mention.start,
                mention.end,
            )


def quotations(lookup: Lookup, briefing: Briefing) -> Rows:
    """Quotations."""
    paragraphs = Paragraphs(briefing)
    for quote in briefing.quotes:
        actor = lookup.library.speaker_of(briefing.id, quote.speaker_actor)
        yield (
            briefing.id,
            quote.text,
            quote.speaker,
            actor.slug if actor else None,
            quote.cue,
            day(briefing.published),
            paragraphs.at(quote.start),
            quote.start,
            quote.end,
        )


def co_occurrences(lookup: Lookup) -> Rows:
    """Pairs of actors that have a page."""
    pairs: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    names = {actor.slug: actor.name for actor in lookup.actors}
    for briefing in lookup.briefings.values():
        cast = lookup.library.cast(briefing.id)[:MOST_CAST]
        published = day(briefing.published) or ""
        for pair in combinations(sorted(lookup.dossiers.intersection(cast)), 2):
            pairs[pair].append(published)
    for one, other in sorted(pairs, key=lambda pair: (-len(pairs[pair]), pair)):
        days = sorted(filter(None, pairs[one, other]))
        yield (
            one,
            other,
            names[one],
            names[other],
            len(pairs[one, other]),
            days[0] if days else None,
            days[-1] if days else None,
        )


def topics(lookup: Lookup) -> Rows:
    """Topics."""
    for topic in lookup.topics:
        forms = "; ".join(topic.forms[1:]) or None
        yield topic.slug, topic.name, forms, len(topic.appearances), lookup.topic_page(topic)


def phrases(lookup: Lookup) -> Rows:
    """Key phrases as articles have them."""
    for topic in lookup.topics:
        for seen in topic.appearances:
            phrase = seen.keyphrase
            yield topic.slug, seen.briefing, phrase.text, phrase.rank, phrase.mentioned


def dates(lookup: Lookup, briefing: Briefing) -> Rows:
    """Dates."""
    paragraphs = Paragraphs(briefing)
    for date in briefing.dates:
        place = paragraphs.at(date.start), date.start, date.end
        yield briefing.id, date.text, date.value, *place


def hedges(lookup: Lookup, briefing: Briefing) -> Rows:
    """Words of doubt."""
    paragraphs = Paragraphs(briefing)
    for hedge in briefing.hedges:
        place = paragraphs.at(hedge.start), hedge.start, hedge.end
        yield briefing.id, hedge.text, hedge.category, *place


def key_sentences(lookup: Lookup, briefing: Briefing) -> Rows:
    """Key sentences."""
    paragraphs = Paragraphs(briefing)
    for sentence in briefing.key_sentences:
        place = paragraphs.at(sentence.start), sentence.start, sentence.end
        yield briefing.id, sentence.text, *place


def _days(lookup: Lookup, actor: CorpusActor) -> list[str]:
    days = (day(lookup.briefings[seen.briefing].published) for seen in actor.appearances)
    return [each for each in days if each]
