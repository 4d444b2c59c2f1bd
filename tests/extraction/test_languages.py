"""Articles in other languages: what works says so, nothing crashes, nothing English is claimed."""

import pytest

import generator
from generator.model import Briefing

# Each: language, a quotation, a full date's value (None: the text has none), the text.
TEXTS = {
    "de": (
        "Die Geduld der Beschäftigten ist am Ende",
        "2025-03-03",
        """Hafenarbeiter in Hamburg legen die Arbeit nieder

Die Gewerkschaft hat am Montag zu einem Warnstreik im Hamburger Hafen aufgerufen. „Die Geduld
der Beschäftigten ist am Ende“, sagte Verhandlungsführerin Maren Ulbrich am 3. März 2025.

Der Arbeitgeberverband wies die Forderungen zurück. Der Warnstreik trifft vor allem den
größten deutschen Hafen, und der Warnstreik soll bis Mittwoch dauern.
""",
    ),
    "fr": (
        "Nous ne céderons pas",
        "2025-03-12",
        """Grève des dockers au port

Le ministre des Transports a rencontré lundi les représentants des dockers. « Nous ne céderons
pas », a déclaré la secrétaire générale du syndicat, Claire Moreau, après la réunion.

Selon elle, la grève des dockers pourrait durer jusqu'au 12 mars 2025. La grève bloque le port.
""",
    ),
    "es": (
        "No vamos a ceder",
        "2025-03-12",
        """Huelga de estibadores en el puerto

Los estibadores del puerto empezaron el lunes una huelga indefinida. «No vamos a ceder», dijo la
portavoz del sindicato, Elena Ruiz, ante los periodistas en la entrada del puerto.

La huelga de estibadores podría durar hasta el 12 de marzo de 2025, según el gobierno.
""",
    ),
    "ru": (
        "Мы не отступим",
        "2025-03-03",
        """Забастовка докеров в Мурманске

Профсоюз докеров объявил о забастовке в порту. «Мы не отступим», — заявил председатель
профсоюза Иван Петров на встрече с журналистами в понедельник.

По его словам, забастовка докеров начнётся 3 марта 2025 года и может продлиться неделю.
""",
    ),
    "zh": (
        "我們會繼續努力。",
        None,
        """立法會選舉結束

立法會選舉於星期日舉行，投票率創新高。候選人李小明說：「我們會繼續努力。」立法會選舉共有兩百萬人投票。

選舉管理委員會表示滿意。選舉管理委員會將於星期三公布結果。
""",
    ),
    "ar": (
        None,
        None,
        """إضراب عمال الموانئ

أعلن اتحاد عمال الموانئ يوم الاثنين إضرابا عاما في الميناء. وقال رئيس الاتحاد إن الإضراب سيستمر.

وأضاف أن عمال الموانئ لن يتراجعوا عن مطالبهم، وأن الإضراب سيستمر ثلاثة أيام.
""",
    ),
}


@pytest.fixture(scope="module", params=sorted(TEXTS))
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def briefing_in(language: str) -> Briefing:
    return generator.extract(TEXTS[language][2])


def test_language_is_detected(language: str) -> None:
    assert briefing_in(language).language == language


def test_key_phrases_come_from_the_text(language: str) -> None:
    briefing = briefing_in(language)
    assert briefing.keyphrases
    for phrase in briefing.keyphrases:
        assert phrase.text in briefing.text


def test_quotations_by_the_languages_own_marks(language: str) -> None:
    quote = TEXTS[language][0]
    found = [" ".join(item.text.split()).rstrip(",") for item in briefing_in(language).quotes]
    assert found == ([quote] if quote else [])


def test_full_dates_have_their_value(language: str) -> None:
    value = TEXTS[language][1]
    values = [date.value for date in briefing_in(language).dates if date.value]
    assert values == ([value] if value else [])


def test_nothing_english_is_claimed(language: str) -> None:
    briefing = briefing_in(language)
    assert briefing.hedges == ()
    assert briefing.actors == (), "no model for the language is installed"


def test_every_record_says_what_stands_at_its_place(language: str) -> None:
    briefing = briefing_in(language)
    records = (*briefing.headings, *briefing.quotes, *briefing.key_sentences, *briefing.dates)
    for record in records:
        assert briefing.text[record.start : record.end] == record.text
