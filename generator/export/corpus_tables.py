"""What the tables hold: of each briefing, each actor and topic, and of what stands in the texts.

Copies of an article are in ``briefings`` and ``texts``, and nowhere else, so that nothing
counts twice.
"""

from collections import defaultdict
from itertools import combinations

from generator.export.publication import briefing_path
from generator.export.tables import Column, Lookup, Paragraphs, Rows, Table, day
from generator.model import CorpusActor

# Pairs are sought among an article's most salient actors: all with all would be quadratic in a long
# list of names, and say nothing.
_MOST_CAST = 40

_BRIEFING = Column(name="briefing", meaning="the briefing's id", of="briefings")
_START = Column(name="start", meaning="its first character in the text, from 0", type="INTEGER")
_END = Column(name="end", meaning="the first character after it", type="INTEGER")
_PARAGRAPH = Column(
    name="paragraph",
    meaning="number of the paragraph, the 7 of #p7; empty in headings and above the text",
    type="INTEGER",
)


def _briefings(lookup: Lookup) -> Rows:
    for each in (*lookup.corpus.briefings, *lookup.corpus.copies):
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
            briefing_path(lookup.corpus.addresses[each.id]),
            each.file,
            each.sha256,
            lookup.corpus.copy_of.get(each.id),
        )


def _texts(lookup: Lookup) -> Rows:
    for each in (*lookup.corpus.briefings, *lookup.corpus.copies):
        yield each.id, each.text


def _actors(lookup: Lookup) -> Rows:
    for actor in lookup.corpus.actors:
        days = _days(lookup, actor)
        yield (
            actor.slug,
            actor.name,
            actor.type,
            "; ".join(role for role, _ in actor.roles) or None,
            "; ".join(actor.aliases) or None,
            len({seen.briefing for seen in actor.appearances}),
            sum(len(seen.actor.mentions) for seen in actor.appearances),
            min(days, default=None),
            max(days, default=None),
            lookup.page(f"actors/{actor.slug}.md"),
        )


def _appearances(lookup: Lookup) -> Rows:
    for actor in lookup.corpus.actors:
        for seen in actor.appearances:
            found = seen.actor
            yield actor.slug, seen.briefing, found.name, found.role, round(found.salience, 4)


def _mentions(lookup: Lookup) -> Rows:
    for briefing in lookup.corpus.briefings:
        paragraphs = Paragraphs(briefing)
        for found in briefing.actors:
            actor = lookup.actor(briefing.id, found.name, found.type)
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


def _quotations(lookup: Lookup) -> Rows:
    for briefing in lookup.corpus.briefings:
        paragraphs = Paragraphs(briefing)
        for quote in briefing.quotes:
            actor = lookup.speaker(briefing.id, quote.speaker_actor)
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


def _co_occurrences(lookup: Lookup) -> Rows:
    pairs: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    actors: dict[str, CorpusActor] = {}
    for briefing in lookup.corpus.briefings:
        cast = {
            actor.slug: actor
            for found in briefing.actors[:_MOST_CAST]
            if (actor := lookup.actor(briefing.id, found.name, found.type))
            and lookup.has_page(actor)
        }
        actors |= cast
        for pair in combinations(sorted(cast), 2):
            pairs[pair].append(day(briefing.published) or "")
    for one, other in sorted(pairs, key=lambda pair: (-len(pairs[pair]), pair)):
        days = sorted(filter(None, pairs[one, other]))
        yield (
            one,
            other,
            actors[one].name,
            actors[other].name,
            len(pairs[one, other]),
            days[0] if days else None,
            days[-1] if days else None,
        )


def _topics(lookup: Lookup) -> Rows:
    for topic in lookup.corpus.topics:
        forms = "; ".join(topic.forms[1:]) or None
        page = lookup.page(f"topics/{topic.slug}.md")
        yield topic.slug, topic.name, forms, len(topic.appearances), page


def _phrases(lookup: Lookup) -> Rows:
    for topic in lookup.corpus.topics:
        for seen in topic.appearances:
            phrase = seen.keyphrase
            yield topic.slug, seen.briefing, phrase.text, phrase.rank, len(phrase.mentions)


def _dates(lookup: Lookup) -> Rows:
    for briefing in lookup.corpus.briefings:
        paragraphs = Paragraphs(briefing)
        for date in briefing.dates:
            place = paragraphs.at(date.start), date.start, date.end
            yield briefing.id, date.text, date.value, *place


def _hedges(lookup: Lookup) -> Rows:
    for briefing in lookup.corpus.briefings:
        paragraphs = Paragraphs(briefing)
        for hedge in briefing.hedges:
            place = paragraphs.at(hedge.start), hedge.start, hedge.end
            yield briefing.id, hedge.text, hedge.category, *place


def _key_sentences(lookup: Lookup) -> Rows:
    for briefing in lookup.corpus.briefings:
        paragraphs = Paragraphs(briefing)
        for sentence in briefing.key_sentences:
            place = paragraphs.at(sentence.start), sentence.start, sentence.end
            yield briefing.id, sentence.text, *place


def _days(lookup: Lookup, actor: CorpusActor) -> list[str]:
    days = (day(lookup.briefings[seen.briefing].published) for seen in actor.appearances)
    return [each for each in days if each]


TABLES = (
    Table(
        name="briefings",
        meaning="The articles, latest first, then those that repeat another one's text.",
        csv="briefings",
        key=1,
        rows=_briefings,
        columns=(
            Column(name="id", meaning="what other tables name it by"),
            Column(name="title", meaning="the title"),
            Column(name="title_is_derived", meaning="1: made from the lead", type="INTEGER"),
            Column(name="published", meaning="ISO 8601, as the file or the article gives it"),
            Column(name="arrived", meaning="the day of the seed's first commit"),
            Column(name="source", meaning="the outlet"),
            Column(name="author", meaning="as the file gives it"),
            Column(name="url", meaning="where the article was published"),
            Column(name="language", meaning="ISO 639-1 code"),
            Column(name="reliability", meaning="Admiralty grade of the source, F: not judged"),
            Column(name="credibility", meaning="Admiralty grade of the content, 6: not judged"),
            Column(name="page", meaning="the briefing's page, from the site's home"),
            Column(name="file", meaning="the seed's path"),
            Column(name="sha256", meaning="of the seed"),
            Column(
                name="copy_of", meaning="of a copy: the article that it repeats", of="briefings"
            ),
        ),
    ),
    Table(
        name="texts",
        meaning="The articles' texts, which all offsets count in.",
        key=1,
        rows=_texts,
        columns=(_BRIEFING, Column(name="text", meaning="the article")),
    ),
    Table(
        name="actors",
        meaning="Who acts, over all articles, most prominent first.",
        csv="actors",
        key=1,
        rows=_actors,
        columns=(
            Column(name="actor", meaning="what other tables name it by, and its address"),
            Column(name="name", meaning="the fullest name"),
            Column(name="type", meaning="PERSON, ORG, GPE, LOC or NORP (a group)"),
            Column(name="roles", meaning="verbatim, commonest first, parted by semicolons"),
            Column(name="aliases", meaning="other names, parted by semicolons"),
            Column(name="articles", meaning="how many name it", type="INTEGER"),
            Column(name="mentions", meaning="how often all name it", type="INTEGER"),
            Column(name="first", meaning="date of the earliest dated article"),
            Column(name="last", meaning="date of the latest"),
            Column(name="page", meaning="its dossier, from the site's home; most have none"),
        ),
    ),
    Table(
        name="appearances",
        meaning="Which article has which actor, and how.",
        rows=_appearances,
        columns=(
            Column(name="actor", meaning="the actor", of="actors"),
            _BRIEFING,
            Column(name="name", meaning="the fullest name in the article"),
            Column(name="role", meaning="what the article calls the actor"),
            Column(name="salience", meaning="0 to 1: how much of it is about them", type="REAL"),
        ),
    ),
    Table(
        name="mentions",
        meaning="Every place where an actor is named.",
        csv="mentions",
        rows=_mentions,
        columns=(
            Column(name="actor", meaning="the actor", of="actors"),
            Column(name="name", meaning="the actor's fullest name"),
            _BRIEFING,
            Column(name="text", meaning="the name as it stands there"),
            _PARAGRAPH,
            _START,
            _END,
        ),
    ),
    Table(
        name="quotations",
        meaning="Every direct quotation.",
        csv="quotations",
        rows=_quotations,
        columns=(
            _BRIEFING,
            Column(name="text", meaning="what is quoted, without the marks"),
            Column(name="speaker", meaning="who said it; empty where the text does not say"),
            Column(name="actor", meaning="the actor that the speaker is", of="actors"),
            Column(name="cue", meaning="the words that attribute it"),
            Column(name="published", meaning="date of the article"),
            _PARAGRAPH,
            _START,
            _END,
        ),
    ),
    Table(
        name="co_occurrences",
        meaning="Which actors stand in the same articles, most often first: those that have a page,"
        f" among the {_MOST_CAST} most salient of an article.",
        csv="co-occurrences",
        key=2,
        rows=_co_occurrences,
        columns=(
            Column(name="actor", meaning="one actor", of="actors"),
            Column(name="with_actor", meaning="the other", of="actors"),
            Column(name="name", meaning="the one's name"),
            Column(name="with_name", meaning="the other's name"),
            Column(name="articles", meaning="how many have both", type="INTEGER"),
            Column(name="first", meaning="date of the earliest dated one"),
            Column(name="last", meaning="date of the latest"),
        ),
    ),
    Table(
        name="topics",
        meaning="Key phrases over all articles.",
        key=1,
        rows=_topics,
        columns=(
            Column(name="topic", meaning="what other tables name it by, and its address"),
            Column(name="name", meaning="the commonest wording"),
            Column(name="forms", meaning="other wordings, parted by semicolons"),
            Column(name="articles", meaning="how many have it", type="INTEGER"),
            Column(name="page", meaning="its page, from the site's home; most have none"),
        ),
    ),
    Table(
        name="key_phrases",
        meaning="Which article has which key phrase.",
        key=2,
        rows=_phrases,
        columns=(
            Column(name="topic", meaning="the topic", of="topics"),
            _BRIEFING,
            Column(name="text", meaning="the phrase in the article"),
            Column(name="rank", meaning="0 is the best of the article", type="INTEGER"),
            Column(name="mentions", meaning="how often it stands there", type="INTEGER"),
        ),
    ),
    Table(
        name="dates",
        meaning="Every date that an article mentions.",
        rows=_dates,
        columns=(
            _BRIEFING,
            Column(name="text", meaning="the words"),
            Column(name="value", meaning="ISO 8601 as far as the text settles it"),
            _PARAGRAPH,
            _START,
            _END,
        ),
    ),
    Table(
        name="hedges",
        meaning="Words by which a source itself estimates, reports at second hand or doubts.",
        rows=_hedges,
        columns=(
            _BRIEFING,
            Column(name="text", meaning="the words"),
            Column(name="category", meaning="the kind of doubt"),
            _PARAGRAPH,
            _START,
            _END,
        ),
    ),
    Table(
        name="key_sentences",
        meaning="The sentences that carry an article's bottom line, verbatim.",
        rows=_key_sentences,
        columns=(
            _BRIEFING,
            Column(name="text", meaning="the sentence"),
            _PARAGRAPH,
            _START,
            _END,
        ),
    ),
)
"""Every table; those with a ``csv`` are files of their own, too."""
