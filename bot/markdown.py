"""A Message to CommonMark, with everything of a feed escaped."""

import re
from typing import assert_never

from digest.tell.message import (
    Block,
    Bullets,
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
)

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:@=])")


def render(message: Message) -> str:
    """Return the message as Markdown that says what it says, and links where it links."""
    return "\n".join(filter(None, map(_block, message.blocks))).strip() + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_escape(text)}\n"
        case Paragraph(line):
            return f"{_line(line)}\n"
        case Note(line):
            return f"*{_line(line)}*\n"
        case Bullets(lines):
            return "".join(f"- {_line(line)}\n" for line in lines)
        case Card():
            return _card(block)
        case Table(header, rows):
            head = f"| {' | '.join(_escape(cell) or ' ' for cell in header)} |\n|{' --- |' * len(header)}\n"
            return head + "".join(f"| {' | '.join(_escape(cell) for cell in row)} |\n" for row in rows)
        case Picture(_, _, alt):
            return f"{_escape(alt)}\n"
        case Buttons():
            return ""
        case Rule():
            return "---\n"
        case _:
            assert_never(block)


def _card(card: Card) -> str:
    badge = f"**{_escape(card.badge)}** " if card.badge else ""
    body = [_line(line) for line in card.lines] + [f"*{_line(line)}*" for line in card.notes]
    return f"- {badge}{_span(card.title)}\n" + "".join(f"  \n  {line}\n" for line in body)


def _line(line: Line) -> str:
    return "".join(map(_span, line))


def _span(span: Span) -> str:
    match span:
        case Text(text, weight):
            said = _escape(text)
        case Link(text, url, weight):
            said = f"[{_escape(text)}](<{url.replace('<', '%3C').replace('>', '%3E')}>)"
        case _:
            assert_never(span)
    return f"**{said}**" if weight is Weight.STRONG and said.strip() else said


def _escape(text: str) -> str:
    return _MARKS.sub(r"\\\1", text.replace("\n", " "))
