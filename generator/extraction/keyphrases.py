"""Key phrases: what an article is about, in its own words."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from generator.extraction.nlp import Analysis
from generator.extraction.phrases.forms import Word, phrase_key
from generator.extraction.phrases.furniture import report_starts
from generator.extraction.phrases.mentions import Choice, place, read_words, stands_at
from generator.extraction.phrases.names import Names, find_names
from generator.extraction.phrases.noun_phrases import LONGEST, LONGEST_NAME, noun_phrases
from generator.extraction.phrases.unsegmented import UNSEGMENTED, repeated_terms
from generator.extraction.phrases.weights import WordWeights, is_common
from generator.extraction.phrases.yake_engine import phrase_scores
from generator.model import Actor, Keyphrase

# Few numbers, and none of them sharp: docs/project/quality.md tells what becomes of the gold
# set's figures when each is changed by a third.
LEAD: Final = 50  # words; how slowly a phrase loses weight as it first appears further down
NESTED: Final = 0.5  # a phrase that stands only inside longer ones
SINGLE: Final = 0.5  # a single word says little
PASSING: Final = 0.7  # a name that stands once, further down: the article is not about it
REPEATED: Final = 0.7  # for each word that a better phrase has said already
COMMON: Final = 4.5  # Zipf frequency above which a single word is no topic ("attack", "time")

MOST_NAMES: Final = 3  # actors' names among the phrases: the page lists the actors by themselves
FEW: Final = 5  # phrases at least, where YAKE finds as many

_IN_PLACE = 1000  # how much a form counts whose first letter is not capital for its place
_POOL = 100  # phrases among which the choice is made
_YAKE_POOL = 400
_JOINTS = {"of", "for", "the"}
_WEEKDAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
# Adjectives that say no kind: with a common noun they make no topic ("recent reports").
_VAGUE_ADJECTIVES = """
    additional bad big common current difficult early easy final first former further general
    good great high important individual key large late little long low main major minor new
    old overall particular past poor possible potential previous real recent second short
    significant single small special third total young
"""
_VAGUE = frozenset(_VAGUE_ADJECTIVES.split())


class KeyphraseExtractor:
    """Finds an article's key phrases, at most `top`, best first.

    Where the language has a tagger, the candidates are noun phrases. A phrase's score is the
    sum, over its words, of term frequency x rarity in the language x YAKE's opinion of the
    word, divided by how far down it first appears; 1 is the best. Elsewhere YAKE chooses, with
    the language's own stop words; in scripts without blanks, repetition does.

    Each phrase is shown as it stands in the text; ``mentions`` are all its occurrences, whatever
    their case and number.
    """

    def __init__(self, *, top: int) -> None:
        self._top = top

    def __call__(self, analysis: Analysis, actors: tuple[Actor, ...]) -> tuple[Keyphrase, ...]:
        """Return the key phrases of an analysed article that has these actors."""
        if analysis.language in UNSEGMENTED:
            return repeated_terms(analysis, top=self._top)
        words = read_words(analysis)
        names = find_names(analysis, actors)
        if analysis.tagged:
            choices = _ranked_noun_phrases(analysis, words, names, self._top)
        else:
            choices = _ranked_by_yake(analysis, words, names, self._top)
        return place(words, choices)


@dataclass(slots=True, kw_only=True)
class _Candidate:
    """A noun phrase of the article, under its key.

    ``first`` is how many words stand before it; ``surfaces`` counts its forms.
    """

    key: tuple[str, ...]
    first: int
    whole: bool = False
    contexts: set[tuple[str, ...]] = field(default_factory=set)
    surfaces: Counter[str] = field(default_factory=Counter)

    @property
    def surface(self) -> str:
        """Its commonest form; the earliest of equals."""
        return max(self.surfaces, key=self.surfaces.__getitem__)

    @property
    def initial(self) -> bool:
        """Whether its first letter may be capital only for its place."""
        return self.surfaces[self.surface] < _IN_PLACE


def _ranked_noun_phrases(
    analysis: Analysis, words: tuple[Word, ...], names: Names, top: int
) -> tuple[Choice, ...]:
    weights = WordWeights(analysis, words)
    scores = {
        candidate.key: (candidate, _score(candidate, weights, names))
        for candidate in _candidates(analysis, words, names)
        if _is_topic(candidate, names, analysis.language)
    }
    pool = sorted(scores.values(), key=lambda pair: (-pair[1], pair[0].first, pair[0].key))[:_POOL]
    return _choose(_recurring(pool, words, names, analysis.language), weights, names, top)


def _candidates(
    analysis: Analysis, words: tuple[Word, ...], names: Names
) -> tuple[_Candidate, ...]:
    """Return the noun phrases that stand by themselves or inside two different longer ones."""
    english = analysis.language == "en"
    text = analysis.article.text
    order = {word.start: number for number, word in enumerate(words)}
    opening = next(iter(analysis.paragraphs), None)
    found: dict[tuple[str, ...], _Candidate] = {}
    for passage in analysis.passages:
        begin = report_starts(passage, opening=passage is opening)
        if begin == len(passage.text):
            continue
        persons = names.persons.get(passage.block, ())
        others = names.others.get(passage.block, ())
        for phrase in noun_phrases(passage, persons, others, analysis.language):
            if phrase.start < passage.start + begin:
                continue
            surface = text[phrase.start : phrase.end]
            key = phrase_key(surface, english=english)
            at = order.get(phrase.start)
            longest = LONGEST_NAME if key in names.bearers else LONGEST
            if at is None or len(key) > longest or not stands_at(words, at, key, end=phrase.end):
                continue
            candidate = found.setdefault(key, _Candidate(key=key, first=at))
            candidate.whole = candidate.whole or phrase.whole
            around = text[phrase.around[0] : phrase.around[1]]
            candidate.contexts.add(phrase_key(around, english=english))
            # A capital that a sentence's start or a heading may have lent is not shown if the
            # phrase stands elsewhere without it.
            candidate.surfaces[surface] += 1 if phrase.initial else _IN_PLACE
    return tuple(
        candidate for candidate in found.values() if candidate.whole or len(candidate.contexts) > 1
    )


def _is_topic(candidate: _Candidate, names: Names, language: str) -> bool:
    """Say whether a noun phrase can be what an article is about."""
    key, surface = candidate.key, candidate.surface
    if any(word in _WEEKDAYS for word in key) or not any(char.isalpha() for char in surface):
        return False
    # The page lists actors by themselves: a phrase must say more than such a name.
    if names.is_single_name(key) or names.is_bare_place(key, surface):
        return False
    if not names.is_about(key):
        return False
    if language == "en" and names.is_office(key, surface):
        return False
    if all(word in _VAGUE for word in key[:-1]):
        return not is_common(key[-1], language, above=COMMON)
    return True


def _score(candidate: _Candidate, weights: WordWeights, names: Names) -> float:
    """Return the candidate's worth before the choice."""
    said = _content(candidate.key)
    score = sum(weights.weight(word) for word in said)
    # Half the place of the phrase, half that of its words: "Ukrainian incursion" may be put
    # together late of words that stand in the first sentence.
    places = [min(candidate.first, weights.first(word, candidate.first)) for word in said]
    score /= (candidate.first + sum(places) / len(places)) / 2 + LEAD
    if not candidate.whole:
        score *= NESTED
    if len(candidate.key) == 1:
        score *= SINGLE
    if names.is_passing(candidate.key):
        score *= PASSING
    return score


def _recurring(
    pool: list[tuple[_Candidate, float]], words: tuple[Word, ...], names: Names, language: str
) -> list[tuple[_Candidate, float]]:
    """Leave out single words and what somebody is ("lead scientist") unless they recur."""
    choices = [Choice(surface="", key=candidate.key, score=score) for candidate, score in pool]
    kept = []
    for (candidate, score), placed in zip(pool, place(words, choices), strict=True):
        key, surface, initial = candidate.key, candidate.surface, candidate.initial
        bare = len(key) == 1 or (language == "en" and names.is_role(key, surface, initial=initial))
        if len(placed.mentions) > 1 or not bare:
            kept.append((candidate, score))
    return kept


def _choose(
    pool: list[tuple[_Candidate, float]], weights: WordWeights, names: Names, top: int
) -> tuple[Choice, ...]:
    """Take the best phrase again and again, each time devaluing the words that it has said.

    (Maximal marginal relevance: Carbonell and Goldstein, SIGIR 1998.) A word that a chosen
    phrase contains is not chosen by itself.
    """
    rest = dict.fromkeys(range(len(pool)))
    used: Counter[str] = Counter()
    named: set[int] = set()
    chosen: list[Choice] = []
    while rest and len(chosen) < top:
        worth = {number: _left(*pool[number], weights, used) for number in rest}
        best = max(rest, key=worth.__getitem__)
        del rest[best]
        candidate = pool[best][0]
        if len(candidate.key) == 1 and used[candidate.key[0]]:
            continue
        bearer = names.bearers.get(candidate.key)
        if bearer is not None:
            if bearer in named or len(named) == MOST_NAMES:
                continue
            named.add(bearer)
        used.update(_content(candidate.key))
        chosen.append(Choice(surface=candidate.surface, key=candidate.key, score=worth[best]))
    return _scaled(chosen)


def _left(candidate: _Candidate, score: float, weights: WordWeights, used: Counter[str]) -> float:
    """Return what is left of a score when words that are said already count for less."""
    said = _content(candidate.key)
    total = sum(weights.weight(word) for word in said)
    news = sum(weights.weight(word) * REPEATED ** used[word] for word in said)
    return score * news / total if total else 0.0


def _content(key: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a phrase, each once, without the joints of a name."""
    return tuple(dict.fromkeys(word for word in key if word not in _JOINTS)) or key


def _scaled(choices: list[Choice]) -> tuple[Choice, ...]:
    """Give the best phrase the score 1."""
    best = choices[0].score if choices and choices[0].score > 0 else 1.0
    return tuple(replace(choice, score=round(choice.score / best, 4)) for choice in choices)


def _ranked_by_yake(
    analysis: Analysis, words: tuple[Word, ...], names: Names, top: int
) -> tuple[Choice, ...]:
    """Return YAKE's phrases that stand in the text, without those that repeat a better one.

    With no tagger to tell a noun phrase from "minister said", a phrase counts only if it recurs
    or is a name; others fill up to `FEW`.
    """
    chosen: list[Choice] = []
    spare: list[Choice] = []
    said: Counter[str] = Counter()
    for choice, recurs in _yake_choices(analysis, words, names):
        if len(chosen) == top:
            break
        if recurs or _looks_like_name(choice.surface):
            if sum(1 for word in choice.key if not said[word]) * 2 > len(choice.key):
                said.update(choice.key)
                chosen.append(choice)
        elif len(choice.key) > 1 and len(spare) < FEW:
            spare.append(choice)
    for choice in spare:
        if len(chosen) < min(FEW, top) and not any(said[word] for word in choice.key):
            said.update(choice.key)
            chosen.append(choice)
    longer = {word for choice in chosen if len(choice.key) > 1 for word in choice.key}
    whole = [choice for choice in chosen if len(choice.key) > 1 or choice.key[0] not in longer]
    return _scaled(sorted(whole, key=lambda choice: -choice.score))


def _yake_choices(
    analysis: Analysis, words: tuple[Word, ...], names: Names
) -> Iterator[tuple[Choice, bool]]:
    """Yield YAKE's best candidates as they stand in the text, and whether each recurs there."""
    english = analysis.language == "en"
    text = analysis.article.text
    texts = (p.text for p in analysis.passages if p.kind not in {"dateline", "byline"})
    candidates: dict[tuple[str, ...], float] = {}
    for phrase, score in phrase_scores(texts, analysis.language)[:_YAKE_POOL]:
        key = phrase_key(phrase, english=english)
        if key and all(len(word) > 1 for word in (key[0], key[-1])):
            candidates.setdefault(key, score)
    # YAKE's better score is the lower one, and may be just below nought.
    choices = [
        Choice(surface="", key=key, score=1 / (1 + max(score, 0.0)))
        for key, score in candidates.items()
    ]
    for choice, placed in zip(choices, place(words, choices), strict=True):
        if placed.mentions:
            surface = text[placed.mentions[0].start : placed.mentions[0].end]
            if not names.is_bare_place(choice.key, surface):
                yield replace(choice, surface=surface), len(placed.mentions) > 1


def _looks_like_name(surface: str) -> bool:
    """Say whether a phrase of several words is capitalised but for its short joints."""
    words = surface.split()
    return len(words) > 1 and all(word[:1].isupper() or len(word) <= 3 for word in words)
