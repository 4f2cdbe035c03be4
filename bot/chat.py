"""What a platform must be able to do for us, and what a reader asks of us through one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import IntEnum
from typing import Protocol

from digest.model.delivery import Posted
from digest.model.place import Place, Platform, is_person
from digest.model.subscription import Layout
from digest.tell.form import Form
from digest.tell.message import Button, Buttons, Message

Body = Mapping[str, object]
Renderer = Callable[[Message], Sequence[Body]]
"""A message in, the bodies of the requests that post it out: one for each part."""
Renderers = Mapping[Platform, Renderer]
Filled = Mapping[str, tuple[str, ...]]
"""What a form was filled in with: the values of each field, by its name."""


class Role(IntEnum):
    """What somebody is to the workspace or server that they speak in."""

    GUEST = 0
    """Invited to a few channels, or seen there from another workspace."""
    MEMBER = 1
    ADMIN = 2
    """By the platform's own rank: may change what the team gets."""


@dataclass(frozen=True, slots=True)
class Request:
    """One word that somebody said, pressed or filled a form in for, with what followed it."""

    word: str
    text: str
    platform: Platform
    team: str
    """The workspace's or server's id. In a direct message on Discord, which has none: `@` and the user's."""
    channel: str
    user: str
    role: Role | None = Role.MEMBER
    """None when the platform would not say."""
    ranks: frozenset[str] = frozenset()
    """Ids of the server roles or user groups that they have."""
    is_home: bool = False
    """True when the team is the one that the configuration belongs to; only it changes feeds and themes."""
    is_direct: bool = False
    is_in_thread: bool = False
    """True in a thread or a forum's post: what is chosen there is chosen for its channel."""
    may_post: bool = True
    """False when the platform says that the bot itself may not write where this was said."""
    layouts: tuple[Layout, ...] = tuple(Layout)
    """Those in which a digest can be posted where this was said, the most usual first; all where nobody knows."""
    fields: Filled = field(default_factory=dict)
    """What a form was filled in with; empty for a word."""
    user_name: str = ""
    channel_name: str = ""

    @property
    def place(self) -> Place:
        return Place(self.platform, "" if self.is_home else self.team, self.channel)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a request; to the one who asked alone, where the platform can and `private` says so."""

    message: Message
    private: bool = True
    form: Form | None = None
    """Opened at once, in place of the message; the message is said where no form can be opened."""
    confirm: Button | None = None
    """Keeps what the message previews: a modal's own button, else one more under the message."""
    replaces: bool = False
    """True for another page: it takes the place of the private message whose button was pressed."""

    def with_confirm(self) -> Message:
        """Return the message with `confirm` as a button of its own, for where there is no modal."""
        if self.confirm is None:
            return self.message
        blocks = (*self.message.blocks, Buttons((self.confirm,)))
        return replace(self.message, blocks=blocks)


class Answerer(Protocol):
    """Answers words. Nothing here raises, and nothing but an approved feed touches the network."""

    async def answer(self, request: Request) -> Answer: ...

    def opens_form(self, word: str, text: str) -> bool:
        """Say, without waiting, whether the answer to this may be a form, for platforms that open one first."""
        ...

    def asks_who(self, word: str, text: str) -> bool:
        """Say whether the answer depends on the speaker's role, where asking for it costs a request."""
        ...

    def check(self, fields: Filled) -> Mapping[str, str]:
        """Return what is to be mended in a form, by field, without waiting; empty when it can be sent."""
        ...

    async def complete(self, option: str, typed: str, request: Request) -> list[tuple[str, str]]:
        """Return (label, value) pairs that hold what was typed for an option of a word, at most 25.

        Options are `theme`, `outlet`, `feed`, `story`, `actor`, `viewpoint`, `language`; `subject` (a story or
        an actor), `followed` and `muted` (by this channel), `mutable` (an outlet or an actor);
        `ending` (what ends a digest).
        """
        ...

    async def hello(self, place: Place) -> Message | None:
        """Return what is said on joining; None where it was said before."""
        ...

    async def let_in(self, place: Place) -> None:
        """Note that we may post to a channel, perhaps again."""
        ...

    async def moved(self, old: Place, new: Place) -> None:
        """Note that a channel has another id from now on."""
        ...

    async def came(self, platform: Platform, team: str, application: str) -> None:
        """Note that a workspace or server has the bot, perhaps again, as the application of this id."""
        ...

    async def having(self, platform: Platform, application: str) -> Sequence[str]:
        """Return the workspaces or servers that came with this application and, as far as we know, have not left."""
        ...

    async def left(self, platform: Platform, team: str) -> None:
        """Note that a workspace or server has removed the bot: nothing more goes there."""
        ...


@dataclass(frozen=True, slots=True)
class Target:
    """Where a message goes: into a channel, into a thread of it, or into a forum as a post of its own."""

    channel: str
    """Its id; a person's with `@` before it, for direct messages."""
    team: str = ""
    """The workspace or server whose tokens are used; empty for the home team."""
    thread: str | None = None
    """The message whose thread it goes into; the thread is opened if there is none."""
    title: str | None = None
    """The thread's name. Without a `thread` it opens a post of that name in the forum that `channel` is."""
    tags: tuple[str, ...] = ()
    """A forum post's, by name; those that the forum does not have are left out."""

    @property
    def is_direct(self) -> bool:
        return is_person(self.channel)

    @property
    def opens_post(self) -> bool:
        return self.title is not None and self.thread is None


class Chat(Protocol):
    """A platform, as deliveries and the program's life need it."""

    platform: Platform

    async def start(self, answerer: Answerer) -> None:
        """Connect and stay connected until closed; return when it cannot be done, with `health` saying why."""
        ...

    async def log_in(self) -> None:
        """Make ready to post without listening, for a command of one shot; raise DeliveryError when refused."""
        ...

    async def close(self) -> None: ...

    def health(self) -> str | None:
        """Return None when well, else what is wrong in plain words."""
        ...

    def takes_posts(self) -> bool:
        """Say whether what is posted gets there, which it may where not all is well."""
        ...

    def render(self, message: Message) -> Sequence[Body]:
        """Return the bodies of the requests that post a message, one a part."""
        ...

    async def post(self, target: Target, body: Body, *, key: str) -> Posted:
        """Post one part; raise DeliveryError. `key` makes a second try recognisable."""
        ...

    async def edit(self, target: Target, message_id: str, body: Body, *, key: str) -> None:
        """Put a body in the place of a posted message's, whose target and key these are; raise DeliveryError."""
        ...

    def key_lasts(self, target: Target) -> timedelta:
        """Return for how long the platform itself sees to it that a second try with a key posts nothing twice."""
        ...

    async def find(self, target: Target, *, key: str) -> Posted | None:
        """Return the message that an earlier try left there; None when there is none.

        Raise DeliveryError when it cannot be looked for. What our clock says is no help: it may be wrong.
        """
        ...
