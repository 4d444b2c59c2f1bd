"""Names once found, found again wherever else they stand."""

from collections.abc import Iterator, Mapping, Sequence

from generator.extraction.actors.clubs import is_sporting
from generator.extraction.actors.lookup import is_language
from generator.extraction.actors.spans import ELISIONS, PARTICLES, Name, Words, name_at, word_set
from generator.extraction.gazetteer import Gazetteer
from generator.extraction.nlp import Passage

COURTESY = word_set("mr mrs ms miss mx dr prof sir dame")
LONGEST_NAME = 7
"""Words of a personal name at most."""


def propagated(
    names: Sequence[Name],
    passages: Sequence[tuple[Words, Passage]],
    known: Gazetteer,
    masked: Mapping[int, frozenset[int]],
) -> Iterator[Name]:
    """Yield the names and their other exact occurrences that no source has claimed."""
    labels = _labels(names, passages, known)
    taken: dict[int, set[int]] = {}
    for name in names:
        if name.label != "OTHER" or not _is_mistaken(passages[name.passage][0], name, labels):
            taken.setdefault(name.passage, set()).update(range(name.first, name.last))
    sizes: dict[str, set[int]] = {}
    for key in labels:
        sizes.setdefault(key[0], set()).add(len(key))
    longest_first = {word: sorted(each, reverse=True) for word, each in sizes.items()}
    everything = list(names)
    for words, _ in passages:
        claimed = taken.setdefault(words.passage, set())
        for at, word in enumerate(words.text):
            for size in longest_first.get(word, ()):
                last = at + size
                if last > len(words):
                    continue  # a slice would stop at the end and pass for a shorter name
                label = labels.get(words.text[at:last])
                if label is not None and claimed.isdisjoint(range(at, last)):
                    name = name_at(words, at, last, label)
                    credit = masked.get(words.passage, frozenset())
                    if at not in credit and _is_repeat(words, name, known):
                        claimed.update(range(at, last))
                        everything.append(name)
                    break
    return iter(
        sorted((n for n in everything if n.label != "OTHER"), key=lambda n: (n.passage, n.first))
    )


def _labels(
    names: Sequence[Name], passages: Sequence[tuple[Words, Passage]], known: Gazetteer
) -> dict[tuple[str, ...], str]:
    """Return the labels of the word sequences that mean a name wherever they stand."""
    labels: dict[tuple[str, ...], str] = {}
    keys = [passages[name.passage][0].text[name.first : name.last] for name in names]
    for name, key in zip(names, keys, strict=True):
        if name.label != "OTHER":
            labels.setdefault(key, name.label)
    sporting = is_sporting([words for words, _ in passages])
    for name, key in zip(names, keys, strict=True):
        if name.text in known.clubs and len(key) == 2 and sporting:
            labels.setdefault((key[1],), "ORG")
        if name.label == "PERSON" and labels[key] == "PERSON":
            for short in _short_forms(key, known):
                labels.setdefault(short, "PERSON")
        of = len(key) == 3 and key[1] == "of" and key[2] not in known.entries
        if name.label == "ORG" and of:
            labels.setdefault((key[2],), "ORG")
    return labels


def _is_mistaken(words: Words, name: Name, labels: Mapping[tuple[str, ...], str]) -> bool:
    """Say whether the model took a person, known from elsewhere in the text, for a work or so."""
    if name.trust > 2 or (name.first and words.pos[name.first - 1] in {"DET", "PRON", "ADJ"}):
        return False
    first = name.first + (words.text[name.first].lower().rstrip(".") in COURTESY)
    return labels.get(words.text[first : name.last]) == "PERSON"


def _short_forms(key: tuple[str, ...], known: Gazetteer) -> Iterator[tuple[str, ...]]:
    """Yield how a text may call a person of this full name: by surnames or by the first name.

    Every capitalised ending of the name can stand alone ("San Martín", "Martín"), and an ending
    with its particle, which is capitalised where it opens a sentence ("Van Dalen").
    """
    if not 2 <= len(key) <= LONGEST_NAME or len(key[-1]) < 2:
        return
    for at in range(1, len(key)):
        rest = key[at:]
        if rest[0][0].isupper() and (len(rest[0]) > 2 or len(rest) > 1):
            yield rest
        elif rest[0] in PARTICLES and len(rest) > 1 and rest[-1][0].isupper():
            yield rest
            yield (rest[0].capitalize(), *rest[1:])
    first = key[0]
    plain = first.isalpha() and first[0].isupper() and len(first) > 2 and not first.isupper()
    common = known.is_title(first) or first.lower() in known.common | known.org_heads
    if plain and not common and first not in known.entries:
        yield (first,)


def _is_repeat(words: Words, name: Name, known: Gazetteer) -> bool:
    """Say whether a repeated string is the same name again, and no part of a longer one."""
    if words.kind == "byline":
        return False
    if name.last - name.first > 1:
        return True
    entry = known.entries.get(name.text)
    if entry is not None and entry.role == "adjective":
        return not is_language(words, name)
    if words.title_case or name.text.isupper():
        return True
    if words.pos[name.first] not in {"PROPN", "NOUN", "ADJ", "X", ""} or (
        name.label == "PERSON" and _is_no_person(words, name, known)
    ):
        return False
    after = name.last
    follows = (
        after < len(words)
        and words.is_name_like(after)
        and words.pos[after] == "PROPN"
        and words.text[after] not in ELISIONS
    )
    before = name.first - 1
    precedes = (
        before >= 0
        and words.is_name_like(before)
        and words.pos[before] == "PROPN"
        and not known.is_title(words.text[before])
        and not words.opens[before]
    )
    return not (follows or precedes)


def _is_no_person(words: Words, name: Name, known: Gazetteer) -> bool:
    """Say whether one word that is a person's name means a thing ("the Murray", "Hope fades")."""
    at = name.first
    if words.opens[at] and words.pos[at] == "NOUN" and name.text in known.first_names:
        return True
    before = words.text[at - 1].lower() if at else ""
    return before == "the" and words.pos[name.first] == "PROPN" and _is_bare(words, name.last)


def _is_bare(words: Words, at: int) -> bool:
    """Say whether no noun follows that an article before could belong to ("the Obama visit")."""
    return at >= len(words) or words.pos[at] not in {"NOUN", "PROPN", "ADJ", "PART"}
