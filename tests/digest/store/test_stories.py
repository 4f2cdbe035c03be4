from dataclasses import replace

import pytest

from digest.errors import QueryError
from digest.model.outlet import Viewpoint
from digest.model.story import Because, Story
from digest.model.theme import Filing
from digest.model.window import Window
from digest.store import items, pages, stories
from digest.store.trends import filed_between
from tests.builders import DAY, HOUR, NOW, item, story
from tests.digest.store.made import saved

LAST_DAY = Window(NOW - DAY, NOW)
TALENT = ("talent",)


def ids(found: list[Story]) -> set[str]:
    return {each.id for each in found}


def test_a_story_is_kept_whole(db):
    one, two = item("One", published=NOW - 3 * HOUR), item("Two")
    items.add(db, [one, two])
    made = story(
        items=(one.id, two.id),
        themes=(Filing("talent", 2.0, ("visa",)), Filing("chips", 0.5, ())),
        actors=("qwen",),
        outlets=2,
        owners=2,
        viewpoints={Viewpoint.CHINA: 1, Viewpoint.US: 1},
        because={one.id: Because(None, 1.0), two.id: Because(one.id, 0.81, ("qwen", "20 %"))},
    )

    stories.save(db, [made])
    stories.save(db, [made])

    assert stories.get(db, made.id) == made
    assert list(stories.export(db)) == [made]
    assert items.get(db, [one.id])[one.id].story == made.id


def test_a_story_answers_to_the_beginning_of_its_id(db):
    items.add(db, [item("One")])
    stories.save(db, [replace(story(), id="abcd1111"), replace(story(), id="abcd2222")])

    assert stories.get(db, " ABCD1 ").id == "abcd1111"
    with pytest.raises(QueryError, match="more than one story begins with abcd"):
        stories.get(db, "abcd")
    with pytest.raises(QueryError, match="no story has the id"):
        stories.get(db, "ffff0000")


@pytest.mark.parametrize(
    "typed", ["", "abc", "' OR 1=1 --", "xyz123", "abcd%", "🙂", "a" * 10_000, "ab\x00cd"]
)
def test_what_is_no_id_gets_a_sentence_back(db, typed):
    with pytest.raises(QueryError):
        stories.get(db, typed)


def test_a_story_grows_and_an_item_moves(db):
    one, two = item("One"), item("Two")
    first = saved(db, "First", [one])
    second = saved(db, "Second", [two])

    stories.save(db, [replace(first, items=(one.id, two.id), owners=2)])

    assert set(stories.get(db, first.id).items) == {one.id, two.id}
    assert stories.get(db, second.id).items == ()


def test_a_window_has_the_stories_of_its_items_only(db):
    recent = saved(db, "Recent", [item("a")])
    backlog = saved(db, "Backlog", [item("b", published=NOW - 3 * DAY, first_seen=NOW - HOUR)])
    past = saved(db, "Past", [item("c", published=NOW - 2 * DAY, first_seen=NOW - 2 * DAY)])
    grown = saved(
        db,
        "Grown",
        [
            item("d", published=NOW - 2 * DAY, first_seen=NOW - 2 * DAY),
            item("e", published=NOW, first_seen=NOW),
        ],
    )

    assert ids(stories.seen_in(db, LAST_DAY, TALENT)) == {recent.id}
    assert ids(stories.seen_in(db, Window(NOW - HOUR, NOW + HOUR), TALENT)) == {recent.id, grown.id}
    assert ids(stories.seen_in(db, Window(NOW - 3 * DAY, NOW - DAY), TALENT)) == {past.id, grown.id}
    assert ids(stories.seen_in(db, Window(NOW - 3 * DAY, NOW + HOUR), TALENT)) == {
        recent.id,
        backlog.id,
        past.id,
        grown.id,
    }
    for window in (LAST_DAY, Window(NOW - HOUR, NOW + HOUR), Window(NOW - 3 * DAY, NOW - DAY)):
        assert stories.count_seen(db, window) == len(stories.seen_in(db, window, TALENT))


def test_a_digest_asks_by_theme_and_gets_rows_without_items(db):
    talent = saved(db, "Talent", [item("a")], themes=(Filing("talent", 1.0), Filing("chips", 0.4)))
    chips = saved(db, "Chips", [item("b")], themes=(Filing("chips", 1.0),))
    saved(db, "None", [item("c")], themes=())

    assert ids(stories.seen_in(db, LAST_DAY, ["talent"])) == {talent.id}
    assert ids(stories.seen_in(db, LAST_DAY, ["talent", "chips"])) == {talent.id, chips.id}
    assert stories.count_seen(db, LAST_DAY, ["talent", "chips"]) == 2
    assert stories.seen_in(db, LAST_DAY, ["talent"])[0].items == ()


def test_those_that_name_an_actor_are_found_under_any_theme_or_none(db):
    named = saved(db, "Named", [item("a")], themes=(), actors=("smic", "huawei"))
    saved(db, "Another", [item("b")], actors=("nvidia",))
    past = NOW - 3 * DAY
    saved(db, "Past", [item("c", published=past, first_seen=past)], actors=("huawei",))

    assert ids(stories.naming(db, LAST_DAY, ["huawei", "openai"])) == {named.id}
    assert ids(stories.naming(db, LAST_DAY, [])) == set()


def test_of_many_stories_those_with_the_most_owners_are_weighed(db):
    for owners in range(1, 6):
        saved(db, f"Owned by {owners}", [item(f"Owned by {owners}")], owners=owners)

    found = stories.seen_in(db, LAST_DAY, ["talent"], most=2)

    assert sorted(each.owners for each in found) == [4, 5]
    assert stories.count_seen(db, LAST_DAY, ["talent"]) == 5


def test_a_story_that_leaves_a_theme_is_not_found_under_it(db):
    made = saved(db, "Talent", [item("a")])

    stories.save(db, [replace(made, themes=(Filing("chips", 1.0),))])

    assert stories.seen_in(db, LAST_DAY, ["talent"]) == []
    assert ids(stories.newest(db, "chips")) == {made.id}


def test_the_newest_stories_are_those_of_some_theme_told_last_not_those_that_came_last(db):
    old = saved(db, "Backlog", [item("a", published=NOW - 9 * DAY, first_seen=NOW)], last_seen=NOW)
    today = saved(db, "Today", [item("b", published=NOW - HOUR, first_seen=NOW - HOUR)])
    grown = saved(db, "Grown", [item("c", published=NOW - 9 * DAY), item("d", published=NOW - 2 * HOUR)])
    saved(db, "Chips", [item("e", published=NOW)], themes=(Filing("chips", 1.0),))
    saved(db, "Laptops", [item("f", published=NOW)], themes=())

    assert [each.title for each in stories.newest(db, most=2)] == ["Chips", "Today"]
    assert stories.newest(db, "talent") == [replace(each, items=()) for each in (today, grown, old)]


def test_a_story_changes_with_a_new_item_a_new_wording_and_a_text_from_its_page(db):
    told = item("Told", published=NOW - 9 * DAY, first_seen=NOW - DAY)
    made = saved(db, "Story", [told], last_seen=NOW - DAY)
    saw = [stories.changed(db, [made.id])[made.id]]

    items.add(db, [replace(told, title="Told otherwise", first_seen=NOW - 3 * HOUR)])
    saw.append(stories.changed(db, [made.id])[made.id])
    pages.remember(db, [told.id], NOW - 2 * HOUR)
    saw.append(stories.changed(db, [made.id])[made.id])
    items.keep_content(db, {told.id: "At length."})
    saw.append(stories.changed(db, [made.id])[made.id])

    assert saw == [NOW - DAY, NOW - 3 * HOUR, NOW - 3 * HOUR, NOW - 2 * HOUR]


def test_items_of_stories_come_in_order(db):
    late, early = item("Late"), item("Early", published=NOW - DAY)
    made = saved(db, "Story", [late, early])

    found = stories.items_of(db, [made.id, "unknown"])

    assert [each.title for each in found[made.id]] == ["Early", "Late"]
    assert found["unknown"] == []


def test_a_story_began_when_its_first_item_was_published(db):
    late, early = item("a", published=NOW, first_seen=NOW), item("b", published=NOW - 2 * DAY, first_seen=NOW)
    one = saved(db, "One", [late, early])

    assert stories.first_published(db, [one.id, "other"]) == {one.id: early.published}


def test_trends_are_counted_from_what_was_filed(db):
    one = item("One", owner="press", viewpoint=Viewpoint.US)
    made = saved(db, "Story", [one], themes=(Filing("talent", 1.0), Filing("chips", 1.0)))

    found = list(filed_between(db, LAST_DAY))

    assert [(each.theme, each.story, each.owner, each.viewpoint) for each in found] == [
        ("chips", made.id, "press", Viewpoint.US),
        ("talent", made.id, "press", Viewpoint.US),
    ]
    assert len(list(filed_between(db, LAST_DAY, "chips"))) == 1


def test_a_story_is_told_at_length_when_one_of_its_items_is(db):
    long = saved(db, "Long", [item("Headline"), item("Report", summary="a" * 150, content="长" * 50)])
    saved(db, "Short", [item("Alone", summary="a" * 199)])
    every = ids(stories.newest(db))

    assert stories.told_at_length(db, every, 200) == {long.id}
    assert stories.told_at_length(db, every - {long.id}, 200) == set()
