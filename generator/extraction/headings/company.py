"""Points that candidates gain or lose by the company of the article's other candidates."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from generator.extraction.headings.lines import Line
from generator.extraction.headings.points import THRESHOLD, WEIGHTS
from generator.extraction.headings.shape import Shape, announces

_HELPED = 0.6  # points by which a candidate may miss the mark before it has seen the others
_HEADLINE = 6  # words; links to other stories are headlines, headings vary in length

_FIRST_PERSON_WORDS = "I I'm I’m I've I’ve I'd I’d my My me we We our Our"
_FIRST_PERSON = frozenset(_FIRST_PERSON_WORDS.split())


def judge_together(lines: Sequence[Line], candidates: Sequence[Line]) -> None:
    """Let candidates of one kind support each other, and what they are not tell against them."""
    for line in _interviewers_questions(lines):
        line.points += WEIGHTS["question to the one who answers"]
    last = _last(lines)
    if last is not None and last.shape.person:
        for line in candidates:
            line.points += line.shape.person * WEIGHTS["signature at the end is of its kind"]
    if announces(" ".join(line.text for line in lines if line.role == "opening"), len(candidates)):
        for line in candidates:
            line.points += WEIGHTS["as many as the title announces"]
    plausible = [line for line in candidates if line.points >= THRESHOLD - _HELPED]
    kinds = Counter(_kind(line.shape) for line in plausible)
    words = [line.shape.words for line in plausible if line.shape.number is None]
    long_winded = len(words) >= 2 and min(words) >= _HEADLINE
    for line in plausible:
        line.points += WEIGHTS[_support(line.shape, kinds)]
        if len(plausible) == 1 and line.shape.question:
            line.points += WEIGHTS["the only one, and a question"]
        if long_winded and not (line.shape.question or line.shape.quoted):
            line.points += WEIGHTS["all are as long as headlines"]


def _support(shape: Shape, kinds: Counter[str]) -> str:
    """Return the weight's name for how many plausible headings are of the same kind."""
    others = kinds[_kind(shape)] - 1
    if others:
        return (
            "four or more others of its kind"
            if others >= 4
            else "two or more others of its kind"
            if others >= 2
            else "one other of its kind"
        )
    total = kinds.total()
    if total == 1:
        return "the only one"
    uniform = total >= 4 and max(kinds.values()) >= 0.75 * total
    return "the others are of another kind" if uniform else "some others, of any kind"


def _kind(shape: Shape) -> str:
    if shape.number is not None:
        return "numbered"
    # A single capitalised word may belong to either style.
    return "sentence" if shape.style in ("sentence", "title", "caseless") else shape.style


def _interviewers_questions(lines: Sequence[Line]) -> list[Line]:
    """Return the questions of an interview: answers speak of themselves, questions of "you"."""
    questions = [
        (line, following)
        for line, following in pairwise(lines)
        if line.role == "candidate"
        and line.shape.question
        and not (line.shape.quoted or line.shape.attributed)
    ]
    answered = sum(
        not _FIRST_PERSON.isdisjoint(following.text[:400].split()) for _, following in questions
    )
    asked = sum(line.shape.addressed for line, _ in questions)
    if len(questions) >= 2 and min(asked, answered) >= max(2, 0.5 * len(questions)):
        return [line for line, _ in questions]
    return []


def _last(lines: Sequence[Line]) -> Line | None:
    """Return the last candidate if nothing but furniture follows it."""
    for line in reversed(lines):
        if line.role not in ("label", "credit"):
            return line if line.role == "candidate" else None
    return None
