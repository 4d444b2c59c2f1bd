"""News-like articles made of the annotated ones: paragraphs of several in a new order, other names,
other nouns and adjectives; and what is known of each, moved along with the text.

Article number n is the same in every corpus of the same size.
"""

import calendar
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from benchmarks.moved import Moved
from benchmarks.plan import Plan
from benchmarks.units import Donor, Unit
from benchmarks.vocabulary import SOURCES, Name, names, words
from generator.model import Actor, Date, Hedge, Keyphrase, KeySentence, Mention, Quote, Span

FIRST_DAY = date(2024, 1, 8)
SHORTEST, LONGEST = 300, 900  # words
REPLACED = 0.9  # of the nouns and adjectives
SUBJECTS = 60
"""Articles on the same subject share the words in key phrases, and some of the names."""
FAMILIAR = 0.6  # of the names that an article's subject decides
PHRASES = 15
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTHS = tuple(calendar.month_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """An article, and what is known of it; places are offsets into ``text``."""

    text: str
    title: str
    published: str
    source: str
    actors: tuple[Actor, ...]
    keyphrases: tuple[Keyphrase, ...]
    quotes: tuple[Quote, ...]
    key_sentences: tuple[KeySentence, ...]
    dates: tuple[Date, ...]
    hedges: tuple[Hedge, ...]


def compose(plan: Plan, donors: Sequence[Donor]) -> Composed:
    """Make an article as planned."""
    draft = _Draft(plan, donors)
    chance = random.Random(f"parts {plan.parts}")
    about = _about(plan, donors)
    draft.add(about[0], donors[about[0]].title)
    headings = [(each, unit) for each in about for unit in donors[each].headings]
    pool = [(each, unit) for each in about for unit in donors[each].paragraphs]
    chance.shuffle(pool)
    wanted = chance.randint(SHORTEST, LONGEST - 150)
    chosen: list[tuple[int, Unit]] = []
    length = 0
    for each, unit in pool:
        if length >= wanted:
            break
        if length + unit.length <= LONGEST:
            chosen.append((each, unit))
            length += unit.length
    for position, (each, unit) in enumerate(chosen[: len(chosen) - plan.dropped]):
        if headings and position in (3, 6) and chance.random() < 0.5:
            draft.add(*chance.choice(headings))
        draft.add(each, unit)
    return draft.finish()


def _about(plan: Plan, donors: Sequence[Donor]) -> list[int]:
    """Return the numbers of four donors, or more where these have too little text."""
    order = list(range(len(donors)))
    random.Random(f"about {plan.cast}").shuffle(order)
    lengths = [sum(unit.length for unit in donors[each].paragraphs) for each in order]
    count = next(n for n in range(4, len(order)) if sum(lengths[:n]) > LONGEST)
    return order[:count]


@dataclass(slots=True)
class _Character:
    """An actor of the article while it is made."""

    name: Name
    like: Actor
    mentions: list[Mention] = field(default_factory=list)
    role: str | None = None


class _Draft:
    """An article while it is made, unit by unit."""

    def __init__(self, plan: Plan, donors: Sequence[Donor]) -> None:
        self._plan, self._donors = plan, donors
        self._cast = random.Random(f"cast {plan.cast}")
        self._words = random.Random(f"words {plan.parts}")
        self._published = FIRST_DAY + timedelta(days=plan.day)
        self._pieces: list[str] = []
        self._at = 0
        self._characters: dict[tuple[int, int], _Character] = {}
        self._taken: set[str] = set()
        self._subject = random.Random(f"subject {plan.cast}").randrange(SUBJECTS)
        self._instead: dict[str, str] = {}
        self._phrases: dict[str, tuple[str, float, list[Span]]] = {}
        self._quotes: list[tuple[Quote, tuple[int, int] | None]] = []
        self._key: list[KeySentence] = []
        self._openings: list[KeySentence] = []
        self._dates: list[Date] = []
        self._hedges: list[Hedge] = []

    def add(self, donor: int, unit: Unit) -> None:
        """Append a unit of the donor with this number."""
        dates = [(*each, *self._moved(donor, unit.text, each)) for each in unit.dates]
        edits = sorted(
            (
                *((start, end, text) for start, end, _, text, _ in dates),
                *(
                    (start, end, self._called(donor, who, unit.text[start:end]))
                    for start, end, who in unit.mentions
                ),
                *(
                    (start, end, self._word(unit.text[start:end], topical=topical))
                    for start, end, topical in unit.slots
                ),
            )
        )
        moved = Moved(unit.text, edits, self._at)
        self._pieces.append(moved.text)
        self._at += len(moved.text) + 2
        for start, end, who in unit.mentions:
            low, high, text = moved(start, end)
            self._characters[donor, who].mentions.append(Mention(start=low, end=high, text=text))
        for start, end, who in unit.roles:
            if (character := self._characters.get((donor, who))) and not character.role:
                character.role = moved(start, end)[2]
        for start, end, which in unit.phrases:
            low, high, text = moved(start, end)
            score = self._donors[donor].phrases[which].score
            phrase, best, spans = self._phrases.get(text.casefold(), (text, score, []))
            self._phrases[text.casefold()] = (phrase, max(best, score), spans)
            if Span(start=low, end=high) not in spans:
                spans.append(Span(start=low, end=high))
        for start, end, _, _, value in dates:
            low, high, text = moved(start, end)
            self._dates.append(Date(text=text, start=low, end=high, value=value))
        for start, end, category in unit.hedges:
            low, high, text = moved(start, end)
            self._hedges.append(Hedge(text=text, start=low, end=high, category=category))
        for start, end, who, cue in unit.quotes:
            low, high, text = moved(start, end)
            quote = Quote(text=text, start=low, end=high, speaker=None, speaker_actor=None, cue=cue)
            self._quotes.append((quote, None if who is None else (donor, who)))
        for start, end in unit.key:
            low, high, text = moved(start, end)
            self._key.append(KeySentence(text=text, start=low, end=high))
        if len(self._pieces) > 1:
            low, high, text = moved(*unit.sentences[0])
            self._openings.append(KeySentence(text=text, start=low, end=high))

    def finish(self) -> Composed:
        """Return the article as it stands."""
        text = "\n\n".join(self._pieces)
        phrases = sorted(self._phrases.values(), key=lambda each: (-each[1], each[0]))[:PHRASES]
        chance = random.Random(f"source {self._plan.number}")
        key = self._key or self._openings
        composed = Composed(
            text=text,
            title=self._pieces[0],
            published=str(self._published),
            source=chance.choice(SOURCES),
            actors=tuple(self._actors(len(text))),
            keyphrases=tuple(
                Keyphrase(text=phrase, rank=rank, score=score, mentions=tuple(spans))
                for rank, (phrase, score, spans) in enumerate(phrases)
            ),
            quotes=tuple(self._said()),
            key_sentences=tuple(sorted(key[:3], key=lambda each: each.start)),
            dates=tuple(self._dates),
            hedges=tuple(self._hedges),
        )
        _check(composed)
        return composed

    def _actors(self, length: int) -> Iterator[Actor]:
        """Yield the actors, the most salient first: named often, and early."""
        found = []
        for character in self._characters.values():
            first = min(mention.start for mention in character.mentions)
            often = min(len(character.mentions), 10) / 10
            salience = round(0.7 * often + 0.3 * (1 - first / length), 4)
            forms = dict.fromkeys(mention.text for mention in character.mentions)
            full = character.name.full
            found.append(
                Actor(
                    name=full,
                    type=character.like.type,
                    role=character.role,
                    aliases=tuple(form for form in forms if form != full),
                    salience=salience,
                    mentions=tuple(character.mentions),
                    canonical=full if character.name.state else None,
                )
            )
        yield from sorted(found, key=lambda actor: (-actor.salience, actor.name))

    def _said(self) -> Iterator[Quote]:
        for quote, key in self._quotes:
            who = self._characters.get(key) if key else None
            name = who.name.full if who else None
            yield Quote(
                text=quote.text,
                start=quote.start,
                end=quote.end,
                speaker=name,
                speaker_actor=name,
                cue=quote.cue,
            )

    def _called(self, donor: int, who: int, form: str) -> str:
        """Return what stands for a mention: in full the first time, then as short as it was."""
        character = self._characters.get((donor, who))
        if character is None:
            actor = self._donors[donor].actors[who]
            chance = random.Random(f"{self._subject} {donor} {who}")
            if chance.random() > FAMILIAR:
                chance = self._cast
            name = names()[actor.type].draw(chance)
            while name.full in self._taken:
                name = names()[actor.type].draw(chance)
            self._taken.add(name.full)
            self._characters[donor, who] = _Character(name, actor)
            return name.full
        name, full = character.name, character.like.name
        if character.like.type == "PERSON":
            if " " in form:
                return name.full
            return name.given if form == full.split()[0] else name.short
        return name.full if form == full else name.short

    def _word(self, word: str, *, topical: bool) -> str:
        """Return what stands for a noun or adjective, in the whole article the same."""
        if word not in self._instead:
            chance = random.Random(f"{self._subject} {word}") if topical else self._words
            other = words().draw(chance)
            self._instead[word] = other if chance.random() < REPLACED else word
        return self._instead[word]

    def _moved(
        self, donor: int, text: str, found: tuple[int, int, str | None]
    ) -> tuple[str, str | None]:
        """Return a date's text and value, as far from this article's publication as they were from
        the donor's, in whole weeks, so that the days of the week stay."""
        start, end, value = found
        said = text[start:end]
        if value is None or not _DAY.fullmatch(value):
            return said, value
        weeks = (self._published - self._donors[donor].published).days // 7
        day = date.fromisoformat(value) + timedelta(weeks=weeks)
        if any(char.isdigit() for char in said):
            year = f", {day.year}" if re.search(r"\d{4}", said) else ""
            said = f"{_MONTHS[day.month]} {day.day}{year}"
        return said, str(day)


def _check(composed: Composed) -> None:
    """Every record must say what stands at its place."""
    records: list[Mention | Quote | KeySentence | Date | Hedge] = [
        *(mention for actor in composed.actors for mention in actor.mentions),
        *composed.quotes,
        *composed.key_sentences,
        *composed.dates,
        *composed.hedges,
    ]
    for record in records:
        assert composed.text[record.start : record.end] == record.text, record
    for phrase in composed.keyphrases:
        for span in phrase.mentions:
            said = composed.text[span.start : span.end]
            assert said.casefold() == phrase.text.casefold(), phrase
