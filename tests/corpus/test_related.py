"""Related articles: by what few others have, with the reason, never those of one's own story."""

from dataclasses import replace
from itertools import permutations

from generator.model import Briefing
from tests.articles import briefing, corpus_of

WORDS = ["harvest", "glacier", "orchestra", "turbine", "parliament", "vineyard", "comet", "bakery"]


def article(key: str, *actors: str, phrases: tuple[str, ...] = (), **facts: object) -> Briefing:
    """Return an article that shares no words with others but those of its actors and phrases, and
    years apart from them, so that no two are one story."""
    facts.setdefault("published", f"{1100 + ord(key) % 900}-01-01")
    text = f"{' '.join(actors)} {' '.join(phrases)} {WORDS[ord(key) % len(WORDS)]} {key * 7}"
    return briefing(
        key, [text], actors=[(name, "ORG") for name in actors], phrases=phrases, **facts
    )


def crowd(count: int, *actors: str) -> list[Briefing]:
    return [article(chr(0x3B1 + number), *actors) for number in range(count)]


def reasons(articles: list[Briefing], of: Briefing) -> dict[str, tuple[str, ...]]:
    corpus = corpus_of(*articles)
    return {each.briefing: (*each.actors, *each.topics) for each in corpus.related[of.id]}


def test_the_reason_is_what_both_speak_of() -> None:
    one = article("a", "Harbour Board", phrases=("port strike", "tides"))
    other = article("b", "Harbour Board", phrases=("port strikes", "weather"))
    assert reasons([one, other], one) == {other.id: ("harbour-board", "port-strike")}


def test_what_few_have_comes_before_what_many_have() -> None:
    one = article("a", "Norland", "Cape Wren")
    near, many = article("b", "Norland", "Cape Wren"), crowd(7, "Norland")
    found = reasons([one, near, *many], one)
    assert next(iter(found)) == near.id
    assert found[near.id] == ("cape-wren", "norland")


def test_one_name_that_many_have_relates_nobody() -> None:
    articles = crowd(20, "Norland")
    assert reasons(articles, articles[0]) == {}


def test_one_common_word_relates_nobody() -> None:
    one, other = article("a", phrases=("residents",)), article("b", phrases=("residents",))
    assert reasons([one, other], one) == {}


def test_a_state_alone_relates_nobody_and_is_a_reason_beside_another() -> None:
    def told(key: str, *more: str) -> Briefing:
        made = article(key, "Norland", *more)
        state = replace(made.actors[0], type="GPE", canonical="Norland")
        return replace(made, actors=(state, *made.actors[1:]))

    assert reasons([told("a"), told("b")], told("a")) == {}
    both = [told("a", "Cape Wren"), told("b", "Cape Wren")]
    assert reasons(both, both[0]) == {both[1].id: ("cape-wren", "norland")}


def test_there_are_five_at_most() -> None:
    articles = crowd(8, "Harbour Board", "Dockers Union")
    corpus = corpus_of(*articles)
    assert {len(found) for found in corpus.related.values()} == {5}


def test_articles_of_ones_own_story_are_not_among_them() -> None:
    lead = "A ferry ran aground near Cape Wren while fog covered the lighthouse and the rocks below"
    one = briefing(
        "a", [f"{lead}. Nobody drowned."], published="2024-01-01", actors=[("Cape Wren", "LOC")]
    )
    other = briefing(
        "b",
        [f"Fog hid the lighthouse at Cape Wren when the ferry ran aground on rocks. {'x' * 9}."],
        published="2024-01-01",
        actors=[("Cape Wren", "LOC")],
    )
    corpus = corpus_of(one, other)
    assert len(corpus.stories) == 1
    assert corpus.related == {one.id: (), other.id: ()}


def test_the_order_of_the_articles_does_not_matter() -> None:
    articles = [
        *crowd(3, "Norland", "Cape Wren"),
        article("a", "Norland"),
        article("b", "Port Alder"),
    ]
    expected = corpus_of(*articles).related
    assert any(expected.values())
    assert all(corpus_of(*order).related == expected for order in permutations(articles))


def test_an_article_about_something_else_changes_nothing() -> None:
    articles = crowd(4, "Norland", "Cape Wren")
    before = corpus_of(*articles).related
    after = corpus_of(*articles, article("z", "Moon Agency", phrases=("lunar dust",))).related
    assert {key: after[key] for key in before} == before
