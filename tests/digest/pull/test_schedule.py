"""When a feed is due, how it backs off, how it is."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import FetchError, ParseError
from digest.model.feed import FeedNews, FeedState, PullState
from digest.pull import schedule
from digest.pull.schedule import LONGEST, SHORTEST
from tests.builders import DAY, HOUR, MINUTE, NOW, item

HALF_HOUR = timedelta(minutes=30)
NEW = FeedState("f", first_seen=NOW)


def answered(state=NEW, *ages, headers=None, now=NOW, seed=0, interval=HALF_HOUR, moved_to=None):
    """The state after an answer with items of these ages."""
    items = [item(f"An item of {age} ago", published=now - age) for age in ages]
    return schedule.after_success(
        state, headers or {}, items, now=now, rng=random.Random(seed), interval=interval, moved_to=moved_to
    )


def failed(state=NEW, error=None, *, now=NOW, seed=0, interval=HALF_HOUR):
    error = error or FetchError("its server failed (500)", status=500)
    return schedule.after_failure(state, error, now=now, rng=random.Random(seed), interval=interval)


def wait(state, now=NOW):
    return state.next_pull - now


def every(gap, count=20):
    return [gap * n for n in range(count)]


# ---- after an answer --------------------------------------------------------------------------------------


def test_a_feed_of_unknown_rhythm_is_asked_at_the_configured_interval():
    assert HALF_HOUR <= wait(answered()) <= HALF_HOUR * 1.1


def test_a_weekly_feed_is_asked_once_a_day_and_a_lively_one_sooner():
    assert wait(answered(NEW, *every(7 * DAY))) > 20 * HOUR
    assert wait(answered(NEW, *every(12 * MINUTE))) < 12 * MINUTE


def test_a_feed_of_every_few_hours_is_asked_a_few_times_between_two_items():
    assert HOUR < wait(answered(NEW, *every(6 * HOUR))) < 3 * HOUR


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
    assert wait(state) > 20 * HOUR
    assert schedule.is_dead(state, NOW)


def test_what_cannot_be_parsed_backs_off_too():
    assert wait(failed(error=ParseError("it is a web page"))) >= HOUR


# ---- how it is, and what is told of it --------------------------------------------------------------------


def test_dead_is_five_failures_and_a_day_whichever_comes_later():
    quickly = NEW
    for n in range(9):
        quickly = failed(quickly, now=NOW + n * MINUTE)
    slowly = failed(failed(), now=NOW + 3 * DAY)

    assert not schedule.is_dead(quickly, NOW + 23 * HOUR)
    assert schedule.is_dead(quickly, NOW + 24 * HOUR)
    assert not schedule.is_dead(slowly, NOW + 3 * DAY)


def test_quiet_is_long_for_the_feeds_own_rhythm():
    hourly, weekly = answered(NEW, *every(HOUR)), answered(NEW, *every(7 * DAY))

    assert not schedule.is_quiet(hourly, NOW + 2 * DAY)
    assert schedule.is_quiet(hourly, NOW + 4 * DAY)
    assert not schedule.is_quiet(weekly, NOW + 30 * DAY)
    assert schedule.is_quiet(weekly, NOW + 71 * DAY)


def told(state, now):
    """The news at a time, and the state once it was told."""
    news = schedule.news_of(state, now)
    return news, schedule.after_telling(state, news, now) if news else state


def test_a_death_is_told_once_and_the_recovery_once():
    dead = replace(NEW, state=PullState.FAILING, failures=9, failing_since=NOW - 2 * DAY)
    first, dead = told(dead, NOW)
    second, dead = told(dead, NOW + 30 * DAY)
    third, well = told(answered(dead, now=NOW + 31 * DAY), NOW + 31 * DAY)
    fourth, _ = told(well, NOW + 32 * DAY)

    assert [first, second, third, fourth] == [FeedNews.DIED, None, FeedNews.RECOVERED, None]


def test_a_feed_that_dies_again_within_the_week_is_not_told_until_it_is_over():
    dead = replace(NEW, state=PullState.GONE, failures=1, failing_since=NOW)
    _, dead = told(dead, NOW)
    _, well = told(answered(dead, now=NOW + DAY), NOW + DAY)
    again = replace(well, state=PullState.GONE, failures=1, failing_since=NOW + 2 * DAY)

    assert told(again, NOW + 2 * DAY)[0] is None
    assert told(again, NOW + 7 * DAY)[0] is FeedNews.DIED


def test_a_feed_that_never_was_ill_is_no_news():
    assert schedule.news_of(answered(), NOW) is None
    assert schedule.news_of(answered(failed()), NOW) is None


# ---- permanent redirects ----------------------------------------------------------------------------------


def redirected(pulls, days, targets=("https://new.example/feed",)):
    state = NEW
    for n in range(pulls):
        at = NOW + DAY * days * n / max(pulls - 1, 1)
        state = answered(state, now=at, moved_to=targets[n % len(targets)])
    return schedule.has_moved(state, NOW + DAY * days)


def test_a_permanent_redirect_is_believed_after_seven_days_and_fifty_pulls_of_one_target():
    assert redirected(50, 7)
    assert not redirected(49, 30)
    assert not redirected(200, 6.9)
    assert not redirected(200, 30, ("https://a.example/", "https://b.example/"))
    assert not redirected(60, 30, ("https://a.example/", None))
