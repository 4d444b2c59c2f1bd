"""Names found by their shape and surroundings, where the model sees none."""

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.extraction.actors.apposition import natural
from generator.extraction.actors.cleaning import trim
from generator.extraction.actors.entities import HOLDERS
from generator.extraction.actors.evidence import SPEECH
from generator.extraction.actors.growing import SCHOOLS
from generator.extraction.actors.lookup import stands_alone
from generator.extraction.actors.spans import (
    CONNECTORS,
    ELISIONS,
    PARTICLES,
    Name,
    Words,
    name_at,
    word_set,
)
from generator.extraction.gazetteer import Gazetteer

ACRONYM = re.compile(r"[A-Z]{3,6}|(?:[A-Z]\.){3,5}")


LONGEST_PERSON = 4
"""Words of a person's name, those that a hyphen joins counted once."""
LONGEST_BODY = 12
"""Words on either side of an "and" inside one body's name."""
NO_BEARERS = word_set("staff assembly election strike motors electric secretariat council")
"""What follows a title and bears none ("General Staff")."""
WATERS = word_set("River Lake Lough Loch Mount Cape Rio Río Wadi")
BODIES_BY_WATER = word_set("council authority university college hospital company resort police")
ACRONYM_USES = word_set("nsubj nsubjpass poss appos pobj conj")


def chunks(words: Words) -> Iterator[tuple[int, int]]:
    """Yield the maximal runs of capitalised words, joined by "of", "for", "and", "the", "&"."""
    at = 0
    while at < len(words):
        if not words.is_name_like(at):
            at += 1
            continue
        last = at + 1
        while last < len(words):
            if words.is_name_like(last) and words.text[last] not in {"I"}:
                last += 1
                continue
            ahead = last
            while (
                ahead < len(words)
                and ahead < last + 2
                and words.text[ahead].lower() in CONNECTORS | {"-", "'s", "’s"}
                and (words.text[ahead] != "-" or words.glued(ahead))  # no dash of a dateline
            ):
                ahead += 1
            if ahead > last and ahead < len(words) and words.is_name_like(ahead):
                last = ahead + 1
                continue
            break
        yield at, last
        at = last


def body_names(words: Words, known: Gazetteer) -> Iterator[Name]:
    """Yield capitalised runs whose head word names a body ("Kivu Farmers Association")."""
    if words.title_case:
        return
    for first, last in chunks(words):
        begin = first
        for piece in range(first, last + 1):
            if piece == last or (words.text[piece] in {"and", "'s", "’s"}):
                yield from _body_in(words, begin, piece, known)
                if words.text[min(piece, last - 1)] == "and" and _is_halved(
                    words, begin, piece, last, known
                ):
                    yield name_at(words, _past_article(words, begin), last, "ORG", trust=2)
                begin = piece + 1


def _past_article(words: Words, first: int) -> int:
    return first + (words.text[first].lower() in {"the", "a", "an"})


def _is_halved(words: Words, first: int, at: int, last: int, known: Gazetteer) -> bool:
    """Say whether "and" stands inside one body's name ("National Snow and Ice Data Center")."""
    begin, first = first, _past_article(words, first)
    if at - first > LONGEST_BODY or last - at > LONGEST_BODY:
        return False
    left, right = words.text[first:at], words.text[at + 1 : last]
    if not left or not right or not all(map(str.isalpha, (*left, *right))):
        return False
    head, plural = right[-1].lower(), right[-1].lower().endswith(("departments", "ministries"))
    if not plural and (head not in known.org_heads or head in known.weak_org_heads):
        return False
    whole = words.said(first, at)
    # One article for both: "the Victoria and Albert Museum", "the England and Wales Cricket Board".
    the = first > begin or (begin > 0 and words.text[begin - 1] == "the")
    paired = the and len(left) == 1 and left[0].istitle() and not left[0].endswith("s")
    entry = known.entries.get(whole)
    strangers = entry is not None or left[0] in known.first_names or words.opens[first]
    if paired and (entry is None or entry.type != "ORG"):
        strangers = False
    closed = left[-1].lower() in known.org_heads or known.is_title(left[0]) or HOLDERS & {*left}
    small = any(not each[0].isupper() for each in (*left, *right))
    several = plural or len(left) > 1 or paired
    return not (strangers or closed or small) and several and len(right) > 1


def _body_in(words: Words, first: int, last: int, known: Gazetteer) -> Iterator[Name]:
    while first < last and (
        words.text[first].lower() in {"the", "a", "an"} or not words.is_name_like(first)
    ):
        first += 1
    if last - first < 2:
        return
    lowers = [word.lower() for word in words.text[first:last]]
    if lowers.count("of") > 1:
        last = first + lowers.index("of", lowers.index("of") + 1)
        lowers = lowers[: last - first]
    if len(lowers) < 2:
        return
    head = lowers[-1]
    if "of" in lowers[1:-1]:
        at = lowers.index("of")
        head = lowers[at - 1]
        if at == 1 and words.opens[first] and head not in known.org_heads:
            return
        if at > 1 and head in SCHOOLS:
            last = first + at
    if (
        head not in known.org_heads
        or head in known.weak_org_heads
        or words.pos[last - 1] not in {"PROPN", "NOUN"}
    ):
        return
    while first < last - 1 and (
        (
            words.opens[first]
            and words.pos[first] in {"ADP", "SCONJ", "ADV", "DET", "PRON", "VERB", "AUX"}
        )
        or known.is_title(words.text[first])
    ):
        first += 1
    trimmed = trim(words, first, last, "ORG", known)
    if trimmed and trimmed[1] - trimmed[0] >= 2:
        yield name_at(words, *trimmed, "ORG", trust=2)


def titled_names(words: Words, known: Gazetteer) -> Iterator[Name]:
    """Yield the capitalised words that follow a person's title ("Kremlin aide Pavel Sokol")."""
    at = 0
    while at < len(words) - 1:
        if not known.is_title(words.text[at]) or (
            words.title_case and words.text[at].rstrip(".").lower() not in {"mr", "mrs", "ms", "dr"}
        ):
            at += 1
            continue
        first = at + 1
        if words.text[first] == "." and words.glued(first):
            first += 1
        last = first
        count = 0
        while (
            last < len(words)
            and count < LONGEST_PERSON
            and (
                (words.is_name_like(last) and words.pos[last] in {"PROPN", "X"})
                or (
                    last > first
                    and words.text[last].lower() in PARTICLES
                    and last + 1 < len(words)
                    and words.is_name_like(last + 1)
                )
            )
            and words.text[last] not in ELISIONS
        ):
            last = words.past_hyphen(last + 1)
            count += 1
        plain = last > first and words.text[first].lower() not in NO_BEARERS
        if plain and not known.is_title(words.text[first]):
            firm = words.text[at].lower() in known.either and (
                last - first == 1 or words.text[first] not in known.first_names
            )
            name = name_at(words, first, last, "ORG" if firm else "PERSON", trust=1)
            title = None if firm else words.text[at].lower().rstrip(".")
            yield replace(name, titled=title)
        twice = last > first and known.is_title(words.text[first])  # "Chief Justice B R Gavai"
        at = first if twice else max(last, at + 1)


def speaking_names(words: Words, known: Gazetteer) -> Iterator[Name]:
    """Yield unclaimed capitalised words that speak, or that an apposition calls somebody.

    "said Meenakshi Ganguly"; "Lahcen, a farmer in the valley".
    """
    if words.title_case:
        return
    for at in range(len(words)):
        if words.pos[at] != "PROPN" or not words.is_name_like(at):
            continue
        if at + 1 < len(words) and words.pos[at + 1] == "PROPN" and words.is_name_like(at + 1):
            continue
        if words.past_hyphen(at + 1) > at + 1:
            continue
        first, count = words.before_hyphen(at), 1
        while first > 0 and words.pos[first - 1] == "PROPN" and words.is_name_like(first - 1):
            first = words.before_hyphen(first - 1)
            count += 1
        speaks = words.dep[at] == "nsubj" and words.lemma[words.head[at]] in SPEECH
        is_somebody, is_body = _apposed(words, at + 1, known)
        if (1 < count <= LONGEST_PERSON and speaks) or is_somebody:
            yield name_at(words, first, at + 1, "PERSON", trust=0)
        elif is_body:
            yield name_at(words, first, at + 1, "ORG", trust=0)
        else:
            unknown = name_at(words, first, at + 1, "ORG", trust=0)
            kind = natural(unknown, words, known)
            if kind is not None:
                yield replace(unknown, label=kind)


def _apposed(words: Words, at: int, known: Gazetteer) -> tuple[bool, bool]:
    """Say whether ", a farmer" or the like follows, and whether ", a charity" does."""
    if (
        at + 2 >= len(words)
        or words.text[at] != ","
        or words.text[at + 1].lower() not in {"a", "an"}
    ):
        return False, False
    for row in range(at + 2, min(at + 6, len(words))):
        if words.pos[row] == "NOUN":
            following = words.pos[row + 1] if row + 1 < len(words) else ""
            if following != "NOUN":
                noun = words.text[row].lower()
                return known.is_title(noun), noun in known.body_nouns | known.loose_nouns
        elif words.pos[row] not in {"ADJ", "PROPN", "NUM", "ADV", "PUNCT"}:
            return False, False
    return False, False


def given_names(words: Words, known: Gazetteer) -> Iterator[Name]:
    """Yield runs of two to four capitalised words that begin with a given name."""
    if words.title_case:
        return
    for first, last in chunks(words):
        begin = first
        while begin < last and known.is_title(words.text[begin]):
            begin += 1
        end, count = begin, 0
        while end < last and words.is_name_like(end) and words.pos[end] == "PROPN":
            end = words.past_hyphen(end + 1)
            count += 1
        if (
            1 < count <= LONGEST_PERSON
            and words.text[begin] in known.first_names
            and words.text[end - 1].lower()
            not in known.org_heads | known.facilities | known.no_actor_heads
        ):
            # a full given name that acts or is described outweighs a part that the model saw
            acts = words.dep[end - 1] in {"nsubj", "nsubjpass"} and words.text[begin] not in (
                known.entries
            )
            yield name_at(words, begin, end, "PERSON", trust=2 if acts else 1)


def water_names(words: Words) -> Iterator[Name]:
    """Yield waters and heights that are named after their kind ("the River Boyne")."""
    for at in range(len(words) - 1):
        if words.text[at] in WATERS and words.pos[at + 1] == "PROPN":
            last = at + 1
            while last < min(len(words), at + 3) and (
                words.is_name_like(last) and words.pos[last] == "PROPN"
            ):
                last += 1
            alone = at == 0 or not words.is_name_like(at - 1) or words.opens[at - 1]
            if last > at + 1 and alone and words.text[last - 1].lower() not in BODIES_BY_WATER:
                yield name_at(words, at, last, "LOC", trust=2)


def acronym_names(words: Words, known: Gazetteer) -> Iterator[Name]:
    """Yield acronyms that are no common abbreviation, outside headlines in capitals."""
    if sum(word.isupper() for word in words.text if len(word) > 1) > 0.4 * len(words):
        return
    for at, word in enumerate(words.text):
        if (
            ACRONYM.fullmatch(word)
            and words.pos[at] in {"PROPN", "NOUN"}
            and word not in known.no_actors
            and word not in known.entries
            and word.rstrip("s") not in known.no_actors
        ):
            alone = stands_alone(words, name_at(words, at, at + 1, "ORG"))
            if alone and words.dep[at] in ACRONYM_USES:
                yield name_at(words, at, at + 1, "ORG", trust=0)
