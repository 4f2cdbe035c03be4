"""Grouping without an encoder, and with vectors made up for the purpose."""

import gc
import random
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.ids import derive_id
from digest.model.figure import Figure
from digest.model.item import Reading
from digest.understand.grouping.because import Reason
from digest.understand.grouping.group import Grouping, Placed
from digest.understand.grouping.open_stories import LIFE, MEMORY, OpenStories, compared
from digest.understand.traits import releases
from tests.builders import NOW, item
from tests.costs import costs_at_most
from tests.digest.understand.grouping.readings import (
    GRANTED,
    NEXPERIA,
    STALLED,
    directions,
    ids,
    parts_of_news,
    place,
    reading,
    senses,
    stories,
    strangers_in_one,
)

TITLES = (
    *NEXPERIA,
    "Moonshot releases Kimi K2 with open weights",
    "Kimi K2 from Moonshot is released, weights open to all",
    "Korea's basic act on artificial intelligence takes effect",
    "Basic act on artificial intelligence takes effect in Korea",
    "Wheat harvest in Kansas falls short",
)
PLACES = {actor: actor for actor in ("china", "india", "malaysia", "south-korea")} | {"mofcom": "china"}


def test_items_about_one_happening_make_one_story():
    one, other, third = map(reading, TITLES[:3])

    assert stories(place(one, other, third)) == [ids(one, other, third)]


def test_items_about_two_happenings_make_two():
    dutch, korean = reading(TITLES[0]), reading(TITLES[5])

    assert len(stories(place(dutch, korean))) == 2


def test_a_story_has_the_id_of_its_first_item():
    late = reading(TITLES[0], published=NOW - timedelta(hours=1))
    early = reading(TITLES[1], published=NOW - timedelta(hours=5))

    assert {p.story_id for p in place(late, early)} == {derive_id("story", early.item.id)}


def test_a_late_item_joins_and_the_story_keeps_its_id():
    grouping = Grouping()
    [first] = place(reading(TITLES[0]), grouping=grouping)
    [late] = place(reading(TITLES[1], published=NOW - timedelta(hours=30)), grouping=grouping)

    assert late.story_id == first.story_id


def test_a_story_lives_while_it_is_told():
    grouping = Grouping()
    days = [
        reading(TITLES[0], outlet=f"{day}.example", published=NOW - timedelta(days=10 - 2 * day))
        for day in range(5)
    ]
    told = {place(one, grouping=grouping)[0].story_id for one in days}

    assert len(told) == 1


def test_the_same_words_a_week_later_are_another_story():
    grouping = Grouping()
    [first] = place(
        reading(TITLES[0], outlet="a.example", published=NOW - timedelta(days=7)), grouping=grouping
    )
    [second] = place(reading(TITLES[0], outlet="b.example"), grouping=grouping)

    assert first.story_id != second.story_id


@settings(max_examples=25)
@given(st.permutations(TITLES), st.integers(0, 3))
def test_order_within_a_batch_does_not_matter(titles, seed):
    rng = random.Random(seed)
    hours = {title: rng.randrange(40) for title in TITLES}
    made = {t: reading(t, published=NOW - timedelta(hours=hours[t])) for t in TITLES}

    assert place(*(made[t] for t in titles)) == place(*(made[t] for t in TITLES))


@settings(max_examples=15)
@given(st.permutations(range(12)))
def test_nor_does_it_with_vectors(order):
    near = directions(4)
    made = [
        reading(f"{n} reports", vector=near[n % 4] + 0.2 * directions(12)[n], language=("en", "ja")[n % 2])
        for n in range(12)
    ]

    assert place(*(made[n] for n in order)) == place(*made)


def test_an_item_that_has_its_place_is_left_out():
    grouping = Grouping()
    first = reading(TITLES[0])
    place(first, grouping=grouping)

    placed = place(first, reading(TITLES[1]), grouping=grouping)

    assert [one.item_id for one in placed] == [reading(TITLES[1]).item.id]


def test_what_is_not_to_be_grouped_is_left_out():
    assert place(Reading(item("Wheat harvest falls short"), is_grouped=False)) == []


def test_why_an_item_is_in_names_the_nearest_the_score_and_what_they_share():
    far = reading("Dutch ministers discuss control over technology firms such as Nexperia")
    near = reading(TITLES[0], published=NOW - timedelta(minutes=50))
    mine = reading(TITLES[1], published=NOW - timedelta(minutes=40))
    why = {p.item_id: p.reason for p in place(far, near, mine)}[mine.item.id].of(mine.item)

    assert why.nearest == near.item.id
    assert 0 < why.score <= 1
    assert "Nexperia" in why.shared


def test_why_shows_chinese_words_whole():
    first = reading("荷兰政府接管安世半导体", language="zh-Hans")
    second = reading("安世半导体被荷兰政府接管", language="zh-Hans", published=NOW - timedelta(minutes=5))
    [_, placed] = place(first, second)

    assert "安世半导体" in placed.reason.of(second.item).shared


def test_both_scripts_of_chinese_are_compared_by_their_words():
    first = reading("台積電南京廠獲美國年度出口許可 H20", language="zh-Hant")
    second = reading("台積電南京廠取得年度出口許可 H20", language="zh-Hans", outlet="b.example")

    assert len(stories(place(first, second))) == 1


def test_languages_meet_by_their_vectors():
    [here, there] = directions(2)
    english = reading("Dutch government takes control of Nexperia", vector=here)
    japanese = reading("オランダ政府、ネクスペリアを管理下に", vector=here + 0.1 * there, language="ja")
    other = reading("韓国でAI基本法が施行", vector=there, language="ja")

    assert ids(english, japanese) in stories(place(english, japanese, other))
    assert len(stories(place(english, japanese, other))) == 2


@pytest.mark.parametrize(("language", "joins"), [("zh-Hans", True), ("de", False), ("und", False)])
def test_what_is_faintly_like_several_tellings_joins_them_in_a_language_of_its_own(language, joins):
    happening, other = directions(2)
    plain = [
        reading(title, language=told, vector=happening)
        for title, told in (
            ("Alpha hands over its forge", "en"),
            ("Beta übergibt seine Schmiede", "de"),
            ("Gamma cède sa fonderie", "fr"),
        )
    ]
    hint = reading(
        "一把火照亮了谁的夜",
        language=language,
        vector=0.41 * happening + 0.9 * other,
        published=NOW - timedelta(hours=10),
    )

    grouping = Grouping()
    [early] = place(hint, grouping=grouping)
    later = place(*plain, grouping=grouping)

    assert (ids(*plain, hint) in stories(place(*plain, hint))) == joins
    assert ({placement.story_id for placement in later} == {early.story_id}) == joins


def test_first_words_that_mean_the_same_join_two_tellings_and_others_keep_them_apart():
    near, *apart = directions(3)
    english = reading("Alpha hands over its forge", vector=near + 1.2 * apart[0], senses=senses(1, 2, 3))

    def joins(*of_french: int) -> bool:
        french = reading("Gamma cède", language="fr", vector=near + 1.2 * apart[1], senses=senses(*of_french))
        return len(stories(place(english, french))) == 1

    assert joins(3, 2, 1)
    assert not joins(4, 5, 6)


def test_a_strand_is_known_by_its_earliest_telling_however_it_came_together():
    near, *_ = directions(1)
    early, late = (
        reading(title, vector=near, published=NOW - timedelta(hours=hours), senses=senses(hours))
        for title, hours in (("Alpha hands over its forge", 2), ("Alpha hands over its forge now", 1))
    )

    def told(*batches: Sequence[Reading]) -> bytes | None:
        window = OpenStories({})
        members = [
            one for batch in batches for one in window.members([compared(each) for each in batch], NOW)
        ]
        begun = [window.begin(one.item_id, one, is_stored=False) for one in members]
        window.admit(members, begun)
        window.join(*begun)
        return begun[0].strands["en"].senses

    assert told([early, late]) == told([late, early]) == told([late], [early]) == early.senses
    # Of what was read without an encoder they are not known.
    assert (
        told([replace(early, senses=None), late])
        == told([late], [replace(early, senses=None)])
        == late.senses
    )


def test_what_is_near_to_much_is_asked_for_more():
    fair, *ways = np.eye(14)
    english, japanese, *crowd = (
        reading(f"Maker{n}x shows gadget{n}x", language="ja" if n == 1 else "en", vector=fair + way)
        for n, way in enumerate(ways)
    )

    assert len(stories(place(english, japanese))) == 1
    assert len(stories(place(english, japanese, *crowd))) == 13


def test_without_vectors_names_and_numbers_still_bridge_languages():
    english = reading("Moonshot opens Kimi K2, a trillion-parameter model")
    chinese = reading("月之暗面 Moonshot 开源 Kimi K2", language="zh-Hans")

    assert len(stories(place(english, chinese))) == 1


def test_events_that_went_opposite_ways_are_linked_and_not_merged():
    grouping = Grouping()
    [stalled] = place(reading(STALLED, published=NOW - timedelta(hours=40)), grouping=grouping)
    [granted] = place(reading(GRANTED), grouping=grouping)

    assert granted.story_id != stalled.story_id
    assert granted.develops == (stalled.story_id,)


@pytest.mark.parametrize(("apart", "are_one"), [(0.3, True), (4.0, False)])
def test_words_of_opposite_ways_weigh_against_two_languages_and_forbid_nothing(apart, are_one):
    vote, other = directions(2)
    english = reading("House votes to bar agencies from using Chinese models", vector=vote)
    spanish = reading(
        "La Cámara aprueba vetar los modelos chinos", language="es", vector=vote + apart * other
    )

    assert (len(stories(place(english, spanish))) == 1) == are_one


def test_a_denial_is_linked_to_what_it_denies_and_not_merged():
    near, apart = directions(2)
    report = reading("Nvidia halts a line", vector=near)

    def later(title):
        grouping = Grouping()
        [reported] = place(report, grouping=grouping)
        [placed] = place(reading(title, vector=near + 3 * apart), grouping=grouping)
        return placed.story_id == reported.story_id, placed.develops == (reported.story_id,)

    assert later("Nvidia said to stop them") == (True, False)
    assert later("Nvidia denies to stop them") == (False, True)


def test_what_follows_days_later_is_linked_too():
    grouping = Grouping()
    [stalled] = place(reading(STALLED, published=NOW - timedelta(days=5)), grouping=grouping)
    [granted] = place(reading(GRANTED), grouping=grouping)

    assert granted.develops == (stalled.story_id,)


def money(amount: float, unit: str = "USD") -> tuple[Figure, ...]:
    return (Figure(amount, unit, "deal", "", "item"),)


def test_sums_of_money_tell_two_deals_apart():
    # All are as near to each other as two tellings of one deal may be.
    [middle, *ways] = directions(4)

    def stories_with(amount):
        one, same, other = (
            reading(
                title,
                vector=middle + apart * way,
                language=language,
                figures=money(stated),
                published=NOW - timedelta(hours=ago),
            )
            for title, way, apart, language, stated, ago in (
                ("Microsoft signs cloud deal", ways[0], 1.0, "en", 9.7e9, 0),
                ("微软签署云服务协议", ways[1], 1.0, "zh-Hans", 10e9, 0),
                ("Microsoft investit", ways[2], 1.3, "fr", amount, 20),
            )
        )
        return stories(place(one, same, other)), ids(one, same)

    told_apart, one_deal = stories_with(15.2e9)

    assert len(told_apart) == 2
    assert one_deal in told_apart
    assert len(stories_with(9.9e9)[0]) == 1


@pytest.mark.parametrize(
    ("amount", "unit", "are_one"), [(3.5e9, "USD", True), (24.5e9, "CNY", True), (7e9, "USD", False)]
)
def test_one_sum_told_in_two_currencies_joins_what_is_not_quite_alike_enough(amount, unit, are_one):
    near, apart = directions(2)
    one = reading("Mistral in talks to raise funds", vector=near, figures=money(3e9, "EUR"))
    other = reading("Investors court the Paris lab", vector=near + 0.4 * apart, figures=money(amount, unit))

    assert (len(stories(place(one, other))) == 1) == are_one


@pytest.mark.parametrize(("amount", "are_one"), [(19.4e9, True), (18e9, False), (2e9, False)])
def test_a_sum_that_is_only_of_the_same_size_speaks_for_nothing(amount, are_one):
    near, apart = directions(2)
    one = reading("Mistral in talks to raise funds", vector=near, figures=money(20e9))
    other = reading("Investors court the Paris lab", vector=near + 0.4 * apart, figures=money(amount))

    assert (len(stories(place(one, other))) == 1) == are_one


@pytest.mark.parametrize(("amount", "are_one"), [(2.4e9, True), (7e9, False)])
def test_a_sum_that_may_be_the_other_one_speaks_against_nothing(amount, are_one):
    near, apart = directions(2)
    one = reading("Mistral in talks to raise funds", vector=near, figures=money(2e9))
    other = reading("Mistral courted by investors", vector=near + 3 * apart, figures=money(amount))

    assert (len(stories(place(one, other))) == 1) == are_one


@pytest.mark.parametrize(
    ("title", "are_one"),
    [
        ("Screens of Samsung come to Europe", True),
        ("Samsung screen: $80 off right now", False),
        ("9 reasons to like Samsung screens", False),
    ],
)
def test_what_offers_or_lists_things_joins_only_what_is_very_like_it(title, are_one):
    near, apart = directions(2)
    news = reading("Samsung presents monitors in Paris", vector=near)
    other = reading(title, vector=near + 1.5 * apart)
    again = reading(title, outlet="copies.example", vector=near + 1.5 * apart)

    assert (len(stories(place(news, other))) == 1) == are_one
    assert len(stories(place(other, again))) == 1


def test_two_happenings_whose_actors_are_strangers_stay_apart():
    title = "{} expected to report record operating profit in fourth quarter"
    near = directions(1)[0]
    one = reading(title.format("Samsung"), actors=("samsung",), vector=near)
    other = reading("Hynix profit", actors=("sk-hynix",), vector=near + 2.0 * directions(2)[1])
    same = reading("Samsung profit", actors=("samsung",), vector=near + 2.0 * directions(3)[2])

    found = stories(place(one, other, same))

    assert ids(one, same) in found
    assert ids(other) in found


def test_a_chain_of_weak_links_does_not_join_two_stories():
    corners = directions(5)
    path = [
        (4 - step) * corners[at] + step * corners[at + 1]
        for at in range(len(corners) - 1)
        for step in range(4)
    ]
    steps = [
        reading(f"step number {n}", vector=vector, language=f"x{n}")
        for n, vector in enumerate([*path, corners[-1]])
    ]

    found = stories(place(*steps))

    assert len(found) > 1
    assert not any(ids(steps[0], steps[-1]) <= story for story in found)


def test_an_item_that_shows_two_stories_to_be_one_joins_them():
    [one, other] = directions(2)
    grouping = Grouping()
    [older] = place(
        reading("Nexperia seized", vector=one + other, published=NOW - timedelta(hours=9)), grouping=grouping
    )
    [younger] = place(
        reading("安世半导体", vector=one - other, language="zh-Hans", published=NOW - timedelta(hours=8)),
        grouping=grouping,
    )
    bridges = [reading(f"Nexpéria saisie, dit-on, {n}0", vector=one, language="fr") for n in range(4)]
    placed = place(*bridges, grouping=grouping)

    assert older.story_id != younger.story_id
    assert {p.story_id for p in placed} == {older.story_id}
    assert [join for p in placed for join in p.joins] == [younger.story_id]


def test_what_joined_the_first_that_was_faintly_like_it_leaves_it_for_its_fellow():
    [home, odd], fellow = strangers_in_one()
    grouping = Grouping()
    before = [*place(home, grouping=grouping), *place(odd, grouping=grouping)]
    after = {one.item_id: one for one in place(fellow, grouping=grouping)}

    assert stories(before) == [ids(home, odd)]
    assert stories(after.values()) == sorted([ids(home), ids(odd, fellow)], key=sorted)
    assert after[home.item.id].story_id == before[0].story_id
    assert after[odd.item.id].story_id == derive_id("story", odd.item.id)
    assert {one.reason.nearest for one in after.values()} == {None, odd.item.id}


def test_of_a_story_that_what_came_leaves_whole_nothing_is_placed_again():
    grouping = Grouping()
    place(*[reading(title) for title in TITLES[:2]], grouping=grouping)
    third = reading(TITLES[2])

    assert [one.item_id for one in place(third, grouping=grouping)] == [third.item.id]


def test_a_torn_story_keeps_its_id_for_the_item_that_gave_it():
    [home, odd], fellow = strangers_in_one()
    earlier = reading(
        "Nexperia seized, it says",
        vector=directions(2)[0],
        published=home.item.published - timedelta(hours=1),
    )
    grouping = Grouping()
    [given] = place(home, grouping=grouping)
    place(odd, grouping=grouping)
    place(earlier, grouping=grouping)
    after = {one.item_id: one.story_id for one in place(fellow, grouping=grouping)}

    assert after[home.item.id] == after[earlier.item.id] == given.story_id
    assert after[odd.item.id] == after[fellow.item.id] != given.story_id


# By the second a story that is put together anew takes in another one, and none of its items has come just now.
@pytest.mark.parametrize("seed", [0, 77])
def test_who_keeps_what_is_answered_knows_where_each_item_is(seed):
    grouping, homes, read = Grouping(), {}, {}
    for part in parts_of_news(random.Random(seed), parts=30):
        placed = place(*part, grouping=grouping)
        became = {younger: one.story_id for one in placed for younger in one.joins}
        homes = {item: became.get(story, story) for item, story in homes.items()}
        homes |= {one.item_id: one.story_id for one in placed}
        read |= {one.item.id: one for one in part}
        known = [Placed(compared(one), NOW, homes[item]) for item, one in read.items()]

        assert not grouping.is_at_odds_with(known)


def test_what_was_learned_from_the_store_goes_on():
    known = [reading(title) for title in TITLES[:2]]
    grouping = Grouping()
    grouping.learn(Placed(compared(one), NOW, "kept") for one in reversed(known))
    [third] = place(reading(TITLES[2]), grouping=grouping)

    assert third.story_id == "kept"
    assert place(known[0], grouping=grouping) == []


def test_what_is_forgotten_is_not_joined():
    grouping = Grouping()
    long_ago = NOW - LIFE - MEMORY - timedelta(hours=2)
    place(reading(TITLES[0], published=long_ago), grouping=grouping)
    place(reading("Wheat harvest falls short", published=NOW), grouping=grouping)

    [late] = place(reading(TITLES[1], published=long_ago), grouping=grouping)

    assert late.reason == Reason(None, 0.0)


# ---- bad input ------------------------------------------------------------------------------------


def test_items_that_say_nothing_stay_alone():
    silent = [
        reading("", outlet="a.example"),
        reading("", outlet="b.example"),
        reading("🎉🎉🎉", outlet="a.example", language="und"),
        reading("🎉🎉🎉", outlet="b.example", language="und"),
        reading("…", vector=directions(1)[0]),
        reading("!?", vector=directions(1)[0]),
    ]

    assert len(stories(place(*silent))) == len(silent)


def test_a_title_of_100_kilobytes_costs_no_more_than_others():
    long = reading("Nexperia chipmaker " * 5_500, summary="chip " * 20_000)

    assert costs_at_most(50, lambda: place(long, reading(TITLES[0])))


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Alankomaiden hallitus ottaa puolijohdeyhtiön haltuunsa", "und"),
        ("ממשלת הולנד משתלטת על יצרנית השבבים נקספריה", "und"),
        ("Nexperia 被接管: the Dutch government übernimmt le contrôle", "en"),
    ],
    ids=["Finnish", "Hebrew", "mixed"],
)
def test_a_text_in_a_language_that_nobody_configured_changes_no_other_story(title, language):
    alone = place(*(reading(title) for title in TITLES))
    strange = [reading(title, language=language, outlet=f"{n}.example") for n in range(2)]
    together = place(*strange, *(reading(title) for title in TITLES))
    own = {one.item.id for one in strange}

    assert len({p.story_id for p in together if p.item_id in own}) == 1
    assert [s - own for s in stories(together) if s - own] == stories(alone)


def test_a_summary_that_is_the_title_again_changes_nothing():
    plain = place(*(reading(title) for title in TITLES))
    doubled = place(*(reading(title, summary=f"{title} ") for title in TITLES))

    assert [(p.item_id, p.story_id) for p in doubled] == [(p.item_id, p.story_id) for p in plain]


def test_an_item_dated_next_year_counts_as_of_today():
    grouping = Grouping()
    [first] = place(reading(TITLES[0]), grouping=grouping)
    [future] = place(reading(TITLES[1], published=NOW + timedelta(days=365)), grouping=grouping)
    [after] = place(reading(TITLES[2]), grouping=grouping)

    assert first.story_id == future.story_id == after.story_id


def test_two_feeds_that_are_copies_of_each_other_make_no_more_stories():
    one = [reading(title, outlet="a.example") for title in TITLES]
    copy = [reading(title, outlet="b.example") for title in TITLES]

    assert len(stories(place(*one, *copy))) == len(stories(place(*one)))


@pytest.mark.parametrize("count", [1_000, pytest.param(5_000, marks=pytest.mark.long)])
def test_thousands_of_items_about_one_happening_are_one_story_and_leave_others_alone(count):
    verbs = ("takes", "seizes", "assumes", "wins", "gets", "grabs", "gains")
    many = [
        reading(
            f"Dutch government {verbs[n % 7]} control of chipmaker Nexperia in row number {n}",
            outlet=f"o{n}.example",
            published=NOW - timedelta(minutes=n % 600),
        )
        for n in range(count)
    ]
    other = reading(TITLES[3])
    found: list[set[str]] = []

    def place_them() -> None:
        found[:] = stories(place(*many, other))

    assert costs_at_most(2 * count, place_them)
    assert sorted(map(len, found)) == [1, count]


def test_two_releases_of_one_lab_that_are_told_alike_stay_apart():
    first, second, _ = directions(3)

    def told(one: str, other: str) -> list[set[str]]:
        opened = reading(f"Alibaba opens {one}, which reads screens", vector=first)
        beaten = reading(f"Alibaba says that {other} beats its rivals", vector=first + 3.0 * second)
        return stories(place(opened, beaten))

    assert len(told("Qwen2.5-VL", "Qwen2.5-Max")) == 2
    assert len(told("Qwen2.5", "Qwen2.5-Max")) == 1


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("阿里发布Qwen2.5-Max，称超过DeepSeek V3", {"qwen2.5-max", "v3"}),
        ("Nvidia's H20 and GPT-4o in Q3, says the G7", {"h20", "gpt-4o"}),
        ("5G in 2026: 3.5 million users", set()),
        ("DeepSeek开源多模态模型Janus-Pro", {"janus-pro"}),
        ("US-China talks on Janus-Pro", set()),
    ],
)
def test_a_headline_names_models_and_chips_and_no_periods(title, names):
    assert releases(title) == names


def test_one_firm_s_doings_in_two_countries_are_two_stories():
    delhi = reading(
        "OpenAI to open office this year in New Delhi, sources tell paper", actors=("openai", "india")
    )
    seoul = reading(
        "OpenAI sets up Seoul office and hires local chief from rival", actors=("openai", "south-korea")
    )

    assert len(stories(place(delhi, seoul))) == 1
    assert len(stories(place(delhi, seoul, grouping=Grouping(places=PLACES)))) == 2


def test_a_side_of_the_contest_that_one_telling_names_keeps_it_not_from_another():
    first, second, _ = directions(3)
    johor = reading(
        "Oracle stops ByteDance in Johor", vector=first, language="en", actors=("oracle", "malaysia")
    )
    rented = reading(
        "字节跳动租用的算力被甲骨文停掉",
        vector=first + 2.7 * second,
        language="zh-Hans",
        actors=("oracle", "china"),
    )

    assert len(stories(place(johor, rented, grouping=Grouping(places=PLACES)))) == 1


def test_a_ministry_at_home_is_its_country_abroad():
    first, second, _ = directions(3)
    home = reading("商务部回应光刻胶限制措施", vector=first, language="zh-Hans", actors=("mofcom",))
    abroad = reading(
        "China answers curbs on resists",
        vector=first + 2.2 * second,
        actors=("china",),
        published=NOW - timedelta(hours=12),
    )

    assert len(stories(place(home, abroad))) == 2
    assert len(stories(place(home, abroad, grouping=Grouping(places=PLACES)))) == 1


def test_one_number_that_both_state_speaks_for_one_story():
    posts = (Figure(1_700, "posts", "posts", "", "i"),)
    stellen = (Figure(1_700, "Stellen", "Stellen", "", "j"),)
    told = "ASML to shed posts of managers"
    again = "Toolmaker ASML cuts jobs after record orders"
    bare = stories(place(reading(told), reading(again)))
    counted = stories(place(reading(told, figures=posts), reading(again, figures=stellen)))

    assert (len(bare), len(counted)) == (2, 1)


def test_words_that_feeds_invent_leave_memory_with_their_stories():
    grouping, now, held = Grouping(), NOW, []
    for week in range(3):
        titles = [" ".join(f"Qx{week}b{number}a{place}" for place in range(20)) for number in range(200)]
        place(*(reading(title, published=now) for title in titles), grouping=grouping)
        now += LIFE + MEMORY + timedelta(hours=2)
        grouping.place([reading(f"{TITLES[-1]} {week}", published=now)], now=now)
        gc.collect()
        held.append(sys.getallocatedblocks())

    # What is held for good, such as caches, is there after the first weeks.
    assert held[2] - held[1] < 1_000
