"""Quiet lines in, one line of small print out, as far as there is room: for platforms that draw it as text."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from digest.tell.message import DOT, Line, Span, Text, address
from digest.text import cut

# An outlet's name.
_NAME_LIMIT = 60


def small_print(
    lines: Sequence[Line], draw: Callable[[Span], str], *, most: int, fitting: Callable[[int], int]
) -> str:
    """Return the lines as one of at most `most` characters; a link whose address has no room is its text alone.

    `draw` writes a span with its marks and escapes; `fitting` says how many characters of a text surely fit so into
    a room.
    """
    said = ""
    for line in lines:
        joint = DOT if said else ""
        for span in line:
            text = cut(span.text, _NAME_LIMIT) if address(span) else span.text
            piece, room = draw(replace(span, text=text)), most - len(said) - len(joint)
            if len(piece) > room:
                piece = draw(Text(cut(text, fitting(room)), span.weight))
            if 0 < len(piece) <= room:
                said += joint + piece
                joint = ""
    return said.strip()
