"""How numbers are said in each language."""

from datetime import UTC, datetime

import pytest

from digest.tell.voice import speaker


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        (27e9, "parameters", "27 milliards de parameters"),
        (3e6, "heures", "3 millions d’heures"),
        (8.27e9, "CNY", "8,27 milliards de CNY"),
        (2e9, "USD", "2 milliards de dollars"),
        (3.5e9, "EUR", "3,5 milliards d’euros"),
        (40, "heures", "40 heures"),
    ],
)
def test_a_french_million_is_a_noun(amount, unit, said):
    assert speaker("fr").amount(amount, unit) == said


def test_a_time_of_day_names_its_zone():
    moment = datetime(2026, 3, 4, 7, 30, tzinfo=UTC)

    assert speaker("en").moment(moment, "Europe/Paris") == "Wed 4 March, 08:30 (Europe/Paris)"
    assert speaker("fr").moment(moment, "UTC") == "mer. 4 mars, 07:30 (UTC)"
