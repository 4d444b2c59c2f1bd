"""Encodings, Markdown, web pages, JSON Lines, and the metadata of each."""

import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import sources
from generator.errors import SeedError
from generator.model import Article, Refusal, Source
from generator.read import READERS, read

BODY = "The “talks” cost €4 — and Zürich’s café was full."


def seed(path: str, data: str | bytes, sidecar: str | bytes | None = None) -> Source:
    data = data.encode() if isinstance(data, str) else data
    beside = sidecar.encode() if isinstance(sidecar, str) else sidecar
    return Source(path=path, data=data, sha256=hashlib.sha256(data).hexdigest(), sidecar=beside)


def read_one(path: str, data: str | bytes, sidecar: str | bytes | None = None) -> Article:
    (article,) = read(seed(path, data, sidecar))
    assert isinstance(article, Article)
    return article


def texts(article: Article) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks]


def refused(path: str, data: str | bytes, sidecar: str | bytes | None = None) -> SeedError:
    with pytest.raises(SeedError) as caught:
        read(seed(path, data, sidecar))
    error = caught.value
    assert error.subject.startswith(path)
    assert error.cause
    assert error.remedy
    assert "\n" not in str(error)
    return error


# Encodings


@pytest.mark.parametrize(
    "data",
    [
        BODY.encode("utf-8"),
        BODY.encode("utf-8-sig"),
        BODY.encode("utf-16"),
        b"\xff\xfe" + BODY.encode("utf-16-le"),
        b"\xfe\xff" + BODY.encode("utf-16-be"),
        BODY.encode("utf-16-le"),
        BODY.encode("utf-16-be"),
        BODY.encode("utf-32"),
        BODY.encode("cp1252"),
    ],
)
def test_encodings_found_in_the_wild(data: bytes) -> None:
    assert read_one("a.txt", data).text == BODY


def test_stray_bytes_do_not_garble_the_rest() -> None:
    data = "Köln, Zürich, Malmö, Łódź and São Paulo say ".encode() + b"\x93no\x94."
    assert read_one("a.txt", data).text == "Köln, Zürich, Malmö, Łódź and São Paulo say “no”."


def test_a_page_in_the_encoding_it_declares() -> None:
    page = "<meta charset=windows-1251><p>Переговоров не будет."
    assert read_one("a.html", page.encode("cp1251")).text == "Переговоров не будет."


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"%PDF-1.7 words", "PDF"),
        (b"PK\x03\x04 words", "ZIP"),
        (b"\x89PNG\r\n", "picture"),
        (b"words\0more\0words", "NUL"),
        (b"\xff\xfea\x00b", "damaged UTF-16"),
        (b"\xff\xfea\x00\x00\x00", "NUL"),
        (bytes(range(1, 256)), "control characters"),
        (b"", "no text"),
    ],
)
def test_what_is_not_text_is_refused(data: bytes, cause: str) -> None:
    assert cause in refused("a.txt", data).cause


def test_invisible_and_reordering_characters_go() -> None:
    hidden = "Mo\u200bscow \u202etold\u2066 Kur\u00adsk\ufeff:\u00a0no\x07\ufffe.\U000e0041"
    assert read_one("a.txt", hidden).text == "Moscow told Kursk: no."
    assert read_one("a.txt", "Cafe\u0301 n\u200dn").text == "Café n\u200dn"


def test_a_pile_of_marks_is_cut() -> None:
    """Canonical order of a long pile takes quadratic time: this test would run for hours."""
    assert len(read_one("a.txt", "e" + "\u0301\u0323" * 400_000).text) < 40


# Markdown


MARKDOWN = """\
---
title: The *title* in front
date: 2024-08-15 10:00:00 +0200
author: [Ann Lee, Tom Roe]
tags: [a, {b: c}]
reliability: b
---
# The heading

By Ann Lee

One *long* [link](https://a.example/b) and ![a picture](i.png) `code`
<b>bold</b> &amp; on.<!-- hidden -->

Setext
------
- item one
- item **two**

> quoted

<div>inside
<script>alert(1)</script></div>

| a | b |
|---|---|
| 1 | 2 |
"""


@pytest.mark.parametrize("line", ["**FOR IMMEDIATE RELEASE**", "# Press release"])
def test_the_licence_of_a_release_stands_above_a_marked_title(line: str) -> None:
    article = read_one("a.md", f"{line}\n\n# Acme opens kiln\n\nIt opened in Ottley at noon.\n")
    assert article.metadata.title == "Acme opens kiln"
    assert [block.kind for block in article.blocks] == ["dateline", "title", "paragraph"]


def test_markdown_gives_its_visible_text_with_kinds_levels_and_lines() -> None:
    article = read_one("a.md", MARKDOWN)
    found = [
        (block.kind, block.level, block.line, words)
        for block, words in zip(article.blocks, texts(article), strict=True)
    ]
    assert found == [
        ("title", 0, 7, "The heading"),
        ("byline", 0, 9, "By Ann Lee"),
        ("paragraph", 0, 11, "One long link and code bold & on."),
        ("heading", 2, 14, "Setext"),
        ("paragraph", 0, 16, "item one"),
        ("paragraph", 0, 17, "item two"),
        ("paragraph", 0, 19, "quoted"),
        ("paragraph", 0, 21, "inside"),
        ("paragraph", 0, 24, "a | b"),
        ("paragraph", 0, 26, "1 | 2"),
    ]
    meta = article.metadata
    assert meta.title == "The *title* in front"
    assert meta.published == "2024-08-15T10:00:00+02:00"
    assert meta.author == "Ann Lee, Tom Roe"
    assert (meta.reliability, meta.credibility) == ("B", "6")


@pytest.mark.parametrize(
    ("front", "cause"),
    [
        ("a: &x 1\nb: *x", "line 2: an anchor or alias"),
        ("title: a: b", "line 2"),
        ("source: x\ntitle: 'open", "line"),
        ("title: !!python/object x", "line 2: a type tag"),
        ("- a\n- b", "not a list of"),
        ("title: a\ntitle: b", "line 3: the field 'title'"),
        ("a: " + "[" * 5_000, "nested deeper"),
        ("a: " + "x" * 70_000, "70,004 characters"),
        ("url: javascript:alert(1)", "url 'javascript:alert(1)'"),
        ("url: https://user@host.example/", "url"),
        ("date: last week", "date 'last week'"),
        ("published: 2024-02-30", "published '2024-02-30'"),
        ("language: klingon", "language 'klingon'"),
        ("reliability: G", "reliability 'G'"),
        ("credibility: 0", "credibility '0'"),
        ("title: {a: b}", "title which is not text"),
    ],
)
def test_front_matter_that_a_person_got_wrong_is_refused(front: str, cause: str) -> None:
    assert cause in refused("a.md", f"---\n{front}\n---\nWords.").cause


def test_front_matter_without_an_end_is_refused() -> None:
    assert "without an end" in refused("a.md", "---\ntitle: a\n\nWords.").cause


def test_empty_fields_are_unknown_and_values_stay_text() -> None:
    article = read_one("a.md", "---\ntitle: no\nsource:\nauthor: ~\nurl: ''\n---\nWords are here.")
    meta = article.metadata
    assert (meta.title, meta.source, meta.author, meta.url) == ("no", None, None, None)


@pytest.mark.parametrize(
    "words", ["[" * 60_000, "*a_ " * 50_000, "> " * 20_000 + "a", "a\n" * 50_000]
)
def test_hostile_markdown_takes_linear_time(words: str) -> None:
    assert "Words" in texts(read_one("a.md", f"{words}\n\nWords"))[-1]


# Web pages


PAGE = """\
<!doctype html>
<html lang="en-GB"><head><title>Gauges agreed - The Marlow Herald</title>
<meta property="og:site_name" content="The Marlow Herald">
<meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2024-03-05T10:00:00Z">
<link rel="canonical" href="https://herald.example/gauges"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Gauges agreed</h1>
<p>Ministers from four countries agreed on Monday to share <b>their</b> gauges &amp; readings.</p>
<script>alert("never text")</script><style>p { color: red }</style>
<h2>Who pays</h2>
<p>The four will pay in proportion to the length of their banks, officials said on Monday.</p>
</article></body></html>
"""


def test_a_page_gives_its_article_and_what_it_says_of_itself() -> None:
    article = read_one("a.html", PAGE)
    assert [(block.kind, block.level, block.line) for block in article.blocks] == [
        ("title", 0, 7),
        ("paragraph", 0, 8),
        ("heading", 2, 10),
        ("paragraph", 0, 11),
    ]
    assert texts(article)[1].endswith("share their gauges & readings.")
    meta = article.metadata
    assert (meta.title, meta.published) == ("Gauges agreed", "2024-03-05")
    assert (meta.source, meta.author) == ("The Marlow Herald", "Ann Lee")
    assert (meta.url, meta.language) == ("https://herald.example/gauges", "en")


def test_wrong_metadata_of_a_page_is_ignored() -> None:
    page = PAGE.replace("https://herald", "javascript://herald").replace("2024-03-05T", "soon")
    article = read_one("a.html", page.replace("en-GB", "x-klingon"))
    assert (article.metadata.url, article.metadata.language) == (None, None)


@pytest.mark.parametrize("page", ["", "<p>", "<script>alert(1)</script>", "<!-- words -->"])
def test_a_page_without_text_is_refused(page: str) -> None:
    assert refused("a.html", page).cause == "has no text"


def test_a_page_that_is_all_nesting() -> None:
    assert texts(read_one("a.html", "<div>" * 900 + "Words")) == ["Words"]
    assert refused("a.html", "<div>" * 50_000 + "Words").cause == "is nested too deeply"


# JSON Lines


def test_each_line_is_an_article_or_a_refusal_of_its_own() -> None:
    rows = [
        json.dumps({"text": "One.\n\nTwo.", "title": "T", "date": "Aug 6, 2024", "lang": "en"}),
        "",
        '{"body": "Other words.", "published": "soon", "id": ' + "9" * 9_000 + "}",
        '{"text": 1}',
        "[1]",
        "{",
        "[" * 100_000,
        '{"text": "Words.", "reliability": "Z"}',
    ]
    found = read(seed("f.jsonl", "\r\n".join(rows)))
    articles = [item for item in found if isinstance(item, Article)]
    assert [article.file for article in articles] == ["f.jsonl:1", "f.jsonl:3"]
    assert articles[0].metadata.title == "T"
    assert articles[0].metadata.published == "2024-08-06"
    assert articles[0].sha256 == hashlib.sha256(rows[0].encode()).hexdigest()
    assert {block.line for block in articles[1].blocks} == {2}
    assert articles[1].metadata.published is None
    refusals = [item for item in found if isinstance(item, Refusal)]
    assert [(item.path, item.cause) for item in refusals] == [
        ("f.jsonl:4", "has no text"),
        ("f.jsonl:5", "is not a JSON object"),
        (
            "f.jsonl:6",
            "is not JSON (Expecting property name enclosed in double quotes, column 2)",
        ),
        ("f.jsonl:7", "is nested too deeply"),
        ("f.jsonl:8", "has reliability 'Z', which is not valid"),
    ]


def test_a_file_that_is_no_json_is_named_once_for_most_of_its_lines() -> None:
    found = read(seed("f.jsonl", "words\n" * 5_000))
    assert len(found) == 101
    assert isinstance(found[-1], Refusal)
    assert found[-1].cause == "has 4,900 more lines that are no articles"


# Metadata


def test_the_sidecar_wins_over_the_file_over_the_text_over_the_name() -> None:
    words = (
        "A title line\n\n7 March 2024\n\nBy Tom Roe\n\nMinisters met again. They agreed at last."
    )
    front = "---\npublished: 2024-03-06\nsource: Front\nauthor: Ann Lee\n---\n"
    name = "in/2024-03-08-herald.md"
    assert read_one("2024-03-08-herald.txt", "Words.").metadata.published == "2024-03-08"
    assert read_one("20240308.txt", "Words.").metadata.published == "2024-03-08"
    assert read_one("000_20240308.txt", "Words.").metadata.published is None
    assert read_one("2024-13-08.txt", "Words.").metadata.published is None
    assert read_one(name, words).metadata.published == "2024-03-07"
    assert read_one(name, front + words).metadata.published == "2024-03-06"
    meta = read_one(name, front + words, "published: 2024-03-05\ncredibility: 2").metadata
    assert (meta.published, meta.source, meta.author) == ("2024-03-05", "Front", "Ann Lee")
    assert (meta.title, meta.credibility) == ("A title line", "2")


def test_a_sidecar_that_cannot_be_read_is_refused_by_name() -> None:
    assert "its sidecar" in refused("a.txt", "Words.", "reliability: 9").subject
    assert "its sidecar" in refused("a.txt", "Words.", b"\0\0\0").subject
    assert "many articles" in refused("a.jsonl", '{"text": "Words."}', "title: T").cause


def test_a_known_title_makes_the_same_first_line_the_title() -> None:
    article = read_one(
        "a.txt", "They agreed.\n\nAnd then they all went home.", "title: They agreed."
    )
    assert article.blocks[0].kind == "title"


def test_long_fields_are_cut_and_made_one_line() -> None:
    meta = read_one("a.txt", "Words.", 'title: "a\\nb\\u202E ' + "word " * 100 + '"').metadata
    assert meta.title is not None
    assert meta.title.startswith("a b word")
    assert len(meta.title) <= 300


# Addresses and limits


def test_ids_follow_paths_and_lines_alone() -> None:
    one = read_one("a.txt", "Words.").id
    assert read_one("a.txt", "Other words.").id == one
    twins = ["A.txt", "a.txt", "é.txt", "e\u0301.txt", "b/a.txt", "a.md"]
    assert len({read_one(path, "Words.").id for path in twins}) == len(twins)
    records = read(seed("f.jsonl", '{"text": "Words."}\n' * 3))
    assert len({item.id for item in records if isinstance(item, Article)}) == 3


def test_text_above_the_limit_is_refused() -> None:
    with pytest.raises(SeedError, match="has 2,000 characters, more than 1,000"):
        read(seed("a.txt", "x" * 2_000), max_chars=1_000)


def test_unknown_formats_are_refused() -> None:
    assert "'.doc'" in refused("a.doc", "Words.").cause
    assert refused("words", "Words.").cause == "has no suffix"
    assert read_one("A.TXT", "Words.").text == "Words."


def test_what_is_discovered_can_be_read() -> None:
    assert set(sources.SUFFIXES) == set(READERS)


MARKUP = [
    *("---\n", "title: x\n", "# ", "> ", "- ", "[", "](", "```\n", "| a |\n|--|\n"),
    *("<p>", "<div>", "</", "<!--", "<![", "&#8238;", "&#xD800;", '{"text": "', '"}', "\\ud800"),
    *("words ", "\n", "\0"),
]


@given(
    st.sampled_from(sorted(READERS)),
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.lists(
            st.sampled_from(MARKUP),
            max_size=40,
        ).map(lambda parts: "".join(parts).encode()),
    ),
    st.one_of(st.none(), st.binary(max_size=60)),
)
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(suffix: str, data: bytes, sidecar: bytes | None) -> None:
    try:
        found = read(seed("a" + suffix, data, sidecar))
    except SeedError:
        return
    for item in found:
        if isinstance(item, Article):
            item.text.encode("utf-8")
            end = 0
            for block in item.blocks:
                words = item.text[block.start : block.end]
                assert block.start >= end
                assert words
                assert words == words.strip()
                assert "\n" not in words
                end = block.end
