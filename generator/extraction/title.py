"""A title for an article that has none: the start of its lead, cut where a phrase ends.

News puts who, what and when at the beginning of the first sentence, so its head is a title already.
The words stand in the article as they stand in the title; only "…" is added, and only where the cut
leaves out something that the kept words ask for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.extraction.headings.furniture import is_credit, is_label
from generator.extraction.nlp import Analysis, Passage
from generator.extraction.sentence_bounds import sentence_bounds
from generator.extraction.title_grammar import OPEN, has_clause, missing

_SHORTEST, _LONGEST = 60, 115  # characters; what fits a page's head and a list of results
_LONGEST_UNSPACED = 45  # characters of scripts that write no blanks between words
_FURNITURE = 160  # characters; captions and labels are shorter
_TOO_SHORT_FOR_TEXT = 40

# "KYIV, Aug 6 (Reuters) - ", "PARIS — ", "Lagos, Nigeria (AP) – "
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^()\n–—]{1,60}?)\s*(?P<agency>\([^()\n]{2,40}\))?\s*(?:--|[-–—])\s+(?=\S)"
)
_CAPITALS = re.compile(r"\b[^\W\d_]{2,}\b")
_DATE_WORD = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|\d{1,4}(?:st|nd|rd|th)?",
    re.IGNORECASE,
)

_FINAL = " \t\n.,;:!?…。！？；：，、،؛؟।-–—"
_PAIRS = ("“”", "„“", "«»", "()", "[]", "「」", "『』")
_BREAKS = ",;:–—，；：、،؛"

_NEVER_LAST = frozenset(("ADP", "DET", "CCONJ", "SCONJ", "AUX", "PART"))
_RELATIVE = frozenset(("WDT", "WP", "WP$", "WRB"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """A place where the lead may end, how good it is, and whether it leaves something open."""

    end: int
    points: float
    is_open: bool


def derive_title(analysis: Analysis) -> str:
    """Return the beginning of the lead sentence as a title of at most about 110 characters.

    It is a verbatim stretch of the first sentence of the running text, after an inline dateline,
    without final punctuation, its quotation marks and brackets in pairs. "…" at its end says that
    the cut leaves a phrase open. Never empty: an article without words gets its id.
    """
    lead = _lead(analysis)
    if lead is None:
        return analysis.article.id
    passage, end = lead
    text = passage.text[:end]
    start = _after_dateline(text)
    whole = _trimmed(text, start, end)
    longest = _limit(text[start:])
    if whole - start <= longest:
        return _clean(text[start:whole])
    cuts = _parsed_cuts(passage, start, end) if analysis.tagged else _plain_cuts(text, start)
    usable = [
        cut
        for cut in cuts
        if cut.end - start + cut.is_open <= longest and _balanced(text[start : cut.end])
    ]
    if not usable:
        return _clean(text[start : _last_blank(text, start, start + longest - 1)]) + "…"
    best = max(usable, key=lambda cut: (cut.points, cut.end))
    return _clean(text[start : best.end]) + ("…" if best.is_open else "")


def _lead(analysis: Analysis) -> tuple[Passage, int] | None:
    """Return the passage that opens the running text, and where its first sentence ends in it."""
    usable = [
        passage
        for passage in analysis.passages
        if passage.kind in ("paragraph", "title") and any(c.isalnum() for c in passage.text)
    ]
    running = [passage for passage in usable if _is_running(passage)]
    passage = next(iter(running or usable or analysis.passages), None)
    if passage is None or not passage.text.strip():
        return None
    after = _after_dateline(passage.text)
    for start, end in sentence_bounds(passage, analysis.language):
        # A dateline ("Aug. 6 (Agency) -") may be cut into sentences of its own.
        if end > after + 1 and end - start > 1:
            return passage, end
    return passage, len(passage.text)


def _is_running(passage: Passage) -> bool:
    text = passage.text
    if passage.kind != "paragraph":
        return False
    if len(text) < _FURNITURE and (is_credit(text) or is_label(text)):
        return False
    return len(text) >= 2 * _TOO_SHORT_FOR_TEXT or text.rstrip("\"'”’»)").endswith(
        tuple(".!?。！？।")
    )


def _after_dateline(text: str) -> int:
    """Return where the first sentence begins, a dateline in front of it put aside."""
    match = _DATELINE.match(text[:120])
    if match is None:
        return len(text) - len(text.lstrip())
    words = _CAPITALS.findall(match["place"])
    shouted = any(len(word) > 2 and word.isupper() for word in words[:3])
    named = all(
        word[0].isupper() or _DATE_WORD.fullmatch(word) or word in ("de", "of", "la", "al")
        for word in words
    )
    dated = match["agency"] is not None or "," in match["place"]
    if named and len(words) <= 6 and (shouted or dated):
        return match.end()
    return 0


# Where a lead that is too long may be cut


def _parsed_cuts(passage: Passage, start: int, end: int) -> Iterator[_Cut]:
    """Yield the ends of phrases, found from what depends on what in the sentence."""
    tokens = [t for t in passage.doc if start <= t.idx < end and not t.is_space]
    for at in range(2, len(tokens)):
        kept, left_out = tokens[:at], tokens[at:]
        last, following = kept[-1], left_out[0]
        stop = _trimmed(passage.text, start, last.idx + len(last))
        length = stop - start
        if length > _LONGEST:
            return
        if last.is_punct and last.text not in '”"’»)]':
            continue  # the same cut as before the mark
        if last.tag_ in _RELATIVE or (last.pos_ in _NEVER_LAST and last.dep_ != "prt"):
            continue
        lost = missing(kept, left_out)
        if lost is None:
            continue
        clause = has_clause(kept)
        complete = clause and lost < OPEN
        # A whole clause is best, the fuller the better; where none fits, the more is told.
        points = length / _LONGEST + clause
        points += 1.0 - 1.2 * lost if complete else -0.15 * lost
        points += 0.3 * (following.text in _BREAKS or following.dep_ in ("advcl", "relcl", "cc"))
        points -= max(0, _SHORTEST - length) / 40
        yield _Cut(end=stop, points=points, is_open=not complete)


def _plain_cuts(text: str, start: int) -> Iterator[_Cut]:
    """Yield the places before commas and the like, where nothing is known of the grammar."""
    for at in range(start, min(len(text), start + _LONGEST + 1)):
        if text[at] in _BREAKS and not text[at + 1 : at + 2].isdigit():
            stop = _trimmed(text, start, at)
            if stop - start >= _limit(text[start:]) // 3:
                yield _Cut(end=stop, points=float(stop), is_open=True)


# Characters


def _limit(text: str) -> int:
    """Return how long a title may be: fewer characters where words are not kept apart."""
    head = text[: 2 * _LONGEST_UNSPACED]
    wide = sum(char >= "\u2e80" for char in head)
    return _LONGEST_UNSPACED if wide > len(head) / 3 else _LONGEST


def _last_blank(text: str, start: int, limit: int) -> int:
    """Return the last end of a word before `limit` that leaves no mark or bracket open."""
    limit = min(limit, len(text))
    ends = [at for at in range(start + 1, limit + 1) if at == len(text) or text[at].isspace()]
    balanced = [at for at in ends if at - start >= 20 and _balanced(text[start:at])]
    return _trimmed(text, start, (balanced or ends or [limit])[-1])


def _trimmed(text: str, start: int, end: int) -> int:
    """Return `end` moved before final punctuation and opening marks, and blanks before those."""
    while end > start + 1 and (text[end - 1] in _FINAL or text[end - 1] in "“„«([「『‘"):
        end -= 1
    return end


def _balanced(text: str) -> bool:
    """Tell whether quotation marks and brackets stand in pairs; ’ may be an apostrophe."""
    german = "„" in text
    pairs = [p for p in _PAIRS if p != ("“”" if german else "„“")]
    return (
        text.count('"') % 2 == 0
        and text.count("‘") <= text.count("’")
        and all(text.count(pair[0]) == text.count(pair[1]) for pair in pairs)
    )


def _clean(text: str) -> str:
    """Return `text` on one line, with single blanks."""
    return " ".join(text.split())
