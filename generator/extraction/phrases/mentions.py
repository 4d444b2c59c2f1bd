"""From phrases to their places in the text."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from generator.extraction.nlp import Analysis
from generator.extraction.phrases.forms import Word, words_in
from generator.model import Keyphrase, Span

_NOT_READ = {"dateline", "byline"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A chosen phrase: how it is shown, what it is found by, and its score (1 is best)."""

    surface: str
    key: tuple[str, ...]
    score: float


def read_words(analysis: Analysis) -> tuple[Word, ...]:
    """Return the words of all blocks but datelines and bylines; none is joined across blocks."""
    english = analysis.language == "en"
    text = analysis.article.text
    return tuple(
        word
        for passage in analysis.passages
        if passage.kind not in _NOT_READ
        for word in words_in(text, passage.start, passage.end, english=english)
    )


def place(words: Sequence[Word], choices: Sequence[Choice]) -> tuple[Keyphrase, ...]:
    """Return the chosen phrases, in their order, with every occurrence of each.

    One pass over the words: a phrase is tried only where its first word stands.
    """
    by_first: dict[str, list[int]] = defaultdict(list)
    for number, choice in enumerate(choices):
        by_first[choice.key[0]].append(number)
    found: list[list[Span]] = [[] for _ in choices]
    for index, word in enumerate(words):
        for number in by_first.get(word.folded, ()):
            if stands_at(words, index, choices[number].key):
                last = words[index + len(choices[number].key) - 1]
                found[number].append(Span(start=word.start, end=last.end))
    return tuple(
        Keyphrase(text=choice.surface, rank=rank, score=choice.score, mentions=tuple(mentions))
        for rank, (choice, mentions) in enumerate(zip(choices, found, strict=True))
    )


def stands_at(
    words: Sequence[Word], index: int, key: tuple[str, ...], *, end: int | None = None
) -> bool:
    """Say whether a phrase stands at a word, joined, and ends at `end` where that is given."""
    last = index + len(key) - 1
    if not key or last >= len(words) or (end is not None and words[last].end != end):
        return False
    return all(
        words[index + step].folded == part and (step == 0 or words[index + step].joined)
        for step, part in enumerate(key)
    )
