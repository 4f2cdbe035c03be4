"""Nothing that a feed says reaches through a renderer, and nothing is larger than its platform takes."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import markdown, terminal
from bot.discord import render as discord
from bot.slack import render as slack
from digest.tell.message import Bullets, Button, Card, Heading, Link, Message, Note, Paragraph, Table, Text
from tests.fakes.discord import problem_of as discord_problem
from tests.fakes.slack import problem_of as slack_problem

URL = "https://outlet.example/a_(b)?c=1&d=2"
NAUGHTY = Path(__file__).parents[3] / "shared" / "blns" / "blns.json"
HOSTILE = [
    "<!channel> <!here> <@U123> <https://evil.example|click>",
    "@everyone @here <@123> <@&456> <#789> <t:0:R>",
    "[click](https://evil.example) [x](<javascript:alert(1)>)",
    "*bold* _it_ ~strike~ `code` ```block``` ||spoiler||",
    "# heading\n> quote\n- list\n1. one\n-# small",
    "https://evil.example/ http://evil.example",
    "\\[x](https://evil.example)",
    "a|b|c <a href=x>y</a> &lt;script&gt;",
    "[bold red]rich markup[/] [link=https://evil.example]x[/link]",
    "\x1b[31mred\x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
    "👨‍👩‍👧‍👦" * 400,
    "字" * 20_000,
    "word " * 5_000,
    "",
]


def message_of(text, cards=3):
    card = Card(
        title=Link(text or "–", URL),
        badge=text,
        lines=((Text(text),), (Text(text),)),
        notes=((Text(text), Link(text or "–", URL)),),
        buttons=(Button("Details", "story", "3f2a91"),),
    )
    others = (
        Card(Link(text or "–", URL), buttons=(Button("Details", "story", f"{n:x}"),)) for n in range(cards)
    )
    return Message(
        text,
        (
            Heading(text),
            Heading(text, 2),
            Paragraph((Text(text), Link(text or "–", URL))),
            Note((Text(text),)),
            Bullets(((Text(text),),)),
            Table(("a", "b"), ((text, text),)),
            card,
            *others,
        ),
    )


def check(text, cards=3):
    said = message_of(text, cards)
    for body in slack.render(said):
        assert slack_problem({"channel": "C1", **body}) is None
        assert body["unfurl_links"] is False
        check_slack_links(body)
    for body in discord.render(said):
        assert discord_problem(body) is None
        assert body["allowed_mentions"] == {"parse": []}
        check_discord_text(body)
    markdown.render(said)
    assert "\x1b" not in terminal.render(said, width=80)


def check_slack_links(body):
    text = json.dumps(body["blocks"], ensure_ascii=False)
    for url in re.findall(r'"type": "link", "url": "([^"]*)"', text):
        assert url == URL
    for block in body["blocks"]:
        for element in block.get("elements", []) if block["type"] == "context" else []:
            for target in re.findall(r"<([^|>]*)", element["text"]):
                assert target == URL.replace("&", "&amp;")


def check_discord_text(body):
    for component in body["components"]:
        for text in [component, *component.get("components", [])]:
            plain = re.sub(r"```.*?```", "", text.get("content", ""), flags=re.DOTALL)
            for target in re.findall(r"(?<!\\)\]\(<([^>]*)>\)", plain):
                assert target == URL.replace("(", "%28").replace(")", "%29")
            assert not re.search(r"(?<!\\)<[@#t]", plain)
            assert not re.search(r"https?://(?!outlet\.example)", plain)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_reaches_through_no_renderer(text):
    check(text)


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the naughty strings do not lie beside this checkout")
def test_no_naughty_string_reaches_through():
    for text in json.loads(NAUGHTY.read_text(encoding="utf-8")):
        check(text, cards=1)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_no_string_at_all_reaches_through(text):
    check(text, cards=1)


@pytest.mark.long
@settings(max_examples=10_000, deadline=None)
@given(st.text(max_size=300))
def test_no_string_of_ten_thousand_reaches_through(text):
    check(text, cards=1)


@pytest.mark.parametrize("cards", [1, 10, 60, 300])
def test_a_message_of_any_length_is_split_and_then_counted(cards):
    check("A title of ordinary length that tells what happened", cards)


def test_cards_that_are_left_out_are_counted():
    bodies = slack.render(message_of("A title", 300))

    text = json.dumps(bodies[-1]["blocks"])
    assert len(bodies) == slack.PARTS_LIMIT
    assert "more: /parallax today" in text


@pytest.mark.parametrize("platform", [slack, discord])
def test_a_heading_is_never_parted_from_its_first_story(platform):
    cards = tuple(Card(Link(f"Story {n}", URL), lines=((Text("word " * 60),),)) for n in range(3))
    sections = tuple(block for n in range(12) for block in (Heading(f"Section {n}", 2), *cards))

    for body in platform.render(Message("Long", sections)):
        last = json.dumps((body.get("blocks") or body.get("components"))[-1])
        assert "Section" not in last
