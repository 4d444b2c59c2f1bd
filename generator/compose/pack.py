"""The briefing pack: chosen briefings as one document to print or to send."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from generator.compose.briefing import grade_in_words
from generator.compose.desk import TYPES, Desk, day, shown_title
from generator.compose.pack_views import PackBriefing, PackLine, PackQuote, PackView, Subject
from generator.corpus_model import Corpus, CorpusActor, Sketch, Story, Topic, View
from generator.errors import SettingsError
from generator.escape import web_address
from generator.library import Library
from generator.model import Briefing, Quote

_MOST_QUOTES = 30
_MOST_ACTORS = 12
_MOST_SAID = 60
_MOST_NAMES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What to pack: names (or addresses) of actors, topics and stories, any of which an article
    may be about, and the first day (ISO 8601); everything where nothing is named."""

    actors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    since: str | None = None


def pack_page(library: Library, wish: Wish, *, site_name: str) -> View:
    """Compose the pack of what `wish` names, latest first.

    Raises SettingsError where a name is not known, or no article is left.
    """
    corpus = library.corpus
    desk = Desk(library)
    actors = [_actor(corpus, name) for name in wish.actors]
    topics = [_topic(corpus, name) for name in wish.topics]
    stories = [_story(desk, name) for name in wish.stories]
    subjects: list[CorpusActor | Topic | Story] = [*actors, *topics, *stories]
    about = [_ids(each) for each in subjects]
    wanted = frozenset[str]().union(*about)
    found = [each for each in corpus.briefings if each.id in wanted or not about]
    chosen = [each for each in found if not wish.since or (each.published or "")[:10] >= wish.since]
    if not chosen:
        raise SettingsError(
            "briefings pack", "no article is left", "ask for more, or for an earlier day"
        )
    kept = {each.id for each in chosen}
    asked = tuple(
        _subject(desk, each, len(kept & ids)) for each, ids in zip(subjects, about, strict=True)
    )
    copies: defaultdict[str, list[str]] = defaultdict(list)
    for copy in corpus.copies:
        copies[corpus.copy_of[copy.id]].append(copy.source or copy.file)
    dates = [day(each.published) for each in chosen if each.published]
    said = _said(desk, chosen, actors)
    view = PackView(
        title=", ".join(each.name for each in asked[:3]) or site_name,
        site_name=site_name,
        subjects=asked,
        since=wish.since,
        undated=sum(not each.published for each in found) if wish.since else 0,
        first=dates[-1] if dates else None,
        last=dates[0] if dates else None,
        sources=_sources(chosen),
        said=tuple(said[:_MOST_SAID]),
        more_said=max(0, len(said) - _MOST_SAID),
        briefings=tuple(
            _briefing(desk, library.briefing(each.id), number, copies[each.id])
            for number, each in enumerate(chosen, start=1)
        ),
    )
    return View(path="pack.html", template="pack.html.j2", front={}, data=view)


def _ids(subject: CorpusActor | Topic | Story) -> set[str]:
    if isinstance(subject, Story):
        return set(subject.briefings)
    return {seen.briefing for seen in subject.appearances}


def _briefing(desk: Desk, briefing: Briefing, number: int, copies: Sequence[str]) -> PackBriefing:
    grade, words = grade_in_words(briefing)
    return PackBriefing(
        number=number,
        title=shown_title(briefing),
        title_is_derived=briefing.title_is_derived,
        published=day(briefing.published),
        source=briefing.source,
        author=briefing.author,
        url=web_address(briefing.url),
        url_text=briefing.url,
        grade=grade,
        grade_words=words,
        bottom_line=tuple(
            PackLine(text=each.text, ref=_ref(desk, briefing, each.start))
            for each in briefing.key_sentences
        ),
        actors=tuple(each.name for each in briefing.actors[:_MOST_ACTORS]),
        quotes=tuple(
            _quote(desk, briefing, each, number) for each in briefing.quotes[:_MOST_QUOTES]
        ),
        more_quotes=max(0, len(briefing.quotes) - _MOST_QUOTES),
        copies=tuple(sorted(set(copies))),
        file=briefing.file,
        sha256=briefing.sha256,
    )


def _quote(desk: Desk, briefing: Briefing, quote: Quote, number: int) -> PackQuote:
    return PackQuote(
        text=quote.text,
        speaker=quote.speaker,
        cue=quote.cue,
        ref=_ref(desk, briefing, quote.start),
        number=number,
    )


def _said(
    desk: Desk, briefings: Iterable[Sketch], actors: Iterable[CorpusActor]
) -> list[PackQuote]:
    """Return what `actors` say in `briefings`, in their order."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for actor in actors:
        for seen in actor.appearances:
            names[seen.briefing].add(seen.actor.name)
    return [
        _quote(desk, briefing, quote, number)
        for number, sketch in enumerate(briefings, start=1)
        if names[sketch.id]
        for briefing in (desk.library.briefing(sketch.id),)
        for quote in briefing.quotes
        if quote.speaker_actor in names[briefing.id]
    ]


def _ref(desk: Desk, briefing: Briefing, offset: int) -> str:
    ref = desk.ref(briefing, offset, None)
    return ref.text if ref else ""


def _sources(briefings: Iterable[Sketch]) -> tuple[tuple[str, int], ...]:
    counts = Counter(each.source or "source not known" for each in briefings)
    return tuple(sorted(counts.items(), key=lambda row: (-row[1], row[0])))


def _subject(desk: Desk, subject: CorpusActor | Topic | Story, count: int) -> Subject:
    if isinstance(subject, CorpusActor):
        roles = tuple(role for role, _ in subject.roles[:_MOST_NAMES])
        type_, name, others = TYPES[subject.type], subject.name, subject.aliases
    elif isinstance(subject, Topic):
        roles, type_, name, others = (), "Key phrase", subject.name, subject.forms[1:]
    else:
        roles, type_, name, others = (), "Story", _story_title(desk, subject), ()
    return Subject(type=type_, name=name, roles=roles, aliases=others[:_MOST_NAMES], count=count)


def _actor(corpus: Corpus, name: str) -> CorpusActor:
    """Find an actor by address or name, then by alias; the most prominent of several."""
    key = name.casefold()
    for actor in corpus.actors:
        if key in (actor.slug, actor.name.casefold()):
            return actor
    for actor in corpus.actors:
        if key in (alias.casefold() for alias in actor.aliases):
            return actor
    raise _unknown("actor", name, (each.name for each in corpus.actors))


def _topic(corpus: Corpus, name: str) -> Topic:
    key = name.casefold()
    for topic in corpus.topics:
        if key == topic.slug or key in (form.casefold() for form in topic.forms):
            return topic
    raise _unknown("topic", name, (each.name for each in corpus.topics))


def _story(desk: Desk, name: str) -> Story:
    """Find a story by its address or its title."""
    key = name.casefold()
    for story in desk.library.corpus.stories:
        if key in (story.slug, _story_title(desk, story).casefold()):
            return story
    raise _unknown("story", name, (each.slug for each in desk.library.corpus.stories))


def _story_title(desk: Desk, story: Story) -> str:
    return shown_title(desk.library.sketch(story.briefings[0]))


def _unknown(kind: str, name: str, known: Iterable[str]) -> SettingsError:
    close = get_close_matches(name, list(known), n=3, cutoff=0.5)
    remedy = f"did you mean {' or '.join(close)}?" if close else f"the {kind} index lists all"
    return SettingsError(f"--{kind} {name}", f"no {kind} has that name", remedy)
