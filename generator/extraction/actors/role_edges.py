"""How far a description reaches: the words of a noun phrase that belong to a role."""

from generator.extraction.actors.role_words import ON
from generator.extraction.actors.spans import ELISIONS, Words, word_set

LINKS = word_set("of for at to in on and & the a an -")
STOPS = word_set(
    """
    who which that whose whom where when while said says told was is were are has had have will
    would from with by as but after before during because if
    """
)
MODIFIERS = word_set("NOUN PROPN ADJ NUM ADV")
BEFORE_PARTICIPLE = word_set("DET ADJ PART ADP PUNCT VERB")
LONGEST = 12


def left_edge(words: Words, last: int) -> int:
    """Return where the noun phrase that ends before `last` begins."""
    first = last
    while first > 0 and last - first < LONGEST:
        word = words.text[first - 1]
        opened = _bracket_start(words, first - 1)
        if opened < first - 1 and first < last:
            first = opened
            if words.opens[first]:
                break
            continue
        begun = _compound_start(words, first - 1)
        # "self-proclaimed", "would-be"
        if begun < first - 1 and _qualifies(words, first - 1, last):
            first = begun
            if words.opens[first]:
                break
            continue
        if (
            words.opens[first - 1]
            and words.pos[first - 1] not in MODIFIERS | {"DET"}
            and not _qualifies(words, first - 1, last)
        ):
            break
        if (
            (
                words.pos[first - 1] in MODIFIERS
                and word.lower() not in STOPS
                and words.lemma[first - 1] != "say"
            )
            or _qualifies(words, first - 1, last)
            or word in ELISIONS
            or (word == "-" and first < last)
            or word in {"'", "’"}
            or (word.lower() in {"of", "for", "to", "the"} and first < last and first - 2 >= 0)
            or (word == "on" and 2 <= first < last and words.text[first - 2].lower() in ON)
        ):
            first -= 1
        elif (
            word.lower() == "and"
            and first < last
            and words.pos[first - 2] in {"NOUN", "PROPN"}
            and words.pos[first] in {"NOUN", "PROPN"}
        ):
            break
        else:
            break
        if words.opens[first]:
            break
    while first < last and (
        words.text[first].lower() in LINKS - {"the"}
        or (words.pos[first] == "ADV" and not _shades(words, first, last))
        or words.text[first] in ELISIONS
        or not words.text[first][0].isalnum()
    ):
        first += 1
    return first


def _bracket_start(words: Words, at: int) -> int:
    """Return where a name begins whose bracket closes at `at`: "CPI(ML) secretary", "Morcha
    (Secular) founder"; `at` where there is no such thing."""
    if words.text[at] != ")":
        return at
    for opened in range(at - 1, max(at - 5, -1), -1):
        word = words.text[opened]
        if "(" in word:
            named = word != "(" or (opened > 0 and words.pos[opened - 1] == "PROPN")
            return opened if named else at
        if not word[0].isupper():
            break
    return at


def ends_acronym(words: Words, at: int) -> bool:
    """Say whether a bracket with the initials of what was named stands at `at`: "(NIFR)"."""
    inner = words.text[at + 1 : at + 3]
    return words.text[at] == "(" and len(inner) == 2 and inner[0].isupper() and inner[1] == ")"


def _qualifies(words: Words, at: int, last: int) -> bool:
    """Say whether a word that is tagged as a verb belongs to the noun after it: "the suspected
    leader". To drop it would say more of someone than the text does.

    What a noun or a conjunction stands before may be what somebody did: "police suspected mayor".
    """
    begun = _compound_start(words, at)
    joined = begun < at
    ing = words.text[at].lower().endswith("ing")
    kinds = {"amod", "nmod"} if joined else {"amod", "compound"} if ing else {"amod"}
    if at + 1 >= last or words.dep[at] not in kinds or not at < words.head[at] <= last:
        return False
    if not joined and words.pos[at] != "VERB":
        return False
    acts = joined or ing  # "acting" takes no object
    while begun and words.pos[begun - 1] == "ADV" and not words.opens[begun]:  # "newly elected"
        begun -= 1
    return acts or words.opens[begun] or words.pos[begun - 1] in BEFORE_PARTICIPLE


def _compound_start(words: Words, at: int) -> int:
    """Return where the word begins that hyphens glue to the one at `at`: "self-proclaimed"."""
    while at > 1 and words.text[at - 1] == "-" and words.glued(at) and words.glued(at - 1):
        at -= 2
    return at


def _shades(words: Words, at: int, last: int) -> bool:
    """Say whether an adverb belongs to the title: "newly elected", "then-mayor", "the then"."""
    if at + 1 >= last:
        return False
    glued = words.text[at + 1] == "-" and words.glued(at + 1)
    participle = words.pos[at + 1] == "VERB" and words.head[at] == at + 1
    return glued or participle or (words.dep[at] == "amod" and not words.opens[at])


def is_participle(words: Words, first: int, at: int) -> bool:
    """Say whether a word tagged as a verb stands before the noun that it describes."""
    if at + 1 >= len(words):
        return False
    joined = _compound_start(words, at) >= first and _compound_start(words, at) < at
    led = at == first or joined or words.text[at - 1] in ELISIONS or words.pos[at - 1] == "ADV"
    if not led:
        return False
    described = words.dep[at] == "amod" and words.pos[at + 1] in {"ADJ", "PROPN"}
    return words.pos[at] == "VERB" and (words.pos[at + 1] == "NOUN" or described)


def head_of(words: Words, first: int, last: int) -> int:
    """Return the row of a noun phrase's head: the last noun before its first link."""
    head = first
    for at in range(first, last):
        if words.text[at].lower() in {"of", "for", "at", "to", "in", "on", "and", "&"}:
            break
        if words.pos[at] in {"NOUN", "PROPN"}:
            head = at
    return head
