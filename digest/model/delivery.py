"""That something went to a channel."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digest.model.place import Place, Platform


class DeliveryState(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"

    @property
    def is_settled(self) -> bool:
        """True when nothing more will be tried: it is posted, or given up."""
        return self in (DeliveryState.SENT, DeliveryState.FAILED)


class DeliveryKind(StrEnum):
    """What is delivered: a part of a Digest, or one of the other things that we say unasked."""

    DIGEST = "digest"
    ALERT = "alert"
    FOLLOW = "follow"
    CORRECTION = "correction"
    NOTICE = "notice"
    """What the bot says of itself, to whoever looks after it."""


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a message stands now."""

    message_id: str
    """The platform's own, by which the message is edited and replied to."""
    link: str | None = None
    """The platform's permalink."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """That one part of a Digest, or another message, went to one channel, and how that went."""

    id: str
    digest: str
    """The digest that it belongs to or speaks of; empty where there is none."""
    subscription: str
    platform: Platform
    channel: str
    part: int
    state: DeliveryState = DeliveryState.PENDING
    tries: int = 0
    message_id: str | None = None
    posted: datetime | None = None
    reason: str | None = None
    due: datetime | None = None
    """Not to be tried before; None when it may be tried now."""
    kind: DeliveryKind = DeliveryKind.DIGEST
    team: str = ""
    """The workspace or server that the channel belongs to; empty for the home team."""
    reply_to: str | None = None
    """The delivery in whose thread it goes."""
    edits: str | None = None
    """The delivery whose message it takes the place of."""
    title: str | None = None
    """The name of the thread that it goes into; of the forum post that it opens, where it replies to none."""
    tags: tuple[str, ...] = ()
    """A forum post's, by name."""
    stories: tuple[str, ...] = ()
    """The stories that it tells."""
    link: str | None = None
    """Where it can be read: the platform's permalink."""
    planned: datetime | None = None
    claimed: datetime | None = None
    """When it was last tried."""

    @property
    def place(self) -> Place:
        return Place(self.platform, self.team, self.channel)
