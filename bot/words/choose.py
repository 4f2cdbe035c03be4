"""The words that choose what a channel hears of: follow, unfollow, mute. Without a name they list what was chosen."""

from collections.abc import Sequence

from bot.chat import Answer
from bot.words.call import Call, Word
from digest.errors import QueryError
from digest.model.actor import Actor
from digest.model.subscription import Mute
from digest.store import choices
from digest.store import stories as story_store
from digest.store.choices import MOST_CHOSEN, Follow, FollowKind, MuteKind
from digest.tell.message import Block, Bullets, Button, Buttons, Heading, Message, Text
from digest.tell.present.plain import said_message
from digest.tell.query import one_of, read_query
from digest.tell.remarks import Remark
from digest.tell.spans import SHORT_TITLE
from digest.text import cut
from digest.urls import typed_domain

# What lifts a mute, as it is typed: `mute off huawei`.
OFF = "off"
_LIFTING = frozenset({OFF, "lift", "unmute", "lever", "remove"})
_MOST_BUTTONS = 5
_LONGEST_TERM = 80


# ---- follow ---------------------------------------------------------------------------------------


async def follow(call: Call) -> Answer:
    if not call.text:
        return await _list_follows(call)
    kind, target, name = await _subject(call, call.text)
    wish = Follow(call.place.key, kind, target, call.request.user, call.now)
    is_new = await call.house.store.write_durably(choices.follow, wish)
    if is_new is None:
        return Answer(said_message(call.spoken.say(Remark.FOLLOWS_FULL, n=MOST_CHOSEN)))
    if not is_new:
        return Answer(said_message(call.spoken.say(Remark.FOLLOWED_BEFORE, what=name)))
    await call.log(f"follow {cut(name, SHORT_TITLE)}")
    undo = Button(call.spoken.say(Remark.UNDO), "unfollow", target)
    return Answer(said_message(call.spoken.say(Remark.FOLLOWED, what=name), buttons=[undo]))


async def unfollow(call: Call) -> Answer:
    if not call.text:
        return await _list_follows(call)
    kind, target, name = await _followed(call, call.text)
    if not await call.house.store.write_durably(choices.unfollow, call.place.key, kind, target):
        return Answer(said_message(call.spoken.say(Remark.NOT_FOLLOWED, what=name)))
    await call.log(f"unfollow {cut(name, SHORT_TITLE)}")
    undo = Button(call.spoken.say(Remark.UNDO), "follow", target)
    return Answer(said_message(call.spoken.say(Remark.UNFOLLOWED, what=name), buttons=[undo]))


async def follow_names(call: Call) -> list[tuple[str, str]]:
    """Return (name, target) of what this channel follows, the oldest wish first."""
    wishes = await call.house.store.read(choices.follows, call.place.key)
    ids = [wish.target for wish in wishes if wish.kind is FollowKind.STORY]
    titles = {story.id: story.title for story in await call.house.store.read(story_store.whole, ids)}
    names = {actor.id: actor.name for actor in call.house.settings.knowledge.actors}
    found = {**names, **{id_: _story_name(call, title) for id_, title in titles.items()}}
    return [(found.get(wish.target, wish.target), wish.target) for wish in wishes]


async def _list_follows(call: Call) -> Answer:
    named = await follow_names(call)
    if not named:
        hint = call.spoken.say(Remark.FOLLOW_WHAT)
        return Answer(said_message(call.spoken.say(Remark.FOLLOWS_NONE), hint=hint))
    ends = [
        Button(call.spoken.say(Remark.UNFOLLOW_ONE, what=cut(name, 40)), "unfollow", target)
        for name, target in named
    ]
    return Answer(_listed(call.spoken.say(Remark.FOLLOWS), [name for name, _ in named], ends))


async def _subject(call: Call, text: str) -> tuple[FollowKind, str, str]:
    """Return the story or actor that was meant, with what it is called; raise QueryError with the nearest."""
    if actor := _actor(call, text):
        return FollowKind.ACTOR, actor.id, actor.name
    try:
        story = await call.house.store.read(story_store.get, text)
    except QueryError:
        # It is no story's id: then it was an actor's name, of which the nearest is offered.
        read_query(
            f'actor:"{text}"',
            now=call.now,
            themes=(),
            actors=call.house.settings.knowledge.actors,
            voice=call.voice,
        )
        raise
    return FollowKind.STORY, story.id, _story_name(call, story.title)


async def _followed(call: Call, text: str) -> tuple[FollowKind, str, str]:
    """Return what was meant, also where it is a story that is not kept any more."""
    for wish in await call.house.store.read(choices.follows, call.place.key):
        if wish.target == text.strip().lower():
            names = {target: name for name, target in await follow_names(call)}
            return wish.kind, wish.target, names[wish.target]
    return await _subject(call, text)


def _story_name(call: Call, title: str) -> str:
    return call.spoken.quoted(cut(title, SHORT_TITLE))


# ---- mute -----------------------------------------------------------------------------------------


async def mute(call: Call) -> Answer:
    head, _, rest = call.text.partition(" ")
    if head.lower() in _LIFTING and rest.strip():
        return await _lift(call, rest.strip())
    if not call.text:
        return await _list_mutes(call)
    kind, target = _mutable(call, call.text)
    name = _mute_name(call, kind, target)
    is_new = await call.house.store.write_durably(
        choices.mute, call.place.key, kind, target, by=call.request.user, now=call.now
    )
    if is_new is None:
        return Answer(said_message(call.spoken.say(Remark.MUTES_FULL, n=MOST_CHOSEN)))
    if not is_new:
        return Answer(said_message(_opened(call.spoken.say(Remark.MUTED_BEFORE, what=name))))
    await call.log(f"mute {kind}:{target}")
    undo = Button(call.spoken.say(Remark.UNDO), "mute", f"{OFF} {kind}:{target}")
    return Answer(said_message(call.spoken.say(Remark.MUTED, what=name), buttons=[undo]))


async def _lift(call: Call, text: str) -> Answer:
    muted = await call.house.store.read(choices.muted, call.place.key)
    kind, target = _muted_one(call, muted, text)
    name = _mute_name(call, kind, target)
    if not await call.house.store.write_durably(choices.unmute, call.place.key, kind, target):
        return Answer(said_message(_opened(call.spoken.say(Remark.NOT_MUTED, what=name))))
    await call.log(f"mute {OFF} {kind}:{target}")
    undo = Button(call.spoken.say(Remark.UNDO), "mute", f"{kind}:{target}")
    return Answer(said_message(_opened(call.spoken.say(Remark.UNMUTED, what=name)), buttons=[undo]))


async def mute_names(call: Call) -> list[tuple[str, str]]:
    """Return (name, `kind:target`) of what this channel has muted."""
    muted = await call.house.store.read(choices.muted, call.place.key)
    return [(_mute_name(call, kind, target), f"{kind}:{target}") for kind, target in _pairs(muted)]


async def _list_mutes(call: Call) -> Answer:
    named = await mute_names(call)
    if not named:
        return Answer(said_message(call.spoken.say(Remark.MUTES_NONE)))
    ends = [
        Button(call.spoken.say(Remark.UNMUTE_ONE, what=cut(name, 40)), "mute", f"{OFF} {target}")
        for name, target in named
    ]
    return Answer(_listed(call.spoken.say(Remark.MUTES), [_opened(name) for name, _ in named], ends))


def _mutable(call: Call, text: str) -> tuple[MuteKind, str]:
    """Return what was meant: as it says (`outlet:x`), else an outlet or an actor that is known, else a term."""
    said, _, rest = text.partition(":")
    knowledge = call.house.settings.knowledge
    if said.strip().lower() in set(MuteKind) and rest.strip():
        kind, text = MuteKind(said.strip().lower()), rest.strip().strip('"')
        if kind is MuteKind.OUTLET:
            return kind, typed_domain(text)
        if kind is MuteKind.ACTOR:
            actor = _actor(call, text)
            return kind, actor.id if actor else one_of("actor", text, _actor_ids(call), voice=call.voice)
        return kind, text[:_LONGEST_TERM]
    if typed_domain(text) in knowledge.outlets or _looks_like_a_domain(text):
        return MuteKind.OUTLET, typed_domain(text)
    if actor := _actor(call, text):
        return MuteKind.ACTOR, actor.id
    return MuteKind.TERM, text.strip().strip('"“”«» ')[:_LONGEST_TERM]


def _muted_one(call: Call, muted: Mute, text: str) -> tuple[MuteKind, str]:
    """Return what was meant among what is muted, however it was muted; else as it would be muted."""
    bare = text.strip().strip('"').lower()
    for kind, target in _pairs(muted):
        if bare in (target.lower(), f"{kind}:{target}".lower()):
            return kind, target
    return _mutable(call, text)


def _pairs(muted: Mute) -> list[tuple[MuteKind, str]]:
    return [
        *((MuteKind.OUTLET, target) for target in sorted(muted.outlets)),
        *((MuteKind.ACTOR, target) for target in sorted(muted.actors)),
        *((MuteKind.TERM, target) for target in sorted(muted.terms)),
    ]


def _mute_name(call: Call, kind: MuteKind, target: str) -> str:
    match kind:
        case MuteKind.OUTLET:
            return call.spoken.say(Remark.KIND_OUTLET, what=target)
        case MuteKind.ACTOR:
            names = {actor.id: actor.name for actor in call.house.settings.knowledge.actors}
            return call.spoken.say(Remark.KIND_ACTOR, what=names.get(target, target))
        case MuteKind.TERM:
            return call.spoken.say(Remark.KIND_TERM, what=target)


# ---- both -----------------------------------------------------------------------------------------


def _actor(call: Call, text: str) -> Actor | None:
    """Return the actor of exactly this name, in any script; None when there is none."""
    actors = call.house.settings.knowledge.actors
    try:
        query = read_query(f'actor:"{text}"', now=call.now, themes=(), actors=actors, voice=call.voice)
    except QueryError:
        return None
    return next((actor for actor in actors if actor.id == query.actor), None)


def _actor_ids(call: Call) -> list[str]:
    return [actor.id for actor in call.house.settings.knowledge.actors]


def _looks_like_a_domain(text: str) -> bool:
    name, dot, ending = typed_domain(text).rpartition(".")
    return bool(name and dot) and " " not in text.strip() and ending.isalpha() and len(ending) > 1


def _opened(text: str) -> str:
    return text[:1].upper() + text[1:]


def _listed(heading: str, names: Sequence[str], ends: Sequence[Button]) -> Message:
    blocks: list[Block] = [Heading(heading), Bullets(tuple((Text(name),) for name in names))]
    if ends:
        blocks.append(Buttons(tuple(ends[:_MOST_BUTTONS])))
    return Message(f"{heading}: {', '.join(names)}", tuple(blocks))


CHOOSING: dict[str, Word] = {"follow": follow, "unfollow": unfollow, "mute": mute}
