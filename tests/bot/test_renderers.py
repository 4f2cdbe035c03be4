"""Nothing that a feed says reaches through a renderer, and nothing is larger than its platform takes."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import markdown, terminal
from bot.discord import render as discord
from bot.slack import render as slack
from digest.tell.message import (
    Bullets,
    Button,
    Buttons,
    Card,
    Heading,
    Link,
    Message,
    Note,
    Paragraph,
    Picture,
    Table,
    Text,
    Weight,
)
from digest.text import visible
from tests.reading.oracle import faults, pieces

PLATFORMS = [slack, discord]
URL = "https://outlet.example/a_b?c=1&d=2*3"
ALLOWED = {URL, URL.replace("*", "%2A")}
NAUGHTY = Path(__file__).parents[3] / "shared" / "blns" / "blns.json"
HOSTILE = [
    "<!channel> <!here> <!subteam^S1> <@U123> <https://evil.example|click>",
    "@everyone @here <@123> <@!123> <@&456> <#789> <t:0:R> </run:1> <id:customize> <a:x:1>",
    "[click](https://evil.example) [x](<javascript:alert(1)>) [a](http://evil.example 'b')",
    "*bold* _it_ ~strike~ `code` ```block``` ||spoiler|| __under__ ~~gone~~ ***all***",
    "# heading\n> quote\n- list\n1. one\n-# small\n>>> all",
    "> quoted",
    "-# small",
    "1. first",
    "https://evil.example/ http://evil.example HTTPS://EVIL.EXAMPLE/x ftp://evil.example",
    "https://evil.example/login",
    "\\[x](https://evil.example) \\",
    "[unclosed bracket and ] another [one",
    "a|b|c <a href=x>y</a> &lt;script&gt; &amp;amp;",
    ":fire: :+1: :skull_and_crossbones: 10:30:45",
    "[bold red]rich markup[/] [link=https://evil.example]x[/link]",
    "\x1b[31mred\x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
    "turned \u202egnp.exe\u202c, zero\u200bwidth, \ufefffeff, tag \U000e0041, half \ud83d, joiner a\u200db",
    "فارسی می\u200cشود हिन्दी क्\u200dष 👩\u200d💻",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!",
    "👨‍👩‍👧‍👦" * 400,
    "字" * 20_000,
    "word " * 5_000,
    "&<>" * 3_000,
    "*_`[" * 3_000,
    " ",
    "",
]


def message_of(text, cards=3):
    """A message in which a text stands wherever a feed, a team or a reader can put one."""
    card = Card(
        title=Link(text or "–", URL, Weight.STRONG),
        badge=text,
        lines=((Text(text),), (Text("before "), Text(text, Weight.STRONG), Text(" after"))),
        notes=((Text(text, Weight.QUIET), Link(text or "–", URL, Weight.QUIET), Text(text, Weight.CODE)),),
        buttons=(Button("Details", "story", "3f2a91"),),
    )
    others = (
        Card(Link(text or "–", URL), buttons=(Button(text or "–", "story", f"{n:x}"),)) for n in range(cards)
    )
    return Message(
        text,
        (
            Heading(text),
            Heading(text, 2),
            Paragraph((Text(text), Link(text or "–", URL))),
            Note((Text(text),)),
            Bullets(((Text(text),), (Link(text or "–", URL), Text(text, Weight.QUIET)))),
            Table(("a", "b"), ((text, text),)),
            Table((text,), ((text,),)),
            Picture(b"png", "chart.png", text),
            Heading(text, 2),
            card,
            *others,
            Note((Text(text, Weight.QUIET), Link(text, URL))),
            Buttons(
                (
                    Button(text, "help", is_main=True),
                    Button(text, "help", question=text or "Sure?"),
                    Button(text, "search", text[:500]),
                )
            ),
        ),
    )


def check(text, cards=3):
    said = message_of(text, cards)
    for platform, name in ((slack, "slack"), (discord, "discord")):
        for body in platform.render(said):
            assert faults(name, body, ALLOWED) == []
        for body in platform.render(Message("", (Paragraph((Text(text),)),))):
            check_shown_as_it_is(name, body, text)
    markdown.render(said)
    assert "\x1b" not in terminal.render(said, width=80)


# What stands in for signs that a platform offers no way to escape.
LOOK_ALIKES = str.maketrans({"∕": "/"})


def check_shown_as_it_is(name, body, text):
    """A text alone is shown letter for letter, without a mark of emphasis."""
    shown = list(pieces(name, body))
    said = "".join(piece.text for piece in shown).translate(LOOK_ALIKES)
    meant = visible(text).strip().translate(LOOK_ALIKES) or "–"
    assert not any(piece.marks for piece in shown)
    assert squeezed(said) == squeezed(meant) or squeezed(meant).startswith(squeezed(said.rstrip("…")))


def squeezed(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_reaches_through_no_renderer(text):
    check(text)


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the naughty strings do not lie beside this checkout")
def test_no_naughty_string_reaches_through():
    for text in json.loads(NAUGHTY.read_text(encoding="utf-8")):
        check(text, cards=0)


# Letters alone hardly ever make a mark: these do.
SPITEFUL = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            ["*", "**", "_", "__", "~~", "`", "```", "||", "[", "](", ")", "<", ">", "<@", "<!", "@everyone", "\\",
             "https://evil.example/", "://", ":", ":x:", "#", "-", "1.", "&", "|", "\n", " ", "\u202e", "\u200d", "é", "字"]
        ),
    ),
    max_size=30,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(SPITEFUL)
def test_no_string_at_all_reaches_through(text):
    check(text, cards=1)


@pytest.mark.long
@settings(max_examples=10_000, deadline=None)
@given(SPITEFUL)
def test_no_string_of_ten_thousand_reaches_through(text):
    check(text, cards=1)
