"""The terminal as a platform: what is posted is printed."""

import os
import shutil
import sys
from collections.abc import Sequence
from datetime import timedelta

from bot.chat import Answerer, Body, Target
from bot.terminal import render
from digest.errors import DeliveryError
from digest.model.delivery import Posted
from digest.model.place import Platform
from digest.tell.message import Message

# How wide digests are where `run` writes them into a file.
_LOGGED = 100


def width_here(otherwise: int) -> int:
    """Return how wide the terminal is that we print to; `otherwise` where it is none."""
    return shutil.get_terminal_size((otherwise, 0)).columns


class Console:
    """Prints what is delivered; a lost answer is not known here."""

    platform = Platform.TERMINAL

    def __init__(self, *, silent: bool = False) -> None:
        """`silent`: the caller prints what was delivered itself."""
        self._silent = silent
        # What is yet to be written of what stands there in part, by its key.
        self._left: dict[str, bytes] = {}

    async def start(self, answerer: Answerer) -> None:
        """Nothing is asked here."""

    async def log_in(self) -> None:
        """Nobody is asked."""

    async def close(self) -> None:
        """Nothing is open."""

    def health(self) -> str | None:
        return None

    def takes_posts(self) -> bool:
        return True

    def render(self, message: Message) -> Sequence[Body]:
        return [{"text": render(message, width=width_here(_LOGGED))}]

    async def post(self, target: Target, body: Body, *, key: str) -> Posted:
        if not self._silent:
            # One digest stands apart from the next.
            whole = f"{body['text']}\n".encode(sys.stdout.encoding, sys.stdout.errors or "strict")
            left = self._left.pop(key, whole)
            try:
                # Past Python's buffer: that would keep some of what fails, and write it in front of the next try.
                while left:
                    left = left[os.write(sys.stdout.fileno(), left) :]
            except OSError as error:
                if left != whole:
                    self._left[key] = left
                # The disk of the file is full, or who reads the pipe has left.
                raise DeliveryError(f"standard output: {error.strerror}") from error
        return Posted(key)

    async def edit(self, target: Target, message_id: str, body: Body, *, key: str) -> None:
        """What was printed stays; the reply that follows says what changed."""

    def key_lasts(self, target: Target) -> timedelta:
        return timedelta(0)

    async def find(self, target: Target, *, key: str) -> Posted | None:
        return None
