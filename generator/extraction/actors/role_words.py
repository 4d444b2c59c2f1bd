"""The words of a role that need more than a list of titles: fields, ranks, plurals, servants."""

from generator.extraction.actors.spans import Words, word_set
from generator.extraction.gazetteer import Gazetteer

ONLY_BEFORE = word_set("advocate guard tackle cornerback punter maker grower planter")
"""Lower-case words that are roles beside a name, though as titles they would cut other names."""
OFFICES = word_set("minister secretary commissioner spokesman spokeswoman spokesperson")
FIELDS = word_set(
    """
    agriculture education health energy electricity power water sanitation environment climate trade
    industry commerce business enterprise investment tourism sport sports culture arts heritage
    science technology innovation research labour labor employment work transport transportation
    housing justice interior defence defense security finance economy economic planning development
    mines mining minerals petroleum oil gas fisheries forestry forests food youth women gender
    children family families social welfare communications information broadcasting media digital
    affairs immigration migration infrastructure works lands land rural resources training pensions
    equality community communities roads railways aviation cooperatives cooperation
    """
)
SERVES = word_set(
    """
    spokesman spokeswoman spokesperson aide adviser advisor lawyer lawyers attorney solicitor
    barrister counsel assistant staff
    """
)
"""Who speaks or works for somebody else, whose title may follow."""
RANKS = word_set(
    """
    sgt sergeant lt lieutenant capt captain maj major col colonel gen general brig brigadier adm
    admiral cmdr commander cpl cdr supt insp
    """
)
STYLES = word_set("cllr mr mrs ms dr prof rev sir dame sgt pc")
"""Short titles that stand only before a name: after another noun they are no part of a role."""
SHORT = word_set("sgt lt capt maj col gen brig adm cmdr cpl cdr supt insp")
FULL = word_set("general commander captain colonel admiral major lieutenant sergeant supt insp")
BELOW = word_set("deputy assistant vice det detective chief")
RETIRED = word_set("retd rtd ret retired")
ON = word_set("adviser advisor rapporteur expert spokesman spokeswoman spokesperson")


def is_role(words: Words, at: int, known: Gazetteer) -> bool:
    """Say whether a word names what a person is, beside a name."""
    word = words.text[at]
    return known.is_title(word) or word == "TD" or word in ONLY_BEFORE


def is_fellow(words: Words, first: int, last: int) -> bool:
    """Say whether a role begins with "fellow" and says after it what somebody is."""
    after = words.text[first + 1].lower() if first + 1 < last else "of"
    return words.text[first].lower() == "fellow" and after not in {"of", "at", "in", "for"}


def is_style(words: Words, at: int) -> bool:
    """Say whether a short title follows a common noun: "leader of the opposition Cllr"."""
    style = words.text[at].lower().rstrip(".") in STYLES
    return style and words.pos[at - 1] == "NOUN" and words.text[at - 1].islower()


def past_rank(words: Words, last: int, known: Gazetteer) -> int:
    """Return where the ranks begin that follow another title: "Chairman Lt Gen (retd)"."""
    end = at = before_retired(words, last)
    while at > 0 and words.text[at - 1].lower().rstrip(".") in {*RANKS, ""}:
        at -= 1
    ranks = [word.lower().rstrip(".") for word in words.text[at:end]]
    above = words.text[at - 1] if at else ""
    titled = known.is_title(above) and above[0].isupper() and above.lower() not in BELOW
    # "Attorney General", "Deputy Commander", "Det Insp" are one office or rank
    whole = not ranks or ranks == ["gen"] or ranks[0] in FULL
    return at if titled and not whole and not words.opens[at] else last


def before_retired(words: Words, last: int) -> int:
    """Return where "(retd)" begins that ends before `last`, else `last`."""
    bracket = last > 3 and words.text[last - 1] == ")" and words.text[last - 3] == "("
    return last - 3 if bracket and words.text[last - 2].lower().rstrip(".") in RETIRED else last


def is_abbreviated(words: Words, first: int) -> bool:
    """Say whether a sentence was ended at `first` by what only shortens a rank: "Sgt. Holm"."""
    if before_retired(words, first) < first:
        return True
    if first < 2 or words.text[first - 1][-1] != ".":
        return False
    word = words.text[first - 2] if words.text[first - 1] == "." else words.text[first - 1]
    return word.lower().rstrip(".") in SHORT and word[0].isupper()


def past_stop(words: Words, last: int) -> int:
    """Return the row after the stop that belongs to a short rank before `last`: "Lt. Col."."""
    short = words.text[last - 1].lower() in SHORT and words.text[last] == "."
    return last + 1 if short and words.glued(last) else last


def is_acronym(words: Words, at: int) -> bool:
    """Say whether a word in capitals is a body's: "the WHO representative", not "WHO SAID"."""
    return words.text[at] == "WHO" and at + 1 < len(words) and not words.text[at + 1].isupper()


def first_field(words: Words, first: int, last: int) -> int:
    """Return where an office's fields begin: "Trade, Industry and Energy Minister"."""
    if words.text[last - 1].lower() not in OFFICES or first == last - 1:
        return first
    if words.text[first - 1].lower() not in {"and", "&"}:
        return first
    while first > 1 and words.text[first - 1].lower() in {"and", "&", ","}:
        at = first - 2
        if words.text[at].lower() not in FIELDS or not words.text[at][0].isupper():
            break
        while at and not words.opens[at] and words.pos[at - 1] in {"PROPN", "ADJ", "NOUN"}:
            if not words.text[at - 1][0].isupper():
                break
            at -= 1
        first = at
    return first


def served(words: Words, title: int, last: int) -> int:
    """Return where the title begins of somebody for whom another one speaks: "aide to Governor".

    "Aide to the Governor" may be the title of the one who is named next.
    """
    for at in range(title + 1, last - 1):
        word = words.text[at].lower()
        if word in {"for", "to", "of"} and words.pos[at + 1] != "DET":
            serves = words.text[at - 1].lower()
            if serves in SERVES or (word == "to" and serves in {"secretary", "deputy"}):
                return at + 1
    return last


def singular_before(words: Words, first: int, last: int, known: Gazetteer) -> tuple[int, int]:
    """Return the place of a plural title, without its "s", that a list of names has to itself
    before the one at `first`: "Justices Ann Holm and Bo Lind"; an empty place if there is none."""
    at = first
    while at > 0 and (words.is_name_like(at - 1) or words.text[at - 1] in {",", "and", "&"}):
        if words.opens[at] or _is_plural(words, at - 1, known):
            break
        at -= 1
    if at == 0 or words.opens[at] or not _is_plural(words, at - 1, known):
        return 0, 0
    if at == first:
        return (at - 1, at) if _goes_on(words, last) else (0, 0)
    return (at - 1, at) if _is_listed(words, at, last - first, known) else (0, 0)


def _is_listed(words: Words, at: int, size: int, known: Gazetteer) -> bool:
    """Say whether somebody's name begins a list at `at`, not the rest of a body's: "Teachers
    Union"; `size` is how many words another name of the list has."""
    end = at
    while end < len(words) and words.is_name_like(end):
        end += 1
    inner = {word.lower() for word in words.text[at:end]}
    body = inner & (known.org_heads | known.weak_org_heads | known.facilities | known.body_nouns)
    return not body and (end - at > 1 or (end > at and size == 1))


def _goes_on(words: Words, last: int) -> bool:
    """Say whether another name follows."""
    joined = last + 1 < len(words) and words.text[last] in {",", "and", "&"}
    return joined and words.is_name_like(last + 1)


def _is_plural(words: Words, at: int, known: Gazetteer) -> bool:
    word = words.text[at]
    return word.endswith("s") and not known.is_title(word) and known.is_title(word[:-1])
