"""What stands around a name in place votes for its type."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from generator.extraction.actors.apposition import described
from generator.extraction.actors.spans import ELISIONS, Name, Words, word_set
from generator.extraction.actors.typing import TOLD, is_two_faced
from generator.extraction.gazetteer import Gazetteer

SPEECH = word_set(
    """
    say tell add state announce note write claim argue insist warn deny accuse ask believe think
    explain acknowledge admit promise vow urge describe suggest comment reply recall conclude
    report declare stress hope want feel know tweet joke respond
    """
)
SETTLEMENTS = word_set(
    """
    village town city district province county port island region state suburb municipality
    capital resort hamlet neighbourhood neighborhood
    """
)
LOCATIVE = word_set("in near at outside inside around across throughout")
KIN = word_set(
    """
    child children son sons daughter daughters wife husband widow widower brother sister mother
    father partner uncle aunt nephew niece grandson granddaughter
    """
)
STATES_OWN = (
    "capital",
    "parliament",
    "constitution",
    "coast",
    "coastline",
    "electorate",
    "airspace",
    "central bank",
    "ruling party",
    "main opposition",
    "opposition party",
    "electoral commission",
    "foreign ministry",
    "foreign minister",
    "prime minister",
    "head of state",
)
"""What states have, and hardly anybody else: "X's main opposition party"."""
FIRMS_OWN = (
    "chief executive",
    "chief financial",
    "chief information",
    "chief technology",
    "chief operating",
    "ceo",
    "cfo",
    "shareholders",
    "shares",
    "share price",
    "subsidiary",
    "subsidiaries",
    "profits",
    "headquarters",
)
"""What firms have: "X's chief executive"."""
TRIPS = word_set("visit trip journey flight travel travelled traveled fly flew drove sailed")
HEADED = re.compile(r"(?:global |deputy )?head of (?!state|government|mission|the )")
DIRECTIONS = word_set("north south east west northeast northwest southeast southwest outskirts")
SURROUNDINGS = word_set("border crossing coast coastline airport")


def evidence(name: Name, words: Words, known: Gazetteer) -> Counter[str]:
    """Return votes for the type of one name in place."""
    votes: Counter[str] = Counter()
    votes[name.label] += {0: 4, 1: 4, 2: 8}.get(name.trust, TOLD)
    if name.titled:
        votes["PERSON"] += 4
    texts = words.text[name.first : name.last]
    if 2 <= len(texts) <= 4 and texts[0] in known.first_names:
        votes["PERSON"] += 8
    votes.update(_by_what_precedes(name, words, known))
    votes.update(_by_what_follows(name, words, known))
    votes.update(_said_of(name, words, known))
    return votes


def _by_what_precedes(name: Name, words: Words, known: Gazetteer) -> Mapping[str, int]:  # noqa: PLR0911 - one answer a case
    first, texts = name.first, words.text[name.first : name.last]
    before = words.text[first - 1].lower().rstrip(".") if first else ""
    whose = words.text[first - 2].lower() if before == "of" and first > 1 else ""
    if before in {"mr", "mrs", "ms", "miss", "dr", "sir", "professor", "prof"}:
        return {"PERSON": 20}
    modifies = words.dep[first - 1] in {"compound", "appos", "nmod"}
    if before in known.titles and before not in known.either and modifies:
        return {"PERSON": 10}
    if whose in KIN:
        return {"PERSON": TOLD}
    if _is_of_settlements(words, first):
        return {"GPE": TOLD}
    listed = name.label == "PERSON" and not name.titled and texts[0] not in known.first_names
    if whose in DIRECTIONS or (listed and _is_listed_there(words, first)):
        return {"GPE": 10}
    if before in LOCATIVE:
        there = _is_there(name, texts, before, known)
        sure = there or (before == "in" and name.label == "GPE")
        return {"GPE": 10 if sure else 2, "LOC": 2}
    return {}


def _by_what_follows(name: Name, words: Words, known: Gazetteer) -> Counter[str]:
    votes: Counter[str] = Counter()
    last = name.last
    if last + 1 < len(words) and words.text[last] == "," and _is_age(words, last + 1):
        votes["PERSON"] += 12
    following = words.text[last].lower() if last < len(words) else ""
    modifies = words.dep[last - 1] == "compound"
    if following in known.areas and modifies:
        votes["GPE"] += 16
    if _is_of_areas(words, last, known):
        votes["GPE"] += TOLD
    if following in SURROUNDINGS and modifies and not name.titled:
        votes["GPE"] += 10
    if following in ELISIONS and _owns_person(words, last + 1, known):
        votes["ORG"] += 12
        votes["GPE"] += 4
    return votes


def _is_there(name: Name, texts: Sequence[str], before: str, known: Gazetteer) -> bool:
    """Say whether a preposition of place outweighs what the model took a name for."""
    if name.label == "PERSON":
        return texts[0] not in known.first_names
    word = texts[0]
    plain = len(texts) == 1 and word.isalpha() and not word.isupper()
    return name.label == "ORG" and plain and before in {"in", "near"}


def _said_of(name: Name, words: Words, known: Gazetteer) -> Counter[str]:
    """Return votes for the type of a name from what the text says of it."""
    votes: Counter[str] = Counter()
    first, last = name.first, name.last
    two_faced = is_two_faced(words.text[first:last], known)
    before = words.text[first - 1].lower() if first else ""
    if words.dep[last - 1] == "nsubj" and words.lemma[words.head[last - 1]] in SPEECH:
        votes["PERSON"] += 12 if two_faced else 2
        votes["ORG"] += 1
    elif two_faced and before in LOCATIVE | {"the", "to", "through", "from"}:
        votes["LOC"] += 12
    kind = described(name, words, known)
    if kind is not None:
        votes[kind] += TOLD if kind == "ORG" else 10
    if before == "to" and _is_journey(words, first - 1):
        votes["GPE"] += 10
    if before == "to" and words.text[max(0, first - 2)].lower() in TRIPS:
        votes["GPE"] += TOLD
    votes.update(_by_belongings(name, words))
    if not name.titled and last - first == 1 and _is_beside_body(words, first, last, known):
        votes["ORG"] += 10
    return votes


def _by_belongings(name: Name, words: Words) -> Counter[str]:
    """Return votes from what belongs to a name: a state's parliament, a firm's shares."""
    votes: Counter[str] = Counter()
    first, last = name.first, name.last
    if name.titled:
        return votes
    before = [word.lower() for word in words.text[max(0, first - 2) : first]]
    if before in (["shares", "in"], ["stake", "in"], ["shares", "of"], ["stock", "of"]):
        votes["ORG"] += TOLD
    if last + 1 < len(words) and words.text[last] in ELISIONS:
        thing = words.source[words.end[last] - words.base :].lstrip().lower()
        if thing.startswith(STATES_OWN):
            votes["GPE"] += TOLD
        elif thing.startswith(FIRMS_OWN) or HEADED.match(thing):
            votes["ORG"] += TOLD
    return votes


def _is_of_areas(words: Words, last: int, known: Gazetteer) -> bool:
    """Say whether "counties" or "and Y counties" follows."""
    if last + 1 < len(words) and words.text[last] in {"and", ","} and words.is_name_like(last + 1):
        last += 2
        while last < len(words) and words.is_name_like(last) and words.pos[last] == "PROPN":
            last += 1
    if last >= len(words) or words.text[last] == words.lemma[last]:
        return False
    return words.lemma[last].lower() in known.areas | known.settlements


def _is_listed_there(words: Words, first: int) -> bool:
    """Say whether a name ends a list that "in" or "near" begins ("in Boffa and Dubréka")."""
    at = first - 1
    if at < 2 or words.text[at] != "and":
        return False
    while at > max(0, first - 10) and (
        words.text[at] in {",", "and"} or (words.is_name_like(at) and words.pos[at] == "PROPN")
    ):
        at -= 1
    return words.text[at].lower() in {"in", "near", "across", "around"} and at < first - 2


def _is_beside_body(words: Words, first: int, last: int, known: Gazetteer) -> bool:
    """Say whether "and" joins one word to initials or to what is known as a body ("BHP and X")."""
    for at, joint in ((first - 2, first - 1), (last + 1, last)):
        if 0 <= at < len(words) and 0 < joint < len(words) and words.text[joint] == "and":
            word = words.text[at]
            entry = known.entries.get(word)
            if (entry is not None and entry.type == "ORG") or (
                word.isupper() and word.isalpha() and len(word) > 2 and entry is None
            ):
                return True
    return False


def _is_of_settlements(words: Words, first: int) -> bool:
    """Say whether "the city of" stands before, or "the counties of X and"."""
    at = first
    while at > 2 and words.text[at - 1].lower() in {"and", ","} and words.is_name_like(at - 2):
        at -= 2
    if at < 2 or words.text[at - 1].lower() != "of":
        return False
    return bool({words.text[at - 2].lower(), words.lemma[at - 2].lower()} & SETTLEMENTS)


def _is_journey(words: Words, to: int) -> bool:
    """Say whether "from X" stands before the "to" at the row `to`."""
    return any(words.text[at].lower() == "from" for at in range(max(0, to - 4), to))


def _owns_person(words: Words, at: int, known: Gazetteer) -> bool:
    """Say whether a full personal name follows a possessive: "Greenpeace's Ida Moreau"."""
    return (
        at + 1 < len(words)
        and words.text[at] in known.first_names
        and words.pos[at] == words.pos[at + 1] == "PROPN"
        and words.is_name_like(at + 1)
    )


def _is_age(words: Words, at: int) -> bool:
    text = words.text[at]
    closes = at + 1 < len(words) and words.text[at + 1] in {",", ".", ")"}
    return text.isdigit() and len(text) == 2 and closes
