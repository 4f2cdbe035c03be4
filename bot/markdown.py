"""A Message to CommonMark. Everything in a text is escaped: only our own blocks make markup."""

import re
from collections.abc import Sequence
from typing import assert_never

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
    address,
)
from digest.text import visible

# What opens emphasis, code, links, HTML, entities, formulas, tables; `@` would make a mention or an address.
_BEFORE_SIGN = re.compile(r"(?=[\\`*_\[\]<>&~|@$^])")
# What makes a block at the start of a line: a heading, a quotation, a list, a rule.
_OPENS_BLOCK = re.compile(r"^(?=[#>+=-])|^(\d{1,9})(?=[.)])")
# Many readers of Markdown make a link of a bare address.
_AUTOMATIC = re.compile(r"(?:https?|ftp|mailto|xmpp)(?=:)|www(?=\.)", re.IGNORECASE)
# Signs in an address that would end it, or begin something else.
_IN_ADDRESS = "()<>[]\\`|*_\"'"


def render(message: Message) -> str:
    """Return the message as Markdown that ends in a line break."""
    return "\n\n".join(made for block in message.blocks if (made := _block(block))) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {escape(text)}"
        case Paragraph(line) | Note(line):
            return _opening_escaped(_line(line))
        case Bullets(lines):
            return "\n".join(f"- {_opening_escaped(_line(line))}" for line in lines)
        case Card():
            return _card(block)
        case Table(header, rows):
            return _table(header, rows)
        case Picture(_, name, alt):
            return f"{escape(alt)} ({escape(name)})"
        case Buttons(buttons):
            return _commands(buttons)
        case Rule():
            return "---"
        case _:
            assert_never(block)


def _card(card: Card) -> str:
    lines = [f"### {_span(card.title, is_heading=True)}"]
    if card.badge:
        lines.append(f"**{escape(card.badge)}**")
    lines += [_opening_escaped(_line(line)) for line in card.lines]
    # One paragraph of quiet lines, each in a line of its own.
    notes = [_opening_escaped(_line(line)) for line in card.notes]
    if commands := _commands(card.buttons):
        notes.append(commands)
    if notes:
        lines.append("  \n".join(notes))
    return "\n\n".join(line for line in lines if line)


def _commands(buttons: Sequence[Button]) -> str:
    return " ".join(_code(f"parallax {button.word} {button.argument}") for button in buttons)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    count = max(map(len, (header, *rows)))
    return "\n".join([_row(header, count), "|" + " --- |" * count, *(_row(row, count) for row in rows)])


def _row(cells: Sequence[str], count: int) -> str:
    return "| " + " | ".join(escape(cell) for cell in [*cells, *[""] * (count - len(cells))]) + " |"


def _line(line: Line) -> str:
    return "".join(map(_span, line))


def _span(span: Span, is_heading: bool = False) -> str:
    # Marks of emphasis must touch the word that they stand at.
    bare = visible(span.text).strip()
    if not bare:
        return " " if span.text else ""
    before = " " if span.text[0].isspace() else ""
    after = " " if span.text[-1].isspace() else ""
    made = _code(bare) if span.weight is Weight.CODE else escape(bare)
    if url := address(span, _IN_ADDRESS):
        made = f"[{made}]({url.replace('&', '&amp;')})"
    if span.weight is Weight.STRONG and not is_heading:
        made = f"**{made}**"
    return f"{before}{made}{after}"


def _code(text: str) -> str:
    """Return a text as code, fenced by more backticks than it holds."""
    bare = " ".join(visible(text).split())
    longest = max((len(run) for run in re.findall("`+", bare)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {bare} {fence}" if longest else f"{fence}{bare}{fence}"


def escape(text: str) -> str:
    """Return a text that Markdown shows as it is, in one line."""
    bare = " ".join(visible(text).split())
    return _AUTOMATIC.sub(r"\g<0>\\", _BEFORE_SIGN.sub(r"\\", bare))


def _opening_escaped(line: str) -> str:
    """Return a line that its first signs do not make a heading, a list or a quotation."""
    return _OPENS_BLOCK.sub(lambda found: f"{found[1] or ''}\\", line, count=1)
