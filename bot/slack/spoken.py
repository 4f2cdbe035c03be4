"""What a message says as one plain text, without its blocks: a screen reader reads that alone, and a notification
shows how it begins. Pure."""

from collections.abc import Sequence
from typing import assert_never

from bot.slack.text import escaped, shown
from digest.tell.columns import in_sentences
from digest.tell.message import (
    Block,
    Bullets,
    Buttons,
    Card,
    Heading,
    Note,
    Paragraph,
    Picture,
    Rule,
    Table,
    plain,
)
from digest.text import cut

# Slack takes 4,000 characters in an edit, and may count an emoji as its name.
_TEXT_LIMIT = 3_800


def spoken(opening: str, blocks: Sequence[Block]) -> str:
    """Return all that is said, a line each: the opening first, and nothing twice."""
    lines = [line for block in blocks for said in _lines(block) if (line := shown(said).strip())]
    begins = shown(opening)
    if begins not in "\n".join(lines):
        # A heading is how the opening begins.
        lines = [begins, *(lines[1:] if lines and begins.startswith(lines[0]) else lines)]
    told = cut("\n".join(lines), _TEXT_LIMIT)
    while len(said := escaped(told)) > _TEXT_LIMIT:
        told = cut(told, len(told) * _TEXT_LIMIT // len(said))
    return said


def _lines(block: Block) -> list[str]:
    """Return what a block says; a button says itself what it is."""
    match block:
        case Heading(text):
            return [text]
        case Paragraph(line) | Note(line):
            return [plain(line)]
        case Bullets(lines):
            return list(map(plain, lines))
        case Card(title, badge, lines, notes):
            return [f"{badge} {plain((title,))}", *map(plain, (*lines, *notes))]
        case Table():
            return list(map(plain, in_sentences(block)))
        case Picture(_, _, alt):
            return [alt]
        case Buttons() | Rule():
            return []
        case _:
            assert_never(block)
