"""The buttons that answers have in common: one that shares an answer, and none that says more than a button can.

A longer argument is kept in the store, and the button holds its id.
"""

import re
from dataclasses import replace

from bot.chat import Answer
from bot.words.call import Call, House, Remark
from digest.errors import QueryError
from digest.store import kept
from digest.tell.message import Block, Button, Buttons, Card, Message, Note, Paragraph, with_steps
from digest.tell.phrases import Words
from digest.tell.voice import speaker


class ButtonRemark(Words):
    """What stands on a button beside those of an answer."""

    SHARE = "Share with the channel", "Partager avec le canal"


SHARE = "share"
"""The word of the button that says another word again, for the whole channel."""
# Discord's ids of buttons have room for 100 characters, our own marks among them.
_LONGEST_ARGUMENT = 60
_KEPT_MARK = "~"
_KEPT = re.compile(r"~[0-9a-f]{16}")


def shared(answer: Answer) -> Answer:
    """Return the answer for the whole channel. Its pages are turned by each reader alone."""
    return replace(answer, private=False, replaces=False)


def shareable(answer: Answer, call: Call) -> Answer:
    """Return the answer with a button that says it again for the channel; that nothing was found, nobody else needs."""
    if all(isinstance(block, Paragraph | Note | Buttons) for block in answer.message.blocks):
        return answer
    said = f"{call.request.word} {call.text}".strip()
    share = Button(call.spoken.say(ButtonRemark.SHARE), SHARE, said)
    return replace(answer, message=with_steps(answer.message, [share]))


async def fitted(message: Message, call: Call) -> Message:
    """Return the message with every button's argument short enough for any platform's button."""

    async def short(button: Button) -> Button:
        if len(button.argument) <= _LONGEST_ARGUMENT:
            return button
        if button.word == SHARE:
            word, _, text = button.argument.partition(" ")
            return replace(button, argument=f"{word} {_KEPT_MARK}{await call.keep(text)}")
        return replace(button, argument=f"{_KEPT_MARK}{await call.keep(button.argument)}")

    async def with_short(block: Block) -> Block:
        if not isinstance(block, Card | Buttons):
            return block
        return replace(block, buttons=tuple([await short(button) for button in block.buttons]))

    return replace(message, blocks=tuple([await with_short(block) for block in message.blocks]))


async def whole(text: str, house: House) -> str:
    """Return what a button's argument stands for; raise QueryError where that is no longer kept."""
    if not _KEPT.fullmatch(text):
        return text
    found = await house.store.read(kept.get, text.removeprefix(_KEPT_MARK))
    if found is None:
        raise QueryError(speaker(house.settings.team.voice).say(Remark.TOO_OLD))
    return found
