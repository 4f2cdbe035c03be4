from functools import cache

import pytest

from config.knowledge import load_knowledge
from digest.understand.actors import Names
from digest.understand.headline_names import headline_names
from tests.builders import item


@cache
def actors() -> Names:
    return Names(load_knowledge())


def names(title: str, summary: str = "", language: str = "en") -> set[str]:
    return set(headline_names(item(title, summary=summary, language=language), actors()).values())


@pytest.mark.parametrize(
    ("title", "language", "named"),
    [
        ("Meta raises $619 million from Lunova to train models", "en", {"@meta", "lunov"}),
        ("Tribunal europeo sanciona a Grokia por sus datos", "es", {"groki"}),
        ("Стартап обучил модель вместе с Лунова", "ru", {"лунов"}),
        ("英伟达季度营收超预期", "zh-Hans", {"@nvidia"}),
        ("إنفيديا تعلن نتائج الربع الثالث", "ar", {"@nvidia"}),
        ("Texas Bans DeepSeek On All Government Devices", "en", {"@deepseek"}),
        ("Start-up Lunova sammelt für Modelle viel Geld ein", "de", set()),
        ("Le ministre reçoit Hélion à Pékin".replace("é", "e\u0301"), "fr", {"@china", "hélio"}),
        ("COURT HALTS BAN ON LUNOVA APP", "en", set()),
        ("Chipmaker halts exports - The Verge", "en", set()),
        ("OpenAI'nin yeni modeli ücretsiz olacak", "tr", {"@openai"}),
    ],
)
def test_makers_and_states_are_named_and_what_has_a_capital_in_the_midst_of_a_sentence(
    title, language, named
):
    assert names(title, language=language) == named


@pytest.mark.parametrize(
    "title", ["Judge dismisses suit over training", "Exclusive: Chipmaker halts production"]
)
def test_a_capital_at_the_beginning_names_nobody(title):
    assert names(title) == set()


def test_but_whom_the_lead_names_in_the_midst_of_a_sentence_it_does():
    assert names("Lunova raises money for robots", "Paris-based Lunova said so on Monday.") == {"lunov"}


def test_an_actor_has_one_name_however_it_is_called():
    assert names("Foxconn posts record revenue") == names("Hon Hai posts record revenue") == {"@foxconn"}


def test_who_speaks_for_a_state_or_a_maker_is_not_told_apart_from_it():
    assert names("Trump blocks sale of chips") == set()
