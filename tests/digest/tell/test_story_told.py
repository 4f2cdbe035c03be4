"""A story's course as a reader sees it."""

from datetime import timedelta

from digest.model.story import Because
from digest.tell.course import Course, Development
from digest.tell.message import Bullets, Heading, plain
from digest.tell.present.story import story_message
from digest.tell.summarise import Summary
from digest.tell.voice import speaker
from tests.builders import NOW, item, story


def test_of_two_stories_that_turned_out_to_be_one_the_first_item_alone_is_called_that():
    first, other = item("Chip maker is seized"), item("Caretaker for chip maker", outlet="b.example")
    one = story(first.title, because={each.id: Because(None, 1.0) for each in (first, other)})
    course = Course(one, (first, other), Summary(first.title, "en", (), True), (), ())

    told = story_message(course, voice="en", themes=[], actors={}, with_reasons=True)

    [lines] = [block.lines for block in told.blocks if isinstance(block, Bullets)]
    assert ["the first item" in str(line) for line in lines] == [True, False]


def test_a_course_is_told_in_the_readers_zone_which_is_said_once():
    late = item("Late", published=NOW.replace(hour=23, minute=30))
    later = item("Later", published=NOW.replace(hour=23, minute=45))
    course = Course(story(late.title), (late, later), Summary(late.title, "en", (), True), (), ())

    told = story_message(course, voice="en", themes=[], actors={}, zone="Asia/Shanghai")

    assert Heading("How it went (Asia/Shanghai)", 2) in told.blocks
    [lines] = [block.lines for block in told.blocks if isinstance(block, Bullets)]
    assert [plain(line).partition("  ")[0] for line in lines] == ["Thu 5 March 07:30", "07:45"]
    assert "Thu 5 March 2026" in str(told.blocks[0])


def test_a_story_of_a_new_feeds_backlog_is_dated_by_its_items():
    old = item("Chip maker is seized", published=NOW - timedelta(days=300))
    one = story(old.title, first_seen=NOW, last_seen=NOW)
    course = Course(one, (old,), Summary(old.title, "en", (), True), (), ())

    told = story_message(course, voice="en", themes=[], actors={})

    assert speaker("en").day(old.published.date(), year=True) in str(told.blocks[0])
    assert str(NOW.year) not in str(told.blocks[0])


def test_what_came_before_is_dated_by_its_items_and_in_the_readers_zone():
    late = NOW.replace(hour=23, minute=30) - timedelta(days=300)
    before = Development(story("Chip maker is seized", first_seen=NOW), late)
    course = Course(
        story("now"), (item("Caretaker", published=NOW),), Summary("", "en", (), True), (before,), ()
    )

    told = story_message(course, voice="en", themes=[], actors={}, zone="Asia/Shanghai")

    at = told.blocks.index(Heading("What came before", 2))
    assert plain(told.blocks[at + 1].lines[0]).startswith("Fri 9 May 2025  ")
