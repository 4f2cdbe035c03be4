"""How the Feeds are in, Messages out: for whoever asks, and for the admin channel when one dies or moves."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import assert_never

from digest.masking import masked
from digest.model.feed import Feed, FeedNews, FeedState, PullState
from digest.tell.causes import told_cause
from digest.tell.message import DOT, Block, Bullets, Heading, Line, Message, Paragraph, Table, Text, Weight
from digest.tell.phrases import Phrase, Words
from digest.tell.spans import coded, note, paragraph, quiet
from digest.tell.voice import Voice
from digest.text import cut


class FeedPhrase(Words):
    """How feeds are, in words."""

    FEEDS_COUNT = "Feeds that are well: {well} of {all}.", "Flux qui vont bien : {well} sur {all}."
    FEEDS_WAITING = (
        "{n} has not been pulled yet.|{n} have not been pulled yet.",
        "{n} n’a pas encore été relevé.|{n} n’ont pas encore été relevés.",
    )
    FEEDS_LEFT_OUT = (
        "{n} more feed needs a look.|{n} more feeds need a look.",
        "{n} autre flux est à regarder.|{n} autres flux sont à regarder.",
    )
    FEEDS_NONE = (
        "No feed is on. Add one: parallax feeds add URL",
        "Aucun flux n’est actif. Ajoutez-en un : parallax feeds add URL",
    )
    FEED = "Feed", "Flux"
    NEWEST_ITEM = "Newest item", "Dernier article"
    NEXT_PULL = "Next pull", "Prochain relevé"
    OFF = "off", "éteint"
    NOT_YET = "not pulled yet", "pas encore relevé"
    STATE_FAILING = "failing", "en échec"
    STATE_GONE = "gone", "disparu"
    STATE_REFUSED = "refused", "refusé"
    AGO = "{span} ago", "il y a {span}"
    AHEAD = "in {span}", "dans {span}"
    MINUTES = "{n} min", "{n} min"
    HOURS = "{n} h", "{n} h"
    DAYS = "{n} day|{n} days", "{n} jour|{n} jours"
    STATE_QUIET = "quiet", "silencieux"
    NEVER_READ = "never read so far", "jamais lu jusqu’ici"
    LAST_SUCCESS = "Last success", "Dernier succès"
    FAILURES = "{n} failure in a row|{n} failures in a row", "{n} échec de suite|{n} échecs de suite"
    EVERY_HOURS = "every hour|every {n} h", "toutes les heures|toutes les {n} h"
    EVERY_DAYS = "every {n} days", "tous les {n} jours"
    FEED_DIED = "The feed “{feed}” has died", "Le flux « {feed} » est mort"
    FEED_DIED_NEXT = (
        "It is still asked {often}. To be rid of it: parallax feeds remove {feed}",
        "Il est encore relevé {often}. Pour l’ôter : parallax feeds remove {feed}",
    )
    FEED_OF_FILE_DIED_NEXT = (
        "It is still asked {often}. To be rid of it: name it in feeds.off of the team’s file.",
        "Il est encore relevé {often}. Pour l’ôter : nommez-le sous feeds.off dans le fichier de l’équipe.",
    )
    DAILY = "once a day", "une fois par jour"
    MONTHLY = "once a month", "une fois par mois"
    FEED_QUIET = (
        "The feed “{feed}” answers but has gone quiet: its newest item is of {date}, and it used to bring one {every}.",
        "Le flux « {feed} » répond mais se tait : son dernier article date du {date}, et il en publiait un {every}.",
    )
    FEED_RECOVERED = "The feed “{feed}” is well again.", "Le flux « {feed} » va de nouveau bien."
    FEED_MOVED = (
        "The feed “{feed}” has moved for good and is asked at {url} from now on.",
        "Le flux « {feed} » a déménagé pour de bon et est désormais relevé à {url}.",
    )
    NOW = "Now", "Maintenant"


_MOST_FAULTS = 20
# Beside its id, in a column of 80.
_TITLE_LIMIT = 40
_UNITS = ((86_400, FeedPhrase.DAYS), (3_600, FeedPhrase.HOURS), (60, FeedPhrase.MINUTES))
_COLUMNS = (FeedPhrase.FEED, FeedPhrase.LAST_SUCCESS, FeedPhrase.NEWEST_ITEM, FeedPhrase.NEXT_PULL)
_STATES = {
    PullState.FAILING: FeedPhrase.STATE_FAILING,
    PullState.GONE: FeedPhrase.STATE_GONE,
    PullState.REFUSED: FeedPhrase.STATE_REFUSED,
}


def feeds_message(
    feeds: Sequence[Feed],
    states: Mapping[str, FeedState],
    spoken: Voice,
    *,
    now: datetime,
    brief: bool = False,
    gone_quiet: Collection[str] = (),
) -> Message:
    """Return how the feeds are, those that want a look first and with the cause; `brief` only counts the others.

    `gone_quiet` names those that answer, but with nothing new for longer than is their habit.
    """
    heading = spoken.say(Phrase.FEEDS)
    pairs = [(feed, states.get(feed.id) or FeedState(feed.id)) for feed in feeds]
    if not pairs:
        nothing = spoken.say(FeedPhrase.FEEDS_NONE)
        return Message(nothing, (Heading(heading), paragraph(nothing)))
    on = [(feed, state) for feed, state in pairs if feed.on]
    ill = [(feed, state) for feed, state in on if _is_ill(state) or feed.id in gone_quiet]
    new = sum(state.state is None for _, state in on)
    said = spoken.say(
        FeedPhrase.FEEDS_COUNT,
        well=spoken.number(len(on) - len(ill) - new),
        all=spoken.number(len(on)),
    )
    if new:
        said += f" {spoken.say(FeedPhrase.FEEDS_WAITING, n=new)}"
    blocks: list[Block] = [Heading(heading), paragraph(said)]
    looked_at = ill[:_MOST_FAULTS] if brief else ill
    if looked_at:
        # Not in the table: a cause is a sentence, and would leave the columns no room.
        lines = [_look(feed, state, spoken, now) for feed, state in looked_at]
        blocks.append(Bullets(tuple(lines)))
    others = [] if brief else [pair for pair in pairs if pair not in ill]
    if others:
        rows = tuple(_feed_row(feed, state, spoken, now) for feed, state in others)
        blocks.append(Table(tuple(map(spoken.say, _COLUMNS)), rows))
    if len(ill) > len(looked_at):
        blocks.append(note(spoken.say(FeedPhrase.FEEDS_LEFT_OUT, n=len(ill) - len(looked_at))))
    return Message(said, tuple(blocks))


def _is_ill(state: FeedState) -> bool:
    return state.state is not None and state.state.is_ill


def _look(feed: Feed, state: FeedState, spoken: Voice, now: datetime) -> Line:
    """Return what is the matter with a feed, and since when."""
    said = spoken.say(FeedPhrase.STATE_QUIET)
    since = _fact(FeedPhrase.NEWEST_ITEM, _newest(state, now, spoken), spoken)
    if state.state and _is_ill(state):
        said = spoken.label(spoken.say(_STATES[state.state]), told_cause(state.reason or "", spoken))
        if state.failures > 1:
            said += f" ({spoken.say(FeedPhrase.FAILURES, n=state.failures)})"
        since = spoken.say(FeedPhrase.NEVER_READ)
        if state.last_success:
            since = _fact(FeedPhrase.LAST_SUCCESS, _away(state.last_success, now, spoken), spoken)
    facts = DOT.join((since, _fact(FeedPhrase.NEXT_PULL, _next(state, now, spoken), spoken)))
    return (Text(_called(feed), Weight.STRONG), *coded(f"  {said}"), quiet(DOT + facts))


def _called(feed: Feed) -> str:
    """Return a feed's id, for that is what is typed; one that was made of its address tells nobody what it is of."""
    if feed.from_file or feed.title in ("", feed.id):
        return feed.id
    return f"{feed.id}{DOT}{cut(feed.title, _TITLE_LIMIT)}"


def _fact(name: FeedPhrase, value: str, spoken: Voice) -> str:
    return spoken.label(spoken.say(name).lower(), value)


def _feed_row(feed: Feed, state: FeedState, spoken: Voice, now: datetime) -> tuple[str, str, str, str]:
    return (
        _called(feed),
        _away(state.last_success, now, spoken) if state.state else spoken.say(FeedPhrase.NOT_YET),
        _newest(state, now, spoken),
        _next(state, now, spoken) if feed.on else spoken.say(FeedPhrase.OFF),
    )


def _newest(state: FeedState, now: datetime, spoken: Voice) -> str:
    newest = _away(state.newest_item, now, spoken)
    every = _every(state.rhythm_s, spoken)
    return f"{newest}, {every}" if every else newest


def _next(state: FeedState, now: datetime, spoken: Voice) -> str:
    """Return when a feed is pulled next; what is due waits for nothing but a pull."""
    return _away(max(state.next_pull, now) if state.next_pull else None, now, spoken)


def _away(moment: datetime | None, now: datetime, spoken: Voice) -> str:
    """Return how long ago a moment was, or how far off it is, in its largest unit."""
    if moment is None:
        return "–"
    seconds = (moment - now).total_seconds()
    if abs(seconds) < 60:
        return spoken.say(FeedPhrase.NOW).lower()
    size, unit = next((size, unit) for size, unit in _UNITS if abs(seconds) >= size)
    span = spoken.say(unit, n=int(abs(seconds) // size))
    return spoken.say(FeedPhrase.AGO if seconds < 0 else FeedPhrase.AHEAD, span=span)


def _every(rhythm_s: int | None, spoken: Voice) -> str:
    """Return how often a feed brings something new, in words; nothing where that is not known."""
    if rhythm_s is None:
        return ""
    if rhythm_s >= 2 * 86_400:
        return spoken.say(FeedPhrase.EVERY_DAYS, n=round(rhythm_s / 86_400))
    return spoken.say(FeedPhrase.EVERY_HOURS, n=max(1, round(rhythm_s / 3_600)))


def feed_news_message(feed: Feed, state: FeedState, news: FeedNews, spoken: Voice) -> Message:
    """Return what the admin channel is told of a feed; the secrets of where it has moved are hidden."""
    called = _called(feed)
    more: list[Block] = []
    match news:
        case FeedNews.DIED:
            reason = told_cause(state.reason or "", spoken)
            said = spoken.label(spoken.say(FeedPhrase.FEED_DIED, feed=called), f"{reason}.")
            often = FeedPhrase.MONTHLY if state.state is PullState.GONE else FeedPhrase.DAILY
            # Each way rids of its own feeds alone, and the other refuses.
            way = FeedPhrase.FEED_OF_FILE_DIED_NEXT if feed.from_file else FeedPhrase.FEED_DIED_NEXT
            more = [note(spoken.say(way, feed=feed.id, often=spoken.say(often)))]
        case FeedNews.QUIET:
            assert state.newest_item is not None, "what has gone quiet has brought something before"
            day = spoken.day(state.newest_item.date(), year=True)
            every = _every(state.rhythm_s, spoken)
            said = spoken.say(FeedPhrase.FEED_QUIET, feed=called, date=day, every=every)
        case FeedNews.RECOVERED:
            said = spoken.say(FeedPhrase.FEED_RECOVERED, feed=called)
        case FeedNews.MOVED:
            said = spoken.say(FeedPhrase.FEED_MOVED, feed=called, url=masked(state.moved_to or ""))
        case _:
            assert_never(news)
    return Message(said, (Paragraph(coded(said)), *more))
