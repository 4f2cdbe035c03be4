"""Which pages there are and what stands on them, from the store alone: a path in, a Page out.

The server and the static export both read from here, so they show the same.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.archive import Archive
from bot.readers import UNSUBSCRIBED
from bot.searching import search_page
from bot.web.carried import Carried, newest_carried
from bot.web.charts import Charts
from bot.web.page import Chart, NoPageError, Page
from bot.web.phrases import PagePhrase
from digest.clock import local_date, utc_now, write_time
from digest.errors import QueryError
from digest.line.run import Run
from digest.model.digest import Digest, Shelved
from digest.model.feed import Feed
from digest.model.knowledge import Knowledge
from digest.model.outlet import Viewpoint
from digest.model.place import Platform
from digest.model.story import Story
from digest.model.subscription import Mute, Subscription, shared_zone
from digest.model.theme import Theme
from digest.model.trend import Trend
from digest.pull import health
from digest.store import Store, feed_states
from digest.store import digests as digest_store
from digest.tell.course import Course
from digest.tell.drawings import course_drawing, trends_drawing
from digest.tell.message import Block, Heading, Message
from digest.tell.phrases import Phrase, Words
from digest.tell.present import shelf
from digest.tell.present.compare import compare_message
from digest.tell.present.digest import digest_message
from digest.tell.present.feeds import feeds_message
from digest.tell.present.figures import figures_message
from digest.tell.present.plain import problem_message
from digest.tell.present.search import PAGE
from digest.tell.present.story import story_message
from digest.tell.present.trends import trends_message
from digest.tell.present.why import why_message
from digest.tell.query import read_figures_query
from digest.tell.spans import theme_name
from digest.tell.team_voice import team_voice
from digest.tell.typed_names import one_of
from digest.tell.typed_times import typed_until

WEEKS = 12
# Of digests and stories on one page, and of stories that were found.
MOST_LISTED, MOST_FOUND = 30, 2 * PAGE


@dataclass
class Site:
    """The pages of one installation; `team` says whose digests may be seen."""

    store: Store
    archive: Archive
    knowledge: Knowledge
    run: Run
    languages: Sequence[str]
    voice: str
    feeds: Callable[[], Sequence[Feed]]
    subscriptions: Callable[[], Iterable[Subscription]]
    mute: Mute
    """What the team's file mutes."""
    now: Callable[[], datetime] = utc_now

    def __post_init__(self) -> None:
        self._charts = Charts(self.run)
        self._spoken = team_voice(self.voice, self.knowledge)

    async def home(self, team: str) -> Page:
        """The newest digests, and the newest stories below them."""
        shown, older = await self._shelved(team, 7)
        stories = await self.archive.newest(None, 10)
        digests = shelf.digests_blocks(shown, self._spoken, older="/digests" if older else "")
        newest = shelf.stories_blocks(stories, self._spoken)
        told = shelf.under(self._spoken.say(Phrase.FOUND_ALL), newest, level=2)
        message = shelf.under(self._spoken.say(PagePhrase.DIGESTS), digests)
        both = replace(message, blocks=(*message.blocks, *told.blocks))
        return Page("/", "Parallax", both, syndication="/feed.atom")

    async def digests(self, team: str, before: str = "") -> Page:
        """Past digests by date and channel; `before` is a time, to turn pages."""
        start = typed_until(before, self._spoken, now=self.now()) if before else None
        shown, older = await self._shelved(team, MOST_LISTED, start)
        blocks = shelf.digests_blocks(shown, self._spoken, older=older)
        title = self._spoken.say(PagePhrase.DIGESTS)
        return Page("/digests", title, shelf.under(title, blocks))

    async def _shelved(
        self, team: str, most: int, before: datetime | None = None
    ) -> tuple[Sequence[Shelved], str]:
        """Return a page of digests, and the path of those before them; empty when there are none."""
        shown = await self.store.read(digest_store.shelf, team, most, before)
        if not (shown and await self.store.read(digest_store.shelf, team, 1, shown[-1].window_end)):
            return shown, ""
        return shown, f"/digests?before={write_time(shown[-1].window_end)}"

    async def digest(self, digest_id: str, team: str) -> Page:
        """A digest as it was sent."""
        digest = await self.stored_digest(digest_id, team)
        reader = next(
            (one for one in self.subscriptions() if one.key == digest.subscription),
            Subscription(digest.subscription, Platform.TERMINAL, "", (), voice=self.voice),
        )
        message = digest_message(digest, reader, themes=self.knowledge.themes)
        title = next(block.text for block in message.blocks if isinstance(block, Heading))
        return Page(shelf.digest_path(digest.id), title, message)

    async def stored_digest(self, digest_id: str, team: str) -> Digest:
        """Raise NoPageError when there is none, or it is another team's."""
        digest = await self.store.read(digest_store.by_id, digest_id)
        channel = await self.store.read(digest_store.channel_of, digest_id)
        if digest is None or channel is None or digest_store.team_of(channel) != team:
            raise NoPageError(self._spoken.say(PagePhrase.NO_SUCH_DIGEST))
        return digest

    async def story(self, story_id: str, team: str) -> Page:
        """A story's course; where it was told is shown of the reader's own channels alone."""
        with self._of_a_story():
            course = await self.archive.course(story_id)
        told = tuple(pair for pair in course.told if digest_store.team_of(pair[0]) == team)
        zone = self._zone(team)
        # Chat names what came before and after by id; here each has its page.
        bare = replace(course, told=told, developments=())
        message = story_message(bare, self._spoken, zone=zone, with_reasons=True)
        if course.developments:
            linked = shelf.linked_blocks(course.developments, self._spoken, zone=zone)
            message = replace(message, blocks=(*message.blocks, *linked))
        page = self._story_page(course.story, "", message)
        days = _days(course, zone)
        if len({day for day, _ in days}) < 2:
            return page
        chart = Chart(f"{page.path}/chart", shelf.course_alt(days, self._spoken))
        return replace(page, charts=(chart,))

    def _zone(self, team: str) -> str:
        return shared_zone(each for each in self.subscriptions() if each.team == team)

    async def compare(self, story_id: str) -> Page:
        with self._of_a_story():
            story, comparison = await self.archive.compare(story_id)
        return self._story_page(story, "/compare", compare_message(story, comparison, self._spoken))

    async def why(self, story_id: str, team: str) -> Page:
        themes = self.knowledge.theme_ids
        reader = Subscription(UNSUBSCRIBED, Platform.TERMINAL, "", themes, team=team, mute=self.mute)
        with self._of_a_story():
            story, judged = await self.archive.why(story_id, reader, now=self.now())
        return self._story_page(story, "/why", why_message(story, judged, self._spoken))

    @contextmanager
    def _of_a_story(self) -> Iterator[None]:
        """Say that it is not there to who followed a link: the store says it to who typed an id."""
        try:
            yield
        except QueryError:
            raise NoPageError(self._spoken.say(PagePhrase.NO_SUCH_STORY)) from None

    def _story_page(self, story: Story, below: str, message: Message) -> Page:
        return Page(f"{shelf.story_path(story.id)}{below}", message.summary, message)

    async def themes(self) -> Page:
        """All themes, with what each brought by week."""
        rows = await self._trends(None)
        title = self._spoken.say(Phrase.THEMES)
        trends, weeks = await self._trends_blocks(rows, None)
        blocks = (*shelf.themes_blocks(self.knowledge.themes, self._spoken), *weeks)
        chart = (Chart("/chart", trends.summary),) if rows else ()
        return Page("/themes", title, shelf.under(title, blocks), chart, "/feed.atom")

    async def theme(self, theme_id: str) -> Page:
        """What a theme brought by week, and its newest stories."""
        theme = self._theme(theme_id)
        path = shelf.theme_path(theme.id)
        rows = await self._trends(theme.id)
        stories = await self.archive.newest(theme.id, MOST_LISTED)
        told = shelf.stories_blocks(stories, self._spoken)
        title = theme_name(theme, self._spoken)
        newest = shelf.under(self._spoken.say(Phrase.FOUND_ALL), told, level=2)
        trends, weeks = await self._trends_blocks(rows, theme.id)
        chart = (Chart(f"{path}/chart", trends.summary),) if rows else ()
        blocks = (*weeks, *newest.blocks)
        return Page(path, title, shelf.under(title, blocks), chart, f"{path}/feed.atom")

    def feed_title(self, theme_id: str | None) -> str:
        """Return what the feed of a theme, or of all of them, is called in a reader of feeds."""
        if not theme_id:
            return "Parallax"
        return self._spoken.label("Parallax", theme_name(self._theme(theme_id), self._spoken))

    def _theme(self, theme_id: str) -> Theme:
        """Raise QueryError, which names the nearest, when there is none."""
        known = one_of("theme", theme_id, self.knowledge.theme_ids, self._spoken)
        return self.knowledge.themes[self.knowledge.theme_ids.index(known)]

    async def search(self, typed: str, start: int = 0) -> Page:
        """What chat's `search` answers, as a page; without words the newest stories."""
        try:
            message = await search_page(
                self.archive,
                self.knowledge,
                self._spoken,
                typed,
                start=start,
                most=MOST_FOUND,
                now=self.now(),
                languages=self.languages,
            )
        except QueryError as error:
            message = problem_message(error, self._spoken)
        return self._asked("/search", PagePhrase.SEARCH, typed, message)

    async def figures(self, typed: str) -> Page:
        """What chat's `figures` answers, as a page; without words the newest lines of the ledger."""
        try:
            asked = read_figures_query(typed, self._spoken, now=self.now())
            statements = await self.archive.figures(asked.words, self._spoken, since=asked.since)
            is_told = not statements and await self.archive.is_told(asked.words, since=asked.since)
            message = figures_message(typed, statements, self._spoken, is_told=is_told)
        except QueryError as error:
            message = problem_message(error, self._spoken)
        return self._asked("/figures", Phrase.FIGURES, typed, message)

    def _asked(self, path: str, heading: Words, typed: str, message: Message) -> Page:
        """Return an answer as a page; where nothing was found, or asked, it has no heading of its own."""
        if not isinstance(message.blocks[0], Heading):
            message = shelf.under(self._spoken.say(heading), message.blocks)
        return Page(path, message.summary, message, asked=typed)

    async def feed_table(self) -> Page:
        """All feeds that are on, and how each is."""
        states = await self.store.read(feed_states.without_chunks)
        feeds = [feed for feed in self.feeds() if feed.on]
        now = self.now()
        quiet = health.quiet_ones(states, now)
        message = feeds_message(feeds, states, self._spoken, now=now, gone_quiet=quiet)
        return Page("/feeds", self._spoken.say(Phrase.FEEDS), message)

    async def told(self, theme: str | None) -> list[Carried]:
        """The newest stories of a theme, or of any, with what they say: for feed readers."""
        if theme is not None:
            self._theme(theme)
        return await self.store.read(newest_carried, theme, MOST_LISTED, self.languages)

    async def chart(self, theme_id: str | None, *, dark: bool) -> bytes:
        """The picture of a theme's weeks, or of all themes', as PNG."""
        rows = await self._trends(None if theme_id is None else self._theme(theme_id).id)
        if not rows:
            raise NoPageError(self._spoken.say(PagePhrase.NO_SUCH_PAGE))
        drawing = trends_drawing(rows, self._spoken, dark=dark)
        return await self._charts.picture(drawing)

    async def story_chart(self, story_id: str, team: str, *, dark: bool) -> bytes:
        """The picture of a story's items by day and side, as PNG."""
        with self._of_a_story():
            told = _days(await self.archive.course(story_id), self._zone(team))
        return await self._charts.picture(course_drawing(told, self._spoken, dark=dark))

    async def _trends_blocks(
        self, rows: Sequence[Trend], theme: str | None
    ) -> tuple[Message, tuple[Block, ...]]:
        """Return the table of weeks, and what of it stands on a page."""
        risen = await self.archive.rising(theme, weeks=WEEKS, now=self.now())
        message = trends_message(rows, self._spoken, weeks=WEEKS, rising=risen)
        heading, *rest = message.blocks
        lowered = replace(heading, level=2) if isinstance(heading, Heading) else heading
        return message, (lowered, *rest)

    async def _trends(self, theme: str | None) -> list[Trend]:
        return await self.archive.trends(theme, weeks=WEEKS, now=self.now())


def _days(course: Course, zone: str) -> list[tuple[date, Viewpoint]]:
    """Return on which day and from which side each item came."""
    return [(local_date(item.published, zone), item.viewpoint) for item in course.items]
