"""Extractors from other packages, through the entry point group ``briefings.extractors``.

A package offers a factory under a name of its own; ``briefings.yml`` says which part it replaces:

    [project.entry-points."briefings.extractors"]
    gazette-actors = "gazette:ActorFinder"

    extractors: {actors: gazette-actors}

The factory is called once in each process, without arguments, and gives a function that takes what
the built-in extractor of that part takes and returns records of the same type.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from importlib.metadata import entry_points
from typing import Any

from generator.errors import SettingsError
from generator.version import EXTRACTORS

PARTS = (
    "language",
    "headings",
    "title",
    "actors",
    "quotes",
    "keyphrases",
    "key_sentences",
    "dates",
    "hedges",
)
"""What can be replaced, named as in the record of a briefing."""

Work = Callable[..., Any]


def replacements(chosen: Mapping[str, str]) -> dict[str, Work]:
    """Load the extractors that replace built-in ones: part to function.

    Raises SettingsError where a part or a name is unknown, or a factory cannot be loaded.
    """
    return {part: _load(part, name) for part, name in sorted(chosen.items())}


def _load(part: str, name: str) -> Work:
    if part not in PARTS:
        raise SettingsError(
            f"extractors.{part}",
            "is nothing that can be replaced",
            f"use one of {', '.join(PARTS)}",
        )
    entry = next(iter(entry_points(group=EXTRACTORS, name=name)), None)
    if entry is None:
        names = ", ".join(sorted({item.name for item in entry_points(group=EXTRACTORS)})) or "none"
        raise SettingsError(
            f"extractors.{part}",
            f"no installed package offers an extractor {name} (there are: {names})",
            "install its package, or take the line out of briefings.yml",
        )
    try:
        work: Work = entry.load()()
    except Exception as error:
        raise SettingsError(
            f"extractors.{part}",
            f"{name} cannot be loaded ({type(error).__name__}: {error})",
            "mend or update its package",
        ) from error
    return work if part in ("language", "title") else _verified(name, work)


def _verified(name: str, work: Work) -> Work:
    """Let nothing through that its passage does not say: evidence is what the pages promise."""

    @wraps(work)
    def run(subject: Any, *others: Any) -> tuple[Any, ...]:
        records = tuple(work(subject, *others))
        text = getattr(subject, "article", subject).text
        for place in _places(records):
            said = getattr(place, "text", None)
            inside = 0 <= place.start < place.end <= len(text)
            if not inside or said not in (None, text[place.start : place.end]):
                raise ValueError(f"{name} gave {place!r}, which the text does not say there")
        return records

    return run


def _places(records: Iterable[Any]) -> Iterable[Any]:
    for record in records:
        if hasattr(record, "start"):
            yield record
        yield from getattr(record, "mentions", ())
