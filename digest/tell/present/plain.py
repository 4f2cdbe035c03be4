"""One sentence in, a Message out: a thing was done, or why it was not."""

from collections.abc import Sequence

from digest.tell.message import Block, Button, Buttons, Message, Note, Paragraph, Text, Weight
from digest.tell.phrases import Phrase
from digest.tell.spans import coded, paragraph
from digest.tell.voice import speaker


def problem_message(text: str, *, voice: str) -> Message:
    """Return what a reader is told when a word could not be answered; `text` says what to type instead."""
    bare = text.strip()
    said = bare[:1].upper() + bare[1:] + ("" if bare.endswith((".", "!", "?", "…")) else ".")
    opening = Text(f"{speaker(voice).say(Phrase.PROBLEM)} ", Weight.STRONG)
    return Message(said, (Paragraph((opening, *coded(said))), Buttons((Button("help", "help"),))))


def unexpected_message(*, voice: str) -> Message:
    """Return what a reader is told of a fault of ours: only that it was noted."""
    said = speaker(voice).say(Phrase.UNEXPECTED)
    return Message(said, (paragraph(said),))


def said_message(text: str, *, hint: str = "", buttons: Sequence[Button] = ()) -> Message:
    """Return one sentence as a message: that a thing was done, or who may do it."""
    blocks: list[Block] = [Paragraph(coded(text))]
    if hint:
        blocks.append(Note(coded(hint, Weight.QUIET)))
    if buttons:
        blocks.append(Buttons(tuple(buttons)))
    return Message(text, tuple(blocks))
