"""Which of the things in quotation marks are speech.

Left out: titles and names, coined labels ("green list" countries), words about words (the term
"route out"), and scare quotes: short pieces that nobody is said to have said.
"""

import re

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
_LABELLED_AFTER = re.compile(r"\s+[a-z]+(?:\s|[.,;:]|$)")
# `"Quotation." Anonymous blogger, "Title of his post"`: the title of where it stands.
_SOURCE_TITLE = re.compile(r"”\s+[^.”]{3,60},\s*$")
_TERMINAL = frozenset(".!?…")


def words_in(text: str) -> int:
    """Return how many words a quotation has; two signs of an unspaced script count as one."""
    signs = len(_CJK.findall(text))
    return len(_WORD.findall(_CJK.sub(" ", text))) + (signs + 1) // 2


def is_speech(
    text: str, before: str, after: str, *, reported: bool, qualifies: bool | None, noun: bool
) -> bool:
    """Whether a quotation is what somebody said or wrote.

    `before` and `after` are the words round it in its sentence; `reported` says that a reporting
    verb, or an "according to", governs it; `qualifies` that a noun follows which it qualifies
    (None: not known); `noun` that it is a single noun.
    """
    count = words_in(text)
    if count == 0 or (not reported and _SOURCE_TITLE.search(before)):
        return False
    if _is_title(text, count) and not (reported and text[-1:] in _TERMINAL):
        return False
    if count > 4:
        return True
    if _NAMED_BEFORE.search(before):
        return False
    if count < 4 and not _ends_clause(text):
        if _labels(after) if qualifies is None else qualifies:
            return False
    if count == 1:
        return reported and not noun and not _LABEL_BEFORE.search(before) and text[:1].islower()
    return reported or (not re.search(r"\w", before) and text[-1:] in _TERMINAL)


def _is_title(text: str, count: int) -> bool:
    """Whether every word but the small ones is capitalised, as in a title or a name."""
    words = [word for word in _WORD.findall(text) if word.lower() not in english().small]
    if not words or count > 14:
        return False
    capital = sum(word[0].isupper() or word[0].isdigit() for word in words)
    return capital == len(words) and (len(words) > 1 or count > 1)


def _labels(after: str) -> bool:
    """Whether a noun follows that the quoted words qualify."""
    match = _LABELLED_AFTER.match(after)
    return match is not None and match[0].strip(" .,;:") not in english().function


def _ends_clause(text: str) -> bool:
    return text[-1:] in _TERMINAL or text[-1:] == ","
