"""How the feeds are, as a reader is told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import terminal
from digest.causes import Cause
from digest.model.feed import Feed, FeedNews, FeedState, PullState
from digest.tell.message import Bullets, Table, plain
from digest.tell.present.feeds import feed_news_message, feeds_message
from digest.tell.spans import code
from digest.tell.voice import speaker
from tests.builders import NOW

LONG_AGO = NOW - timedelta(days=9)
WELL = FeedState(
    "well",
    PullState.OK,
    last_success=NOW - timedelta(minutes=5),
    newest_item=NOW - timedelta(hours=3),
    rhythm_s=7200,
    next_pull=NOW + timedelta(minutes=25),
)
DEAD = replace(
    WELL,
    feed="dead",
    state=PullState.FAILING,
    reason="there is nothing at this address (404)",
    failures=7,
    last_success=LONG_AGO,
)


def told(*states, voice="en", **how):
    feeds = [Feed(state.feed, f"https://{state.feed}.example/feed") for state in states]
    return feeds_message(feeds, {state.feed: state for state in states}, speaker(voice), now=NOW, **how)


def test_what_ails_a_feed_is_said_in_a_sentence_before_the_table_of_those_that_are_well():
    *_, bullets, table = told(WELL, DEAD).blocks

    assert isinstance(bullets, Bullets)
    assert [plain(line) for line in bullets.lines] == [
        "dead  failing: there is nothing at this address (404) (7 failures in a row)"
        " · last success: 9 days ago · next pull: in 25 min"
    ]
    assert isinstance(table, Table)
    assert table.rows == (("well", "5 min ago", "3 h ago, every 2 h", "in 25 min"),)


def test_a_feed_that_never_answered_says_so_and_one_that_is_due_is_next():
    overdue = NOW - timedelta(hours=1)

    [line] = told(replace(DEAD, failures=1, last_success=None, next_pull=overdue)).blocks[2].lines

    assert plain(line).endswith("(404) · never read so far · next pull: now")


def test_a_feed_that_went_quiet_is_said_with_its_newest_item():
    [line] = told(replace(WELL, newest_item=LONG_AGO), gone_quiet={"well"}).blocks[2].lines

    assert plain(line) == "well  quiet · newest item: 9 days ago, every 2 h · next pull: in 25 min"


def test_a_feed_that_was_not_pulled_and_one_that_is_off_are_told_apart():
    feeds = [Feed("new", "https://new.example/"), Feed("off", "https://off.example/", on=False)]

    *_, table = feeds_message(feeds, {}, speaker("en"), now=NOW).blocks

    assert table.rows == (("new", "not pulled yet", "–", "–"), ("off", "not pulled yet", "–", "off"))


def test_in_brief_those_that_are_well_are_only_counted():
    assert not [block for block in told(WELL, DEAD, brief=True).blocks if isinstance(block, Table)]


@pytest.mark.parametrize(
    ("states", "voice", "said"),
    [
        ((WELL,), "en", "Feeds that are well: 1 of 1."),
        ((WELL, DEAD), "en", "Feeds that are well: 1 of 2."),
        ((DEAD,), "en", "Feeds that are well: 0 of 1."),
        ((WELL, DEAD), "fr", "Flux qui vont bien\u202f: 1 sur 2."),
    ],
)
def test_those_that_are_well_are_counted_among_all_that_are_on(states, voice, said):
    assert told(*states, voice=voice).summary == said


def test_in_eighty_columns_a_feed_that_is_well_is_one_line():
    usual = replace(WELL, feed="federal-register-bis-ofac", rhythm_s=2 * 86_400, newest_item=LONG_AGO)

    lines = terminal.render(told(usual), width=80).splitlines()

    assert lines[-1] == "federal-register-bis-ofac  5 min ago     9 days ago, every 2 days  in 25 min"


def test_the_id_of_a_feed_that_ails_can_be_copied_from_a_narrow_window():
    long = replace(DEAD, feed="federal-register-bureau-of-industry-and-security")

    lines = terminal.render(told(long), width=40).splitlines()

    assert lines[5:7] == [f"• {long.feed}", "  failing: there is nothing at this"]


def test_a_feed_whose_id_was_made_of_its_address_is_told_with_its_title():
    made = Feed("news-example-01ce75", "https://news.example/feed", "Model Lab News", from_file=False)
    untitled = replace(made, id="lab-example-3f2a91", title="lab-example-3f2a91")
    chosen = replace(made, id="model-lab", from_file=True)
    feeds = (made, untitled, chosen)

    *_, table = feeds_message(feeds, {}, speaker("en"), now=NOW).blocks
    [bullet] = feeds_message([made], {made.id: DEAD}, speaker("en"), now=NOW).blocks[2].lines

    assert [row[0] for row in table.rows] == [
        "news-example-01ce75 · Model Lab News",
        "lab-example-3f2a91",
        "model-lab",
    ]
    assert plain(bullet).startswith("news-example-01ce75 · Model Lab News  failing: ")


def test_what_ails_a_feed_is_said_in_the_voice():
    feed = Feed("dead", "https://dead.example/feed")

    news = feed_news_message(feed, DEAD, FeedNews.DIED, speaker("fr"))

    assert news.summary == "Le flux «\u00a0dead\u00a0» est mort\u202f: il n’y a rien à cette adresse (404)."


@pytest.mark.parametrize("news", [news for news in FeedNews if news is not FeedNews.QUIET])
def test_the_admin_is_told_what_a_feed_is_of_whose_id_was_made_of_its_address(news):
    made = Feed("news-example-01ce75", "https://news.example/f", title="Model Lab News", from_file=False)

    said = feed_news_message(made, DEAD, news, speaker("en")).summary

    assert said.startswith("The feed “news-example-01ce75 · Model Lab News” ")


def test_what_is_to_be_typed_for_an_ill_feed_stands_apart_and_not_between_backticks():
    locked = replace(DEAD, state=PullState.REFUSED, reason=Cause.ASKS_PASSWORD)

    [bullet] = told(locked).blocks[2].lines
    news = feed_news_message(Feed("dead", ""), locked, FeedNews.DIED, speaker("en")).blocks[0].line

    for line in (bullet, news):
        assert code("parallax feeds add URL --auth VARIABLE") in line
        assert not {"`", "ˋ"} & set(plain(line))


@pytest.mark.parametrize(
    ("state", "voice", "often"),
    [
        (PullState.FAILING, "en", "It is still asked once a day."),
        (PullState.GONE, "en", "It is still asked once a month."),
        (PullState.GONE, "fr", "Il est encore relevé une fois par mois."),
    ],
)
def test_how_often_a_dead_feed_is_still_asked_is_said(state, voice, often):
    feed = Feed("dead", "https://dead.example/feed")

    news = feed_news_message(feed, replace(DEAD, state=state), FeedNews.DIED, speaker(voice))

    assert often in terminal.render(news)


@pytest.mark.parametrize(
    ("from_file", "way"),
    [(True, "name it in feeds.off of the team’s file."), (False, "parallax feeds remove dead")],
)
def test_whoever_hears_that_a_feed_died_is_told_what_rids_them_of_that_feed(from_file, way):
    feed = Feed("dead", "https://dead.example/feed", from_file=from_file)

    blocks = feed_news_message(feed, DEAD, FeedNews.DIED, speaker("en")).blocks

    assert plain(blocks[-1].line) == f"It is still asked once a day. To be rid of it: {way}"


@pytest.mark.parametrize(
    ("voice", "hours", "said"),
    [
        ("en", 1, "used to bring one every hour."),
        ("fr", 1, "en publiait un toutes les heures."),
        ("en", 3, "used to bring one every 3 h."),
        ("fr", 3, "en publiait un toutes les 3 h."),
    ],
)
def test_how_often_a_feed_brought_something_is_said_as_people_say_it(voice, hours, said):
    quiet = replace(WELL, rhythm_s=hours * 3_600, newest_item=LONG_AGO)

    assert feed_news_message(Feed("well", ""), quiet, FeedNews.QUIET, speaker(voice)).summary.endswith(said)


@pytest.mark.parametrize(
    ("voice", "day"), [("en", "is of Mon 23 February 2026,"), ("fr", "date du lun. 23 février 2026,")]
)
def test_the_newest_item_of_a_feed_that_went_quiet_is_dated_as_every_day_is(voice, day):
    quiet = replace(WELL, newest_item=LONG_AGO)

    assert day in feed_news_message(Feed("well", ""), quiet, FeedNews.QUIET, speaker(voice)).summary
