"""What is said of the house and not of the news, as Messages: themes, trends, feeds, status, help, problems."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import assert_never

from digest.model import Feed, FeedNews, FeedState, PullState, Theme
from digest.tell.message import (
    Block,
    Bullets,
    Button,
    Buttons,
    Heading,
    Line,
    Message,
    Note,
    Paragraph,
    Picture,
    Table,
    Text,
    Weight,
)
from digest.tell.phrases import Phrase, Voice, speaker
from digest.tell.spans import Names, code, coded, note, paragraph, quiet, sides, theme_name, theme_names
from digest.tell.trends import Rising, Trend, all_weeks

_MOST_FAULTS, _MOST_WEEKS = 20, 6
_UNITS = ((86_400, Phrase.DAYS), (3_600, Phrase.HOURS), (60, Phrase.MINUTES))
_ILL = (PullState.FAILING, PullState.GONE, PullState.REFUSED)
_STATES = {
    PullState.OK: Phrase.STATE_OK,
    PullState.UNCHANGED: Phrase.STATE_UNCHANGED,
    PullState.SKIPPED: Phrase.STATE_SKIPPED,
    PullState.FAILING: Phrase.STATE_FAILING,
    PullState.GONE: Phrase.STATE_GONE,
    PullState.REFUSED: Phrase.STATE_REFUSED,
}
_FACTS = {
    "feeds_on": Phrase.FACT_FEEDS_ON,
    "feeds_read_in_24h": Phrase.FACT_FEEDS_READ,
    "feeds_failing": Phrase.FACT_FEEDS_FAILING,
    "items": Phrase.FACT_ITEMS,
    "stories": Phrase.FACT_STORIES,
    "last_digest": Phrase.FACT_LAST_DIGEST,
    "last_digest_window_end": Phrase.FACT_LAST_END,
    "deliveries_waiting": Phrase.FACT_WAITING,
    "deliveries_uncertain": Phrase.FACT_UNCERTAIN,
    "deliveries_perhaps_twice": Phrase.FACT_TWICE,
    "deliveries_failed": Phrase.FACT_FAILED,
    "channels_switched_off": Phrase.FACT_SWITCHED_OFF,
}
# Each word, an example of it, and what it answers.
_HELP = (
    ("today", "today talent", Phrase.HELP_TODAY),
    ("search", "search chips since:7d theme:talent", Phrase.HELP_SEARCH),
    ("story", "story 3f2a91", Phrase.HELP_STORY),
    ("figures", 'figures "market value"', Phrase.HELP_FIGURES),
    ("compare", "compare 3f2a91", Phrase.HELP_COMPARE),
    ("why", "why 3f2a91", Phrase.HELP_WHY),
    ("themes", "themes", Phrase.HELP_THEMES),
    ("trends", "trends talent", Phrase.HELP_TRENDS),
    ("feeds", "feeds", Phrase.HELP_FEEDS),
    ("suggest", "suggest https://example.org", Phrase.HELP_SUGGEST),
    ("follow", "follow huawei", Phrase.HELP_FOLLOW),
    ("mute", "mute example.org", Phrase.HELP_MUTE),
    ("subscribe", "subscribe", Phrase.HELP_SUBSCRIBE),
    ("settings", "settings", Phrase.HELP_SETTINGS),
    ("status", "status", Phrase.HELP_STATUS),
    ("help", "help", Phrase.HELP_HELP),
)


# ---- themes and trends ----------------------------------------------------------------------------


def themes_message(themes: Sequence[Theme], *, voice: str) -> Message:
    spoken = speaker(voice)
    heading = spoken.say(Phrase.THEMES)
    header = tuple(map(spoken.say, (Phrase.THEME, Phrase.TYPE_THIS, Phrase.TERMS, Phrase.EXAMPLES)))
    rows = tuple(
        (
            theme_name(theme, spoken),
            theme.id,
            spoken.number(len(theme.terms)),
            spoken.number(len(theme.match) + len(theme.differ)),
        )
        for theme in themes
    )
    example = f"/parallax search chips theme:{themes[0].id}" if themes else "/parallax help"
    return Message(
        spoken.label(heading, ", ".join(theme_name(theme, spoken) for theme in themes)),
        (
            Heading(heading),
            Table(header, rows),
            Note(coded(spoken.say(Phrase.THEMES_HINT, example=example), Weight.QUIET)),
        ),
    )


def trends_message(
    rows: Sequence[Trend],
    *,
    voice: str,
    picture: bytes | None = None,
    themes: Sequence[Theme] = (),
    rising: Sequence[Rising] = (),
) -> Message:
    """Return stories and voices of each theme and week; `picture` draws the same rows."""
    spoken = speaker(voice)
    names = theme_names(themes, spoken)
    told = list(dict.fromkeys(row.theme for row in rows))
    heading = spoken.say(Phrase.TRENDS)
    if len(told) == 1:
        heading = spoken.say(Phrase.TRENDS_OF, theme=names.get(told[0], told[0]))
    if not rows:
        nothing = spoken.say(Phrase.TRENDS_NONE)
        return Message(spoken.label(heading, nothing), (Heading(heading), paragraph(nothing)))
    alt = trends_alt(rows, spoken, names)
    blocks: list[Block] = [Heading(heading)]
    if picture:
        blocks.append(Picture(picture, "trends.png", alt))
    if len(told) == 1:
        blocks.append(_one_theme(rows, spoken))
    else:
        blocks += [_many_themes(rows, spoken, names), note(spoken.say(Phrase.TRENDS_HINT))]
    if rising:
        who = ", ".join(f"{each.actor} ({spoken.number(each.stories)})" for each in rising)
        blocks.append(note(spoken.say(Phrase.RISING, actors=who)))
    return Message(f"{heading}. {alt}", tuple(blocks))


def trends_alt(rows: Sequence[Trend], spoken: Voice, themes: Names) -> str:
    """Return in words what the chart of these rows shows."""
    weeks = all_weeks(rows)
    counts = {(row.theme, row.week): row.stories for row in rows}
    told = "; ".join(
        spoken.label(themes.get(theme, theme), ", ".join(str(counts.get((theme, week), 0)) for week in weeks))
        for theme in dict.fromkeys(row.theme for row in rows)
    )
    return spoken.say(Phrase.TRENDS_ALT, week=spoken.day(weeks[0], year=True), n=len(weeks), themes=told)


def _one_theme(rows: Sequence[Trend], spoken: Voice) -> Table:
    header = tuple(map(spoken.say, (Phrase.WEEK, Phrase.STORIES, Phrase.OWNERS, Phrase.SIDES)))
    newest_first = tuple(
        (
            spoken.short_day(row.week),
            spoken.number(row.stories),
            spoken.number(row.owners),
            sides(row.viewpoints, spoken),
        )
        for row in reversed(rows)
    )
    return Table(header, newest_first)


def _many_themes(rows: Sequence[Trend], spoken: Voice, themes: Names) -> Table:
    """Return a row for each theme and a column for each of the last weeks."""
    weeks = all_weeks(rows)[-_MOST_WEEKS:]
    counts = {(row.theme, row.week): f"{row.stories}/{row.owners}" for row in rows}
    told = sorted({row.theme for row in rows}, key=lambda theme: themes.get(theme, theme))
    return Table(
        (spoken.say(Phrase.THEME), *map(spoken.short_day, weeks)),
        tuple(
            (themes.get(theme, theme), *(counts.get((theme, week), "–") for week in weeks)) for theme in told
        ),
    )


# ---- feeds and status -----------------------------------------------------------------------------


def feeds_message(
    feeds: Sequence[Feed],
    states: Mapping[str, FeedState],
    *,
    voice: str,
    now: datetime,
    brief: bool = False,
    gone_quiet: Collection[str] = (),
) -> Message:
    """Return how the feeds are, those that want a look first; `brief` only counts the others, as chat wants it.

    `gone_quiet` names those that answer, but with nothing new for longer than is their habit.
    """
    spoken = speaker(voice)
    heading = spoken.say(Phrase.FEEDS)
    pairs = [(feed, states.get(feed.id) or FeedState(feed.id)) for feed in feeds]
    if not pairs:
        nothing = spoken.say(Phrase.FEEDS_NONE)
        return Message(nothing, (Heading(heading), paragraph(nothing)))
    on = [(feed, state) for feed, state in pairs if feed.on]
    ill = [(feed, state) for feed, state in on if state.state in _ILL or feed.id in gone_quiet]
    said = spoken.say(Phrase.FEEDS_COUNT, n=len(on), well=spoken.number(len(on) - len(ill)))
    blocks: list[Block] = [Heading(heading), paragraph(said)]
    shown = ill[:_MOST_FAULTS] if brief else [*ill, *(pair for pair in pairs if pair not in ill)]
    if shown:
        header = (
            Phrase.FEED,
            Phrase.STATE,
            Phrase.LAST_SUCCESS,
            Phrase.NEWEST_ITEM,
            Phrase.NEXT_PULL,
        )
        rows = tuple(
            _feed_row(feed, state, spoken, now, is_quiet=feed.id in gone_quiet) for feed, state in shown
        )
        blocks.append(Table(tuple(map(spoken.say, header)), rows))
    if brief and len(ill) > len(shown):
        blocks.append(note(spoken.say(Phrase.FEEDS_LEFT_OUT, n=len(ill) - len(shown))))
    return Message(said, tuple(blocks))


def _feed_row(
    feed: Feed, state: FeedState, spoken: Voice, now: datetime, *, is_quiet: bool
) -> tuple[str, str, str, str, str]:
    said = spoken.say(_STATES[state.state] if state.state else Phrase.NOT_YET)
    if state.state in _ILL and state.reason:
        said = spoken.label(said, state.reason)
        if state.failures > 1:
            said += f" ({spoken.say(Phrase.FAILURES, n=state.failures)})"
    elif is_quiet:
        said = spoken.say(Phrase.STATE_QUIET)
    if not feed.on:
        said = spoken.say(Phrase.OFF)
    newest = _away(state.newest_item, now, spoken)
    if every := _every(state.rhythm_s, spoken):
        newest += f", {every}"
    return (
        feed.id,
        said,
        _away(state.last_success, now, spoken),
        newest,
        _away(state.next_pull, now, spoken),
    )


def _away(moment: datetime | None, now: datetime, spoken: Voice) -> str:
    """Return how long ago a moment was, or how far off it is, in its largest unit."""
    if moment is None:
        return "–"
    seconds = (moment - now).total_seconds()
    if abs(seconds) < 60:
        return spoken.say(Phrase.NOW).lower()
    size, unit = next((size, unit) for size, unit in _UNITS if abs(seconds) >= size)
    span = spoken.say(unit, n=int(abs(seconds) // size))
    return spoken.say(Phrase.AGO if seconds < 0 else Phrase.AHEAD, span=span)


def _every(rhythm_s: int | None, spoken: Voice) -> str:
    """Return how often a feed brings something new, in words; nothing where that is not known."""
    if rhythm_s is None:
        return ""
    if rhythm_s >= 2 * 86_400:
        return spoken.say(Phrase.EVERY_DAYS, n=round(rhythm_s / 86_400))
    return spoken.say(Phrase.EVERY_HOURS, n=max(1, round(rhythm_s / 3_600)))


def feed_news_message(
    feed: Feed, state: FeedState, news: FeedNews, *, voice: str, target: str = ""
) -> Message:
    """Return what the admin channel is told of a feed; `target` is where it has moved, secrets hidden."""
    spoken = speaker(voice)
    more: list[Block] = []
    match news:
        case FeedNews.DIED:
            said = spoken.say(Phrase.FEED_DIED, feed=feed.id, reason=state.reason or "")
            more = [note(spoken.say(Phrase.FEED_DIED_NEXT, feed=feed.id))]
        case FeedNews.QUIET:
            every = _every(state.rhythm_s, spoken)
            said = spoken.say(Phrase.FEED_QUIET, feed=feed.id, date=_minute(state.newest_item), every=every)
        case FeedNews.RECOVERED:
            said = spoken.say(Phrase.FEED_RECOVERED, feed=feed.id)
        case FeedNews.MOVED:
            said = spoken.say(Phrase.FEED_MOVED, feed=feed.id, url=target)
        case _:
            assert_never(news)
    return Message(said, (paragraph(said), *more))


def _minute(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "–"


def status_message(facts: Mapping[str, object], *, voice: str, lines: Sequence[str] = ()) -> Message:
    """Return how the bot is doing: `facts` by name, in their order; `lines` of what was changed lately."""
    spoken = speaker(voice)
    heading = spoken.say(Phrase.STATUS)
    rows = tuple((_fact(name, spoken), _value(value, spoken)) for name, value in facts.items())
    blocks: list[Block] = [
        Heading(heading),
        Table((spoken.say(Phrase.FACT), ""), rows),
    ]
    if lines:
        blocks.append(Bullets(tuple((quiet(line),) for line in lines)))
    summary = ", ".join(spoken.label(name, value) for name, value in rows[:4])
    return Message(spoken.label(heading, summary), tuple(blocks))


def _fact(name: str, spoken: Voice) -> str:
    return spoken.say(_FACTS[name]) if name in _FACTS else name.replace("_", " ").capitalize()


def _value(value: object, spoken: Voice) -> str:
    if value is None:
        return "–"
    return spoken.number(value) if isinstance(value, int) else str(value)


# ---- help, hello, problems ------------------------------------------------------------------------


def help_message(*, voice: str, command: str = "/parallax") -> Message:
    """Return the words with an example each; `command` is what stands before a word."""
    spoken = speaker(voice)
    heading = spoken.say(Phrase.HELP)
    lines: list[Line] = []
    for word, example, phrase in _HELP:
        lines.append((code(f"{command} {example}"), Text("  "), *coded(spoken.say(phrase))))
        if word == "search":
            lines.append((quiet(spoken.say(Phrase.HELP_SEARCH_FIELDS)),))
    return Message(heading, (Heading(heading), Bullets(tuple(lines))))


def hello_message(*, voice: str, command: str = "/parallax") -> Message:
    """Return what is said once, on joining a channel or a server."""
    spoken = speaker(voice)
    three = (
        ("today", Phrase.HELP_TODAY),
        ("search chips since:7d", Phrase.HELP_SEARCH),
        ("help", Phrase.HELP_HELP),
    )
    lines: list[Line] = [
        (code(f"{command} {example}"), Text("  "), *coded(spoken.say(phrase))) for example, phrase in three
    ]
    return Message(
        f"{spoken.say(Phrase.HELLO)}. {spoken.say(Phrase.HELLO_TEXT)}",
        (
            Heading(spoken.say(Phrase.HELLO)),
            paragraph(spoken.say(Phrase.HELLO_TEXT)),
            paragraph(spoken.say(Phrase.HELLO_TRY)),
            Bullets(tuple(lines)),
        ),
    )


def problem_message(text: str, *, voice: str) -> Message:
    """Return what a reader is told when a word could not be answered; `text` says what to type instead."""
    bare = text.strip()
    said = bare[:1].upper() + bare[1:] + ("" if bare.endswith((".", "!", "?", "…")) else ".")
    opening = Text(f"{speaker(voice).say(Phrase.PROBLEM)} ", Weight.STRONG)
    return Message(said, (Paragraph((opening, *coded(said))), Buttons((Button("help", "help"),))))


def unexpected_message(*, voice: str) -> Message:
    """Return what a reader is told of a fault of ours: only that it was noted."""
    said = speaker(voice).say(Phrase.UNEXPECTED)
    return Message(said, (paragraph(said),))


def said_message(text: str, *, hint: str = "", buttons: Sequence[Button] = ()) -> Message:
    """Return one sentence as a message: that a thing was done, or who may do it."""
    blocks: list[Block] = [Paragraph(coded(text))]
    if hint:
        blocks.append(Note(coded(hint, Weight.QUIET)))
    if buttons:
        blocks.append(Buttons(tuple(buttons)))
    return Message(text, tuple(blocks))
