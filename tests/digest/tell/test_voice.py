"""How numbers are said in each language."""

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
