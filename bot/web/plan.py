"""The plan of the site: which page stands at which address, over HTTP and in the files that are exported."""

from collections.abc import Awaitable, Callable, Mapping

from bot.web.page import Page
from bot.web.site import Site

# What an address names beside its place: the `{…}` of its path, and its query.
Named = Mapping[str, str]
Show = Callable[[Named, str], Awaitable[Page]]


def plan(site: Site) -> dict[str, Show]:
    """Return how each address shows its page to a team; a path is written as aiohttp's routes are."""
    return {
        "/": lambda _, team: site.home(team),
        "/digests": lambda named, team: site.digests(team, named.get("before", "")),
        "/digests/{id:[0-9a-f]+}": lambda named, team: site.digest(named["id"], team),
        "/stories/{id}": lambda named, team: site.story(named["id"], team),
        "/stories/{id}/compare": lambda named, _: site.compare(named["id"]),
        "/stories/{id}/why": lambda named, team: site.why(named["id"], team),
        "/themes": lambda _, __: site.themes(),
        "/themes/{id}": lambda named, _: site.theme(named["id"]),
        "/search": lambda named, _: site.search(named.get("q", ""), _start(named.get("from", ""))),
        "/figures": lambda named, _: site.figures(named.get("q", "")),
        "/feeds": lambda _, __: site.feed_table(),
    }


def _start(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 0
