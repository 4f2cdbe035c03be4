"""What we say unasked, put into the outbox: rendered once, to be sent as it stands there.

Ids come from what a message is about, so that whoever says a thing twice has it posted once.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.chat import Renderers
from bot.post.earlier import looked_for
from digest.ids import DELIVERY_ID_LENGTH, derive_id
from digest.model.delivery import Delivery, DeliveryKind
from digest.model.place import Place
from digest.store import Database, Store
from digest.store import deliveries as outbox
from digest.tell.message import Message


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message that a channel has not asked for."""

    message: Message
    to: Place
    kind: DeliveryKind
    about: str
    """What makes it one with an earlier one of the same channel and kind."""
    digest: str = ""
    subscription: str = ""
    stories: tuple[str, ...] = ()
    reply_to: str | None = None
    """The delivery in whose thread it goes."""
    title: str | None = None
    tags: tuple[str, ...] = ()
    may_stand: bool = False
    """True where an earlier run, of which the store knows nothing, may have posted it."""


@dataclass(frozen=True, slots=True)
class Outbox:
    """Notes messages that are to be delivered; the Deliverer posts them."""

    store: Store
    renderers: Renderers
    admin: Place | None = None
    """The channel that hears of the bot itself; None where the log alone does."""

    async def put(self, said: Outgoing, now: datetime) -> bool:
        """As `put`, in a transaction of its own."""
        return await self.store.write_durably(put, self.renderers, said, now)

    async def tell_admin(self, message: Message, *, about: str, now: datetime) -> bool:
        """As `put_for_admin`, in a transaction of its own."""
        return await self.store.write_durably(self.put_for_admin, message, about, now)

    def put_for_admin(self, db: Database, message: Message, about: str, now: datetime) -> bool:
        """Note a message for the admin channel; return False when there is none, or it was told before."""
        if self.admin is None:
            return False
        return put(db, self.renderers, Outgoing(message, self.admin, DeliveryKind.NOTICE, about), now)


def put(db: Database, renderers: Renderers, said: Outgoing, now: datetime) -> bool:
    """Note a message for its channel; return False when it was noted before, or the platform is off."""
    renderer = renderers.get(said.to.platform)
    if renderer is None:
        return False
    parts = [(_part(said, number), body) for number, body in enumerate(renderer(said.message), start=1)]
    if said.title and not said.reply_to:
        # What a forum's post has no room for is said in its thread.
        (first, opening), *more = parts
        parts = [(first, opening), *((replace(part, reply_to=first.id), body) for part, body in more)]
    return outbox.plan(db, looked_for(parts) if said.may_stand else parts, now) > 0


def _part(said: Outgoing, number: int) -> Delivery:
    return Delivery(
        id=derive_id(said.kind, said.about, said.to.key, number, length=DELIVERY_ID_LENGTH),
        digest=said.digest,
        subscription=said.subscription,
        platform=said.to.platform,
        channel=said.to.channel,
        team=said.to.team,
        part=number,
        kind=said.kind,
        stories=said.stories,
        reply_to=said.reply_to,
        title=said.title,
        tags=said.tags,
    )
