"""Whether a weekday stands beside the present of what is in a diary: "the board meets on Friday".

In the present tense captions tell what was ("a boy waits at the gate on Monday"), and so do
headlines. Only verbs of what people appoint beforehand count, therefore, and only where little
stands between them and the day.
"""

import re

from generator.extraction.dates.tense import LEADING, before_date, is_of_past

_NAME = r"[A-Z][\w'’&.-]*(?:\s+[A-Z][\w'’&.-]*){0,2}"
_PLACE = rf"(?:\s+(?:in|at)\s+(?:the\s+)?{_NAME})?"
# Whom a team meets, and in which competition.
_RIVAL = rf"\s+{_NAME}(?:\s+in\s+(?:the\s+)?{_NAME})?"
_THEIR_RIVAL = rf"\s+(?:the\s+)?{_NAME}(?:\s+in\s+(?:the\s+)?{_NAME})?"
# What is done, in the singular and in the plural, and what may stand between it and the day.
_DONE = (
    (
        r"meets|sits|convenes|reconvenes",
        r"meet|sit|vote|convene|reconvene",
        rf"(?:\s+again)?{_PLACE}",
    ),
    (
        r"opens|closes|begins|starts|ends|resumes|reopens|concludes",
        r"open|begin|start|end|resume|reopen|conclude",
        _PLACE,
    ),
    (r"travels|goes|heads|flies|returns", r"travel|go|head|fly|return", rf"\s+to{_RIVAL}"),
    (r"hosts|faces|plays|visits|entertains", r"host|face|play|visit|entertain", _RIVAL),
    (
        r"goes|comes",
        r"go|come",
        r"\s+(?:on\s+(?:trial|sale|show|display)|into\s+(?:force|effect)|"
        r"to\s+the\s+polls|out|back)",
    ),
    (r"takes", r"take", r"\s+(?:effect|place)"),
    (r"is", r"are", r"(?:\s+(?:back|out|away|at\s+home|next))?"),
)
_ONE = re.compile(rf"\b(?:{'|'.join(f'(?:{one}){rest}' for one, _, rest in _DONE)})\s+(?:on\s+)?$")
_SEVERAL = re.compile(
    rf"\b(?:{'|'.join(f'(?:{several}){rest}' for _, several, rest in _DONE)})\s+(?:on\s+)?$"
)
# A schedule leaves the team out: "Visit the Hounds on Friday.", "Hounds: Host Ottley on Friday."
_SCHEDULED = re.compile(
    rf"(?:^|[:–—]\s+)[\s“\"'‘]*(?:(?:Host|Face|Play|Meet|Visit|Entertain){_THEIR_RIVAL}|"
    rf"(?:Travel|Go|Head|Return|Fly)\s+to{_THEIR_RIVAL}|(?<=[:–—]\s)At{_THEIR_RIVAL})\s+(?:on\s+)?$"
)
# What makes a noun of the verb, or an infinitive: "two starts on", "did not open on".
_NO_SUBJECT = re.compile(
    r"(?:^|\b(?:the|a|an|this|that|these|those|his|her|its|their|our|my|your|no|two|three|four|five|"
    r"to|not|did|do|does|can|could|would|may|might|must|should|let|and\s+not|as|while)|n['’]t|['’]s)\s+$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\s*(?:$|[.,;:)–—]|(?:for|in|at|to|and|or|when|with|before|after|but|as|from|over|against)\b)"
)
# "Saturday is World Bread Day", "Monday marks ten years".
_OPENS = re.compile(r"\s+(?:is\s+(?:the|an?|[A-Z]\w+)|marks|brings|sees)\s")


# "Would begin airdrops on", "with the draw to be made in Ayton on": what those spoken of will do.
_FORESEEN = re.compile(
    r"\b(?:would\s+(?!have\b|often\b|always\b|usually\b|sometimes\b)[a-z]+|to\s+be\s+[a-z]+(?:ed|en|de|ld|nt))"
    r"(?:\s+(?!(?:and|but|that|who|which|as|when|after)\b)[\w'’-]+){0,9}\s+(?:on\s+)$"
)


def is_appointed(text: str, start: int, end: int) -> bool:
    """Whether a weekday is that of something appointed, told in the present."""
    before = before_date(text, start)
    if LEADING.fullmatch(before):
        return _OPENS.match(text, end) is not None
    if _GOES_ON.match(text, end) is None:
        return False
    if _SCHEDULED.search(before) or _FORESEEN.search(before):
        return True
    if done := _ONE.search(before):
        return _NO_SUBJECT.search(before[: done.start()]) is None
    done = _SEVERAL.search(before)
    if done is None or is_of_past(before):
        return False  # "she saw them meet on Monday"
    return _NO_SUBJECT.search(before[: done.start()]) is None
