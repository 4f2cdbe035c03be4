"""Looks after the feeds: tells the admin channel and the log, once, when one dies, goes quiet, recovers or moves."""

from collections.abc import Sequence
from datetime import datetime

from bot.logs import log
from bot.post.outgoing import Outbox
from digest.clock import write_time
from digest.line.feed_news import Found, feed_news
from digest.masking import masked
from digest.model.feed import Feed, FeedNews, FeedState
from digest.pull import health
from digest.store import Database, feed_states
from digest.store import feeds as feed_store
from digest.tell.message import Message
from digest.tell.present.feeds import feed_news_message
from digest.tell.voice import speaker

# What a phone shows of a message before it is opened.
_IN_SUMMARY = 3


class Watch:
    """Compares how the feeds are with what was told of them."""

    def __init__(self, outbox: Outbox, *, voice: str = "en") -> None:
        self._outbox = outbox
        self._voice = voice

    async def look(self, feeds: Sequence[Feed], now: datetime) -> list[Found]:
        """Tell what there is to tell of the feeds, and return it; `feeds` stand at their present addresses."""
        store = self._outbox.store
        if not await store.read(feed_news, feeds, now):
            return []
        found = await store.write_durably(self._tell, feeds, now)
        for feed, state, news in found:
            line = log().info if news is FeedNews.RECOVERED else log().warning
            line(f"feed {news}", feed=feed.id, **_more(state, news))
        return found

    def _tell(self, db: Database, feeds: Sequence[Feed], now: datetime) -> list[Found]:
        """Note the message and that it was told in one transaction, so that neither is without the other.

        It is looked for once more there: `run` and a `pull` beside it may have found the same.
        """
        found = feed_news(db, feeds, now)
        for feed, state, news in found:
            if news is FeedNews.MOVED:
                feed_store.move(db, feed, state.moved_to or feed.url, now)
            else:
                feed_states.keep_told(db, health.after_telling(state, news, now))
        if found:
            about = " ".join(f"{feed.id}:{news}" for feed, _, news in found)
            self._outbox.put_for_admin(db, self._message(found), f"{about} {now.isoformat()}", now)
        return found

    def _message(self, found: Sequence[Found]) -> Message:
        """Say all that was found at once in one message: after an outage of ours, that may be every feed."""
        spoken = speaker(self._voice)
        told = [feed_news_message(feed, state, news, spoken) for feed, state, news in found]
        summary = " ".join(message.summary for message in told[:_IN_SUMMARY])
        return Message(summary, tuple(block for message in told for block in message.blocks))


def _more(state: FeedState, news: FeedNews) -> dict[str, object]:
    match news:
        case FeedNews.MOVED:
            return {"to": masked(state.moved_to or "")}
        case FeedNews.QUIET:
            return {"newest": write_time(state.newest_item) if state.newest_item else None}
        case FeedNews.DIED:
            return {"reason": state.reason, "failures": state.failures}
        case FeedNews.RECOVERED:
            return {}
