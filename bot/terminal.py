"""A Message to a terminal. Nothing in a text is taken for markup; links are links only in colour."""

from io import StringIO
from typing import assert_never

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule as RichRule
from rich.style import Style
from rich.table import Table as RichTable
from rich.text import Text as RichText

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
    Table,
    Text,
    Weight,
)

_STYLES = {
    Weight.PLAIN: "",
    Weight.STRONG: "bold",
    Weight.QUIET: "dim",
    Weight.CODE: "cyan",
}


def render(message: Message, *, width: int = 100, colour: bool = False) -> str:
    """Return the message as text, each line at most `width` columns wide."""
    out = StringIO()
    console = Console(
        file=out,
        width=max(width, 40),
        force_terminal=colour,
        color_system="standard" if colour else None,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    for block in message.blocks:
        for piece in _pieces(block, colour):
            console.print(piece)
    # Padding to the full width is of no use to a reader or to a pipe.
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _pieces(block: Block, colour: bool) -> list[RenderableType]:
    match block:
        case Heading(text, level):
            style = "bold underline" if level == 1 else "bold magenta"
            shown = text if colour or level == 1 else text.upper()
            under = [] if colour or level > 1 else [RichText("=" * min(len(text), 78))]
            return [RichText(), RichText(_safe(shown), style=style if colour else ""), *under]
        case Paragraph(line):
            return [RichText(), _line(line, colour)]
        case Note(line):
            return [_line(line, colour, "dim")]
        case Bullets(lines):
            return [_hanging(_line(line, colour)) for line in lines]
        case Card():
            return _card(block, colour)
        case Table(header, rows):
            return [RichText(), _table(header, rows)]
        case Picture(_, _, alt):
            return [RichText(_safe(alt), style="dim")]
        case Buttons():
            # What a press would say is typed here.
            said = "   ".join(f"parallax {button.word} {button.argument}".strip() for button in block.buttons)
            return [RichText(), RichText(_safe(said), style="dim")]
        case Rule():
            return [RichText(), RichRule(style="dim", characters="─")]
        case _:
            assert_never(block)


def _card(card: Card, colour: bool) -> list[RenderableType]:
    title = RichText()
    if card.badge:
        title.append(_safe(card.badge) + "  ", style="yellow")
    title.append_text(_line((card.title,), colour, "bold"))
    pieces: list[RenderableType] = [RichText(), _hanging(title)]
    body = [_line(line, colour) for line in card.lines] + [_line(line, colour, "dim") for line in card.notes]
    if isinstance(card.title, Link) and not colour:
        body.append(RichText(_safe(card.title.url), style="dim", no_wrap=True, overflow="ignore"))
    stories = [button.argument for button in card.buttons if button.word == "story"]
    body += [RichText(_safe(f"story {story}"), style="dim") for story in stories]
    return pieces + [Padding(text, (0, 0, 0, 2)) for text in body]


def _hanging(text: RichText) -> RenderableType:
    grid = RichTable.grid(padding=0)
    grid.add_column(width=2)
    grid.add_column(ratio=1)
    grid.add_row(RichText("•"), text)
    return grid


def _table(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> RichTable:
    table = RichTable(box=None, pad_edge=False, show_header=any(header), header_style="bold")
    for number, name in enumerate(header):
        table.add_column(_safe(name), overflow="fold", min_width=4 if number else 8)
    for row in rows:
        table.add_row(*(RichText(_safe(cell)) for cell in row))
    return table


def _line(line: Line, colour: bool, style: str = "") -> RichText:
    text = RichText(style=style if colour else "")
    for span in line:
        own = Style.parse(_STYLES[span.weight]) if colour else Style()
        match span:
            case Text():
                text.append(_safe(span.text), style=own)
            case Link():
                linked = own + Style(link=span.url) if colour else own
                text.append(_safe(span.text), style=linked)
            case _:
                assert_never(span)
    return text


def _safe(text: str) -> str:
    """Return the text without what a terminal would obey."""
    return "".join(char for char in text if char == "\n" or char.isprintable() or char in "\u200d\ufe0f")
