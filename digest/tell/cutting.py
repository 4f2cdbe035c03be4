"""A block that is too long in, out the same with as much of its text as fits."""

from collections.abc import Callable
from dataclasses import replace

from digest.tell.message import Bullets, Card, Line, Note, Paragraph, Span, Text, plain
from digest.text import cut

Wordy = Card | Paragraph | Note | Bullets


def cut_to_fit(block: Wordy, fits: Callable[[Wordy], bool]) -> Wordy:
    """Return the block with as much of its text as fits."""
    least, most = 0, sum(len(plain(line)) for line in _lines(block))
    while least < most:
        tried = (least + most + 1) // 2
        if fits(_with_at_most(block, tried)):
            least = tried
        else:
            most = tried - 1
    return _with_at_most(block, least)


def _lines(block: Wordy) -> tuple[Line, ...]:
    return block.lines if isinstance(block, Card | Bullets) else (block.line,)


def _with_at_most(block: Wordy, room: int) -> Wordy:
    kept: list[Line] = []
    for line in _lines(block):
        spans = _cut_line(line, room)
        room -= len(plain(spans))
        kept += [spans] if spans else []
    if isinstance(block, Card | Bullets):
        return replace(block, lines=tuple(kept))
    return replace(block, line=kept[0] if kept else ())


def _cut_line(line: Line, room: int) -> Line:
    spans: list[Span] = []
    for span in line:
        if len(span.text) > room:
            if isinstance(span, Text) and room > 1:
                spans.append(replace(span, text=cut(span.text, room)))
            break
        spans.append(span)
        room -= len(span.text)
    return tuple(spans)
