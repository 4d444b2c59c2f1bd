"""Sentences that can stand alone on a page: whole, nobody's speech, clear by themselves."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from generator.extraction.nlp import Analysis, Passage
from generator.extraction.sentence_bounds import CLOSERS, FINAL, sentence_bounds
from generator.model import Quote

_OPENERS = "\"“„«‹‘'(「『¿¡"
_CREDIT = re.compile(r"\b(?:Credit|Image|Photo|Picture|Video)s?:")
# "Geneva, Switzerland — ", "WASHINGTON (AP) - ": where and by whom the article was filed.
_FILED = re.compile(r"[A-Z][\w.'’ ,()/]{1,70}? ?(?:[—–]|--| - ) ?(?=[\"“A-Z])")
_SMALL_WORDS = {"and", "de", "la", "of", "the"}
_LEAST_WORDS, _MOST_WORDS = 6, 70
_QUOTED = 0.4  # share in quotation marks above which a sentence is somebody's, not the article's
_SCARE_QUOTE = 2  # words that an article may put in marks without quoting anybody
_IN_MARKS = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|„[^„“”]*[“”]")
_OPENING_QUOTE = re.compile(_IN_MARKS.pattern + r"|‘(?:[^‘’]|’\w)*’")

# English words that point back to a sentence which the page does not show.
_POINTING_WORDS = """
    both either he her his it its neither she such that their these they this those
"""
_POINTING = frozenset(_POINTING_WORDS.split())
_TIME_WORDS = """
    afternoon autumn century day decade evening month morning night past season spring summer week
    weekend winter year
"""
_TIMES = frozenset(_TIME_WORDS.split())
_CONNECTIVE_WORDS = """
    accordingly additionally also and besides but consequently furthermore hence however instead
    meanwhile moreover nevertheless nonetheless nor or otherwise so still then therefore though
    thus yet
"""
_CONNECTIVES = frozenset(_CONNECTIVE_WORDS.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeSentence:
    """A sentence fit to be shown: offsets into the article's text.

    ``place`` is how many sentences stand before it in the running text (fit or not), ``words``
    its length; ``connected`` says that it opens with a word such as "however".
    """

    start: int
    end: int
    text: str
    place: int
    words: int
    connected: bool


def whole_sentences(analysis: Analysis, quotes: tuple[Quote, ...]) -> tuple[WholeSentence, ...]:
    """Return the sentences of the running text that can stand alone, in order."""
    text = analysis.article.text
    fit = []
    place = 0
    quoted = sorted((quote.start, quote.end) for quote in quotes)
    for passage in analysis.paragraphs:
        if _CREDIT.search(text, passage.start, min(passage.end, passage.start + 600)):
            continue  # a caption
        for bounds in sentence_bounds(passage, analysis.language):
            start, end = _without_filing(text, passage, *bounds)
            words = _count_words(text[start:end])
            if words < _LEAST_WORDS:
                continue
            if words <= _MOST_WORDS and _is_fit(analysis, passage, start, end, quoted):
                fit.append(
                    WholeSentence(
                        start=start,
                        end=end,
                        text=text[start:end],
                        place=place,
                        words=words,
                        connected=_first_word(text[start:end]) in _CONNECTIVES,
                    )
                )
            place += 1
    return tuple(fit)


def _without_filing(text: str, passage: Passage, start: int, end: int) -> tuple[int, int]:
    """Return a sentence's place in the article, less the place that opens an agency's report."""
    start, end = passage.start + start, passage.start + end
    if start - passage.start <= 1 and (match := _FILED.match(text, start, min(end, start + 90))):
        words = re.findall(r"[^\W\d_]+", match[0])
        if words and all(word[0].isupper() or word in _SMALL_WORDS for word in words):
            return match.end(), end
    return start, end


def _is_fit(
    analysis: Analysis,
    passage: Passage,
    start: int,
    end: int,
    quoted: Sequence[tuple[int, int]],
) -> bool:
    sentence = analysis.article.text[start:end]
    first = sentence.lstrip(_OPENERS)[:1]
    return (
        FINAL.search(sentence) is not None
        and not sentence.rstrip(CLOSERS.replace("?", "")).endswith("?")
        and bool(first)
        and not first.islower()
        and _is_closed(sentence)
        and not _opens_with_speech(sentence)
        and max(_share_quoted(start, end, quoted), _share_in_marks(sentence)) <= _QUOTED
        and not (analysis.language == "en" and _points_back(sentence))
        and not (analysis.tagged and not _has_clear_subject(passage, start, end))
    )


def _is_closed(sentence: str) -> bool:
    """Say whether every quotation mark and bracket that opens in a sentence closes in it."""
    count = sentence.count
    curly = count("“") == count("”") or (count("„") > 0 and count("„") == count("“") + count("”"))
    return curly and count('"') % 2 == 0 and count("«") == count("»") and count("(") == count(")")


def _share_quoted(start: int, end: int, quoted: Sequence[tuple[int, int]]) -> float:
    """Return the share of a sentence in direct quotations; 1 where it begins inside one."""
    index = max(bisect_left(quoted, (start,)) - 1, 0)
    inside = 0
    while index < len(quoted) and quoted[index][0] < end:
        if quoted[index][0] < start < quoted[index][1]:
            return 1.0
        inside += max(0, min(end, quoted[index][1]) - max(start, quoted[index][0]))
        index += 1
    return inside / max(1, end - start)


def _opens_with_speech(sentence: str) -> bool:
    """Say whether a sentence begins with a quotation that is more than a word put in marks."""
    match = _OPENING_QUOTE.match(sentence)
    return match is not None and (_is_speech(match[0]) or match[0][-2] in ",.!?…")


def _share_in_marks(sentence: str) -> float:
    """Return the share of a sentence in quotation marks; names and single words do not count."""
    quotes = (match[0] for match in _IN_MARKS.finditer(sentence))
    return sum(len(quote) for quote in quotes if _is_speech(quote)) / max(1, len(sentence))


def _is_speech(quote: str) -> bool:
    """Say whether what stands in marks is a stretch of speech, not a name or a word or two."""
    words = quote.split()
    return len(words) > _SCARE_QUOTE and any(word[0].islower() for word in words[1:])


def _points_back(sentence: str) -> bool:
    """Say whether a sentence opens with a word for something that an earlier one names."""
    words = re.findall(r"[^\W\d_]+", sentence[:120].lower())
    if words and words[0] in _CONNECTIVES:
        words = words[1:]
    if not words or words[0] not in _POINTING:
        return False
    return not (words[0] == "this" and len(words) > 1 and words[1] in _TIMES)


def _has_clear_subject(passage: Passage, start: int, end: int) -> bool:
    """Say whether a sentence has a verb, and a subject that it names itself."""
    span = passage.doc.char_span(
        start - passage.start, end - passage.start, alignment_mode="expand"
    )
    if span is None:
        return False
    verb = False
    named = False
    for token in span:
        verb = verb or token.pos_ in {"VERB", "AUX"}
        if token.pos_ in {"NOUN", "PROPN"} and token.ent_type_ not in {"DATE", "TIME"}:
            named = True
        if (
            token.pos_ == "PRON"
            and token.lower_ in _POINTING
            and token.dep_ in {"nsubj", "nsubjpass"}
            and not named
        ):
            return False
    return verb


def _first_word(sentence: str) -> str:
    match = re.search(r"[^\W\d_]+", sentence[:60])
    return match[0].lower() if match else ""


def _count_words(sentence: str) -> int:
    """Return how many words a sentence has; two ideographs count for one."""
    ideographs = sum("\u3040" <= char <= "\u9fff" for char in sentence)
    return len(sentence.split()) + ideographs // 2
