"""The model's entities as names: cleaned, and grown by the words that the model cut off."""

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan

from generator.extraction.actors.cleaning import clean
from generator.extraction.actors.growing import grown
from generator.extraction.actors.spans import ELISIONS, Name, Words, name_at, word_set
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


HOLDERS = word_set("Minister Mayor Governor Senator Premier Chancellor Commissioner Secretary")
LONGEST_PERSON = 4


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
        for part in _beside_offices(words, first, last, label, known):
            yield from _cleaned(words, *part, known)


def _cleaned(words: Words, first: int, last: int, label: str, known: Gazetteer) -> Iterator[Name]:
    for begin, end in clean(words, first, last, label, known):
        spelt = "ORG" if label == "PERSON" and _is_belonging(words, first, begin) else label
        start, stop = grown(words, begin, end, spelt, known)
        stop = _closed(words, start, stop)
        yield name_at(words, start, stop, spelt, trust=2)


def _beside_offices(
    words: Words, first: int, last: int, label: str, known: Gazetteer
) -> Iterator[tuple[int, int, str]]:
    """Yield a span with its label, or who holds an office and what follows where the model took
    all that for a body ("Emergency Services Minister Ruth Cole and Ayton Council")."""
    if label == "ORG":
        for at in range(first, last - 1):
            if words.text[at] in HOLDERS and words.is_name_like(at + 1):
                stop = at + 1
                while stop < last and words.text[stop] not in {"and", ",", ";", "("}:
                    stop += 1
                lowers = {word.lower() for word in words.text[at + 1 : stop]}
                if stop - at <= LONGEST_PERSON and not lowers & (known.org_heads | {"of", "for"}):
                    yield at + 1, stop, "PERSON"
                    if stop + 1 < last:
                        yield stop + 1, last, "ORG"
                    return
    yield first, last, label


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
