"""What becomes of the figures when one number of the ranking changes by a third.

A figure that falls when a number moves a little was tuned to these articles and will not hold
for others. Only key phrases and key sentences have such numbers worth moving: they rank.
"""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

import msgspec

from benchmarks.gold import score
from generator.extraction import ENGLISH_MODEL, key_sentences, keyphrases
from generator.extraction.nlp import Analyser, Analysis
from generator.extraction.phrases import weights
from generator.model import Briefing
from generator.read import from_text

NUMBERS: tuple[tuple[ModuleType, str], ...] = (
    (keyphrases, "LEAD"),
    (keyphrases, "NESTED"),
    (keyphrases, "SINGLE"),
    (keyphrases, "PASSING"),
    (keyphrases, "REPEATED"),
    (keyphrases, "COMMON"),
    (weights, "YAKE"),
    (weights, "RAREST"),
    (weights, "COMMONEST"),
    (key_sentences, "EARLY"),
    (key_sentences, "ACTOR"),
    (key_sentences, "TITLE"),
    (key_sentences, "REPEATED"),
    (key_sentences, "CONNECTED"),
    (key_sentences, "SHORT"),
)
FACTORS = (0.7, 1.3)
TOP = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An annotated article with its analysis and with what was extracted from it."""

    gold: dict[str, Any]
    briefing: Briefing
    analysis: Analysis


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The figures when one number is multiplied by a factor."""

    name: str
    factor: float
    phrases: float
    sentences: float


def cases(gold: Sequence[dict[str, Any]], found: Sequence[Briefing]) -> tuple[Case, ...]:
    """Analyse the gold articles once more, with the headings that were found."""
    analyse = Analyser({"en": ENGLISH_MODEL})
    return tuple(
        Case(
            gold=annotated,
            briefing=briefing,
            analysis=analyse(replace(from_text(briefing.text), blocks=briefing.blocks), "en"),
        )
        for annotated, briefing in zip(gold, found, strict=True)
    )


def sweep(articles: Sequence[Case]) -> Iterator[Move]:
    """Yield the figures for every number and factor."""
    for module, name in NUMBERS:
        for factor in FACTORS:
            with _changed(module, name, getattr(module, name) * factor):
                phrases, sentences = _figures(articles)
            label = f"{module.__name__.rpartition('.')[2]}.{name}"
            yield Move(name=label, factor=factor, phrases=phrases, sentences=sentences)


@contextlib.contextmanager
def _changed(module: ModuleType, name: str, value: float) -> Iterator[None]:
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


def _figures(articles: Sequence[Case]) -> tuple[float, float]:
    """Return key phrases' F1@10 and key sentences' F1."""
    find = keyphrases.KeyphraseExtractor(top=TOP)
    counts = []
    for case in articles:
        actors = case.briefing.actors
        phrases = find(case.analysis, actors)
        sentences = key_sentences.find_key_sentences(
            case.analysis, actors, phrases, case.briefing.quotes
        )
        changed = replace(case.briefing, keyphrases=phrases, key_sentences=sentences)
        counts.append(score.count(case.gold, msgspec.to_builtins(changed)))
    total = score.total(counts)
    return score.figure(total, "kp10"), score.figure(total, "sentences")


def lead(articles: Sequence[Case], number: int = 3) -> float:
    """Return the F1 of the first sentences of the running text, title and dateline left out."""
    counts = []
    for case in articles:
        first = {score.flat(sentence.text) for sentence in case.analysis.sentences[:number]}
        wanted = {score.flat(sentence) for sentence in case.gold["key_sentences"]}
        counts.append({"sentences": (len(first & wanted), len(first), len(wanted))})
    return score.figure(score.total(counts), "sentences")
