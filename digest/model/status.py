"""Status: how the bot is doing, in numbers."""

from dataclasses import dataclass

from digest.model.digest import Digest


@dataclass(frozen=True, slots=True)
class Status:
    """How the bot is doing; digests, deliveries and channels are those of all teams, or of the one that asks."""

    feeds_on: int
    feeds_read: int
    """In 24 hours, and so are those that fail."""
    feeds_failing: int
    items: int
    stories: int
    last_digest: Digest | None
    waiting: int
    """Deliveries, and so are those that are uncertain, stand perhaps twice, or failed."""
    uncertain: int
    perhaps_twice: int
    failed: int
    channels_off: tuple[str, ...]
    """As `Place.key` writes them."""
