"""What a text says that a name is: "her party, X", "X, a geologist", "the X river"."""

from generator.extraction.actors.spans import ELISIONS, Name, Words, relabelled, word_set
from generator.extraction.gazetteer import Gazetteer
from generator.model import ActorType

LONGEST = 14
"""Words between a name and the noun that describes it at most."""
CALLED = word_set("as called named nicknamed dubbed")
COMPOUNDS = word_set("compound nmod amod")
TRADES = word_set("bookies bookmaker bookmakers contractor contractors brokerage shipbroker")
"""Kinds of firms that are no body's in :data:`Gazetteer.body_nouns`."""
MARKS = word_set("a an the his her its their my our your another")


def noun_type(words: Words, at: int, known: Gazetteer) -> ActorType | None:
    """Return the type of those whom the noun at the row `at` describes, None if it may be any."""
    for word in dict.fromkeys((words.text[at].lower(), words.lemma[at].lower())):
        if word in known.either:
            return None
        if known.is_title(word):
            return "PERSON"
        if word in known.body_nouns:
            return "ORG"
        if word in known.natural | known.facilities:
            return "LOC"
        if word in known.settlements:
            return "GPE"
    return None


def described(name: Name, words: Words, known: Gazetteer) -> ActorType | None:
    """Return the type that the text itself gives a name in place, None where it gives none."""
    if words.kind != "paragraph":
        return None
    return (
        _after(name, words, known)
        or _before(name, words, known)
        or _listed(name, words, known)
        or _compound(name, words, known)
    )


def natural(name: Name, words: Words, known: Gazetteer) -> ActorType | None:
    """Return the type of a name that only "the X river" or "towns like X" shows to be one."""
    if name.text.lower() in known.common or not words.is_name_like(name.first):
        return None
    listed = _listed(name, words, known)
    if listed in {"GPE", "LOC"}:
        return listed
    at = name.last
    noun = words.lemma[at].lower() if at < len(words) and words.text[at].islower() else ""
    return "LOC" if noun in known.natural and _compound(name, words, known) == "LOC" else None


def told(name: Name, words: Words, known: Gazetteer) -> Name:
    """Return the name under the label that the text itself gives it; what is known stays."""
    bare = name.text.removeprefix("the ").removeprefix("The ")
    kind = described(name, words, known)
    if kind in {None, name.label} or name.label == "OTHER" or bare in known.entries:
        return name
    if name.label == "NORP" and (kind not in {"LOC", "GPE"} or bare in known.both_groups):
        return name
    lowers = {word.lower() for word in words.text[name.first : name.last]}
    last = words.text[name.last - 1].lower()
    if kind == "PERSON":
        heads = known.org_heads | known.facilities | known.natural | known.areas
        if (lowers & heads and last not in known.surnames) or bare.isupper():
            return name
    elif name.label == "PERSON" and name.titled:
        return name
    return relabelled(name, kind) if kind else name


def _after(name: Name, words: Words, known: Gazetteer) -> ActorType | None:
    """ "X, a geologist", "X, the country's main opposition party"."""
    at = name.last
    if at + 1 >= len(words) or words.text[at] != ",":
        return None
    if words.text[at + 1].isdigit() and at + 3 < len(words) and words.text[at + 2] == ",":
        at += 2
    for row in range(at + 1, min(at + LONGEST, len(words))):
        if words.opens[row] or words.text[row] in {",", ";"} or words.pos[row] in {"VERB", "AUX"}:
            return None
        if (
            words.pos[row] in {"NOUN", "PROPN"}
            and words.dep[row] == "appos"
            and name.first <= words.head[row] < name.last
        ):
            return noun_type(words, row, known) if words.pos[row] == "NOUN" else None
    return None


def _before(name: Name, words: Words, known: Gazetteer) -> ActorType | None:
    """ "his party, X, ...", "another politician, X", "a bandit known as X"."""
    at = name.first - 1
    if at > 1 and words.text[at].lower() in CALLED and not words.opens[name.first]:
        at -= 1
        while at > 0 and words.pos[at] in {"ADV", "VERB", "AUX", "PUNCT"} and at > name.first - 5:
            at -= 1
        return noun_type(words, at, known) if words.pos[at] == "NOUN" else None
    if at >= 0 and words.pos[at] == "NOUN" and (words.text[at].islower() or words.opens[at]):
        return "ORG" if _is_kind_of_body(words, name, at, known) else None
    if at < 2 or words.text[at] != "," or words.pos[at - 1] != "NOUN":
        return None
    head = words.head[name.last - 1]
    if not (words.dep[name.last - 1] == "appos" and head == at - 1):
        closed = name.last < len(words) and words.text[name.last] in {",", ".", ";"}
        if not closed or name.last - name.first < 2:
            return None
    first = at - 1
    while first > 0 and words.pos[first - 1] in {"NOUN", "ADJ", "PROPN", "NUM", "PART"}:
        first -= 1
    marked = first > 0 and words.text[first - 1].lower() in MARKS
    spoken_for = first > 2 and words.text[first - 2].lower() in {"for", "of", "at"}
    if spoken_for and noun_type(words, first - 3, known) == "PERSON":
        return "PERSON"  # "a spokesman for the ministry, X"
    owned = any(words.text[row] in ELISIONS for row in range(first, at))
    kind = noun_type(words, at - 1, known)
    return kind if (marked or owned) and kind in {"PERSON", "ORG"} else None


def _is_kind_of_body(words: Words, name: Name, at: int, known: Gazetteer) -> bool:
    """Say whether the noun right before a name says what body it is ("the opposition party X")."""
    noun = words.text[at].lower()
    bodies = (known.body_nouns - known.loose_nouns) | TRADES
    given = words.text[name.first] in known.first_names and noun in known.either
    return noun in bodies and not name.titled and not given


def _listed(name: Name, words: Words, known: Gazetteer) -> ActorType | None:
    """ "rivers such as the X", "towns like X"."""
    at = name.first - 1
    while at > 0 and words.text[at].lower() in {"the", ","}:
        at -= 1
    word = words.text[at].lower() if at > 0 else ""
    if word == "as" and at > 1 and words.text[at - 1].lower() == "such":
        at -= 2
    elif word in {"like", "including"}:
        at -= 1
    else:
        return None
    while at > 0 and words.text[at] == ",":
        at -= 1
    plural = words.pos[at] == "NOUN" and words.lemma[at].lower() != words.text[at].lower()
    return noun_type(words, at, known) if plural else None


def _compound(name: Name, words: Words, known: Gazetteer) -> ActorType | None:
    """ "the X river", "the X and Y rivers", "X television channel"."""
    at = name.last
    if at < len(words) - 2 and words.text[at] == "and" and words.is_name_like(at + 1):
        at += 2
        plural = at < len(words) and words.text[at] != words.lemma[at]
        if not plural or words.pos[at] != "NOUN":
            return None
    last = at
    while (
        last < min(len(words), at + 3) and words.pos[last] == "NOUN" and words.text[last].islower()
    ):
        last += 1
    if last == at or (at == name.last and words.dep[name.last - 1] not in COMPOUNDS):
        return None
    kind = noun_type(words, last - 1, known)
    noun = words.lemma[last - 1].lower()
    person = name.label == "PERSON" and (
        words.text[name.first] in known.first_names or name.last - name.first == 1
    )
    if kind == "ORG" and (noun in known.loose_nouns or person):
        return None
    if kind == "LOC" and name.label == "GPE" and noun in known.facilities:
        return None  # "the Evansville airport" speaks of a town
    if kind == "GPE":
        return "GPE" if noun not in {"city", "capital", "state"} else None
    return kind if kind in {"ORG", "LOC"} else None
