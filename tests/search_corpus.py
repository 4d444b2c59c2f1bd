"""A corpus for tests of the search: small articles, each of its own words, over some months."""

import random

from generator.library import Library
from tests.articles import briefing, library_of

PEOPLE = ("Ida Moreau", "Petra Vance", "Tom Okafor", "Lena Brandt", "Jonas Weir")
BODIES = ("Harbour Board", "Dockers' Union", "Ministry of Transport", "Alder Council")
PLACES = ("Port Alder", "Norland", "Lower Brindle", "Valdora")
TOPICS = ("port strike", "ferry timetable", "grain prices", "customs reform", "night trains")
SOURCES = ("The Alder Post", "Norland Radio", None)
SYLLABLES = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "dra", "plen", "stor", "fen")


def corpus(count: int = 40, *, months: int = 9) -> Library:
    """Return `count` articles, spread evenly over `months` months; every tenth has no date."""
    chance = random.Random(7)
    articles = []
    for number in range(count):
        who, body = chance.choice(PEOPLE), chance.choice(BODIES)
        where, what = chance.choice(PLACES), chance.choice(TOPICS)
        filler = " ".join(_word(chance) for _ in range(60))
        month, day = number * months // count + 1, chance.randint(1, 28)
        articles.append(
            briefing(
                f"article-{number}",
                [
                    f"{who} of the {body} spoke in {where} about the {what}: {filler}.",
                    ("heading", f"What follows {number}"),
                    f"Observers wrote that {filler.split()[3]} and"
                    f" {'a grey heron' if number % 4 == 0 else 'a heron of grey'} stood by.",
                ],
                title=f"{what.capitalize()} in {where}, day {number}",
                published=None if number % 10 == 9 else f"2024-{month:02}-{day:02}",
                source=SOURCES[number % len(SOURCES)],
                actors=[(who, "PERSON"), (body, "ORG"), (where, "GPE")],
                phrases=[what],
            )
        )
    return library_of(*articles)


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4)))
