"""Key sentences: the article's bottom line in its own sentences."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from generator.extraction.nlp import Analysis
from generator.extraction.phrases.forms import phrase_key
from generator.extraction.phrases.weights import is_common
from generator.extraction.whole_sentences import WholeSentence, whole_sentences
from generator.model import Actor, Keyphrase, KeySentence, Quote

MOST: Final = 3
EARLY: Final = 4.0  # sentences; how slowly a sentence loses weight further down
ACTOR: Final = 0.25  # the most salient actor's weight, where the best key phrase has 1
TITLE: Final = 1.0  # weight of a sentence that says every word of the title
REPEATED: Final = 0.7  # what is left of a topic's weight once a chosen sentence has told it
CONNECTED: Final = 0.8  # a sentence that opens with "however" leans on the one before
SHORT: Final = 20  # words below which a sentence tells proportionately less

_POOL = 400  # sentences looked at; a bottom line further down is none
_COMMON = 5.5  # Zipf frequency above which a word of the title says nothing ("after", "over")


def find_key_sentences(
    analysis: Analysis,
    actors: tuple[Actor, ...],
    keyphrases: tuple[Keyphrase, ...],
    quotes: tuple[Quote, ...],
) -> tuple[KeySentence, ...]:
    """Return at most three sentences, verbatim and in the article's order.

    Candidates are whole sentences of the running text that stand by themselves (see
    :mod:`generator.extraction.whole_sentences`). The first of them is taken as the lead; then,
    one by one, those that tell most: key phrases, actors and words of the title by their weight,
    what is not told yet before what is, early sentences before late ones.
    """
    sentences = whole_sentences(analysis, quotes)
    if not sentences:
        return ()
    told = _contents(sentences, actors, keyphrases)
    _add_title_words(told, sentences, analysis)
    chosen = [0]
    rest = list(range(1, len(sentences)))[:_POOL]
    while rest and len(chosen) < MOST:
        known = {topic for number in chosen for topic in told[number]}
        best = max(rest, key=lambda number: _worth(sentences[number], told[number], known))
        rest.remove(best)
        chosen.append(best)
    return tuple(
        KeySentence(
            text=sentences[number].text, start=sentences[number].start, end=sentences[number].end
        )
        for number in sorted(chosen)
    )


def _contents(
    sentences: tuple[WholeSentence, ...],
    actors: tuple[Actor, ...],
    keyphrases: tuple[Keyphrase, ...],
) -> list[dict[str, float]]:
    """Return for each sentence the topics that it mentions, with their weights."""
    told: list[dict[str, float]] = [{} for _ in sentences]
    ends = [sentence.end for sentence in sentences]

    def note(topic: str, weight: float, starts: Iterable[int]) -> None:
        for start in starts:
            number = bisect_left(ends, start + 1)
            if number < len(sentences) and sentences[number].start <= start:
                told[number][topic] = weight

    for phrase in keyphrases:
        note(f"phrase {phrase.rank}", phrase.score, (span.start for span in phrase.mentions))
    most = max((actor.salience for actor in actors), default=0.0)
    for rank, actor in enumerate(actors):
        weight = ACTOR * actor.salience / most if most > 0 else 0.0
        note(f"actor {rank}", weight, (mention.start for mention in actor.mentions))
    return told


def _add_title_words(
    told: list[dict[str, float]], sentences: tuple[WholeSentence, ...], analysis: Analysis
) -> None:
    """Add to each sentence's topics the words that it shares with the article's title."""
    english = analysis.language == "en"
    title = analysis.article.metadata.title or " ".join(
        passage.text for passage in analysis.passages if passage.kind == "title"
    )
    words = {
        word
        for word in phrase_key(title, english=english)
        if not is_common(word, analysis.language, above=_COMMON)
    }
    for sentence, topics in zip(sentences, told, strict=True):
        for word in sorted(words.intersection(phrase_key(sentence.text, english=english))):
            topics[f"title {word}"] = TITLE / len(words)


def _worth(sentence: WholeSentence, told: dict[str, float], known: set[str]) -> float:
    """Return what a sentence adds to the chosen ones."""
    worth = sum(weight * (REPEATED if topic in known else 1.0) for topic, weight in told.items())
    worth *= min(1.0, sentence.words / SHORT)
    worth /= 1.0 + sentence.place / EARLY
    return worth * CONNECTED if sentence.connected else worth
