"""News of what channels follow, told as it comes: a change makes one post, and never a second one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from bot.chat import Renderers
from bot.logs import log
from bot.post.layout import TITLE_LIMIT, layout_of
from bot.post.outgoing import Outgoing, put
from bot.readers import reader_at
from config.settings import Settings
from digest.ids import derive_id
from digest.line.following import compose_followed
from digest.model.delivery import DeliveryKind
from digest.model.digest import Telling
from digest.model.place import Place
from digest.model.subscription import Layout
from digest.store import Database, Store, choices, memory, teams
from digest.store import channels as channel_store
from digest.store import stories as story_store
from digest.store.choices import Follow, FollowKind
from digest.tell.present.digest import follow_message
from digest.tell.spans import actor_name
from digest.tell.told import snapshot
from digest.tell.voice import Voice, speaker
from digest.text import cut


class Following:
    """Puts news of what is followed into the outbox."""

    def __init__(self, settings: Settings, store: Store, renderers: Renderers) -> None:
        self._settings = settings
        self._store = store
        self._renderers = renderers
        self._themes = settings.knowledge.theme_ids
        self._actors = settings.knowledge.actors_by_id

    async def look(self, now: datetime) -> None:
        """Note what each channel has not been told yet; each in a transaction of its own."""
        wishes = sorted(await self._store.read(choices.follows), key=lambda wish: wish.channel)
        for channel, own in groupby(wishes, key=lambda wish: wish.channel):
            place = Place.of(channel)
            if place.platform in self._renderers:
                await self._store.write_durably(self._look, place, list(own), now)

    def _look(self, db: Database, place: Place, wishes: list[Follow], now: datetime) -> None:
        if place.key in channel_store.off(db) or teams.is_gone(db, place.platform, place.team):
            return
        reader = reader_at(db, place, self._settings)
        tellings = compose_followed(db, reader, wishes, now=now, themes=self._themes, actors=self._actors)
        if not tellings:
            return
        message = follow_message(tellings, self._names(wishes, tellings, speaker(reader.voice)), reader)
        about = derive_id(*(part for telling in tellings for part in _marks(telling)))
        stories = tuple(telling.story for telling in tellings)
        # A forum takes posts alone, which bear a name.
        is_post = layout_of(reader) is Layout.FORUM
        title = cut(message.summary, TITLE_LIMIT) if is_post else None
        said = Outgoing(message, place, DeliveryKind.FOLLOW, about, stories=stories, title=title)
        if put(db, self._renderers, said, now):
            log().info("followed", channel=place.key, stories=len(stories))
        self._remember(db, place, {telling.story: telling.title for telling in tellings}, now)

    def _remember(self, db: Database, place: Place, titles: Mapping[str, str], now: datetime) -> None:
        items = story_store.items_of(db, list(titles))
        told = [
            snapshot(replace(story, title=titles[story.id]), items[story.id], "", now)
            for story in story_store.whole(db, list(titles))
        ]
        memory.remember(db, place.key, told)

    def _names(self, wishes: list[Follow], tellings: list[Telling], spoken: Voice) -> list[str]:
        """Return what is followed that this is news of, as it is called."""
        told = {telling.story: telling.title for telling in tellings}
        return [
            actor_name(self._actors[wish.target], spoken)
            if wish.kind is FollowKind.ACTOR
            else told[wish.target]
            for wish in wishes
            if (wish.kind is FollowKind.ACTOR and wish.target in self._actors) or wish.target in told
        ]


def _marks(telling: Telling) -> list[str]:
    """Return what makes this news itself and no other: the story, and what is new in it."""
    return [telling.story, *sorted(f"{change.kind} {change.what}" for change in telling.changes)]
