from dataclasses import replace

import pytest

from digest.model.figure import Figure
from digest.understand.traits import head, shared_terms, traits
from tests.builders import item


def test_a_shared_word_is_told_once_however_it_is_spelled():
    one = item("Alibaba's Qwen: Alibaba opens it", summary="The Qwen model by ALIBABA is open.")
    common = {head("alibaba"): 0.5, head("alibaba's"): 0.5, "qwen": 0.4, "@alibaba": 0.3}

    assert shared_terms(one, common) == ("Alibaba's", "Qwen")


def test_an_actor_is_told_by_its_id_where_the_words_do_not_name_it():
    one = item("阿里巴巴发布新模型")

    assert "alibaba" in shared_terms(one, {"@alibaba": 0.3})


def test_that_it_is_about_ai_and_of_a_year_is_nothing_two_items_share():
    one = traits(item("AI slop won in 2025, and fingerprints may be the answer in 2026"))
    other = traits(item("How AI agents take over your shopping in 2026"))

    assert one.words.keys().isdisjoint(other.words)


@pytest.mark.parametrize("unit", ["parameters", "参数", "параметров"])
def test_models_of_one_size_have_no_number_in_common(unit):
    size, derived = (Figure(7e9, unit, "", "", "i"), Figure(500, "models", "", "", "i"))

    assert traits(replace(item("A model comes"), figures=(size, derived))).numbers == {("", 500)}
