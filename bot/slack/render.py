"""A Message to the bodies that post it on Slack. Pure; knows Slack's limits.

How a long message shrinks is in `digest.tell.parts`; how its texts are written, in `text.py`.
"""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, assert_never

from bot.slack.spoken import spoken
from bot.slack.text import Json, mrkdwn, plain, rich_line, rich_span, rich_text, shown
from digest.tell.columns import in_columns, in_sentences
from digest.tell.message import (
    Block,
    Bullets,
    Button,
    Buttons,
    Card,
    Heading,
    Line,
    Message,
    Note,
    Paragraph,
    Picture,
    Rule,
    Span,
    Table,
    Weight,
)
from digest.tell.parts import in_parts
from digest.tell.small_print import small_print
from digest.text import cut, visible

# ---- Slack's limits ----

BLOCKS_LIMIT = 50
# Slack refuses a message from about 13,000 characters of blocks on, and has refused one of 11,300. It does not
# say what it counts, so we count all that is sent.
MESSAGE_LIMIT = 10_000
HEADER_LIMIT = 150
TEXT_LIMIT = 3_000
ALT_LIMIT = 2_000
BUTTON_LIMIT = 75
VALUE_LIMIT = 2_000
CONFIRM_TITLE_LIMIT, CONFIRM_TEXT_LIMIT, CONFIRM_BUTTON_LIMIT = 100, 300, 30
ROW_LIMIT = 25

# ---- ours ----

# A digest of more messages than these drowns a channel; the address for an answer takes five.
PARTS_LIMIT = 4
# What a notification shows is far shorter.
_SUMMARY_LIMIT = 600
# A card's title, badge and small print are never dropped for want of room, so all of them leave some.
_TITLE_LIMIT, _BADGE_LIMIT, _NOTES_LIMIT = 300, 200, 2_000


def render(message: Message) -> list[Json]:
    """Return one body a part, each with what it says as a text, without channel.

    `files` holds what is uploaded first, in base64; an image block names it until it has Slack's own id.
    """
    parts = in_parts(message, _fits, PARTS_LIMIT)
    summary = cut(message.summary, _SUMMARY_LIMIT)
    return [
        _body(blocks, summary if len(parts) == 1 else f"{summary} ({number}/{len(parts)})")
        for number, blocks in enumerate(parts, start=1)
    ]


def _fits(blocks: Sequence[Block]) -> bool:
    rendered = _blocks(blocks)
    size = len(json.dumps(rendered, ensure_ascii=False))
    return len(rendered) <= BLOCKS_LIMIT and size <= MESSAGE_LIMIT and _longest(rendered) <= TEXT_LIMIT


def _longest(rendered: Any) -> int:
    """Return the length of the longest text."""
    if isinstance(rendered, str):
        return len(rendered)
    values = (
        rendered.values() if isinstance(rendered, dict) else rendered if isinstance(rendered, list) else ()
    )
    return max(map(_longest, values), default=0)


def _body(blocks: Sequence[Block], opening: str) -> Json:
    body: Json = {
        "text": spoken(opening, blocks),
        "blocks": _blocks(blocks),
        "unfurl_links": False,
        "unfurl_media": False,
    }
    if pictures := [block for block in blocks if isinstance(block, Picture)]:
        body["files"] = [
            {"name": picture.name, "alt": _alt(picture), "base64": b64encode(picture.png).decode()}
            for picture in pictures
        ]
    return body


def _blocks(blocks: Sequence[Block]) -> list[Json]:
    rendered: list[Json] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level > 1 and rendered and rendered[-1]["type"] != "header":
            rendered.append({"type": "divider"})
        rendered += _rendered(block)
    return rendered


def _rendered(block: Block) -> list[Json]:
    match block:
        case Heading(text, level):
            return _heading(text, level)
        case Paragraph(line):
            return [_rich(_section(rich_line(line)))]
        case Note(line):
            return [_context([line])]
        case Bullets(lines):
            return [_rich(_list(lines))]
        case Card():
            return _card(block)
        case Table():
            return [_table(block)]
        case Picture(_, name, _):
            return [{"type": "image", "slack_file": {"id": name}, "alt_text": _alt(block)}]
        case Buttons(buttons):
            return _actions(buttons)
        case Rule():
            return [{"type": "divider"}]
        case _:
            assert_never(block)


def _heading(text: str, level: int) -> list[Json]:
    bare = cut(shown(text).strip(), HEADER_LIMIT) or "–"
    if level == 1:
        return [{"type": "header", "text": plain(bare)}]
    return [_rich(_section([rich_text(bare, {"bold": True})]))]


def _card(card: Card) -> list[Json]:
    head: list[Json] = []
    if badge := cut(shown(card.badge).strip(), _BADGE_LIMIT):
        head += [rich_text(badge, {"italic": True}), rich_text("\n")]
    head += rich_span(_title(card.title), {"bold": True})
    for line in card.lines:
        head += [rich_text("\n"), *rich_line(line)]
    blocks = [_rich(_section(head))]
    if any(card.notes):
        blocks.append(_context(card.notes))
    return blocks + _actions(card.buttons, under=card.title.text)


def _title(title: Span) -> Span:
    return replace(title, text=cut(visible(title.text).strip(), _TITLE_LIMIT) or "–", weight=Weight.PLAIN)


def _table(table: Table) -> Json:
    """Write rows as lines: tables of Slack's own do not show on every client, and one message takes one of them."""
    if lines := in_columns(table):
        text = rich_text("\n".join(map(shown, lines)))
        return _rich({"type": "rich_text_preformatted", "elements": [text]})
    return _rich(_list(in_sentences(table)))


def _rich(element: Json) -> Json:
    return {"type": "rich_text", "elements": [element]}


def _section(elements: list[Json]) -> Json:
    return {"type": "rich_text_section", "elements": elements or [rich_text("–")]}


def _list(lines: Sequence[Line]) -> Json:
    rows = [_section(rich_line(line)) for line in lines] or [_section([])]
    return {"type": "rich_text_list", "style": "bullet", "elements": rows}


def _context(lines: Sequence[Line]) -> Json:
    # Escaped, a character becomes five at most.
    said = small_print(lines, mrkdwn, most=_NOTES_LIMIT, fitting=lambda room: room // 5)
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": said or "–", "verbatim": True}]}


def _actions(buttons: Sequence[Button], under: str = "") -> list[Json]:
    held = [button for button in buttons if len(_value(button)) <= VALUE_LIMIT]
    return [
        {
            "type": "actions",
            "elements": [
                _button(button, at, under) for at, button in enumerate(held[start : start + ROW_LIMIT])
            ],
        }
        for start in range(0, len(held), ROW_LIMIT)
    ]


def _button(button: Button, at: int, under: str) -> Json:
    element: Json = {
        "type": "button",
        "text": plain(_label(button.label, BUTTON_LIMIT)),
        # Unique in its row, since two buttons may say the same word.
        "action_id": f"say:{at}:{button.word}",
        "value": _value(button),
    }
    if under:
        # Read out in place of the label, which is the same under every story.
        element["accessibility_label"] = _label(f"{button.label}: {under}", BUTTON_LIMIT)
    if button.is_main:
        element["style"] = "primary"
    if button.question:
        element["confirm"] = {
            "title": plain(_label(button.label, CONFIRM_TITLE_LIMIT)),
            "text": plain(_label(button.question, CONFIRM_TEXT_LIMIT)),
            "confirm": plain(_label(button.label, CONFIRM_BUTTON_LIMIT)),
            "deny": plain("✕"),
        }
    return element


def _label(text: str, limit: int) -> str:
    return cut(shown(text).strip(), limit) or "–"


def _value(button: Button) -> str:
    return f"{button.word} {visible(button.argument)}".strip()


def _alt(picture: Picture) -> str:
    return cut(shown(picture.alt), ALT_LIMIT) or picture.name
