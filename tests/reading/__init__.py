"""A payload read as its platform would read it: what is shown, what it leads to, and whom it would call.

For the oracle of hostile texts and for the pictures. Knows nothing of our renderers.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """A few characters as a reader meets them."""

    text: str
    kind: str = "text"
    """text, link, bare (an address that links by itself), mention, emoji or time."""
    url: str | None = None
    marks: frozenset[str] = frozenset()
    """bold, italic, strike, code, spoiler."""


@dataclass(frozen=True)
class Row:
    kind: str
    """text, heading1 to heading3, quiet, quote, bullet, number or code."""
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)
