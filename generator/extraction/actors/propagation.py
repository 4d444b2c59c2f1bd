"""Names once found, found again wherever else they stand."""

from collections.abc import Iterator, Mapping, Sequence

from generator.extraction.actors.lookup import is_language
from generator.extraction.actors.spans import ELISIONS, Name, Words, name_at
from generator.extraction.gazetteer import Gazetteer
from generator.extraction.nlp import Passage


def propagated(
    names: Sequence[Name],
    passages: Sequence[tuple[Words, Passage]],
    known: Gazetteer,
    masked: Mapping[int, frozenset[int]],
) -> Iterator[Name]:
    """Yield the names and their other exact occurrences that no source has claimed."""
    labels: dict[tuple[str, ...], str] = {}
    taken: dict[int, set[int]] = {}
    for name in names:
        words = passages[name.passage][0]
        taken.setdefault(name.passage, set()).update(range(name.first, name.last))
        if name.label != "OTHER":
            key = words.text[name.first : name.last]
            labels.setdefault(key, name.label)
            if (
                name.label == "PERSON"
                and 2 <= len(key) <= 4
                and len(key[-1]) > 2
                and key[-1][0].isupper()
            ):
                labels.setdefault((key[-1],), "PERSON")
            if (
                name.label == "ORG"
                and len(key) == 3
                and key[1] == "of"
                and key[2] not in known.entries
            ):
                labels.setdefault((key[2],), "ORG")
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
    if words.pos[name.first] not in {"PROPN", "NOUN", "ADJ", "X", ""}:
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
