"""From the model's raw spans to names: what does not belong to a name is cut off, and names that
are glued together are taken apart."""

import re
from collections.abc import Iterator

from generator.extraction.actors.spans import (
    CONNECTORS,
    ELISIONS,
    PARTICLES,
    Words,
    word_set,
)
from generator.extraction.actors.titles import past_titles
from generator.extraction.gazetteer import Gazetteer

ARTICLES = word_set(
    """
    the a an this that these those its his her their our my your some any
    """
)
ADVERBS = word_set(
    """
    however meanwhile moreover furthermore therefore nevertheless although though also but and or
    while when where since because yesterday today tomorrow monday tuesday wednesday thursday
    friday saturday sunday then now here there early earlier late later
    """
)
SUFFIXES = word_set("jr jr. sr sr. ii iii iv phd mp")
PREFIXES = word_set("pro anti ex non pan post neo then")
CABINETS = word_set("commission government administration cabinet presidency")
CROWDS = word_set(
    """
    people peoples women men children workers farmers teachers students doctors lawyers veterans
    journalists nurses fishermen peasants citizens consumers
    """
)
FIRMS = word_set(
    """
    miner retailer airline chipmaker carmaker automaker drugmaker planemaker steelmaker brewer
    insurer lender broadcaster publisher housebuilder startup newspaper supermarket oilfield
    conglomerate rival peer competitor supplier newcomer shipbroker shipbuilder bookmaker
    utility operator contractor
    """
)
SHARES = word_set("per cent percent pc")
DECIMAL = re.compile(r"\d+[.,]\d+%?")
PERSON_BREAKS = word_set("and or of from in at for with vs vs. v to")


def clean(
    words: Words, first: int, last: int, label: str, known: Gazetteer
) -> Iterator[tuple[int, int]]:
    """Yield the token ranges of the names that the raw span ``[first, last)`` holds."""
    for piece in _pieces(words, first, last, label, known):
        trimmed = trim(words, *piece, label, known)
        if trimmed is not None:
            yield trimmed


def trim(
    words: Words, first: int, last: int, label: str, known: Gazetteer
) -> tuple[int, int] | None:
    """Cut articles, titles, possessives, quote marks, stray words and years off both ends."""
    while last > first and _is_tail(words, first, last, label, known):
        last -= 1
    while first < last and _is_lead(words, first, last, label, known):
        first += 1
    first = _past_crowd(words, first, last, label, known)
    first = _past_small_words(words, first, last)
    first = _past_prefix(words, first, last)
    if label == "PERSON":
        first = past_titles(words, first, last, known)
    return (first, last) if first < last else None


def _is_tail(words: Words, first: int, last: int, label: str, known: Gazetteer) -> bool:
    word = words.text[last - 1]
    lower = word.lower()
    if word in ELISIONS or lower in ADVERBS:
        return True
    if not any(map(str.isalnum, word)):
        return not (word in {".", "!"} and words.glued(last - 1) and len(words.text[last - 2]) <= 3)
    if word.isdigit() and _is_figure(words, first, last, label):
        return True
    if last - first > 1 and (lower in SHARES or DECIMAL.fullmatch(word)):
        return True
    if label == "ORG" and last - first > 1 and _is_position(words, first, last, known):
        return True
    small = word.islower() and word[0].isalpha() and last - first > 1
    return small and (label in {"PERSON", "GPE"} or lower in CONNECTORS)


def _is_figure(words: Words, first: int, last: int, label: str) -> bool:
    """Say whether a number is a year or a score ("Leeds 2-1") and no part of the name before."""
    word = words.text[last - 1]
    if label != "OTHER" and len(word) == 4 and word[:2] in {"19", "20"}:
        return True
    if last - first < 2 or len(word) > 3:
        return False
    if label in {"PERSON", "NORP"}:
        return True  # a batsman's runs
    goes_on = last < len(words) and words.text[last] in {"-", "–"} and words.glued(last)
    return goes_on or words.text[last - 2] in {"-", "–"}


def _is_position(words: Words, first: int, last: int, known: Gazetteer) -> bool:
    """Say whether a body's span ends in the title of a person ("State Department Spokesperson")."""
    lower = words.text[last - 1].lower()
    inside = {word.lower() for word in words.text[first : last - 1]}
    return lower in known.titles and not inside & {"of", "for"} and bool(inside & known.org_heads)


def _is_lead(words: Words, first: int, last: int, label: str, known: Gazetteer) -> bool:
    word = words.text[first]
    lower = word.lower()
    if not any(map(str.isalnum, word)) or word in ELISIONS:
        return True
    if lower in ARTICLES:
        # a capital article inside a sentence belongs to the name (The Hague, The Guardian)
        keeps = word == "The" and not words.opens[first] and last - first > 1
        return not (keeps and not words.title_case and words.kind == "paragraph")
    if lower in ADVERBS and words.opens[first] and last - first > 1:
        return True
    if (
        {lower, lower.removesuffix("s")} & FIRMS
        and words.opens[first]
        and last - first > 1
        and label != "PERSON"
    ):
        return words.is_name_like(first + 1)
    if word.islower() and word[0].isalpha() and last - first > 1:
        return lower not in PARTICLES or (label == "ORG" and lower in {"the", "de"})
    return False


def _past_crowd(words: Words, first: int, last: int, label: str, known: Gazetteer) -> int:
    """Return where the name begins after "Critics of" and the like at a sentence's start."""
    if label != "ORG" or last - first < 3 or words.text[first + 1] != "of":
        return first
    word = words.text[first]
    crowd = words.pos[first] == "NOUN" and word.lower() not in known.org_heads
    return first + 2 if crowd and words.is_name_like(first + 2) else first


def _past_small_words(words: Words, first: int, last: int) -> int:
    """Return where the name begins after common words ("Relief organisation Bright Hands")."""
    for at in range(min(last - 2, first + 3), first, -1):
        word = words.text[at]
        small = word.isalpha() and word.islower() and words.pos[at] in {"NOUN", "ADJ", "VERB"}
        if small and words.is_name_like(at + 1) and word not in PARTICLES:
            return at + 1
    return first


def _past_prefix(words: Words, first: int, last: int) -> int:
    """Return where the name begins after "pro-Beijing" and the like; `last` if nothing is left."""
    word = words.text[first].lower() if first < last else ""
    if first > 1 and words.text[first - 1] == "-" and words.text[first - 2].lower() in PREFIXES:
        return first + 1
    if word in PREFIXES and first + 2 < len(words) and words.text[first + 1] == "-":
        return min(first + 3, last)
    if word.partition("-")[0] in PREFIXES and "-" in word:
        return first + 1
    return first


def _pieces(
    words: Words, first: int, last: int, label: str, known: Gazetteer
) -> Iterator[tuple[int, int]]:
    """Yield the parts of a span that are names of their own."""
    if words.said(first, last).removeprefix("the ") in known.entries:
        yield first, last
        return
    begin = at = first
    while at < last:
        inside = words.past_nickname(at) if label == "PERSON" and at > begin else at
        if at < inside < last:
            at = inside
            continue
        if at > begin and _breaks(words, begin, at, last, label, known):
            yield begin, at
            begin = at + 1
        at += 1
    yield begin, last


def _breaks(words: Words, first: int, at: int, last: int, label: str, known: Gazetteer) -> bool:  # noqa: PLR0911, PLR0917 - one answer a case; a span and its label
    """Say whether the word at `at` separates two names instead of joining one."""
    word = words.text[at]
    if word in {";", "/", "–", "—", "(", ")", ":"} or (
        word in {'"', "“", "”"} and label != "OTHER"
    ):
        return not (word == "/" and words.glued(at) and label == "LOC")
    if word in ELISIONS:
        return _is_possessor(words, first, at, last, label, known)
    if word in {"-"} and not words.glued(at):
        return True
    if (
        word == "of"
        and label == "ORG"
        and at - first > 1
        and words.text[first] in known.first_names
    ):
        return not {w.lower() for w in words.text[first:at]} & known.org_heads
    if word == "the" and words.text[at - 1].lower() not in CONNECTORS:
        return True
    if word in {"at", "in"} and label == "ORG":
        return "university" not in {each.lower() for each in words.text[first:at]}
    if label == "PERSON":
        return word in PERSON_BREAKS or (
            word == "," and not (at + 1 < last and words.text[at + 1].lower() in SUFFIXES)
        )
    if word == ",":
        return not _joins_place(words, first, at, last, known)
    if word in {"and", "or"}:
        return label in {"GPE", "NORP"} or not _is_one_body(words, first, at, last, known)
    return False


def _is_possessor(  # noqa: PLR0917 - a span, its label and the lists
    words: Words, first: int, at: int, last: int, label: str, known: Gazetteer
) -> bool:
    if at + 1 >= last or not words.is_name_like(at + 1):
        return True
    crowd = words.text[at - 1].lower() in CROWDS
    if crowd or _is_led(words, first, at, last):
        return not crowd
    body = known.facilities | known.org_heads | known.natural
    if last - at == 2 and words.text[last - 1].lower() in body:
        # "St. Peter's Square", "St Thomas' Hospital"; but "Britain's Parliament"
        return words.said(first, at) in known.entries
    if label in {"PERSON", "GPE", "NORP"}:
        return True
    owner = words.said(first, at).removeprefix("the ").removeprefix("The ")
    entry = known.entries.get(owner)
    if entry is not None and entry.type in {"GPE", "LOC"}:
        return True
    # "Peru's Harbour Authority" is two names, "Old Farmers' Party" is one
    return at - first > 1 and last - at > 2


def _is_led(words: Words, first: int, at: int, last: int) -> bool:
    """Say whether the owner is a person, who leads the body: "Von der Leyen's Commission"."""
    cabinet = last - at == 2 and words.text[last - 1].lower() in CABINETS
    return cabinet or any(words.text[row].lower() in PARTICLES for row in range(first, at - 1))


def _joins_place(words: Words, first: int, at: int, last: int, known: Gazetteer) -> bool:
    """Say whether the comma stands inside one name ("University of Illinois, Chicago")."""
    head = {word.lower() for word in words.text[first:at]}
    rest = words.said(at + 1, last) if at + 1 < last else ""
    entry = known.entries.get(rest)
    of_university = "university" in head and "of" in head and bool(rest)
    return of_university or (
        bool(
            head
            & {"ministry", "department", "committee", "commission", "office", "bureau", "agency"}
        )
        and entry is None
    )


def _is_one_body(words: Words, first: int, at: int, last: int, known: Gazetteer) -> bool:
    """Say whether "and" joins the parts of one body's name."""
    if words.text[first] == "The" and not words.opens[first] and not words.title_case:
        return True
    if words.said(first, at) in known.entries and words.said(at + 1, last) in known.entries:
        return False
    left = [word.lower() for word in words.text[first:at]]
    right = [word.lower() for word in words.text[at + 1 : last]]
    if {"of", "for", "on"} & set(left):
        return True
    ends = right[-1] if right else ""
    if ends in known.org_suffixes or ends.rstrip("s") + "s" in {"departments", "ministries"}:
        return True
    return ends in known.org_heads and not (left[-1] in known.org_heads and len(left) > 2)
