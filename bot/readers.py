"""Who is written to: the subscriptions of the file and of chat, and whoever looks after the bot."""

from collections.abc import Sequence

from config.settings import Settings
from digest.model import Place, Platform, Subscription
from digest.store import Database, Store
from digest.store import subscriptions as subscription_store


async def all_subscriptions(settings: Settings, store: Store) -> list[Subscription]:
    """Return the configured subscriptions and those made in chat, each without what its channel has muted there."""
    return await store.read(_all_subscriptions, settings.subscriptions)


async def subscription_named(settings: Settings, store: Store, name: str) -> Subscription:
    """Return the subscription of a name, or of a team's and a name (`T0123/news`); raise SettingsError."""
    found = await all_subscriptions(settings, store)
    return next((one for one in found if name in (one.key, one.name)), None) or settings.subscription(name)


def _all_subscriptions(db: Database, configured: Sequence[Subscription]) -> list[Subscription]:
    # Where names meet, the configured one stands.
    found = {one.key: one for one in (*subscription_store.saved(db), *configured)}
    return [subscription_store.with_mutes(db, one, one.place.key) for one in found.values()]


def admin_of(settings: Settings) -> Place | None:
    """Return the channel to which the bot reports on itself; None where that is the log."""
    admin = settings.team.admin
    return None if admin.platform is Platform.TERMINAL else Place(admin.platform, "", admin.channel)
