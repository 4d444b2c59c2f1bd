"""Names told by their capitals alone, where no model finds any."""

import re

from generator.extraction.quotes.block import Block
from generator.extraction.quotes.cues import Cue
from generator.extraction.quotes.people import Who

_CAPITAL = r"[^\W\d_a-zà-öø-ÿа-яё][\w'’-]+"
_PARTICLE = r"(?:(?:de|del|de\sla|von|van|der|da|di|la|le|el|al|bin)\s+)?"
_FULL_NAME = rf"{_CAPITAL}(?:\s+{_PARTICLE}{_CAPITAL}){{1,3}}"
NAME = re.compile(_FULL_NAME)
_NAME_AFTER = re.compile(rf"\s+(?:[^\W\d_A-Z]+\s+){{0,4}}?(?P<name>{_FULL_NAME})")
_NAME_BEFORE = re.compile(rf"(?P<name>{_FULL_NAME})(?:\s+(?:hat|ha|a))?\s*$")


def bare_name(block: Block, cue: Cue, since: int, *, inverted: bool) -> Who | None:
    """Return the run of capitalised words beside a verb, where no model names anybody."""
    text = block.mask
    if inverted:
        after = _NAME_AFTER.match(text, cue.end, cue.end + 120)
        return without_title(after["name"], block) if after else None
    before = _NAME_BEFORE.search(text[max(since, cue.start - 80) : cue.start])
    return without_title(before["name"], block) if before else None


def without_title(name: str, block: Block) -> Who:
    """Return who has a name, without the title that stands before it."""
    words = name.split()
    # German writes every noun with a capital: of "Kanzler Olaf Scholz" the name is the end.
    if block.language == "de" and len(words) > 2 and words[-2][0].isupper():
        words = words[-2:]
    return Who(name=" ".join(words))
