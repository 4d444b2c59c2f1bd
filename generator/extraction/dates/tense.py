"""Whether a clause speaks of what was or of what is to come, by the words round its date."""

import re
from typing import Literal

Tense = Literal["ahead", "past", "bound", "open"]

# "A plan to close", but not "its plan to the council", "to London", "to voters".
_PLANS = (
    r"plans?\s+to(?!\s+(?:(?:the|an?|his|her|its|their|our|my|your|this|that|these|those|parliament|"
    r"congress)\b|[A-Z]|[a-z]+(?<![su])s\b))"
)
# What says that a weekday or a day of an unnamed year lies ahead, in the words before it.
_AHEAD = re.compile(
    r"\b(?:will|shall|won't|(?:is|are|was|were)\s+(?:to|due|set|scheduled|expected|slated|"
    rf"supposed|going)|scheduled\s+(?:for|to)|due\s+(?:to|on|in)|{_PLANS}|intends?\s+to|"
    r"planned\s+for|upcoming|forthcoming|ahead\s+of|until|till(?=\s+$)|runs\s+(?:through|from)|'ll|’ll|"
    r"expires?|deadline|coming|(?:begin|start|resume|reopen|open|conclude)s(?=\s+(?:on|in)\s+$)|"
    r"(?:takes?\s+place|kicks?\s+off|gets?\s+under\s*way))\b"
)
# "Had held out until", "did not speak until": the day is over.
_HELD_UNTIL = re.compile(
    r"\b(?:(?:had|did|was|were)\s+(?:not|never)|(?:had|did|was|were)n['’]t|had\s+(?!been\b)[a-z]+)\b"
    r"[^.;:,]{0,60}\b(?:until|till)\s+(?:late\s+|early\s+)?$"
)
# "Said in", "told a newspaper in": when that was said, not what was said of. "To be announced on"
# lies ahead.
_PAST_REPORT = re.compile(
    r"(?<!\bbe )(?<!\bto )(?<!\bwill )\b(?:said|told|announced|added|wrote|warned|confirmed|stated|"
    r"tweeted|promised|pledged|vowed|agreed|threatened|demanded|urged|asked|say|says|"
    r"told(?:\s+(?!(?:would|will|could|that|is|are|was|were|to|he|she|it|they)\b)[\w'’-]+){1,4}?"
    r"(?=\s+[io]n\s))\s+(?:[io]n\s+(?:early\s+|late\s+|mid-)?)?$"
)
# "Told the harbour board this weekend": without the "on" or "in" of a day or a month.
_TOLD = re.compile(
    r"(?<!\bbe )(?<!\bto )\btold"
    r"(?:\s+(?!(?:would|will|could|that|is|are|was|were|to|he|she|it|they)\b)[\w'’-]+){1,4}\s+$"
)
# Verbs in -ed that tell of plans and talk, whose day may well lie ahead, and words that are no
# verbs or no past.
_NO_PAST = (
    "planned|scheduled|expected|proposed|announced|called|confirmed|agreed|invited|booked|warned|"
    "added|stated|promised|pledged|vowed|postponed|delayed|moved|need|feed|seed|speed|breed|bleed|"
    "indeed|exceed|proceed|succeed|hundred|sacred|naked|cancelled|canceled|adjourned|extended|"
    "required|asked|urged|threatened|demanded|rescheduled|deferred|advertised|listed|red|bed"
)
_IRREGULAR = (
    "was|were|did|came|went|took|gave|made|began|fell|rose|won|lost|fled|met|held|led|left|found|"
    "struck|shot|hit|saw|broke|brought|bought|sold|built|sent|spent|became|got|grew|flew|wrote|"
    "ran|swore|sank|withdrew|stood|caught|fought|paid|shut|swept|drew|drove|rode|spoke|threw|tore|"
    "chose|froze|stole|sang|kept|felt|lay|knew|thought|dealt|had|taught|sought|slid|wore|woke|hid"
)
_PAST = re.compile(rf"(?<!\bbe )(?<!\bto )\b(?:{_IRREGULAR}|(?!(?:{_NO_PAST})\b)[a-z]+ed)\b")
# What had to be done may still have to be: "he said she had to answer on 3 June".
_OBLIGED = re.compile(r"had\s+to\s+[“\"'‘]?[a-z]")
# What a date is carried forward to by a verb in the past: "moved to June", "a ban until May".
_CARRIED = re.compile(r"\b(?:to|until|till|through|for|by|before)\s+(?:the\s+|early\s+|late\s+)?$")
_SINCE = re.compile(
    r"\b[Ss]ince\s+(?:at\s+least\s+)?"
    r"(?:(?:the\s+)?(?:early|late|mid|(?:start|beginning|middle|end)\s+of)[-\s]|the\s+)?$"
)
# "After April's raid": what a month owns, and something else comes after, has been.
_OWNER_BEFORE = re.compile(r"\b(?:after|following|despite|unlike|than|from)\s+$", re.IGNORECASE)
_OWNER_BEHIND = re.compile(r"['’]s\s+[a-z]")
# What was to come for those spoken of says nothing of the past, nor that it is still to come.
_WOULD = re.compile(r"\bwould\b|['’]d\s+be\b")
# "It has been dry by Friday", "thousands have come": over as well, though no verb is in the past.
_PERFECT = re.compile(
    r"\b(?:has|have|['’]ve)\s+(?:(?:not|already|now|also|since|\w+ly)\s+)?"
    r"(?:been|come|become|gone|seen|done|put|cut|hit|run|[a-z]+(?:ed|en|wn|ught|ung|unk))\b"
    r"|\b(?:could|did|was|were|had)(?:\s+not|n['’]t)\b"
)
# A limit that a clause sets: "by Friday", "by the end of May"; not whose doing it is ("by May's").
_LIMIT = re.compile(
    r"\b[Bb]y\s+(?:(?:early|late|the|the\s+(?:start|beginning|middle|end)\s+of)\s+)?$"
)
# "Had lost half its men by": not "had to be sold by".
_HAD_BY = re.compile(
    r"\b(?:had|['’]d)\s+(?:(?:not|never|already|also|\w+ly)\s+)?(?!(?:to|hoped|wanted)\b)"
    r"[a-z]+\b[^.;:,]{0,60}\b[Bb]y\s+(?:(?:early|late|the)\s+)?$"
)
# What is to be done, told with a verb of any tense: "told them to leave", "said it must go".
_BIDDEN = re.compile(
    r"\b(?:(?:must|should|shall|can|could(?!\s+not)|may|might|would|cannot|"
    r"(?:needs?|has|have)\s+to)\s+"
    r"(?!have\b)(?:not\s+)?[a-z]+|"
    r"(?:told|order(?:s|ed)?|ask(?:s|ed)?|urge[sd]?|advise[sd]?|instruct(?:s|ed)?|require[sd]?|given?|"
    r"wants?|wanted|vow(?:s|ed)?|pledge[sd]?|promise[sd]?|agree[sd]?|hope[sd]?|aim(?:s|ed)?|likely|"
    r"ready|prepare[sd]?|expect(?:s|ed)?|seeks?|sought)\s+(?:[\w'’-]+,?\s+){0,6}?"
    r"to\s+(?!(?:the|a|an)\b)[a-z]+)\b"
)
# Where the clause of a date ends behind it.
_CLAUSE_END = re.compile(
    r"[,;:()–—]|\b(?:after|when|which|who|that|and|as|because|before|since|while|if|but|or|where)\b"
)
LEADING = re.compile(
    r"[\s“\"'‘]*(?:(?:But|And|Then|So)\s+)?(?:(?:On|In|From|By|on|in|from|by)\s+)?(?:the\s+)?"
)
# Not after an initial or a title: "T. M. Orr", "Mr. Orr".
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b[DMS][rst])(?<!\b(?:Mrs|Gen|Sen|Rep|Gov|Rev))(?<!\bProf)"
    r"[.!?]['”\"’)]?\s+(?=[A-Z“\"])"
)
_CONTEXT = 120


def lies_ahead(text: str, start: int) -> bool:
    """Whether the words before a date speak of what is to come."""
    return _looks_ahead(before_date(text, start))


def tense_of(text: str, start: int, end: int) -> Tense:
    """Return what the clause round a date speaks of; "open" where nothing tells.

    "Bound" is what had to be done: it is over, or else soon to come.

    The words before the date count first. Those behind it say that it is over by the first verb
    there ("the raid on May 2 freed ..."), and that it is to come only where the date opens the
    sentence: "the raid on May 2 will cost him votes" is over.
    """
    before = before_date(text, start)
    if _looks_ahead(before) or _sets_limit(before, text, end):
        return "ahead"
    if _PAST_REPORT.search(before) or _SINCE.search(before):
        return "past"
    # "Will be shown in A by one house and in B by another on May 2": too far off to be sure.
    marks = (*_AHEAD.finditer(before), *_WOULD.finditer(before))
    far = max((mark.end() for mark in marks), default=0)
    carried = _CARRIED.search(before) is not None
    if _HAD_BY.search(before):
        return "past"
    verbs = [] if carried else [*_PAST.finditer(before, far)]
    if verbs:
        return "bound" if _OBLIGED.match(before, verbs[-1].start()) else "past"
    if carried or far:
        return "open"
    behind = _behind(before, text, end)
    owner = _OWNER_BEFORE.search(before) and _OWNER_BEHIND.match(text, end)
    return "past" if owner and not _AHEAD.search(_rest(text, end)) else behind


def is_over(text: str, start: int, end: int) -> bool:
    """Whether the clause round a date tells of what has been."""
    before = before_date(text, start)
    if _looks_ahead(before):
        return False
    if any(cue.search(before) for cue in (_PAST_REPORT, _TOLD, _SINCE)):
        return True
    if _OWNER_BEFORE.search(before) and _OWNER_BEHIND.match(text, end):
        return True
    bidden = _last_bidden(before)
    if _tells_of_past(before, bidden):
        return True
    return not bidden and _tells_of_past(_rest_of_clause(before, text, end))


def _sets_limit(before: str, text: str, end: int) -> bool:
    """Whether a date is one by which something is to be done: "must be signed by Friday"."""
    if _LIMIT.search(before) is None or _OWNER_BEHIND.match(text, end):
        return False
    if LEADING.fullmatch(before):
        duty = _BIDDEN.search(_rest(text, end))
        return duty is not None and not _tells_of_past(text[end : end + _CONTEXT][: duty.start()])
    bidden = _last_bidden(before)
    if _tells_of_past(before, bidden):
        return False
    return bool(bidden) or not _tells_of_past(_rest_of_clause(before, text, end))


def _last_bidden(before: str) -> int:
    """Return where the last thing that is to be done has been named; 0 where there is none."""
    return max((mark.end() for mark in _BIDDEN.finditer(before)), default=0)


def _tells_of_past(words: str, start: int = 0) -> bool:
    return _PAST.search(words, start) is not None or _PERFECT.search(words, start) is not None


def _rest_of_clause(before: str, text: str, end: int) -> str:
    """Return the words of a date's clause behind it; of a date that opens it, of the sentence."""
    after = _rest(text, end)
    stop = None if LEADING.fullmatch(before) else _CLAUSE_END.search(after)
    return after[: stop.start()] if stop else after


def _behind(before: str, text: str, end: int) -> Tense:
    """Return what the words behind a date say where those before it say nothing."""
    after = _rest(text, end)
    ahead, past = _AHEAD.search(after), _PAST.search(after)
    if past and not (ahead and ahead.start() <= past.start()):
        return "past"
    return "ahead" if ahead and LEADING.fullmatch(before) else "open"


def _rest(text: str, end: int) -> str:
    """Return the words of the sentence that stand behind a date."""
    after = text[end : end + _CONTEXT]
    stop = _SENTENCE_END.search(after)
    return after[: stop.start()] if stop else after


def before_date(text: str, start: int) -> str:
    """Return the words of the sentence that stand before a date."""
    # One character more, for a sentence may end right before the date.
    first = max(0, start - _CONTEXT)
    ends = [mark.end() for mark in _SENTENCE_END.finditer(text, first, start + 1)]
    return text[ends[-1] if ends else first : start]


def is_of_past(before: str) -> bool:
    """Whether a verb in the past stands among the words before a date."""
    return _PAST.search(before) is not None


def _looks_ahead(before: str) -> bool:
    if _PAST_REPORT.search(before) or _HELD_UNTIL.search(before):
        return False
    marks = list(_AHEAD.finditer(before))
    return bool(marks) and len(before) - marks[-1].end() <= 60
