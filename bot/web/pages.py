"""The pages over HTTP: a request in, a document out, for readers alone. Nothing here can change anything."""

import re
from collections.abc import Awaitable, Callable
from functools import wraps
from urllib.parse import parse_qsl

from aiohttp import web
from yarl import URL

from bot.logs import LoggedBugs, log
from bot.web.access import COOKIE, KEY, SESSION_S, Access
from bot.web.fresh import Fresh
from bot.web.guesses import address_of
from bot.web.page import NoPageError, Page
from bot.web.phrases import PagePhrase
from bot.web.plan import CHARTS, PAGES, Draw, Show
from bot.web.site import Site
from bot.web.syndication import atom, json_feed
from bot.web.view import STATIC, View
from digest.errors import ParallaxError, QueryError
from digest.ids import derive_id
from digest.shapes.digest import digest_json
from digest.tell.message import Heading, Message, Paragraph, Text
from digest.tell.phrases import Phrase
from digest.tell.voice import speaker

# No script, nothing from elsewhere, in nobody's frame.
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-cache",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

# Many feed readers send a password only to who asks for it. A browser would ask its reader in place of our door.
_ASKS_FOR_PASSWORD = {"WWW-Authenticate": 'Basic realm="Parallax", charset="UTF-8"'}

# The address of a page of ours, as one is written: not `//elsewhere`, nor `/\t/elsewhere`, whose tab browsers drop.
_OURS = re.compile(r"/(?![/\\])[!-~]*")

# How the stories that a page lists are written for feed readers.
_FEEDS = (("feed.atom", atom, "application/atom+xml"), ("feed.json", json_feed, "application/feed+json"))

Handler = Callable[[web.Request], Awaitable[web.Response]]
ForTeam = Callable[[web.Request, str], Awaitable[web.Response]]
"""Answers a request for the pages of a team."""


class Pages:
    """Answers requests for pages."""

    def __init__(self, site: Site, access: Access, *, public_url: str = "") -> None:
        self._site = site
        self._fresh = Fresh[str]()
        self._access = access
        self._public_url = public_url
        # The path that a proxy before us takes off, and browsers need; with two signs it would begin with a host.
        below = URL(public_url).raw_path.strip("/")
        self._below = f"/{below}" if below else ""
        self._view = View(site.voice)
        self._spoken = speaker(site.voice)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes; a page that lists can be had as Atom and JSON Feed.

        The last one takes whatever no route before it has taken.
        """
        return [
            web.get("/digests/{id:[0-9a-f]+}.json", self._for_readers(self._digest_json)),
            *(
                web.get(f"{place}/{name}", self._for_readers(self._carried(write, kind), are_machines=True))
                for place in ("", "/themes/{id}")
                for name, write, kind in _FEEDS
            ),
            *(web.get(path, self._for_readers(self._drawn(draw))) for path, draw in CHARTS.items()),
            *(web.get(path, _static) for path in STATIC),
            *(web.get(path, self._for_readers(self._shown(show))) for path, show in PAGES.items()),
            web.get("/enter", self._show_door),
            web.post("/enter", self._enter),
            web.get("/{anywhere:.*}", self._for_readers(self._nowhere)),
        ]

    # ---- who may ---------------------------------------------------------------------------------

    def _for_readers(self, handler: ForTeam, *, are_machines: bool = False) -> Handler:
        """Let readers through; show strangers the door; turn a link's token into a session."""

        @wraps(handler)
        async def guarded(request: web.Request) -> web.Response:
            bare = str(request.rel_url.without_query_params(KEY))
            if session := self._access.session_by_link(request.query.get(KEY, "")):
                return self._let_in(session, bare)
            team = self._access.team_of(request)
            if team is None:
                return self._stranger(bare, are_machines=are_machines)
            with LoggedBugs(page=request.path):
                try:
                    return await handler(request, team)
                except (NoPageError, QueryError) as error:
                    return self._problem(str(error), 404)
                except ParallaxError as error:
                    # What it says is for the operator: it may name a file.
                    log().error("failed", page=request.path, reason=str(error))
                    return self._problem(self._spoken.say(Phrase.UNEXPECTED), 503)
            return self._problem(self._spoken.say(Phrase.UNEXPECTED), 500)

        return guarded

    def _stranger(self, to: str, *, are_machines: bool) -> web.Response:
        response = _html(self._door(to), 401)
        if self._access.has_password and are_machines:
            response.headers.update(_ASKS_FOR_PASSWORD)
        return response

    def _door(self, to: str = "/", problem: str = "") -> str:
        return self._view.door(
            self._address,
            has_links=bool(self._public_url),
            has_password=self._access.has_password,
            to=to,
            problem=problem,
        )

    async def _show_door(self, _request: web.Request) -> web.Response:
        return _html(self._door())

    async def _enter(self, request: web.Request) -> web.Response:
        # The form is ours, and so in UTF-8, whatever a request says of itself.
        form = dict(parse_qsl((await request.read()).decode(errors="replace")))
        to = form.get("to", "/")
        address = address_of(request)
        if session := self._access.session_by_password(form.get("password", ""), address):
            return self._let_in(session, to)
        weary = self._access.is_weary_of(address)
        problem = self._spoken.say(PagePhrase.MANY_WRONG if weary else PagePhrase.WRONG_PASSWORD)
        return _html(self._door(to, problem), 429 if weary else 401)

    def _let_in(self, session: str, to: str) -> web.Response:
        location = self._address(to if _OURS.fullmatch(to) else "/")
        response = web.Response(status=303, headers=_HEADERS | {"Location": location})
        response.set_cookie(
            COOKIE,
            session,
            max_age=SESSION_S,
            path=self._address("/"),
            httponly=True,
            samesite="Lax",
            secure=self._public_url.startswith("https:"),
        )
        return response

    # ---- what is answered ------------------------------------------------------------------------

    def _shown(self, show: Show) -> ForTeam:
        async def shown(request: web.Request, team: str) -> web.Response:
            named = {**request.query, **request.match_info}

            async def document() -> str:
                return self._view.document(await show(self._site, named, team), self._address)

            return _html(await self._fresh.get((team, request.raw_path), document))

        return shown

    def _drawn(self, draw: Draw) -> ForTeam:
        async def drawn(request: web.Request, team: str) -> web.Response:
            picture = await draw(self._site, request.match_info, team)
            return web.Response(body=picture, content_type="image/png", headers=_HEADERS)

        return drawn

    def _carried(self, write: Callable[..., str], kind: str) -> ForTeam:
        async def carried(request: web.Request, _team: str) -> web.Response:
            theme, base = request.match_info.get("id"), self._public_url or str(request.url.origin())
            title, told = self._site.feed_title(theme), await self._site.told(theme)
            return _feed(request, write(title, told, base=base, path=request.rel_url.raw_path), kind)

        return carried

    def _problem(self, text: str, status: int) -> web.Response:
        said = Message(text, (Heading("Parallax"), Paragraph((Text(text),))))
        return _html(self._view.document(Page("", text, said), self._address), status)

    async def _nowhere(self, request: web.Request, team: str) -> web.Response:
        raise NoPageError(self._spoken.say(PagePhrase.NO_SUCH_PAGE))

    async def _digest_json(self, request: web.Request, team: str) -> web.Response:
        digest = await self._site.stored_digest(request.match_info["id"], team)
        return web.json_response(digest_json(digest), headers=_HEADERS)

    def _address(self, path: str) -> str:
        """Return where a browser finds what is at a path of ours."""
        return f"{self._below}{path}"


async def _static(request: web.Request) -> web.Response:
    path, kind = STATIC[request.path]
    headers = _HEADERS | {"Cache-Control": "public, max-age=3600"}
    return web.Response(body=path.read_bytes(), content_type=kind, headers=headers)


def _feed(request: web.Request, text: str, kind: str) -> web.Response:
    """Answer with a feed, or that it is as whoever asks has it: feed readers ask many times a day."""
    tag = derive_id(text)
    headers = _HEADERS | {"ETag": f'"{tag}"'}
    if tag in (known.value for known in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    return web.Response(text=text, content_type=kind, headers=headers)


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html", headers=_HEADERS)
