"""Which type a name has: the model's votes against what is known and what stands around it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from generator.extraction.actors.apposition import described
from generator.extraction.actors.spans import ELISIONS, Name, Words, word_set
from generator.extraction.gazetteer import Gazetteer
from generator.model import ActorType

SPEECH = word_set(
    """
    say tell add state announce note write claim argue insist warn deny accuse ask believe think
    explain acknowledge admit promise vow urge describe suggest comment reply recall conclude
    report declare stress hope want feel know tweet joke respond
    """
)
HUMAN_ONLY = word_set(
    """
    marry born bear die recall tweet retire resign smile weep laugh think feel
    """
)
ROMANCE_HEADS = word_set(
    """
    instituto institut université universidad universidade università ministerio ministère banco
    banca banque partido parti partito movimento movimiento mouvement associação asociación
    federación grupo groupe fundación fundação tribunal radio rádio télévision televisión
    televisão consejo conseil comisión sindicato
    """
)
CLUB_HEADS = word_set("wanderers rovers hotspur albion argyle academical")
"""Ends of names that only clubs have."""
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
    father uncle aunt nephew niece grandson granddaughter
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
    "head of research",
)
"""What firms have: "X's chief executive"."""
TRIPS = word_set("visit trip journey flight travel travelled traveled fly flew drove sailed")
SURROUNDINGS = word_set("border crossing coast coastline airport")
TOLD = 20
"""Votes of what the text itself shows: more than two mentions that the model took for something."""
TYPES: tuple[ActorType, ...] = ("PERSON", "ORG", "GPE", "LOC", "NORP")


def evidence(name: Name, words: Words, known: Gazetteer) -> Counter[str]:
    """Return votes for the type of one name in place."""
    votes: Counter[str] = Counter()
    votes[name.label] += 8 if name.trust >= 2 else 4
    if name.titled:
        votes["PERSON"] += 4
    first, last = name.first, name.last
    texts = words.text[first:last]
    if 2 <= len(texts) <= 4 and texts[0] in known.first_names:
        votes["PERSON"] += 8
    before = words.text[first - 1].lower().rstrip(".") if first else ""
    if before in {"mr", "mrs", "ms", "miss", "dr", "sir", "professor", "prof"}:
        votes["PERSON"] += 20
    elif (
        before in known.titles
        and before not in known.either
        and words.dep[first - 1] in {"compound", "appos", "nmod"}
    ):
        votes["PERSON"] += 10
    elif before == "of" and words.text[max(0, first - 2)].lower() in KIN:
        votes["PERSON"] += TOLD
    elif _is_of_settlements(words, first):
        votes["GPE"] += TOLD
    elif before in LOCATIVE:
        there = _is_there(name, texts, before, known)
        votes["GPE"] += 10 if there or (before == "in" and name.label == "GPE") else 2
        votes["LOC"] += 2
    if last + 1 < len(words) and words.text[last] == "," and _is_age(words, last + 1):
        votes["PERSON"] += 12
    following = words.text[last].lower() if last < len(words) else ""
    if following in known.areas and words.dep[last - 1] == "compound":
        votes["GPE"] += 16
    if following in SURROUNDINGS and words.dep[last - 1] == "compound" and not name.titled:
        votes["GPE"] += 10
    if following in ELISIONS and _owns_person(words, last + 1, known):
        votes["ORG"] += 12
        votes["GPE"] += 4
    votes.update(_said_of(name, words, known))
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
        votes[kind] += 10
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
        elif thing.startswith(FIRMS_OWN):
            votes["ORG"] += TOLD
    return votes


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


def is_two_faced(texts: Sequence[str], known: Gazetteer) -> bool:
    """Say whether a name can be a person's and a place's ("Helen Park", "Victoria Park")."""
    return len(texts) == 2 and texts[0] in known.first_names and texts[1].lower() in known.surnames


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


def shape_type(text: str, known: Gazetteer) -> tuple[ActorType, int] | None:  # noqa: PLR0911, PLR0912 - one answer a case
    """Return the type that a name's own words show, and how strongly."""
    bare = text.removeprefix("the ").removeprefix("The ")
    entry = known.entries.get(bare)
    if entry is not None:
        return entry.type, 80
    if is_two_faced(bare.split(), known):
        return "LOC", 8
    if bare.endswith(" channel"):
        return "ORG", 24  # a sea channel is written large
    if bare in known.plural_groups or bare in known.both_groups:
        return "NORP", 80
    lowers = bare.lower().split()
    if not lowers:
        return None
    head = lowers[-1]
    if "of" in lowers[1:-1]:
        head = lowers[lowers.index("of") - 1]
    if (head in known.org_suffixes or head in CLUB_HEADS) and len(lowers) > 1:
        return "ORG", 24
    two = " ".join(lowers[-2:])
    if len(lowers) > 1 and (
        two in known.facility_phrases
        or (lowers[-1] in known.facilities and lowers[-1] not in known.org_heads)
    ):
        return "LOC", 24
    if len(lowers) > 1 and (
        head in known.natural or lowers[0] in {"lake", "mount", "cape", "gulf"}
    ):
        return "LOC", 20
    if head in known.trades and len(lowers) > 1 and bare.split()[0] not in known.first_names:
        return "ORG", 12
    if head in known.org_heads and (len(lowers) > 1):
        return "ORG", 8 if head in known.weak_org_heads else 24
    inner = set(lowers) & (known.org_heads - known.weak_org_heads)
    if len(lowers) > 2 and inner & {
        "university",
        "college",
        "hospital",
        "institute",
        "ministry",
        "department",
        "party",
    }:
        return "ORG", 20
    if len(lowers) > 1 and head in known.areas:
        return "GPE", 16
    if len(lowers) > 1 and lowers[0] in ROMANCE_HEADS:
        return "ORG", 20
    if bare.isupper() and 2 <= len(bare) <= 5 and bare.isalpha():
        return "ORG", 12
    return None


def decide(votes: Counter[str], texts: Iterable[str], known: Gazetteer) -> ActorType:
    """Return the type with most votes once each surface form's own shape has voted."""
    total = Counter(votes)
    seen: Sequence[str] = tuple(texts)
    for text in seen:
        shown = shape_type(text, known)
        if shown is not None:
            kind, weight = shown
            total[kind] += weight
    return max(TYPES, key=lambda kind: total[kind])
