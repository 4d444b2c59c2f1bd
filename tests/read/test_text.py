"""Plain text: its layouts, its offsets, and what stands above the running text."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import SeedError
from generator.model import Article
from generator.read import from_text

PARAGRAPHS = (
    "River ministers agree on a shared flood warning line",
    "Tuesday, March 5, 2024",
    "Ministers from four countries along the river agreed on Monday to share their water gauges "
    "after a spring in which two towns were flooded without a warning. The agreement, which took "
    "eleven months to negotiate, begins in June.",
    "Who pays for the gauges",
    "The four governments will pay in proportion to the length of their banks, officials said, and "
    "a small office in the port of Marlow will publish every reading within ten minutes.",
    '"We have measured the same water four times and told nobody," said Ilse Brandt, the minister '
    "who led the talks.",
    "What happens next",
    "Parliaments must approve the text before the summer. Observers expect little resistance, "
    "although one party has called the office a waste of money and wants it to close after a year.",
)


def texts(article: Article) -> tuple[str, ...]:
    return tuple(article.text[block.start : block.end] for block in article.blocks)


def wrapped(width: int, between: str) -> str:
    return between.join(textwrap.fill(words, width, break_on_hyphens=False) for words in PARAGRAPHS)


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\n"])
def test_paragraph_per_line_is_read_as_it_stands(between: str) -> None:
    source = between.join(PARAGRAPHS) + "\n"
    article = from_text(source)
    assert article.text == source.rstrip()
    assert texts(article) == PARAGRAPHS


@pytest.mark.parametrize("width", [60, 66, 72, 76, 80, 100])
def test_lines_broken_at_a_width_are_joined(width: int) -> None:
    """The same article gives the same blocks, whichever way its lines were broken."""
    source = wrapped(width, "\n\n")
    article = from_text(source)
    assert texts(article) == PARAGRAPHS
    assert len(article.text) == len(source)
    starts = source.split("\n")
    for block, words in zip(article.blocks, PARAGRAPHS, strict=True):
        assert words.startswith(starts[block.line])


@pytest.mark.parametrize("width", [62, 72, 80])
def test_short_lines_end_paragraphs_where_no_blank_lines_do(width: int) -> None:
    found = texts(from_text(wrapped(width, "\n")))
    assert {words for words in PARAGRAPHS if len(words) < 60} <= set(found)
    assert " ".join(found) == " ".join(PARAGRAPHS)


def test_crlf_reads_like_lf() -> None:
    source = wrapped(72, "\n\n")
    assert from_text(source.replace("\n", "\r\n")) != from_text(source)  # the bytes differ
    assert texts(from_text(source.replace("\n", "\r\n"))) == texts(from_text(source))


def test_items_of_a_list_stay_apart() -> None:
    source = textwrap.dedent("""\
        The committee asked the three agencies for a plan that covers the whole of the
        coast and names the people who will be responsible for each of its parts:

        - dikes in the north, where the sea has come closer to the villages in every
          one of the last ten years
        - pumps in the middle
        1. a list of all the owners whose land would have to be bought before building
        2. a date
        """)
    found = texts(from_text(source))
    assert [words[:8] for words in found] == [
        "The comm",
        "- dikes ",
        "- pumps ",
        "1. a lis",
        "2. a dat",
    ]
    assert "parts:" in found[0]


def test_verse_stays_verse() -> None:
    source = "The boats came in\nwith empty nets\nand nobody sang\n\nA second day\nwas like it\n"
    assert texts(from_text(source)) == tuple(line for line in source.split("\n") if line)


def test_a_heading_right_above_a_broken_paragraph_stands_alone() -> None:
    source = (
        "The council met on Friday for the first time since the election and heard the\n"
        "treasurer, who said that the budget had been spent by the end of last month.\n\n"
        "A budget without reserves\n"
        "Reserves were used up in the winter, when heating cost more than the council had\n"
        "planned, and nothing has been put aside since.\n"
    )
    assert texts(from_text(source))[1] == "A budget without reserves"
    assert len(from_text(source).blocks) == 3


def test_first_lines_that_are_set_in_begin_paragraphs() -> None:
    source = (
        "   The council met on Friday for the first time since the election and heard\n"
        "the treasurer, who said that the budget had been spent by the end of May.\n"
        "   Nothing was put aside in the winter, when heating had cost much more than\n"
        "the council had planned for the whole of the year, and nothing has been since.\n"
    )
    assert [words[:7] for words in texts(from_text(source))] == ["The cou", "Nothing"]


def test_arabic_lines_are_joined_without_letter_case() -> None:
    line = "قال الوزير إن المفاوضات بين البلدين سوف تستمر خلال الأسبوع المقبل في العاصمة"
    assert len(from_text(f"{line}\n{line}\n{line} اليوم.\n").blocks) == 1


T, B, D = ["title"], ["byline"], ["dateline"]


@pytest.mark.parametrize(
    ("top", "kinds", "published", "author"),
    [
        ("A title\n\nMarch 5, 2024\n\n", [*T, *D], "2024-03-05", None),
        ("A title\nBy Ann Lee\n5 March 2024\n", [*T, *B, *D], "2024-03-05", "Ann Lee"),
        ("A title\nBy ANN LEE and TOM ROE, Herald\n", [*T, *B], None, "ANN LEE and TOM ROE"),
        ("A title\nAnn Lee, Geneva\n", [*T, *B], None, "Ann Lee"),
        ("A title\nGENEVA, March 5 (Wire) —\n", [*T, *D], None, None),
        ("A title\nGeneva, 5 March 2024\n", [*T, *D], "2024-03-05", None),
        ("A title\nPublished: 5 March 2024 | Updated: 7 May 2024\n", [*T, *D], "2024-03-05", None),
        ("A title\nUpdated 7 March 2024\n", [*T, *D], None, None),
        ("A title\n05/03/2024\n", [*T, *D], None, None),
        ("A title\n6 août 2024\n", [*T, *D], "2024-08-06", None),
        ("A title\nBy Ann Lee | March 5, 2024 9:15 AM ET\n", [*T, *B], "2024-03-05", "Ann Lee"),
        ("March 5, 2024\nA title?\n", [*D, *T], "2024-03-05", None),
        ("By Land and By Sea\n", T, None, None),
        ("A title\nOur Special Correspondent\nMARCH 5, 2024\n", [*T, *B, *D], "2024-03-05", None),
        ("A title\nBy our own correspondent\n", [*T, *B], None, None),
        ("A title\nStaff Reporter, Geneva\n", [*T, *B], None, None),
        ("Foreign Correspondent\n", T, None, None),
        ("Settlement reached in Acme Inc.\n", T, None, None),
        ("", [], None, None),
    ],
)  # fmt: skip
def test_the_opening_lines_are_told_apart(
    top: str, kinds: list[str], published: str | None, author: str | None
) -> None:
    body = (
        "The ministers met in Geneva on Monday. They agreed.\n\nNobody was surprised by any of it."
    )
    article = from_text(top + body)
    assert [block.kind for block in article.blocks] == [*kinds, "paragraph", "paragraph"]
    assert article.metadata.published == published
    assert article.metadata.author == author
    assert (article.metadata.title is None) == ("title" not in kinds)


def test_a_dateline_inside_the_first_paragraph_stays_there() -> None:
    article = from_text(
        "GENEVA, March 5, 2024 (Wire) - Ministers met.\n\nThey agreed on all of it."
    )
    assert [block.kind for block in article.blocks] == ["paragraph", "paragraph"]
    assert article.metadata.published == "2024-03-05"


@pytest.mark.parametrize(
    ("dateline", "published"),
    [
        ("PORT ORRIN / LIMA, 3 June 2025 – ", "2025-06-03"),
        ("OSLO/LIMA/ROME, 3 June 2025 — ", "2025-06-03"),
        ("LIMA, June 3, 2025—", "2025-06-03"),
        ("PORT ORRIN, Peru, 3 June 2025 — ", "2025-06-03"),
        ("LIMA (3 June 2025) – ", "2025-06-03"),
        ("LIMA, 3 June 2025 (Wire) – ", "2025-06-03"),
        ("LIMA (Wire) – ", None),
        ("PORT ORRIN / LIMA – ", None),
        ("Rome / the wells of 3 June 2025 – ", None),
        ("Ovens—made before 3 June 2025—", None),
        ("The fair (3 June) – ", None),
    ],
)
def test_a_dateline_may_name_several_places(dateline: str, published: str | None) -> None:
    article = from_text(f"A title\n\n{dateline}Ministers met.\n\nThey agreed on all of it.")
    assert article.metadata.published == published


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Published in The Courier, June 3rd, 2025", "2025-06-03"),
        ("Published on 3 June 2025.", "2025-06-03"),
        ("(First published by Aure Today on Tuesday, 3 June 2025)", "2025-06-03"),
        ("This article was originally published in The Courier on June 3, 2025.", "2025-06-03"),
        ("Published: 2025-06-03", "2025-06-03"),
        ("Published in The Courier, June 2025", None),
        ("Updated on 3 June 2025", None),
        ("The book was published on 3 June 2025.", None),
        ("Published on 3 June 2025, the report names nobody.", None),
        ("Published in Lima on 3 June 2025 by the board, it was soon forgotten.", None),
    ],
)
def test_a_last_line_may_say_when_the_article_appeared(line: str, published: str | None) -> None:
    body = "A title\n\nMinisters met.\n\nThey agreed on all of it."
    assert from_text(f"{body}\n\n{line}").metadata.published == published
    assert from_text(f"{body}\n\n{line}\n\nThe Courier").metadata.published == published
    dated = body.replace("A title", "A title\n\nLima, 1 June 2025")
    assert from_text(f"{dated}\n\n{line}").metadata.published == "2025-06-01"
    above = f"{body}\n\n{line}" + 5 * "\n\nNobody was surprised."
    assert from_text(above).metadata.published is None


RELEASE = (
    "Acme Kilns opens works in Ottley",
    "Maker of ovens bakes its first bricks",
    "Acme Kilns said today that it had opened a works in Ottley, where it will bake bricks. No one "
    "was surprised by it.",
    "The works has three ovens and a chimney.",
)


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("FOR IMMEDIATE RELEASE", None),
        ("*** For immediate release ***", None),
        ("For Immediate Release: 3 June 2025", "2025-06-03"),
        ("FOR IMMEDIATE RELEASE – Ottley, 3 June 2025", "2025-06-03"),
        ("News release | June 3, 2025", "2025-06-03"),
        ("PRESS RELEASE", None),
        ("Embargoed until 00:01 GMT, 3 June 2025", "2025-06-03"),
    ],
)
def test_the_licence_of_a_press_release_is_not_its_title(line: str, published: str | None) -> None:
    article = from_text("\n\n".join((line, *RELEASE)))
    assert [block.kind for block in article.blocks[:3]] == ["dateline", "title", "paragraph"]
    assert (article.metadata.title, article.metadata.published) == (RELEASE[0], published)


@pytest.mark.parametrize(
    "title",
    [
        "Press release row ends in court",
        "Embargo on kiln bricks begins",
        "Media statement by the minister",
        "For release after 20 years: the Ottley tapes",
        "Embargoed bricks were sold, says report of 3 June 2025",
    ],
)
def test_a_title_that_speaks_of_releases_is_one(title: str) -> None:
    assert from_text("\n\n".join((title, *RELEASE[2:]))).metadata.title == title


@pytest.mark.parametrize(
    ("wire", "published"),
    [
        ("OTTLEY, Ohio, Jan. 15, 2025 /PRNewswire/ -- ", "2025-01-15"),
        ("OTTLEY, 3 June 2025 (GLOBE NEWSWIRE) -- ", "2025-06-03"),
        ("OTTLEY, June 03, 2025 (GLOBE NEWSWIRE)--", "2025-06-03"),
        ("OTTLEY, June 3, 2025 /CNW/ - ", "2025-06-03"),
        ("OTTLEY, June 3 /PRNewswire/ -- ", None),
        ("The kiln /oven/ of June 3, 2025 -- ", None),
    ],
)
def test_a_wire_dateline_says_when_its_release_was_published(
    wire: str, published: str | None
) -> None:
    """Also under a line below the title, which is a paragraph; not where the top has a date."""
    lines = (*RELEASE[:2], wire + RELEASE[2], RELEASE[3])
    assert from_text("\n\n".join(lines)).metadata.published == published
    dated = ("For immediate release: 1 June 2025", *lines)
    assert from_text("\n\n".join(dated)).metadata.published == "2025-06-01"


def test_a_rubric_above_the_title_is_not_the_title() -> None:
    article = from_text(
        "WORLD\n\nMinisters agree on gauges\n\nBy Ann Lee\n\nThey met on Monday. They agreed."
    )
    assert article.metadata.title == "Ministers agree on gauges"


@pytest.mark.parametrize(
    "below",
    [
        ("By Nora Lind", "Published 3 May 2024"),
        ("3 May 2024", "Nora Lind, Courts Correspondent"),
        ("MARLOW | Fri, 3 May 2024 09:40 GMT",),
    ],
)
def test_a_short_line_may_stand_between_the_title_and_its_byline(below: tuple[str, ...]) -> None:
    article = from_text("\n\n".join((PARAGRAPHS[0], "Marlow 2-1 Aure", *below, PARAGRAPHS[2])))
    assert (article.metadata.title, article.metadata.published) == (PARAGRAPHS[0], "2024-05-03")
    assert [block.kind for block in article.blocks][-1] == "paragraph"
    assert article.blocks[2].kind in ("byline", "dateline")


def test_short_lines_alone_do_not_make_a_title() -> None:
    article = from_text("Roses are red this year\n\nViolets are blue\n\nSo is the sea\n")
    assert article.metadata.title is None


def test_labelled_lines_at_the_top_state_fields() -> None:
    article = from_text(
        "Title: Gauges agreed\nDate: 2024-03-05\nSource: The Herald\nURL: https://a.example/b\n\n"
        "They met on Monday and agreed, although nobody had expected it."
    )
    meta = article.metadata
    assert (meta.title, meta.published) == ("Gauges agreed", "2024-03-05")
    assert (meta.source, meta.url) == ("The Herald", "https://a.example/b")
    assert article.text.startswith("Title: Gauges agreed")


def test_dates_and_names_further_down_are_paragraphs() -> None:
    article = from_text(
        "One began it all.\n\nTwo went on.\n\nMarch 5, 2024\n\nBy Ann Lee\n\nThree ended it."
    )
    assert {block.kind for block in article.blocks} == {"paragraph"}
    assert article.metadata.published is None


def test_a_first_sentence_is_no_title() -> None:
    article = from_text(
        "The talks failed.\nWhy they failed\nNobody would say so in the open, but they did."
    )
    assert article.metadata.title is None
    assert {block.kind for block in article.blocks} == {"paragraph"}


@pytest.mark.parametrize("empty", ["", " \n\t\n", "1234 -- 5678", "***", "\u200b\ufeff"])
def test_text_without_a_letter_is_refused(empty: str) -> None:
    with pytest.raises(SeedError, match="has no text"):
        from_text(empty)


@pytest.mark.parametrize(
    "words",
    ["word " * 4_000, "A sentence is here. " * 900, "x" * 12_345, "这是一个很长的段落。" * 2_000],
)
def test_long_paragraphs_are_cut_without_loss(words: str) -> None:
    article = from_text(words)
    assert all(len(piece) <= 5_000 for piece in texts(article))
    assert len(article.blocks) > 1
    assert "".join(texts(article)).replace(" ", "") == words.replace(" ", "")


def test_long_paragraphs_are_cut_between_sentences() -> None:
    assert all(piece.endswith("here.") for piece in texts(from_text("A sentence is here. " * 900)))


CLEAN_LINE = st.text(st.sampled_from("abcXYZ ,.'?-1é京ا"), max_size=90)


@given(st.lists(CLEAN_LINE, min_size=1, max_size=8).map("\n".join))
@settings(max_examples=200)
def test_clean_text_keeps_its_length_and_characters(text: str) -> None:
    """Line ends may become blanks; nothing else changes and nothing moves."""
    if not any(map(str.isalpha, text)):
        return
    article = from_text(text)
    assert len(article.text) == len(text.rstrip())
    assert article.text.replace("\n", " ") == text.rstrip().replace("\n", " ")


@given(
    st.lists(st.from_regex(r"[A-Z][a-z ]{150,200}[a-z]\.", fullmatch=True), min_size=1, max_size=4)
)
@settings(max_examples=50)
def test_text_with_a_paragraph_per_line_is_its_own_reading(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs) + "\n\n"
    assert from_text(text).text == text.rstrip()


NASTY = st.one_of(
    st.characters(),
    st.sampled_from(
        "\r\n\t\x0b\x0c\x85\u2028\u2029\u202e\u200b\u00ad\ufeff\u3000\ud800\ufffe\U000e0041"
    ),
    st.sampled_from(
        ["By ", "Ann Lee", "March 5, 2024", "- ", "1. ", " (", "https://", "\n\n", ", "]
    ),
)


@given(st.lists(NASTY, max_size=300).map("".join))
@settings(max_examples=300)
def test_any_text_is_read_or_refused(text: str) -> None:
    """Blocks are in order, apart, on one line each, and hold nothing but their ink."""
    try:
        article = from_text(text)
    except SeedError as error:
        assert error.cause == "has no text"
        return
    assert article.text == article.text.encode("utf-8").decode("utf-8")
    end = -1
    for block in article.blocks:
        words = article.text[block.start : block.end]
        assert block.start > end - 1
        assert words
        assert words == words.strip()
        assert "\n" not in words
        end = block.end
    outside = list(article.text)
    for block in article.blocks:
        outside[block.start : block.end] = " " * (block.end - block.start)
    assert not "".join(outside).strip()
