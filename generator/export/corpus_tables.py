"""What the tables are: their columns, and what each says."""

from generator.export import rows
from generator.export.tables import Column, Table

_BRIEFING = Column(name="briefing", meaning="the briefing's id", of="briefings")
_START = Column(name="start", meaning="its first character in the text, from 0", type="INTEGER")
_END = Column(name="end", meaning="the first character after it", type="INTEGER")
_PARAGRAPH = Column(
    name="paragraph",
    meaning="number of the paragraph, the 7 of #p7; empty in headings and above the text",
    type="INTEGER",
)

TABLES = (
    Table(
        name="briefings",
        meaning="The articles, latest first, then those that repeat another one's text.",
        csv="briefings",
        key=1,
        of_one=rows.briefings,
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
        of_one=rows.texts,
        columns=(_BRIEFING, Column(name="text", meaning="the article")),
    ),
    Table(
        name="actors",
        meaning="Who acts, over all articles, most prominent first.",
        csv="actors",
        key=1,
        rows=rows.actors,
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
        rows=rows.appearances,
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
        of_one=rows.mentions,
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
        of_one=rows.quotations,
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
        f" among the {rows.MOST_CAST} most salient of an article.",
        csv="co-occurrences",
        key=2,
        rows=rows.co_occurrences,
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
        rows=rows.topics,
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
        rows=rows.phrases,
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
        of_one=rows.dates,
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
        of_one=rows.hedges,
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
        of_one=rows.key_sentences,
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
