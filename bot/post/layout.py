"""A Message in, the pieces in which a channel reads it out: whole, with a thread a story, or a forum post a story."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from digest.model.place import Platform
from digest.model.subscription import Layout, Subscription
from digest.tell.message import Block, Buttons, Card, Heading, Message, Note, Paragraph, plain
from digest.text import cut

# Discord's limit for the name of a thread; Slack's threads have none.
TITLE_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Piece:
    """One message of several: where it stands among the others, and which story it tells."""

    message: Message
    answers: int | None = None
    """The number of the piece in whose thread it goes."""
    title: str | None = None
    """The name of the thread, or of the forum post that it opens."""
    story: str = ""
    """Empty where the message itself says which stories it tells."""


def layout_of(reader: Subscription) -> Layout:
    """Return the layout that a channel can take, the nearest to the one that is wanted.

    Only Discord has forums; a terminal has no threads, nor have direct messages on Discord.
    """
    if reader.platform is Platform.TERMINAL:
        return Layout.FLAT
    if reader.platform is Platform.DISCORD:
        return Layout.FLAT if reader.place.is_direct else reader.layout
    return Layout.THREAD if reader.layout is Layout.FORUM else reader.layout


def lay_out(message: Message, layout: Layout) -> list[Piece]:
    """Return the message's pieces, in the order in which they are posted."""
    if layout is Layout.FLAT:
        return [Piece(message)]
    cards = [block for block in message.blocks if isinstance(block, Card)]
    opening = _without_stories(message)
    if layout is Layout.FORUM:
        return [
            Piece(opening, title=_name_of(opening)),
            *(
                Piece(_alone(card), title=cut(plain((card.title,)), TITLE_LIMIT), story=card.key)
                for card in cards
            ),
        ]
    pieces = [Piece(opening)]
    for card, begins in zip(cards, _sections(message), strict=True):
        head = _alone(replace(card, lines=(), notes=(), buttons=()))
        pieces.append(Piece(replace(head, blocks=(*begins, *head.blocks)), story=card.key))
        if detail := _detail(card):
            name = cut(plain((card.title,)), TITLE_LIMIT)
            pieces.append(Piece(detail, answers=len(pieces) - 1, title=name, story=card.key))
    return pieces


def _without_stories(message: Message) -> Message:
    """Return what is said of the whole: the heading, notes and the footer."""
    kept: list[Block] = [
        block
        for block in message.blocks
        if not isinstance(block, Card) and not (isinstance(block, Heading) and block.level > 1)
    ]
    return replace(message, blocks=tuple(kept))


def _sections(message: Message) -> list[tuple[Heading, ...]]:
    """Return for each story the heading of the section that it begins; none for a story within one."""
    found: list[tuple[Heading, ...]] = []
    begins: tuple[Heading, ...] = ()
    for block in message.blocks:
        if isinstance(block, Heading) and block.level > 1:
            begins = (block,)
        elif isinstance(block, Card):
            found.append(begins)
            begins = ()
    return found


def _alone(card: Card) -> Message:
    return Message(" ".join(part for part in (card.badge, plain((card.title,))) if part), (card,))


def _detail(card: Card) -> Message | None:
    """Return what a story's thread opens with: all but the title, which it hangs under."""
    blocks: list[Block] = [
        *(Paragraph(line) for line in card.lines),
        *(Note(line) for line in card.notes),
    ]
    if not blocks:
        return None
    said = " ".join(plain(block.line) for block in blocks if isinstance(block, Paragraph))
    if card.buttons:
        blocks.append(Buttons(card.buttons))
    return Message(said or plain((card.title,)), tuple(blocks))


def _name_of(message: Message) -> str:
    """Return what a forum's post with this message is called."""
    headings: Sequence[str] = [block.text for block in message.blocks if isinstance(block, Heading)]
    return cut(headings[0] if headings else message.summary, TITLE_LIMIT)
