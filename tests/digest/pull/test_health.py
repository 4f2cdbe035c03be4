"""How a feed is, and what is told of it."""

from dataclasses import replace

from digest.errors import FetchError
from digest.model.feed import FeedNews, PullState
from digest.pull import health
from tests.builders import DAY, HOUR, MINUTE, NOW
from tests.digest.pull.pulled import NEW, answered, every, failed


def test_a_feed_that_is_gone_is_dead_at_once():
    gone = failed(error=FetchError("it is gone for good (410)", status=410))

    assert health.is_dead(gone, NOW)


def test_dead_is_five_failures_and_a_day_whichever_comes_later():
    quickly = NEW
    for n in range(9):
        quickly = failed(quickly, now=NOW + n * MINUTE)
    slowly = failed(failed(), now=NOW + 3 * DAY)

    assert not health.is_dead(quickly, NOW + 23 * HOUR)
    assert health.is_dead(quickly, NOW + 24 * HOUR)
    assert not health.is_dead(slowly, NOW + 3 * DAY)


def test_quiet_is_long_for_the_feeds_own_rhythm():
    hourly, weekly = answered(NEW, *every(HOUR)), answered(NEW, *every(7 * DAY))

    assert not health.is_quiet(hourly, NOW + 2 * DAY)
    assert health.is_quiet(hourly, NOW + 4 * DAY)
    assert not health.is_quiet(weekly, NOW + 30 * DAY)
    assert health.is_quiet(weekly, NOW + 71 * DAY)


def told(state, now):
    """The news at a time, and the state once it was told."""
    news = health.news_of(state, now)
    return news, health.after_telling(state, news, now) if news else state


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


def test_a_quiet_feed_that_fails_is_neither_quiet_nor_well_again():
    quiet = answered(NEW, *every(HOUR))
    first, known = told(quiet, NOW + 4 * DAY)
    failing = failed(known, now=NOW + 5 * DAY)

    assert first is FeedNews.QUIET
    assert not health.is_quiet(failing, NOW + 5 * DAY)
    assert health.news_of(failing, NOW + 5 * DAY) is None


def test_a_feed_that_never_was_ill_is_no_news():
    assert health.news_of(answered(), NOW) is None
    assert health.news_of(answered(failed()), NOW) is None


# ---- permanent redirects ----------------------------------------------------------------------------------


def redirected(pulls, days, targets=("https://new.example/feed",)):
    state = NEW
    for n in range(pulls):
        at = NOW + DAY * days * n / max(pulls - 1, 1)
        state = answered(state, now=at, moved_to=targets[n % len(targets)])
    return health.has_moved(state, NOW + DAY * days)


def test_a_permanent_redirect_is_believed_after_seven_days_and_fifty_pulls_of_one_target():
    assert redirected(50, 7)
    assert not redirected(49, 30)
    assert not redirected(200, 6.9)
    assert not redirected(200, 30, ("https://a.example/", "https://b.example/"))
    assert not redirected(60, 30, ("https://a.example/", None))
