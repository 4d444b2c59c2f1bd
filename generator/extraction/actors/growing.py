"""The words that the model cut off a name: a surname, a body's head, the start of its name."""

from generator.extraction.actors.everyday import is_everyday
from generator.extraction.actors.spans import ELISIONS, PARTICLES, Words, word_set
from generator.extraction.gazetteer import Gazetteer

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


def grown(words: Words, first: int, last: int, label: str, known: Gazetteer) -> tuple[int, int]:
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
        given = words.pos[first - 1] == "PROPN" and (
            word in known.first_names or _is_given(words, first, last, known)
        )
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
            and words.pos[last] in {"PROPN", "X", "ADP", "DET", "NUM"}
            and word not in {"la", "le", "e", "y", "den"}
        ) or (word == "-" and words.glued(last) and words.glued(last + 1)):
            last += 2
        else:
            break
    return first, min(last, len(words))


def _is_given(words: Words, first: int, last: int, known: Gazetteer) -> bool:
    """Say whether the capitalised word before one surname can only be its given name: it modifies
    it, and is no word of the language and no other name."""
    word = words.text[first - 1]
    modifies = words.dep[first - 1] == "compound" and first <= words.head[first - 1] < last
    return (
        last - first == 1
        and modifies
        and word.istitle()
        and word.isalpha()
        and not words.text[first].isupper()
        and word not in known.entries
        and word.lower() not in known.common | known.org_heads
        and not is_everyday(word)
    )


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
