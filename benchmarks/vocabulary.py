"""Names and words that are as frequent as Zipf's law has them: a few everywhere, most of them rare.

All of it is made from constants: the same rank is the same name in every corpus.
"""

import random
from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Generic, TypeVar

from wordfreq import top_n_list

PERSONS, BODIES, PLACES, WORDS = 4_000, 2_000, 1_000, 20_000

# Words that are in every article do not make topics; these ranks of English are left out.
_TOO_COMMON = 1_500
# These flatten the head of a law, so that the first of each kind is in about two articles of five.
_FLAT = {"PERSON": 1, "ORG": 2, "GPE": 1, "LOC": 1, "NORP": 0, "words": 20}

_GIVEN = (
    "Anna Boris Carla Daniel Elena Farid Grace Hugo Irina Jamal Karin Luis Maria Nikolai Olga "
    "Peter Rosa Samir Tanya Ulrich Vera Walter Yusuf Zoe Amina Bruno Chen Dora Emeka Fatima Goran "
    "Helga"
)
_BEGINNINGS = (
    "Bal Bren Cor Dal Dor Fen Gar Hal Har Ist Jor Kal Kor Lan Lor Mar Mer Nor Oster Pel Quin Ras "
    "Ros Sal Sten Tor Ul Val Ver Wen Yar Zel"
)
_MIDDLES = "a e i o u an en in on ar er ir or al el il"
_PERSON_ENDS = "berg dottir escu ford idis ková lund man nov quist ridge sen stein ti vic wood"
_PLACE_ENDS = (
    "abad bourg bridge burg caster dorf ester gorod grad haven holm mouth stad ton vik ville"
)
_BODIES = (
    "Energy Agency, Ministry of Trade, Central Bank, Police Union, Steel Group, Health Council, "
    "Rail Company, Medical Association, Defence Institute, Shipping Line, Grain Board, "
    "Broadcasting Corporation, Space Agency, Human Rights Committee, Football Federation, "
    "Port Authority, University, Oil Company"
)
_STATES = (
    "United States, China, Russia, Ukraine, United Kingdom, France, Germany, India, Israel, Iran, "
    "Japan, Turkey, Italy, Poland, Spain, Brazil, Canada, Australia, Egypt, Mexico, Pakistan, "
    "Syria, Iraq, Nigeria, Sweden, Norway, Greece, Kenya, Argentina, Indonesia, Vietnam, Chile, "
    "Morocco, Finland, Denmark, Hungary, Austria, Portugal, Colombia, Peru, Thailand, Malaysia, "
    "Romania, Bulgaria, Serbia, Croatia, Georgia, Armenia, Ghana, Ethiopia"
)
_PEOPLES = (
    "American Chinese Russian Ukrainian British French German Indian Israeli Iranian Japanese "
    "Turkish Italian Polish Spanish Brazilian Canadian Australian Egyptian Mexican Pakistani "
    "Syrian Iraqi Nigerian Swedish Norwegian Greek Kenyan Argentinian Indonesian Vietnamese"
)
SOURCES = tuple(
    f"{place} {kind}"
    for kind in ("Herald", "Wire", "Post", "Today")
    for place in ("Northern", "Capital", "Harbour", "Global", "Evening", "Free", "Union", "Valley")
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What an actor is called: in full, for short (a surname, a short form), and by given name;
    ``state`` says that it is a state's usual name."""

    full: str
    short: str
    given: str
    state: bool = False


class Zipf(Generic[T]):
    """Draws items, the first most often: the weight of rank r is 1 / (r + flat)."""

    def __init__(self, items: Sequence[T], flat: int = 0) -> None:
        self._items = tuple(items)
        self._sums = list(accumulate(1 / (rank + flat) for rank in range(1, len(items) + 1)))

    def draw(self, chance: random.Random) -> T:
        """Return one of the items."""
        return self._items[bisect(self._sums, chance.random() * self._sums[-1])]


@cache
def names() -> dict[str, Zipf[Name]]:
    """Return the names by the type of actor that bears them."""
    chance = random.Random(5)
    places = _distinct(PLACES, lambda: _made_up(chance, _PLACE_ENDS))
    surnames = _distinct(PERSONS, lambda: _made_up(chance, _PERSON_ENDS))
    persons = [
        Name(full=f"{given} {surname}", short=surname, given=given)
        for surname in surnames
        for given in [chance.choice(_GIVEN.split())]
    ]
    bodies = [
        Name(full=f"{place} {body}", short=place, given=place)
        for place in _distinct(BODIES, lambda: _made_up(chance, _PLACE_ENDS))
        for body in [chance.choice(_BODIES.split(", "))]
    ]
    states = [
        Name(full=state, short=state, given=state, state=True) for state in _STATES.split(", ")
    ]
    towns = [Name(full=town, short=town, given=town) for town in places]
    peoples = [Name(full=people, short=people, given=people) for people in _PEOPLES.split()]
    kinds = {
        "PERSON": persons,
        "ORG": bodies,
        "GPE": states + towns,
        "LOC": towns[::-1],
        "NORP": peoples,
    }
    return {kind: Zipf(each, _FLAT[kind]) for kind, each in kinds.items()}


@cache
def words() -> Zipf[str]:
    """Return the words that stand in for nouns and adjectives."""
    fit = [
        word
        for word in top_n_list("en", 60_000)[_TOO_COMMON:]
        if 4 <= len(word) <= 11 and word.isascii() and word.isalpha()
    ]
    return Zipf(fit[:WORDS], _FLAT["words"])


def _made_up(chance: random.Random, ends: str) -> str:
    parts = (_BEGINNINGS, _MIDDLES, _BEGINNINGS.lower(), ends)
    return "".join(chance.choice(each.split()) for each in parts)


def _distinct(count: int, make: Callable[[], str]) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found[make()] = None
    return list(found)
