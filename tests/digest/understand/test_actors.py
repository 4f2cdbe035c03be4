import pytest

from config.knowledge import load_knowledge
from digest.understand.read import read
from tests.builders import item

KNOWLEDGE = load_knowledge(embedder="none")


def named(title):
    [reading] = read([item(title, language="und")], KNOWLEDGE)
    return reading.item.actors


@pytest.mark.parametrize(
    "title",
    [
        "Huawei opens a plant",
        "华为发布新芯片",
        "華為推出新晶片",
        "ファーウェイ、AI半導体を公開",
        "화웨이 새 칩 공개",
        "Хуавэй представила новый чип",
        "هواوي تكشف عن شريحة جديدة",
    ],
)
def test_one_actor_is_one_in_any_script(title):
    assert "huawei" in named(title)


@pytest.mark.parametrize(
    ("title", "actor"),
    [
        ("Bank for International Settlements (BIS) warns of debt", "bis"),
        ("Kimi Antonelli wins the race", "kimi"),
        ("Le SMIC augmente en janvier", "smic"),
        ("Claude Monet's garden reopens", "claude"),
        ("Le mistral souffle sur la Provence", "mistral-ai"),
        ("Le CAC 40 termine en hausse", "cac"),
        ("Rand falls against the dollar", "rand"),
        ("He broke his arm on the stairs", "arm"),
        ("Gemini: your horoscope for the week", "gemini"),
    ],
)
def test_look_alikes_are_not_taken_for_actors(title, actor):
    assert actor not in named(title)
