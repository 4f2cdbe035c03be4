"""What we say unasked, put into the ledger of deliveries: rendered once, to be sent as it stands there.

Ids come from what a message is about, so that whoever says a thing twice has it posted once.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.chat import Renderers
from digest.ids import DELIVERY_ID_LENGTH, derive_id
from digest.model import Delivery, DeliveryKind, Place
from digest.store import Database, Store
from digest.store import deliveries as ledger
from digest.tell.message import Message


class Outbox:
    """Notes messages that are to be delivered; the Deliverer posts them."""

    def __init__(self, store: Store, renderers: Renderers, admin: Place | None = None) -> None:
        self._store = store
        self._renderers = renderers
        self._admin = admin

    async def put(
        self,
        message: Message,
        to: Place,
        *,
        kind: DeliveryKind,
        about: str,
        now: datetime,
    ) -> bool:
        """As `put`, in a transaction of its own."""
        return await self._store.write_durably(
            put, self._renderers, message, to, kind=kind, about=about, now=now
        )

    async def tell_admin(self, message: Message, *, about: str, now: datetime) -> bool:
        """Note a message for the admin channel; return False when there is none, or it was told before."""
        if self._admin is None:
            return False
        return await self.put(message, self._admin, kind=DeliveryKind.NOTICE, about=about, now=now)


def put(
    db: Database,
    renderers: Renderers,
    message: Message,
    to: Place,
    *,
    kind: DeliveryKind,
    about: str,
    now: datetime,
    digest: str = "",
    subscription: str = "",
    stories: Sequence[str] = (),
    reply_to: str | None = None,
    title: str | None = None,
    tags: Sequence[str] = (),
) -> bool:
    """Note a message for a channel; return False when it was noted before, or the platform is off.

    `about` says what it is about, and so makes it one with an earlier one of the same channel and kind.
    `reply_to` is the delivery in whose thread it goes.
    """
    renderer = renderers.get(to.platform)
    if renderer is None:
        return False
    parts = [
        (
            Delivery(
                id=derive_id(kind, about, to.key, part, length=DELIVERY_ID_LENGTH),
                digest=digest,
                subscription=subscription,
                platform=to.platform,
                channel=to.channel,
                team=to.team,
                part=part,
                kind=kind,
                stories=tuple(stories),
                reply_to=reply_to,
                title=title,
                tags=tuple(tags),
            ),
            body,
        )
        for part, body in enumerate(renderer(message), start=1)
    ]
    return ledger.plan(db, parts, now) > 0
