"""How each try of a Delivery went, into the outbox: sent, to be tried again, given up, its channel or platform off."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.logs import log
from bot.post.earlier import take_as_had
from bot.post.pace import Pace
from digest.errors import DeliveryError, Failure
from digest.model.delivery import Delivery, DeliveryState, Posted
from digest.model.place import Place, Platform
from digest.store import Database, Store, memory
from digest.store import channels as channel_store
from digest.store import deliveries as outbox

# Waits between two tries of one part, in seconds; the last one is kept to, and looks wait no longer.
PATIENCE_S = (5, 15, 60, 300, 900)
# A platform that asks for a longer wait than this is tried again all the same.
LONGEST_WAIT_S = 24 * 3600.0
# What takes nothing from us is asked again so seldom; whoever has installed the bot anew waits no longer than this.
ASK_AGAIN_AFTER = timedelta(minutes=10)
# A channel that is gone, archived or forbidden is switched off at the last of so many tries.
TRIES_OF_A_CLOSED_CHANNEL = 3
# A refusal of a kind that we do not know is given up at this one, an hour later.
TRIES_OF_A_REFUSAL = 8


class Troubles(Protocol):
    """Hears what the people who look after the bot should know."""

    async def channel_closed(self, channel: Place, reason: str) -> None: ...
    async def token_refused(self, platform: Platform, team: str, reason: str) -> None: ...
    async def posted_unseen(self, part: Delivery) -> None: ...


class Tries:
    """Notes how tries went, and remembers which platforms take nothing from us."""

    def __init__(
        self,
        store: Store,
        *,
        pace_of: Mapping[Platform, Pace],
        troubles: Troubles | None,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._pace_of = pace_of
        self._troubles = troubles
        self._now = now
        self._refused: dict[tuple[Platform, str], tuple[str, datetime]] = {}

    def is_refused(self, place: Place) -> bool:
        _, at = self._refused.get(_token_of(place), ("", None))
        # A distance, for the clock may have been set back since.
        return at is not None and abs(self._now() - at) < ASK_AGAIN_AFTER

    def health(self) -> str | None:
        """Return None when well, else which platform takes nothing from us.

        A workspace of its own that has removed the bot is no illness of the program's.
        """
        refused = [
            f"{platform}: {reason}" for (platform, team), (reason, _) in self._refused.items() if not team
        ]
        return "; ".join(refused) or None

    async def sent(self, part: Delivery, posted: Posted, *, is_blind: bool) -> Delivery:
        reason = "posted again without a look: it may stand twice" if is_blind else None
        self._refused.pop(_token_of(part.place), None)
        sent = await self._store.write_durably(_keep_sent, part, posted, self._now(), reason)
        log().info(
            "delivered",
            kind=str(part.kind),
            digest=part.digest,
            platform=str(part.place.platform),
            channel=part.channel,
            part=part.part,
            tries=sent.tries,
        )
        if is_blind and self._troubles:
            await self._troubles.posted_unseen(sent)
        return sent

    async def found(self, part: Delivery, posted: Posted) -> Delivery:
        """Note that a digest of which nothing was sent stands in its channel: an earlier run has posted it."""
        log().info("had already", digest=part.digest, channel=part.channel)
        return await self._store.write_durably(take_as_had, part, posted, self._now())

    async def failed(self, part: Delivery, error: DeliveryError, *, may_stand: bool = False) -> Delivery:
        """Note a try that failed; `may_stand` is true where one before it may have posted the message."""
        # What may have been posted stays so, although looking for it failed.
        is_open = may_stand or error.failure is Failure.UNCERTAIN or part.state is DeliveryState.UNCERTAIN
        state = DeliveryState.UNCERTAIN if is_open else DeliveryState.PENDING
        match error.failure:
            case Failure.MESSAGE:
                return await self.give_up(part, error.reason)
            case Failure.CHANNEL if part.tries >= TRIES_OF_A_CLOSED_CHANNEL:
                return await self._close(part, error.reason)
            case Failure.TOKEN:
                return await self._refuse(part, state, error.reason)
            case Failure.UNKNOWN if part.tries >= TRIES_OF_A_REFUSAL:
                # It may pass yet, but the channel's queue does not wait behind it all day.
                return await self.give_up(part, error.reason)
            case Failure.WAIT if part.state is DeliveryState.SENDING and part.platform in self._pace_of:
                # One who only looked was told to look later: platforms count looks apart from posts.
                self._pace_of[part.platform].hold(part.team, min(error.retry_after, LONGEST_WAIT_S))
        return await self._put_off(part, state, error)

    async def _put_off(self, part: Delivery, state: DeliveryState, error: DeliveryError) -> Delivery:
        wait = min(max(error.retry_after, self._patience(part)), LONGEST_WAIT_S)
        if error.reason != part.reason:
            log().warning(
                "not delivered", channel=part.channel, state=str(state), reason=error.reason, again_in_s=wait
            )
        due = self._now() + timedelta(seconds=wait)
        return await self._store.write_durably(outbox.mark, part.id, state, error.reason, due=due)

    def _patience(self, part: Delivery) -> float:
        """Return the wait after a failure, in seconds: after a look, as long as it has been looked for so far."""
        if part.state is DeliveryState.UNCERTAIN and (since := part.claimed or part.planned):
            # A distance, for the clock may have been set back since.
            so_far = abs((self._now() - since).total_seconds())
            return min(max(so_far, PATIENCE_S[0]), PATIENCE_S[-1])
        return PATIENCE_S[min(max(part.tries, 1), len(PATIENCE_S)) - 1]

    async def give_up(self, part: Delivery, reason: str) -> Delivery:
        log().warning("gave up", digest=part.digest, channel=part.channel, part=part.part, reason=reason)
        return await self._store.write_durably(outbox.give_up, part, reason)

    async def _close(self, part: Delivery, reason: str) -> Delivery:
        log().warning("channel is off", platform=str(part.platform), channel=part.channel, reason=reason)
        is_new = await self._store.write_durably(channel_store.switch_off, part.place, reason, self._now())
        if is_new and self._troubles:
            await self._troubles.channel_closed(part.place, reason)
        return replace(part, state=DeliveryState.FAILED, reason=reason)

    async def _refuse(self, part: Delivery, state: DeliveryState, reason: str) -> Delivery:
        """Try nothing on a platform that takes nothing from us, for a while; what waits for it waits on."""
        platform, team = token = _token_of(part.place)
        is_new = token not in self._refused
        self._refused[token] = reason, self._now()
        after = await self._store.write_durably(outbox.mark, part.id, state, reason)
        if is_new:
            whose = {"team": team} if team else {}
            log().error("platform is off", platform=str(platform), reason=reason, **whose)
            if self._troubles:
                await self._troubles.token_refused(platform, team, reason)
        return after


def _token_of(place: Place) -> tuple[Platform, str]:
    """Return what a place is posted to with: each workspace of Slack's has a token of its own, Discord has one."""
    return place.platform, place.team if place.platform is Platform.SLACK else ""


def _keep_sent(db: Database, part: Delivery, posted: Posted, now: datetime, reason: str | None) -> Delivery:
    sent = outbox.mark_sent(db, part.id, posted, now, reason=reason)
    if posted.link and part.stories and not part.reply_to:
        memory.link(db, part.place.key, part.digest, posted.link, part.stories)
    return sent
