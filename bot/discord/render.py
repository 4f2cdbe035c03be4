"""A Message to the components that post it on Discord. Pure; knows Discord's limits, and how to shrink into them.

Components V2: no content, no embeds. When a message is too long it is split between blocks and never inside
a card; past the most parts, cards are left out from the end and counted; a text that is too long by itself is
cut at a word. All of a feed's marks are escaped, so that only our own links link.
"""

import re
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

# platforms.md 1.2.
COMPONENTS_LIMIT = 40
TEXT_LIMIT = 4_000
LABEL_LIMIT = 80
CUSTOM_ID_LIMIT = 100
ROW_LIMIT = 5
PARTS_LIMIT = 4
# The flag that makes a message one of components.
COMPONENTS_V2 = 1 << 15
# Before escaping, which at worst doubles a text.
_LINE_LIMIT = 700
_TITLE_LIMIT = 300
_CELL_LIMIT = 40
_TABLE_LIMIT = 1_800

_ROW, _BUTTON, _SECTION, _DISPLAY, _SEPARATOR = 1, 2, 9, 10, 14
_SECONDARY = 2

_MARKS = re.compile(r"([\\*_~`|>#\-+\[\]()<@:!.=&/])")


def render(message: Message) -> list[Json]:
    """Return one body a part, without channel and nonce."""
    parts: list[list[Json]] = [[]]
    left_out = 0
    for group in groups(message.blocks):
        components = [rendered for block in group for rendered in _components(block)]
        if not _fits(parts[-1], components):
            if len(parts) == PARTS_LIMIT:
                left_out += sum(isinstance(block, Card) for block in group)
                continue
            parts.append([])
        parts[-1] += components
    if left_out:
        note = [_display(f"-# {_escape(message.more.format(n=left_out))}")]
        while parts[-1] and not _fits(parts[-1], note):
            parts[-1].pop()
        parts[-1] += note
    return [
        {"components": components, "flags": COMPONENTS_V2, "allowed_mentions": {"parse": []}}
        for components in parts
        if components
    ]


def request(body: Mapping[str, Any], key: str, *, post: str | None = None, tags: Sequence[str] = ()) -> Json:
    """Return exactly what is posted to a channel's messages; its nonce is `key`, so that twice is once.

    With the name of a `post`, what opens it in a forum; `tags` are the ids of the forum's own.
    """
    if post is not None:
        return {"name": post, "message": dict(body), "applied_tags": list(tags)}
    return {**body, "nonce": key, "enforce_nonce": True}


def _fits(components: Sequence[Json], more: Sequence[Json]) -> bool:
    if _count(components) + _count(more) > COMPONENTS_LIMIT:
        return False
    return _length(components) + _length(more) <= TEXT_LIMIT


def _count(components: Sequence[Json]) -> int:
    """Count components as Discord does, those within others too."""
    return sum(
        1 + _count(component.get("components", ())) + ("accessory" in component) for component in components
    )


def _length(components: Sequence[Json]) -> int:
    return sum(len(c.get("content", "")) + _length(c.get("components", ())) for c in components)


def _components(block: Block) -> list[Json]:
    match block:
        case Heading(text, level):
            marks = "##" if level == 1 else "###"
            return [_display(f"{marks} {_escape(shorten(text, _TITLE_LIMIT))}")]
        case Paragraph(line):
            return [_display(_line(line))]
        case Note(line):
            return [_display(f"-# {_line(line)}")]
        case Bullets(lines):
            return _bullets(lines)
        case Card():
            return _card(block)
        case Table(header, rows):
            return [_display(_table(header, rows))]
        case Picture(_, _, alt):
            return [_display(f"-# {_escape(shorten(alt, _LINE_LIMIT))}")]
        case Buttons(buttons):
            return [{"type": _ROW, "components": [_button(button) for button in buttons[:ROW_LIMIT]]}]
        case Rule():
            return [{"type": _SEPARATOR, "divider": True, "spacing": 1}]
        case _:
            assert_never(block)


def _card(card: Card) -> list[Json]:
    badge = f"*{_escape(shorten(card.badge, 200))}*  " if card.badge else ""
    rows = [f"{badge}{_span(card.title, strong=True)}"]
    rows += [_line(line, 400) for line in card.lines[:3]]
    rows += [f"-# {_line(line)}" for line in card.notes[:3]]
    text = _display("\n".join(rows)[:TEXT_LIMIT])
    if not card.buttons:
        return [text]
    return [{"type": _SECTION, "components": [text], "accessory": _button(card.buttons[0])}]


def _bullets(lines: Sequence[Line]) -> list[Json]:
    displays: list[Json] = []
    rows: list[str] = []
    for line in lines:
        row = f"- {_line(line, 300)}"
        if rows and sum(map(len, rows)) + len(rows) + len(row) > TEXT_LIMIT // 2:
            displays.append(_display("\n".join(rows)))
            rows = []
        rows.append(row)
    return [*displays, _display("\n".join(rows) or "–")]


def _table(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    """Write rows as lines of one width in a code block, whose fence nothing in a cell can close."""
    cells = [
        tuple(shorten(cell.replace("\n", " ").replace("`", "ˋ"), _CELL_LIMIT) for cell in row)
        for row in (header, *rows)
        if any(row)
    ]
    widths = [max(len(row[at]) for row in cells) for at in range(len(header))]
    shown: list[str] = []
    for row in cells:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        if sum(map(len, shown)) + len(shown) + len(line) > _TABLE_LIMIT:
            shown.append("…")
            break
        shown.append(line)
    return "```\n" + "\n".join(shown) + "\n```"


def _line(line: Line, limit: int = _LINE_LIMIT) -> str:
    said = ""
    for span in line:
        piece = _span(span, limit=limit)
        if len(said) + len(piece) > limit * 2:
            # A link is left out whole rather than cut.
            break
        said += piece
    return said or "–"


def _span(span: Span, *, strong: bool = False, limit: int = _TITLE_LIMIT) -> str:
    text = _escape(shorten(span.text, limit))
    match span:
        case Text():
            said = text
        case Link():
            said = f"[{text}](<{_safe_url(span.url)}>)"
        case _:
            assert_never(span)
    if span.weight is Weight.CODE:
        return f"`{span.text.replace('`', 'ˋ')}`"
    bold = (strong or span.weight is Weight.STRONG) and text.strip()
    return f"**{said}**" if bold else said


def _button(button: Button) -> Json:
    return {
        "type": _BUTTON,
        "style": _SECONDARY,
        "label": shorten(button.label, LABEL_LIMIT) or "–",
        "custom_id": f"say:{button.word}:{button.argument}"[:CUSTOM_ID_LIMIT],
    }


def _display(text: str) -> Json:
    return {"type": _DISPLAY, "content": text}


def _escape(text: str) -> str:
    return _MARKS.sub(r"\\\1", text.replace("\n", " "))


def _safe_url(url: str) -> str:
    for char, code in (("<", "%3C"), (">", "%3E"), ("(", "%28"), (")", "%29"), (" ", "%20"), ("\\", "%5C")):
        url = url.replace(char, code)
    return url
