"""Points and periods in time: where they stand in the text and what they say in ISO 8601.

Durations, ages, frequencies, years inside the names of events, and words such as "now" are no
dates. Relative dates are resolved against the article's publication date and nothing else; what
that does not settle has no value.
"""

from generator.extraction.dates.english import find_english
from generator.extraction.dates.numeric import find_named_months, find_numeric
from generator.extraction.dates.resolve import Calendar, Found, published_on
from generator.extraction.nlp import Analysis
from generator.model import Date


def find_dates(analysis: Analysis) -> tuple[Date, ...]:
    """Return the dates of the article, in its order, none overlapping another."""
    article = analysis.article
    calendar = Calendar(published=published_on(article.metadata.published))
    dates: list[Date] = []
    for block in article.blocks:
        text = article.text[block.start : block.end]
        calendar.enter_block()
        if analysis.language == "en":
            found = find_english(text, calendar, anchors=block.kind == "paragraph")
        else:
            found = _longest([*find_named_months(text, analysis.language), *find_numeric(text)])
        dates.extend(
            Date(
                text=text[item.start : item.end],
                start=block.start + item.start,
                end=block.start + item.end,
                value=item.value,
            )
            for item in found
        )
    return tuple(dates)


def _longest(found: list[Found]) -> list[Found]:
    """Drop what overlaps an earlier or longer find."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept
