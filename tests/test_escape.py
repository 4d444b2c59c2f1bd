"""Escaping: whatever an article says, the page shows it and does nothing else."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.escape import (
    Safe,
    attribute,
    clean,
    inline,
    is_right_to_left,
    markdown,
    script_json,
    web_address,
)
from tests.markdown_page import Look, enabled_extensions, nasty, squeeze, thorough, to_html

# Every place in which a template prints a value; X is the value.
MARKDOWN_PLACES = [
    "# X { #title }\n\nrest",
    "### X { #s1 .sec }",
    "## [X](a.md) { #lead }",
    "X",
    "X\n{ #t1 .head }",
    '<a class="pn" href="#p1"></a>X\n{ #p1 .para }',
    "- X\n- X rest",
    "- **Label** X",
    "- X\n\n    X after",
    "> X",
    '[X](a.md "Person"){ .chip .t-person }',
    "**[X](a.md)** <span class='n'>X</span>",
    '<mark class="m" title="t">[X](a.md)</mark> X',
    "| A | B |\n|---|---|\n| X | X |",
    '<div class="article" lang="ru" dir="auto" markdown="1">\n\nX\n\n- X\n\n</div>',
    '<details markdown="1"><summary>1 more</summary>\n\n- X\n\n</details>',
]
ATTRIBUTE_PLACES = [
    'word <mark class="m" title="X">in</mark> word',
    '- <span title="X">in</span>',
    '| A |\n|---|\n| <span title="X">in</span> |',
    '<div title="X">in</div>',
]


def filled(place: str, value: str) -> Look:
    return Look(to_html(place.replace("X", value)))


@thorough
@given(nasty.filter(clean), st.sampled_from(MARKDOWN_PLACES))
@example("</title><script>alert(1)</script>", MARKDOWN_PLACES[0])
@example("[x]: http://example.org", MARKDOWN_PLACES[3])
@example("1986. A great year", MARKDOWN_PLACES[3])
@example("{: onclick=alert(1) }", MARKDOWN_PLACES[1])
@example("a | b", MARKDOWN_PLACES[13])
def test_text_is_seen_as_it_is_and_does_nothing(text: str, place: str) -> None:
    """The page has the structure that a plain word gives, and shows exactly the text."""
    word = "אב" if is_right_to_left(text) else "word"
    plain, look = filled(place, markdown(word)), filled(place, markdown(text))
    assert look.tags == plain.tags
    assert look.text == squeeze(plain.text.replace(word, squeeze(clean(text))))


@thorough
@given(nasty.filter(clean), st.sampled_from(ATTRIBUTE_PLACES))
def test_text_in_an_attribute_stays_in_it(text: str, place: str) -> None:
    look = filled(place, attribute(text))
    assert look.tags == filled(place, "word").tags
    assert [squeeze(title) for title in look.titles] == [squeeze(clean(text))]


@thorough
@given(nasty, st.sampled_from(ATTRIBUTE_PLACES))
def test_a_forgotten_attr_filter_breaks_nothing(text: str, place: str) -> None:
    """Backslashes may show, but the text cannot leave its attribute."""
    if is_right_to_left(text) or not clean(text):
        return  # comes in its own element, which an attribute shows as text
    assert filled(place, markdown(text)).tags == filled(place, "word").tags


@thorough
@given(st.lists(nasty, min_size=1, max_size=4))
def test_a_line_may_be_escaped_in_pieces(pieces: list[str]) -> None:
    """Text that is cut to be marked shows the same as the whole."""
    text = "".join(pieces)
    if not clean(text):
        return
    line = inline("a" + pieces[0], starts=True) + "".join(inline(piece) for piece in pieces[1:])
    assert Look(to_html(line)).text == squeeze(clean("a" + text))


def test_no_other_extension_is_enabled() -> None:
    """The rule was proved for these; another extension may give another character a meaning."""
    names, configs = enabled_extensions()
    assert sorted(names) == ["attr_list", "md_in_html", "tables", "toc"]
    assert set(configs) <= {"tables", "toc"}


def test_ordinary_prose_stays_readable() -> None:
    text = "The minister said: “No – not in 2024, at 3.5% (or $7/t); it’s over.” Why? U.S. only!"
    assert markdown(text) == text


@pytest.mark.parametrize("sign", list("+-:!?~="))
def test_a_sign_is_escaped_only_at_the_start(sign: str) -> None:
    assert markdown(f"{sign}a{sign}b") == f"&#{ord(sign)};a{sign}b"


def test_what_hides_or_reorders_text_is_dropped() -> None:
    assert clean("a\u202eb\u200bc\x00d\ufeff\u2028e\udc80") == "abcd e"


def test_joiners_that_scripts_need_stay() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


def test_right_to_left_text_is_isolated() -> None:
    assert markdown("שלום 1") == "<bdi>שלום 1</bdi>"


@thorough
@given(nasty)
def test_data_in_a_script_cannot_end_it(text: str) -> None:
    written = script_json({"a": text})
    assert json.loads(written) == {"a": text}
    assert not set("<>&\u2028\u2029") & set(written)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT://example.org/%0aalert(1)",
        "data:text/html,x",
        "//example.org/",
        "https:///nobody",
        "https://exa mple.org/",
        "http://[::1",
        "https://example.org\\@other.org/",
        "ftp://example.org/",
        "\x01https://example.org/",
        "",
        None,
    ],
)
def test_only_plain_web_addresses_become_links(url: str | None) -> None:
    assert web_address(url) is None


def test_a_web_address_cannot_leave_its_attribute() -> None:
    url = 'https://example.org/?q=%22&x=<b>"'
    look = Look(to_html(f'<a href="{web_address(url)}">x</a>'))
    assert look.tags == ["p", f"a href={url}", "/a", "/p"]


def test_the_result_declares_itself_safe() -> None:
    assert isinstance(markdown("*"), Safe)
    assert markdown("*").__html__() == "\\*"
