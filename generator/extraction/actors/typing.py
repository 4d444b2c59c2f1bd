"""Which type a name has: the votes for it, and what its own words show."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from generator.extraction.actors.spans import word_set
from generator.extraction.gazetteer import Gazetteer
from generator.model import ActorType

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
TOLD = 20
"""Votes of what the text itself shows: more than two mentions that the model took for something."""
CAMEL = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)+")
"""Words run together, as firms write themselves ("QatarEnergy")."""
PREFIXED = ("Mc", "Mac", "De", "Di", "Da", "La", "Le", "Lo", "Du", "Van", "Von", "Fitz", "Ó", "Ni")
"""What such a surname may begin with."""
INITIALLED = re.compile(r"(?:[A-Z] ){2,3}[A-Z][a-z]+(?: [A-Z][a-z]+)?")
"""A surname after initials without stops ("B R Gavai")."""
TYPES: tuple[ActorType, ...] = ("PERSON", "ORG", "GPE", "LOC", "NORP")


def is_two_faced(texts: Sequence[str], known: Gazetteer) -> bool:
    """Say whether a name can be a person's and a place's ("Helen Park", "Victoria Park")."""
    return len(texts) == 2 and texts[0] in known.first_names and texts[1].lower() in known.surnames


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
    if CAMEL.fullmatch(bare) and not bare.startswith(PREFIXED):
        return "ORG", TOLD
    if INITIALLED.fullmatch(bare):
        return "PERSON", TOLD
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
