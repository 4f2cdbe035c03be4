from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.item import Item, Reading
from digest.model.query import Query
from digest.model.window import Window
from digest.store import Database, items, search
from digest.store.connection import connect
from digest.store.migration import migrate
from digest.store.readings import keep_readings
from tests.builders import DAY, HOUR, NOW, item
from tests.digest.store.finding import found


def stored(db: Database) -> list[Item]:
    return list(items.export(db))


def titles(found: list[Item]) -> list[str]:
    return [each.title for each in found]


def test_what_is_new_is_told_once(db):
    first, second = item("First"), item("Second")

    assert items.add(db, [first]).new == [first]
    assert items.add(db, [first, second]).new == [second]
    assert stored(db) == [first, second]


def test_what_was_read_with_nothing_to_keep_is_not_to_be_read_again(db):
    here, other = item("Ours", feed="a"), item("Other", feed="a")
    there = replace(here, feed="b")

    items.add(db, [here, there, other], done={(there.id, "b"), (other.id, "a")})

    assert titles(items.unread(db)) == ["Ours"]


def test_one_link_in_two_feeds_is_one_item_of_the_first(db):
    here = item("Ours", feed="a")
    there = replace(here, feed="b", title="Theirs", summary="Otherwise said")
    items.add(db, [here])

    added = items.add(db, [there])

    assert (added.new, added.changed) == ([], [])
    assert stored(db) == [here]


def test_a_pages_own_outlet_takes_its_item_from_a_feed_that_only_points_there(db):
    page = item("Lab opens its weights", outlet="lab.example", feed="lab", is_own=True)
    told = replace(page, feed="other", outlet="other.example", title="Lab is bankrupt", is_own=False)
    items.add(db, [told])
    items.add(db, [replace(told, title="Lab is quite bankrupt")])

    added = items.add(db, [page])
    again = items.add(db, [told])

    assert [one.id for one in added.changed] == [page.id]
    assert (again.new, again.changed) == ([], [])
    [kept] = items.get(db, [page.id]).values()
    assert (kept.feed, kept.outlet, kept.title) == ("lab", "lab.example", "Lab opens its weights")
    assert items.former(db, page.id) == []
    assert [one.id for one in items.unread(db)] == [page.id]


def test_of_one_batch_a_page_is_its_own_outlets(db):
    page = item("Lab opens its weights", outlet="lab.example", feed="lab", is_own=True)
    told = replace(page, feed="other", outlet="other.example", is_own=False)

    [new] = items.add(db, [told, page]).new

    assert new.feed == "lab"


@pytest.mark.parametrize("is_own", [True, None])
def test_what_is_its_feeds_own_or_may_be_is_taken_by_none(db, is_own):
    first = item("Lab opens its weights", feed="lab", is_own=is_own)
    items.add(db, [first])

    added = items.add(db, [replace(first, feed="lab-too", title="Another title", is_own=True)])

    assert (added.new, added.changed) == ([], [])


def test_one_link_in_several_entries_of_a_batch_is_one_item_and_never_seems_to_change(db):
    first = item("Part one")
    second = replace(first, title="Part two")

    assert items.add(db, [first, second]).new == [first]
    for _ in range(3):
        assert items.add(db, [first, second]).changed == []
    assert titles(stored(db)) == ["Part one"]


def test_of_what_an_item_said_long_ago_its_last_change_is_kept(db):
    """A page that counts its readers says something else at each pull."""
    counting, other = item("Read by 0"), item("Firm ships chips")
    items.add(db, [counting, other])
    for hours in range(1, 8):
        items.add(db, [replace(counting, title=f"Read by {hours}", first_seen=NOW + hours * HOUR)])
    items.add(db, [replace(other, title="Firm ships phones", first_seen=NOW + HOUR)])

    gone = [items.forget_former(db, NOW + 5 * HOUR, most=3) for _ in range(3)]

    assert gone == [3, 1, 0]
    assert [each.title for each in items.former(db, counting.id)] == ["Read by 4", "Read by 5", "Read by 6"]
    assert [each.title for each in items.former(db, other.id)] == ["Firm ships chips"]


def test_what_changed_of_late_is_found_without_a_look_at_what_changed_before(db):
    many = [item(f"Item {number}") for number in range(300)]
    items.add(db, many)
    items.add(db, [replace(one, title="Other", first_seen=NOW + HOUR) for one in many])
    taken = []
    db.set_progress_handler(lambda: taken.append(1), 10)

    assert items.changed_since(db, NOW + 2 * HOUR) == []

    assert len(taken) < 20


def test_a_changed_title_is_taken_over_searched_and_the_former_one_remembered(db):
    before = item("Firm ships chips", published=NOW - DAY)
    items.add(db, [before])
    keep_readings(db, [Reading(before, is_grouped=False)], None)

    added = items.add(db, [replace(before, title="Firm delays chips", published=NOW, first_seen=NOW)])

    assert [(each.title, each.published) for each in added.changed] == [("Firm delays chips", NOW - DAY)]
    assert found(db, "delays") == ["Firm delays chips"]
    assert found(db, "ships") == []
    assert [(each.until, each.title) for each in items.former(db, before.id)] == [(NOW, "Firm ships chips")]
    assert items.changed_since(db, NOW) == [before.id]
    assert titles(items.unread(db)) == ["Firm delays chips"]


def test_a_changed_date_alone_is_no_change(db):
    before = item("Same")
    items.add(db, [before])

    added = items.add(db, [replace(before, published=NOW + DAY, first_seen=NOW + DAY)])

    assert (added.new, added.changed) == ([], [])
    assert stored(db) == [before]


def test_the_text_of_a_page_is_searched_and_survives_a_change_of_the_title(db):
    thin = item("Thin")
    items.add(db, [thin])

    items.keep_content(db, {thin.id: "The ministry named gallium.", "unknown": "nothing"})
    items.add(db, [replace(thin, title="Thinner")])

    assert found(db, "gallium") == ["Thinner"]
    assert found(db, "thin") == []


def test_items_of_one_second_keep_the_order_in_which_they_came(db):
    same = [item(f"Title {number}") for number in range(10)]

    items.add(db, same[:4])
    items.add(db, same[4:])

    assert titles(stored(db)) == titles(same)


def test_times_before_1970_and_far_ahead_are_kept(db):
    old = item("Old", published=datetime(1901, 2, 3, tzinfo=UTC))
    far = item("Far", published=datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC))

    items.add(db, [far, old])

    assert stored(db) == [old, far]


def test_the_backlog_of_a_new_feed_belongs_to_no_window(db):
    items.add(
        db,
        [
            item("In", published=NOW - HOUR, first_seen=NOW - HOUR),
            item("Seen at the start", published=NOW - DAY, first_seen=NOW - DAY),
            item("Seen at the end", published=NOW - HOUR, first_seen=NOW),
            item("A day old at the start", published=NOW - 2 * DAY, first_seen=NOW - HOUR),
            item("Backlog", published=NOW - 2 * DAY - timedelta(seconds=1), first_seen=NOW - HOUR),
        ],
    )

    assert items.count_seen(db, Window(NOW - DAY, NOW)) == 3


def test_between_goes_by_publication(db):
    items.add(
        db, [item("A", published=NOW - HOUR), item("B", published=NOW), item("C", published=NOW - 2 * HOUR)]
    )

    assert titles(items.between(db, Window(NOW - 2 * HOUR, NOW))) == ["C", "A"]


def test_an_export_put_into_an_empty_store_is_the_same(db, tmp_path):
    items.add(db, [item(f"Title {number}", published=NOW - number % 7 * HOUR) for number in range(1_200)])
    other = connect(tmp_path / "other.db")
    migrate(other, tmp_path / "other.db")

    items.add(other, stored(db))

    assert stored(other) == stored(db)
    other.close()


TITLES = st.sampled_from(["Chips", "芯片出口", "Écart", "Chips again", ""])
BATCH = st.lists(
    st.builds(
        lambda key, title, feed, hours: item(
            title, id=key, feed=feed, published=NOW - hours * HOUR, first_seen=NOW - HOUR
        ),
        st.sampled_from("abcdef"),
        TITLES,
        st.sampled_from(["one", "two"]),
        st.integers(0, 3),
    ),
    max_size=8,
)


@settings(max_examples=60)
@given(batches=st.lists(BATCH, max_size=4))
def test_twice_is_once_and_the_index_always_says_what_the_rows_say(db, batches):
    for table in ("items", "texts", "item_changes"):
        db.execute(f"DELETE FROM {table}")
    db.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")

    for batch in batches:
        items.add(db, batch)
        before = stored(db)
        again = items.add(db, batch)

        assert (again.new, again.changed) == ([], [])
        assert stored(db) == before

    for word, contained in (("chips", "Chips"), ("again", "again"), ("片出", "片出"), ("ecart", "Écart")):
        expected = sorted(each.id for each in stored(db) if contained in each.title)
        assert sorted(hit.item.id for hit in search.find(db, Query(word, limit=99))) == expected
