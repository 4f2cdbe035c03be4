"""Which stories come first, which are held back and why."""

from datetime import timedelta

import pytest

from digest.model.outlet import Viewpoint
from digest.model.subscription import Mute
from digest.model.theme import Filing
from digest.model.window import Window
from digest.tell.rank import rank
from digest.tell.reasons import NO_ROOM, NO_THEME, WEAK
from digest.understand.fillers import Filler
from tests.builders import NOW, story
from tests.costs import costs_at_most

WINDOW = Window(NOW - timedelta(days=1), NOW)
THEMES = ("open_source", "export_controls", "talent")
OPEN = (Filing("open_source", 9.0),)


def order(*stories, **fields):
    return rank(stories, window=WINDOW, themes=THEMES, **fields)


def titles(ranked):
    return [each.story.title for each in ranked]


def test_independent_voices_come_before_copies():
    copied = story("One owner tells it in nine outlets", themes=OPEN, outlets=9, owners=1)
    shared = story("Three owners tell it", themes=OPEN, outlets=3, owners=3)

    assert titles(order(copied, shared)) == [shared.title, copied.title]


def test_what_several_sides_tell_comes_before_what_one_tells():
    alone = story("One side tells it", themes=OPEN, owners=2, viewpoints={Viewpoint.US: 2})
    both = story("Two sides tell it", themes=OPEN, owners=2, viewpoints={Viewpoint.US: 1, Viewpoint.CHINA: 1})

    assert titles(order(alone, both))[0] == both.title


def test_unknown_outlets_are_no_side():
    some = order(story(themes=OPEN, viewpoints={Viewpoint.US: 1, Viewpoint.OTHER: 4}))

    assert some[0].parts["sides"] == 0


def test_the_newer_of_equals_comes_first():
    old = story("A first thing", themes=OPEN, last_seen=NOW - timedelta(hours=20))
    new = story("A later thing", themes=OPEN, last_seen=NOW - timedelta(hours=1))

    assert titles(order(old, new)) == [new.title, old.title]


def test_a_date_in_the_future_lifts_nothing():
    ahead, now = (
        order(story(themes=OPEN, last_seen=moment))[0].parts["fresh"]
        for moment in (NOW + timedelta(days=9), NOW)
    )

    assert ahead == now


def test_the_score_is_the_sum_of_its_parts():
    one = order(story(themes=OPEN, owners=3, actors=("huawei",), developments=("x",)))[0]

    assert one.score == pytest.approx(sum(one.parts.values()))


@pytest.mark.parametrize(
    "more",
    [{"themes": (Filing("open_source", 12.0),)}, {"actors": ("huawei",)}, {"developments": ("ab" * 8,)}],
)
def test_a_stronger_theme_whom_it_names_and_what_it_follows_from_speak_for_a_story(more):
    plain, lifted = (order(story(**{"themes": OPEN} | fields))[0].score for fields in ({}, more))

    assert lifted > plain


def test_a_story_goes_into_the_section_of_its_strongest_theme():
    both = story(themes=(Filing("talent", 3.0), Filing("export_controls", 9.0)))

    assert order(both)[0].theme == "export_controls"


def test_of_equal_themes_the_section_that_comes_first_has_the_story():
    both = story(themes=(Filing("talent", 5.0), Filing("open_source", 5.0)))

    assert order(both)[0].theme == "open_source"


def test_a_story_of_other_themes_is_held_back():
    assert order(story(themes=(Filing("pricing", 9.0),)))[0].held_back_by == NO_THEME


@pytest.mark.parametrize(
    ("owners", "strength", "is_shown"),
    [(1, 4.3, False), (1, 4.4, True), (2, 3.9, False), (3, 3.9, False), (3, 4.0, True), (4, 3.1, True)],
)
def test_what_few_tell_must_be_plainly_on_theme(owners, strength, is_shown):
    [one] = order(story(themes=(Filing("open_source", strength),), owners=owners))

    assert one.held_back_by == (None if is_shown else WEAK)


def test_what_is_muted_is_held_back_and_named():
    mute = Mute(actors=frozenset({"huawei"}), terms=frozenset({"chips", "开源"}))
    ranked = order(
        story("Huawei moves", themes=OPEN, actors=("huawei",)),
        story("A bag of Chips arrives", themes=OPEN),
        story("智谱开源新模型", themes=OPEN),
        story("Chipsets are another word", themes=OPEN),
        mute=mute,
    )

    assert {each.story.title: each.held_back_by for each in ranked} == {
        "Huawei moves": "muted actor: huawei",
        "A bag of Chips arrives": "muted term: chips",
        "智谱开源新模型": "muted term: 开源",
        "Chipsets are another word": None,
    }


def test_ten_thousand_stories_are_ranked_in_a_blink():
    some = [
        story(
            f"Ministry grants licence number {n} to a maker of chips",
            themes=OPEN,
            owners=n % 9 + 1,
            actors=("a",),
        )
        for n in range(10_000)
    ]

    assert len(order(*some)) == 10_000
    assert costs_at_most(200, lambda: order(*some))


def test_of_very_many_only_those_that_could_be_shown_are_judged_by_their_titles():
    found = order(*(story(f"How to bake chips, part {n}", themes=OPEN) for n in range(600)))

    assert {each.held_back_by for each in found} == {Filler.HOW_TO, NO_ROOM}


def test_a_flood_in_one_theme_leaves_the_stories_of_another_their_place():
    flood = [story(f"Firm {n} opens its model", themes=OPEN, owners=2) for n in range(600)]
    other = story("Ten researchers leave for Boston", themes=(Filing("talent", 9.0),))

    held_back = {each.story.id: each.held_back_by for each in order(*flood, other)}

    assert held_back[other.id] is None
    assert NO_ROOM in held_back.values()


@pytest.mark.parametrize(("owners", "reason"), [(2, Filler.HOW_TO), (3, None)])
def test_what_several_tell_has_happened_whatever_one_of_them_called_it(owners, reason):
    [one] = order(story("How to bake chips", themes=OPEN, owners=owners))

    assert one.held_back_by == reason


def test_a_title_with_a_number_comes_before_one_without_and_a_question_last():
    asked = story("Will 20 firms be listed?", themes=OPEN)
    plain = story("More firms are listed", themes=OPEN)
    counted = story("20 firms are listed", themes=OPEN)

    assert titles(order(asked, plain, counted)) == [counted.title, plain.title, asked.title]


def test_each_further_owner_is_worth_less_and_past_some_nothing():
    worth = [order(story(themes=OPEN, owners=owners))[0].parts["owners"] for owners in (1, 2, 4, 40, 400)]
    steps = [after - before for before, after in zip(worth, worth[1:], strict=False)]

    assert worth[0] < worth[1] < worth[2] < worth[3] == worth[4]
    assert steps[0] > steps[1] / 2 > 0
