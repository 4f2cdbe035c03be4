"""A Table in, lines of text out: in columns where they are narrow enough for a phone, else a row as a sentence.

For platforms that have no tables of their own, or not on every client.
"""

from collections.abc import Sequence

from rich.cells import cell_len

from digest.tell.message import DOT, Line, Span, Table, Text, Weight
from digest.text import cut, visible

# What a phone shows of a code block before it breaks the line.
PHONE_CELLS = 30
_GAP = "  "
_LONGEST_CELL = 200


def in_columns(table: Table) -> list[str] | None:
    """Return the rows under their header as lines of one width; None where a phone would break them."""
    rows = [row for row in _cells(table) if any(row)]
    widths = [max(cell_len(row[at]) for row in rows) for at in range(len(rows[0]))] if rows else []
    if sum(widths) + len(_GAP) * (len(widths) - 1) > PHONE_CELLS:
        return None
    return [_GAP.join(map(_padded, row, widths)).rstrip() for row in rows]


def in_sentences(table: Table) -> tuple[Line, ...]:
    """Return a line a row: its first cell, then the others, each behind its column's name if it has one."""
    header, *rows = _cells(table)
    return tuple(_sentence(header, row) for row in rows if any(row))


def _cells(table: Table) -> list[list[str]]:
    """Return header and rows, each as long as the longest."""
    count = max(map(len, (table.header, *table.rows)))
    return [
        [*(cut(visible(cell), _LONGEST_CELL) for cell in row), *[""] * (count - len(row))]
        for row in (table.header, *table.rows)
    ]


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - cell_len(cell))


def _sentence(header: Sequence[str], row: Sequence[str]) -> Line:
    spans: list[Span] = [Text(row[0] or "–", Weight.STRONG)]
    for name, cell in zip(header[1:], row[1:], strict=True):
        if cell:
            spans.append(Text(f"{DOT}{name} " if name else DOT, Weight.QUIET))
            spans.append(Text(cell))
    return tuple(spans)
