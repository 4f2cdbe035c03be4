"""A story's course as a reader sees it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from config.knowledge import load_knowledge
from digest.model.figure import Figure
from digest.model.item import Item
from digest.model.outlet import Viewpoint
from digest.model.story import Because
from digest.tell.course import Course, Development
from digest.tell.message import Bullets, Heading, Note, address, plain
from digest.tell.present.story import story_message
from digest.tell.summarise import Summary
from digest.tell.team_voice import TeamVoice, team_voice
from digest.tell.told import snapshot
from digest.tell.voice import speaker
from tests.builders import NOW, item, story


def test_of_two_stories_that_turned_out_to_be_one_the_first_item_alone_is_called_that():
    first, other = item("Chip maker is seized"), item("Caretaker for chip maker", outlet="b.example")
    one = story(first.title, because={each.id: Because(None, 1.0) for each in (first, other)})
    course = Course(one, (first, other), Summary(first.title, "en", (), True), (), ())

    told = story_message(course, TeamVoice("en"), with_reasons=True)

    [lines] = [block.lines for block in told.blocks if isinstance(block, Bullets)]
    assert ["the first item" in str(line) for line in lines] == [True, False]


def test_a_course_is_told_in_the_readers_zone_which_is_said_once():
    late = item("Late", published=NOW.replace(hour=23, minute=30))
    later = item("Later", published=NOW.replace(hour=23, minute=45))
    course = Course(story(late.title), (late, later), Summary(late.title, "en", (), True), (), ())

    told = story_message(course, TeamVoice("en"), zone="Asia/Shanghai")

    assert Heading("How it went (Asia/Shanghai)", 2) in told.blocks
    [lines] = [block.lines for block in told.blocks if isinstance(block, Bullets)]
    assert [plain(line).partition("  ")[0] for line in lines] == ["Thu 5 March 07:30", "07:45"]
    assert "Thu 5 March 2026" in str(told.blocks[0])


def test_a_story_of_a_new_feeds_backlog_is_dated_by_its_items():
    old = item("Chip maker is seized", published=NOW - timedelta(days=300))
    one = story(old.title, first_seen=NOW, last_seen=NOW)
    course = Course(one, (old,), Summary(old.title, "en", (), True), (), ())

    told = story_message(course, TeamVoice("en"))

    assert speaker("en").day(old.published.date(), year=True) in str(told.blocks[0])
    assert str(NOW.year) not in str(told.blocks[0])


def test_what_came_before_is_dated_by_its_items_and_in_the_readers_zone():
    late = NOW.replace(hour=23, minute=30) - timedelta(days=300)
    before = Development(story("Chip maker is seized", first_seen=NOW), late)
    course = Course(
        story("now"), (item("Caretaker", published=NOW),), Summary("", "en", (), True), (before,), ()
    )

    told = story_message(course, TeamVoice("en"), zone="Asia/Shanghai")

    at = told.blocks.index(Heading("What came before", 2))
    assert plain(told.blocks[at + 1].lines[0]).startswith("Fri 9 May 2025  ")


def test_an_outlet_of_no_side_stands_without_one():
    chinese = item("Chip maker is seized", outlet="c.example", viewpoint=Viewpoint.CHINA)
    unknown = item("Chip maker was seized", outlet="x.example", viewpoint=Viewpoint.OTHER)

    blocks = story_message(course_of(chinese, unknown), TeamVoice("en")).blocks

    first, second = map(plain, next(block.lines for block in blocks if isinstance(block, Bullets)))
    assert first.endswith("  c.example, China")
    assert "x.example, others" not in second
    assert "  x.example" in second


def test_an_amount_that_many_state_is_told_once_and_in_the_readers_language_where_it_can_be():
    chinese = stating("模型有70亿参数，用了3个方法。", "zh-Hans", (7e9, "参数"), (3, "方法"))
    english = stating("The larger one has 7 billion parameters.", "en", (7e9, "parameters"))
    german = stating("Es hat 7 Milliarden Parameter und 3 Fehler.", "de", (7e9, "Parameter"), (3, "Fehler"))

    assert told_figures(chinese, english, german) == [
        "7 billion parameters  The larger one has 7 billion parameters.",
        "3 方法  模型有70亿参数，用了3个方法。",
        "3 Fehler  Es hat 7 Milliarden Parameter und 3 Fehler.",
    ]


def test_two_things_that_are_counted_in_one_language_are_told_both_as_often_as_they_agree():
    one = stating("It hired 300 engineers and bought 300 chips.", "en", (300, "engineers"), (300, "chips"))

    assert told_figures(one) == ["300 engineers, 300 chips  It hired 300 engineers and bought 300 chips."]


def test_of_a_story_without_figures_none_are_told():
    one = item("Chip maker is seized")
    told = story_message(course_of(one), TeamVoice("en"))

    assert Heading("Figures", 2) not in told.blocks


def test_a_channel_that_two_digests_of_one_day_told_is_named_once_with_the_link_that_there_is():
    one = item("Chip maker is seized")
    daily = snapshot(story(one.title), [one], "daily", NOW)
    weekly = replace(daily, digest="weekly", link="https://chat.example/1")
    later = replace(daily, at=NOW + timedelta(days=1))
    told_twice = [("terminal:desk", daily), ("terminal:desk", weekly), ("terminal:desk", later)]
    course = replace(course_of(one), told=tuple(told_twice))

    blocks = story_message(course, TeamVoice("en")).blocks

    lines = [block.line for block in blocks if isinstance(block, Note)]
    assert [plain(line) for line in lines] == [
        "Told to terminal:desk on Wed 4 March 2026",
        "Told to terminal:desk on Thu 5 March 2026",
    ]
    assert address(lines[0][0]) == weekly.link


def stating(sentence: str, language: str, *amounts: tuple[float, str]) -> Item:
    one = item(sentence, language=language)
    return replace(one, figures=tuple(Figure(amount, unit, "", sentence, one.id) for amount, unit in amounts))


def course_of(*items: Item) -> Course:
    return Course(story(items[0].title), items, Summary(items[0].title, "en", (), True), (), ())


def told_figures(*items: Item) -> list[str]:
    blocks = story_message(course_of(*items), TeamVoice("en")).blocks
    at = blocks.index(Heading("Figures", 2))
    lines = next(block.lines for block in blocks[at:] if isinstance(block, Bullets))
    return [plain(line) for line in lines]


@pytest.mark.parametrize(
    ("voice", "shared"), [("en", "shares United States, chip"), ("fr", "a en commun États-Unis, chip")]
)
def test_what_items_share_is_called_as_in_the_readers_language(voice, shared):
    first, other = item("US weighs chips"), item("Washington wägt ab", outlet="b.example")
    because = {other.id: Because(first.id, 0.9, ("united-states", "chip"))}
    course = Course(
        story(first.title, because=because), (first, other), Summary(first.title, "en", (), True), (), ()
    )

    told = story_message(course, team_voice(voice, load_knowledge()), with_reasons=True)

    assert shared in str(told.blocks)
