"""What we say unasked, put into the ledger of deliveries: rendered once, to be sent as it stands there.

Ids come from what a message is about, so that whoever says a thing twice has it posted once.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from bot.post.layout import lay_out, layout_on
from digest.ids import DELIVERY_ID_LENGTH, derive_id
from digest.model import Delivery, DeliveryKind, Digest, Layout, Place, Platform, Subscription
from digest.store import Database, Store
from digest.store import deliveries as ledger
from digest.tell.message import Message

Body = Mapping[str, object]
# A message in, the bodies of the requests that post it out: one for each part.
Renderer = Callable[[Message], Sequence[Body]]
Renderers = Mapping[Platform, Renderer]


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


def parts_of(
    digest: Digest,
    subscription: Subscription,
    message: Message,
    renderer: Renderer,
    *,
    names: Mapping[str, str],
) -> list[tuple[Delivery, Body]]:
    """Return the deliveries that post a digest, each with its body, in the order in which they go.

    `names` are those of the themes, by id, which become a forum post's tags.
    """
    layout = layout_on(subscription.platform, subscription.layout)
    tellings = {telling.story: telling for telling in digest.tellings}
    found: list[tuple[Delivery, Body]] = []
    # The first part of each piece is what its replies hang under.
    firsts: list[str] = []
    for piece in lay_out(message, layout):
        telling = tellings.get(piece.story)
        opens_post = layout is Layout.FORUM and telling is not None
        for number, body in enumerate(renderer(piece.message)):
            part = len(found) + 1
            id_ = delivery_id(digest, subscription, part)
            if number == 0:
                firsts.append(id_)
            root = firsts[piece.answers] if piece.answers is not None else None
            delivery = Delivery(
                id=id_,
                digest=digest.id,
                subscription=subscription.key,
                platform=subscription.platform,
                channel=subscription.channel,
                team=subscription.team,
                part=part,
                # What a forum's post has no room for is said in its thread.
                reply_to=firsts[-1] if layout is Layout.FORUM and number else root,
                title=piece.title,
                tags=tuple(names.get(theme, theme) for theme in telling.themes)
                if telling and opens_post
                else (),
                stories=(piece.story,) if piece.story else _told_in(body, tellings, subscription.platform),
            )
            found.append((delivery, body))
    return found


def delivery_id(digest: Digest, subscription: Subscription, part: int) -> str:
    """Return the id of one part's delivery, which is also what the platform knows it by."""
    return derive_id(digest.id, subscription.channel, part, length=DELIVERY_ID_LENGTH)


def _told_in(body: Body, stories: Iterable[str], platform: Platform) -> tuple[str, ...]:
    """Return the stories whose cards a body holds: a card's button carries the story's id."""
    if platform is Platform.TERMINAL:
        return tuple(stories)
    said = json.dumps(body, ensure_ascii=False)
    return tuple(story for story in stories if story in said)
