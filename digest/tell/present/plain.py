"""One sentence in, a Message out: a thing was done, or why it was not."""

from collections.abc import Sequence

from digest.errors import AddressError, NoWordError, ParallaxError, TooLongError
from digest.tell.causes import told_cause
from digest.tell.message import Block, Button, Buttons, Message, Note, Paragraph, Text, Weight
from digest.tell.phrases import Phrase, Words
from digest.tell.spans import coded, paragraph
from digest.tell.voice import Voice


class ProblemPhrase(Words):
    """What is said when something did not work."""

    PROBLEM = "That did not work.", "Cela n’a pas marché."
    NO_WORD = (
        "“{typed}” holds no word to look for: type one, such as `search chips`.",
        "« {typed} » ne contient aucun mot à chercher : écrivez-en un, comme `search chips`.",
    )
    TOO_LONG = (
        "That is {number} characters: a few words, or one sentence, find more.",
        "Voilà {number} caractères : quelques mots, ou une phrase, trouvent davantage.",
    )


def problem_message(problem: str | ParallaxError, spoken: Voice, *, offers_help: bool = True) -> Message:
    """Return what a reader is told when a word could not be answered, and so what to type instead.

    `offers_help`: where there is the word `help`, as in chat.
    """
    bare = _in_words(problem, spoken).strip()
    # An address stays as it is written.
    begun = bare if bare.startswith(("http:", "https:")) else bare[:1].upper() + bare[1:]
    said = begun + ("" if bare.endswith((".", "!", "?", "…")) else ".")
    opening = Text(f"{spoken.say(ProblemPhrase.PROBLEM)} ", Weight.STRONG)
    help_ = [Buttons((Button("help", "help"),))] if offers_help else []
    return Message(said, (Paragraph((opening, *coded(said))), *help_))


def _in_words(problem: str | ParallaxError, spoken: Voice) -> str:
    """Return a problem in the reader's language, where we know what it is."""
    match problem:
        case NoWordError(typed=typed):
            return spoken.say(ProblemPhrase.NO_WORD, typed=typed)
        case TooLongError(characters=characters):
            return spoken.say(ProblemPhrase.TOO_LONG, number=spoken.number(characters))
        case AddressError(address=address, cause=cause):
            return spoken.label(address, told_cause(cause, spoken))
        case _:
            return str(problem)


def unexpected_message(spoken: Voice) -> Message:
    """Return what a reader is told of a fault of ours: only that it was noted."""
    said = spoken.say(Phrase.UNEXPECTED)
    return Message(said, (paragraph(said),))


def said_message(text: str, *, hint: str = "", buttons: Sequence[Button] = ()) -> Message:
    """Return one sentence as a message: that a thing was done, or who may do it."""
    blocks: list[Block] = [Paragraph(coded(text))]
    if hint:
        blocks.append(Note(coded(hint, Weight.QUIET)))
    if buttons:
        blocks.append(Buttons(tuple(buttons)))
    return Message(text, tuple(blocks))
