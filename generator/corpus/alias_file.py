"""``aliases.yml``: the file by which people correct who is who. It always wins.

Every part is optional; names are compared without regard to case and a leading "the"::

    merge:                       # these names are one actor, shown under the first
      Volodymyr Zelensky: [Volodymyr Zelenskiy, Zelenskyy]
    split:                       # these names are no aliases of that actor but actors of their own
      Russia: [Moscow]
    rename:                      # show an actor under another name
      US: United States
    retype:                      # PERSON, ORG, GPE (state, town), LOC (other place), NORP (people)
      Kursk: LOC
    block:                       # never an actor
      - Getty Images

The parts are applied in this order: block, split, merge, rename, retype; so `retype` speaks of the
names that the site shows. A name that is only an alias is moved or blocked alone: its actor stays.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import get_args

import yaml

from generator.errors import SettingsError
from generator.model import ActorType

FILE = "aliases.yml"
PARTS = ("merge", "split", "rename", "retype", "block")
TYPES: tuple[str, ...] = get_args(ActorType)
LARGEST = 1_000_000
"""Characters; a file of corrections beyond this is a mistake."""
_SURROGATE = re.compile("[\ud800-\udfff]")
"""What YAML's ``\\uD83D`` alone gives: no file can be written in UTF-8 that has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aliases:
    """The corrections of a project. Keys of the mappings are names as :func:`key` compares them.

    ``merge`` maps each name to the name that it is shown under; ``split`` maps an actor to the
    names that are not its aliases; ``rename`` maps a name to the name to show; ``retype`` maps a
    name to its type; ``block`` holds the names that are no actors.
    """

    merge: Mapping[str, str] = field(default_factory=dict)
    split: Mapping[str, frozenset[str]] = field(default_factory=dict)
    rename: Mapping[str, str] = field(default_factory=dict)
    retype: Mapping[str, ActorType] = field(default_factory=dict)
    block: frozenset[str] = frozenset()

    def __str__(self) -> str:
        """Say all of it in one way, whatever the order in the file."""
        parts = (
            sorted(self.merge.items()),
            sorted((name, sorted(others)) for name, others in self.split.items()),
            sorted(self.rename.items()),
            sorted(self.retype.items()),
            sorted(self.block),
        )
        return repr(parts)

    def __bool__(self) -> bool:
        return bool(self.merge or self.split or self.rename or self.retype or self.block)


def key(name: str) -> str:
    """Return a name as corrections compare it: without case, spare blanks and a leading "the"."""
    return " ".join(name.split()).casefold().removeprefix("the ")


def parse_aliases(text: str) -> Aliases:
    """Return the corrections that `text`, the content of an ``aliases.yml``, asks for.

    Raises SettingsError naming the entry, what is wrong with it and what to write instead.
    """
    values = _load(text)
    if values is None:
        return Aliases()
    if not isinstance(values, dict):
        raise SettingsError(
            FILE, "it is no list of corrections", f"begin its parts with {', '.join(PARTS)}"
        )
    for part in values:
        if part not in PARTS:
            raise SettingsError(
                f"{FILE}: {part}", "there is no such part", f"use one of {', '.join(PARTS)}"
            )
    merge: dict[str, str] = {}
    for name, others in _lists("merge", values.get("merge")):
        for other in (name, *others):
            if merge.setdefault(key(other), name) != name:
                raise SettingsError(
                    f"{FILE}: merge: {other}",
                    f"it is merged into both {merge[key(other)]} and {name}",
                    "keep it under one of them",
                )
    return Aliases(
        merge=merge,
        split={
            key(name): frozenset(map(key, others))
            for name, others in _lists("split", values.get("split"))
        },
        rename={key(old): new for old, new in _pairs("rename", values.get("rename"))},
        retype=dict(_types(values.get("retype"))),
        block=frozenset(map(key, _names(f"{FILE}: block", values.get("block") or []))),
    )


def _load(text: str) -> object:
    if len(text) > LARGEST:
        raise SettingsError(FILE, f"it is longer than {LARGEST} characters", "shorten it")
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise SettingsError(
                    f"{FILE}: *{event.anchor}", "YAML references are not read", "write it out"
                )
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{FILE}: line {mark.line + 1}" if mark else FILE
        cause = str(getattr(error, "problem", None) or "it is not YAML")
        raise SettingsError(place, cause, "indent by blanks, put odd names in quotes") from None


def _name(where: str, value: object) -> str:
    if isinstance(value, bool | None) or not isinstance(value, str | int | float):
        raise SettingsError(where, "a name is expected here", "write one name, in quotes if odd")
    name = " ".join(str(value).split())
    if not name:
        raise SettingsError(where, "the name is empty", "write a name or take the entry out")
    if _SURROGATE.search(name):
        raise SettingsError(where, "the name has half a character", "write the character itself")
    return name


def _names(where: str, value: object) -> list[str]:
    if isinstance(value, str):
        return [_name(where, value)]
    if not isinstance(value, list):
        raise SettingsError(where, "a list of names is expected here", "write [Name, Other Name]")
    return [_name(where, each) for each in value]


def _mapping(part: str, value: object) -> Iterator[tuple[str, object]]:
    if value is None:
        return
    if not isinstance(value, dict):
        raise SettingsError(
            f"{FILE}: {part}", "entries of the form `Name: ...` are expected", "see its example"
        )
    for name, content in value.items():
        yield _name(f"{FILE}: {part}", name), content


def _lists(part: str, value: object) -> Iterator[tuple[str, list[str]]]:
    for name, others in _mapping(part, value):
        yield name, _names(f"{FILE}: {part}: {name}", others)


def _pairs(part: str, value: object) -> Iterator[tuple[str, str]]:
    for name, other in _mapping(part, value):
        yield name, _name(f"{FILE}: {part}: {name}", other)


def _types(value: object) -> Iterator[tuple[str, ActorType]]:
    for name, given in _pairs("retype", value):
        kind: ActorType | None = next(
            (each for each in get_args(ActorType) if each == given.upper()), None
        )
        if kind is None:
            raise SettingsError(
                f"{FILE}: retype: {name}", f"{given} is no type", f"use one of {', '.join(TYPES)}"
            )
        yield key(name), kind
