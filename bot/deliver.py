"""Posts what is due, once, with patience.

The ledger decides: that a part is being sent is on disk before its request leaves. What a crash or a
lost answer leaves open is looked for in the channel, once, before it is sent again.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import groupby

from bot.chat import Chat, Place, Posted
from bot.logs import log
from digest.clock import utc_now
from digest.errors import DeliveryError
from digest.model import Delivery, DeliveryState, Platform
from digest.store import Store
from digest.store import deliveries as ledger
from digest.store import digests as digest_store

# Waits between two tries of one part, in seconds; the last one is kept to.
PATIENCE_S = (5, 15, 60, 300, 900)
# A part that nobody would want to read any more is given up.
GIVE_UP_AFTER = timedelta(hours=24)


class Deliverer:
    """Sends the parts that the ledger holds: channels side by side, each channel's in their order."""

    def __init__(
        self, store: Store, chats: Mapping[Platform, Chat], *, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._store = store
        self._chats = chats
        self._now = now
        self._busy: dict[tuple[Platform, str, str], asyncio.Lock] = {}

    async def deliver_due(self) -> list[Delivery]:
        """Try every part that is due; return how each that was tried stands after it."""
        due = await self._store.read(ledger.due, self._now())
        ordered = sorted(due, key=_channel_of)
        channels = [list(parts) for _, parts in groupby(ordered, key=_channel_of)]
        done = await asyncio.gather(*map(self._deliver_in_order, channels))
        return [delivery for channel in done for delivery in channel]

    async def finish(self, within_s: float) -> None:
        """Wait for the deliveries in hand, so that none is cut off half-way."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                for lock in list(self._busy.values()):
                    async with lock:
                        pass

    async def _deliver_in_order(self, parts: Sequence[Delivery]) -> list[Delivery]:
        lock = self._busy.setdefault(_channel_of(parts[0]), asyncio.Lock())
        if lock.locked():
            # The round before is still at it, and what is due now is found by the next one.
            return []
        done: list[Delivery] = []
        async with lock:
            for part in parts:
                chat = self._chats.get(part.platform)
                if chat is None or chat.health() is not None:
                    break
                after = await self._deliver(chat, part)
                done.append(after)
                if after.state not in (DeliveryState.SENT, DeliveryState.FAILED):
                    # The parts behind it wait, so that a digest is read in its order.
                    break
        return done

    async def _deliver(self, chat: Chat, part: Delivery) -> Delivery:
        body = await self._store.read(ledger.body, part.id)
        try:
            posted = await self._left_before(chat, part)
            if posted is None:
                claimed = await self._store.write_durably(ledger.claim, part.id, self._now())
                if claimed is None:
                    # Another process took it in hand since we looked.
                    return part
                part = claimed
                posted = await chat.post(part.channel, body, key=part.id, team=part.team)
        except DeliveryError as error:
            return await self._note_failure(part, error)
        except Exception:  # noqa: BLE001 - a bug; it is logged whole, and the others go on
            log().error("failed", delivery=part.id, channel=part.channel, exc_info=True)
            return await self._note_failure(part, DeliveryError("the program failed", uncertain=True))
        sent = await self._store.write_durably(
            ledger.mark, part.id, DeliveryState.SENT, message_id=posted.message_id, posted=self._now()
        )
        if posted.link:
            place = Place(part.platform, part.team, part.channel)
            await self._store.write(digest_store.link_told, place.key, part.digest, posted.link)
        log().info("delivered", digest=part.digest, channel=part.channel, part=part.part, tries=sent.tries)
        return sent

    async def _left_before(self, chat: Chat, part: Delivery) -> Posted | None:
        """Return the message that an earlier try left in the channel, where one may have."""
        if part.state is not DeliveryState.UNCERTAIN:
            return None
        return await chat.find(part.channel, part.id, self._now() - GIVE_UP_AFTER, team=part.team)

    async def _note_failure(self, part: Delivery, error: DeliveryError) -> Delivery:
        if error.permanent:
            log().warning("gave up", digest=part.digest, channel=part.channel, reason=error.reason)
            return await self._store.write_durably(
                ledger.mark, part.id, DeliveryState.FAILED, reason=error.reason
            )
        patience = PATIENCE_S[min(max(part.tries, 1), len(PATIENCE_S)) - 1]
        wait = max(error.retry_after or 0, patience)
        state = DeliveryState.UNCERTAIN if error.uncertain else DeliveryState.PENDING
        log().warning(
            "not delivered", channel=part.channel, state=str(state), reason=error.reason, again_in_s=wait
        )
        return await self._store.write_durably(
            ledger.mark, part.id, state, reason=error.reason, due=self._now() + timedelta(seconds=wait)
        )


def _channel_of(part: Delivery) -> tuple[Platform, str, str]:
    return part.platform, part.team, part.channel
