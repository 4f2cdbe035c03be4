"""What is to be said, in blocks that every platform can render. All that an adapter ever sees.

Texts are plain: a renderer escapes every one of them, and takes none for markup. Only a Link links.
This module stands alone, so that renderers need nothing else of ours.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

# Between facts that stand on one line.
DOT = " · "
# What a button asks that opens another page: where the page begins, and then what was asked.
_PAGE_MARK = "page:"
# As many buttons as Discord has room for in a row.
_MOST_IN_A_ROW = 5
# Nothing else is an address, whatever it looks like: in ASCII, without spaces.
_ADDRESS = re.compile(r"https?://[!-~]+", re.IGNORECASE)


class Weight(StrEnum):
    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    weight: Weight = Weight.PLAIN
    language: str = ""
    """The tag of its language, where that is another than the message's; for whoever reads it aloud."""


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to an address: an item's own, ours, or the platform's permalink."""

    text: str
    url: str
    weight: Weight = Weight.PLAIN
    language: str = ""
    """As a Text's."""


Span = Text | Link
Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Button:
    """A next step: pressing it says `word` with `argument`, as if the reader had typed it."""

    label: str
    word: str
    argument: str = ""
    is_main: bool = False
    """The step that most will want next: drawn in the platform's own way of saying so."""
    question: str = ""
    """Asked before it is done, where the platform can; for what cannot be undone."""


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 1
    """1 opens a message, 2 a section of it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line


@dataclass(frozen=True, slots=True)
class Note:
    """A quiet line: coverage, sources, hints."""

    line: Line
    if_cut: Line = ()
    """Said in its place where no room was left for some cards; `{n}` is their number."""


@dataclass(frozen=True, slots=True)
class Bullets:
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One story. A message is split between cards and never inside one.

    When room is short a renderer drops cards from the end (and says how many), then cuts `lines`
    at a word; `title` and `notes` stay whole.
    """

    title: Span
    badge: str = ""
    """What stands before the title of an update: what is new."""
    lines: tuple[Line, ...] = ()
    notes: tuple[Line, ...] = ()
    buttons: tuple[Button, ...] = ()
    key: str = ""
    """The story's id, for layouts that give each story a thread or a post of its own."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of short texts under a header; a platform without tables writes them as lines."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture whose bytes the adapter brings to the platform; where it cannot, `alt` is said."""

    png: bytes
    name: str
    """Its file's name, as in `trends.png`; one of its own in a message."""
    alt: str


@dataclass(frozen=True, slots=True)
class Buttons:
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    pass


Block = Heading | Paragraph | Note | Bullets | Card | Table | Picture | Buttons | Rule


@dataclass(frozen=True, slots=True)
class Message:
    """Blocks from top to bottom, and one plain line that says it all where blocks cannot be shown."""

    summary: str
    blocks: tuple[Block, ...]
    more: str = "{n} more: /parallax today"
    """Said in place of cards that no room was left for; `{n}` is their number."""


def with_steps(message: Message, steps: Sequence[Button]) -> Message:
    """Return the message with more next steps: in the row of buttons that it ends with, where they fit in."""
    if not steps:
        return message
    *above, last = message.blocks
    if isinstance(last, Buttons) and len(last.buttons) + len(steps) <= _MOST_IN_A_ROW:
        return replace(message, blocks=(*above, Buttons((*last.buttons, *steps))))
    return replace(message, blocks=(*message.blocks, Buttons(tuple(steps))))


def page_asked(start: int, words: str) -> str:
    """Return what a button asks that opens the page which begins with story number `start`."""
    return f"{_PAGE_MARK}{start} {words}".strip()


def read_page(asked: str) -> tuple[int, str] | None:
    """Return where the page begins that a button asks for, and of which words; None for what a reader typed."""
    head, _, words = asked.partition(" ")
    start = head.removeprefix(_PAGE_MARK)
    return (int(start[:6]), words) if head.startswith(_PAGE_MARK) and start.isdecimal() else None


def address(span: Span, encode: str = "", most: int | None = None) -> str:
    """Return the address that a span leads to, the signs of `encode` as `%XX`; empty for none, or one over `most`."""
    if not isinstance(span, Link) or not _ADDRESS.fullmatch(span.url):
        return ""
    url = "".join(f"%{ord(sign):02X}" if sign in encode else sign for sign in span.url)
    return url if most is None or len(url) <= most else ""


def plain(line: Sequence[Span]) -> str:
    """Return a line's text without its links."""
    return "".join(span.text for span in line)
