"""The words a reader can say, the same for every platform: a Request in, an Answer out."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.archive import Archive
from bot.chat import Answer, Filled, Place, Request
from bot.logs import log
from bot.owed import Desk
from bot.rights import FOR_ADMINS, may
from bot.status import gather_status
from config.settings import Settings
from digest.clock import utc_now, write_time
from digest.errors import ParallaxError, QueryError
from digest.model import Platform, Subscription
from digest.store import Store, notes
from digest.store import digests as digest_store
from digest.store import feeds as feed_store
from digest.store import stories as story_store
from digest.tell import present
from digest.tell.message import Message
from digest.tell.query import one_of, read_query
from digest.tell.slots import window_of

# A word that opens the next page carries what was asked and where the page begins.
_PAGE_MARK = "page:"
_WEEKS = 8
_SUGGESTIONS = 25


class Commands:
    """Answers words from the store; never raises, never touches the network."""

    def __init__(
        self, settings: Settings, store: Store, desk: Desk, *, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._settings = settings
        self._store = store
        self._desk = desk
        self._now = now
        self._voice = settings.team.voice
        self._themes = [theme.id for theme in settings.knowledge.themes]
        self._archive = Archive(store, settings.team.languages)
        self._words: Mapping[str, Callable[[Request], Awaitable[Answer]]] = {
            "today": self._today,
            "search": self._search,
            "story": self._story,
            "figures": self._figures,
            "compare": self._compare,
            "why": self._why,
            "themes": self._list_themes,
            "trends": self._trends,
            "feeds": self._feeds,
            "status": self._status,
            "help": self._help,
        }

    async def answer(self, request: Request) -> Answer:
        """Answer one word; a word that there is not gets the help."""
        try:
            if refusal := may(request):
                return Answer(present.problem_message(refusal, voice=self._voice))
            return await self._words.get(request.word, self._help)(request)
        except ParallaxError as error:
            return Answer(present.problem_message(str(error), voice=self._voice))
        except Exception:  # noqa: BLE001 - a bug; it is logged whole, and the others go on
            log().error("failed", word=request.word, platform=str(request.platform), exc_info=True)
            return Answer(present.unexpected_message(voice=self._voice))

    def opens_form(self, word: str, text: str) -> bool:
        return False

    def changes(self, word: str, text: str) -> bool:
        return word in FOR_ADMINS

    def check(self, word: str, fields: Filled) -> Mapping[str, str]:
        return {}

    async def hello(self, place: Place) -> Message | None:
        name = f"hello {place.key}"
        if await self._store.read(notes.get, name):
            return None
        await self._store.write(notes.keep, name, write_time(self._now()))
        return present.hello_message(voice=self._voice)

    async def left(self, platform: Platform, team: str) -> None:
        log().info("left", platform=str(platform), team=team)

    async def complete(self, option: str, typed: str, request: Request) -> list[tuple[str, str]]:
        """Return (label, value) pairs that hold what was typed, for an option of a word."""
        low = typed.lower()
        try:
            match option:
                case "theme":
                    found = [(theme.name, theme.id) for theme in self._settings.knowledge.themes]
                case "outlet":
                    known = self._settings.knowledge.outlets.values()
                    found = [(outlet.name, outlet.domain) for outlet in known]
                case "story":
                    stories = await self._store.read(story_store.newest, None, 100)
                    found = [(f"{story.title[:80]} ({story.id[:6]})", story.id) for story in stories]
                case _:
                    found = []
        except ParallaxError:
            # Nobody is helped by an error under a half-typed word; the answer itself will say it.
            return []
        held = [pair for pair in found if low in f"{pair[0]} {pair[1]}".lower()]
        return held[:_SUGGESTIONS]

    async def _today(self, request: Request) -> Answer:
        now = self._now()
        reader = self._reader(request)
        if request.text:
            reader = replace(reader, themes=(one_of("theme", request.text, self._themes),))
        last = await self._store.read(digest_store.last_end, reader.name, reader.edition)
        digest = await self._desk.preview(reader, window_of(reader, last, now), now)
        return Answer(self._desk.message(reader, digest))

    async def _search(self, request: Request) -> Answer:
        text, offset = request.text, 0
        head, _, rest = text.partition(" ")
        if head.startswith(_PAGE_MARK) and head.removeprefix(_PAGE_MARK).isdigit():
            text, offset = rest, int(head.removeprefix(_PAGE_MARK))
        actors = [actor.id for actor in self._settings.knowledge.actors]
        query = read_query(text, now=self._now(), themes=self._themes, actors=actors)
        # One more than a page shows, to know whether there is another.
        hits = await self._archive.find(replace(query, limit=present.PAGE + 1, offset=offset))
        again = f"{_PAGE_MARK}{offset + present.PAGE} {text}" if len(hits) > present.PAGE else ""
        return Answer(present.search_message(query, hits[: present.PAGE], voice=self._voice, again=again))

    async def _story(self, request: Request) -> Answer:
        course = await self._archive.course(_wanted(request))
        return Answer(present.story_message(course, voice=self._voice))

    async def _compare(self, request: Request) -> Answer:
        story, comparison = await self._archive.compare(_wanted(request))
        return Answer(present.compare_message(story, comparison, voice=self._voice))

    async def _why(self, request: Request) -> Answer:
        story, verdict = await self._archive.why(_wanted(request), self._reader(request), now=self._now())
        return Answer(present.why_message(story, verdict, voice=self._voice))

    async def _figures(self, request: Request) -> Answer:
        entries = await self._archive.figures(request.text)
        return Answer(present.figures_message(request.text, entries, voice=self._voice))

    async def _list_themes(self, request: Request) -> Answer:
        return Answer(present.themes_message(self._settings.knowledge.themes, voice=self._voice))

    async def _trends(self, request: Request) -> Answer:
        theme = one_of("theme", request.text, self._themes) if request.text else None
        rows = await self._archive.trends(theme, weeks=_WEEKS, now=self._now())
        return Answer(present.trends_message(rows, voice=self._voice))

    async def _feeds(self, request: Request) -> Answer:
        states = await self._store.read(feed_store.states)
        feeds = [feed for feed in self._settings.feeds if feed.on]
        return Answer(present.feeds_message(feeds, states, voice=self._voice))

    async def _status(self, request: Request) -> Answer:
        facts = await gather_status(self._settings, self._store, now=self._now())
        return Answer(present.status_message(facts, voice=self._voice))

    async def _help(self, request: Request) -> Answer:
        return Answer(present.help_message(voice=self._voice))

    def _reader(self, request: Request) -> Subscription:
        """Return the channel's subscription, else one of all themes for this answer."""
        for subscription in self._settings.subscriptions:
            if (subscription.platform, subscription.channel) == (request.platform, request.channel):
                return subscription
        return reader_of(self._settings, request.platform)


def reader_of(settings: Settings, platform: Platform = Platform.TERMINAL) -> Subscription:
    """Return a subscription of all themes for somebody who has none."""
    return Subscription(
        name="today",
        platform=platform,
        channel="",
        themes=tuple(theme.id for theme in settings.knowledge.themes),
        languages=settings.team.languages,
        voice=settings.team.voice,
        mute=settings.team.mute.mute(),
    )


def _wanted(request: Request) -> str:
    if not request.text:
        raise QueryError(f"Which story? Write {request.word} and a story's id; search shows the ids.")
    return request.text.split()[0]
