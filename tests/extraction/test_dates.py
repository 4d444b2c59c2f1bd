"""Dates: what counts as one, and what the publication date makes of it."""

import re
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.extraction.dates import find_dates
from generator.model import Article, Block, Date, Metadata


def dates(text: str, *, published: str | None = "2024-05-15", language: str = "en") -> list[Date]:
    """Find the dates of a text of one paragraph a line; 15 May 2024 is a Wednesday."""
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n")):
        if line:
            blocks.append(Block(start=at, end=at + len(line), line=number))
        at += len(line) + 1
    article = Article(
        id="a",
        file="a.txt",
        sha256="0",
        text=text,
        blocks=tuple(blocks),
        metadata=Metadata(published=published),
    )
    return list(find_dates(SimpleNamespace(article=article, language=language)))  # type: ignore[arg-type] - dates read nothing else of an Analysis


def values(text: str, **known: str | None) -> list[tuple[str, str | None]]:
    return [(date.text, date.value) for date in dates(text, **known)]  # type: ignore[arg-type] - the same keywords


@pytest.mark.parametrize(
    ("text", "found", "value"),
    [
        ("Signed on Friday, June 3, 2011 in Oslo.", "Friday, June 3, 2011", "2011-06-03"),
        ("It opens on 20 March 2019.", "20 March 2019", "2019-03-20"),
        ("By the 5th of May 2010 it was over.", "5th of May 2010", "2010-05-05"),
        ("SATURDAY, JULY 4, 2020", "SATURDAY, JULY 4, 2020", "2020-07-04"),
        ("The bridge fell in early March 2003.", "early March 2003", "2003-03"),
        ("Founded in 1851, it closed.", "1851", "1851"),
        ("Music of the early 1970s.", "the early 1970s", "197X"),
        ("It was built in the 18th century.", "the 18th century", "17XX"),
        (
            "Sales rose in the third quarter of 2021.",
            "the third quarter of 2021",
            "2021-07/2021-09",
        ),
        ("It ran from May 3 to May 9, 2017.", "May 3 to May 9, 2017", "2017-05-03/2017-05-09"),
        ("Between 2001 and 2009 it doubled.", "2001 and 2009", "2001/2009"),
        ("The 2015-16 accounts are late.", "2015-16", "2015/2016"),
        ("Rome burnt in AD 64.", "AD 64", "0064"),
        ("Caesar died in 44 BC.", "44 BC", "-0043"),
        ("The works must be sold by Sept. 9, 2016.", "Sept. 9, 2016", "2016-09-09"),
        ("By Jan. 4, 2022.", "Jan. 4, 2022", "2022-01-04"),
        ("The quay broke on New Year’s Eve 1999.", "New Year’s Eve 1999", "1999-12-31"),
        ("It sank on Christmas Day, 1904.", "Christmas Day, 1904", "1904-12-25"),
        ("They met on Boxing Day in 2011.", "Boxing Day in 2011", "2011-12-26"),
        ("It was shut late Tuesday, Feb. 6, 2018.", "Tuesday, Feb. 6, 2018", "2018-02-06"),
        ("Updated 2024-05-03T10:00Z", "2024-05-03T10:00Z", "2024-05-03T10:00Z"),
    ],
)
def test_a_date_that_names_its_year_needs_no_publication_date(
    text: str, found: str, value: str
) -> None:
    assert values(text, published=None) == [(found, value)]


@pytest.mark.parametrize(
    ("text", "found", "value"),
    [
        ("The mayor resigned on Monday.", "Monday", "2024-05-13"),
        ("He resigned on Wednesday.", "Wednesday", "2024-05-15"),
        ("She will meet them on Friday.", "Friday", "2024-05-17"),
        ("Talks resume next Tuesday.", "next Tuesday", "2024-05-21"),
        ("It rained yesterday afternoon.", "yesterday afternoon", "2024-05-14"),
        ("It rained last week.", "last week", "2024-W19"),
        ("It rained this month.", "this month", "2024-05"),
        ("Next year's budget is small.", "Next year", "2025"),
        ("Fourteen years ago it was a field.", "Fourteen years ago", "2010"),
        ("Three days ago it was dry.", "Three days ago", "2024-05-12"),
        ("The dam broke on December 20.", "December 20", "2023-12-20"),
        ("The dam will be finished on December 20.", "December 20", "2024-12-20"),
        ("The league banned him in November.", "November", "2023-11"),
        ("A flood on October 2 swept away the mill.", "October 2", "2023-10-02"),
        ("In October the mill burnt down; it was old.", "October", "2023-10"),
        ("Nobody has lived there since October.", "October", "2023-10"),
        (
            "The film will be shown in Norway by one distributor and in all of Sweden on June 9.",
            "June 9",
            "2024-06-09",
        ),
        ("In October the mill will reopen.", "October", "2024-10"),
        ("They moved the fair to October.", "October", "2024-10"),
        ("They called a strike on May 17.", "May 17", "2024-05-17"),
        ("Two were held over a plot against the fair on May 20.", "May 20", "2024-05-20"),
        ("The banks had refused until Monday.", "Monday", "2024-05-13"),
        ("She did not answer until Monday.", "Monday", "2024-05-13"),
        ("The court adjourned the hearing until Monday.", "Monday", "2024-05-20"),
        ("The trial resumes on Monday.", "Monday", "2024-05-20"),
        ("On Monday the pope will fly to Lima.", "Monday", "2024-05-20"),
        ("The fire on Monday will cost the town dear.", "Monday", "2024-05-13"),
        ("It must go by the end of the year.", "the end of the year", "2024-12"),
        ("Shops were full this weekend.", "this weekend", "2024-05-11/2024-05-12"),
        ("The vote closed at 10 p.m. on Tuesday.", "10 p.m. on Tuesday", "2024-05-14T22:00"),
    ],
)
def test_relative_dates_count_from_the_publication(text: str, found: str, value: str) -> None:
    assert values(text) == [(found, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The ferry was renamed for L. J. Orrin in October.", "2023-10"),
        ("Dr. Orrin was thanked by Mr. Pell in October.", "2023-10"),
        ("The chemist said in October that the well is foul.", "2023-10"),
        ("The chemist told the Aure Courier in October that the well is foul.", "2023-10"),
        ("The two sides agreed in October to sell.", "2023-10"),
        ("They had a vote on it in October.", "2023-10"),
        ("The yard is still shut after October's storm.", "2023-10"),
        ("Despite October's storm the yard makes money.", "2023-10"),
        ("The lido burnt down in 2020, and in October it had to be sold.", "2023-10"),
        ("The firm had sent its plan to the harbour board in October.", "2023-10"),
        ("The firm brought its plans to voters in October.", "2023-10"),
        ("It took a plan to Aure in October.", "2023-10"),
        ("It is the dearest repair since October's storm.", "2023-10"),
        ("The yard is at its fullest since at least October.", "2023-10"),
        ("Prices are the lowest since early October.", "2023-10"),
    ],
)
def test_a_month_of_the_past_is_the_last_one(text: str, value: str) -> None:
    assert [found for _, found in values(text) if found != "2020"] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "The yard has a plan to close in October.",
        "The firm plans to press for a vote in October.",
        "The yard will close after October's vote.",
        "After October's vote the yard is to close.",
        "The result will be announced in October.",
        "The result is to be announced in October.",
        "They decided that the mill would reopen in October.",
        "The chemist told the court the well would reopen in October.",
        "A strike is planned in October.",
        "The town chooses a mayor in October.",
        "The fair was moved by Mr. Pell to October.",
    ],
)
def test_a_month_to_come_is_not_made_the_last_one(text: str) -> None:
    assert [found for _, found in values(text)] == ["2024-10"]


@pytest.mark.parametrize(
    "text",
    [
        "The harbour board meets on Friday.",
        "The board, which was elected in 2020, meets in Aure on Friday.",
        "The clerk said the board meets again on Friday.",
        "Aure stay ninth and travel to Bure Park on Friday.",
        "Orr's side host Ottley on Friday, with two men missing.",
        "Voters go to the polls on Friday.",
        "The new fare takes effect on Friday.",
        "The next match is on Friday.",
        "Friday is World Bread Day.",
        "Hounds: Host the Aure Terriers on Friday.",
        "Terriers: Visit the San Orrin Hounds on Friday, then rest.",
        "Hounds — At Orrin on Friday night.",
        "Travel to Ottley Town in the Valley Cup on Friday.",
        "Aure stay ninth. They travel to Bure Park in the Valley Cup on Friday.",
        "The pool was drained. Friday marks ten years since the fire.",
        "The relief agency said it would begin its flights on Friday.",
        "The draw is to follow, with the lots to be made in Ayton on Friday.",
    ],
)
def test_a_weekday_of_what_is_appointed_is_the_next_one(text: str) -> None:
    assert [value for _, value in values(text) if value != "2020"] == ["2024-05-17"]


@pytest.mark.parametrize(
    "text",
    [
        "The harbour board met on Friday.",
        "She watched them meet on Friday.",
        "A boy waits at the gate on Friday.",
        "Mayor Ruth Ellery speaks at the lido on Friday.",
        "Police face protesters on Friday.",
        "The shop did not open on Friday.",
        "The shop failed to open on Friday.",
        "Rail travel to Aure on Friday was slow.",
        "Visit the Orrin Hounds on Friday drew a crowd.",
        "Host Ruth Ellery opened the show on Friday.",
        "Protesters face the Valley Guard on Friday.",
        "At Orrin on Friday, the lake froze.",
        "The focus is on Friday's figures.",
        "Friday was the hottest day.",
        "The tram that meets the boat stopped on Friday.",
        "She sits on the board; on Friday he left it.",
        "She said that she would have come on Friday.",
        "He would often fish there on Friday.",
    ],
)
def test_other_weekdays_are_the_last_ones(text: str) -> None:
    """Captions and headlines tell in the present what was; nouns and infinitives tell nothing."""
    assert [value for _, value in values(text)] == ["2024-05-10"]


@pytest.mark.parametrize(
    "text", ["It fell on Monday.", "It fell on August 6.", "It fell last week.", "It fell in June."]
)
def test_without_a_publication_date_they_are_found_but_have_no_value(text: str) -> None:
    assert [value for _, value in values(text, published=None)] == [None]


@pytest.mark.parametrize("text", ["the last few years", "the past few days", "the coming weeks"])
def test_vague_periods_have_no_value(text: str) -> None:
    assert values(f"It changed over {text}.") == [(text, None)]


@pytest.mark.parametrize(
    "text",
    [
        "It lasted for two weeks and a day.",
        "She is 30 years old and ran the 1500 metres.",
        "About 2000 people left 1984 homes for $2010.",
        "They meet every Friday, and on Sundays.",
        "Sales fell on Black Friday.",
        "On Boxing Day 1500 people came, and on Christmas Day 2000 homes were dark.",
        "She won at the 2016 Rio Olympics and at Expo World 2015.",
        "It is now, and was recently, a ruin.",
        "They may march on; Theresa May will not.",
        "They won 3:2 in the second half.",
        "The Sunday Times has it.",
        "Take flight 1549 to room 1984.",
    ],
)
def test_durations_ages_counts_names_and_habits_are_no_dates(text: str) -> None:
    assert values(text) == []


def test_a_year_before_another_clause_is_one() -> None:
    text = "The yard lost $3m in 2019 and Orrin $2m in 2020, and since 2021 and 2022 it has paid."
    assert [date.text for date in dates(text)] == ["2019", "2020", "2021 and 2022"]
    assert values("He won the race in 1500 and 3000 metres.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Goats came 1,500 years earlier than thought.", []),
        ("The boat came two days earlier than planned.", []),
        ("The wall is 2,400 years old.", []),
        ("It was built 2,400 years ago.", [("2,400 years ago", None)]),
        (
            "It burnt in 1990. Ten years earlier it had sunk.",
            [("1990", "1990"), ("Ten years earlier", "1980")],
        ),
        ("It was dug 40 years ago.", [("40 years ago", "1984")]),
    ],
)
def test_a_number_is_read_whole_and_a_comparison_is_no_date(
    text: str, found: list[tuple[str, str | None]]
) -> None:
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('The clerk said that Orr had to "face the town" at the fair on 7 June.', "2024-06-07"),
        ("She left because she had to be in court on 12 June.", "2024-06-12"),
        ("They had to drain the lido on 7 December.", "2023-12-07"),
        ("Orr, who had to pay, drained the lido on 7 June.", "2023-06-07"),
        ("They had to leave on Friday.", "2024-05-10"),
    ],
)
def test_what_had_to_be_done_may_be_soon_to_come(text: str, value: str) -> None:
    assert [found for _, found in values(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "The harbour office expects waves of up to six metres by Friday.",
        "The lease must be signed by Friday.",
        "Growers want an answer by Friday, after a year in which many gave up.",
        "The council told the tenants of the tower to leave by Friday.",
        "The ferry firm said the quay would be dry by Friday.",
        "By Friday, the well should be clean again.",
        "Bathing is forbidden till Friday.",
        "The school moved its lessons into the hall till Friday.",
        "The lido will close at 5 p.m. on Friday.",
    ],
)
def test_a_limit_that_a_clause_sets_is_the_next_such_day(text: str) -> None:
    assert [value[:10] for _, value in values(text) if value] == ["2024-05-17"]


@pytest.mark.parametrize(
    "text",
    [
        "By Friday, 30 goats had died.",
        "By Friday the number of goats stood at 30.",
        "The toll by Friday had climbed to 30.",
        "They had left the valley by Friday.",
        "Some 30 goats have been found by Friday.",
        "The lake has fallen by Friday.",
        "They could not agree by Friday.",
        "She would have left by Friday.",
        "The owner did not answer till Friday.",
        "The quay is dwarfed by Friday's wave.",
        "The lido closed at 5 p.m. on Friday.",
    ],
)
def test_what_was_so_by_a_day_was_by_the_last_one(text: str) -> None:
    assert [value[:10] for _, value in values(text) if value] == ["2024-05-10"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Growers want a fee by January.", "2025-01"),
        ("The mayor promised to drain it by the end of January.", "2025-01"),
        ("The yard was empty by January.", "2024-01"),
        ("The yard had lost half its men by October.", "2023-10"),
        ("They had agreed to sell it by October.", "2024-10"),
    ],
)
def test_a_month_by_which_something_is_to_be_done_is_the_next_one(text: str, value: str) -> None:
    assert [found for _, found in values(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Growers have been told to prepare for frost this weekend, after a week that was warm.",
        "A gale nears the harbour this weekend.",
        "This weekend's fair is the first in Aure.",
        "From this weekend the ferry sails hourly.",
    ],
)
def test_this_weekend_is_the_next_one_where_nothing_says_it_is_over(text: str) -> None:
    assert [value for _, value in values(text)] == ["2024-05-18/2024-05-19"]
    assert [value for _, value in values(text, published="2024-05-19")] == ["2024-05-18/2024-05-19"]


@pytest.mark.parametrize(
    "text",
    [
        "Hundreds have come to the fair this weekend.",
        "This weekend, hundreds danced in Aure.",
        "The clerk said this weekend that the well is foul.",
        "The clerk told the Aure Courier this weekend that the well is foul.",
        "Ottley are ninth after this weekend's defeat.",
        "The crowds this weekend broke a record.",
    ],
)
def test_this_weekend_is_the_last_one_in_a_clause_of_the_past(text: str) -> None:
    assert [value for _, value in values(text)] == ["2024-05-11/2024-05-12"]


def test_a_weekday_beside_a_full_date_is_part_of_it() -> None:
    text = "It began at 8 p.m. on Friday, Oct. 13, 2023, and ended late Friday, 20 October 2023."
    assert values(text) == [
        ("8 p.m.", None),
        ("Friday, Oct. 13, 2023", "2023-10-13"),
        ("Friday, 20 October 2023", "2023-10-20"),
    ]
    assert values("It was shut late Tuesday, 20 people say.") == [("late Tuesday", "2024-05-14")]


def test_a_month_that_ends_a_sentence_has_no_day_of_the_next() -> None:
    assert values("They came by October. 15 people stayed.") == [("October", "2024-10")]
    assert values("It is to close by Oct. for good.") == [("Oct.", "2024-10")]


def test_the_next_day_counts_from_the_day_named_before() -> None:
    assert values("Polls closed on Sunday. Counting ended the next day.") == [
        ("Sunday", "2024-05-12"),
        ("the next day", "2024-05-13"),
    ]


def test_a_day_that_the_calendar_lacks_has_no_value() -> None:
    assert values("It is dated February 30, 2020.") == [("February 30, 2020", None)]


def test_day_and_month_that_could_be_either_have_no_value() -> None:
    assert values("Due 01/02/2024, not 13/02/2024.") == [
        ("01/02/2024", None),
        ("13/02/2024", "2024-02-13"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Am 6. August 2024, am 3.10.1990.", ["2024-08-06", "1990-10-03"]),
        ("fr", "Le 1er mars 2020 et en août 2019.", ["2020-03-01", "2019-08"]),
        ("es", "El 6 de agosto de 2024, en enero de 2020.", ["2024-08-06", "2020-01"]),
        ("ru", "6 августа 2024 года, в феврале 2022.", ["2024-08-06", "2022-02"]),
        ("zh", "会议于2024年8月6日举行。", ["2024-08-06"]),
        ("sw", "Tarehe 2024-08-06.", ["2024-08-06"]),
    ],
)
def test_other_languages_have_their_written_dates(
    language: str, text: str, expected: list[str]
) -> None:
    assert [value for _, value in values(text, language=language)] == expected


@given(
    st.lists(
        st.sampled_from(
            re.findall(
                r"\S+|\n",
                "the of to and - – 5 31 99 2015 2016-17 May June Monday last next week years ago "
                "at 10:30 p.m. 20th century 1990s ( ) . , 0000-00-00 day before \n",
            )
        ),
        max_size=60,
    ),
    st.sampled_from(["en", "de", "ru", "zh"]),
    st.sampled_from([None, "2024-05-15", "0001-01-01", "9999-12-31", "yesterday"]),
)
def test_any_text_gives_ordered_disjoint_records_that_say_what_the_text_says(
    words: list[str], language: str, published: str | None
) -> None:
    text = " ".join(words)
    found = dates(text, language=language, published=published)
    assert all(text[date.start : date.end] == date.text for date in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
