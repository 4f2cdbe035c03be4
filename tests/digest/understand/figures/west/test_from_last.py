"""What a number without a unit takes from the one before it, and what it does not."""

import pytest

from tests.digest.understand.figures.finding import found


@pytest.mark.parametrize(
    ("text", "language", "figures"),
    [
        (
            "Wendtland führt mit 412.000 Kunden vor Nordstrom (etwa 365.000).",
            "de",
            {(412e3, "Kunden"), (365e3, "Kunden")},
        ),
        ("Lorne has 412,000 users, ahead of Brand (365,000).", "en", {(412e3, "users"), (365e3, "users")}),
        (
            "Dará 2.400 empleos directos y hasta 9.500 indirectos.",
            "es",
            {(2400, "empleos"), (9500, "empleos")},
        ),
        ("Le site créera 300 emplois directs et 900 indirects.", "fr", {(300, "emplois"), (900, "emplois")}),
        ("The plant brings 300 jobs and 900 indirect ones.", "en", {(300, "jobs")}),
        (
            "Impuso 640 sanciones por 970 millones de euros; dos de ellas son firmes.",
            "es",
            {(640, "sanciones"), (970e6, "EUR"), (2, "sanciones")},
        ),
        (
            "Fijó 350 euros, menos de la mitad de los 800 que pedía.",
            "es",
            {(350, "EUR"), (50, "%"), (800, "EUR")},
        ),
        ("Bei jeder achten Stelle (9.800) fehlt jemand.", "de", {(12.5, "%"), (9_800, "Stelle")}),
    ],
)
def test_what_is_of_the_same_counts_the_same(text, language, figures):
    assert found(text, language) == figures


@pytest.mark.parametrize(
    ("text", "language", "figures"),
    [
        (
            "Of the 48 labs surveyed, seven had a plan and only three a test.",
            "en",
            {(48, "labs"), (7, "labs"), (3, "labs")},
        ),
        (
            "Sur 48 dossiers déposés, cinq seulement ont été acceptés.",
            "fr",
            {(48, "dossiers"), (5, "dossiers")},
        ),
        ("Von 48 Anträgen wurden nur fünf bewilligt.", "de", {(48, "Anträgen"), (5, "Anträgen")}),
        (
            "De las 48 solicitudes solo cinco fueron aprobadas.",
            "es",
            {(48, "solicitudes"), (5, "solicitudes")},
        ),
        ("Of 48 labs in 2019, only Lorne had a plan.", "en", {(48, "labs")}),
    ],
)
def test_a_part_of_those_with_which_a_sentence_begins_is_of_them(text, language, figures):
    assert found(text, language) == figures


@pytest.mark.parametrize(
    ("text", "language", "figure"),
    [
        ("El parque suma 600 MW y la inversión roza los 1.000 millones.", "es", (600, "MW")),
        ("Dos investigadoras se van con una beca de siete millones.", "es", (2, "investigadoras")),
        ("Lorne hired 300 engineers in Lyon (2019).", "en", (300, "engineers")),
        ("Afectará a 1.100 artículos por valor de 34.000 millones.", "es", (1_100, "artículos")),
    ],
)
def test_a_sum_is_no_measure_and_no_people_and_a_year_counts_nobody(text, language, figure):
    assert found(text, language) == {figure}


@pytest.mark.parametrize(
    ("text", "language", "figures"),
    [
        (
            "Der Konzern streicht bis zu 2000 der 14.800 Stellen.",
            "de",
            {(2000, "Stellen"), (14_800, "Stellen")},
        ),
        ("It will close about 2025 of the 9,100 shops.", "en", {(2025, "shops"), (9_100, "shops")}),
    ],
)
def test_what_looks_like_a_year_is_a_part_of_what_follows(text, language, figures):
    assert found(text, language) == figures
