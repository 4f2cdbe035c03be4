from dataclasses import replace

import pytest

from config.knowledge import load_knowledge
from digest.model.figure import Figure
from digest.understand.traits import traits
from tests.builders import item


def test_that_it_is_about_ai_and_of_a_year_is_nothing_two_items_share():
    one = traits(item("AI slop won in 2025, and fingerprints may be the answer in 2026"))
    other = traits(item("How AI agents take over your shopping in 2026"))

    assert one.words.keys().isdisjoint(other.words)


@pytest.mark.parametrize("unit", ["parameters", "参数", "параметров"])
def test_models_of_one_size_have_no_number_in_common(unit):
    size, derived = (Figure(7e9, unit, "", "", "i"), Figure(500, "models", "", "", "i"))

    assert traits(replace(item("A model comes"), figures=(size, derived))).numbers == {("", 500)}


def test_where_models_of_all_makers_are_shown_is_nothing_two_items_share():
    platforms = tuple(actor.id for actor in load_knowledge().actors if actor.kind == "platform")

    shown = traits(item("A model comes", actors=("deepseek", *platforms)))

    assert platforms
    assert shown.actors == ("deepseek",)
    assert [word for word in shown.words if word.startswith("@")] == ["@deepseek"]
