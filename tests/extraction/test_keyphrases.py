"""Key phrases: whole, verbatim, about the article, found wherever they stand."""

import re
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.extraction import ENGLISH_MODEL
from generator.extraction.keyphrases import KeyphraseExtractor
from generator.extraction.nlp import Analyser, Analysis
from generator.extraction.phrases.forms import fold, phrase_key
from generator.model import (
    Actor,
    ActorType,
    Article,
    Block,
    BlockKind,
    Keyphrase,
    Mention,
    Metadata,
)

DAM = (
    ("title", "Rivers authority orders inspection of ageing dams"),
    ("dateline", "Tuesday, March 4, 2025"),
    (
        "paragraph",
        "The rivers authority announced on Monday that it will inspect forty ageing dams after a "
        "spillway collapse flooded three villages near Lake Morven. Spillway collapses have become "
        "more frequent, said Helen Okafor, chief engineer of the authority.",
    ),
    ("heading", "Emergency Repairs Begin"),
    (
        "paragraph",
        "Emergency repairs at the Morven dam cost 14 million euros. Many ageing dams have no "
        "warning system, and the warning systems of others date from the 1960s. Prime Minister "
        "Tomas Reyes visited the flooded villages on Sunday evening.",
    ),
)


@cache
def analyser() -> Analyser:
    return Analyser({"en": ENGLISH_MODEL})


def analyse(parts: tuple[tuple[BlockKind, str], ...], language: str = "en") -> Analysis:
    blocks, at = [], 0
    for line, (kind, text) in enumerate(parts):
        blocks.append(Block(start=at, end=at + len(text), line=line, kind=kind))
        at += len(text) + 1
    article = Article(
        id="a",
        file="a.txt",
        sha256="0",
        text="\n".join(text for _, text in parts),
        blocks=tuple(blocks),
        metadata=Metadata(),
    )
    return analyser()(article, language)


def actor(
    analysis: Analysis,
    name: str,
    role: str | None = None,
    *,
    kind: ActorType = "PERSON",
    aliases: tuple[str, ...] = (),
) -> Actor:
    """Somebody with all places where the full name or an alias stands by itself."""
    text = analysis.article.text
    pattern = "|".join(re.escape(form) for form in (name, *aliases))
    return Actor(
        name=name,
        type=kind,
        role=role,
        aliases=aliases,
        salience=0.2,
        mentions=tuple(
            Mention(start=match.start(), end=match.end(), text=match[0])
            for match in re.finditer(pattern, text)
        ),
    )


def texts_with(
    parts: tuple[tuple[BlockKind, str], ...], *named: tuple[str, ActorType]
) -> list[str]:
    """The phrases of an article whose actors have these names and types."""
    analysis = analyse(parts)
    actors = tuple(actor(analysis, name, kind=kind) for name, kind in named)
    return [phrase.text for phrase in KeyphraseExtractor(top=40)(analysis, actors)]


def phrases_of(
    parts: tuple[tuple[BlockKind, str], ...], language: str = "en", top: int = 15
) -> tuple[Keyphrase, ...]:
    return KeyphraseExtractor(top=top)(analyse(parts, language), ())


def texts_of(*arguments: object) -> list[str]:
    return [phrase.text for phrase in phrases_of(*arguments)]  # type: ignore[arg-type]


def test_whole_noun_phrases_are_found() -> None:
    """The article's subjects are among the phrases, complete."""
    found = texts_of(DAM)
    assert {"ageing dams", "spillway collapse", "flooded villages"} <= set(found)
    assert found[0] in {"ageing dams", "rivers authority"}


def test_nothing_runs_over_a_verb_a_heading_or_a_weekday() -> None:
    """No phrase says who did what when, and none joins a heading to the next line."""
    for phrase in texts_of(DAM):
        words = phrase.lower().split()
        assert not {"announced", "monday", "sunday", "begin", "said", "visited"} & set(words)
        assert "\n" not in phrase


def test_a_name_is_never_cut_nor_glued_to_its_title() -> None:
    """Neither "Prime Minister Tomas" nor "Reyes" alone nor the office is a phrase."""
    again = ("paragraph", "Tomas Reyes promised new pumps. Critics of Reyes want ageing dams gone.")
    lead = ("paragraph", "Prime Minister Tomas Reyes ordered an inspection of ageing dams.")
    analysis = analyse((lead, *DAM, again))
    actors = (
        actor(analysis, "Tomas Reyes", "Prime Minister", aliases=("Reyes",)),
        actor(analysis, "Helen Okafor", "chief engineer of the authority"),
    )
    found = [phrase.text for phrase in KeyphraseExtractor(top=40)(analysis, actors)]
    assert "Tomas Reyes" in found
    assert not [p for p in found if "Reyes" in p and p != "Tomas Reyes"]
    assert "Prime Minister" not in found


def test_who_merely_speaks_or_passes_by_is_no_topic() -> None:
    """The page lists actors by themselves: persons named once or only further down stay there."""
    analysis = analyse(DAM)
    actors = (actor(analysis, "Tomas Reyes"), actor(analysis, "Helen Okafor"))
    found = [phrase.text for phrase in KeyphraseExtractor(top=40)(analysis, actors)]
    assert not [p for p in found if "Reyes" in p or "Okafor" in p]


def test_names_do_not_crowd_out_the_topics() -> None:
    """At most three phrases are actors' names, each actor's but once."""
    bodies = ("Nordic Seed Board", "Alpine Salt League", "Orvane Flour Guild", "Tarn Eel Society")
    lead = f"The {bodies[0]}, the {bodies[1]}, the {bodies[2]} and the {bodies[3]} met over grain."
    more = "The Seed Board wants lower grain duties. Grain duties have doubled in a year."
    analysis = analyse((("paragraph", lead), ("paragraph", more)))
    aliases = {bodies[0]: ("Seed Board",)}
    actors = tuple(
        actor(analysis, name, kind="ORG", aliases=aliases.get(name, ())) for name in bodies
    )
    found = [phrase.text for phrase in KeyphraseExtractor(top=40)(analysis, actors)]
    assert "grain duties" in [text.lower() for text in found]
    assert len({*bodies, "Seed Board"}.intersection(found)) == 3
    assert not {"Nordic Seed Board", "Seed Board"} <= set(found)


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        (
            "Lawyers for the fishing village took the case to the Baltic Court on Nets and "
            "Shellfish Rights.",
            "Baltic Court on Nets and Shellfish Rights",
            "ORG",
        ),
        (
            "Inspectors from the Office for Bridges and Tunnels closed the old viaduct.",
            "Office for Bridges and Tunnels",
            "ORG",
        ),
        (
            "Rebel deputies praised Lucía Ferrán de Olmedo. Former deputies joined Lucía Ferrán de "
            "Olmedo at the ceremony.",
            "Lucía Ferrán de Olmedo",
            "PERSON",
        ),
    ],
)
def test_an_actor_s_name_is_whole(sentence: str, name: str, kind: ActorType) -> None:
    """No phrase is a part of a name that the actors' mentions know completely."""
    found = texts_with((("paragraph", sentence),), (name, kind))
    assert name in found
    assert not [text for text in found if text != name and text in name]


@pytest.mark.parametrize(
    ("sentence", "wanted", "broken"),
    [
        ("Talks with the Weavers’ Union resumed.", "Weavers’ Union", "Weavers"),
        ("Deputies of the People's Alliance walked out.", "People's Alliance", "Alliance"),
        (
            "A ferry ran aground near the Seven Brothers island group.",
            "Seven Brothers island group",
            "Brothers island group",
        ),
        ("Floods hit the state of Monte Alto do Norte again.", "Monte Alto do Norte", "Monte Alto"),
    ],
)
def test_the_text_s_own_joints_bind_a_name(sentence: str, wanted: str, broken: str) -> None:
    """Possessive plurals, capital numbers and small words of other languages are inside names."""
    found = texts_of((("paragraph", sentence),))
    assert wanted in " | ".join(found)
    assert broken not in found


def test_what_one_person_is_makes_no_topic_unless_it_recurs() -> None:
    """ "Lead engineer" says who speaks; a whistleblower who recurs is what the article is about."""
    parts = (
        (
            "paragraph",
            "The harbour whistleblower returned to Estmouth on Monday to testify about missing "
            "fuel. The lead engineer of the fuel depot declined to comment on the missing fuel. "
            "The harbour whistleblower had hidden for a year, a former spokeswoman said.",
        ),
    )
    found = {text.lower() for text in texts_of(parts)}
    assert not {"lead engineer", "former spokeswoman", "spokeswoman", "engineer"} & found
    assert "missing fuel" in found


def test_what_speaks_of_the_report_itself_is_left_out() -> None:
    """Neither the agency in a dateline nor the reporters in a footer are topics."""
    parts = (
        (
            "paragraph",
            "ESTMOUTH, March 4 (Coastal Newswire) - Missing fuel has closed the harbour depot.",
        ),
        ("paragraph", "Coastal Newswire writer Ama Mensah contributed to this report."),
    )
    found = texts_of(parts)
    assert "harbour depot" in found
    assert not [text for text in found if "Newswire" in text or "ESTMOUTH" in text]


def test_mentions_are_all_occurrences_whatever_their_number_and_case() -> None:
    """A phrase is marked in its plural, too, and where it opens a sentence."""
    analysis = analyse(DAM)
    phrases = KeyphraseExtractor(top=15)(analysis, ())
    text = analysis.article.text
    [collapse] = [p for p in phrases if p.text.lower().startswith("spillway collapse")]
    assert [text[m.start : m.end] for m in collapse.mentions] == [
        "spillway collapse",
        "Spillway collapses",
    ]


def test_a_headline_s_verb_is_no_noun() -> None:
    """Taggers take "orders" and "rules" in headlines for plurals: no phrase runs over them."""
    found = texts_of(DAM)
    assert "rivers authority" in found
    assert not [phrase for phrase in found if "orders" in phrase]


def test_every_phrase_stands_in_the_text_as_shown() -> None:
    """A phrase is verbatim, at one of its own mentions."""
    analysis = analyse(DAM)
    for phrase in KeyphraseExtractor(top=15)(analysis, ()):
        said = {analysis.article.text[m.start : m.end] for m in phrase.mentions}
        assert phrase.text in said
        assert {phrase_key(form) for form in said} == {phrase_key(phrase.text)}


def test_ranks_count_up_and_scores_down_from_one() -> None:
    """The best phrase comes first."""
    phrases = phrases_of(DAM)
    assert [phrase.rank for phrase in phrases] == list(range(len(phrases)))
    scores = [phrase.score for phrase in phrases]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1


def test_no_two_phrases_differ_in_form_only() -> None:
    """Case, number and determiner do not make another phrase."""
    keys = [phrase_key(text) for text in texts_of(DAM)]
    assert len(keys) == len(set(keys))
    assert not [key for key in keys if key[0] in {"the", "a", "an", "many", "other"}]


def test_a_state_s_name_alone_is_no_phrase_but_its_region_is() -> None:
    """The page lists actors by themselves; "Oromia region" says more than a name."""
    parts = (
        (
            "paragraph",
            "Ethiopia closed three roads in the Oromia region. Ethiopia said the Oromia region "
            "remains open to aid convoys, and aid convoys left Kenya at dawn.",
        ),
    )
    found = texts_of(parts)
    assert "Oromia region" in found
    assert "aid convoys" in found
    assert not {"Ethiopia", "Kenya"} & set(found)


@pytest.mark.parametrize(
    ("sentence", "wanted", "broken"),
    [
        (
            "The Bank of Narvia raised its full-scale stress test again.",
            "Bank of Narvia",
            "full-scale",
        ),
        (
            "Workers at the container port of Tema began a three-day strike over unpaid overtime.",
            "unpaid overtime",
            "three-day",
        ),
        (
            "A negotiated settlement ended the rail dispute.",
            "negotiated settlement",
            "settlement ended",
        ),
    ],
)
def test_hyphens_participles_and_joints(sentence: str, wanted: str, broken: str) -> None:
    """Names keep their "of", participles their noun, and no compound is broken at its hyphen."""
    found = texts_of((("paragraph", sentence),))
    assert wanted in found
    assert broken not in found


def test_the_number_of_phrases_is_bounded() -> None:
    """No more phrases than asked for; an empty article has none."""
    assert len(phrases_of(DAM, "en", 3)) == 3
    assert phrases_of(()) == ()
    assert phrases_of((("paragraph", "!!! 123 --- ..."),)) == ()


def test_other_languages_use_their_own_stop_words() -> None:
    """German phrases recur or are names; none is a piece of a clause."""
    german = (
        (
            "paragraph",
            "Der Stadtrat von Lindau hat am Dienstag über den Hochwasserschutz beraten. Der "
            "Hochwasserschutz soll bis zum Sommer stehen, sagte Bürgermeisterin Karla Huber. "
            "Für die mobilen Deiche fehlen noch Fördermittel; die Fördermittel hat der Stadtrat "
            "beim Land beantragt.",
        ),
    )
    found = texts_of(german, "de")
    assert {"Hochwasserschutz", "Fördermittel", "Stadtrat von Lindau"} <= set(found)
    assert not [p for p in found if {"hat", "über", "sagte", "soll"} & set(p.lower().split())]


def test_scripts_without_blanks_give_repeated_terms_or_nothing() -> None:
    """Chinese terms are what recurs, whole; Thai, which takes a dictionary, gives none."""
    chinese = (
        ("paragraph", "水利部周二启动防汛应急响应。防汛应急响应覆盖三个省份，水利部已派出工作组。"),
    )
    found = phrases_of(chinese, "zh")
    assert {"防汛应急响应", "水利部"} == {phrase.text for phrase in found}
    assert all(len(phrase.mentions) == 2 for phrase in found)
    assert phrases_of((("paragraph", "รัฐบาลประกาศมาตรการช่วยเหลือน้ำท่วม"),), "th") == ()


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Villages", "village"),
        ("countries", "country"),
        ("Crisis", "crisis"),
        ("gas", "gas"),
        ("boxes", "box"),
        ("Kenya’s", "kenya"),
        ("status", "status"),
    ],
)
def test_words_fold_to_one_form(word: str, folded: str) -> None:
    """Plural, case and possessive go; what only looks like a plural stays."""
    assert fold(word) == folded


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.text(
        alphabet=st.one_of(
            st.characters(exclude_categories=["Cs", "Cc"]), st.sampled_from(" .-’'aZ")
        ),
        max_size=120,
    ),
    language=st.sampled_from(["en", "de", "zh", "ja", "ar", "xx"]),
)
def test_odd_text_never_raises_and_offsets_hold(text: str, language: str) -> None:
    """Whatever the text, every mention lies in it and is the phrase in one of its forms."""
    analysis = analyse((("paragraph", text),), language)
    for phrase in KeyphraseExtractor(top=5)(analysis, ()):
        assert phrase.mentions
        assert phrase.text in {text[m.start : m.end] for m in phrase.mentions}


def test_a_verb_that_is_taken_for_a_noun_ends_a_phrase() -> None:
    found = texts_of(
        (
            ("title", "Rivers rise in the south"),
            ("paragraph", "Malawi and Zimbabwe issue flood warnings. Fishing boats stay in."),
        )
    )
    assert "flood warnings" in found
    assert not any("issue" in each for each in found)
