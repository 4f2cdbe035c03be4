"""A Message to the bodies that post it on Slack. Pure; knows Slack's limits, and how to shrink into them.

When a message is too long it is split between blocks and never inside a card; past the most parts, cards are
left out from the end and counted; a text that is too long by itself is cut at a word. Feed text stands in
rich text, which has no markup to escape; in the small print its marks are taken out of it.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, assert_never

from digest.tell.message import (
    Block,
    Bullets,
    Button,
    Buttons,
    Card,
    Heading,
    Line,
    Link,
    Message,
    Note,
    Paragraph,
    Picture,
    Rule,
    Span,
    Table,
    Text,
    Weight,
    groups,
    shorten,
)

Json = dict[str, Any]

# What we call our messages' metadata; the payload's id is the delivery's.
EVENT = "parallax_delivery"

# platforms.md 1.1: fixed by Slack, but for the sum of a message's blocks, which it refuses from about 13,000
# characters on without saying so.
BLOCKS_LIMIT = 50
MESSAGE_LIMIT = 10_000
HEADER_LIMIT = 150
FALLBACK_LIMIT = 4_000
CONTEXT_LIMIT = 3_000
TEXT_LIMIT = 3_000
BUTTON_LIMIT = 75
VALUE_LIMIT = 2_000
ACTIONS_LIMIT = 5
# A digest of more messages than these drowns a channel.
PARTS_LIMIT = 4
# One card may fill this much of a message; its lines are cut to fit.
_CARD_LIMIT = 2_600
_CELL_LIMIT = 60

# Small print is mrkdwn, whose marks cannot be escaped: they are replaced by their look-alikes.
_MARKS = str.maketrans(
    {"*": "∗", "_": "＿", "~": "∼", "`": "ˋ", "&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": " "}
)
_CELLS = str.maketrans({"\n": " ", "`": "ˋ"})


def render(message: Message) -> list[Json]:
    """Return one body a part, each with its fallback text, without channel."""
    parts: list[list[Json]] = [[]]
    left_out = 0
    for group in groups(message.blocks):
        blocks = [rendered for block in group for rendered in _blocks(block)]
        if not _fits(parts[-1], blocks):
            if len(parts) == PARTS_LIMIT:
                left_out += sum(isinstance(block, Card) for block in group)
                continue
            parts.append([])
        parts[-1] += blocks
    if left_out:
        note = [_context((Text(message.more.format(n=left_out)),))]
        while parts[-1] and not _fits(parts[-1], note):
            parts[-1].pop()
        parts[-1] += note
    return [
        {
            "text": shorten(_plain(message.summary), FALLBACK_LIMIT),
            "blocks": blocks,
            "unfurl_links": False,
            "unfurl_media": False,
        }
        for blocks in parts
        if blocks
    ]


def request(channel: str, body: Mapping[str, Any], key: str, *, thread: str | None = None) -> Json:
    """Return exactly what `chat.postMessage` is sent; `key` tells the message from any other of ours."""
    told = {"channel": channel, **body, "metadata": {"event_type": EVENT, "event_payload": {"id": key}}}
    return told | {"thread_ts": thread} if thread else told


def _fits(blocks: Sequence[Json], more: Sequence[Json]) -> bool:
    if len(blocks) + len(more) > BLOCKS_LIMIT:
        return False
    return _size(blocks) + _size(more) <= MESSAGE_LIMIT or not blocks


def _size(blocks: Sequence[Json]) -> int:
    return len(json.dumps(list(blocks), ensure_ascii=False))


def _blocks(block: Block) -> list[Json]:
    match block:
        case Heading(text, level):
            if level == 1:
                shown = shorten(text.replace("\n", " "), HEADER_LIMIT) or " "
                return [{"type": "header", "text": {"type": "plain_text", "text": shown, "emoji": False}}]
            return [_rich([_section([_text(shorten(text, HEADER_LIMIT), {"bold": True})])])]
        case Paragraph(line):
            return [_rich([_section(_elements(line))])]
        case Note(line):
            return [_context(line)]
        case Bullets(lines):
            return [_rich([_list(lines[at : at + 20])]) for at in range(0, len(lines), 20)]
        case Card():
            return _card(block)
        case Table(header, rows):
            return _table(header, rows)
        case Picture(_, _, alt):
            return [_context((Text(alt),))]
        case Buttons(buttons):
            return [_actions(buttons)]
        case Rule():
            return [{"type": "divider"}]
        case _:
            assert_never(block)


def _card(card: Card) -> list[Json]:
    head: list[Json] = []
    if card.badge:
        head.append(_text(f"{shorten(card.badge, 300)}  ", {"italic": True}))
    head.append(_element(card.title, {"bold": True}))
    room = _CARD_LIMIT
    for line in card.lines:
        elements = _elements(line, room)
        room -= sum(len(element["text"]) for element in elements)
        head += [_text("\n"), *elements]
        if room < 40:
            break
    blocks = [_rich([_section(head)])]
    blocks += [_context(line) for line in card.notes[:3]]
    if card.buttons:
        blocks.append(_actions(card.buttons))
    return blocks


def _table(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> list[Json]:
    """Write rows as lines of one width: tables of Slack's own do not show on every client."""
    cells = [
        tuple(shorten(cell.translate(_CELLS), _CELL_LIMIT) for cell in row)
        for row in (header, *rows)
        if any(row)
    ]
    widths = [max(len(row[at]) for row in cells) for at in range(len(header))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
    blocks: list[Json] = []
    while lines:
        taken: list[str] = []
        while lines and sum(map(len, taken)) + len(lines[0]) < TEXT_LIMIT - 200:
            taken.append(lines.pop(0))
        if not taken:
            taken = [lines.pop(0)[: TEXT_LIMIT - 200]]
        blocks.append(_rich([{"type": "rich_text_preformatted", "elements": [_text("\n".join(taken))]}]))
    return blocks


def _rich(elements: list[Json]) -> Json:
    return {"type": "rich_text", "elements": elements}


def _section(elements: list[Json]) -> Json:
    return {"type": "rich_text_section", "elements": elements or [_text(" ")]}


def _list(lines: Sequence[Line]) -> Json:
    return {
        "type": "rich_text_list",
        "style": "bullet",
        "elements": [_section(_elements(line, 400)) for line in lines],
    }


def _elements(line: Line, limit: int = TEXT_LIMIT) -> list[Json]:
    found: list[Json] = []
    for span in line:
        if limit < 8:
            break
        element = _element(span, {}, limit)
        limit -= len(element["text"])
        found.append(element)
    return found


def _element(span: Span, style: dict[str, bool], limit: int = 500) -> Json:
    own = dict(style)
    if span.weight is Weight.STRONG:
        own["bold"] = True
    if span.weight is Weight.CODE:
        own["code"] = True
    match span:
        case Text(text):
            return _text(shorten(text, limit), own)
        case Link(text, url):
            element: Json = {"type": "link", "url": url, "text": shorten(text, limit) or url}
            return element | ({"style": own} if own else {})
        case _:
            assert_never(span)


def _text(text: str, style: dict[str, bool] | None = None) -> Json:
    element: Json = {"type": "text", "text": text or " "}
    return element | ({"style": style} if style else {})


def _context(line: Line) -> Json:
    pieces: list[str] = []
    for span in line:
        text = shorten(span.text, 600).translate(_MARKS)
        if isinstance(span, Link):
            text = f"<{_safe_url(span.url)}|{text.replace('|', '¦')}>"
        if sum(map(len, pieces)) + len(text) > CONTEXT_LIMIT:
            # A link is left out whole rather than cut.
            break
        pieces.append(text)
    return {
        "type": "context",
        "elements": [{"type": "mrkdwn", "text": "".join(pieces) or " ", "verbatim": True}],
    }


def _actions(buttons: Sequence[Button]) -> Json:
    return {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "text": {"type": "plain_text", "text": shorten(button.label, BUTTON_LIMIT), "emoji": False},
                # Unique in the message, since two buttons may say the same word.
                "action_id": f"say:{at}:{button.word}",
                "value": f"{button.word} {button.argument}".strip()[:VALUE_LIMIT],
            }
            for at, button in enumerate(buttons[:ACTIONS_LIMIT])
        ],
    }


def _safe_url(url: str) -> str:
    return url.replace("&", "&amp;").replace("<", "%3C").replace(">", "%3E").replace("|", "%7C")


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
