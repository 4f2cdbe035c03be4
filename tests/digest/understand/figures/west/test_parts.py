"""Parts of a whole, in the ways in which each language says them."""

import pytest

from tests.digest.understand.figures.finding import found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The lab has halved its prices.", "en"),
        ("Revenue more than halved.", "en"),
        ("The lab cut its prices in half.", "en"),
        ("Die Firma halbiert die Preise.", "de"),
        ("Der Preis wurde halbiert.", "de"),
        ("价格减半。", "zh-Hans"),
        ("價格減半。", "zh-Hant"),
        ("価格を半減させた。", "ja"),
        ("料金を半額にした。", "ja"),
        ("주가가 반토막 났다.", "ko"),
        ("Выручка выросла наполовину.", "ru"),
    ],
)
def test_what_was_halved_is_half(text, language):
    assert found(text, language) == {(50, "%")}


@pytest.mark.parametrize(
    ("text", "language", "share"),
    [
        ("Output grew by a third.", "en", 33.33),
        ("Le tiers des puces a été détruit.", "fr", 33.33),
        ("Le prix a baissé d'un tiers.", "fr", 33.33),
        ("La cuarta parte de los ingenieros se fue.", "es", 25),
        ("Треть разработчиков уехала.", "ru", 33.33),
        ("Две трети компаний используют ИИ.", "ru", 66.67),
        ("Четверть выручки приносит Китай.", "ru", 25),
        ("Выручка выросла на треть.", "ru", 33.33),
        ("Каждая пятая компания использует ИИ.", "ru", 20),
        ("4 из 10 компаний используют ИИ.", "ru", 40),
        ("Jedna trzecia firm korzysta z AI.", "pl", 33.33),
        ("Dwie trzecie programistów używa AI.", "pl", 66.67),
        ("Co trzecia firma korzysta z AI.", "pl", 33.33),
        ("4 na 10 firm korzysta z AI.", "pl", 40),
        ("Jeder fünfte Entwickler nutzt KI.", "de", 20),
        ("Three of every four went abroad.", "en", 75),
        ("Four out of every ten chips went abroad.", "en", 40),
        ("About one company in three has stopped buying.", "en", 33.33),
        ("One smuggled card in every eight was a fake.", "en", 12.5),
        ("Nearly two-thirds held a doctorate.", "en", 66.67),
        ("Support has risen to three fifths.", "en", 60),
        ("Nearly three-quarters backed the plan.", "en", 75),
        ("Le projet est financé aux deux tiers par l'État.", "fr", 66.67),
        ("Dos tercios votaron a favor.", "es", 66.67),
        ("Le coût est pris en charge pour moitié par la région.", "fr", 50),
        ("Les deux pays partageront la facture par moitié.", "fr", 50),
        ("La consommation a crû d'un quart en un an.", "fr", 25),
        ("Les effectifs ont été réduits d'un tiers.", "fr", 33.33),
        ("Le groupe relève ses tarifs d'un quart.", "fr", 25),
        ("L'État en détiendra un peu plus d'un dixième.", "fr", 10),
        ("Quatre start-up sur dix ont accepté.", "fr", 40),
        ("Plus du tiers des puces sont perdues.", "fr", 33.33),
        ("La part dépasse le tiers chez les grandes.", "fr", 33.33),
        ("Elle a des salariés, dont le quart à l'étranger.", "fr", 25),
        ("It costs a thirtieth of what it did.", "en", 3.33),
        ("Imports rose a third.", "en", 33.33),
        ("Durian exports to China up a fifth", "en", 20),
        ("Gut ein Achtel weniger als vor zehn Jahren.", "de", 12.5),
        ("Das Werk wird zur Hälfte bezahlt.", "de", 50),
        ("Deux jeunes pousses de l'IA sur trois recrutent.", "fr", 66.67),
    ],
)
def test_a_share_may_be_said_in_words(text, language, share):
    assert found(text, language) == {(share, "%")}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The third of the chips is ready.", "en"),
        ("England made 211-3 in 45 overs.", "en"),
        ("It was passed on by a third party.", "en"),
        ("She rests for half a year.", "en"),
        ("The firm opened one plant in two towns.", "en"),
        ("He became a citizen in 200", "en"),
        ("Sales fell for three quarters in a row.", "en"),
        ("It is the end of a two-quarter slump.", "en"),
        ("Half-life is a game.", "en"),
        ("L'accès d'un tiers est interdit.", "fr"),
        ("Le quart de finale est perdu.", "fr"),
        ("Lyon atteint le quart de finale.", "fr"),
        ("L'État indemnise le tiers lésé.", "fr"),
        ("Il attend trois quarts d'heure.", "fr"),
        ("Il dispose d'un quart d'heure.", "fr"),
        ("Четверть века прошла.", "ru"),
        ("Ocenia to na 5 z plusem.", "pl"),
        ("Co drugi rok wracają.", "pl"),
        ("半減期は長い。", "ja"),
    ],
)
def test_an_order_a_party_and_a_time_are_no_shares(text, language):
    assert not any(unit == "%" for _, unit in found(text, language))


@pytest.mark.parametrize(
    ("text", "language", "figure"),
    [
        ("Medio millón de personas lo usan.", "es", (500_000, "personas")),
        ("Deux millions et demi de téléchargements en un an.", "fr", (2_500_000, "téléchargements")),
        ("Anderthalb Milliarden Euro fließen.", "de", (1_500_000_000, "EUR")),
        ("Dos millones y medio de personas lo usan.", "es", (2_500_000, "personas")),
        ("It paid two and a half billion dollars.", "en", (2_500_000_000, "USD")),
        ("One and a half million users left.", "en", (1_500_000, "users")),
        ("A million and a half users left.", "en", (1_500_000, "users")),
        ("It grew two and a half times as fast.", "en", (2.5, "x")),
        ("It paid $2 million, and a half-built plant stands idle.", "en", (2_000_000, "USD")),
    ],
)
def test_half_a_scale_is_counted(text, language, figure):
    assert figure in found(text, language)


@pytest.mark.parametrize("text", ["发布10亿和70亿两种参数的模型。", "模型有10亿、70亿和300亿三种参数规模。"])
def test_what_is_listed_counts_what_the_last_of_the_list_counts(text):
    figures = found(text, "zh-Hans")

    assert {(1e9, "参数"), (7e9, "参数")} <= figures


@pytest.mark.parametrize(
    ("text", "language", "figure"),
    [
        ("Mille cent milliards de paramètres.", "fr", (1.1e12, "paramètres")),
        ("Pagará mil cien millones de euros.", "es", (1.1e9, "EUR")),
        ("Deux millions trois cent mille salariés.", "fr", (2.3e6, "salariés")),
        ("A hundred and fifty workers left.", "en", (150, "workers")),
        ("One thousand two hundred workers left.", "en", (1200, "workers")),
    ],
)
def test_a_number_in_many_words_is_one(text, language, figure):
    assert found(text, language) == {figure}


def test_a_share_in_a_list_needs_nothing_behind_it():
    text = "La moitié des 2 900 tonnes est partie vers la Corée et un quart vers le Japon."

    assert found(text, "fr") == {(50, "%"), (2_900, "tonnes"), (25, "%")}


def test_the_second_half_of_a_time_and_an_order_are_no_shares():
    assert found("Er ging zur Hälfte der Laufzeit.", "de") == set()
    assert found("The hard part is the ten thousandth.") == set()
