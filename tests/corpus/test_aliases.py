"""``aliases.yml`` corrects who is who, and always wins."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.corpus.aliases import apply_aliases, parse_aliases, propose_merges
from generator.errors import SettingsError
from generator.model import Actor, ActorType, Briefing, Mention, Quote
from tests.articles import sketched

TEXT = "Ana Lima met A. Lima's aide in Porto. Lima said so. Oporto and the Reds agreed."


def mention(text: str, start: int) -> Mention:
    return Mention(start=start, end=start + len(text), text=text)


def actor(
    name: str, *mentions: Mention, kind: ActorType = "PERSON", salience: float = 0.5
) -> Actor:
    said = dict.fromkeys(each.text for each in mentions)
    return Actor(
        name=name,
        type=kind,
        role=None,
        aliases=tuple(text for text in said if text != name),
        salience=salience,
        mentions=mentions,
    )


def briefing(*actors: Actor, quotes: tuple[Quote, ...] = ()) -> Briefing:
    return Briefing(
        id="a",
        source=None,
        title="t",
        title_is_derived=False,
        published=None,
        language="en",
        text=TEXT,
        headings=(),
        keyphrases=(),
        actors=actors,
        quotes=quotes,
        key_sentences=(),
        dates=(),
        hedges=(),
        blocks=(),
        file="a.txt",
        sha256="",
    )


ANA = actor("Ana Lima", mention("Ana Lima", 0), mention("Lima", 38), salience=0.9)
SHORT = actor("A. Lima", mention("A. Lima", 13), salience=0.4)
PORTO = actor("Porto", mention("Porto", 31), mention("Oporto", 52), kind="GPE", salience=0.3)
REDS = actor("Reds", mention("Reds", 67), kind="ORG", salience=0.2)
SAID = Quote(text="so", start=48, end=50, speaker="A. Lima", speaker_actor="A. Lima", cue="said")


def test_an_empty_file_changes_nothing() -> None:
    """No corrections: the very same briefing."""
    before = briefing(ANA, PORTO)
    assert apply_aliases(before, parse_aliases("")) == before
    assert apply_aliases(before, parse_aliases("merge:\nblock:\n")) == before


def test_merge_joins_actors_their_mentions_and_their_quotes() -> None:
    """Two actors become one, in the text's order, and the quotation follows."""
    after = apply_aliases(
        briefing(ANA, SHORT, quotes=(SAID,)), parse_aliases("merge:\n  Ana Lima: [A. Lima]")
    )
    (one,) = after.actors
    assert one.name == "Ana Lima"
    assert one.aliases == ("A. Lima", "Lima")
    assert [each.start for each in one.mentions] == [0, 13, 38]
    assert one.salience == 0.9
    assert after.quotes[0].speaker_actor == "Ana Lima"
    assert after.quotes[0].speaker == "Ana Lima"


def test_merge_takes_an_alias_out_of_another_actor() -> None:
    """A name that was only an alias elsewhere moves; the actor it was taken from stays."""
    after = apply_aliases(briefing(ANA, PORTO), parse_aliases("merge:\n  Ana Lima: [oporto]"))
    by_name = {each.name: each for each in after.actors}
    assert [each.text for each in by_name["Ana Lima"].mentions] == ["Ana Lima", "Lima", "Oporto"]
    assert by_name["Porto"].aliases == ()


def test_merge_under_a_name_that_the_article_does_not_have() -> None:
    """The shown name need not stand in the text; the old name becomes an alias."""
    after = apply_aliases(briefing(SHORT), parse_aliases("merge:\n  Ana Maria Lima: [A. Lima]"))
    assert after.actors[0].name == "Ana Maria Lima"
    assert after.actors[0].aliases == ("A. Lima",)


def test_split_makes_an_actor_of_an_alias() -> None:
    """The alias and its mentions leave their actor."""
    after = apply_aliases(briefing(PORTO), parse_aliases("split:\n  Porto: [Oporto]"))
    assert [(each.name, len(each.mentions)) for each in after.actors] == [
        ("Porto", 1),
        ("Oporto", 1),
    ]
    assert all("Oporto" not in each.aliases for each in after.actors)


def test_rename_and_retype_follow_the_shown_name() -> None:
    """The old name stays as an alias, the type is that of the new name."""
    after = apply_aliases(
        briefing(REDS), parse_aliases("rename:\n  The Reds: Red Party\nretype:\n  Red Party: norp")
    )
    assert (after.actors[0].name, after.actors[0].type) == ("Red Party", "NORP")
    assert after.actors[0].aliases == ("Reds",)


def test_block_removes_an_actor_or_only_an_alias() -> None:
    """A blocked speaker is no actor any more; what was said stays said."""
    file = parse_aliases("block: [A. Lima, Oporto]")
    after = apply_aliases(briefing(SHORT, PORTO, quotes=(SAID,)), file)
    assert [each.name for each in after.actors] == ["Porto"]
    assert after.actors[0].aliases == ()
    assert after.quotes[0].speaker == "A. Lima"
    assert after.quotes[0].speaker_actor is None


def test_names_of_two_actors_that_no_entry_touches_stay_apart() -> None:
    """A town and a person of one name are not joined by an unrelated correction."""
    town = replace(PORTO, name="Lima", type="GPE")
    person = replace(ANA, name="Lima")
    after = apply_aliases(briefing(town, person, REDS), parse_aliases("rename:\n  Reds: Red Party"))
    assert sorted(each.type for each in after.actors) == ["GPE", "ORG", "PERSON"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- Lima", "no list of corrections"),
        ("marge:\n  A: [B]", "marge"),
        ("merge: [A, B]", "merge"),
        ("merge:\n  A: {B: C}", "A"),
        ("merge:\n  A: [B]\n  C: [B]", "both A and C"),
        ("merge:\n  A: [null]", "A"),
        ("rename:\n  A: [B]", "rename: A"),
        ("retype:\n  A: TOWN", "TOWN"),
        ("block:\n  A: B", "block"),
        ('rename:\n  A: "\\uD83D"', "rename: A: the name has half a character"),
        ("merge:\n  A: [B\n", "line"),
        ("merge: &x {A: [B]}\nsplit: *x", "references"),
        ("block: ['  ']", "empty"),
    ],
)
def test_a_malformed_entry_is_named_with_its_remedy(text: str, said: str) -> None:
    """One line: which entry, what is wrong, what to do."""
    with pytest.raises(SettingsError) as caught:
        parse_aliases(text)
    line = str(caught.value)
    assert line.startswith("aliases.yml")
    assert said in line
    assert "\n" not in line
    assert caught.value.remedy


@given(st.text(max_size=200))
def test_any_text_is_corrections_or_a_settings_error(text: str) -> None:
    """Nothing else ever comes out of the parser."""
    try:
        file = parse_aliases(text)
    except SettingsError:
        return
    assert apply_aliases(briefing(ANA), file).text == TEXT


NAMES = st.sampled_from(["Ana Lima", "A. Lima", "Lima", "Porto", "Oporto", "Reds", "Red Party"])


@given(
    merge=st.dictionaries(NAMES, st.lists(NAMES, max_size=2), max_size=2),
    split=st.dictionaries(NAMES, st.lists(NAMES, max_size=2), max_size=2),
    block=st.lists(NAMES, max_size=2),
)
def test_no_mention_is_invented_and_none_is_in_two_actors(
    merge: dict[str, list[str]], split: dict[str, list[str]], block: list[str]
) -> None:
    """Whatever the corrections, mentions are those of the article, each in at most one actor."""
    lines = [f"merge: {merge}", f"split: {split}", f"block: {block}"]
    try:
        file = parse_aliases("\n".join(lines))
    except SettingsError:
        return
    before = briefing(ANA, SHORT, PORTO, REDS)
    after = apply_aliases(before, file)
    old = {each for one in before.actors for each in one.mentions}
    new = [each for one in after.actors for each in one.mentions]
    assert set(new) <= old
    assert len(new) == len(set(new))
    assert all(
        list(one.mentions) == sorted(one.mentions, key=lambda m: m.start) for one in after.actors
    )


def test_doubtful_merges_are_proposed_as_entries_that_parse() -> None:
    """A slip, an initial, an acronym and part of a name are proposed; strangers are not."""
    first = briefing(
        ANA, actor("Sergei Ivanko", mention("Lima", 38)), actor("Green Farm Union", kind="ORG")
    )
    second = briefing(
        *(SHORT, actor("Sergej Ivanko"), actor("GFU", kind="ORG"), actor("Bo Lund")),
        *(actor("Zoe Kay"), actor("Ana Rosa Silva")),
    )
    third = briefing(actor("Ana Silva"))
    proposals = propose_merges([*map(sketched, (first, second, third))])
    pairs = {frozenset((each.name, each.other)) for each in proposals}
    assert pairs == {
        frozenset(("Ana Lima", "A. Lima")),
        frozenset(("Sergei Ivanko", "Sergej Ivanko")),
        frozenset(("Green Farm Union", "GFU")),
        frozenset(("Ana Rosa Silva", "Ana Silva")),
    }
    for each in proposals:
        assert parse_aliases(str(each)).merge


def test_what_articles_together_join_is_not_proposed() -> None:
    usual = replace(actor("UN", kind="ORG"), canonical="United Nations")
    others = [briefing(actor("United Nations", kind="ORG")), briefing(actor("Ana Rosa Lima"))]
    assert propose_merges([*map(sketched, (briefing(usual), *others))]) == ()


def test_what_one_article_already_joins_is_not_proposed() -> None:
    """An alias inside an article is settled."""
    joined = replace(ANA, aliases=("A. Lima",))
    assert propose_merges([sketched(briefing(joined)), sketched(briefing(SHORT))]) == ()
