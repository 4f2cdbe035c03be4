"""What an amount is said of, where other words and other amounts stand between the two."""

import pytest

from tests.digest.understand.figures.finding import said_of


@pytest.mark.parametrize(
    ("text", "language", "amount", "subject"),
    [
        ("The operating margin widened 140 basis points to 33.2%.", "en", 33.2, "operating margin"),
        ("It booked $812.4M in revenue, a 9.3% decline.", "en", 9.3, "revenue"),
        ("Of the 1,140 applications filed by June, 62% were approved.", "en", 62, "applications"),
        ("Of the 1,140 applications, 62% were approved and 27% returned.", "en", 27, "applications"),
        ("Sales rose 12% in China and 5% in Europe.", "en", 5, "Sales"),
        ("The tally puts China at 44%, the U.S. at 29%.", "en", 29, "U.S."),
        ("Elle revendique 2,6 millions d'abonnés, dont la moitié en France.", "fr", 50, "abonnés"),
        ("Le groupe investira 2 milliards d'euros d'ici à 2030, contre 900 millions.", "fr", 900e6, "groupe"),
    ],
)
def test_what_another_amount_stands_in_is_said_of_what_that_one_is(text, language, amount, subject):
    assert said_of(text, language)[amount] == subject


@pytest.mark.parametrize(
    ("text", "language", "amount", "subject"),
    [
        ("Sa facture électrique a augmenté d'un tiers.", "fr", 33.33, "facture électrique"),
        ("L'offre familiale passe à 34,99 €.", "fr", 34.99, "offre familiale"),
        ("Le groupe boucle un tour de table de 85 M€.", "fr", 85e6, "tour de table"),
        ("Le fonds souverain met 2 milliards d'euros.", "fr", 2e9, "fonds souverain"),
        ("Korea's Mirae Chips took in 410 billion won.", "en", 410e9, "Korea's Mirae Chips"),
        ("The ring moved more than 7,000 chips worth upward of $390 million.", "en", 390e6, "chips"),
        ("Parliament unveils more than $174 billion plan.", "en", 174e9, "Parliament"),
        ("Rocket maker Wanhu aims to raise 7.5 billion yuan.", "en", 7.5e9, "Rocket maker Wanhu"),
        ("Chip shortages threaten 20% rise in phone prices.", "en", 20, "phone prices"),
        ("Train fares slashed by up to 200 rupees.", "en", 200, "Train fares"),
        ("Beijing imposes 55 percent tariff on beef.", "en", 55, "tariff"),
        ("Mirae cut its price from $5 to $3 per million tokens.", "en", 5, "price"),
        ("Mirae cut its price from $5 to $3 per million tokens.", "en", 3, "price"),
        ("Brussels raised the levy to 25 per cent.", "en", 25, "levy"),
        ("The lab slashed prices by 80%.", "en", 80, "prices"),
        ("Mirae baisse le prix de ses jetons de 5 à 3 dollars.", "fr", 3, "prix de ses jetons"),
        ("The levy was raised to 25 per cent.", "en", 25, "levy"),
        ("Le taux a été relevé de 3 %.", "fr", 3, "taux"),
        ("Revenue rose from $2 billion to $3 billion.", "en", 3e9, "Revenue"),
        ("A first phase of 350 megawatts is planned.", "en", 350, "first phase"),
        ("It has 144GB of memory and draws 700 watts.", "en", 144, "memory"),
        ("Grok 4 scored 45.1% on the test.", "en", 45.1, "Grok 4"),
        (
            "Chip exports hit a record $17.3 billion in the first 20 days of May.",
            "en",
            17.3e9,
            "Chip exports",
        ),
        ("The first 200 MW are due in May.", "en", 200, "The first 200 MW are due in May."),
        ("Analysts put SMIC's yield at 45%.", "en", 45, "SMIC's yield"),
        ("The new round puts Nexora's valuation at $9 billion.", "en", 9e9, "Nexora's valuation"),
        ("Le cabinet estime la perte à 40 millions d'euros.", "fr", 40e6, "perte"),
        ("It plans capital spending of 160 billion yuan.", "en", 160e9, "capital spending"),
        ("A first phase of 350 megawatts due online in May is planned.", "en", 350, "first phase"),
        ("Some 90,000 jobs depend on it, a tenth of them in Wales.", "en", 10, "jobs"),
        (
            "La part des femmes est de 17 %, contre 10 % un an plus tôt et à peine 6 % en 2023.",
            "fr",
            6,
            "part des femmes",
        ),
        ("It will spend $310 million on chips over five years, up from $240 million.", "en", 240e6, "chips"),
        ("The average price stretched to $76.", "en", 76, "average price"),
        ("Nvidia gibt 15 Prozent der Auslandserlöse ab.", "de", 15, "Auslandserlöse"),
        ("Intel zahlt 30 Prozent der Hilfen zurück.", "de", 30, "Hilfen"),
    ],
)
def test_no_verb_and_no_joint_is_a_part_of_what_it_is_said_of(text, language, amount, subject):
    assert said_of(text, language)[amount] == subject


@pytest.mark.parametrize(
    ("text", "language", "amount", "subject"),
    [
        ("Broker jailed for smuggling $160 million of Vexa chips to Dubai.", "en", 160e6, "Vexa chips"),
        ("Fund to buy $2 billion of Orrin shares.", "en", 2e9, "Orrin shares"),
        ("Der Konzern gibt 15 Prozent seiner Auslandserlöse an den Staat ab.", "de", 15, "Auslandserlöse"),
        ("Halden raised $9 billion in China.", "en", 9e9, "Halden"),
    ],
)
def test_a_name_behind_an_of_is_what_it_is_said_of_and_behind_an_in_is_where(text, language, amount, subject):
    assert said_of(text, language)[amount] == subject


@pytest.mark.parametrize(
    ("text", "language", "amount", "subject"),
    [
        ("Chez lui, un tiers des 660 licenciements touche la recherche.", "fr", 33.33, "licenciements"),
        ("Rund 70 Prozent der 12.500 Absolventen bleiben im Land.", "de", 70, "Absolventen"),
        ("An audit flagged 21% of its 79,000 reviews.", "en", 21, "reviews"),
        ("Le groupe emploie 2 750 salariés et perdra près de la moitié d'entre eux.", "fr", 50, "salariés"),
        ("It has 2,750 staff and may lose nearly half of them.", "en", 50, "staff"),
        ("Zwei Drittel der 640 Kliniken testen sie, acht von zehn melden Erfolge.", "de", 80, "Kliniken"),
        (
            "Das Land hat 2,8 Millionen Studierende, jeder siebte kommt von weither.",
            "de",
            14.29,
            "Studierende",
        ),
        ("Huaxin posts 12.6% rise in quarterly revenue", "en", 12.6, "quarterly revenue"),
        ("Huaxin reported a 5% fall in profit.", "en", 5, "profit"),
        ("Huaxin posts 12% rise in the quarter", "en", 12, "Huaxin posts"),
        ("Les effectifs ont fondu de 4 % depuis janvier.", "fr", 4, "effectifs"),
        ("Samsung lança o modelo e mantém a cobrança de 100 mil dólares.", "pt", 100e3, "cobrança"),
    ],
)
def test_a_share_is_said_of_its_whole_and_a_change_of_what_changed(text, language, amount, subject):
    assert said_of(text, language)[amount] == subject


@pytest.mark.parametrize(
    ("text", "language", "amount", "subject"),
    [
        ("AMD meldet 12,4 Milliarden Dollar Umsatz im dritten Quartal.", "de", 12.4e9, "Umsatz"),
        ("Das Haus braucht 48 Megawatt Strom.", "de", 48, "Strom"),
        ("Die Anlage läuft nur noch mit 60-prozentiger Auslastung.", "de", 60, "Auslastung"),
        ("Nvidia liefert 400.000 Chips im Wert von 12 Milliarden Dollar.", "de", 12e9, "Chips"),
        ("Il a infligé 37 amendes pour un montant cumulé de 55 millions d'euros.", "fr", 55e6, "amendes"),
        ("It was wired in three payments, the largest of them $1.4 million.", "en", 1.4e6, "payments"),
        ("Fines may reach twice the value of the goods.", "en", 2, "value"),
        ("Shipments are twice as many.", "en", 2, "Shipments"),
        ("Uno de cada dos robots es asiático; hace diez años eran uno de cada tres.", "es", 33.33, "robots"),
    ],
)
def test_no_sum_and_no_time_stands_for_what_an_amount_is_of(text, language, amount, subject):
    assert said_of(text, language)[amount] == subject
