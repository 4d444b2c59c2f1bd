"""Resolution across articles: who is one, and, as important, who is not."""

import re
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.corpus.joining import name_key
from generator.corpus.topics import topic_key
from generator.corpus_model import Corpus
from generator.model import Actor, ActorType, Briefing, Keyphrase
from generator.slugs import distinct, slugify
from tests.articles import briefing, corpus_of, library_of
from tests.markdown_page import nasty


def article(
    key: str,
    *actors: tuple[str, ActorType] | Actor,
    phrases: tuple[str, ...] = (),
    published: str | None = "2024-01-01",
) -> Briefing:
    rows = [
        each
        if isinstance(each, Actor)
        else Actor(name=each[0], type=each[1], role=None, aliases=(), salience=0.5, mentions=())
        for each in actors
    ]
    made = briefing(key, ["Text."], actors=(), published=published)
    found = tuple(Keyphrase(text=text, rank=rank, score=0.5) for rank, text in enumerate(phrases))
    fields = {name: getattr(made, name) for name in made.__slots__}
    return Briefing(**fields | {"actors": tuple(rows), "keyphrases": found})


def named(name: str, kind: ActorType, *aliases: str, role: str | None = None) -> Actor:
    return Actor(name=name, type=kind, role=role, aliases=aliases, salience=0.5, mentions=())


def groups(corpus: Corpus) -> set[tuple[str, int]]:
    return {(actor.name, len(actor.appearances)) for actor in corpus.actors}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ida Moreau", "Ida MOREAU"),
        ("Zoë Brandt", "Zoe Brandt"),
        ("U.S.", "US"),
        ("The Harbour Board", "Harbour Board"),
        ("Norland's", "Norland"),
    ],
)
def test_spellings_of_one_name_are_one_actor(one: str, other: str) -> None:
    corpus = corpus_of(article("a", (one, "ORG")), article("b", (other, "ORG")))
    assert [len(actor.appearances) for actor in corpus.actors] == [2]


def test_an_actor_is_named_without_an_article() -> None:
    corpus = corpus_of(
        *[article("a", ("The Harbour Board", "ORG")), article("b", ("Harbour Board", "ORG"))]
    )
    assert corpus.actors[0].name == "Harbour Board"


def known(name: str, kind: ActorType, canonical: str) -> Actor:
    return Actor(
        name=name,
        type=kind,
        role=None,
        aliases=(),
        salience=0.5,
        mentions=(),
        canonical=canonical,
    )


def test_short_and_full_names_of_a_state_are_one_actor_in_any_order() -> None:
    """What the gazetteer knows joins articles, of which each has another name for a state."""
    articles = [
        article("a", known("UAE", "GPE", "United Arab Emirates")),
        article("b", known("Emirates", "GPE", "United Arab Emirates")),
        article("c", ("United Arab Emirates", "GPE")),
        article("d", ("Emirates", "ORG")),
    ]
    for order in permutations(articles):
        assert groups(corpus_of(*order)) == {("United Arab Emirates", 3), ("Emirates", 1)}


def test_people_can_keep_a_known_name_apart() -> None:
    corpus = corpus_of(
        *[
            article("a", known("Tahiti", "GPE", "French Polynesia")),
            article("b", ("French Polynesia", "GPE")),
        ],
        apart={"French Polynesia": ["Tahiti"]},
    )
    assert groups(corpus) == {("Tahiti", 1), ("French Polynesia", 1)}


def test_initials_alone_join_the_one_body_that_explains_them() -> None:
    """Whatever an article that has nothing but the initials took them for."""
    articles = [
        article("a", named("Lowland Rivers Authority", "ORG", "LRA")),
        article("b", ("LRA", "ORG")),
        article("c", ("LRA", "GPE")),
    ]
    for order in permutations(articles):
        assert groups(corpus_of(*order)) == {("Lowland Rivers Authority", 3)}


def test_initials_of_two_bodies_join_neither() -> None:
    articles = [
        article("a", named("Lowland Rivers Authority", "ORG", "LRA")),
        article("b", named("League of Rural Artists", "ORG", "LRA")),
        article("c", ("LRA", "ORG")),
    ]
    assert {count for _, count in groups(corpus_of(*articles))} == {1}


def test_a_person_and_a_place_of_one_name_stay_apart() -> None:
    corpus = corpus_of(article("a", ("Jordan", "GPE")), article("b", ("Jordan", "PERSON")))
    assert groups(corpus) == {("Jordan", 1)}
    assert len({actor.slug for actor in corpus.actors}) == 2


def test_a_long_name_is_one_body_although_one_article_takes_it_for_a_place() -> None:
    corpus = corpus_of(
        *[article("a", ("Alder Free Port", "ORG")), article("b", ("Alder Free Port", "GPE"))]
    )
    assert groups(corpus) == {("Alder Free Port", 2)}


def test_a_surname_joins_the_only_person_it_can_stand_for() -> None:
    corpus = corpus_of(
        *[article("a", ("Ida Moreau", "PERSON")), article("b", ("Moreau", "PERSON"))]
    )
    assert groups(corpus) == {("Ida Moreau", 2)}
    assert corpus.actors[0].aliases == ("Moreau",)


def test_a_surname_of_two_persons_stays_alone() -> None:
    corpus = corpus_of(
        *[
            article("a", ("Ida Moreau", "PERSON")),
            article("b", ("Paul Moreau", "PERSON")),
            article("c", ("Moreau", "PERSON")),
        ]
    )
    assert groups(corpus) == {("Ida Moreau", 1), ("Paul Moreau", 1), ("Moreau", 1)}


def test_a_surname_that_people_keep_apart_stays_alone() -> None:
    articles = [article("a", ("Ida Moreau", "PERSON")), article("b", ("Moreau", "PERSON"))]
    corpus = corpus_of(*articles, apart={"ida moreau": ["moreau"]})
    assert groups(corpus) == {("Ida Moreau", 1), ("Moreau", 1)}


def test_a_surname_joins_no_organisation() -> None:
    corpus = corpus_of(*[article("a", ("Moreau Lines", "ORG")), article("b", ("Lines", "PERSON"))])
    assert len(corpus.actors) == 2


def test_an_acronym_joins_the_body_that_one_article_explains() -> None:
    corpus = corpus_of(
        *[article("a", named("North Sea Fund", "ORG", "NSF")), article("b", ("NSF", "ORG"))]
    )
    assert groups(corpus) == {("North Sea Fund", 2)}


def test_an_acronym_of_two_bodies_joins_neither() -> None:
    corpus = corpus_of(
        *[
            article("a", named("North Sea Fund", "ORG", "NSF")),
            article("b", named("New School Forum", "ORG", "NSF")),
            article("c", ("NSF", "ORG")),
        ]
    )
    assert len(corpus.actors) == 3


def test_a_middle_initial_makes_no_other_person() -> None:
    corpus = corpus_of(
        *[article("a", ("Ida R. Moreau", "PERSON")), article("b", ("Ida Moreau", "PERSON"))]
    )
    assert [len(actor.appearances) for actor in corpus.actors] == [2]


def test_roles_are_counted_and_commonest_first() -> None:
    corpus = corpus_of(
        *[
            article("a", named("Ida Moreau", "PERSON", role="union leader")),
            article("b", named("Ida Moreau", "PERSON", role="docker")),
            article("c", named("Ida Moreau", "PERSON", role="union leader")),
        ]
    )
    assert corpus.actors[0].roles == (("union leader", 2), ("docker", 1))


def test_the_order_of_the_articles_changes_nothing() -> None:
    articles = [
        article("a", ("Ida Moreau", "PERSON"), ("Jordan", "GPE"), phrases=("port strikes",)),
        article("b", ("Moreau", "PERSON"), ("Jordan", "PERSON"), phrases=("the port strike",)),
        article("c", named("Ida Moreau", "PERSON", "NSF"), ("NSF", "ORG")),
    ]
    assert len({repr(corpus_of(*order)) for order in permutations(articles)}) == 1


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(nasty, st.sampled_from(["PERSON", "ORG", "GPE"])), max_size=4),
        max_size=4,
    )
)
def test_every_actor_with_a_letter_is_in_the_corpus_once(
    articles: list[list[tuple[str, ActorType]]],
) -> None:
    """Whatever the names: nobody is lost or doubled, and addresses are distinct, plain ASCII."""
    corpus = corpus_of(*(article(str(n), *actors) for n, actors in enumerate(articles)))
    expected = sum(bool(name_key(name)) for actors in articles for name, _ in actors)
    assert sum(len(actor.appearances) for actor in corpus.actors) == expected
    slugs = [actor.slug for actor in corpus.actors]
    assert len(set(slugs)) == len(slugs)
    assert all(slug and set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for slug in slugs)


def persons(*names: str) -> list[tuple[str, ActorType]]:
    return [(name, "PERSON") for name in names]


@pytest.mark.parametrize(
    "short", ["Rosa Duarte", "Rosa Lima", "Lima Duarte", "Rosa Maria Duarte", "Lima"]
)
def test_a_name_without_a_middle_name_or_a_surname_is_joined_where_the_rest_agrees(
    short: str,
) -> None:
    one = article("a", *persons("Rosa Maria Lima Duarte", "Otto Klee", "Eva Horn"))
    other = article("b", *persons(short, "Otto Klee", "Eva Horn"))
    assert ("Rosa Maria Lima Duarte", 2) in groups(corpus_of(one, other))


def test_part_of_a_name_alone_joins_nobody() -> None:
    """Namesakes have middle names too."""
    whole = article("a", *persons("Rosa Lima Duarte", "Otto Klee"), ("Norland", "GPE"))
    for other in (
        article("b", *persons("Rosa Duarte", "Otto Klee"), ("Norland", "GPE")),  # little in common
        article("b", *persons("Rosa", "Otto Klee", "Eva Horn")),  # a given name is anybody's
    ):
        assert ("Rosa Lima Duarte", 1) in groups(corpus_of(whole, other))


def test_two_in_one_article_are_two_though_one_name_is_part_of_the_other() -> None:
    family = ("Rosa Lima Duarte", "Rosa Duarte", "Otto Klee", "Eva Horn")
    corpus = corpus_of(article("a", *persons(*family)), article("b", *persons(*family[1:])))
    assert ("Rosa Lima Duarte", 1) in groups(corpus)


def test_part_of_a_name_that_two_have_joins_neither() -> None:
    beside = persons("Otto Klee", "Eva Horn")
    corpus = corpus_of(
        article("a", *persons("Rosa Lima Duarte"), *beside),
        article("b", *persons("Rosa Braga Duarte"), *beside),
        article("c", *persons("Rosa Duarte"), *beside),
    )
    assert {("Rosa Lima Duarte", 1), ("Rosa Braga Duarte", 1), ("Rosa Duarte", 1)} < groups(corpus)


def test_a_role_speaks_for_it_and_so_does_another_of_whom_the_same_is_true() -> None:
    whole = article(
        "a",
        named("Rosa Lima Duarte", "PERSON", role="Mayor"),
        *persons("Joan Soler Pascual"),
    )
    short = article("b", named("Rosa Lima", "PERSON", role="mayor"), *persons("Joan Soler"))
    assert ("Rosa Lima Duarte", 2) in groups(corpus_of(whole, short))
    assert ("Joan Soler Pascual", 1) in groups(corpus_of(whole, short))


def test_what_people_said_to_be_apart_is_not_joined_by_part_of_a_name() -> None:
    one = article("a", *persons("Rosa Lima Duarte", "Otto Klee", "Eva Horn"))
    other = article("b", *persons("Rosa Duarte", "Otto Klee", "Eva Horn"))
    corpus = corpus_of(one, other, apart={"Rosa Lima Duarte": ["Rosa Duarte"]})
    assert ("Rosa Lima Duarte", 1) in groups(corpus)


def test_a_usual_name_that_states_share_does_not_join_their_bodies() -> None:
    def court(key: str, state: str) -> Briefing:
        told = Actor(
            name="Supreme Court",
            type="ORG",
            role=None,
            aliases=(),
            salience=0.5,
            mentions=(),
            canonical="Supreme Court",
        )
        return article(key, told, (state, "GPE"))

    corpus = corpus_of(court("a", "Norland"), court("b", "Sudland"))
    assert [each for each in groups(corpus) if each[0] == "Supreme Court"] == [("Supreme Court", 1)]
    assert len([each for each in corpus.actors if each.name == "Supreme Court"]) == 2


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Volodymyr Zelensky", "volodymyr-zelensky"),
        ("Dockers’ Union", "dockers-union"),
        ("Dvořák & Söhne", "dvorak-sohne"),
        ("  -- A.B.C. --  ", "a-b-c"),
        ("x" * 80, "x" * 60),
        ("word " * 20, ("word-" * 12)[:-1]),
    ],
)
def test_an_address_is_the_name_in_plain_letters(name: str, slug: str) -> None:
    assert slugify(name) == slug


@pytest.mark.parametrize("name", ["Москва", "北京", "…", "", "index", "INDEX", "Con", "Москва 1"])
def test_a_name_without_plain_letters_or_reserved_gets_a_hash(name: str) -> None:
    assert slugify(name).startswith("x-")
    assert len(slugify(name)) == 10


def test_of_those_who_wish_for_one_address_the_first_has_it() -> None:
    given_ = distinct([("b", "same"), ("a", "same"), ("c", "other")])
    assert given_["b"] == "same"
    assert given_["c"] == "other"
    assert re.fullmatch("same-[0-9a-f]{6}", given_["a"])
    assert distinct([("a", "same")]) == {"a": "same"}


def test_a_namesake_who_comes_later_takes_nobodys_address() -> None:
    """An article in which the analysis takes a man for a body: his links and label stay."""

    def on(day: str, kind: ActorType) -> Briefing:
        return article(day, ("Hugo Vale", kind), published=day)

    days = [on(f"2024-05-0{day}", "PERSON") for day in (1, 2, 3)]
    wrong = [on(f"2024-06-0{day}", "ORG") for day in (1, 2)]
    later = [on("2024-07-01", "PERSON"), on("2024-07-02", "ORG")]
    before = slugs_of(corpus_of(*days))
    assert before == {"PERSON": "hugo-vale"}
    known = slugs_of(corpus_of(*days, wrong[0]))
    assert known["PERSON"] == "hugo-vale"
    assert known["ORG"].startswith("hugo-vale-")
    assert slugs_of(corpus_of(*days, *wrong, *later)) == known
    library = library_of(*days, *wrong)
    labels = {each.type: library.label(each) for each in library.corpus.actors}
    assert labels == {"PERSON": "Hugo Vale", "ORG": f"Hugo Vale ({known['ORG']})"}


@pytest.mark.parametrize("published", [None, "2020-01-01", "2025-01-01"])
def test_who_came_first_is_told_by_arrival_not_by_the_date_of_an_article(
    published: str | None,
) -> None:
    """An old article found today, or one that tells no date."""
    man = replace(article("a", ("Hugo Vale", "PERSON")), arrived="2024-01-02")
    found = article("b", ("Hugo Vale", "ORG"), published=published)
    for late in (replace(found, arrived="2024-06-01"), replace(found, arrived=None)):
        assert slugs_of(corpus_of(man, late))["PERSON"] == "hugo-vale"


def test_where_no_arrival_is_known_what_tells_no_date_came_last() -> None:
    dated = article("a", ("Hugo Vale", "PERSON"), phrases=("Port-strike",))
    undated = article("b", ("Hugo Vale", "ORG"), phrases=("port strike",), published=None)
    made = corpus_of(dated, undated)
    assert slugs_of(made)["PERSON"] == "hugo-vale"
    assert {each.name: each.slug for each in made.topics}["Port-strike"] == "port-strike"


def slugs_of(corpus: Corpus) -> dict[ActorType, str]:
    return {each.type: each.slug for each in corpus.actors}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("port strike", "Port Strikes"),
        ("the port strike", "port strike"),
        ("peace talk", "peace talks"),
        ("opposition party", "opposition parties"),
    ],
)
def test_wordings_of_one_topic_are_one(one: str, other: str) -> None:
    assert topic_key(one) == topic_key(other)


@pytest.mark.parametrize(("one", "other"), [("gas", "ga"), ("crisis", "crisi"), ("pass", "pas")])
def test_words_that_only_end_like_a_plural_stay(one: str, other: str) -> None:
    assert topic_key(one) != topic_key(other)


def test_topics_gather_wordings_and_name_the_commonest() -> None:
    corpus = corpus_of(
        *[
            article("a", phrases=("port strikes",)),
            article("b", phrases=("Port strike", "ferry")),
            article("c", phrases=("port strikes", "the port strike")),
        ]
    )
    first = corpus.topics[0]
    assert (first.name, len(first.appearances)) == ("port strikes", 3)
    assert first.slug == "port-strike"


def test_bodies_that_every_state_has_join_only_within_their_state() -> None:
    fenland, norland = known("Fenland", "GPE", "Fenland"), known("Norland", "GPE", "Norland")
    corpus = corpus_of(
        *[
            article("a", fenland, ("Supreme Court", "ORG")),
            article("b", norland, ("Supreme Court", "ORG")),
            article("c", norland, ("Supreme Court", "ORG")),
        ]
    )
    courts = sorted(
        len(actor.appearances) for actor in corpus.actors if actor.name == "Supreme Court"
    )
    assert courts == [1, 2]


def test_short_name_that_many_bodies_share_joins_no_longer_one() -> None:
    full = named("Fenlandic Supreme Court of Cassation", "ORG", "Supreme Court")
    corpus = corpus_of(article("a", full), article("b", ("Supreme Court", "ORG")))
    assert len(corpus.actors) == 2


def test_a_companys_short_name_joins_its_full_one() -> None:
    full = named("Brightwater Holdings", "ORG", "Brightwater")
    corpus = corpus_of(article("a", full), article("b", ("Brightwater", "ORG")))
    assert [len(actor.appearances) for actor in corpus.actors] == [2]
