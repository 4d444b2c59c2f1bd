"""Near-copies: the same text is found under other boilerplate, and counts once."""

from collections.abc import Mapping, Sequence
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.corpus import copies
from generator.corpus.copies import shingles
from generator.model import Briefing
from tests.articles import briefing, corpus_of, sketched
from tests.markdown_page import nasty

AGENCY = (
    "The coastguard of Norland searched through the night for two fishermen whose boat capsized off"
    " Cape Wren on Sunday evening. A helicopter and three lifeboats combed an area of forty square"
    " miles in heavy rain, the coastguard said. Ida Moreau, who leads the rescue service, said that"
    " the water was cold but that both men wore suits. The boat had left Port Alder at noon to lay"
    " crab pots and sent a distress call shortly before seven. Relatives gathered at the harbour,"
    " where the mayor promised that the search would go on for as long as there was hope."
)
OTHER = (
    "Two fishermen were found alive on Monday on a rock near Cape Wren, fourteen hours after their"
    " boat went down. Ida Moreau of the rescue service said that a helicopter crew had spotted an"
    " orange suit at dawn. Both were taken to hospital in Port Alder with mild hypothermia and are"
    " expected to go home within days, a doctor told reporters. Their boat has not been recovered,"
    " and the maritime board wants to know why its pumps failed in moderate waves."
)
LONGER = AGENCY + " " + OTHER


def article(key: str, text: str, published: str | None = "2024-01-02", **facts: object) -> Briefing:
    return briefing(key, [text], published=published, actors=[("Ida Moreau", "PERSON")], **facts)


def find_copies(articles: Sequence[Briefing]) -> Mapping[str, str]:
    texts = {each.id: each.text for each in articles}
    sketches = [sketched(each) for each in articles]
    return copies.find_copies(sketches, texts.__getitem__)[0]


def test_a_copy_under_another_headline_and_footer_is_found() -> None:
    first = article("a", AGENCY)
    copy = article(
        "b",
        f"Rescuers search for crew. By our staff. {AGENCY} Subscribe to our newsletter to read more"
        " stories like this one every morning.",
        "2024-01-03",
    )
    assert find_copies([copy, first]) == {copy.id: first.id}


def test_a_copy_that_an_editor_touched_is_found() -> None:
    edited = AGENCY.replace("searched through the night", "spent the night looking").replace(
        "heavy rain", "driving rain"
    )
    first, copy = article("a", AGENCY), article("b", edited, "2024-01-03")
    assert find_copies([first, copy]) == {copy.id: first.id}


def test_case_and_punctuation_make_no_other_text() -> None:
    first, copy = article("a", AGENCY), article("b", AGENCY.upper().replace(",", " -"))
    assert find_copies([first, copy]) == {copy.id: first.id}


def test_different_articles_on_one_topic_are_no_copies() -> None:
    assert find_copies([article("a", AGENCY), article("b", OTHER)]) == {}


def test_an_article_that_says_much_more_is_no_copy() -> None:
    """Its own part would be in no figure."""
    assert find_copies([article("a", AGENCY), article("b", LONGER + " " + LONGER[::-1])]) == {}


def test_a_few_words_are_no_text_to_copy() -> None:
    assert find_copies([article("a", "Photo: agency."), article("b", "Photo: agency.")]) == {}


def test_a_short_text_is_a_copy_only_word_for_word() -> None:
    text = "The ferry to Norland does not run today because of the storm, the company says."
    same, near = article("b", text), article("c", text.replace("storm", "strike"))
    first = article("a", text)
    assert find_copies([first, same, near]) == {same.id: first.id}


def test_the_earliest_is_shown_and_undated_ones_are_last() -> None:
    undated = article("a", AGENCY, None)
    late, early = article("b", AGENCY, "2024-01-05"), article("c", AGENCY, "2024-01-04")
    assert find_copies([undated, late, early]) == {undated.id: early.id, late.id: early.id}


def test_a_script_without_blanks_has_shingles_of_signs() -> None:
    assert shingles("海上保安庁は行方不明の漁師を捜索した。").size > 10


def test_the_order_of_the_articles_does_not_matter() -> None:
    articles = [
        article("a", AGENCY, "2024-01-01"),
        article("b", f"{AGENCY} Read more.", "2024-01-01"),
        article("c", OTHER),
        article("d", f"Exclusive! {OTHER}"),
    ]
    expected = find_copies(articles)
    assert len(expected) == 2
    assert all(find_copies(order) == expected for order in permutations(articles))


def test_copies_count_in_no_figure_and_keep_their_page() -> None:
    first, copy = article("a", AGENCY), article("b", f"{AGENCY} Read more.", "2024-01-03")
    alone, both = corpus_of(first), corpus_of(copy, first)
    assert both.briefings == alone.briefings
    assert both.copies == (sketched(copy),)
    assert both.copy_of == {copy.id: first.id}
    assert {first.id, copy.id} == both.addresses.keys()
    (before,), (after,) = alone.actors, both.actors
    assert after.appearances == before.appearances
    assert [seen.briefing for seen in after.copied] == [copy.id]


@settings(max_examples=60, deadline=None)
@given(st.lists(nasty, max_size=6))
def test_whatever_the_texts_a_copy_leads_to_one_that_is_none(texts: list[str]) -> None:
    articles = [article(str(number), text) for number, text in enumerate(texts)]
    found = find_copies(articles)
    assert not found.keys() & set(found.values())
