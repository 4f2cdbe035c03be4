"""Who reads at a place: the Subscription of its channel, or one of all themes for somebody who has none."""

from config.settings import Settings
from digest.model.place import Place, Platform
from digest.model.subscription import Subscription, shared_zone
from digest.store import Database, choices, subscriptions

NOWHERE = Place(Platform.TERMINAL, "", "")
# What the reader of a channel without a subscription is called, and no subscription may be.
UNSUBSCRIBED = ""


def reader_at(db: Database, place: Place, settings: Settings) -> Subscription:
    """Return the channel's subscription with its mutes; where it has none, one of all themes."""
    found = _subscription_at(db, place, settings) or unsubscribed(settings, place)
    return choices.with_mutes(db, found)


def unsubscribed(settings: Settings, place: Place = NOWHERE) -> Subscription:
    """Return a subscription of all themes for somebody who has none."""
    return Subscription(
        name=UNSUBSCRIBED,
        platform=place.platform,
        channel=place.channel,
        team=place.team,
        themes=settings.theme_ids,
        languages=settings.team.told_in,
        voice=settings.team.voice,
        zone=shared_zone(settings.subscriptions),
        mute=settings.team.mute.mute(),
        from_file=False,
    )


def _subscription_at(db: Database, place: Place, settings: Settings) -> Subscription | None:
    """Return the channel's subscription: from the file, else as it was chosen in chat."""
    found = (*settings.subscriptions, *subscriptions.saved(db, place.team))
    return next((one for one in found if one.place == place), None)
