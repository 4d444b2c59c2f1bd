"""Where names are found: the model's entities, the gazetteer, and patterns the model misses."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span as TokenSpan

from generator.extraction.actors.cleaning import clean, trim
from generator.extraction.actors.spans import (
    CONNECTORS,
    ELISIONS,
    PARTICLES,
    Name,
    Words,
    name_at,
    word_set,
)
from generator.extraction.actors.typing import SPEECH
from generator.extraction.gazetteer import Entry, Gazetteer
from generator.extraction.nlp import Passage

OFFICERS = word_set("sheriff attorney prosecutor governor mayor coroner ombudsman")
SCHOOLS = word_set("university college")
BODY_PLURALS = word_set(
    """
    daughters sons friends mothers fathers children knights sisters brothers voice voices house
    order
    """
)
ACRONYM_USES = word_set("nsubj nsubjpass poss appos pobj conj")
LABELS = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORG": "ORG",
    "GPE": "GPE",
    "LOC": "LOC",
    "FAC": "LOC",
    "NORP": "NORP",
    "EVENT": "OTHER",
    "WORK_OF_ART": "OTHER",
    "LAW": "OTHER",
    "PRODUCT": "OTHER",
    "LANGUAGE": "OTHER",
}
CREDIT = re.compile(
    r"(?:\b(?:Image|Photo|Photograph|Photos|Picture|Video|Audio|Credit|Illustration|Graphic|Screenshot)"
    r"(?: (?:by|credit|courtesy of|courtesy))?|\bFile photo|\((?:Reporting|Editing|Writing|Additional reporting))"
    r"(?:: ?| by )(?=\S)"
)
ACRONYM = re.compile(r"[A-Z]{3,6}|(?:[A-Z]\.){3,5}")
POSSESSIVE_FORCES = word_set("government military army navy police parliament")


def model_names(words: Words, passage: Passage, known: Gazetteer) -> Iterator[Name]:
    """Yield the model's entities, cleaned."""
    rows = {start - words.base: row for row, start in enumerate(words.start)}
    heads = {
        entity.start_char: entity.end_char for entity in passage.doc.ents if entity.label_ in LABELS
    }
    for entity in passage.doc.ents:
        label = LABELS.get(entity.label_)
        first = rows.get(entity.start_char)
        if label is None or first is None:
            continue
        last = first
        while last < len(words) and words.end[last] - words.base <= entity.end_char:
            last += 1
        if label == "OTHER":
            if last > first:
                weak = entity.label_ in {"PRODUCT", "LANGUAGE"}
                yield name_at(words, first, last, "OTHER", trust=0 if weak else 2)
            continue
        if (
            last < len(words) - 1
            and words.text[last].isdigit()
            and words.start[last + 1] - words.base in heads
        ):
            last = _over_number(words, last, heads)
        if label == "PERSON" and heads_person(entity, passage):
            last = _end_row(words, heads[entity.end_char + 1], last)
        for begin, end in clean(words, first, last, label, known):
            spelt = "ORG" if label == "PERSON" and _is_belonging(words, first, begin) else label
            start, stop = _grown(words, begin, end, spelt, known)
            yield name_at(words, start, stop, spelt, trust=2)


def _is_belonging(words: Words, first: int, begin: int) -> bool:
    """Say whether the name follows "of" inside what the model took for one person's name."""
    before = [word.lower() for word in words.text[max(first, begin - 2) : begin]]
    return before[-1:] == ["of"] or before == ["of", "the"]


def heads_person(entity: TokenSpan, passage: Passage) -> bool:
    """Say whether another personal name follows without a mark: one name that the model cut in two."""
    doc = passage.doc
    after = doc[entity.end] if entity.end < len(doc) else None
    return (
        after is not None
        and after.ent_type_ in {"PERSON", "PER"}
        and after.ent_iob_ == "B"
        and not after.is_sent_start
        and len(entity) < 4
        and doc[entity.end - 1].whitespace_ == " "
        and doc[entity.end - 1].text not in ELISIONS
    )


def _end_row(words: Words, end: int, last: int) -> int:
    """Return the row after the token that ends at a passage's character `end`."""
    while last < len(words) and words.end[last] - words.base <= end:
        last += 1
    return last


def _over_number(words: Words, number: int, heads: dict[int, int]) -> int:
    """Return the end of the entity that follows a number inside one name ("Movimento 5 Stelle")."""
    end = heads[words.start[number + 1] - words.base]
    last = number + 1
    while last < len(words) and words.end[last] - words.base <= end:
        last += 1
    return last


def _grown(words: Words, first: int, last: int, label: str, known: Gazetteer) -> tuple[int, int]:
    """Return the span with the words that the model cut off its name."""
    if label == "PERSON":
        return _grown_person(words, first, last, known)
    if label in {"ORG", "LOC"}:
        return _grown_body(words, first, last, known)
    return first, last


def _grown_person(words: Words, first: int, last: int, known: Gazetteer) -> tuple[int, int]:
    if first > 0 and words.text[first].lower() in PARTICLES and words.text[first][0].islower():
        while (
            first > 0
            and words.pos[first - 1] == "PROPN"
            and words.is_name_like(first - 1)
            and not known.is_title(words.text[first - 1])
        ):
            first -= 1
    while first > 0 and not words.title_case:
        word = words.text[first - 1]
        initial = (
            len(word) <= 4
            and word.endswith(".")
            and word[:1].isupper()
            and word[1:2] in ".-" + word[-1:]
        )
        given = word in known.first_names and words.pos[first - 1] == "PROPN"
        if not (initial or given) or known.is_title(word) or (words.glued(first) and not initial):
            break
        first -= 1
    given = words.text[first] in known.first_names
    while last < len(words):
        word = words.text[last]
        nxt = words.text[last + 1] if last + 1 < len(words) else ""
        if (
            word.islower()
            and word in PARTICLES
            and nxt.islower()
            and nxt in PARTICLES
            and last + 2 < len(words)
            and words.is_name_like(last + 2)
        ):
            last += 3
            continue
        if given and _is_surname_next(words, last, known):
            last += 1
            continue
        if (word == "." and words.glued(last) and words.text[last - 1] in {"Jr", "Sr"}) or (word.lower() in {"jr", "jr.", "sr", "sr."} and word[0].isupper()) or (
            words.text[last - 1].lower() in PARTICLES and words.is_name_like(last)
        ):
            last += 1
        elif (
            word.lower() in PARTICLES
            and word.islower()
            and nxt[:1].isupper()
            and words.pos[last] in {"PROPN", "X", "ADP", "DET"}
            and word not in {"la", "le", "e", "y", "den"}
        ) or (word == "-" and words.glued(last) and words.glued(last + 1)):
            last += 2
        else:
            break
    return first, min(last, len(words))


def _is_surname_next(words: Words, last: int, known: Gazetteer) -> bool:
    """Say whether the words so far only modify the capitalised word at `last`: the name goes on."""
    word = words.text[last]
    other = known.org_heads | known.facilities | known.no_actor_heads
    return (
        words.dep[last - 1] == "compound"
        and words.head[last - 1] >= last
        and words.pos[last] == "PROPN"
        and words.is_name_like(last)
        and not known.is_title(word)
        and word.lower() not in other
    )


def _grown_body(words: Words, first: int, last: int, known: Gazetteer) -> tuple[int, int]:
    """Take up a body's missing end ("Malaysia Tourism" + "Board") and beginning ("Daughters of")."""
    end = last
    limit = min(len(words), last + 6)
    for at in range(last, limit):
        word = words.text[at]
        if not words.is_name_like(at) or words.pos[at] not in {"PROPN", "NOUN", "ADJ"}:
            break
        end = at + 1
        if word.lower() in known.org_heads | known.facilities:
            last = end
    lowers = {word.lower() for word in words.text[first:last]}
    link = words.text[last].lower() if last + 1 < len(words) else ""
    if (
        link in {"of", "for"}
        and words.text[last - 1].lower() in known.org_heads
        and not lowers & {"of", "for"}
        and (
            last - first == 1
            or words.text[last - 1].lower() not in SCHOOLS
        )
    ) or (link == "at" and "university" in lowers and "of" in lowers):
        at = last + 1
        if words.text[at] == "the" and at + 1 < len(words):
            at += 1
        end = at
        while (
            end < len(words)
            and end < at + 6
            and words.is_name_like(end)
            and words.pos[end] == "PROPN"
        ):
            end += 1
        if end > at:
            last = end
    if last + 1 < len(words) and words.text[last] in ELISIONS and words.text[last - 1].lower() in OFFICERS and words.text[last + 1].lower() in {"office", "department"}:
        last += 2
    last = _with_campus(words, first, last, known)
    return _grown_left(words, first, last, known)


def _with_campus(words: Words, first: int, last: int, known: Gazetteer) -> int:
    """Return the end of "University of California, Berkeley", campus included."""
    place = known.entries.get(words.said(last - 1, last))
    named = words.said(first, last).lower().startswith("university of") and place is not None
    if not named or last + 1 >= len(words) or words.text[last] != ",":
        return last
    campus = words.is_name_like(last + 1) and words.pos[last + 1] == "PROPN"
    several = last + 2 < len(words) and words.is_name_like(last + 2)
    return last + 2 if campus and not several else last


def _grown_left(words: Words, first: int, last: int, known: Gazetteer) -> tuple[int, int]:
    if words.title_case:
        return first, last
    while first > 0:
        at = first - 1
        if words.text[at].lower() in {"of", "for", "the"}:
            while at > 0 and words.text[at].lower() in {"of", "for", "the"}:
                at -= 1
            word = words.text[at]
            heads_body = word.lower() in known.org_heads or word.lower() in BODY_PLURALS
            if words.text[at + 1] != "of" or not heads_body or not words.is_name_like(at):
                break
            first = at
        elif (
            words.pos[at] == "PROPN"
            and words.is_name_like(at)
            and not words.opens[at]
            and words.text[at - 1] != "-"
            and not known.is_title(words.text[at])
            and words.text[at] not in known.first_names
            and words.text[at].lower() not in known.common
        ):
            first = at
        else:
            break
    return first, last


def gazetteer_names(words: Words, known: Gazetteer) -> Iterator[tuple[Name, Entry]]:
    """Yield the known phrases that stand in a passage as words of their own."""
    ends = {end: row + 1 for row, end in enumerate(words.end)}
    at = 0
    while at < len(words):
        if not (words.is_name_like(at) or words.text[at] in {"al", "the", "mainland", "sub"}):
            at += 1
            continue
        entry = known.longest_at(words.source, words.start[at] - words.base)
        last = ends.get(words.start[at] + len(entry.phrase)) if entry else None
        if entry is None or last is None:
            at += 1
            continue
        yield name_at(words, at, last, entry.type, trust=1), entry
        at = last


def stands_alone(words: Words, name: Name) -> bool:
    """Say whether no other capitalised word touches the name, so that it is no part of a longer one."""
    before, after = name.first - 1, name.last
    if before >= 1 and words.text[before] == "-" and words.glued(name.first):
        return False
    left = (
        before >= 0
        and words.is_name_like(before)
        and words.pos[before] == "PROPN"
        and not words.opens[before]
    )
    right = after < len(words) and words.is_name_like(after) and words.pos[after] == "PROPN"
    return not (left or right)


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
                if words.text[min(piece, last - 1)] == "and" and _is_halved(words, begin, piece, last, known):
                    yield name_at(words, _past_article(words, begin), last, "ORG", trust=2)
                begin = piece + 1


def _past_article(words: Words, first: int) -> int:
    return first + (words.text[first].lower() in {"the", "a", "an"})


def _is_halved(words: Words, first: int, at: int, last: int, known: Gazetteer) -> bool:
    """Say whether "and" stands inside one body's name ("National Snow and Ice Data Center")."""
    first = _past_article(words, first)
    left, right = words.text[first:at], words.text[at + 1 : last]
    if not left or not right or not all(map(str.isalpha, (*left, *right))):
        return False
    head, plural = right[-1].lower(), right[-1].lower().endswith(("departments", "ministries"))
    if not plural and (head not in known.org_heads or head in known.weak_org_heads):
        return False
    whole = words.said(first, at)
    strangers = whole in known.entries or left[0] in known.first_names or words.opens[first]
    closed = left[-1].lower() in known.org_heads or known.is_title(left[0])
    small = any(not each[0].isupper() for each in (*left, *right))
    return not (strangers or closed or small) and (plural or len(left) > 1) and len(right) > 1


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


def force_names(words: Words, known: Gazetteer, *, teams: frozenset[str]) -> Iterator[Name]:
    """Yield a state's bodies whose head is written small ("Ukrainian military", "Malaysian navy")."""
    forces = known.forces | {"team"} if teams else known.forces
    for name, entry in gazetteer_names(words, known):
        if (
            not entry.state
            or name.last >= len(words) - 1
            or entry.role not in {"adjective", "name"}
        ):
            continue
        if name.first > 0 and words.text[name.first - 1] == "-":
            continue
        at = name.last
        if name.first > 0 and words.text[name.first - 1] == "Team":
            yield name_at(words, name.first - 1, at, "ORG", trust=3)
        one = words.text[at]
        two = words.said(at, at + 2) if at + 1 < len(words) else ""
        following = words.text[at + 1].lower() if at + 1 < len(words) else ""
        if two.lower() in known.force_phrases and two[:1].islower():
            yield name_at(words, name.first, at + 2, "ORG", trust=3)
        elif one == "team" and name.text not in teams:
            continue
        elif one in forces and not _continues(words, at, following):
            yield name_at(words, name.first, at + 1, "ORG", trust=3)


def _continues(words: Words, at: int, following: str) -> bool:
    """Say whether the noun at `at` only modifies the next one ("police officer", "army chief")."""
    return (
        at + 1 < len(words)
        and words.dep[at] in {"compound", "amod", "nmod"}
        and words.head[at] > at
        and following.isalpha()
    )


def cabinet_names(words: Words) -> Iterator[Name]:
    """Yield governments called after their head ("the Monti government", "Biden administration")."""
    for at in range(1, len(words)):
        if words.text[at] in {"government", "administration"}:
            before = at - 1
            if (
                words.pos[before] == "PROPN"
                and words.dep[before] == "compound"
                and words.is_name_like(before)
            ):
                first = before
                while (
                    first > 0
                    and words.pos[first - 1] == "PROPN"
                    and words.is_name_like(first - 1)
                    and not words.opens[first - 1]
                ):
                    first -= 1
                if first == before:
                    yield name_at(words, first, at + 1, "ORG", trust=3)


def refused_names(words: Words, known: Gazetteer) -> Iterator[Name]:
    """Yield the known names of what is no actor ("Premier League", "S&P 500"): they block their place."""
    ends = {end: row + 1 for row, end in enumerate(words.end)}
    for at in range(len(words)):
        if not words.is_name_like(at):
            continue
        phrase = known.longest_refused_at(words.source, words.start[at] - words.base)
        last = ends.get(words.start[at] + len(phrase)) if phrase else None
        if last is None:
            continue
        name = name_at(words, at, last, "OTHER", trust=3)
        if last - at > 1 or (words.text[at].isupper() and stands_alone(words, name)):
            yield name


def titled_names(words: Words, known: Gazetteer) -> Iterator[Name]:
    """Yield the capitalised words that follow a person's title ("Kremlin aide Yuri Ushakov")."""
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
        while (
            last < len(words)
            and last < first + 4
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
            last += 1
        if last > first and not known.is_title(words.text[first]):
            name = name_at(words, first, last, "PERSON", trust=1)
            yield replace(name, titled=words.text[at].lower().rstrip("."))
        at = max(last, at + 1)


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
        first = at
        while first > 0 and words.pos[first - 1] == "PROPN" and words.is_name_like(first - 1):
            first -= 1
        speaks = words.dep[at] == "nsubj" and words.lemma[words.head[at]] in SPEECH
        if (at > first and at - first < 4 and speaks) or _is_somebody(words, at + 1, known):
            yield name_at(words, first, at + 1, "PERSON", trust=0)


def possessed_names(words: Words, known: Gazetteer) -> Iterator[Name]:
    """Yield the unclaimed capitalised words that a state owns ("Chile's Codelco", "Guyana's Irfaan Ali")."""
    if words.title_case:
        return
    for name, entry in gazetteer_names(words, known):
        at = name.last
        if entry.type != "GPE" or at + 1 >= len(words) or words.text[at] not in ELISIONS:
            continue
        last = first = at + 1
        while last < len(words) and words.is_name_like(last) and words.pos[last] == "PROPN":
            last += 1
        if first < last < first + 5 and not known.is_title(words.text[first]):
            person = last - first > 1 and words.text[first] in known.first_names
            yield name_at(words, first, last, "PERSON" if person else "ORG", trust=0)


def _is_somebody(words: Words, at: int, known: Gazetteer) -> bool:
    """Say whether ", a farmer", ", the chairman" or the like follows."""
    if (
        at + 2 >= len(words)
        or words.text[at] != ","
        or words.text[at + 1].lower() not in {"a", "an"}
    ):
        return False
    for row in range(at + 2, min(at + 6, len(words))):
        if words.pos[row] == "NOUN":
            following = words.pos[row + 1] if row + 1 < len(words) else ""
            if following != "NOUN":
                return known.is_title(words.text[row])
        elif words.pos[row] not in {"ADJ", "PROPN", "NUM", "ADV", "PUNCT"}:
            return False
    return False


def given_names(words: Words, known: Gazetteer) -> Iterator[Name]:
    """Yield runs of two to four capitalised words that begin with a given name."""
    if words.title_case:
        return
    for first, last in chunks(words):
        begin = first
        while begin < last and known.is_title(words.text[begin]):
            begin += 1
        end = begin
        while end < last and words.is_name_like(end) and words.pos[end] == "PROPN":
            end += 1
        if (
            2 <= end - begin <= 4
            and words.text[begin] in known.first_names
            and words.text[end - 1].lower()
            not in known.org_heads | known.facilities | known.no_actor_heads
        ):
            yield name_at(words, begin, end, "PERSON", trust=1)


def acronym_names(words: Words, known: Gazetteer) -> Iterator[Name]:
    """Yield words in capitals that are no known common abbreviation, outside headlines in capitals."""
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


def credited(words: Words) -> Iterator[tuple[int, int]]:
    """Yield the token ranges of photo credits and of the desk's own signatures."""
    for match in CREDIT.finditer(words.source):
        start = words.base + match.start()
        rows = [row for row, at in enumerate(words.start) if at >= start]
        if not rows:
            continue
        first = rows[0]
        last = first + 1
        while last < len(words) and not (words.opens[last] and last > first + 3):
            last += 1
        if last - first <= 16:
            yield first, last
