"""Markdown comes out as MkDocs would convert it, however it was set up, text after text."""

from pathlib import Path
from typing import Any

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.structure.pages import _RawHTMLPreprocessor

from generator.conversion import Conversion, QuickInline, _RawIds
from tests.markdown_page import nasty, thorough

ROOT = Path(__file__).resolve().parents[1]
# What inline patterns are about: links, images, references, code, entities, emphasis, breaks.
PIECES = [
    *("[a](b.md)", "[a][b]", "[b]", '![a](b.png "c")', "![b]", "`c`", "``c``", "\\*", "\\\\"),
    *("<http://x.y>", "<a@b.c>", "<b>", "</b>", "<!-- -->", "&amp;", "&#35;", "&", "*", "**"),
    *("_", "__", "*a*", "_b_", "***c***", "a_b_c", "{", "}", ".x", "#y", "(", ")", "]", "!"),
    *("word", " ", "  \n", "\n", "\n\n", "é", '"', "'"),
]
TAGS = ["<a ", "<b ", "id", "ID", "name", "=", " ", '"', "x", ">", "\n", "/", "<"]
inline = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
tags = st.lists(st.sampled_from(TAGS), max_size=30).map("".join)


@pytest.fixture(scope="module")
def config() -> Any:
    return load_config(str(ROOT / "mkdocs.yml"), hooks=[])


@pytest.fixture(scope="module")
def lasting(config: Any) -> markdown.Markdown:
    """The converter that all pages share."""
    return Conversion(config, None)._converter()


def test_pages_of_this_project_share_a_converter(config: Any) -> None:
    convert = Conversion(config, None)
    assert convert._converter() is convert._converter()
    assert isinstance(convert._converter().treeprocessors["inline"], QuickInline)


@thorough
@given(text=inline | nasty)
def test_text_comes_out_as_from_a_converter_of_its_own(
    config: Any, lasting: markdown.Markdown, text: str
) -> None:
    fresh = markdown.Markdown(
        extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"]
    )
    lasting.reset()
    assert lasting.convert(text) == fresh.convert(text)
    assert lasting.toc_tokens == fresh.toc_tokens


@thorough
@given(text=tags)
def test_anchors_in_raw_html_are_those_that_mkdocs_finds(text: str) -> None:
    ours, theirs = _RawIds(), _RawHTMLPreprocessor()
    ours.run(text.split("\n"))
    theirs.run(text.split("\n"))
    assert ours.present_anchor_ids == theirs.present_anchor_ids - {None}
