"""What is pulled, how a pull of it went, and how it is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digest.model.outlet import Viewpoint


class FeedKind(StrEnum):
    FEED = "feed"
    HUGGINGFACE = "huggingface"


@dataclass(frozen=True, slots=True)
class Feed:
    """A source that we pull."""

    id: str
    url: str
    title: str = ""
    outlet: str | None = None
    """The publisher's domain, where the configuration names it."""
    kind: FeedKind = FeedKind.FEED
    on_topic: bool = False
    """True for `gate = "none"`: every item passes the themes' gates."""
    viewpoint: Viewpoint | None = None
    language: str | None = None
    on: bool = True
    auth: str | None = None
    """The name of the variable that holds `user:password`, never the password."""
    wanted_auth: str | None = None
    """The one that an imported list names: nothing is sent, and nothing asked, until the team makes it `auth`."""
    labels: tuple[str, ...] = ()
    """The folders that a reader keeps it in; a folder in a folder is `one/other`."""
    from_file: bool = True
    """False for a feed that was added by command or in chat, and so lives in the store."""


class PullState(StrEnum):
    OK = "ok"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILING = "failing"
    GONE = "gone"
    REFUSED = "refused"

    @property
    def is_ill(self) -> bool:
        return self in (PullState.FAILING, PullState.GONE, PullState.REFUSED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one Feed's pull went."""

    feed: str
    url: str
    state: PullState
    reason: str | None = None
    new: int = 0
    changed: int = 0
    next_pull: datetime | None = None


class FeedNews(StrEnum):
    """What there is to tell of a Feed, to whoever looks after the bot."""

    DIED = "died"
    QUIET = "quiet"
    RECOVERED = "recovered"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a Feed between two pulls; a new Feed has the defaults."""

    feed: str
    state: PullState | None = None
    reason: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    chunks: frozenset[str] = frozenset()
    """Hashes of the raw entries of the last body, so that what was seen is not parsed again."""
    interval_s: int = 1800
    next_pull: datetime | None = None
    last_success: datetime | None = None
    whole_at: datetime | None = None
    """When its address last sent a body, and did not say that nothing has changed."""
    first_seen: datetime | None = None
    newest_item: datetime | None = None
    rhythm_s: int | None = None
    """The usual time between two items; None until three were seen."""
    failures: int = 0
    """In a row."""
    failing_since: datetime | None = None
    announced: str | None = None
    """The bad news that the admin channel was last told and that is not over: died, quiet or None."""
    announced_at: datetime | None = None
    """When bad news was last told."""
    ttl_s: int | None = None
    """How long the feed itself says that it stays as it is."""
    moved_to: str | None = None
    """The target of the permanent redirects seen in a row."""
    moved_since: datetime | None = None
    moved_pulls: int = 0
    title: str | None = None
    asked_as: str | None = None
    """Stands for the address and the variable that all the rest is of; None where that was not noted."""
