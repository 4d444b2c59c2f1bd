"""What a build need not make again: a job whose facts are the same makes the same."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.compose import page_jobs
from generator.compose.search import SearchEntries
from generator.corpus.parts import plan_parts
from generator.corpus_model import Job, View
from generator.export.files import FilesBeside, export_jobs
from generator.export.heads import described
from generator.export.publication import Publication
from generator.library import Library, Reads
from generator.model import Briefing
from tests.articles import briefing, ferry, harbour, library_of

ACTORS = [
    ("Ida Moreau", "PERSON", {"role": "minister"}),
    ("Ida Moreau", "PERSON", "Moreau", {"role": "union leader"}),
    ("Moreau", "PERSON"),
    ("Karl Moreau", "PERSON"),
    ("Harbour Board", "ORG"),
    ("The Harbour Board", "ORG", "Board"),
    ("Supreme Court", "ORG"),
    ("Norland", "GPE", {"salience": 0.9}),
    ("Valdora", "GPE", {"salience": 0.8}),
    ("Alder Bay", "LOC"),
    ("Norlander", "NORP"),
]
PHRASES = ["port strike", "port strikes", "Harbour Board", "ferry fares", "grain"]
SENTENCES = [
    "Dockers of the port closed the gates before dawn and nobody came through them.",
    "A ferry with forty passengers lay outside the breakwater for most of the day.",
    "Prices of grain rose by a third in a week, said traders at the exchange.",
    "The minister asked both sides to come back to the table before the weekend.",
    "Rain fell on the pickets and on the police who watched them from the bridge.",
]


@st.composite
def articles(draw: st.DrawFn, key: str) -> Briefing:
    """Draw an article of a small world, in which names, phrases, events and texts recur."""
    cast = draw(st.lists(st.sampled_from(ACTORS), max_size=4, unique_by=lambda each: each[0]))
    phrases = draw(st.lists(st.sampled_from(PHRASES), max_size=3, unique=True))
    told = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True))
    speaker = draw(st.sampled_from([*(each[0] for each in cast), None]))
    first = " ".join([*(each[0] for each in cast), *phrases, "Today it was so."])
    said = "“We go on,” was the answer."
    article = briefing(
        key,
        [("heading", "What happened"), first, *told, said],
        actors=cast,
        phrases=phrases,
        quotes=[("We go on,", speaker, speaker, "was")],
        key_sentences=told[:1],
        dates=[("Today", draw(st.sampled_from(["2024-05-02", "2024-05", None])))],
        title=draw(st.sampled_from(["Strike", "Ferry waits", "Prices"])),
        published=draw(st.sampled_from(["2024-05-02", "2024-05-03", "2023-11-09", None])),
        source=draw(st.sampled_from(["The Alder Post", "Norland Radio", None])),
    )
    return replace(article, arrived=draw(st.sampled_from([None, "2024-06-01"])))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[list[Briefing], list[Briefing]]:
    """Draw a corpus, and the same with some articles changed, gone or new."""
    keys = [f"{number}" for number in range(6)]
    before = {key: draw(articles(key)) for key in keys[: draw(st.integers(1, 5))]}
    after = dict(before)
    for key in draw(st.lists(st.sampled_from(keys), min_size=1, max_size=2)):
        if key in after and draw(st.booleans()):
            del after[key]
        else:
            after[key] = draw(articles(key))
    return [*before.values()], [*after.values()]


def made(briefings: Sequence[Briefing]) -> tuple[dict[str, tuple[str, Reads, str]], Library]:
    """Return of each job what it is given, what it reads and what it makes."""
    library = library_of(*briefings, main_actors=2, main_topics=1)
    publication = Publication()
    when = {each.id: each.published or "" for each in library.corpus.briefings}
    entries = SearchEntries(library)
    jobs: list[Job] = [
        *page_jobs(library, versions={}, beside=FilesBeside(library, publication)),
        *export_jobs(library, publication, plan_parts(when, whole=3)),
    ]
    found = {}
    for job in jobs:
        with library.recording() as reads:
            content = [
                repr(described(each, library, publication)) if isinstance(each, View) else each
                for each in job.make()
            ]
        assert job.name not in found, "two jobs share a name"
        with library.recording() as settled:
            if job.settle:
                job.settle()
        if job.settle or reads.behind:
            assert (settled.values, settled.behind) == (reads.values, reads.behind)
        found[job.name] = (job.given, reads, repr(content))
    for part in plan_parts(when, sizes=(2, 1)):
        with library.recording() as reads:
            content = [repr(entries.entry(key)) for key in part.keys]
        found[f"search/{part.first}"] = (" ".join(part.keys), reads, repr(content))
    return found, library


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pairs())
def test_what_differs_has_read_or_been_given_something_that_differs(
    case: tuple[list[Briefing], list[Briefing]],
) -> None:
    (before, one), (after, other) = made(case[0]), made(case[1])

    def differ(facts: set[str]) -> bool:
        return any(one.fact(name) != other.fact(name) for name in facts)

    for name in before.keys() & after.keys():
        given_before, reads, content = before[name]
        given_after, reads_after, remade = after[name]
        settled_otherwise = differ(reads.behind) and reads.values != reads_after.values
        if content != remade:
            assert given_before != given_after or differ(reads.facts) or settled_otherwise, name


def test_an_article_changes_little_of_what_it_has_nothing_to_do_with() -> None:
    new = briefing(
        "z",
        ["A comet was seen over Farland by Ann Stargazer."],
        actors=[("Farland", "GPE"), ("Ann Stargazer", "PERSON")],
        published="2025-01-01",
    )
    before, one = made([harbour(), ferry()])
    after, other = made([harbour(), ferry(), new])
    same = [
        name
        for name, (given_before, reads, _) in before.items()
        if name in after
        and after[name][0] == given_before
        and all(other.fact(fact) == one.fact(fact) for fact in reads.facts | reads.behind)
    ]
    assert {name for name in same if name.startswith("briefings/") and "index" not in name}
    assert any(name.startswith("actors/harbour-board") for name in same)


def test_names_that_join_leave_alone_what_shows_none_of_them() -> None:
    def article(key: str, name: str, day: str) -> Briefing:
        return briefing(
            key,
            [f"It was said on {day} that {name} had left."],
            actors=[(name, "PERSON")],
            published=day,
            dates=[(day, day)],
        )

    old = [article("old", "Valente", "2024-05-02"), harbour()]
    before, one = made(old)
    after, other = made([*old, article("new", "Rosa Valente", "2024-07-09")])
    who = f"w {old[0].id}"
    assert one.fact(who) != other.fact(who), "Valente is Rosa Valente now"
    name = "timeline/2024-05.md"
    given, reads, content = before[name]
    assert "Valente" in content
    assert after[name][0] == given
    assert all(one.fact(fact) == other.fact(fact) for fact in reads.facts | reads.behind)


def test_a_settled_value_hides_what_was_read_for_it_but_not_what_it_is() -> None:
    library = library_of(harbour(), ferry())
    slug = next(iter(library.corpus.dossiers))
    with library.recording() as reads:
        value = library.settled("name", lambda: library.actor(slug).name)
        library.remember("kind", "key", lambda: library.settled("type", lambda: 1))
        library.remember("kind", "key", lambda: library.settled("type", lambda: 1))
    assert value == library.actor(slug).name
    assert (reads.facts, reads.behind) == (set(), {f"a {slug}"})
    assert reads.values.keys() == {"name", "type"}
