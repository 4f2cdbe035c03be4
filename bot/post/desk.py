"""Composes Digests for whoever asks, and draws them for their channels; nothing is written."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.chat import Body, Renderer, Renderers
from bot.post.left_out import joined, left_out
from bot.post.parts import parts_of
from digest.clock import local_date
from digest.line.composing import compose_digest
from digest.model.delivery import Delivery
from digest.model.digest import Digest, Verdict
from digest.model.feed import Feed
from digest.model.knowledge import Knowledge
from digest.model.subscription import Subscription
from digest.model.window import Window
from digest.store import Database, Store
from digest.store import deliveries as outbox
from digest.store import digests as digest_store
from digest.tell.message import Message
from digest.tell.present.digest import digest_message
from digest.tell.slots import window_of
from digest.tell.spans import NamesById, theme_names
from digest.tell.voice import speaker


class Desk:
    def __init__(
        self,
        store: Store,
        knowledge: Knowledge,
        renderers: Renderers,
        *,
        feeds: Callable[[], Sequence[Feed]],
        page: Callable[[Digest, Subscription], str] = lambda _digest, _subscription: "",
        began: datetime | None = None,
    ) -> None:
        """`page` gives the public address of a digest's own page, empty where there is none.

        What was due when the program `began` may have been posted by an earlier run, and is looked for first.
        """
        self.store = store
        self.renderers = renderers
        self.began = began
        self._themes = knowledge.themes
        self._actors = knowledge.actors_by_id
        self._feeds = feeds
        self._page = page

    async def preview(self, subscription: Subscription, window: Window, now: datetime) -> Digest:
        """Return what the subscription would read for a window."""
        digest, _ = await self.store.read(self.compose, subscription, window, now)
        return digest

    async def so_far(self, subscription: Subscription, now: datetime) -> Digest:
        """Return what the channel was not told yet: what its last digest had no room for, and what is new since."""
        return await self.store.read(self._so_far, subscription, now)

    def compose(
        self,
        db: Database,
        subscription: Subscription,
        window: Window,
        now: datetime,
        *,
        day: date | None = None,
    ) -> tuple[Digest, list[Verdict]]:
        """Return what the subscription reads for a window, and why; `day` is its date, else the window's last."""
        return compose_digest(
            db,
            subscription,
            window,
            day=day or local_date(window.end, subscription.zone),
            now=now,
            feeds=[feed.id for feed in self._feeds() if feed.on],
            actors=self._actors,
        )

    def message(self, subscription: Subscription, digest: Digest) -> Message:
        page = self._page(digest, subscription)
        return digest_message(digest, subscription, themes=self._themes, page=page)

    def parts(
        self, subscription: Subscription, digest: Digest, renderer: Renderer
    ) -> list[tuple[Delivery, Body]]:
        """Return the deliveries that post a digest, each with its body, in the order in which they go."""
        names = self.theme_names(subscription)
        return parts_of(digest, subscription, self.message(subscription, digest), renderer, names=names)

    def theme_names(self, subscription: Subscription) -> NamesById:
        """Return what the themes are called in the subscription's voice, by id."""
        return theme_names(self._themes, speaker(subscription.voice))

    def _so_far(self, db: Database, subscription: Subscription, now: datetime) -> Digest:
        slots = (subscription.key, subscription.edition)
        window = window_of(subscription, digest_store.last_end(db, *slots), now)
        digest, _ = self.compose(db, subscription, window, now)
        last = digest_store.newest(db, *slots)
        left = left_out(last, outbox.of_digest(db, last.id)) if last else {}
        return replace(digest, sections=joined(subscription.themes, left, digest.sections))
