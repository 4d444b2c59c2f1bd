"""Short articles for the random walk: few events, few names, so that much is shared."""

import random

NAMES = ("Ann Lee", "Lee", "Marco Ortiz", "Karl Lee", "Tamsin", "Valdora", "Supreme Court", "Ortiz")
EVENTS = (
    "Dock workers closed the gates of the harbour of Tamsin before dawn on Monday, and forty"
    " lorries with fruit from Valdora waited on the road while the port authority asked for talks.",
    "The Supreme Court in Valdora let the new tax on grain stand, by five votes to four, and"
    " farmers drove to the parliament, where Marco Ortiz spoke to them for an hour.",
    "A ferry with ninety passengers ran onto a sandbank outside Tamsin in fog; all were brought"
    " ashore by fishing boats, and the captain said that the light on the pier had not burned.",
)
WORDS = ("harbour", "grain", "tractor", "fog", "strike", "ferry", "court", "tax", "storm", "pier")

NORTH = (
    "Die Hafenarbeiter von Tamsin haben am Montag die Tore geschlossen, und vierzig Lastwagen mit"
    " Obst aus Valdora warteten auf der Straße. Ann Lee sagte, der Streik gehe weiter."
)
"""For this language no model is installed."""


class Writer:
    """Writes articles; everything follows from `chance`."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def title(self) -> str:
        return " ".join(self._chance.sample(WORDS, 4)).capitalize()

    def date(self) -> str | None:
        return self._chance.choice(("2024-05-02", "2024-05-03", "2023-11-09", None))

    def facts(self) -> dict[str, str]:
        facts = {
            "title": self.title(),
            "published": self.date(),
            "source": self._chance.choice(("The Alder Post", "Norland Radio", None)),
        }
        return {key: value for key, value in facts.items() if value}

    def text(self) -> str:
        who, other = self._chance.sample(NAMES, 2)
        said = f"{who} said: “We go on until the {self._chance.choice(WORDS)} ends.”"
        where = self._chance.choice(NAMES)
        more = f"{other} may answer on 3 May 2024. {who} met {other} in {where}."
        own = " ".join(self._chance.choices(WORDS, k=12)).capitalize() + "."
        parts = [said, more, own]
        if self._chance.random() < 0.6:
            parts.insert(0, self._chance.choice(EVENTS))
        return "\n\n".join(parts)
