"""The words follow and unfollow, for a story or an actor. Without a name they list what is followed."""

from bot.chat import Answer
from bot.words.call import Call, Remark, Word
from bot.words.chosen import actor_named, ended, listed, read_actor
from digest.errors import QueryError
from digest.model.subscription import Layout
from digest.store import choices
from digest.store.choices import MOST_CHOSEN, Follow, FollowKind
from digest.tell.message import Button
from digest.tell.phrases import Words
from digest.tell.spans import SHORT_TITLE, actor_name, actor_names
from digest.text import cut


class FollowRemark(Words):
    """What is said to `follow` and `unfollow`."""

    FOLLOW_WHAT = (
        "Write `follow` and a story’s id or an actor: `follow huawei`.",
        "Écrivez `follow` et l’identifiant d’un sujet ou un acteur : `follow huawei`.",
    )
    FOLLOWED = (
        "This channel now follows {what}. News of it is posted here as it comes.",
        "Ce canal suit désormais : {what}. Les nouvelles seront publiées ici dès qu’elles arrivent.",
    )
    FOLLOWED_IN_THREAD = (
        "The channel of this thread now follows {what}. News of it is posted there as it comes.",
        "Le canal de ce fil suit désormais : {what}. Les nouvelles y seront publiées dès qu’elles arrivent.",
    )
    FORUM_FIRST = (
        "But a forum takes posts alone: choose a digest for it with `subscribe`, and this news is posted, too.",
        "Mais un forum ne prend que des posts : choisissez-lui un point avec `subscribe`, et ces nouvelles y seront "
        "publiées aussi.",
    )
    FOLLOWED_BEFORE = "This channel follows {what} already.", "Ce canal suit déjà : {what}."
    UNFOLLOWED = "This channel no longer follows {what}.", "Ce canal ne suit plus : {what}."
    NOT_FOLLOWED = "This channel does not follow {what}.", "Ce canal ne suit pas : {what}."
    FOLLOWS_NONE = "This channel follows nothing yet.", "Ce canal ne suit rien pour l’instant."
    UNFOLLOW_ONE = "Unfollow {what}", "Ne plus suivre : {what}"
    FOLLOWS_FULL = (
        "This channel follows {n} already, which is the most. End one with `unfollow` first.",
        "Ce canal en suit déjà {n}, le maximum. Commencez par en arrêter un avec `unfollow`.",
    )


async def follow(call: Call) -> Answer:
    if not call.text:
        return await _list_follows(call)
    if (text := ended(call.text)) is not None:
        return await _end(call, text)
    kind, target, name = await _subject(call, call.text)
    wish = Follow(call.place.key, kind, target, call.request.user, call.now)
    is_new = await call.house.store.write_durably(choices.follow, wish)
    if is_new is None:
        return call.said(FollowRemark.FOLLOWS_FULL, n=MOST_CHOSEN)
    if not is_new:
        end = _end_button(call, name, target)
        return call.said(FollowRemark.FOLLOWED_BEFORE, what=name, hint=call.cannot_post, buttons=[end])
    await call.log(f"follow {cut(name, SHORT_TITLE)}")
    undo = Button(call.spoken.say(Remark.UNDO), "unfollow", target)
    remark = FollowRemark.FOLLOWED_IN_THREAD if call.request.is_in_thread else FollowRemark.FOLLOWED
    # Of a forum it is its digest that says that news is to be posts.
    is_forum_alone = call.request.layouts == (Layout.FORUM,) and call.reader.layout is not Layout.FORUM
    hint = call.spoken.say(FollowRemark.FORUM_FIRST) if is_forum_alone else call.cannot_post
    return call.said(remark, what=name, hint=hint, buttons=[undo])


async def unfollow(call: Call) -> Answer:
    return await _end(call, call.text)


async def _end(call: Call, text: str) -> Answer:
    if not text:
        return await _list_follows(call)
    kind, target, name = await _followed(call, text)
    if not await call.house.store.write_durably(choices.unfollow, call.place.key, kind, target):
        return call.said(FollowRemark.NOT_FOLLOWED, what=name)
    await call.log(f"unfollow {cut(name, SHORT_TITLE)}")
    undo = Button(call.spoken.say(Remark.UNDO), "follow", target)
    return call.said(FollowRemark.UNFOLLOWED, what=name, buttons=[undo])


async def follow_names(call: Call) -> list[tuple[str, str]]:
    """Return (name, target) of what this channel follows, the oldest wish first."""
    wishes = await call.house.store.read(choices.follows, call.place.key)
    ids = [wish.target for wish in wishes if wish.kind is FollowKind.STORY]
    titles = {story.id: story.title for story in await call.archive.stories(ids)}
    names = actor_names(call.knowledge.actors, call.spoken)
    found = {**names, **{id_: _story_name(call, title) for id_, title in titles.items()}}
    return [(found.get(wish.target, wish.target), wish.target) for wish in wishes]


async def _list_follows(call: Call) -> Answer:
    named = await follow_names(call)
    if not named:
        hint = call.spoken.say(FollowRemark.FOLLOW_WHAT)
        return call.said(FollowRemark.FOLLOWS_NONE, hint=hint)
    ends = [_end_button(call, name, target) for name, target in named]
    return Answer(listed(call, Remark.FOLLOWS, [name for name, _ in named], ends))


def _end_button(call: Call, name: str, target: str) -> Button:
    return Button(call.spoken.say(FollowRemark.UNFOLLOW_ONE, what=cut(name, 40)), "unfollow", target)


async def _subject(call: Call, text: str) -> tuple[FollowKind, str, str]:
    """Return the story or actor that was meant, with what it is called; raise QueryError with the nearest."""
    if actor := actor_named(call, text):
        return FollowKind.ACTOR, actor.id, actor_name(actor, call.spoken)
    try:
        story = await call.archive.story(text)
    except QueryError:
        # It is no story's id: then it was an actor's name, of which the nearest is offered.
        read_actor(call, text)
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


FOLLOWING: dict[str, Word] = {"follow": follow, "unfollow": unfollow}
