"""Which articles a made-up corpus has: when they appear, and which repeat or go with another."""

import random
from dataclasses import dataclass

DAYS = 540
COPIES, EVENTS = 0.02, 0.05  # shares of the articles
LONGEST_EVENT = 6  # articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How an article is to be made. Articles with the same ``cast`` have the same names, with the
    same ``parts`` the same paragraphs, but for the last ``dropped`` ones."""

    number: int
    cast: int
    parts: int
    day: int
    dropped: int = 0


def plans(count: int, more: int = 0) -> list[Plan]:
    """Return the plans of `count` articles, in the order of time, and of so many `more` that come
    after them, on the day after the last."""
    chance = random.Random(11)
    made: list[Plan] = []
    while len(made) < count:
        number = len(made)
        day = number * DAYS // count
        kind = chance.random()
        if made and kind < COPIES:
            first = chance.choice(made[-20:])
            made.append(Plan(number=number, cast=first.cast, parts=first.parts, day=day, dropped=1))
        elif kind < COPIES + EVENTS / 4:  # a group has four on average
            for _ in range(chance.randint(2, LONGEST_EVENT)):
                late = day + chance.randrange(3)
                made.append(Plan(number=len(made), cast=number, parts=len(made), day=late))
        else:
            made.append(Plan(number=number, cast=number, parts=number, day=day))
    after = range(count, count + more)
    return made[:count] + [Plan(number=n, cast=n, parts=n, day=DAYS) for n in after]
