"""The model's entities as names: cleaned, and grown by the words that the model cut off."""

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan

from generator.extraction.actors.cleaning import clean
from generator.extraction.actors.spans import ELISIONS, PARTICLES, Name, Words, name_at, word_set
from generator.extraction.gazetteer import Gazetteer
from generator.extraction.nlp import Passage

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


LONGEST_GROWTH = 8
"""Words that may be missing before a body's name at most."""
BODY_PLURALS = word_set(
    """
    daughters sons friends mothers fathers children knights sisters brothers voice voices house
    order
    """
)


ROMANCE = word_set("de do da dos das del della di du des")
OFFICERS = word_set("sheriff attorney prosecutor governor mayor coroner ombudsman")


SCHOOLS = word_set("university college")
TOWNS = word_set("city town county")
"""What clubs' names end in ("Lincoln City")."""


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
        if label == "ORG" and words.opens[first] and _is_occupied(words, first, last, known):
            label = "PERSON"
        for begin, end in clean(words, first, last, label, known):
            spelt = "ORG" if label == "PERSON" and _is_belonging(words, first, begin) else label
            start, stop = _grown(words, begin, end, spelt, known)
            stop = _closed(words, start, stop)
            yield name_at(words, start, stop, spelt, trust=2)


def _closed(words: Words, first: int, last: int) -> int:
    """Return the end of a name with the bracket that closes the one inside it ("JD(U)")."""
    inner = words.said(first, last)
    opened = inner.count("(") > inner.count(")")
    return last + (opened and last < len(words) and words.text[last] == ")")


def _is_occupied(words: Words, first: int, last: int, known: Gazetteer) -> bool:
    """Say whether an occupation stands before a full name: "Singer Joe Hart"."""
    given = last - first > 2 and words.text[first + 1] in known.first_names
    body = {word.lower() for word in words.text[first:last]} & known.org_heads
    return given and known.is_title(words.text[first]) and not body


def _is_belonging(words: Words, first: int, begin: int) -> bool:
    """Say whether the name follows "of" inside what the model took for one person's name."""
    before = [word.lower() for word in words.text[max(first, begin - 2) : begin]]
    return before[-1:] == ["of"] or before == ["of", "the"]


def heads_person(entity: TokenSpan, passage: Passage) -> bool:
    """Say whether another personal name follows at once: one name that the model cut in two."""
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
    """Return the end of the entity that follows a number inside one name ("Group 47 Berlin")."""
    end = heads[words.start[number + 1] - words.base]
    last = number + 1
    while last < len(words) and words.end[last] - words.base <= end:
        last += 1
    return last


def _grown(words: Words, first: int, last: int, label: str, known: Gazetteer) -> tuple[int, int]:
    """Return the span with the words that the model cut off its name."""
    if label == "PERSON":
        return _grown_person(words, first, last, known)
    last = _over_particle(words, last)
    if label in {"ORG", "LOC"}:
        return _grown_body(words, first, last, known)
    return first, last


def _over_particle(words: Words, last: int) -> int:
    """Return the end of a Romance name that goes on after "do" ("Rio Grande do Sul")."""
    while last + 1 < len(words) and words.text[last] in ROMANCE and words.is_name_like(last + 1):
        last += 2
    if words.text[last - 1] in ROMANCE and last < len(words) and words.is_name_like(last):
        last += 1
    return last


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
        past = words.past_nickname(last)
        if past > last and last - first < 3 and not known.is_title(words.text[past]):
            last = past + 1
            continue
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
        if (
            (word == "." and words.glued(last) and words.text[last - 1] in {"Jr", "Sr"})
            or (word.lower() in {"jr", "jr.", "sr", "sr."} and word[0].isupper())
            or (words.text[last - 1].lower() in PARTICLES and words.is_name_like(last))
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
    """Take up a body's missing end ("Tourism" + "Board") and beginning ("Daughters of")."""
    end = last
    limit = min(len(words), last + 6)
    for at in range(last, limit):
        word = words.text[at]
        if not words.is_name_like(at) or words.pos[at] not in {"PROPN", "NOUN", "ADJ"}:
            break
        end = at + 1
        if word.lower() in known.org_heads | known.facilities | TOWNS:
            last = end
    lowers = {word.lower() for word in words.text[first:last]}
    link = words.text[last].lower() if last + 1 < len(words) else ""
    if (
        link in {"of", "for"}
        and words.text[last - 1].lower() in known.org_heads
        and not lowers & {"of", "for"}
        and (last - first == 1 or words.text[last - 1].lower() not in SCHOOLS)
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
    if (
        last + 1 < len(words)
        and words.text[last] in ELISIONS
        and words.text[last - 1].lower() in OFFICERS
        and words.text[last + 1].lower() in {"office", "department"}
    ):
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
    after = last + 2 < len(words)
    several = after and words.is_name_like(last + 2)
    acts = after and words.pos[last + 2] in {"VERB", "AUX"}  # "University of Tokyo, Beijing is"
    return last + 2 if campus and not several and not acts else last


def _grown_left(words: Words, first: int, last: int, known: Gazetteer) -> tuple[int, int]:
    if words.title_case:
        return first, last
    stop = max(0, first - LONGEST_GROWTH)
    while first > stop:
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
