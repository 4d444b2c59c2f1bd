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


@pytest.mark.parametrize(
    "text",
    [
        "Dr Ana Ruiz ran the dig. It was Otto Lind, a geologist in Graz, who saw the crack. "
        '"Otto rang me before breakfast," she recalls.',
        "Ana Ruiz ran the dig. It was Sonia Lind, a geologist in Graz, who saw the crack. "
        '"I owe Sonia everything," she recalls.',
    ],
)
def test_who_is_told_of_by_somebody_is_not_the_one_who_speaks(text: str) -> None:
    assert speakers(text) == ["Ana Ruiz"]


@pytest.mark.parametrize(
    "text",
    [
        'Otto Lind came home. "My name is Otto Lind and I am tired," he said.',
        'Otto Lind came home. "I said to myself, Otto, you must go," he recalls.',
        "Otto Lind came home. \"They told me, 'Lind is too old', and I left,\" he said.",
        'Otto Lind came home. "Otto Lind does not lie," he said.',
        'Ana Ruiz ran the dig. "I owe Otto everything," Otto Lind joked.',
    ],
)
def test_who_names_himself_or_is_named_as_the_speaker_speaks(text: str) -> None:
    assert speakers(text) == ["Otto Lind"]


def test_who_is_told_of_does_not_speak_in_the_sentence_after() -> None:
    text = 'Otto Lind saw the crack. "Otto rang me before breakfast."'
    assert speakers(text) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "For the analyst Otto Lind, of Graz University, "
        '"the pause is a habit of old regimes everywhere".',
        "For Otto Lind, head of the union, the closure was "
        '"a disaster dressed up as a plan for growth".',
        'But for Otto Lind, it is simply "a day to forget and never to repeat".',
    ],
)
def test_what_something_is_for_somebody_is_what_he_holds(text: str) -> None:
    assert speakers(text) == ["Otto Lind"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            'For Otto Lind, Sonia Holm had only praise: "He is the best keeper we ever had."',
            "Sonia Holm",
        ),
        ('For Otto Lind, Sonia Holm said, "the road is closed for good".', "Sonia Holm"),
        ('For Otto Lind, the day began with a shout: "Open the gates at once!"', None),
        ('Sonia Holm voted for Otto Lind, "the man who built the mill".', None),
        ('For many farmers, the price is "an insult to the whole valley".', None),
    ],
)
def test_other_things_that_are_for_somebody_are_not_his_words(
    text: str, speaker: str | None
) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Graz manager Otto Lind was angry. "
            '"Where was his arm supposed to go?" the Graz boss asked.',
            "Otto Lind",
        ),
        (
            "Graz manager Otto Lind was angry. "
            '"Where was his arm supposed to go?" the Reds boss asked.',
            "Otto Lind",
        ),
        (
            "Graz manager Otto Lind was angry. Sonia Holm had seen nothing. "
            '"Where was his arm supposed to go?" the Graz boss asked.',
            "Otto Lind",
        ),
        (
            "Graz manager Otto Lind was angry. Sonia Holm had seen nothing. "
            '"Where was his arm supposed to go?" the Reds boss asked.',
            None,
        ),
        (
            "Otto Lind, chief executive of Borg Shipping, was angry. Novara Bank lent it money. "
            '"Where was the ship supposed to go?" the Novara Bank chief asked.',
            None,
        ),
    ],
)
def test_the_head_of_one_body_is_hardly_that_of_another(text: str, speaker: str | None) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Leader of the opposition Cllr Ruth Lind (Lab, Graz) called it "
            '"a screeching climbdown for them".',
            "Ruth Lind",
        ),
        (
            'The wife of the council leader Cllr Otto Lind called it "a climbdown for them all".',
            None,
        ),
        ('The wife of Cllr Otto Lind called it "a screeching climbdown for them".', None),
        ('The lawyer of the mayor Otto Lind called it "a screeching climbdown for them".', None),
    ],
)
def test_a_name_after_two_titles_is_the_subject(text: str, speaker: str | None) -> None:
    assert speakers(text) == [speaker]


def test_what_somebody_calls_a_thing_is_his_word() -> None:
    text = 'Otto Lind lodged what he called "an extremely strong protest" on Friday.'
    assert speakers(text) == ["Otto Lind"]


@pytest.mark.parametrize(
    "text",
    [
        'Otto Lind crossed what locals call "the hole" on Friday.',
        'Otto Lind opened what is called "a dark kitchen".',
        'It belongs to what scientists call "a red dwarf".',
        'Otto Lind called his yacht "serenity".',
    ],
)
def test_what_a_thing_is_called_is_nobodys_word(text: str) -> None:
    assert speakers(text) == []


_DRY = '"the well is all that the village has left".'


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"Sonia Holm runs the library. According to her, {_DRY}", "Sonia Holm"),
        (f"Otto Lind met Sonia Holm. According to him, {_DRY}", "Otto Lind"),
        (f"Sonia Holm was sad. In her own words, {_DRY}", "Sonia Holm"),
        (f"According to her, {_DRY}", None),
        (f"Otto Lind was sad. In her words, {_DRY}", None),
        (f"Sonia Holm was sad. According to her lawyer, {_DRY}", None),
        (
            f"Otto Lind was sad. In his words to Sonia Holm, a poet, said Ana Ruiz, {_DRY}",
            "Ana Ruiz",
        ),
    ],
)
def test_according_to_her_is_whom_the_pronoun_means(text: str, speaker: str | None) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Harbour press officer Andrea Holm said Otto Lind would sign.", "Andrea Holm"),
        ("Otto Lind said harbour press officer Andrea Holm would sign.", "Andrea Holm"),
        ("Campaign officer Tiwonge Holm said Otto Lind would sign.", "Tiwonge Holm"),
        ("Otto Lind saw press officer Andrea Holm with the clerk Robin Moor.", None),
    ],
)
def test_a_name_that_both_sexes_bear_leaves_the_pronoun_open(
    text: str, speaker: str | None
) -> None:
    assert speakers(f'{text} "We will look at it on Monday," she said.') == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Rosa Holm, who works as a night cleaner, saw it.", "Rosa Holm"),
        ("Rosa Holm, who is a night cleaner, saw it.", "Rosa Holm"),
        ("Rosa Holm works as a cleaner. Otto Lind met her.", "Rosa Holm"),
        ("Rosa Holm, 52, a part-time cleaner, saw it. Otto Lind did not.", "Rosa Holm"),
        ("Rosa Holm, who is not a cleaner, saw it.", None),
        ("Rosa Holm, who met a cleaner, saw it.", None),
        ("Rosa Holm saw it.", None),
    ],
)
def test_a_description_is_whom_the_text_calls_so(text: str, speaker: str | None) -> None:
    assert speakers(f'{text} "I never slept that year," said the cleaner.') == [speaker]


def test_what_stands_in_a_clause_of_its_own_is_not_said_in_the_next() -> None:
    text = (
        'Otto Lind left a party "in ruins and deep in debt", while Sonia Holm said that '
        'the split was "worse than feared".'
    )
    assert speakers(text) == [None, "Sonia Holm"]


@pytest.mark.parametrize(
    "text",
    [
        'The plan was "a mess from top to bottom" but could be saved, Otto Lind said.',
        'The plan was "a mess from top to bottom", which is how Otto Lind described it.',
        'There were "no survivors at all" when the crew arrived, Otto Lind said.',
        'The town was "in ruins for years" while Graz grew, Otto Lind said.',
    ],
)
def test_what_is_said_at_the_end_of_a_sentence_is_all_of_it(text: str) -> None:
    assert speakers(text) == ["Otto Lind"]


@pytest.mark.parametrize(
    "text",
    [
        'Analyst Otto Lind cut the stock to "underweight", while Sonia Holm said it would rise.',
        'Sonia Holm said it would rise, but Otto Lind downgraded Borg Shipping to "strong sell".',
        'Otto Lind said that the bank had raised its rating to "neutral" in May.',
        'The mayor raised the alert level to "severe" on Friday, Otto Lind said.',
    ],
)
def test_a_step_of_a_scale_is_no_quotation(text: str) -> None:
    assert speakers(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'Otto Lind downgraded the plan to "a wish that nobody will ever grant".',
        'Otto Lind said the shares had come "too far".',
        'The plan, Otto Lind said, would cut the village to "pieces."',
    ],
)
def test_what_is_said_of_a_thing_that_moved_is_a_quotation(text: str) -> None:
    assert len(speakers(text)) == 1


def test_a_body_with_a_phrase_for_a_name_speaks() -> None:
    text = 'Sonia Holm praised it, while Doctors Without Borders called it "a leap into the dark".'
    assert speakers(text) == ["Doctors Without Borders"]
