"""Which of the things in quotation marks are speech.

Left out: titles and names, coined labels ("green list" countries), words about words (the term
"route out"), and scare quotes: short pieces that nobody is said to have said.
"""

import re
from dataclasses import dataclass

from generator.extraction.quotes.cues import english

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NAMED_BEFORE = re.compile(
    r"\b(?:call(?:ed|s|ing)?|named|dubbed|nicknamed|titled|entitled|labell?ed|termed|known(?:\s+\w+){0,3}\s+as|"
    r"so-called|the\s+(?:terms?|words?|phrases?|name|nickname|slogan|hashtag|password|username|title)|"
    r"by\s+the\s+name(?:\s+of)?|nickname|codenamed|code-named|under\s+the\s+(?:name|title|banner)|"
    r"(?:film|movie|book|novel|song|album|single|track|play|series|show|episode|programme|program|"
    r"essay|poem|article|paper|exhibition|painting|documentary|musical|opera|game|website|site|"
    r"blog|magazine|ship|boat|robot|section|chapter|report|column|video|campaign|project|operation)"
    r"(?:\s+called)?),?\s*$",
    re.IGNORECASE,
)
_LABEL_BEFORE = re.compile(
    r"\b(?:the|an?|its|his|her|their|of|on|two|three|[’']s)\s+$", re.IGNORECASE
)
# "What Smith called “an odd sort of justice”" is Smith's word; "what is called “the hole”" a name.
_SO_CALLED = re.compile(
    r"\bwhat\s+(?:he|she|they|(?:[\w.'’-]+\s+){0,3}[A-Z][\w.'’-]+)\s+(?:has\s+|had\s+)?"
    r"(?:called|termed|dubbed|labell?ed)\s*$"
)
# "Smith downgraded the stock to “neutral”": a step of a scale, which nobody said.
_GRADED = re.compile(
    r"\b(?:(?:down|up)grad(?:e|es|ed|ing)|(?:rais|lower|lift|cut|mov|push|tak|took|set|keep|kept|"
    r"chang|reduc|maintain|reiterat)\w*(?=[^.;”]*\b(?:stock|shares?|rating|recommendation|outlook|"
    r"level|alert|status|grade|target|debt|bonds?)\b))[^.;”]{1,80}\b(?:to|from|at)\s+(?:an?\s+)?$"
)
_INDEFINITE = re.compile(r"an?\s")
_DEFINITE = re.compile(r"\b[Tt]he\s+$")
_LABELLED_AFTER = re.compile(r"\s+[a-z]+(?:\s|[.,;:]|$)")
# `"Quotation." Anonymous blogger, "Title of his post"`: the title of where it stands.
_SOURCE_TITLE = re.compile(r"”\s+[^.”]{3,60},\s*$")
_TERMINAL = frozenset(".!?…。！？")


def words_in(text: str) -> int:
    """Return how many words a quotation has; two signs of an unspaced script count as one."""
    signs = len(_CJK.findall(text))
    return len(_WORD.findall(_CJK.sub(" ", text))) + (signs + 1) // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a quotation stands: the words ``before`` and ``after`` it in its sentence.

    ``reported`` says that a reporting verb or an "according to" governs it, ``judged`` that the
    verb is one of judging; ``qualifies`` that a noun follows which it qualifies (None: not known);
    ``noun`` that it is a single noun.
    """

    before: str
    after: str
    reported: bool
    judged: bool
    qualifies: bool | None
    noun: bool


def is_speech(text: str, setting: Setting) -> bool:
    """Whether a quotation is what somebody said or wrote."""
    count = words_in(text)
    before, reported = setting.before, setting.reported
    complete = text[-1:] in _TERMINAL
    title = _is_title(text, count) and not (reported and complete)
    if count == 0 or title or (not reported and _SOURCE_TITLE.search(before)):
        return False
    labels = _labels(setting.after) if setting.qualifies is None else setting.qualifies
    own = reported and count > 2 and _SO_CALLED.search(before) and _INDEFINITE.match(text)
    if own or count > 4:
        return True
    open_ended = not ends_clause(text)
    graded = count < 3 and open_ended and _GRADED.search(before)
    if graded or _NAMED_BEFORE.search(before) or (count < 4 and labels and open_ended):
        return False
    if count < 4 and _DEFINITE.search(before) and not (setting.judged or not open_ended):
        return False  # the "deep state" is: a thing with a name, not what was said of it
    if count == 1:
        return reported and (ends_clause(text) or _is_said_word(text, setting))
    return reported or (complete and not re.search(r"\w", before))


def _is_said_word(text: str, setting: Setting) -> bool:
    """Whether a single word is what somebody was heard to say, not a name or a label."""
    named = setting.noun or setting.judged or _LABEL_BEFORE.search(setting.before)
    return not named and text[:1].islower()


def _is_title(text: str, count: int) -> bool:
    """Whether every word but the small ones is capitalised, as in a title or a name."""
    words = [word for word in _WORD.findall(text) if word.lower() not in english().small]
    if not words or count > 14:
        return False
    capital = sum(word[0].isupper() or word[0].isdigit() for word in words)
    return capital == len(words) and count > 1


def _labels(after: str) -> bool:
    """Whether a noun follows that the quoted words qualify."""
    match = _LABELLED_AFTER.match(after)
    return match is not None and match[0].strip(" .,;:") not in english().function


def ends_clause(text: str) -> bool:
    """Whether a quotation ends in the punctuation of a sentence or clause."""
    return text[-1:] in _TERMINAL or text[-1:] in tuple(",，")
