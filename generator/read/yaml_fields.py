"""Reads the small YAML mappings of front matter and sidecars, and no more of YAML than that.

Works on the parser's events: nothing is constructed, so no type, tag or alias can surprise.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from generator.errors import SeedError

_MOST_CHARACTERS = 64 * 1024
_DEEPEST = 10
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


def load_fields(text: str, *, subject: str, first_line: int = 1) -> dict[str, object]:
    """Return the mapping in `text`: its scalars as strings (None where empty), lists and mappings
    inside it as they are nested.

    `first_line` is the 1-based line of the file on which `text` begins, for messages. Raises
    SeedError for text that is malformed, too long or nested too deeply, and for aliases and tags.
    """
    if len(text) > _MOST_CHARACTERS:
        cause = f"has metadata of {len(text):,} characters, more than {_MOST_CHARACTERS:,}"
        raise SeedError(subject, cause, "keep only the article's fields in it")
    try:
        return _Builder(subject, first_line).mapping(yaml.parse(text, Loader=yaml.BaseLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise _fault(subject, line, error.problem or "malformed") from None
    except yaml.YAMLError as error:  # a character that YAML forbids; it has no mark
        position = min(getattr(error, "position", 0) or 0, len(text))
        line = first_line + text.count("\n", 0, position)
        raise _fault(subject, line, "a character that YAML forbids") from None


class _Builder:
    """Builds the nested values of one document, with a stack of the open ones."""

    def __init__(self, subject: str, first_line: int) -> None:
        self._subject = subject
        self._first_line = first_line
        self._root: object = None
        self._open: list[_Open] = []

    def mapping(self, events: Iterator[yaml.Event]) -> dict[str, object]:
        """Return the mapping that the events of one document describe."""
        documents = 0
        for event in events:
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                raise self._error(event, "a second document begins here")
            self._take(event)
        if self._root is None:
            return {}
        if not isinstance(self._root, dict):
            raise _fault(self._subject, self._first_line, "not a list of `field: value` lines")
        return self._root

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._error(event, "an anchor or alias (& or *)")
        if getattr(event, "tag", None):
            raise self._error(event, "a type tag (!)")
        awaits_key = bool(self._open) and self._open[-1].awaits_key
        if isinstance(event, yaml.ScalarEvent):
            empty = event.style is None and event.value in _NULLS and not awaits_key
            self._put(None if empty else event.value, event)
        elif isinstance(event, yaml.CollectionStartEvent):
            if awaits_key:
                raise self._error(event, "a key that is not plain text")
            if len(self._open) == _DEEPEST:
                raise self._error(event, f"nested deeper than {_DEEPEST} levels")
            self._open.append(_Open({} if isinstance(event, yaml.MappingStartEvent) else []))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._put(self._open.pop().container, event)

    def _put(self, value: object, event: yaml.Event) -> None:
        if not self._open:
            self._root = value
            return
        top = self._open[-1]
        if isinstance(top.container, list):
            top.container.append(value)
        elif top.key is not None:
            top.container[top.key] = value
            top.key = None
        elif value in top.container:
            raise self._error(event, f"the field '{str(value)[:40]}' for the second time")
        else:
            top.key = str(value)

    def _error(self, event: yaml.Event, what: str) -> SeedError:
        mark = event.start_mark
        return _fault(self._subject, self._first_line + (mark.line if mark else 0), what)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is not complete, and the key whose value comes next."""

    container: dict[str, object] | list[object]
    key: str | None = None

    @property
    def awaits_key(self) -> bool:
        return isinstance(self.container, dict) and self.key is None


def _fault(subject: str, line: int, what: str) -> SeedError:
    cause = f"has metadata that cannot be read (line {line}: {what})"
    return SeedError(subject, cause, "write one `field: value` a line, text with a colon in quotes")
