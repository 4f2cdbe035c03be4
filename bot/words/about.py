"""The words about the house itself: themes, feeds, status, help."""

from collections.abc import Sequence
from dataclasses import replace

from bot.chat import Answer, Role
from bot.status import gather_status
from bot.words import propose
from bot.words.call import Call, Remark, Word
from bot.words.follow import follow_names
from bot.words.mute import mute_names, muted_everywhere
from bot.words.times import said_times
from digest.errors import QueryError
from digest.model.feed import Feed
from digest.pull import health
from digest.store import change_log, channels, feed_states
from digest.store.change_log import Changed
from digest.tell.causes import told_cause
from digest.tell.message import Block, Bullets, Heading, Paragraph, Text
from digest.tell.phrases import Words
from digest.tell.present.feeds import feeds_message
from digest.tell.present.house import help_message, status_message
from digest.tell.present.themes import themes_message
from digest.tell.spans import coded, paragraph
from digest.text import cut


class AboutRemark(Words):
    """What is said of the bot and of this channel."""

    THIS_CHANNEL = "This channel: {when}", "Ce canal : {when}"
    OFF_HERE = (
        "Nothing is posted here, since the channel refused three tries ({reason}): "
        "let the bot in again, or choose the digest anew with `settings`.",
        "Rien n’est publié ici, car le canal a refusé trois essais ({reason}) : "
        "laissez de nouveau entrer le bot, ou choisissez le point à nouveau avec `settings`.",
    )
    NO_FEED = (
        "No feed is called {name}. Propose one with `suggest` and its address.",
        "Aucun flux ne s’appelle {name}. Proposez-en un avec `suggest` et son adresse.",
    )
    CHANGES = "Changed lately", "Changements récents"
    CHANGED_LINE = "{day}  {who}: {what}", "{day}  {who} : {what}"


_MOST_CHANGES = 10
_MOST_NAMES = 12


async def themes(call: Call) -> Answer:
    return Answer(themes_message(call.knowledge.themes, call.spoken))


async def feeds(call: Call) -> Answer:
    """Answer with how the feeds are, or those that are named; an admin of the home team finds suggestions under it."""
    states = await call.house.store.read(feed_states.without_chunks)
    on = [feed for feed in call.house.feeds() if feed.on and _is_named(feed, call.text)]
    if call.text and not on:
        raise QueryError(call.spoken.say(AboutRemark.NO_FEED, name=call.spoken.quoted(cut(call.text, 60))))
    quiet = health.quiet_ones(states, call.now)
    said = feeds_message(on, states, call.spoken, now=call.now, brief=not call.text, gone_quiet=quiet)
    return Answer(replace(said, blocks=(*said.blocks, *await propose.waiting(call))))


def _is_named(feed: Feed, text: str) -> bool:
    return text.lower() in f"{feed.id} {feed.title} {feed.outlet or ''}".lower()


async def status(call: Call) -> Answer:
    """Answer with how the bot is doing, what this channel has chosen, and what the team changed lately."""
    place = call.place
    team = None if call.request.is_home else (place.platform, place.team)
    found = await gather_status(call.house.settings, call.house.store, now=call.now, team=team)
    said = status_message(found, call.spoken, zone=call.reader.zone)
    blocks = [*said.blocks, *await _chosen_here(call)]
    # A guest sees what this channel gets, and not who changed what elsewhere.
    if call.request.role not in (Role.GUEST, None):
        blocks += await _changed_lately(call)
    return Answer(replace(said, blocks=tuple(blocks)))


async def _chosen_here(call: Call) -> list[Block]:
    blocks: list[Block] = []
    if call.subscriptions:
        when = call.spoken.semicolon.join(said_times(one, call.spoken) for one in call.subscriptions)
        blocks.append(paragraph(call.spoken.say(AboutRemark.THIS_CHANNEL, when=when)))
    off = await call.house.store.read(channels.off_among, [call.place])
    if reason := off.get(call.place):
        why = told_cause(reason, call.spoken)
        blocks.append(Paragraph(coded(call.spoken.say(AboutRemark.OFF_HERE, reason=why))))
    for heading, named in (
        (Remark.FOLLOWS, await follow_names(call)),
        (Remark.MUTES, await mute_names(call)),
    ):
        if named:
            names = ", ".join(name for name, _ in named[:_MOST_NAMES])
            more = "…" if len(named) > _MOST_NAMES else ""
            blocks.append(paragraph(call.spoken.label(call.spoken.say(heading), names + more)))
    return blocks + muted_everywhere(call)


async def _changed_lately(call: Call) -> Sequence[Block]:
    changes = await call.house.store.read(change_log.latest, call.team, _MOST_CHANGES)
    if not changes:
        return ()
    lines = tuple((Text(_said(call, changed)),) for changed in changes)
    return (Heading(call.spoken.say(AboutRemark.CHANGES), 2), Bullets(lines))


def _said(call: Call, changed: Changed) -> str:
    day = call.spoken.moment(changed.at, call.reader.zone)
    return call.spoken.say(AboutRemark.CHANGED_LINE, day=day, who=changed.who, what=changed.what)


async def help_(call: Call) -> Answer:
    return Answer(help_message(call.spoken))


ABOUT: dict[str, Word] = {"themes": themes, "feeds": feeds, "status": status, "help": help_}
