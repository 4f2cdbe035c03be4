from dataclasses import replace

from digest.model.outlet import Viewpoint
from digest.model.story import Story
from digest.tell.compare import compare
from tests.builders import NOW, item
from tests.costs import costs_at_most

TITLE = "Lab opens weights"


def told(*items, languages=("en",)):
    story = Story("s", TITLE, "en", NOW, NOW, NOW, items=tuple(each.id for each in items))
    return compare(story, items, languages=languages)


def us(summary="", **fields):
    return item(TITLE, id="u", outlet="u.example", viewpoint=Viewpoint.US, summary=summary, **fields)


def chinese(summary="", title="Lab frees weights", **fields):
    return item(title, id="c", outlet="c.example", viewpoint=Viewpoint.CHINA, summary=summary, **fields)


def test_each_side_says_a_sentence_of_its_own():
    american = "The Washington think tank called the release a challenge to American laboratories."
    comparison = told(
        us(american), chinese("The laboratory in Hangzhou said that openness serves the whole world.")
    )

    assert [side.viewpoint for side in comparison.sides] == [Viewpoint.US, Viewpoint.CHINA]
    assert comparison.sides[0].sentence == american
    assert comparison.silent == (Viewpoint.EUROPE, Viewpoint.TAIWAN_JAPAN_KOREA, Viewpoint.GLOBAL_SOUTH)


def test_a_side_is_heard_in_a_language_that_the_reader_prefers_where_it_speaks_one():
    chinese_ = chinese(
        "杭州的这家实验室表示，开放有利于全世界的研究者和开发者。", title="实验室开放权重", language="zh-Hans"
    )
    english = replace(
        chinese("The laboratory in Hangzhou said that openness serves the whole world."),
        id="e",
        outlet="e.example",
    )

    heard = [
        told(chinese_, english, languages=languages).sides[0].outlet
        for languages in (["fr", "en"], ["zh", "en"], ["fr"])
    ]

    assert heard == ["e.example", "c.example", "c.example"]


def test_a_copy_of_one_report_is_no_second_voice():
    report = "The laboratory published the weights on Monday under a licence that allows commercial use."
    comparison = told(us(report), chinese(report))

    assert [side.outlet for side in comparison.sides] == ["u.example"]
    assert [each.outlet for each in comparison.headlines] == ["c.example"]


def test_a_title_is_no_sentence_but_its_side_is_not_silent():
    comparison = told(us("Lab opens weights."), chinese())

    assert comparison.sides == ()
    assert [each.title for each in comparison.headlines] == [TITLE, "Lab frees weights"]
    assert Viewpoint.CHINA not in comparison.silent


def test_other_is_never_silent():
    assert Viewpoint.OTHER not in told(us()).silent


def test_a_side_of_which_hundreds_tell_in_headlines_alone_is_soon_looked_through():
    titles = [" ".join(f"w{number % (step + 7)}" for step in range(12)) for number in range(800)]
    items = [item(title, id=f"i{place}", summary=f"{title}.") for place, title in enumerate(titles)]

    assert costs_at_most(100, lambda: told(*items))
