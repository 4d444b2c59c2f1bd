"""The page of one article."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.compose.desk import TYPES, Desk, actor_spans, shown_title
from generator.compose.marks import Mark, annotate
from generator.compose.views import (
    ActorRow,
    BriefingView,
    DateRow,
    HedgeRow,
    Link,
    TextRow,
    Ties,
    TopicRow,
)
from generator.corpus_model import CorpusActor, View
from generator.escape import Safe, clean, web_address
from generator.model import Actor, Briefing, Hedge

_UP = "../"
_MAIN_ACTORS = 12
# What an article lists at most of one kind; the text marks all. Ordinary articles have far fewer.
_MOST = 300
# Admiralty grades (NATO STANAG 2511), in its words.
_RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
_CREDIBILITY = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}

# The languages whose stop words YAKE knows and a few more; others show their code.
_LANGUAGES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sr": "Serbian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def briefing_page(
    desk: Desk, briefing: Briefing, *, versions: Mapping[str, str], ties: Ties
) -> View:
    """Compose the page of `briefing`; `ties` are its ways to other briefings."""
    title = shown_title(briefing)
    address = desk.library.address(briefing.id)
    text = _text(desk, briefing)
    actors = tuple(_actor(desk, briefing, actor) for actor in briefing.actors[:_MOST])
    grade, words = grade_in_words(briefing)
    first = briefing.key_sentences[0].text if briefing.key_sentences else title
    view = BriefingView(
        title=title,
        title_is_derived=briefing.title_is_derived,
        published=briefing.published,
        arrived=briefing.arrived,
        source=briefing.source,
        author=briefing.author,
        url=web_address(briefing.url),
        url_text=briefing.url,
        language=_LANGUAGES.get(briefing.language, briefing.language),
        language_tag=_language_tag(briefing.language),
        grade=grade,
        grade_words=words,
        bottom_line=tuple(
            desk.sentence(briefing, each.start, each.end, None) for each in briefing.key_sentences
        ),
        actors=actors[:_MAIN_ACTORS],
        minor_actors=actors[_MAIN_ACTORS:],
        phrases=tuple(_phrases(desk, briefing)),
        quotes=tuple(desk.quote(briefing, quote, None) for quote in briefing.quotes[:_MOST]),
        dates=tuple(
            DateRow(text=each.text, value=each.value, ref=desk.ref(briefing, each.start, None))
            for each in briefing.dates[:_MOST]
        ),
        hedges=_hedges(desk, briefing),
        outline=_outline(desk, briefing),
        text=text,
        file=briefing.file,
        sha256=briefing.sha256,
        versions=versions,
        json=Safe(f"{address}.json"),
        more_actors=max(0, len(briefing.actors) - _MOST),
        more_quotes=max(0, len(briefing.quotes) - _MOST),
        more_dates=max(0, len(briefing.dates) - _MOST),
        ties=ties,
    )
    front = {"title": title, "description": clean(first)[:300], "kind": "briefing"}
    return View(path=f"briefings/{address}.md", template="briefing.md.j2", front=front, data=view)


def _text(desk: Desk, briefing: Briefing) -> tuple[TextRow, ...]:
    marks = sorted(_marks(desk, briefing), key=lambda mark: mark.start)
    rows: list[TextRow] = []
    running: list[Mark] = []
    following = 0
    number = 0
    for passage in desk.passages(briefing).all:
        block = passage.block
        running = [mark for mark in running if mark.end > block.start]
        while following < len(marks) and marks[following].start < block.end:
            running.append(marks[following])
            following += 1
        number += block.kind == "paragraph"
        rows.append(
            TextRow(
                anchor=passage.anchor,
                kind=block.kind,
                number=number if block.kind == "paragraph" else 0,
                level=max(3, min(6, block.level + 1)) if block.kind == "heading" else 0,
                content=annotate(briefing.text, block.start, block.end, running, starts=True),
            )
        )
    return tuple(row for row in rows if row.content)


def _marks(desk: Desk, briefing: Briefing) -> Iterator[Mark]:
    for actor in briefing.actors:
        href = desk.actor_href(_corpus_actor(desk, briefing, actor), _UP)
        title = f"{TYPES[actor.type]}: {actor.name}"
        for start, end in actor_spans(actor):
            style = f"t-{actor.type.lower()}"
            yield Mark(start=start, end=end, kind="actor", title=title, href=href, style=style)
    for phrase in briefing.keyphrases:
        href = desk.topic_href(desk.library.topic_of(briefing.id, phrase.text), _UP)
        title = f"Key phrase: {phrase.text}"
        for span in phrase.mentions:
            yield Mark(start=span.start, end=span.end, kind="phrase", title=title, href=href)
    for quote in briefing.quotes:
        title = f"Quotation: {quote.speaker or 'speaker not named'}"
        yield Mark(start=quote.start, end=quote.end, kind="quote", title=title)
    for sentence in briefing.key_sentences:
        yield Mark(start=sentence.start, end=sentence.end, kind="key", title="Key sentence")
    for date in briefing.dates:
        title = f"Date: {date.value or 'not settled by the text'}"
        yield Mark(start=date.start, end=date.end, kind="date", title=title)
    for hedge in briefing.hedges:
        title = f"The source’s own doubt: {hedge.category}"
        yield Mark(start=hedge.start, end=hedge.end, kind="hedge", title=title)


def _actor(desk: Desk, briefing: Briefing, actor: Actor) -> ActorRow:
    return ActorRow(
        name=actor.name,
        href=desk.actor_href(_corpus_actor(desk, briefing, actor), _UP),
        kind=actor.type.lower(),
        type=TYPES[actor.type],
        role=actor.role,
        count=len(actor.mentions),
        refs=desk.refs(briefing, (start for start, _ in actor_spans(actor)), None),
    )


def _corpus_actor(desk: Desk, briefing: Briefing, actor: Actor) -> CorpusActor | None:
    return desk.library.actor_of(briefing.id, actor.name, actor.type)


def _phrases(desk: Desk, briefing: Briefing) -> Iterator[TopicRow]:
    for phrase in briefing.keyphrases:
        yield TopicRow(
            name=phrase.text,
            href=desk.topic_href(desk.library.topic_of(briefing.id, phrase.text), _UP),
            count=len(phrase.mentions),
            refs=desk.refs(briefing, (span.start for span in phrase.mentions), None),
        )


def _hedges(desk: Desk, briefing: Briefing) -> tuple[HedgeRow, ...]:
    hedges: defaultdict[str, list[Hedge]] = defaultdict(list)
    for hedge in briefing.hedges:
        hedges[hedge.category].append(hedge)
    return tuple(
        HedgeRow(
            category=category,
            places=tuple(
                (hedge.text, desk.ref(briefing, hedge.start, None))
                for hedge in hedges[category][:_MOST]
            ),
            more=max(0, len(hedges[category]) - _MOST),
        )
        for category in sorted(hedges)
    )


def _outline(desk: Desk, briefing: Briefing) -> tuple[Link, ...]:
    passages: Sequence[tuple[str, Link | None]] = [
        (heading.text, desk.ref(briefing, heading.start, None)) for heading in briefing.headings
    ]
    return tuple(Link(text=text, href=ref.href) for text, ref in passages if ref)


def grade_in_words(briefing: Briefing) -> tuple[str, str]:
    """Return the Admiralty grade of a briefing's article, and what it means."""
    grade = briefing.reliability + briefing.credibility
    if grade == "F6":
        return grade, "not yet judged"
    reliability = _RELIABILITY.get(briefing.reliability, "unknown grade")
    credibility = _CREDIBILITY.get(briefing.credibility, "unknown grade")
    return grade, f"{reliability}; {credibility}"


def _language_tag(language: str) -> Safe | None:
    """Return the ``lang`` attribute's value, None for the site's own language or no language."""
    if language == "en" or not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
        return None
    return Safe(language)
