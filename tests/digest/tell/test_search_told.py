"""What a search shows of a story that it found by several of its items."""

from dataclasses import replace

import pytest

from config.knowledge import load_knowledge
from digest.model.item import Item
from digest.model.query import Hit, Query
from digest.tell.message import Card, plain
from digest.tell.present.search import search_message
from digest.tell.team_voice import TeamVoice, team_voice
from tests.builders import item

GERMAN = item("USA erwägen Exportgrenzen für Nvidia", outlet="rheinblatt.example", language="de")
FRENCH = item("Washington songe à limiter Nvidia", outlet="seine.example", language="fr")
ENGLISH = item("US weighs limits on Nvidia", outlet="wire.example", language="en")
LATER = item("Limits on Nvidia are weighed", outlet="post.example", language="en")


@pytest.mark.parametrize(
    ("voice", "found", "title"),
    [
        ("en", [GERMAN, FRENCH, ENGLISH, LATER], ENGLISH.title),
        ("fr", [GERMAN, ENGLISH, FRENCH], FRENCH.title),
        ("fr", [GERMAN, ENGLISH], GERMAN.title),
    ],
)
def test_a_story_is_told_by_what_was_found_first_in_the_readers_language(voice, found, title):
    assert card_of(voice, found).title.text == title


@pytest.mark.parametrize(
    ("languages", "title"),
    [
        (("en", "fr"), ENGLISH.title),
        (("zh-Hans", "de", "en"), GERMAN.title),
        (("ja",), GERMAN.title),
    ],
)
def test_where_none_is_in_the_readers_language_the_first_of_those_preferred_is_told(languages, title):
    assert card_of("fr", [GERMAN, ENGLISH, LATER], languages).title.text == title


def test_who_else_tells_it_is_named_in_the_order_found():
    [told] = card_of("en", [GERMAN, FRENCH, ENGLISH]).notes

    assert plain(told).endswith("wire.example · also rheinblatt.example, seine.example")


def test_a_text_that_stands_in_the_place_of_a_title_is_told_once():
    untitled = item(
        "Nvidia may sell again. Licences follow.", summary="Nvidia may sell again. Licences follow."
    )

    assert card_of("en", [untitled]).lines == ()
    assert plain(*card_of("en", [item("Nvidia", summary="It may sell again.")]).lines) == "It may sell again."


@pytest.mark.parametrize(
    ("words", "filler", "asked"),
    [
        ("出口管制", "公司周二公布了季度业绩并说明了今年的投资计划，", "管制"),
        ("export controls, ", "the firm told of its quarter and of its plans for the year, ", "controls"),
    ],
)
def test_what_was_asked_for_far_down_a_text_is_shown_in_any_script(words, filler, asked):
    long = filler * 20 + words + filler * 20

    [line] = card_of("en", [item("A quarter", summary=long)], asked=asked).lines

    assert asked in plain(line)
    assert plain(line).startswith("… ")
    assert len(plain(line)) <= 220


@pytest.mark.parametrize(
    ("summary", "shown"),
    [
        ("Article URL: https://a.example/1 Comments URL: https://b.example/2 Points: 14 # Comments: 3", ""),
        ("It may sell again. The post Nvidia appeared first on Example .", "It may sell again."),
        ("By Jane Doe\nIt may sell again. Read more...", "It may sell again."),
        ("英伟达可以再次销售。点击查看原文", "英伟达可以再次销售。"),
        ("英伟达可以再次销售。许可证随后发放。", "英伟达可以再次销售。许可证随后发放。"),
    ],
)
def test_what_a_page_adds_to_a_text_is_not_shown(summary, shown):
    lines = card_of("en", [item("Nvidia and its licences", summary=summary)]).lines

    assert "".join(map(plain, lines)) == shown


def card_of(voice: str, found: list[Item], languages: tuple[str, ...] = (), asked: str = "nvidia") -> Card:
    hits = [Hit(replace(each, story="a story"), 0.0) for each in found]
    [card] = [
        block
        for block in search_message(Query(asked), hits, TeamVoice(voice), languages=languages).blocks
        if isinstance(block, Card)
    ]
    return card


@pytest.mark.parametrize(("voice", "called"), [("en", "United States"), ("fr", "États-Unis")])
def test_an_actor_is_called_as_in_the_readers_language(voice, called):
    spoken = team_voice(voice, load_knowledge())
    narrowed = Query(words="puces", actor="united-states")
    hinted = Query(words="vereinigte staaten")

    for query in (narrowed, hinted):
        told = search_message(query, [], spoken)
        assert called in str(told.blocks[1])
