"""Posts what is due, once, with patience.

The outbox decides: that a part is being sent is on disk before its request leaves. What a crash or a
lost answer leaves open is looked for in the channel, until it can come no more, before it is sent again.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.chat import Body, Chat, Target
from bot.logs import LoggedBugs, log
from bot.post.pace import Pace, paces
from bot.post.tries import Tries, Troubles
from digest.clock import utc_now
from digest.errors import DeliveryError, Failure, StoreError
from digest.model.delivery import Delivery, DeliveryKind, DeliveryState, Posted
from digest.model.place import Place, Platform
from digest.store import Store
from digest.store import channels as channel_store
from digest.store import deliveries as outbox

# Older than this, a part is given up: nobody would want to read it any more.
GIVE_UP_AFTER = timedelta(hours=24)
_TOO_OLD = "it could not be posted within a day"
# No request of ours takes longer; after that its answer counts as lost.
POST_TIMEOUT_S = 90.0
# A message whose answer was lost may appear in the channel after we have looked. Proxies mostly wait this long for the
# server behind them, and nobody misses a digest for half a minute.
MAY_YET_COME = timedelta(seconds=30)
# A digest that only an earlier run can have posted does not wait longer for looks that fail.
LOOKED_FOR = timedelta(seconds=20)
# Nor does longer than this what we have sent ourselves: a platform may fail at every look (discord-api-docs#8611).
LOOKED_FOR_OURS = timedelta(hours=1)
# A part that another process has had in hand for this long was left by it.
LEFT_AFTER = timedelta(minutes=10)

# Channels of a platform that are in hand at once: hundreds would come to the store and to the event loop together, and
# whoever asks something would wait behind them. More than a platform's pace lets through.
_IN_HAND = 32

# How often a command of one shot looks whether what it waits for may be tried again.
_SETTLE_TICK_S = 0.5

# These say nothing of whether an earlier try left a message.
_MAY_PASS = (Failure.UNCERTAIN, Failure.UNREACHED, Failure.WAIT)


@dataclass(frozen=True, slots=True)
class _Before:
    """What is known of the message that an earlier try may have left."""

    posted: Posted | None = None
    """Where it stands, once it was found."""
    may_stand: bool = False
    """True while it was not looked for, whatever a later try is refused for."""
    is_blind: bool = False
    """True where a later try may post it twice."""


class Deliverer:
    """Sends what the outbox holds: channels side by side, each channel's messages in their order."""

    def __init__(
        self,
        store: Store,
        chats: Mapping[Platform, Chat],
        *,
        troubles: Troubles | None = None,
        now: Callable[[], datetime] = utc_now,
        pace_of: Mapping[Platform, Pace] | None = None,
        seen: Callable[[Delivery], None] = lambda _: None,
    ) -> None:
        """`seen` is told of each part that was tried, as it stands after it."""
        self._store = store
        self._chats = chats
        self._now = now
        self._pace_of = paces() if pace_of is None else pace_of
        self._seen = seen
        self._busy: set[Place] = set()
        self._in_hand = {platform: asyncio.Semaphore(_IN_HAND) for platform in Platform}
        # What was posted to a channel and is not marked yet, since the store took nothing at that instant.
        self._unmarked: dict[Place, tuple[Delivery, Posted, bool]] = {}
        self._tries = Tries(store, pace_of=self._pace_of, troubles=troubles, now=now)

    async def recover(self) -> None:
        """Take up what another process has left half-way, and give up in time what waits for a platform that is off."""
        await self._store.write_durably(outbox.recover, self._now(), left_for=LEFT_AFTER)
        for part in await self._store.read(outbox.unsettled):
            if part.platform not in self._chats and self._is_too_old(part):
                await self._tries.give_up(part, _TOO_OLD)

    async def deliver_due(
        self, place: Place | None = None, *, platform: Platform | None = None
    ) -> list[Delivery]:
        """Try every message that is due, or those of one place or platform.

        Return how each that was tried stands after it.
        """
        heads = await self._store.read(outbox.due, self._now(), place)
        unmarked = (each for each in self._unmarked if place in (None, each))
        places = (*unmarked, *(part.place for part in heads))
        channels = dict.fromkeys(each for each in places if platform in (None, each.platform))
        for channel, reason in (await self._store.read(channel_store.off_among, channels)).items():
            # What was noted for it in the meantime is given up, too.
            await self._store.write_durably(channel_store.switch_off, channel, reason, self._now())
            del channels[channel]
        # What is on its way to one channel is waited for where another's fails.
        ended = await asyncio.gather(*map(self._deliver_in_order, channels), return_exceptions=True)
        done: list[Delivery] = []
        for deliveries in ended:
            if isinstance(deliveries, BaseException):
                raise deliveries
            done += deliveries
        return done

    async def settle(self, digest: str, place: Place, within_s: float) -> list[Delivery]:
        """Post what waits of a digest, with patience for so long; return its parts as they stand then.

        Where nothing is taken from us at all, patience would not help.
        """
        end = time.monotonic() + within_s
        while True:
            await self.deliver_due(place)
            parts = await self._store.read(outbox.of_digest, digest)
            is_over = time.monotonic() > end or self._tries.is_refused(place)
            if is_over or all(part.state.is_settled for part in parts):
                return parts
            await asyncio.sleep(_SETTLE_TICK_S)

    def health(self) -> str | None:
        return self._tries.health()

    async def _deliver_in_order(self, channel: Place) -> list[Delivery]:
        if channel in self._busy:
            # The round before is still at it, and goes on until nothing is due.
            return []
        self._busy.add(channel)
        try:
            async with self._in_hand[channel.platform]:
                return await self._deliver_all(channel)
        finally:
            self._busy.remove(channel)

    async def _deliver_all(self, channel: Place) -> list[Delivery]:
        done: list[Delivery] = []
        if unmarked := self._unmarked.pop(channel, None):
            done.append(await self._mark(*unmarked))
            self._seen(done[0])
        while self._can_reach(channel):
            due = await self._store.read(outbox.due, self._now(), channel)
            if not due:
                break
            after = await self._deliver(self._chats[channel.platform], due[0])
            self._seen(after)
            done.append(after)
            if not after.state.is_settled:
                break
        return done

    def _can_reach(self, channel: Place) -> bool:
        chat = self._chats.get(channel.platform)
        return (
            chat is not None
            and chat.takes_posts()
            and not self._tries.is_refused(channel)
            and not self._pace(channel.platform).is_held(channel.team)
        )

    def _pace(self, platform: Platform) -> Pace:
        return self._pace_of.get(platform) or Pace()

    # ---- one message ----

    async def _deliver(self, chat: Chat, part: Delivery) -> Delivery:
        before, posted = _Before(), None
        with LoggedBugs(delivery=part.id, channel=part.channel):
            try:
                target, edits = await self._target_of(part)
                body = await self._store.read(outbox.body, part.id)
                if part.state is DeliveryState.UNCERTAIN and not edits:
                    before = await self._left_before(chat, part, target)
                    posted = before.posted
                    if posted and part.kind is DeliveryKind.DIGEST and not part.tries:
                        return await self._tries.found(part, posted)
                if posted is None:
                    if self._is_too_old(part):
                        return await self._tries.give_up(part, _TOO_OLD)
                    async with self._pace(part.platform).turn(part.place.key):
                        claimed = await self._claimed(part)
                        if claimed is None:
                            return part
                        part = claimed
                        posted = await self._send(chat, part, target, edits, body)
            except DeliveryError as error:
                return await self._tries.failed(part, error, may_stand=before.may_stand)
        if posted is None:
            return await self._tries.failed(part, DeliveryError("the program failed", Failure.UNCERTAIN))
        return await self._mark(part, posted, before.is_blind)

    async def _mark(self, part: Delivery, posted: Posted, is_blind: bool) -> Delivery:
        try:
            return await self._tries.sent(part, posted, is_blind=is_blind)
        except StoreError:
            self._unmarked[part.place] = part, posted, is_blind
            raise

    async def _claimed(self, part: Delivery) -> Delivery | None:
        """Take a part in hand; None when since we looked another process did, or its team has to wait."""
        if not self._can_reach(part.place):
            return None
        return await self._store.write_durably(outbox.claim, part.id, self._now())

    async def _send(
        self, chat: Chat, part: Delivery, target: Target, edits: str | None, body: Body
    ) -> Posted:
        try:
            async with asyncio.timeout(POST_TIMEOUT_S):
                if part.edits is None or edits is None:
                    return await chat.post(target, body, key=part.id)
                await chat.edit(target, edits, body, key=part.edits)
                return Posted(edits)
        except TimeoutError as error:
            raise DeliveryError(f"no answer in {POST_TIMEOUT_S:g} s", Failure.UNCERTAIN) from error

    async def _target_of(self, part: Delivery) -> tuple[Target, str | None]:
        """Return where it goes, and the message that it takes the place of, if it edits one."""
        if part.edits:
            edited = await self._whole(part.edits)
            target, _ = await self._target_of(edited)
            return target, edited.message_id
        target = Target(part.channel, part.team, title=part.title, tags=part.tags)
        if part.reply_to:
            root = await self._whole(part.reply_to)
            while root.reply_to:
                root = await self._whole(root.reply_to)
            target = replace(target, thread=root.message_id, title=part.title or root.title)
        return target, None

    async def _whole(self, delivery_id: str) -> Delivery:
        """Return a delivery that was posted; what belongs to one that was not is not posted either."""
        found = await self._store.read(outbox.get, delivery_id)
        if found is None or found.message_id is None:
            raise DeliveryError("the message that it belongs to was not posted", Failure.MESSAGE)
        return found

    async def _left_before(self, chat: Chat, part: Delivery, target: Target) -> _Before:
        """Return what an earlier try left; raise DeliveryError while that is to be waited for."""
        age = self._now() - part.claimed if part.claimed else timedelta.max
        if part.tries == 1 and timedelta(0) <= age < chat.key_lasts(target):
            # The platform itself posts nothing twice. Of more tries nobody knows when the first was.
            return _Before(may_stand=True)
        try:
            found = await chat.find(target, key=part.id)
        except DeliveryError as error:
            if self._is_looked_for_again(part, error):
                raise
            log().warning("cannot look", channel=part.channel, delivery=part.id, reason=error.reason)
            # Twice is better than never; and somebody is told where we ourselves have sent it before.
            return _Before(may_stand=True, is_blind=part.tries > 0)
        if found is None and timedelta(0) <= age < MAY_YET_COME:
            wait = (MAY_YET_COME - age).total_seconds()
            raise DeliveryError("it is not in the channel yet", Failure.UNCERTAIN, retry_after=wait)
        return _Before(found)

    def _is_looked_for_again(self, part: Delivery, error: DeliveryError) -> bool:
        """Say whether a look that failed is repeated before the part is sent."""
        since, most = (part.claimed, LOOKED_FOR_OURS) if part.tries else (part.planned, LOOKED_FOR)
        if error.failure is Failure.UNCERTAIN and since:
            # After a longer time, as when nothing ran, the first look that fails may be the only one.
            is_first = part.tries > 0 and error.reason != part.reason
            # A distance, for the clock may have been set back since.
            return is_first or abs(self._now() - since) <= most
        return error.failure in _MAY_PASS

    def _is_too_old(self, part: Delivery) -> bool:
        return part.planned is not None and self._now() - part.planned > GIVE_UP_AFTER
