"""Section headings in plain text and from markup."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.extraction.headings import find_headings
from generator.extraction.headings.asides import find_asides
from generator.model import Article, Block, BlockKind, Heading, Metadata
from generator.read import from_text

TITLE = "Council keeps the lido open for another year"
LEAD = (
    "The council of Brackwater voted on Tuesday to keep its lido open, although the pool leaks and "
    "the heating has not worked since the spring of last year."
)
SECOND = (
    "Repairs will cost about two million, of which the county has promised half. The rest is to be "
    "found by the town, which has not said where it will look."
)
THIRD = (
    "Swimmers brought towels to the meeting and hung them over the gallery. They were asked to "
    "take "
    "them down, and did so after the vote had been read out."
)
FOURTH = (
    "Work begins in October. If the concrete is sound, the pool will be filled again before "
    "Easter, "
    "and the old turnstile is to be put back where it stood."
)


def found(*lines: str, gap: str = "\n") -> list[str]:
    return [heading.text for heading in find_headings(from_text(gap.join(lines)))]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "heads",
    [
        ("A question of money", "What happens next"),
        ("The Price of Concrete", "Towels Over the Gallery"),
        ("THE MONEY", "THE WORKS"),
        ("1. Money", "2. Works"),
        ("Where will the money come from?", "When will it open again?"),
        ("'A leaking bucket'", "'Worth every drop'"),
        ("Who pays for the repairs, and what they were told before they did", "What comes after"),
    ],
)
def test_short_lines_above_sections_are_headings(heads: tuple[str, str], gap: str) -> None:
    """Sentence case, Title Case, capitals, numbers, questions, quotations and long ones."""
    assert found(TITLE, LEAD, heads[0], SECOND, THIRD, heads[1], FOURTH, gap=gap) == list(heads)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_article_without_headings_has_none(gap: str) -> None:
    """Neither its title nor a short sentence is taken for a heading."""
    short = "Nobody was hurt."
    assert found(TITLE, LEAD, SECOND, short, THIRD, FOURTH, gap=gap) == []


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Story continues below",
        "Read more: The lidos that were lost",
        "ALSO READ | The lidos that were lost",
        "By Tamsin Orde",
        "Our Special Correspondent",
        "By our own correspondent",
        "Staff Reporter",
        "Media Contact",
        "Investor contacts:",
        "For press enquiries",
        "Yes, Ruth?",
        "Thank you, Mr. Orde.",
        "Ruth Ellery, please?",
        "Tamsin Orde reports from Brackwater",
        "Reporting by Tamsin Orde; editing by Jan Pell",
        "The lido in its best years. Photo: County Archive",
        "Mayor Ruth Ellery (left) with the old turnstile",
        "Ruth Ellery at the lido on Tuesday",
        "Swimming goggles, £14.99",
        "Entrance: 3.50",
        "Lifeguard: Tom Ansell",
        "Brackwater 2-1 Ottley",
        "tamsin@brackwater.example.com",
        "“I would swim here in the snow” - Ruth Ellery",
        "Sign up for our weekly letter",
        "The vote was over in a minute:",
        "★★★☆☆",
    ],
)
def test_furniture_between_paragraphs_is_no_heading(line: str) -> None:
    """Labels, links, credits, captions, prices and facts are merely short."""
    assert found(TITLE, LEAD, SECOND, line, THIRD, FOURTH) == []


@pytest.mark.parametrize(
    "heads",
    [
        ("First contact", "Our own reporters in the pool"),
        ("Yes, but who pays?", "Foreign correspondents"),
        ("The contact sport", "No, minister"),
    ],
)
def test_headings_that_sound_like_furniture_are_headings(heads: tuple[str, str]) -> None:
    assert found(TITLE, LEAD, heads[0], SECOND, THIRD, heads[1], FOURTH) == list(heads)


def test_names_under_a_contact_are_no_headings() -> None:
    tail = [
        "Investor Contact",
        "Tom Ansell, Orde Ltd",
        "Head of Swimming",
        "tom@brackwater.example",
    ]
    assert found(
        TITLE, LEAD, "A question of money", SECOND, THIRD, "What happens next", FOURTH, *tail
    ) == [
        "A question of money",
        "What happens next",
    ]


@pytest.mark.parametrize("line", ["About Orde Ltd", "ABOUT ORDE", "About the Orde Group"])
def test_what_a_release_says_of_its_body_ends_its_contacts(line: str) -> None:
    contacts = ("Media Contact", "Tom Ansell, Orde Ltd", "Head of Swimming", "tom@orde.example")
    release = (TITLE, LEAD, SECOND, "Notes to editors", THIRD, *contacts)
    assert found(*release, line, FOURTH) == ["Notes to editors", line]
    assert found(*release, "Abouts Group", FOURTH) == ["Notes to editors"]


def test_pull_quote_that_repeats_the_text_is_no_heading() -> None:
    said = "nobody in this town learned to swim anywhere else"
    quote = f"“That is because {said},” said the mayor, who had learned to swim there herself."
    assert found(TITLE, LEAD, quote, f"“{said.capitalize()}”", THIRD, FOURTH) == []


def test_list_items_are_no_headings() -> None:
    items = ["Towels", "Soap and a comb", "A coin for the locker"]
    assert found(TITLE, LEAD, *items, THIRD, FOURTH) == []
    assert found(TITLE, LEAD, "- Towels", "- Soap", THIRD, FOURTH) == []


def test_signatures_of_letters_are_no_headings() -> None:
    lines = [LEAD, "Harold Finch", "Ottley", SECOND, "Mary Dunstan", "Brackwater"]
    assert found("Letters", *lines, THIRD, "Peter Quill", "Lower Ottley") == []


def test_questions_put_to_a_guest_are_no_headings() -> None:
    """An interviewer says "you" and the answer says "I"; an explainer's questions do neither."""
    answer = "I had no choice in the matter, because my mother was the lifeguard and I was late. "
    asked = ["When did you learn to swim?", "Do you still come here?", "What would you change?"]
    lines = [line for question in asked for line in (question, answer * 2)]
    assert found(TITLE, LEAD, *lines) == []


def test_links_under_a_label_are_no_headings() -> None:
    tail = ["Related stories", "A lido for Ottley", "The heating that never was"]
    assert found(TITLE, LEAD, SECOND, THIRD, *tail) == []


def test_as_many_clauses_as_the_title_announces_are_headings() -> None:
    """Points of a list article may be whole sentences, if their number is the promised one."""
    points = [
        "The county paid for half of it in the end",
        "Nobody has asked the swimmers what they wanted",
        "The heating was never connected to the pool",
    ]
    lines = [points[0], SECOND, points[1], THIRD, points[2], FOURTH]
    assert found("Three things we learned about the lido", LEAD, *lines) == points


def test_hard_wrapped_text_gives_the_same_headings() -> None:
    heads = ["A question of money", "What happens next"]
    wrapped = [
        "The council of Brackwater voted on Tuesday to keep its lido open,\n"
        "although the pool leaks and the heating has not worked since the spring\n"
        "of last year.",
        heads[0],
        "Repairs will cost about two million, of which the county has promised\n"
        "half. The rest is to be found by the town, which has not said where it\n"
        "will look.",
        heads[1],
        "Work begins in October. If the concrete is sound, the pool will be\n"
        "filled again before Easter, and the old turnstile is to be put back\n"
        "where it stood.",
    ]
    assert found(*wrapped, gap="\n\n") == heads


def test_place_line_and_level_are_given() -> None:
    text = "\n\n".join(
        [TITLE, LEAD, "1. Money", SECOND, "1.1 The county", THIRD, "2. Works", FOURTH]
    )
    headings = find_headings(from_text(text))
    assert [(h.text, h.line, h.level) for h in headings] == [
        ("1. Money", 4, 2),
        ("1.1 The county", 8, 3),
        ("2. Works", 12, 2),
    ]
    assert all(text[h.start : h.end] == h.text for h in headings)


def test_other_languages() -> None:
    german = [
        "Der Rat der Stadt hat am Dienstag beschlossen, das alte Freibad für zwei Millionen "
        "Euro zu "
        "sanieren, obwohl das Becken seit Jahren Wasser verliert.",
        "Streit um das Geld",
        "Die Hälfte der Kosten übernimmt der Kreis. Woher der Rest kommen soll, konnte in der "
        "Sitzung "
        "niemand sagen, und gefragt wurde danach auch nur ein einziges Mal.",
        "Wie geht es weiter?",
        "Im Oktober beginnen die Arbeiten. Wenn der Beton hält, kann das Becken noch vor Ostern "
        "wieder "
        "gefüllt werden, und dann wird auch das Drehkreuz zurückgebracht.",
    ]
    assert found("Freibad bleibt offen", *german) == [german[1], german[3]]
    chinese = [
        "市议会星期二投票决定继续开放露天游泳池，尽管泳池漏水，供暖设备自去年春天以来一直没有工作。"
        * 2
    ] * 3
    heads = ["资金问题", "下一步"]
    assert found(chinese[0], heads[0], chinese[1], heads[1], chinese[2]) == heads


def marked(*blocks: tuple[str, BlockKind, int]) -> Article:
    """An article whose markup says what is a heading."""
    text = "\n\n".join(words for words, _, _ in blocks)
    placed, at = [], 0
    for line, (words, kind, level) in enumerate(blocks):
        end = at + len(words)
        placed.append(Block(start=at, end=end, line=line, kind=kind, level=level))
        at = end + 2
    return Article(
        id="m", file="m.md", sha256="", text=text, blocks=tuple(placed), metadata=Metadata()
    )


def test_markup_decides_and_keeps_its_levels() -> None:
    article = marked(
        (LEAD, "paragraph", 0),
        ("This sentence stands in a heading.", "heading", 3),
        ("A short line", "paragraph", 0),
        (SECOND, "paragraph", 0),
        ("Advertisement", "heading", 2),
        ("Related", "heading", 2),
    )
    assert [(h.text, h.level) for h in find_headings(article)] == [
        ("This sentence stands in a heading.", 3)
    ]


def test_marked_headings_about_the_author_stay() -> None:
    article = marked(
        (LEAD, "paragraph", 0),
        ("About the author", "heading", 2),
        (SECOND, "paragraph", 0),
        ("Related stories", "heading", 2),
    )
    assert [heading.text for heading in find_headings(article)] == ["About the author"]
    assert found(TITLE, LEAD, SECOND, "About the author", THIRD, FOURTH) == []


def test_what_is_up_next_is_a_heading_above_sentences_and_a_label_above_links() -> None:
    game, links = "Ottley: Visit Aure on Friday.", ("Moth eats bank", "Duke sells dam")
    above = ((LEAD, "paragraph", 0), ("The pool", "heading", 2), (SECOND, "paragraph", 0))
    up_next = ("Up next", "heading", 2)
    kept = marked(*above, up_next, (game, "paragraph", 0))
    assert [heading.text for heading in find_headings(kept)] == ["The pool", "Up next"]
    for below in ([(link, "paragraph", 0) for link in links], [], [("Sport", "heading", 3)]):
        shown = [heading.text for heading in find_headings(marked(*above, up_next, *below))]
        assert shown == ["The pool"] + ["Sport"] * (below[:1] == [("Sport", "heading", 3)])
    lines = (TITLE, LEAD, "THE POOL", SECOND, THIRD)
    assert found(*lines, "UP NEXT", FOURTH) == ["THE POOL", "UP NEXT"]
    assert found(*lines, "UP NEXT", *links, FOURTH) == ["THE POOL"]


def test_empty_article_has_no_headings() -> None:
    assert find_headings(marked()) == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=120), max_size=12), st.sampled_from(["\n", "\n\n"]))
def test_odd_text_never_raises_and_offsets_hold(lines: list[str], gap: str) -> None:
    """Whatever the lines hold, each heading is a block of the text, in order, never the first."""
    text = gap.join([LEAD, *lines, SECOND])
    article = from_text(text)
    headings: tuple[Heading, ...] = find_headings(article)
    starts = [block.start for block in article.blocks]
    assert all(article.text[h.start : h.end] == h.text and h.start in starts[1:] for h in headings)
    assert [h.start for h in headings] == sorted({h.start for h in headings})


STORY = "The mill on the river Aure burnt down on Tuesday night, and nobody was hurt."


@pytest.mark.parametrize(
    "aside",
    [
        "M. Duval | Greens | 1,204",
        "Sign up for the Harbour Letter, our weekly mail",
        "An earlier version of this story gave the wrong year.",
        "Click here to hear from the Town Desk every morning.",
        "Photographs and words by the desk | Norfolk",
        "Related: Why the mill mattered",
    ],
)
def test_furniture_and_rows_among_the_paragraphs_are_asides(aside: str) -> None:
    article = from_text("\n\n".join((STORY, aside, STORY)))
    assert find_asides(article) == {article.blocks[1].start}


def test_rows_of_two_columns_are_known_by_one_another() -> None:
    article = from_text("\n\n".join((STORY, "Town | Votes", "Aure | 12", STORY)))
    assert find_asides(article) == {block.start for block in article.blocks[1:3]}


def test_short_lines_under_one_that_introduces_links_are_asides_up_to_the_next_prose() -> None:
    links = ("Most viewed in Business", "Moth eats bank", "Duke sells dam", "Ferry rams quay")
    article = from_text("\n\n".join((STORY, *links, STORY)))
    assert find_asides(article) == {block.start for block in article.blocks[1:5]}


@pytest.mark.parametrize(
    "prose",
    [
        "This story is about a boat that never came home.",
        "Share prices fell after this article of the treaty was struck out.",
        "By Monday the fire was out, and Anna Roe had gone home.",
        "The choice (bread | water) was hers, she said, and no one else's to make in such a year.",
    ],
)
def test_sentences_that_begin_like_furniture_are_none(prose: str) -> None:
    assert not find_asides(from_text("\n\n".join((STORY, prose, STORY))))


def test_an_article_of_nothing_but_rows_is_read() -> None:
    assert not find_asides(from_text("Aure | 12 | 14\n\nBure | 13 | 15"))


def test_a_line_between_the_title_and_the_date_is_no_heading() -> None:
    article = from_text("\n\n".join((TITLE, "Brackwater Gazette", "3 May 2024", LEAD, SECOND)))
    assert article.metadata.published == "2024-05-03"
    assert find_headings(article) == ()
