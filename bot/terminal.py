"""A Message to text for a terminal or a pipe. Pure: the caller says how wide it is, and whether in colour.

No text is ever taken for markup, and no control character comes through.
"""

import shlex
from collections.abc import Sequence
from io import StringIO
from typing import assert_never

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text as Styled

from bot.wrapping import wrapped
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

# Past this a line is hard to read, however wide the window is.
_WIDEST, _NARROWEST = 100, 20
_GAP = 2
_NARROWEST_COLUMN = 6

_PLAIN = Style()
_STRONG = Style(bold=True)
_QUIET = Style(dim=True)
_CODE = Style(color="cyan")
_HEADING = Style(bold=True)
_SECTION = Style(bold=True, color="blue")
_BADGE = Style(bold=True, color="yellow")
_WEIGHTS = {Weight.PLAIN: _PLAIN, Weight.STRONG: _STRONG, Weight.QUIET: _QUIET, Weight.CODE: _CODE}


def render(message: Message, *, width: int = 100, colour: bool = False, program: str = "parallax") -> str:
    """Return the message as lines; with colour its links can be clicked, else addresses are shown.

    `program` is how a shell calls the program on the store that the message is of.
    """
    room = max(_NARROWEST, min(width, _WIDEST))
    lines: list[Styled] = []
    for block in message.blocks:
        if lines:
            lines.append(Styled())
        lines += _lines(block, room, width, colour, program)
    return _print(lines, colour)


def _lines(block: Block, room: int, width: int, colour: bool, program: str) -> list[Styled]:
    """Return a block in lines; a table may be as wide as the window, for nobody reads on from its lines' ends."""
    match block:
        case Heading(text, level):
            return _heading(text, level, room)
        case Paragraph(line):
            return [*wrapped(_styled(line, colour), room), *_addresses(line, colour, "")]
        case Note(line):
            return wrapped(_styled(line, colour), room)
        case Bullets(lines):
            return [made for line in lines for made in _bullet(line, room, colour)]
        case Card():
            return _card(block, room, colour, program)
        case Table(header, rows):
            return _table(header, rows, max(room, width))
        case Picture(_, name, alt):
            return wrapped(Styled(f"[{_safe(name)}] {_safe(alt)}", _QUIET), room)
        case Buttons(buttons):
            return _commands(buttons, room, "", program)
        case Rule():
            return [Styled("─" * room, _QUIET)]
        case _:
            assert_never(block)


def _heading(text: str, level: int, room: int) -> list[Styled]:
    if level > 1:
        made = wrapped(Styled(_safe(text), _SECTION), room - 3)
        # The rule behind a section's name is what the eye stops at when nothing is coloured.
        made[-1].append(" " + "─" * (room - cell_len(made[-1].plain) - 1), _QUIET)
        return made
    made = wrapped(Styled(_safe(text), _HEADING), room)
    return [*made, Styled("━" * max(cell_len(line.plain) for line in made), _HEADING)]


def _card(card: Card, room: int, colour: bool, program: str) -> list[Styled]:
    head = wrapped(Styled(_safe(card.badge), _BADGE), room - 2) if card.badge else []
    head += wrapped(_styled((card.title,), colour), room - 2)
    made = [_indented(line, "▸ " if number == 0 else "  ") for number, line in enumerate(head)]
    for line in (*card.lines, *card.notes):
        made += [_indented(each, "  ") for each in wrapped(_styled(line, colour), room - 2)]
        # A line with one link leads elsewhere than the title, so it is of use only with its address.
        links = [url for span in line if (url := address(span))]
        if len(links) == 1 and links[0] != address(card.title):
            made += _addresses(line, colour, "  ", of_quiet=True)
    made += _addresses((card.title,), colour, "  ")
    return made + _commands(card.buttons, room, "  ", program)


def _bullet(line: Line, room: int, colour: bool) -> list[Styled]:
    first, rest = _styled(line[:1], colour), _styled(line[1:], colour)
    if _breaks_id(first.plain, room - 2):
        rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
        made = [first, *wrapped(rest, room - 2)]
    else:
        made = wrapped(first + rest, room - 2)
    hung = [_indented(each, "• " if number == 0 else "  ") for number, each in enumerate(made)]
    return hung + _addresses(line, colour, "  ")


def _commands(buttons: Sequence[Button], room: int, indent: str, program: str) -> list[Styled]:
    """Return what to type instead of pressing a button, as it can be pasted into a shell."""
    said = [
        " ".join([program, _safe(each.word), *([shlex.quote(_safe(each.argument))] if each.argument else [])])
        for each in buttons
    ]
    beside = "   ".join(said)
    # One a line where there is no room for all, and each whole, however long: the shell would run half of a broken one.
    lines = [beside] if cell_len(beside) <= room - len(indent) else said
    return [Styled(f"{indent}{line}", _QUIET) for line in lines if line]


# ---- tables ---------------------------------------------------------------------------------------


def _table(header: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[Styled]:
    cells = [[_safe(cell) for cell in row] for row in (header, *rows)]
    count = max(map(len, cells))
    cells = [row + [""] * (count - len(row)) for row in cells]
    widths = [max(1, *(cell_len(row[column]) for row in cells)) for column in range(count)]
    while sum(widths) + _GAP * (count - 1) > room and max(widths) > _NARROWEST_COLUMN:
        widths[widths.index(max(widths))] -= 1
    is_number = [all(_is_number(row[column]) for row in cells[1:]) for column in range(count)]
    made: list[Styled] = []
    if any(cells[0]):
        made += _row(cells[0], widths, is_number, _STRONG)
        made.append(Styled((" " * _GAP).join("─" * width for width in widths), _QUIET))
    for row in cells[1:]:
        made += _row(row, widths, is_number, _PLAIN)
    return made


def _row(
    cells: Sequence[str], widths: Sequence[int], is_number: Sequence[bool], style: Style
) -> list[Styled]:
    name, *others = cells
    if _breaks_id(name, widths[0]):
        return [Styled(name, style), *_row(("", *others), widths, is_number, style)]
    columns = [wrapped(Styled(cell, style), width) for cell, width in zip(cells, widths, strict=True)]
    made = []
    for height in range(max(map(len, columns))):
        parts: list[Styled | str] = []
        for column, width, is_right in zip(columns, widths, is_number, strict=True):
            cell = column[height] if height < len(column) else Styled()
            pad = " " * (width - cell_len(cell.plain))
            parts += [" " * _GAP if parts else "", *((pad, cell) if is_right else (cell, pad))]
        line = Styled.assemble(*parts)
        line.rstrip()
        made.append(line)
    return made


def _is_number(cell: str) -> bool:
    return cell in ("", "–") or (cell[0].isdigit() and not any(map(str.isalpha, cell)) and "-" not in cell)


# ---- text -----------------------------------------------------------------------------------------


def _breaks_id(text: str, room: int) -> bool:
    """Say whether an id, which is copied from here, would be broken; it then stands whole on a line of its own."""
    return any(word.isascii() and len(word) > room for word in text.split())


def _safe(text: str) -> str:
    """Return a text in one line, without anything that is not for the eye."""
    return visible(text).strip(" ")


def _styled(line: Sequence[Span], colour: bool) -> Styled:
    made = Styled()
    for span in line:
        style = _WEIGHTS[span.weight]
        if colour and (url := address(span)):
            style += Style(link=url)
        made.append(visible(span.text), style)
    return made


def _addresses(line: Sequence[Span], colour: bool, indent: str, *, of_quiet: bool = False) -> list[Styled]:
    """Return the addresses of links where they cannot be clicked; an outlet's name says enough by itself."""
    if colour:
        return []
    urls = [address(span) for span in line if of_quiet or span.weight is not Weight.QUIET]
    # Whole, however long: a broken address cannot be opened.
    return [Styled(f"{indent}{url}", _QUIET) for url in urls if url]


def _indented(line: Styled, indent: str) -> Styled:
    return Styled.assemble(indent, line)


def _print(lines: Sequence[Styled], colour: bool) -> str:
    file = StringIO()
    console = Console(
        file=file,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        # Else it asks the environment, and prints nothing where that says that lines have no width.
        width=_WIDEST,
        markup=False,
        highlight=False,
        emoji=False,
    )
    if lines:
        # Lines are broken already, and addresses must not be.
        console.print(*lines, sep="\n", soft_wrap=True)
    return file.getvalue()
