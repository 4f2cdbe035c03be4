"""What a platform must be able to do for us, and what a reader asks of us through one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from digest.model import Platform
from digest.tell.message import Message

Body = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Request:
    """One word that somebody said, with what followed it."""

    word: str
    text: str
    platform: Platform
    team: str
    channel: str
    user: str
    is_admin: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    message: Message
    private: bool = True
    """For the one who asked alone, where the platform can."""


class Answerer(Protocol):
    """Answers words; never raises."""

    async def answer(self, request: Request) -> Answer: ...

    async def suggest(self, option: str, typed: str) -> list[tuple[str, str]]:
        """Return (label, value) pairs that complete what was typed for an option, at most 25."""
        ...


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a message stands now."""

    message_id: str
    link: str | None = None


class Chat(Protocol):
    """A platform, as deliveries and the program's life need it."""

    platform: Platform

    async def start(self, answerer: Answerer) -> None:
        """Connect and stay connected until closed; return when it cannot be done, with `health` saying why."""
        ...

    async def close(self) -> None: ...

    def health(self) -> str | None:
        """Return None when well, else what is wrong in plain words."""
        ...

    def render(self, message: Message) -> Sequence[Body]:
        """Return the bodies of the requests that post a message, one a part."""
        ...

    def request(self, channel: str, body: Body, key: str) -> Body:
        """Return exactly what is sent for one part: with its channel and its key."""
        ...

    async def post(self, channel: str, body: Body, *, key: str) -> Posted:
        """Post one part; raise DeliveryError. `key` makes a second try recognisable."""
        ...

    async def find(self, channel: str, key: str, since: datetime) -> Posted | None:
        """Return the message that an earlier try with this key left, if it can be seen."""
        ...
