"""A Message in, the blocks of each of its parts out, so that every part fits its platform.

What is too long shrinks in this order, and no further than it must:

1. The message is split: between stories, and between the lines of a list or a table. A heading stays with
   the first thing under it, and a part that goes on with a section's stories opens with its heading again.
2. Past the most parts, stories are left out from the end, and one line says how many. What closes the
   message, its footer and its buttons, stays.
3. A story that fills more than a part by itself has its sentences cut at a word, with an ellipsis.

Texts are cut before a renderer escapes them, and a link is whole or not there: so nothing is ever cut
inside a link, an entity or a grapheme.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from digest.tell.cutting import cut_to_fit
from digest.tell.message import (
    Block,
    Bullets,
    Buttons,
    Card,
    Heading,
    Message,
    Note,
    Paragraph,
    Rule,
    Table,
    Text,
    Weight,
)

Blocks = tuple[Block, ...]
Fits = Callable[[Blocks], bool]


def in_parts(message: Message, fits: Fits, most: int) -> list[Blocks]:
    """Return the message's blocks in at most `most` parts; `fits` tells whether blocks can be one of them."""
    if fits(message.blocks):
        return [message.blocks] if message.blocks else []
    units = [piece for group in _groups(message.blocks) for piece in _pieces(group, fits)]
    parts: list[list[Blocks]] = [[]]
    section: Blocks = ()
    for number, unit in enumerate(units):
        goes_on = parts[-1] and not fits(_joined([*parts[-1], unit]))
        if goes_on and len(parts) == most:
            parts[-1] = _closed(parts[-1], units[number:], message.more, fits)
            break
        section = _section(unit) or section
        if goes_on:
            opening = section if isinstance(unit[0], Card) and fits((*section, *unit)) else ()
            parts.append([(*opening, *unit)])
        else:
            parts[-1].append(unit)
    return [_joined(part) for part in _accompanied(parts, fits) if part]


def _section(unit: Blocks) -> Blocks:
    """Return the heading of the section that begins in a unit; none where none does."""
    return tuple(block for block in unit if isinstance(block, Heading) and block.level > 1)[-1:]


def _accompanied(parts: list[list[Blocks]], fits: Fits) -> list[list[Blocks]]:
    """Return the parts with what came before moved to a last one that would only close the message."""
    if len(parts) < 2 or len(parts[-2]) < 2 or not all(_closes(unit) for unit in parts[-1]):
        return parts
    *before, (*kept, moved), last = parts
    return [*before, kept, [moved, *last]] if fits(_joined([moved, *last])) else parts


def _closes(unit: Blocks) -> bool:
    return all(isinstance(block, Note | Buttons | Rule) for block in unit)


def _groups(blocks: Iterable[Block]) -> list[Blocks]:
    """Return the blocks in groups that stand in one part: headings with what they head."""
    found: list[Blocks] = []
    for block in blocks:
        if found and isinstance(found[-1][-1], Heading):
            found[-1] = (*found[-1], block)
        else:
            found.append((block,))
    return found


def _joined(units: Iterable[Blocks]) -> Blocks:
    return tuple(block for unit in units for block in unit)


def _pieces(group: Blocks, fits: Fits) -> list[Blocks]:
    """Return a group whole if it fits, else a list or a table in pieces, and anything else cut."""
    if fits(group):
        return [group]
    *above, block = group
    match block:
        case Bullets(lines) if len(lines) > 1:
            half = len(lines) // 2
            first, second = Bullets(lines[:half]), Bullets(lines[half:])
            return [*_pieces((*above, first), fits), *_pieces((second,), fits)]
        case Table(header, rows) if len(rows) > 1:
            half = len(rows) // 2
            upper, lower = Table(header, rows[:half]), Table(header, rows[half:])
            return [*_pieces((*above, upper), fits), *_pieces((lower,), fits)]
        case Card() | Paragraph() | Note() | Bullets():
            return [(*above, cut_to_fit(block, lambda tried: fits((*above, tried))))]
        case _:
            return [group]


def _closed(part: list[Blocks], left: Sequence[Blocks], more: str, fits: Fits) -> list[Blocks]:
    """Return the last part with a line that counts what was left out, and with what closes the message."""
    closing: list[Blocks] = []
    while left and _closes(left[-1]):
        closing.insert(0, left[-1])
        left = left[:-1]
    kept, dropped = list(part), list(left)
    while True:
        count = _count(_joined(dropped))
        counted = more.format(n=count)
        end: list[Blocks] = [
            (Note((Text(counted, Weight.QUIET),)),),
            *(_when_cut(unit, count) for unit in closing),
        ]
        if not kept or fits(_joined([*kept, *end])):
            return [*kept, *end]
        dropped.insert(0, kept.pop())


def _when_cut(blocks: Blocks, left: int) -> Blocks:
    """Return what closes a message as it reads where so many stories were left out."""
    return tuple(
        Note(tuple(replace(span, text=span.text.replace("{n}", str(left))) for span in block.if_cut))
        if isinstance(block, Note) and block.if_cut
        else block
        for block in blocks
    )


def _count(blocks: Blocks) -> int:
    """Count the stories; where there are none, the lines."""
    if stories := sum(isinstance(block, Card) for block in blocks):
        return stories
    return sum(
        len(block.lines) if isinstance(block, Bullets) else len(block.rows) if isinstance(block, Table) else 1
        for block in blocks
    )
