"""What the text says someone is: "Kremlin aide", "director of the gallery", verbatim or nothing."""

from collections.abc import Iterable, Iterator, Sequence

from generator.extraction.actors.role_edges import (
    LINKS,
    LONGEST,
    MODIFIERS,
    STOPS,
    ends_acronym,
    head_of,
    is_participle,
    left_edge,
)
from generator.extraction.actors.role_words import (
    before_retired,
    first_field,
    is_abbreviated,
    is_acronym,
    is_fellow,
    is_role,
    is_style,
    past_rank,
    past_stop,
    served,
    singular_before,
)
from generator.extraction.actors.spans import ELISIONS, Name, Words, word_set
from generator.extraction.gazetteer import Gazetteer
from generator.model import ActorType

COURTESY = word_set(
    """
    mr mrs ms miss mx dr prof sir dame lord lady comrade madam madame alhaji alhaja hajia mallam
    datuk dato datin puan encik shri smt engr
    """
)
ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ing", "ship", "ance", "ence", "ism", "age")
KIN = word_set(
    """
    mother father wife husband widow widower son daughter brother sister friend uncle aunt cousin
    nephew niece grandson granddaughter grandmother grandfather girlfriend boyfriend partner mum
    mom dad stepmother stepfather stepson stepdaughter
    fiancée fiance
    """
)
RELATIONS = KIN | word_set(
    """
    predecessor successor ally rival colleague counterpart neighbour neighbor teammate team-mate
    challenger opponent
    """
)
"""Words that say nothing of someone unless the text says whose."""
SHARED = 4  # what a list of people are together says less than what one is alone
OF_FIRM = word_set("managing senior founding general")
"""Partners who are not somebody's, but a firm's."""
NOW = word_set("now currently presently")
WHOSE = word_set("his her its their")


def role_of(
    names: Iterable[Name], passages: Sequence[Words], kind: ActorType, known: Gazetteer
) -> str | None:
    """Return the most informative description of an actor, verbatim, or None."""
    best: tuple[int, str] | None = None
    if kind == "GPE":
        return None
    for name in names:
        words = passages[name.passage]
        if words.kind != "paragraph":
            continue
        found = list(_after(words, name, kind, known))
        if kind == "PERSON":
            found += _before(words, name, known)
            found += _one_of(words, name, known)
        for role, score in found:
            if _is_empty(role):
                continue
            if best is None or score > best[0]:
                best = (score, role)
    return best[1] if best else None


def _is_empty(role: str) -> bool:
    """Say whether the words only relate to somebody whom they do not name ("sister")."""
    words = role.lower().split()
    whose = len(words) > 1 and (
        "of" in words or "to" in words or any("'" in w or "’" in w for w in words)
    )
    of_firm = words[-1] == "partner" and len(words) > 1 and words[-2] in OF_FIRM
    return words[-1] in RELATIONS and not whose and not of_firm and len(words) < 3


def _score(words: Words, first: int, last: int) -> int:
    """Prefer descriptions that name what someone belongs to, and what one is to what one is to
    others; beyond eight words add nothing."""
    size = min(last - first, 8)
    proper = any(words.pos[at] == "PROPN" for at in range(first, last))
    linked = any(words.text[at] in {"of", "for", "at", "to"} for at in range(first, last))
    related = any(words.text[at].lower() in RELATIONS for at in range(first, min(first + 3, last)))
    return size + 3 * linked + 2 * proper - 6 * related


def _before(words: Words, name: Name, known: Gazetteer) -> Iterator[tuple[str, int]]:  # noqa: PLR0912 - one branch a shape of title
    """Yield the title that stands before a name, with or without a comma between."""
    if words.opens[name.first] and not is_abbreviated(words, name.first):
        return
    last = _before_courtesy(words, name.first)
    comma = last > 0 and words.text[last - 1] == ","
    if comma:
        last = _before_courtesy(words, last - 1)
    while last > 0 and words.text[last - 1] == ".":
        last -= 1
    last = before_retired(words, past_rank(words, last, known))
    first = left_edge(words, last) if last > 0 else last
    if first >= last:
        return
    first = first_field(words, first, last)
    first = _first_of_two(words, first, known)
    title = _title_at(words, first, last, known)
    if title is not None and title < last - 1 and is_style(words, last - 1):
        last -= 1
    if title is None or (words.pos[title] == "ADJ" and words.text[title] in {"major", "general"}):
        return
    inner = not comma and title < last - 1
    if inner and words.text[last - 1].islower() and known.is_title(words.text[last - 1]):
        title = last - 1  # "the lawyer of the jailed editor Ray Poe": he is the editor
    elif inner and words.text[title].lower() in KIN:
        return  # "the widow of Detective Ray Poe" is not Ray Poe
    if title == last - 1:
        for at in range(title - 1, first, -1):
            if words.text[at].lower() in {"of", "for", "to"}:
                first = at + 1
                break
    elif inner and _title_at(words, whose := served(words, title, last), last, known) is not None:
        first = whose  # "a spokesman for Governor Ray Poe"
    if comma and not _is_apposed(words, name, first, last, title):
        return
    while first < last and (
        words.text[first].lower() in {"the", "a", "an", "his", "her", "their", "its", "and"}
        or words.text[first] in ELISIONS
        or is_fellow(words, first, last)
    ):
        first += 1
    if first < last and words.said(first, last).lower().rstrip(".") not in COURTESY:
        yield words.said(first, past_stop(words, last)), _score(words, first, last)


def _one_of(words: Words, name: Name, known: Gazetteer) -> Iterator[tuple[str, int]]:
    """Yield the one of a plural title that a list of names shares: "Senators Poe and Lee"."""
    at, last = singular_before(words, name.first, name.last, known)
    first = left_edge(words, last) if last else last
    for row in range(first, at):  # "a bench of Justices", "the two senators"
        if words.pos[row] in {"DET", "NUM", "ADP"}:
            first = row + 1
    if first < last and words.text[at][:-1].lower() not in RELATIONS | COURTESY:
        yield words.said(first, last)[:-1], _score(words, first, last) - SHARED


def _is_predicate(words: Words, first: int) -> bool:
    """Say whether the phrase at `first` is what somebody is held to be: "believed to be the
    leader", "described as the leader"."""
    while first > 0 and words.pos[first - 1] == "DET":
        first -= 1
    before = words.text[first - 1].lower() if first else ""
    verb = first > 1 and words.pos[first - 2] == "VERB"
    return before in {"be", "being", "been"} or (before == "as" and verb)


def _first_of_two(words: Words, first: int, known: Gazetteer) -> int:
    """Return where a title begins that "and" joins to the one at `first`: "mayor and party chief".

    With an article it may be somebody else's: "the mayor and party chief".
    """
    if first < 2 or words.text[first - 1].lower() != "and" or words.pos[first] == "DET":
        return first
    head = words.text[first - 2].lower()
    begun = left_edge(words, first - 1)
    single = known.is_title(head) and not head.endswith("s") and head not in COURTESY | RELATIONS
    bare = words.pos[begun] != "DET" and (begun == 0 or words.pos[begun - 1] not in {"DET", "PRON"})
    alone = words.opens[begun] or words.pos[begun - 1] in {"PUNCT", "ADP", "VERB"}
    return begun if single and bare and alone else first


def _before_courtesy(words: Words, last: int) -> int:
    """Return where "Dr" or "Ms" begins that stands before `last`, else `last`."""
    while last > 0 and words.text[last - 1].lower().rstrip(".") in COURTESY:
        last -= 1
    return last


def _is_apposed(words: Words, name: Name, first: int, last: int, title: int) -> bool:
    """Say whether "the title, Name" describes the name and does not merely stand before it."""
    if words.text[title].lower() in KIN or _is_predicate(words, first):
        return False
    closed = name.last < len(words) and words.text[name.last] in {",", "–", "—"}
    genitive = any(
        words.text[at] in ELISIONS or words.text[at] in {"of", "on"} for at in range(first, last)
    )
    if words.text[first - 1 : first] == (",",):  # perhaps one of a list
        return closed and genitive
    # "the Minister for Housing, Ray Poe"; "the Minister for Housing, Ray Poe and Jo Lee" are three
    office = words.text[title][0].isupper() and "for" in words.text[first:last]
    alone = words.text[name.last : name.last + 1] not in {("and",), ("or",)}
    return closed or genitive or (office and alone)


def _title_at(words: Words, first: int, last: int, known: Gazetteer) -> int | None:
    """Return the row of the title word that heads the phrase, if one does."""
    for at in range(first, last):
        following = words.text[at + 1].lower() if at + 1 < last else ""
        if (
            (is_role(words, at, known) or words.text[at] in KIN)
            and words.text[at].lower().rstrip(".") not in COURTESY
            and (at + 1 == last or following in {"of", "for", "to", "at", "and", "in", "on"})
        ):
            return at
    return None


def _after(
    words: Words, name: Name, kind: ActorType, known: Gazetteer
) -> Iterator[tuple[str, int]]:
    """Yield the apposition that follows a name: "X, the chairman of the panel, said"."""
    at = name.last
    if at >= len(words) or words.text[at] != ",":
        return
    at += 1
    if at + 1 < len(words) and words.text[at].isdigit() and words.text[at + 1] == ",":
        at += 2
    at += at + 1 < len(words) and words.text[at].lower() in NOW
    first = at
    led = words.text[at].lower() if at < len(words) else ""
    whose, marked = led in WHOSE, led in {"a", "an", "the"}
    if whose or marked:
        first = at = at + 1
    last = at
    while last < len(words) and last - first < LONGEST:
        word = words.text[last]
        lower = word.lower()
        # "the oldest known fossil", "the city's jailed mayor"
        participle = is_participle(words, first, last)
        if words.opens[last] or (lower in STOPS and not is_acronym(words, last)):
            break
        if not (
            participle
            or words.pos[last] in MODIFIERS | {"DET", "PART"}
            or lower in LINKS
            or word in ELISIONS
            or word == "-"
            or is_acronym(words, last)
        ):
            break
        last += 1
    closed = (
        last >= len(words)
        or words.text[last] in {",", ".", ";", ")", "–", "—", '"', "“"}
        or words.text[last].lower() in STOPS
        or words.pos[last] in {"VERB", "AUX"}
        or ends_acronym(words, last)
    )
    end = last
    while last > first and (
        words.text[last - 1].lower() in LINKS
        or words.pos[last - 1] in {"DET", "ADV"}
        or words.text[last - 1] in ELISIONS
    ):
        last -= 1
    if not closed or last <= first:
        return
    head = head_of(words, first, last)
    acts = end < len(words) and words.pos[end] in {"VERB", "AUX"}
    if acts and words.dep[head] in {"nsubj", "nsubjpass"}:
        return  # "after the defeat of X, the governor conceded"
    related = whose and words.text[head].lower() in RELATIONS  # "his brother": whose, is not said
    if kind == "PERSON":
        word = words.text[head].lower().rpartition("-")[2]
        fits = (
            known.is_title(word)
            or known.is_title(words.lemma[head])
            or word in {"winner", "holder"}
        )
        abstract = word.endswith(ABSTRACT) or word.endswith("s")
        fits = fits or (
            marked and not abstract and words.pos[head] == "NOUN" and words.dep[head] == "appos"
        )
    else:
        fits = marked and words.pos[head] == "NOUN" and words.dep[head] == "appos"
        # "Ann Lee of the University, the study's lead author": that is hers
        fits = fits and not (
            known.is_title(words.text[head]) and words.text[head] not in known.either
        )
    if fits and not related and words.pos[first] != "NUM":
        yield words.said(first, last), _score(words, first, last) + 1
