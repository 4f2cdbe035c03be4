from dataclasses import replace
from datetime import date, timedelta

import pytest

from digest.model.digest import Verdict
from digest.model.subscription import Edition
from digest.model.window import Window
from digest.store import digests, ties
from digest.store.rows import seconds
from tests.builders import DAY, HOUR, NOW, item
from tests.digest.store.made import digest, saved

TODAY = NOW.date()


def test_a_slot_has_one_digest_the_first(db):
    first = digest()

    assert digests.save(db, first) is True
    assert digests.save(db, replace(first, id="other", late=True)) is False
    assert digests.get(db, "morning", first.date, Edition.DAILY) == first
    assert digests.by_id(db, first.id) == first
    assert digests.by_id(db, "other") is None


def test_a_weekly_and_a_daily_digest_may_stand_on_one_date(db):
    weekly = digest(id="weekly", edition=Edition.WEEKLY)

    assert digests.save(db, digest())
    assert digests.save(db, weekly)
    assert digests.get(db, "morning", weekly.date, Edition.WEEKLY) == weekly
    assert digests.get(db, "evening", weekly.date, Edition.WEEKLY) is None


def test_the_next_window_begins_where_the_last_one_ended(db):
    assert digests.last_end(db, "morning") is None

    digests.save(db, digest())
    digests.save(db, digest(day=date(2026, 3, 5), window=Window(NOW, NOW + DAY)))
    digests.save(db, digest("evening", window=Window(NOW, NOW + 2 * DAY)))

    assert digests.last_end(db, "morning") == NOW + DAY
    assert digests.last_end(db, "morning", Edition.WEEKLY) is None
    assert digests.newest(db, "morning") == digest(day=date(2026, 3, 5), window=Window(NOW, NOW + DAY))
    assert digests.newest_of_all(db) == digest("evening", window=Window(NOW, NOW + 2 * DAY))
    assert [each.window.end for each in digests.export(db)] == [NOW, NOW + DAY, NOW + 2 * DAY]


def test_old_digests_are_kept_small_and_say_what_they_said(db):
    long = [digest(f"s{number}", missed=number, id="d" * 4000 + str(number)) for number in range(3)]
    new = digest("new", window=Window(NOW, NOW + DAY))
    for each in (*long, new):
        digests.save(db, each, [Verdict("story", True, None, {})])

    put_away = [digests.put_away(db, NOW + HOUR, most=2) for _ in range(3)]
    [size] = db.execute(
        "SELECT max(length(body)) FROM digests WHERE window_end < ?", (seconds(NOW + HOUR),)
    ).fetchone()

    assert put_away == [2, 1, 0]
    assert size < 1000
    assert list(digests.export(db)) == [*long, new]
    assert digests.by_id(db, long[1].id) == digests.newest(db, "s1") == long[1]
    assert [each.shown for each in digests.shelf(db)] == [0, 0, 0, 0]
    assert [judged.digest for judged in digests.judged(db, "story")] == [new.id]


def test_what_is_put_away_already_is_not_looked_at_again(db):
    for number in range(200):
        digests.save(db, digest(f"s{number}"))
    while digests.put_away(db, NOW + HOUR):
        pass
    taken = []
    db.set_progress_handler(lambda: taken.append(1), 10)

    assert digests.put_away(db, NOW + HOUR) == 0

    assert len(taken) < 20


def test_a_story_s_last_verdict_is_told_also_under_an_id_it_has_taken_over(db):
    older, younger = (saved(db, title, [item(title)]) for title in ("Older", "Younger"))
    shown = Verdict(younger.id, True, None, {"owners": 1.5})
    held = Verdict(younger.id, False, "no room", {"owners": 0.5})
    digests.save(db, digest(), [shown])
    digests.save(db, digest(day=date(2026, 3, 5), window=Window(NOW, NOW + DAY)), [held])

    assert [each.verdict for each in digests.judged(db, younger.id)] == [held, shown]
    assert digests.judged(db, older.id) == []
    ties.merge(db, older.id, younger.id)
    assert digests.judged(db, older.id)[0].verdict == held

    digests.put_away(db, NOW + DAY)
    assert [each.verdict for each in digests.judged(db, older.id)] == [held]


@pytest.mark.parametrize(
    ("channel", "team"),
    [("slack:T1:C1", "T1"), ("slack:C1", ""), ("terminal:", ""), ("", "")],
)
def test_a_channel_s_key_names_its_team_where_that_is_not_the_home_team(channel, team):
    assert digests.team_of(channel) == team


def test_a_team_s_shelf_holds_its_own_digests_and_turns_by_pages_that_part_no_moment(db):
    for number, channel in enumerate(
        ["slack:C1", "slack:T1:C1", "slack:T1:C2", "slack:T10:C1", "slack:T1:C3"]
    ):
        end = NOW - timedelta(days=number // 2)
        digests.save(db, digest(f"s{number}", window=Window(end - DAY, end)), channel=channel)

    def shown(*args, **fields):
        return [each.subscription for each in digests.shelf(db, *args, **fields)]

    assert shown() == ["s0"]
    assert shown("T1") == ["s1", "s2", "s4"]
    assert shown("T1", 1) == ["s1"]
    assert shown("T1", before=NOW) == ["s2", "s4"]
    assert shown("T10") == ["s3"]
    # Two of one moment stand on one page.
    digests.save(db, digest("s5"), channel="slack:T1:C4")
    assert shown("T1", 1) == ["s1", "s5"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda db: digests.shelf(db, "T1", 2, NOW - 400 * DAY),
        lambda db: digests.newest(db, "morning", Edition.DAILY, before=NOW + DAY),
        lambda db: digests.newest_of_all(db),
    ],
    ids=["shelf", "newest", "newest of all"],
)
def test_what_is_asked_of_the_digests_of_years_looks_at_few(db, ask):
    for number in range(500):
        end = NOW - number * DAY
        made = digest(day=end.date(), window=Window(end - DAY, end))
        digests.save(db, made, channel="slack:T1:C1")
    taken = []
    db.set_progress_handler(lambda: taken.append(1), 10)

    assert ask(db)

    assert len(taken) < 50


def test_the_end_of_the_last_of_many_digests_is_found_without_reading_one(db):
    run: list[str] = []
    db.set_trace_callback(run.append)
    digests.last_end(db, "morning", Edition.DAILY, before=NOW)
    db.set_trace_callback(None)

    [plan] = [row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN {run[0]}")]
    assert "COVERING INDEX" in plan


def test_who_a_digest_was_made_for_is_known_by_its_id(db):
    digests.save(db, digest(), channel="slack:C1")

    assert digests.channel_of(db, digest().id) == "slack:C1"
    assert digests.channel_of(db, "other") is None
