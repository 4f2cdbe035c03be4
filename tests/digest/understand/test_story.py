"""The story as a value: its title, its themes, and what it counts."""

import random
from datetime import timedelta

import pytest

from digest.model.item import Item
from digest.model.story import Because
from digest.model.theme import Filing
from digest.understand.story import build_story, clearest
from tests.builders import NOW, item
from tests.costs import costs_at_most
from tests.digest.understand.grouping.readings import NEXPERIA


def test_a_story_counts_its_outlets_and_spans_its_items():
    first = item(NEXPERIA[0], outlet="a.example", first_seen=NOW - timedelta(hours=3))
    second = item(NEXPERIA[1], outlet="b.example", first_seen=NOW - timedelta(hours=1), actors=("nexperia",))
    why = {second.id: Because(first.id, 0.5, ("Nexperia",))}
    story = build_story("s", [second, first], why)

    assert (story.id, story.outlets) == ("s", 2)
    assert (story.first_seen, story.last_seen) == (first.first_seen, second.first_seen)
    assert set(story.items) == {first.id, second.id}
    assert story.because == why
    assert story.actors == ("nexperia",)


def test_the_title_is_the_one_nearest_to_all_others():
    said = [item(title) for title in (*NEXPERIA, "Europe's chip drama: what happens now?")]

    assert clearest(said).title in NEXPERIA


@pytest.mark.parametrize("mark", ["?", "？", "…"])
def test_a_question_is_no_headline_where_another_outlet_says_what_happened(mark):
    asked = item(
        f"华为新一代人工智能芯片将向中国数据中心大规模出货{mark}",
        language="zh-Hans",
        url="https://a.example/1",
    )
    told = item(
        "华为新一代人工智能芯片将向中国数据中心大规模出货", language="zh-Hans", url="https://b.example/2"
    )

    assert clearest([asked, told]) == told


@pytest.mark.parametrize(
    "filler",
    [
        "How to watch the Huawei keynote on its new AI chip for data centres live",
        "Huawei keynote on its new AI chip for data centres: live updates",
        "Hands-on: Huawei and its new AI chip for Chinese data centres",
        "I saw the Huawei keynote on its new AI chip for data centres",
    ],
)
def test_a_title_that_is_no_news_words_no_story_that_another_outlet_tells(filler):
    told = item("Everything that Huawei announced at its keynote", url="https://c.example/3")
    same = [item(filler, url=f"https://{name}.example/1") for name in "ab"]

    assert clearest([*same, told]) == told


def test_a_column_words_no_story_that_another_outlet_reports():
    column = item("Washington is selling its lead in chips", url="https://a.example/opinion/chips")
    report = item("US allows sale of chips to China", url="https://b.example/news/chips")

    assert clearest([column, report]) == report


@pytest.mark.parametrize(
    ("language", "teaser", "plain"),
    [
        (
            "en",
            "The lab's most famous researcher reveals truth behind his exit",
            "Departing chief scientist of the lab says results were polished",
        ),
        (
            "en",
            "Here's why the lab's researcher is leaving",
            "Researcher of the lab leaves over its strategy",
        ),
        ("en", "You won't believe what the lab paid its researcher", "Lab pays researcher 100 million"),
        ("en", "Lab's chief says what we already know about its chips", "Chief: chips will cost more"),
        ("fr", "Voici pourquoi le chercheur quitte le laboratoire", "Un chercheur quitte le laboratoire"),
        ("de", "Das ist der Grund für den Abgang des Forschers", "Forscher verlässt das Labor im Streit"),
        ("es", "Esta es la razón por la que se va el investigador", "El investigador deja el laboratorio"),
        ("pl", "Nie uwierzysz, dlaczego badacz odchodzi z laboratorium", "Badacz odchodzi z laboratorium"),
    ],
)
def test_a_title_that_keeps_back_what_happened_words_no_story_that_another_outlet_tells(
    language, teaser, plain
):
    teasing = item(teaser, language=language, url="https://a.example/1")
    telling = item(plain, language=language, url="https://b.example/2")

    assert clearest([teasing, telling]) == telling


def test_a_story_of_a_theme_is_worded_by_a_headline_that_is_on_it():
    filed = Filing("open_source", 9.0)
    aside = item("Coding agents on the go, tried for a week", url="https://a.example/1")
    told = item("New open code model beats the closed ones", url="https://b.example/2", themes=(filed,))

    assert clearest([aside, told]) == told


def test_who_only_passes_on_a_report_words_no_story_that_its_outlet_tells():
    passed_on = item(NEXPERIA[1], outlet="tech.slashdot.org", published=NOW - timedelta(hours=1))
    told = item(NEXPERIA[0], outlet="a.example", published=NOW)

    assert clearest([passed_on, told]) == told
    assert clearest([passed_on]) == passed_on


def test_of_two_languages_with_equally_many_items_the_one_on_a_theme_gives_the_title():
    polish = item("Generator energii z kropel deszczu dla inteligentnych miast", language="pl")
    english = item(NEXPERIA[0], themes=(Filing("compute_energy", 9.0),), published=NOW + timedelta(hours=1))

    assert build_story("s", [polish, english]).language == "en"


def test_of_two_languages_with_nothing_between_them_the_first_to_tell_gives_the_title():
    english = item("Dutch government takes control of chipmaker Nexperia")
    polish = item("Rząd Holandii przejmuje kontrolę nad producentem chipów", language="pl", published=NOW)

    assert build_story("s", [polish, english]).title == english.title


def test_the_language_of_most_items_gives_the_title():
    said = [item("荷兰政府接管安世半导体", language="zh-Hans"), item(NEXPERIA[0]), item(NEXPERIA[1])]

    assert build_story("s", said).language == "en"


def themed(*names: str, score: float = 4.0, **fields) -> Item:
    return item(
        fields.pop("title", NEXPERIA[0]),
        outlet=f"{random.Random(str(fields)).random()}.example",
        themes=tuple(Filing(name, score, (f"term of {name}",)) for name in names),
        **fields,
    )


@pytest.mark.parametrize(
    ("filed", "expected"),
    [
        ([["talent"]], ["talent"]),
        ([["talent"], ["talent", "pricing"]], ["talent"]),
        ([["talent"], []], ["talent"]),
        ([["talent"], ["pricing"]], ["talent"]),
        ([["talent"]] * 20 + [["pricing"]] * 2, ["talent"]),
        ([["talent"], [], []], ["talent"]),
        ([["talent"], [], [], []], []),
        ([[]], []),
    ],
)
def test_a_theme_needs_two_items_and_a_share_of_the_story(filed, expected):
    said = [themed(*names, title=f"{NEXPERIA[0]} {n}") for n, names in enumerate(filed)]

    assert [filing.theme for filing in build_story("s", said).themes] == expected


@pytest.mark.parametrize(
    ("filed", "score"), [([["talent"]] * 2, 4.0), ([["talent"], []], 4.0), ([["talent"], [], []], 2.31)]
)
def test_a_theme_that_few_of_a_story_s_items_are_on_weighs_less(filed, score):
    said = [themed(*names, title=f"{NEXPERIA[0]} {n}") for n, names in enumerate(filed)]

    [filing] = build_story("s", said).themes

    assert round(filing.score, 2) == score


def test_a_story_of_5000_items_is_built_quickly():
    said = [item(f"{NEXPERIA[n % 3]} {n}", outlet=f"o{n}.example") for n in range(5_000)]

    assert len(build_story("s", said).items) == 5_000
    assert costs_at_most(500, lambda: build_story("s", said))
