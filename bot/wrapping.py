"""A styled text in, its lines out, none wider than so many cells of a terminal.

Lines are broken here and not by Rich, which knows spaces alone: Chinese, Japanese and Korean break between characters,
though not before a mark that closes.
"""

from functools import lru_cache

import regex
from rich.cells import cell_len
from rich.text import Text as Styled

# Marks that do not begin a line.
_CLOSING = frozenset(
    ",.;:!?)]}%°’”»、。，．・：；？！）］｝」』】〉》〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…‥％‰"
)
# Marks that do not end one.
_OPENING = frozenset("([{‘“«「『（［｛【〈《〔$¥£€")
# Spaces that hold what they part on one line.
_UNBREAKABLE = frozenset("\u00a0\u2007\u202f")
# The spaces that French sets inside quotation marks and numbers, and before signs; most feeds write plain ones.
# German, which writes »so«, sets none.
_HOLDING = regex.compile(
    r"(?<=(?:^|[\s(])«) | (?=»(?:[\s,.;:!?)…]|$))"
    r"| (?=[:;!?%‰€](?:[\s,.;)»…]|$))|(?<=[0-9]) (?=[0-9]{3}(?![0-9]))"
)
# Where the parts of a name are joined.
_JOINTS = frozenset("-_/.")
# What is known of so many signs that stand side by side is kept: a text is made of few. Rich keeps how wide each is.
_MOST_KEPT = 4096


def wrapped(text: Styled, room: int) -> list[Styled]:
    """Return the text in lines of at most `room` cells; one of no text is one empty line."""
    made = list(text.divide(_breaks(text.plain, max(room, 2))))
    for line in made:
        line.rstrip()
    return made or [Styled()]


def _breaks(text: str, room: int) -> list[int]:
    """Return the places at which a text is broken."""
    places: list[int] = []
    # Each with the cells before it: where the line begins, and where it may be broken.
    begun = gap = joint = at, cells = (0, 0)
    before = ""
    held = {space.end() for space in _HOLDING.finditer(text)}
    for sign in regex.findall(r"\X", text):
        width = cell_len(sign)
        if before and at not in held and _may_break(before, sign):
            gap = at, cells
        if before in _JOINTS:
            joint = at, cells
        if cells - begun[1] + width > room and not sign.isspace():
            # A word that is longer than a line is broken at its last joint, else where the line ends.
            begun = next(place for place in (gap, joint, (at, cells)) if place > begun)
            places.append(begun[0])
        at += len(sign)
        cells += width
        before = sign
    return places


@lru_cache(_MOST_KEPT)
def _may_break(before: str, after: str) -> bool:
    if after.isspace():
        return False
    if before.isspace():
        return before not in _UNBREAKABLE
    # Where either is a wide sign, as those of Chinese and Japanese are.
    is_wide = cell_len(before) > 1 or cell_len(after) > 1
    return is_wide and after[0] not in _CLOSING and before[-1] not in _OPENING
