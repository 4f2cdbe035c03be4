"""Nothing that a feed says reaches through a renderer, and nothing is larger than its platform takes."""

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot import markdown, terminal
from bot.discord import render as discord
from bot.slack import render as slack
from bot.web import render as web
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
from tests.beside import naughty, needs_naughty
from tests.reading.oracle import faults, pieces

PLATFORMS = [slack, discord]
URL = "https://outlet.example/a_b?c=1&d=2*3"
ALLOWED = {URL, URL.replace("*", "%2A")}
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
    ":`https://evil.example/ a`b:c`d:",
    "[bold red]rich markup[/] [link=https://evil.example]x[/link]",
    "\x1b[31mred\x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
    "turned \u202egnp.exe\u202c, zero\u200bwidth, \ufefffeff, tag \U000e0041, half \ud83d, joiner a\u200db",
    "فارسی می\u200cشود हिन्दी क्\u200dष 👩\u200d💻",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!",
    "👨‍👩‍👧‍👦" * 400,
    "字" * 12_000,
    "word " * 3_000,
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


@needs_naughty
def test_no_naughty_string_reaches_through():
    for text in naughty():
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


# The long rounds try ten thousand.
@settings(max_examples=60)
@given(SPITEFUL)
# Twice in a row, it names an emoji.
@example("0:×https://evil.example/:")
# No address, though it begins like one.
@example("http:000")
def test_no_string_at_all_reaches_through(text):
    check(text, cards=1)


@pytest.mark.long
@settings(max_examples=10_000)
@given(SPITEFUL)
def test_no_string_of_ten_thousand_reaches_through(text):
    check(text, cards=1)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Nvidia’s H20 | Reuters: what’s next?", "Nvidia’s H20 | Reuters: what’s next?"),
        ("GPT_5, ~3x of DeepSeek_R1_Zero", "GPT_5, ~3x of DeepSeek_R1_Zero"),
        ("_Why_ a__it__ *matters* ~~not~~ ||here||", "ˍWhyˍ aˍˍitˍˍ ∗matters∗ ∼∼not∼∼ ∣∣here∣∣"),
        ("@everyone asks @OpenAI", "＠everyone asks @OpenAI"),
        ("`At` 10:30:45 in C:\\temp [sic] <#1>", "ˋAtˋ 10∶30:45 in C:∖temp (sic) ‹#1>"),
        ("🚀 OpenAI ships 👩\u200d💻 o5™ 🇫🇷", "OpenAI ships o5™"),
    ],
)
def test_a_title_that_links_is_written_on_discord_without_escapes_or_emoji_which_labels_do_not_take(
    title, shown
):
    (body,) = discord.render(Message("", (Card(Link(title, URL)),)))

    (piece,) = pieces("discord", body)
    assert (piece.kind, piece.text, piece.marks) == ("link", shown, {"bold"})


def test_a_title_of_emoji_alone_has_its_link_behind_it_on_discord():
    (body,) = discord.render(Message("", (Card(Link("🚀🚀", URL)),)))

    assert [(piece.text, piece.kind) for piece in pieces("discord", body)] == [
        ("🚀🚀 ", "text"),
        ("outlet.example", "link"),
    ]


# ---- limits and the order of shrinking ------------------------------------------------------------


def story(number, sentences="It was said on Monday. " * 12):
    return Card(
        Link(f"Story number {number}", f"{URL}&n={number}", Weight.STRONG),
        lines=((Text(sentences),),),
        notes=((Text("US 2 · China 1 · "), Link("outlet.example", f"{URL}&n={number}")),),
        buttons=(Button("Details", "story", f"{number:016x}"),),
    )


def digest_of(count, **more):
    stories = [story(number, **more) for number in range(count)]
    blocks = [Heading("Digest of Monday"), Heading("Talent", 2), *stories[: count // 2]]
    blocks += [Heading("Open source", 2), *stories[count // 2 :], Note((Text("14 feeds: 14 read"),))]
    return Message("Digest", tuple(blocks))


def shown_by(platform, bodies):
    name = "slack" if platform is slack else "discord"
    return "\n".join("".join(piece.text for piece in pieces(name, body)) for body in bodies)


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("count", [1, 9, 60, 300])
# Of the same length in signs, a text in Chinese has three times as many bytes.
@pytest.mark.parametrize("sentences", ["It was said on Monday. " * 12, "周一有人这样说过。" * 30])
def test_a_digest_of_any_length_keeps_within_every_limit_and_counts_what_it_leaves_out(
    platform, count, sentences
):
    bodies = platform.render(digest_of(count, sentences=sentences))

    allowed = {
        address for n in range(count) for address in (f"{URL}&n={n}", f"{URL}&n={n}".replace("*", "%2A"))
    }
    said = shown_by(platform, bodies)
    told = len(re.findall(r"Story number \d+", said))
    left = sum(map(int, re.findall(r"(\d+) more: /parallax today", said)))
    assert all(faults("slack" if platform is slack else "discord", body, allowed) == [] for body in bodies)
    assert len(bodies) <= platform.PARTS_LIMIT
    assert told + left == count
    assert "14 feeds: 14 read" in said


@pytest.mark.parametrize("platform", PLATFORMS)
def test_no_sentence_is_cut_where_a_story_has_a_message_of_its_own(platform):
    sentences = "A sentence of some length that ends here. " * 60

    said = shown_by(platform, platform.render(digest_of(2, sentences=sentences)))

    assert squeezed(said).count(squeezed(sentences)) == 2


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("sign", ["word ", "字", "👨‍👩‍👧‍👦", "שלום ", "&<*_ "])
def test_a_story_too_long_for_any_message_is_cut_with_an_ellipsis_at_a_whole_sign(platform, sign):
    said = shown_by(platform, platform.render(Message("", (story(1, sign * 9_000),))))

    sentences = said.partition("Story number 1")[2].partition("…")[0].strip()
    assert "…" in said
    assert len(sentences) > 300
    assert sentences == (sign * len(sentences))[: len(sentences)]
    assert sentences.endswith(sign.strip())


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_heading_is_never_parted_from_its_first_story(platform):
    sections = tuple(
        block
        for n in range(12)
        for block in (Heading(f"Section {n}", 2), *map(story, range(n * 3, n * 3 + 3)))
    )

    for body in platform.render(Message("Long", sections)):
        rows = shown_by(platform, [body])
        for section in re.findall(r"Section \d+", rows):
            assert re.search(rf"{section}(?:Update)?Story number", rows)


NO_ADDRESSES = [
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://evil.example",
    "//evil.example",
    "https://évil.example",
    "https://evil.example/a b",
    "",
]


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("url", [*NO_ADDRESSES, "/relative"])
def test_what_is_no_address_of_the_web_is_no_link(platform, url):
    bodies = platform.render(Message("", (Card(Link("Title", url)), Note((Link("Name", url),)))))

    name = "slack" if platform is slack else "discord"
    assert [piece.kind for body in bodies for piece in pieces(name, body)] == ["text", "text"]


@pytest.mark.parametrize("url", NO_ADDRESSES)
def test_what_is_no_address_of_the_web_nor_of_a_page_is_no_link_on_the_pages(url):
    assert "<a " not in web.render((Card(Link("Title", url)), Note((Link("Name", url),))))


def test_buttons_of_one_message_are_told_apart_on_discord():
    (body,) = discord.render(
        Message("", (Buttons((Button("a", "help"), Button("b", "help"))), Paragraph((Text("x"),))))
    )

    assert [button["custom_id"] for button in body["components"][0]["components"]] == [
        "say:help:",
        "say1:help:",
    ]


def test_a_button_that_discord_has_no_room_for_is_left_out_and_not_cut():
    (body,) = discord.render(
        Message("", (Paragraph((Text("x"),)), Buttons((Button("a", "search", "x" * 200),))))
    )

    assert [component["type"] for component in body["components"]] == [10]


def test_a_notification_of_each_part_says_what_it_is_of():
    opening = [body["text"].partition("\n")[0] for body in slack.render(digest_of(20))]

    assert opening == ["Digest (1/2)", "Digest (2/2)"]


def test_all_that_a_message_says_stands_in_its_text_which_alone_a_screen_reader_reads_on_slack():
    said = Message(
        "2 stories",
        (
            Heading("Monday"),
            Card(
                Link("A & B", URL),
                badge="New figure:",
                lines=((Text("It was said."),),),
                notes=((Text("US 2"),),),
            ),
            Bullets(((Text("one"), Link(" of two", URL)),)),
            Table(("", "Outlets"), (("May 4", "3"),)),
            Picture(b"png", "chart.png", "A chart of May"),
            Note((Text("14 feeds"),)),
            Buttons((Button("help", "help"),)),
        ),
    )
    told = "Monday\nNew figure: A &amp; B\nIt was said.\nUS 2\none of two\nMay 4 · Outlets 3\nA chart of May\n14 feeds"

    assert [body["text"] for body in slack.render(said)] == [f"2 stories\n{told}"]
    # What a block says anyway is not said before it.
    assert [body["text"] for body in slack.render(replace(said, summary="Monday"))] == [told]
    (body,) = slack.render(replace(said, summary="Monday. 2 stories"))
    assert body["text"] == f"Monday. 2 stories{told.removeprefix('Monday')}"


def test_a_button_under_a_card_is_read_out_on_slack_with_what_it_leads_to():
    cards = [Card(Text(title), buttons=(Button("Details", "story", "id"),)) for title in ("One", "Two " * 40)]

    (body,) = slack.render(Message("", (*cards, Buttons((Button("help", "help"),)))))

    read_out = [
        element.get("accessibility_label")
        for block in body["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
    ]
    assert read_out == ["Details: One", f"Details: {' '.join(['Two'] * 16)}…", None]
    assert faults("slack", body, set()) == []


@pytest.mark.parametrize("text", ["word " * 900, "&" * 2_500, "字" * 5_000, "word " * 700 + "& " * 100])
def test_a_text_is_cut_at_a_word_to_what_slack_takes_in_an_edit(text):
    lines = tuple((Text(text[start : start + 500]),) for start in range(0, len(text), 500))
    for body in slack.render(Message("Digest", (Bullets(lines),))):
        assert 2_500 < len(body["text"]) <= 4_000


def test_what_cannot_be_undone_is_asked_for_on_slack():
    (body,) = slack.render(Message("", (Buttons((Button("Stop", "settings", "stop", question="Sure?"),)),)))

    assert body["blocks"][0]["elements"][0]["confirm"]["text"]["text"] == "Sure?"


@pytest.mark.parametrize("beside", ["", " (Chinese)"])
def test_words_that_are_quoted_in_a_terminal_have_their_address_in_whatever_language(beside):
    outlet = (Link("outlet.example", URL, Weight.QUIET), *((Text(beside, Weight.QUIET),) if beside else ()))

    said = terminal.render(Message("", (Card(Text("China"), lines=((Text("“芯片”"),),), notes=(outlet,)),)))

    assert said.splitlines()[-2:] == [f"  outlet.example{beside}", f"  {URL}"]


def test_a_name_that_is_longer_than_its_column_can_be_copied_from_a_line_of_its_own():
    feed = "federal-register-bureau-of-industry-and-security"
    names = Table(("Feed", "Newest item"), ((feed, "3 days ago"), ("csis", "2 h ago")))

    lines = terminal.render(Message("", (names,)), width=40).splitlines()

    assert [line.split() for line in lines[2:]] == [[feed], ["3", "days", "ago"], ["csis", "2", "h", "ago"]]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("ajouté à son « Entity List », dit-il", ["ajouté à son « Entity", "List », dit-il"]),
        ("ajouté lundi à son « Entity »", ["ajouté lundi à son", "« Entity »"]),
        ("Il a coûté 9 millions : trop ?", ["Il a coûté 9", "millions : trop ?"]),
        ("Ils en commandent 100 000", ["Ils en commandent", "100 000"]),
        ("Le titre a bondi de 60 % mardi", ["Le titre a bondi de", "60 % mardi"]),
        ("Die Firma sprach sich »frei« und ging", ["Die Firma sprach sich", "»frei« und ging"]),
        ("Auch hier, so »frei« steht es im Brief", ["Auch hier, so »frei«", "steht es im Brief"]),
        (f"« {'x' * 30} »", [f"« {'x' * 20}", f"{'x' * 10} »"]),
    ],
)
def test_a_sign_that_french_sets_apart_stays_on_the_line_of_its_word_though_a_feed_wrote_a_plain_space(
    text, lines
):
    assert terminal.render(Message("", (Paragraph((Text(text),)),)), width=22).splitlines() == lines


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_a_space_that_must_not_break_does_not(space):
    text = f"trouve partout, dit-il, «{space}DeepSeek{space}» et 100{space}000{space}000 puces"

    lines = terminal.render(Message("", (Paragraph((Text(text),)),)), width=26).splitlines()

    assert [line.replace(space, "_") for line in lines] == [
        "trouve partout, dit-il,",
        "«_DeepSeek_» et",
        "100_000_000 puces",
    ]


def test_a_table_is_as_wide_as_the_window_where_it_needs_to_be():
    row = ("x" * 90, "y" * 30)

    lines = terminal.render(Message("", (Table(("Feed", "Newest item"), (row,)),)), width=200).splitlines()

    assert lines[2].split() == list(row)


@pytest.mark.parametrize(
    ("program", "lines"),
    [
        ("parallax", ["parallax compare b3067a01   parallax why b3067a01"]),
        (
            "parallax --db var/north-desk.db",
            [
                "parallax --db var/north-desk.db compare b3067a01",
                "parallax --db var/north-desk.db why b3067a01",
            ],
        ),
    ],
)
def test_a_command_to_be_pasted_stands_on_one_line_however_narrow_the_window(program, lines):
    buttons = (Button("Compare the sides", "compare", "b3067a01"), Button("Why", "why", "b3067a01"))
    asked = Message("", (Buttons(buttons), Card(Text("x"), buttons=buttons[1:])))

    said = terminal.render(asked, width=50, program=program).splitlines()

    assert said == [*lines, "", "▸ x", f"  {program} why b3067a01"]
    assert said[-1] in terminal.render(asked, width=20, program=program).splitlines()
