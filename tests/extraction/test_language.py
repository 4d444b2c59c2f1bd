"""Which language an article is in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.extraction.language import UNDETERMINED, detect_language

PARAGRAPHS = {
    "en": "The council voted on Tuesday to keep the pool open, although it leaks and nobody "
    "knows who "
    "will pay for the repairs next year.",
    "de": "Der Stadtrat hat am Dienstag beschlossen, das Freibad zu sanieren, obwohl niemand weiß, "
    "woher das Geld kommen soll.",
    "fr": "Le conseil municipal a décidé mardi de garder la piscine ouverte, alors que personne "
    "ne sait "
    "qui paiera les travaux.",
    "es": "El ayuntamiento decidió el martes mantener abierta la piscina, aunque nadie sabe "
    "quién pagará "
    "las obras del año que viene.",
    "ru": "Городской совет во вторник решил отремонтировать бассейн, хотя никто не знает, "
    "откуда взять "
    "деньги на эти работы.",
    "uk": "Міська рада у вівторок вирішила відремонтувати басейн, хоча ніхто не знає, звідки "
    "взяти гроші "
    "на ці роботи наступного року.",
    "zh": "市议会星期二投票决定继续开放露天游泳池，尽管泳池漏水，而且没有人知道谁来付维修费。",
    "ar": "قرر مجلس المدينة يوم الثلاثاء إبقاء المسبح مفتوحا رغم أن الماء يتسرب منه منذ سنوات.",
    "pl": "Rada miasta zdecydowała we wtorek, że basen pozostanie otwarty, chociaż nikt nie "
    "wie, kto "
    "zapłaci za naprawę.",
    "tr": "Belediye meclisi salı günü havuzun açık kalmasına karar verdi, ancak onarımı kimin "
    "ödeyeceği "
    "bilinmiyor.",
}


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_a_paragraph_is_enough(language: str) -> None:
    assert detect_language(PARAGRAPHS[language]) == language


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_length_does_not_matter(language: str) -> None:
    assert detect_language("\n\n".join([PARAGRAPHS[language]] * 60)) == language


def test_english_with_foreign_names_is_english() -> None:
    text = (
        "Jürgen Stoßberg, Céline Châtaigner, José Ibáñez Núñez and Łukasz Żółtowski met in "
        "Plzeň and "
        "Győr to speak with Øystein Bjørnå about the port of Göteborg."
    )
    assert detect_language(text) == "en"


def test_foreign_quotation_in_english_is_english() -> None:
    text = PARAGRAPHS["en"] + " “Nous verrons bien,” said the mayor. " + PARAGRAPHS["en"]
    assert detect_language(text) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Talks fail", "en"),
        ("TALKS FAIL AGAIN", "en"),
        ("会谈失败", "zh"),
        ("Переговори про перемир’я зірвано", "uk"),
    ],
)
def test_headlines_are_told(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", " \n", "12.5 – 3", "?!", "🙂🙂"])
def test_no_letters_no_language(text: str) -> None:
    assert detect_language(text) == UNDETERMINED


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gets_one_code_twice(text: str) -> None:
    """Two letters, or "und" where there are none; the same each time."""
    code = detect_language(text)
    assert code == detect_language(text)
    assert code == UNDETERMINED or (len(code) == 2 and code.islower())
