"""Tells whoever looks after the bot what went wrong with posting, once, where it can still be told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.post.outgoing import Outbox, Outgoing
from digest.clock import utc_now
from digest.model.delivery import Delivery, DeliveryKind
from digest.model.place import Place, Platform
from digest.model.subscription import Subscription
from digest.tell.message import Message
from digest.tell.present.incidents import Incident, incident_message
from digest.tell.voice import speaker


@dataclass(frozen=True, slots=True)
class TroubleDesk:
    """Hears of troubles from the Deliverer."""

    outbox: Outbox
    voice: str
    subscriptions: Callable[[], Sequence[Subscription]]
    now: Callable[[], datetime] = utc_now

    async def channel_closed(self, channel: Place, reason: str) -> None:
        said = incident_message(
            Incident.CHANNEL_CLOSED,
            speaker(self.voice),
            channel=channel.channel,
            platform=channel.platform.title(),
            reason=reason,
        )
        await self._tell(said, f"closed {channel.key}", but_not=channel)

    async def token_refused(self, platform: Platform, team: str, reason: str) -> None:
        if team:
            # It has a token of its own, and the home team's is as good as before.
            incident, but_not = Incident.WORKSPACE_REFUSED, None
        else:
            incident, but_not = Incident.TOKEN_REFUSED, Place(platform, "", "")
        said = incident_message(
            incident, speaker(self.voice), platform=platform.title(), team=team, reason=reason
        )
        await self._tell(said, f"refused {platform} {team}", but_not=but_not)

    async def posted_unseen(self, part: Delivery) -> None:
        said = incident_message(
            Incident.POSTED_UNSEEN,
            speaker(self.voice),
            channel=part.channel,
            platform=part.platform.title(),
        )
        await self._tell(said, f"unseen {part.id}", but_not=None)

    async def _tell(self, message: Message, about: str, *, but_not: Place | None) -> None:
        """Tell it in the admin channel, else on another platform; a restart may tell it again next week."""
        now = self.now()
        week = "{}-{}".format(*now.isocalendar())
        if place := self._where(but_not):
            said = Outgoing(message, place, DeliveryKind.NOTICE, f"{about} {week}")
            await self.outbox.put(said, now)

    def _where(self, but_not: Place | None) -> Place | None:
        """Return where it can be told: a whole platform, or one channel, may be what is lost."""

        def is_lost(place: Place) -> bool:
            return but_not is not None and (
                place == but_not or (not but_not.channel and place.platform is but_not.platform)
            )

        admin = self.outbox.admin
        if admin and not is_lost(admin):
            return admin
        if but_not is None or but_not.channel:
            return None
        others = (one.place for one in self.subscriptions() if not one.team)
        return next(
            (place for place in others if place.platform is not Platform.TERMINAL and not is_lost(place)),
            None,
        )
