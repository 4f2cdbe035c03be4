"""A feed as its publisher writes it, and its items."""

from digest.model.feed import Feed
from digest.pull.parse import parse
from tests.builders import NOW

FEED = Feed(id="f", url="https://news.example.org/feed")


def rss(*entries, head=""):
    return f'<rss version="2.0"><channel><title>News</title><link>https://news.example.org/</link>{head}{"".join(entries)}</channel></rss>'.encode()


def entry(title="A title", link="https://news.example.org/1", date="Wed, 04 Mar 2026 07:00:00 GMT", more=""):
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate>{more}</item>"


def items(*entries):
    return parse(FEED, rss(*entries), NOW).items
