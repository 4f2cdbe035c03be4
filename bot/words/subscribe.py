"""The words subscribe and settings: a form, a preview of what it would give, and only then a subscription.

Between form and preview the choices lie in the store as a draft; the button that keeps them names it. A
subscription of the file is said, and left to the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.chat import Answer, Filled
from bot.words.call import UNSUBSCRIBED, Call, Word, role_note
from bot.words.times import DAYS, nearest_zone, read_time, read_zone, said_times
from digest.errors import QueryError
from digest.model import Edition, Layout, Platform, Subscription
from digest.store import digests as digest_store
from digest.store import kept, notes, subscriptions, teams
from digest.tell.form import Entry, Field, Form, OneOf, Option, Part, ServerRole, SomeOf, Toggle
from digest.tell.message import Block, Button, Buttons, Card, Heading, Message
from digest.tell.phrases import VOICES, Voice
from digest.tell.present import problem_message, said_message
from digest.tell.replies import Reply
from digest.tell.slots import next_slot, window_of
from digest.tell.spans import note

FORMS = frozenset({"subscribe", "settings"})
_KEEP, _PART, _STOP, _FORGET = "keep", "part", "stop", "forget"
_STORIES = (3, 5, 8, 10, 15, 20)
# What Discord takes in one select.
_MOST_OPTIONS = 25
_ON = "on"
_ROLE = "role"


async def subscribe(call: Call) -> Answer:
    """Answer with the form, with the preview of what was filled in, or with what was kept."""
    head, _, rest = call.text.partition(" ")
    if head == _FORGET:
        return await _forget(call, is_sure=rest == "yes")
    if call.has_subscription and call.reader.from_file:
        when = said_times(call.reader, call.spoken)
        return Answer(said_message(call.spoken.say(Reply.FROM_FILE, name=call.reader.name, when=when)))
    match head:
        case "keep":
            return await _keep(call, await _draft(call, rest))
        case "stop":
            return await _stop(call)
        case "part":
            number, _, draft = rest.partition(" ")
            opens_at = int(number) if number.isdecimal() else 0
            return _asked(call, await _draft(call, draft), draft, opens_at=opens_at)
    base = await _draft(call, head) if head else await _current(call)
    if not call.request.fields:
        return _asked(call, base, head)
    return await _preview(call, base)


def opens_form(word: str, text: str) -> bool:
    """Tell whether the answer may be a form: of the word alone, and of the buttons that change a part."""
    head = text.partition(" ")[0]
    return word in FORMS and head in ("", _PART)


def check(fields: Filled, spoken: Voice) -> dict[str, str]:
    """Return what is to be mended, by field."""
    problems: dict[str, str] = {}
    for name in ("themes", "days"):
        if name in fields and not fields[name]:
            problems[name] = spoken.say(Reply.CHOOSE_ONE)
    if "at" in fields and read_time(_first(fields, "at")) is None:
        problems["at"] = spoken.say(Reply.BAD_TIME, value=_first(fields, "at")[:40])
    if "zone" in fields and read_zone(_first(fields, "zone")) is None:
        shown = _first(fields, "zone")[:40]
        near = nearest_zone(shown)
        problems["zone"] = (
            spoken.say(Reply.BAD_ZONE_NEAREST, value=shown, nearest=near)
            if near
            else spoken.say(Reply.BAD_ZONE, value=shown)
        )
    return problems


# ---- the form -------------------------------------------------------------------------------------


def _asked(
    call: Call,
    chosen: "_Draft",
    draft: str,
    *,
    opens_at: int = 0,
    problems: Mapping[str, str] | None = None,
) -> Answer:
    spoken = call.spoken
    parts = [
        Part(spoken.say(Reply.PART_WHEN), _when_fields(call, chosen.subscription)),
        Part(spoken.say(Reply.PART_MORE), _more_fields(call, chosen.subscription)),
    ]
    if call.place.platform is Platform.DISCORD:
        role = ServerRole(_ROLE, spoken.say(Reply.ROLE_FIELD), chosen.role)
        parts.append(Part(spoken.say(Reply.PART_ROLE), (role,)))
    form = Form(
        word=call.request.word,
        draft=draft,
        title=spoken.say(Reply.FORM_TITLE),
        parts=tuple(parts),
        submit=spoken.say(Reply.FORM_SUBMIT),
        cancel=spoken.say(Reply.FORM_CANCEL),
        opens_at=opens_at if opens_at < len(parts) else 0,
        problems=problems or {},
    )
    if problems:
        again = _part_buttons(call, draft, only={opens_at})
        said = " ".join([spoken.say(Reply.FORM_FAILED), *problems.values()])
        problem = problem_message(said, voice=call.voice)
        return Answer(replace(problem, blocks=(*problem.blocks[:-1], again)), form=form)
    reopen = Button(spoken.say(Reply.FORM_CLOSED), call.request.word, call.text, is_main=True)
    return Answer(said_message(spoken.say(Reply.OPEN_FORM), buttons=[reopen]), form=form)


def _when_fields(call: Call, chosen: Subscription) -> tuple[Field, ...]:
    spoken = call.spoken
    themes = tuple(Option(id_, name[:75]) for id_, name in call.themes.items())[:_MOST_OPTIONS]
    days = tuple(Option(day, spoken.weekday(number)) for number, day in enumerate(DAYS))
    counts = tuple(Option(str(count), str(count)) for count in sorted({*_STORIES, chosen.stories}))
    return (
        SomeOf("themes", spoken.say(Reply.THEMES_FIELD), themes, chosen.themes),
        Entry("at", spoken.say(Reply.AT_FIELD), chosen.at, spoken.say(Reply.AT_HINT), most=10),
        Entry("zone", spoken.say(Reply.ZONE_FIELD), chosen.zone, spoken.say(Reply.ZONE_HINT), most=40),
        SomeOf("days", spoken.say(Reply.DAYS_FIELD), days, chosen.days),
        OneOf("stories", spoken.say(Reply.STORIES_FIELD), counts, str(chosen.stories)),
    )


def _more_fields(call: Call, chosen: Subscription) -> tuple[Field, ...]:
    spoken = call.spoken
    layouts = {
        Layout.FLAT: Reply.LAYOUT_FLAT,
        Layout.THREAD: Reply.LAYOUT_THREAD,
        Layout.FORUM: Reply.LAYOUT_FORUM,
    }
    if call.place.platform is Platform.SLACK:
        # Slack has no forums.
        del layouts[Layout.FORUM]
    editions = {Edition.DAILY: Reply.EDITION_DAILY, Edition.WEEKLY: Reply.EDITION_WEEKLY}
    yes = spoken.say(Reply.YES)
    voices = tuple(Option(voice, {"en": "English", "fr": "Français"}[voice]) for voice in VOICES)
    return (
        OneOf("edition", spoken.say(Reply.EDITION_FIELD), _options(editions, spoken), str(chosen.edition)),
        OneOf("layout", spoken.say(Reply.LAYOUT_FIELD), _options(layouts, spoken), str(chosen.layout)),
        OneOf("voice", spoken.say(Reply.VOICE_FIELD), voices, chosen.voice),
        Toggle("quiet", spoken.say(Reply.QUIET_FIELD), chosen.quiet, yes),
        Toggle("alerts", spoken.say(Reply.ALERTS_FIELD), chosen.alerts, yes),
    )


def _options(said: Mapping[Edition, Reply] | Mapping[Layout, Reply], spoken: Voice) -> tuple[Option, ...]:
    return tuple(Option(str(value), spoken.say(phrase)) for value, phrase in said.items())


def _part_buttons(call: Call, draft: str, only: set[int] | None = None) -> Buttons:
    parts = [Reply.PART_WHEN, Reply.PART_MORE]
    if call.place.platform is Platform.DISCORD:
        parts.append(Reply.PART_ROLE)
    return Buttons(
        tuple(
            Button(
                call.spoken.say(Reply.CHANGE_PART, part=call.spoken.say(part)),
                call.request.word,
                f"{_PART} {number} {draft}".strip(),
            )
            for number, part in enumerate(parts)
            if only is None or number in only
        )
    )


# ---- draft, preview, kept -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Draft:
    """What was chosen and not yet kept: a subscription, and a role of the server."""

    subscription: Subscription
    role: str = ""

    def write(self) -> str:
        return f"{self.role} {subscriptions.write(self.subscription)}"

    @classmethod
    def read(cls, text: str) -> "_Draft":
        role, _, body = text.partition(" ")
        return cls(subscriptions.read(body), role)


async def _current(call: Call) -> _Draft:
    role = await call.house.store.read(notes.get, role_note(call.place))
    own = replace(call.reader, mute=call.house.settings.team.mute.mute())
    name = own.name if call.has_subscription else await _new_name(call)
    return _Draft(replace(own, name=name), role or "")


async def _draft(call: Call, id_: str) -> _Draft:
    """Return a draft of this channel; raise QueryError when it is gone, or another channel's."""
    text = await call.house.store.read(kept.get, id_) if id_ else None
    draft = _Draft.read(text) if text else await _current(call)
    here = (call.place.platform, call.place.team, call.place.channel)
    of = draft.subscription
    if (id_ and text is None) or (of.platform, of.team, of.channel) != here:
        raise QueryError(call.spoken.say(Reply.TOO_OLD))
    return draft


async def _preview(call: Call, base: _Draft) -> Answer:
    fields = call.request.fields
    chosen = _filled(call, base, fields)
    draft = await call.keep(chosen.write())
    if problems := check(fields, call.spoken):
        opens_at = 0 if set(problems) & {"themes", "at", "zone", "days", "stories"} else 1
        return _asked(call, chosen, draft, opens_at=opens_at, problems=problems)
    subscription = await call.house.store.read(subscriptions.with_mutes, chosen.subscription, call.place.key)
    spoken = call.spoken
    last = await call.house.store.read(digest_store.last_end, subscription.key, subscription.edition)
    digest = await call.house.desk.preview(subscription, window_of(subscription, last, call.now), call.now)
    said = call.house.desk.message(subscription, digest)
    heading = spoken.say(Reply.PREVIEW, when=said_times(subscription, spoken))
    blocks: list[Block] = [Heading(heading), note(spoken.say(Reply.PREVIEW_HINT))]
    blocks += [*_without_buttons(said), _part_buttons(call, draft)]
    confirm = Button(spoken.say(Reply.KEEP), call.request.word, f"{_KEEP} {draft}", is_main=True)
    return Answer(Message(heading, tuple(blocks), said.more), confirm=confirm)


def _filled(call: Call, base: _Draft, fields: Filled) -> _Draft:
    """Return the draft with what was filled in; what cannot be read stays as it was."""
    chosen = base.subscription
    themes = tuple(theme for theme in call.themes if theme in fields.get("themes", chosen.themes))
    days = tuple(day for day in DAYS if day in fields.get("days", chosen.days))
    stories = _first(fields, "stories")
    filled = replace(
        chosen,
        themes=themes or chosen.themes,
        days=days or chosen.days,
        at=read_time(_first(fields, "at")) or chosen.at,
        zone=read_zone(_first(fields, "zone")) or chosen.zone,
        stories=min(50, max(1, int(stories))) if stories.isdecimal() else chosen.stories,
        edition=_edition(_first(fields, "edition"), chosen.edition),
        layout=_layout(_first(fields, "layout"), chosen.layout),
        voice=_first(fields, "voice") if _first(fields, "voice") in VOICES else chosen.voice,
        quiet=_ON in fields["quiet"] if "quiet" in fields else chosen.quiet,
        alerts=_ON in fields["alerts"] if "alerts" in fields else chosen.alerts,
    )
    return _Draft(filled, _first(fields, _ROLE) if _ROLE in fields else base.role)


async def _keep(call: Call, chosen: _Draft) -> Answer:
    since = chosen.subscription.since or call.now
    subscription = replace(chosen.subscription, from_file=False, since=since)
    await call.house.store.write_durably(subscriptions.save, subscription)
    if call.place.platform is Platform.DISCORD:
        await call.house.store.write_durably(notes.keep, role_note(call.place), chosen.role)
    when = said_times(subscription, call.spoken)
    await call.log(f"{call.request.word} {', '.join(subscription.themes)}; {when}")
    slot = next_slot(subscription, call.now)
    first = call.spoken.moment(slot.due, subscription.zone) if slot else "–"
    steps = [
        Button(call.spoken.say(Reply.STOP), "settings", _STOP, question=call.spoken.say(Reply.STOP_QUESTION))
    ]
    return Answer(said_message(call.spoken.say(Reply.KEPT, when=when, first=first), buttons=steps))


async def _stop(call: Call) -> Answer:
    if not call.has_subscription:
        return Answer(said_message(call.spoken.say(Reply.NOT_SUBSCRIBED)))
    await call.house.store.write_durably(subscriptions.remove, call.reader.name, call.place.team)
    await call.log(f"{call.request.word} {_STOP}")
    return Answer(said_message(call.spoken.say(Reply.STOPPED)))


async def _forget(call: Call, *, is_sure: bool) -> Answer:
    """Delete what is kept of the team, once it was asked whether that is meant."""
    if not is_sure:
        sure = Button(call.spoken.say(Reply.FORGET), call.request.word, f"{_FORGET} yes", is_main=True)
        return Answer(said_message(call.spoken.say(Reply.FORGET_QUESTION), buttons=[sure]))
    await call.house.store.write_durably(teams.forget_choices, call.place.platform, call.place.team)
    return Answer(said_message(call.spoken.say(Reply.FORGOTTEN)))


def _without_buttons(message: Message) -> list[Block]:
    """Return a digest's blocks as a preview shows them: nothing in it is pressed."""
    shown = [block for block in message.blocks if not isinstance(block, Buttons)]
    return [replace(block, buttons=()) if isinstance(block, Card) else block for block in shown]


async def _new_name(call: Call) -> str:
    """Return a name that the team's subscriptions do not have yet: the channel's own, where it is free."""
    kept = await call.house.store.read(subscriptions.saved, call.place.team)
    taken = {one.name for one in (*kept, *call.house.settings.subscriptions)} | {UNSUBSCRIBED}
    name = call.request.channel_name or call.place.channel
    return f"{name}-{call.place.channel}" if name in taken else name


def _first(fields: Filled, name: str) -> str:
    return next(iter(fields.get(name, ())), "").strip()


def _edition(value: str, otherwise: Edition) -> Edition:
    return Edition(value) if value in set(Edition) else otherwise


def _layout(value: str, otherwise: Layout) -> Layout:
    return Layout(value) if value in set(Layout) else otherwise


SUBSCRIBING: dict[str, Word] = {"subscribe": subscribe, "settings": subscribe}
