"""The plan of the site: which page or chart stands at which address, over HTTP and in the files that are exported."""

from collections.abc import Awaitable, Callable, Mapping

from bot.web.page import Page
from bot.web.site import Site

# What an address names beside its place: the `{…}` of its path, and its query.
Named = Mapping[str, str]
# How what is at an address is shown to a team.
Show = Callable[[Site, Named, str], Awaitable[Page]]
Draw = Callable[[Site, Named, str], Awaitable[bytes]]


def _is_dark(named: Named) -> bool:
    return bool(named["shade"])


def _start(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 0


# The paths are written as aiohttp's routes are.
PAGES: Mapping[str, Show] = {
    "/": lambda site, _, team: site.home(team),
    "/digests": lambda site, named, team: site.digests(team, named.get("before", "")),
    "/digests/{id:[0-9a-f]+}": lambda site, named, team: site.digest(named["id"], team),
    "/stories/{id}": lambda site, named, team: site.story(named["id"], team),
    "/stories/{id}/compare": lambda site, named, _: site.compare(named["id"]),
    "/stories/{id}/why": lambda site, named, team: site.why(named["id"], team),
    "/themes": lambda site, _, __: site.themes(),
    "/themes/{id}": lambda site, named, _: site.theme(named["id"]),
    "/search": lambda site, named, _: site.search(named.get("q", ""), _start(named.get("from", ""))),
    "/figures": lambda site, named, _: site.figures(named.get("q", "")),
    "/feeds": lambda site, _, __: site.feed_table(),
}
CHARTS: Mapping[str, Draw] = {
    "/chart{shade:(?:-dark)?}.png": lambda site, named, _: site.chart(None, dark=_is_dark(named)),
    "/themes/{id}/chart{shade:(?:-dark)?}.png": lambda site, named, _: site.chart(
        named["id"], dark=_is_dark(named)
    ),
    "/stories/{id}/chart{shade:(?:-dark)?}.png": lambda site, named, team: site.story_chart(
        named["id"], team, dark=_is_dark(named)
    ),
}
