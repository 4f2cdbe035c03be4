"""From the store to what is new in the Stories and Actors that a channel follows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from digest.clock import local_date
from digest.model.actor import Actor
from digest.model.change import ChangeKind, Told
from digest.model.digest import Coverage, Telling
from digest.model.item import Item
from digest.model.story import Story
from digest.model.subscription import Subscription
from digest.model.window import Window
from digest.store import Database, memory
from digest.store import stories as story_store
from digest.store.choices import Follow, FollowKind
from digest.tell.audience import Audience
from digest.tell.compose import compose
from digest.tell.rank import Ranked, rank
from digest.tell.reasons import WEAK, is_muted
from digest.tell.told import snapshot, so_far
from digest.understand.voices import voices

# What is older is no news of today, whatever was down meanwhile.
LOOK_BACK = timedelta(hours=24)
# One message tells so much; the rest comes with the next look.
MOST_AT_ONCE = 5
# Who else tells a story is news of the story, and not of everyone who is named in it.
_NOT_OF_AN_ACTOR = frozenset({ChangeKind.NEW_SIDE, ChangeKind.SECOND_OWNER})


def compose_followed(
    db: Database,
    reader: Subscription,
    wishes: Sequence[Follow],
    *,
    now: datetime,
    themes: Sequence[str],
    actors: Mapping[str, Actor],
) -> list[Telling]:
    """Return what a channel has not been told of what it follows, the most telling first; nothing is written.

    What stood in a story when it was followed is known. `themes` are all that there are: whoever follows a
    story wants it under any.
    """
    # The look itself belongs to the window.
    window = Window(now - LOOK_BACK, now + timedelta(seconds=1))
    since = _since(db, wishes, window)
    if not since:
        return []
    own = {wish.target for wish in wishes if wish.kind is FollowKind.STORY}
    ranked = rank(story_store.whole(db, list(since)), window=window, themes=themes, mute=reader.mute)
    stories = {one.story.id: one.story for one in ranked}
    items = story_store.items_of(db, stories)
    told = memory.told(db, reader.place.key, stories)
    known = {id_: _known(stories[id_], items[id_], since[id_], told.get(id_)) for id_ in stories}
    digest, _ = compose(
        Audience(
            replace(reader, themes=tuple(themes), stories=MOST_AT_ONCE),
            window,
            told={id_: each for id_, each in known.items() if each},
            actors=actors,
            asked_for=frozenset(own),
        ),
        [_as_wished(one, themes[0], is_own=one.story.id in own) for one in ranked],
        items,
        Coverage(),
        date=local_date(now, reader.zone),
    )
    return [telling for telling in digest.tellings if telling.story in own or _is_of_an_actor(telling)]


def _since(db: Database, wishes: Sequence[Follow], window: Window) -> dict[str, datetime]:
    """Return the stories that are followed, each with when it was first wished for."""
    found: dict[str, datetime] = {}
    by_actor = {wish.target: wish.at for wish in wishes if wish.kind is FollowKind.ACTOR}
    for story in story_store.naming(db, window, by_actor) if by_actor else ():
        found[story.id] = min(by_actor[actor] for actor in story.actors if actor in by_actor)
    for wish in wishes:
        if wish.kind is FollowKind.STORY:
            found[wish.target] = min(wish.at, found.get(wish.target, wish.at))
    return found


def _known(story: Story, items: Sequence[Item], since: datetime, told: Told | None) -> Told | None:
    """Return what the channel knows: what it was told last, or what stood there when it began to follow."""
    if told and told.at >= since:
        return told
    before = [item for item in items if item.first_seen <= since]
    if not before:
        return told
    then = replace(so_far(story, before), owners=voices(before))
    return snapshot(then, before, "", since)


def _as_wished(ranked: Ranked, theme: str, *, is_own: bool) -> Ranked:
    """Return a story as it is told here: one that is followed itself is held back only by what its channel has muted.

    Whoever follows an actor wants its news also where it is hardly of a theme; what is of none is told under `theme`.
    """
    reason = ranked.held_back_by
    if reason == WEAK or (is_own and reason and not is_muted(reason)):
        reason = None
    return replace(ranked, theme=ranked.theme or theme, held_back_by=reason)


def _is_of_an_actor(telling: Telling) -> bool:
    return not telling.changes or any(change.kind not in _NOT_OF_AN_ACTOR for change in telling.changes)
