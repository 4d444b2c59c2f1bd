"""Speakers in the ways of putting it that news features have: each rule, and what it must leave."""

import pytest

from generator import extract


def speakers(text: str) -> list[str | None]:
    return [quote.speaker for quote in extract(text).quotes]


def cues(text: str) -> list[str | None]:
    return [quote.cue for quote in extract(text).quotes]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        (
            "Sonia Holm's partner, retired driver Otto Lind, chipped in: "
            '"I never liked the man at all."',
            "chipped in",
        ),
        ('"I never liked the man," Otto Lind chimed in.', "chimed in"),
        ('Otto Lind weighed in on Monday: "I never liked the man."', "weighed in"),
        ('Sonia Holm spoke first. Otto Lind went on: "I never liked the man."', "went on"),
        ('As Otto Lind put it, the plan is "a mess from top to bottom".', "put it"),
    ],
)
def test_a_verb_with_its_particle_beside_a_quotation_reports(text: str, cue: str) -> None:
    assert (speakers(text), cues(text)) == (["Otto Lind"], [cue])


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ('Sonia Holm said that the war went on. "We are all tired," she said.', "said"),
        ('"We are all tired," Sonia Holm said, and went on to the next stop.', "said"),
        ('Sonia Holm hit back after the break. "We are all tired," she said.', "said"),
    ],
)
def test_such_a_verb_away_from_a_quotation_reports_nothing(text: str, cue: str) -> None:
    assert cues(text) == [cue]


def test_a_clergyman_is_known_by_his_style() -> None:
    text = 'The Reverend Otto Lind keeps bees. "I grew up in Graz," the vicar tells me.'
    assert speakers(text) == ["Otto Lind"]
    assert speakers('Sonia Holm keeps bees. "I grew up in Graz," the vicar tells me.') == [None]
