import pytest

from digest.understand.figures import find_figures
from tests.digest.understand.figures.finding import found, said_of


@pytest.mark.parametrize(
    ("text", "language", "factor"),
    [
        ("Its valuation tripled within a year.", "en", 3),
        ("The agency will double its budget.", "en", 2),
        ("That is triple the level of 2024.", "en", 3),
        ("Energy use fell by a factor of ten.", "en", 10),
        ("The retail part was 1,120 times oversubscribed.", "en", 1120),
        ("It will draw roughly double today's load.", "en", 2),
        ("Demand is three times last year's level.", "en", 3),
        ("It handles 5 times this quarter's volume.", "en", 5),
        ("Der Umsatz hat sich verdreifacht.", "de", 3),
        ("Der Preis ist doppelt so hoch.", "de", 2),
        ("Das ist das Doppelte des Vorjahres.", "de", 2),
        ("Die Kosten sind 3 mal höher.", "de", 3),
        ("La valorisation a quadruplé.", "fr", 4),
        ("C'est le triple de l'an dernier.", "fr", 3),
        ("Les syndicats réclament le double.", "fr", 2),
        ("El rival cobra el doble, según Efe.", "es", 2),
        ("Il rivale paga il doppio.", "it", 2),
        ("It is four times our budget.", "en", 4),
        ("On lui offre quatre fois notre salaire.", "fr", 4),
        ("Cuesta cuatro veces nuestro sueldo.", "es", 4),
        ("Les coûts ont été réduits d'un facteur 10.", "fr", 10),
        ("Los ingresos se duplicaron.", "es", 2),
        ("Es el triple que en 2024.", "es", 3),
        ("I ricavi sono raddoppiati.", "it", 2),
        ("O lucro triplicou.", "pt", 3),
        ("Выручка выросла вдвое.", "ru", 2),
        ("Przychody się podwoiły.", "pl", 2),
        ("营收翻倍。", "zh-Hans", 2),
        ("销量翻了两番。", "zh-Hans", 4),
        ("算力提高一倍。", "zh-Hans", 2),
        ("売上高が倍増した。", "ja", 2),
        ("매출이 세 배로 늘었다.", "ko", 3),
    ],
)
def test_a_verb_or_a_noun_may_say_how_many_times_as_much(text, language, factor):
    assert found(text, language) == {(factor, "x")}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The firm doubled down on robots.", "en"),
        ("The firm raised prices three times last year.", "en"),
        ("It has a triple camera and a double discount.", "en"),
        ("Users should double-check its answers.", "en"),
        ("The fan can double as a toy.", "en"),
        ("What is true in A Thousand Blows?", "en"),
        ("Elle offre une double licence.", "fr"),
        ("Une chambre double attend le visiteur.", "fr"),
        ("El doble acristalamiento ayuda.", "es"),
        ("배터리 두 배터리팩", "ko"),
    ],
)
def test_a_double_that_multiplies_nothing_is_no_figure(text, language):
    assert found(text, language) == set()


@pytest.mark.parametrize(
    ("text", "language", "factor", "subject"),
    [
        ("Sales more than doubled to €640m.", "en", 2, "Sales"),
        ("The context window quadruples to 1 million tokens.", "en", 4, "context window"),
        ("Revenue doubles to $5 billion.", "en", 2, "Revenue"),
        ("Le bénéfice triple à 3 Md€.", "fr", 3, "bénéfice"),
        ("Huawei plans to double output to 600,000 dies.", "en", 2, "output"),
        ("L'entreprise veut doubler ses effectifs.", "fr", 2, "effectifs"),
        ("Der Umsatz hat sich auf 2 Milliarden Dollar verdoppelt.", "de", 2, "Umsatz"),
        ("用户数翻了一番。", "zh-Hans", 2, "用户数"),
        ("이용자가 두 배 늘었다.", "ko", 2, "이용자"),
    ],
)
def test_what_was_multiplied_stands_before_its_verb_or_behind(text, language, factor, subject):
    assert subject in said_of(text, language)[factor]


@pytest.mark.parametrize(
    ("text", "language", "figures"),
    [
        ("A dozen firms, nine of them Chinese, were added.", "en", {(12, "firms"), (9, "firms")}),
        ("Half a dozen labs and two dozen banks signed.", "en", {(6, "labs"), (24, "banks")}),
        ("Ein Dutzend Firmen ist betroffen.", "de", {(12, "Firmen")}),
        ("Une vingtaine de pays et une centaine d'experts.", "fr", {(20, "pays"), (100, "experts")}),
        ("Una docena de bancos y un centenar de científicos.", "es", {(12, "bancos"), (100, "científicos")}),
        ("Una ventina di banche ha firmato.", "it", {(20, "banche")}),
        ("Uma dúzia de empresas assinou.", "pt", {(12, "empresas")}),
        ("스타트업 열두 곳이 참여했다.", "ko", {(12, "스타트업")}),
    ],
)
def test_a_dozen_is_a_number(text, language, figures):
    assert found(text, language) == figures


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Dozens of labs and hundreds of firms signed.", "en"),
        ("Des dizaines d'entreprises ont signé.", "fr"),
        ("Elle dure une quinzaine de jours.", "fr"),
        ("Docenas de empresas firmaron.", "es"),
        ("Mehrere Zehntausend Haushalte sind ohne Strom.", "de"),
    ],
)
def test_nobody_knows_how_many_dozens_are(text, language):
    assert found(text, language) == set()


@pytest.mark.parametrize(
    ("text", "language", "amount", "unit"),
    [
        ("It costs 35 cents per query.", "en", 0.35, "USD"),
        ("Power costs 8 euro cents.", "en", 0.08, "EUR"),
        ("Der Aufruf kostet 35 Cent.", "de", 0.35, "EUR"),
        ("L'appel coûte 10 centimes de dollar.", "fr", 0.1, "USD"),
        ("每百万词元35美分。", "zh-Hans", 0.35, "USD"),
        ("35セントで売る。", "ja", 0.35, "USD"),
        ("El precio bajó de 8 a 3 céntimos de euro.", "es", 0.08, "EUR"),
        ("Le prix est tombé de 30 à 12 centimes d'euro.", "fr", 0.3, "EUR"),
    ],
)
def test_cents_are_hundredths_of_their_currency(text, language, amount, unit):
    assert (amount, unit) in found(text, language)


@pytest.mark.parametrize(
    ("text", "language", "share"),
    [
        ("Half were trained abroad.", "en", 50),
        ("Prices were cut by more than half.", "en", 50),
        ("Two thirds say no.", "en", 66.67),
        ("La moitié part aux États-Unis.", "fr", 50),
        ("Die Hälfte ging in die USA.", "de", 50),
        ("El coste se redujo a la mitad.", "es", 50),
        ("价格降低一半。", "zh-Hans", 50),
    ],
)
def test_a_share_needs_no_of_where_a_verb_follows_it(text, language, share):
    assert found(text, language) == {(share, "%")}


@pytest.mark.parametrize(
    "text",
    ["One was freed, a third was held.", "He left in the second half.", "Half an hour later it ended."],
)
def test_a_third_person_and_half_an_hour_are_no_shares(text):
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "language", "figures"),
    [
        ("Weekly users rose to 800 million from 500 million.", "en", {(800e6, "users"), (500e6, "users")}),
        ("Las descargas crecieron un 62 % hasta los 15 millones.", "es", {(62, "%"), (15e6, "descargas")}),
        ("Les téléchargements ont bondi à 15 millions.", "fr", {(15e6, "téléchargements")}),
        ("Le nombre d'offres a chuté de 8 points en un an, à 14 200.", "fr", {(14200, "offres")}),
        ("The index rose 93 points, or 2.1 percent, to 4,402.", "en", {(93, "points"), (2.1, "%")}),
        ("Its share rose three points to 31%.", "en", {(3, "points"), (31, "%")}),
        ("Firma zwolniła 1200 nowych pracowników.", "pl", {(1200, "pracowników")}),
        ("Компания уволила 1200 сотрудников.", "ru", {(1200, "сотрудников")}),
        ("Dwadzieścia siedem osób, o 84 mniej niż przed rokiem.", "pl", {(27, "osób")}),
        (
            "The number of users doubled, from 400 to 800 million.",
            "en",
            {(2, "x"), (400e6, "users"), (800e6, "users")},
        ),
        ("另有1200余人选择创业。", "zh-Hans", {(1200, "人")}),
    ],
)
def test_what_is_counted_may_stand_before_the_verb(text, language, figures):
    assert found(text, language) == figures


@pytest.mark.parametrize(
    ("text", "language", "unit", "subject"),
    [
        ("The model has been downloaded 3.57 million times since January.", "en", "times", "model"),
        ("Le modèle a été téléchargé 3,57 millions de fois depuis janvier.", "fr", "fois", "modèle"),
        ("El modelo fue descargado 3,57 millones de veces.", "es", "veces", "modelo"),
        ("Das Modell wurde 3,57 Millionen Mal heruntergeladen.", "de", "Mal", "Modell"),
    ],
)
def test_how_often_something_was_done_is_counted_where_it_was_often(text, language, unit, subject):
    [figure] = find_figures("i", "", text, language)

    assert (figure.amount, figure.unit) == (3_570_000, unit)
    assert subject in figure.subject


def test_how_often_is_no_figure_where_it_was_seldom():
    assert found("The firm was fined 12 times. He called 3 times.") == set()
