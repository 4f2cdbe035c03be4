"""Quiet lines in, one line of small print out, as far as there is room: for platforms that draw it as text."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from digest.tell.message import DOT, Line, Span, address
from digest.text import cut

# An outlet's name.
_NAME_LIMIT = 60


def small_print(
    lines: Sequence[Line], draw: Callable[[Span], str], *, most: int, fitting: Callable[[int], int]
) -> str:
    """Return the lines as one of at most `most` characters; a link for which there is no room is left out whole.

    `draw` writes a span with its marks and escapes; `fitting` says how many characters of a text surely fit so into
    a room.
    """
    said = ""
    for line in lines:
        joint = DOT if said else ""
        for span in line:
            is_link = bool(address(span))
            piece = draw(replace(span, text=cut(span.text, _NAME_LIMIT)) if is_link else span)
            if (room := most - len(said) - len(joint)) < len(piece):
                piece = "" if is_link else draw(replace(span, text=cut(span.text, fitting(room))))
            said += joint + piece
            joint = ""
    return said.strip()
