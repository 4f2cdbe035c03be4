"""When a feed is due, and how it backs off."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict

from digest.errors import FetchError, ParseError
from digest.model.feed import PullState
from digest.pull.headers import heeded
from digest.pull.health import is_quiet
from digest.pull.schedule import LONGEST, SHORTEST, is_due, wants_all
from tests.builders import DAY, HOUR, MINUTE, NOW
from tests.digest.pull.pulled import HALF_HOUR, NEW, answered, every, failed


def wait(state, now=NOW):
    return state.next_pull - now


@pytest.mark.parametrize(
    ("next_pull", "due"),
    [
        (None, True),
        (NOW - DAY, True),
        (NOW, True),
        (NOW + MINUTE, False),
        (NOW + 36 * HOUR, False),
        # No wait is so long: the clock was wrong when it was reckoned.
        (NOW + 37 * HOUR, True),
    ],
)
def test_a_feed_is_due_when_its_time_has_come_or_cannot_be_true(next_pull, due):
    assert is_due(replace(NEW, next_pull=next_pull), NOW) is due


@pytest.mark.parametrize(
    ("rhythm", "age", "wants"),
    [
        (None, 6 * DAY, False),
        (None, 7 * DAY, True),
        # What brings something every hour and is silent has perhaps only been said to be.
        (HOUR, 23 * HOUR, False),
        (HOUR, DAY, True),
        (6 * HOUR, 59 * HOUR, False),
        (6 * HOUR, 60 * HOUR, True),
        (30 * DAY, 7 * DAY, True),
        # The clock was wrong when it was noted.
        (None, -HOUR, True),
    ],
)
def test_that_nothing_has_changed_is_believed_for_a_while(rhythm, age, wants):
    state = replace(NEW, whole_at=NOW - age, rhythm_s=rhythm and int(rhythm.total_seconds()))

    assert wants_all(state, NOW) is wants


# ---- after an answer --------------------------------------------------------------------------------------


def test_a_feed_of_unknown_rhythm_is_asked_at_the_configured_interval():
    assert HALF_HOUR <= wait(answered()) <= HALF_HOUR * 1.1


def test_a_weekly_feed_is_asked_once_a_day_and_a_lively_one_sooner():
    assert wait(answered(NEW, *every(7 * DAY))) > 20 * HOUR
    assert wait(answered(NEW, *every(12 * MINUTE))) < 12 * MINUTE


def test_a_feed_of_every_few_hours_is_asked_a_few_times_between_two_items():
    assert HOUR < wait(answered(NEW, *every(6 * HOUR))) < 3 * HOUR


def test_three_items_show_a_rhythm_and_two_do_not():
    assert answered(NEW, HOUR, 7 * HOUR).rhythm_s is None
    assert answered(NEW, HOUR, 7 * HOUR, 25 * HOUR).rhythm_s == 18 * 3600


def test_each_new_gap_moves_the_rhythm_by_an_eighth_of_what_it_differs():
    known = answered(NEW, *every(4 * HOUR))
    later = NOW + 12 * HOUR

    assert answered(known, timedelta(0), 12 * HOUR, now=later).rhythm_s == 5 * 3600


def test_a_lively_feed_is_asked_three_times_as_often_as_configured_and_no_oftener():
    assert 2 * HOUR <= wait(answered(NEW, *every(12 * MINUTE), interval=6 * HOUR)) <= 2.2 * HOUR


def test_a_silent_feed_is_asked_as_if_its_items_came_four_times_in_the_silence():
    lively = answered(NEW, *every(15 * MINUTE))

    assert 2 * HOUR <= wait(answered(lively, now=NOW + DAY), NOW + DAY) <= 2.2 * HOUR


def test_items_that_come_in_heaps_make_no_lively_feed():
    heaps = [7 * DAY * week + MINUTE * n for week in range(4) for n in range(5)]

    assert wait(answered(NEW, *heaps)) > 20 * HOUR


def test_a_few_new_items_at_once_do_not_change_what_many_have_shown():
    weekly = answered(NEW, *every(7 * DAY))
    later = answered(weekly, MINUTE, 20 * MINUTE, 40 * MINUTE, now=NOW + 6 * DAY)

    assert wait(later, NOW + 6 * DAY) > 12 * HOUR


def test_a_lively_feed_that_falls_silent_is_asked_ever_less_often():
    lively = answered(NEW, *every(15 * MINUTE))
    waits = [wait(answered(lively, now=NOW + age), NOW + age) for age in (HOUR, 12 * HOUR, 3 * DAY, 20 * DAY)]

    assert waits == sorted(waits)
    assert waits[0] < 15 * MINUTE
    assert waits[-1] > 20 * HOUR


@pytest.mark.parametrize(
    ("headers", "least"),
    [
        ({"cache-control": "public, max-age=7200"}, 2 * HOUR),
        ({"cache-control": "MAX-AGE=7200"}, 2 * HOUR),
        ({"cache-control": "max-age=7200", "age": "3600"}, HOUR),
        ({"cache-control": "s-maxage=7200"}, HALF_HOUR),
        ({"cache-control": "no-cache, max-age=7200"}, HALF_HOUR),
        ({"expires": "Wed, 04 Mar 2026 11:00:00 GMT", "date": "Wed, 04 Mar 2026 08:00:00 GMT"}, 3 * HOUR),
        # A server whose clock is a year behind means the same three hours.
        ({"expires": "Tue, 04 Mar 2025 11:00:00 GMT", "date": "Tue, 04 Mar 2025 08:00:00 GMT"}, 3 * HOUR),
        ({"expires": "Wed, 04 Mar 2026 06:00:00 -0500", "date": "Wed, 04 Mar 2026 08:00:00 -0000"}, 3 * HOUR),
        ({"expires": "0", "date": "Wed, 04 Mar 2026 08:00:00 GMT"}, HALF_HOUR),
        ({"expires": "soon"}, HALF_HOUR),
        ({"expires": "Fri, 31 Dec 9999 23:59:59 -0500"}, HALF_HOUR),
        ({"cache-control": "max-age=99999999999999"}, 20 * HOUR),
        ({"cache-control": "max-age=-1"}, HALF_HOUR),
    ],
)
def test_a_lifetime_is_kept(headers, least):
    got = wait(answered(headers=headers))

    assert least <= got <= min(least * 1.11, LONGEST) or (least == 20 * HOUR and got <= LONGEST)


@pytest.mark.parametrize(
    ("lines", "least"), [(("max-age=7200", "public"), 2 * HOUR), (("no-store", "max-age=7200"), HALF_HOUR)]
)
def test_a_lifetime_in_several_lines_is_all_of_them(lines, least):
    headers = CIMultiDict(("Cache-Control", line) for line in lines)

    assert least <= wait(answered(headers=heeded(headers))) <= least * 1.11


def test_a_sensible_ttl_is_kept_and_one_beyond_a_day_is_a_mistake():
    assert 3 * HOUR <= wait(answered(replace(NEW, ttl_s=3 * 3600))) <= 3.3 * HOUR
    assert wait(answered(replace(NEW, ttl_s=86_400 * 60))) < HOUR


@given(
    gap=st.integers(1, 10**7),
    count=st.integers(0, 30),
    age=st.integers(0, 10**9),
    seed=st.integers(0, 99),
    interval=st.integers(600, 86_400),
)
def test_every_wait_is_between_ten_minutes_and_a_day(gap, count, age, seed, interval):
    ages = every(timedelta(seconds=gap), count)
    state = answered(
        NEW,
        *ages,
        headers={"cache-control": f"max-age={age}"},
        seed=seed,
        interval=timedelta(seconds=interval),
    )

    assert SHORTEST <= wait(state) <= LONGEST


def test_feeds_that_were_pulled_together_do_not_fall_due_together():
    assert len({wait(answered(seed=seed)) for seed in range(50)}) > 40
    assert len({wait(answered(NEW, *every(7 * DAY), seed=seed)) for seed in range(50)}) > 40


def test_how_often_and_since_when_a_feed_has_led_elsewhere_is_counted_until_it_does_no_more():
    def move(state):
        return state.moved_to, state.moved_since, state.moved_pulls

    once = answered(moved_to="https://b.example/")
    twice = answered(once, moved_to="https://b.example/", now=NOW + DAY)

    assert move(once) == ("https://b.example/", NOW, 1)
    assert move(twice) == ("https://b.example/", NOW, 2)
    assert move(answered(twice, moved_to="https://c.example/", now=NOW + DAY)) == (
        "https://c.example/",
        NOW + DAY,
        1,
    )
    assert move(answered(twice)) == (None, None, 0)


# ---- after a failure --------------------------------------------------------------------------------------


def test_each_failure_doubles_the_wait_up_to_a_day():
    state, waits = NEW, []
    for _ in range(9):
        state = failed(state)
        waits.append(wait(state))

    assert [int(one / HOUR) for one in waits[:4]] == [1, 2, 4, 8]
    assert all(20 * HOUR < one <= LONGEST for one in waits[5:])


def test_an_answer_ends_the_failures():
    state = answered(failed(failed()))

    assert (state.failures, state.failing_since, state.reason, state.state) == (0, None, None, PullState.OK)


@pytest.mark.parametrize("ages", [(), (timedelta(0),)], ids=["nothing", "an item"])
def test_what_is_seen_while_the_clock_is_a_year_behind_makes_no_feed_old(ages):
    before = answered(NEW, *every(HOUR))

    behind = answered(before, *ages, now=NOW - 365 * DAY)
    right = answered(behind, now=NOW + HOUR)

    assert (right.newest_item, right.rhythm_s) == (NOW, before.rhythm_s)
    assert wait(right, NOW + HOUR) < HOUR
    assert not is_quiet(right, NOW + HOUR)


def test_what_was_noted_while_the_clock_was_years_ahead_is_taken_for_now():
    ahead = NOW + 3650 * DAY
    moving = answered(moved_to="https://b.example/", now=ahead)

    assert failed(replace(NEW, failing_since=ahead, failures=1)).failing_since == NOW
    assert answered(moving, moved_to="https://b.example/").moved_since == NOW


@pytest.mark.parametrize(
    ("asked", "least", "most"),
    [(60, 10 * MINUTE, 11 * MINUTE), (3600, HOUR, 1.1 * HOUR), (86_400, LONGEST, LONGEST)],
)
def test_a_wait_that_is_asked_for_is_kept(asked, least, most):
    got = wait(failed(error=FetchError("less often", status=429, retry_after=asked)))

    assert least <= got <= most


def test_a_short_wait_that_is_asked_for_again_and_again_backs_off_all_the_same():
    state = NEW
    for _ in range(6):
        state = failed(state, FetchError("less often", status=429, retry_after=60))

    assert wait(state) > 20 * HOUR


def test_gone_is_gone_at_once():
    state = failed(error=FetchError("it is gone for good (410)", status=410))

    assert state.state is PullState.GONE


def test_what_is_gone_is_asked_no_more_but_once_a_month_in_case_it_was_said_by_mistake():
    state = failed(error=FetchError("it is gone for good (410)", status=410))

    hurried = failed(error=FetchError("it is gone for good (410)", status=410, retry_after=60))

    assert not is_due(state, NOW + 25 * DAY)
    assert not is_due(hurried, NOW + 25 * DAY)
    assert is_due(state, NOW + 34 * DAY)
    assert is_due(state, NOW - 400 * DAY)


def test_what_cannot_be_parsed_backs_off_too():
    assert wait(failed(error=ParseError("it is a web page"))) >= HOUR
