"""The feed behind a page: addresses to try, the likeliest first."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

from digest.links import link_of
from digest.markup import without_endless_references

_KINDS = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
)
# Where sites without a link element put their feeds, most often first.
_COMMON_PLACES = (
    "feed",
    "rss",
    "feed.xml",
    "rss.xml",
    "atom.xml",
    "index.xml",
    "feeds/posts/default",
    "feed.json",
)
# A blog in a folder of its site has its feed there; only the commonest are tried, for each is a request.
_BESIDE_A_PAGE = 3
# Each is a request, to whatever host the page names.
_MOST_NAMED = 10
# A page's head is at its beginning.
_HEAD = 200_000


def feed_addresses(url: str, page: str) -> list[str]:
    """Return the addresses that a page's link elements name, then common places; whole and without doubles."""
    links = _Links()
    # What begins with `<![` is to browsers a comment up to the next `>`. Older Pythons look for `]>`, or raise.
    links.feed(without_endless_references(page[:_HEAD]).replace("<![", "<!x"))
    base = link_of(links.base, url) or url
    tried = [link_of(href, base) for href in links.found[:_MOST_NAMED]]
    if urlsplit(url).path.strip("/"):
        folder = url.partition("#")[0].partition("?")[0].rstrip("/")
        tried += [f"{folder}/{place}" for place in _COMMON_PLACES[:_BESIDE_A_PAGE]]
    tried += [link_of(f"/{place}", url) for place in _COMMON_PLACES]
    return list(dict.fromkeys(address for address in tried if address and address != url))


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.base = ""
        """What the page says that its addresses are relative to."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "base":
            self.base = self.base or given.get("href", "")
        if tag != "link" or "alternate" not in given.get("rel", "").lower().split():
            return
        # What stands after it, as the encoding, is not the kind.
        if given.get("type", "").partition(";")[0].strip().lower() in _KINDS:
            self.found.append(given.get("href", ""))
