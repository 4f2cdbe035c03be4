"""Messages that no longer say what holds: edited in place, with a reply that says what changed and when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain

from bot.logs import log
from bot.post.desk import Desk
from bot.post.outgoing import Outgoing, put
from digest.clock import read_time, write_time
from digest.ids import DELIVERY_ID_LENGTH, derive_id
from digest.model.change import Amendment, AmendmentKind, Told
from digest.model.delivery import Delivery, DeliveryKind, DeliveryState
from digest.model.digest import Digest, Telling
from digest.model.item import Item
from digest.model.place import Place
from digest.model.story import Story
from digest.model.subscription import Subscription
from digest.store import Database, memory, notes, ties
from digest.store import deliveries as outbox
from digest.store import digests as digest_store
from digest.store import items as item_store
from digest.store import stories as story_store
from digest.tell.amend import amendment, is_behind, retell
from digest.tell.present.amended import amendment_message
from digest.tell.told import snapshot
from digest.tell.voice import speaker

# A pull notes its changes under the time at which it began; what was found before is not found again.
_OVERLAP = timedelta(hours=2)
# An older message is read by nobody any more.
_LOOK_BACK = timedelta(days=14)
# What an outlet corrects yet again, as one that keeps counting does, is edited alone, and no longer said in a reply.
_SAID_AT_MOST = 3
_LOOKED = "amendments looked for"


@dataclass(frozen=True, slots=True)
class Amending:
    """Looks from time to time for what was told and does not hold any longer."""

    desk: Desk
    subscriptions: Callable[[], Sequence[Subscription]]

    async def look(self, now: datetime) -> None:
        """Put edits and replies into the outbox for what was amended since the last look."""
        await self.desk.store.write_durably(self._look, now)

    def _look(self, db: Database, now: datetime) -> None:
        last = notes.get(db, _LOOKED)
        since = read_time(last) - _OVERLAP if last else now
        changed = item_store.changed_since(db, since)
        channels = {memory.key_of(reader) for reader in self.subscriptions()}
        told_in = memory.told_in(db, channels, changed, now - _LOOK_BACK)
        for item_id in changed:
            for item in item_store.get(db, [item_id]).values():
                self._amend_by_item(db, item, told_in.get(item_id, ()), now)
        for younger, older in ties.joined_since_told(db):
            self._amend_by_join(db, younger, older, now)
        ties.joins_are_told(db)
        notes.keep(db, _LOOKED, write_time(now))

    def _amend_by_item(self, db: Database, item: Item, told_in: Sequence[str], now: datetime) -> None:
        if item.story is None:
            return
        ids = ties.ids_of(db, item.story)
        shown = [_newest_of_each(digest_store.showing(db, story), now).values() for story in ids]
        # It may have left the story that it was told with.
        more = [digest for id_ in told_in if (digest := digest_store.by_id(db, id_))]
        for digest in {each.id: each for each in (*chain(*shown), *more)}.values():
            reader = self._reader(db, digest)
            if reader is None:
                continue
            for telling in sorted(digest.tellings, key=lambda one: one.story not in ids):
                told = _as_told(db, item, _last_told(digest, telling, item.outlet))
                if told is None or not is_behind(told, telling):
                    continue
                if made := amendment(told, item, telling, speaker(reader.voice), at=now):
                    self._amend(db, digest, telling, reader, made, item.story)
                break

    def _amend_by_join(self, db: Database, younger: str, older: str, now: datetime) -> None:
        """Have the later of two messages say that it tells the earlier one's story."""
        firsts = _newest_of_each(digest_store.showing(db, older), now)
        for channel, digest in _newest_of_each(digest_store.showing(db, younger), now).items():
            first = firsts.get(channel)
            if first is None or first.id == digest.id:
                continue
            pair = sorted([(first, older), (digest, younger)], key=lambda one: one[0].window.end)
            (early, known), (late, story) = pair
            reader, telling, before = self._reader(db, late), _telling(late, story), _telling(early, known)
            if reader is None or telling is None or before is None:
                continue
            link = next((part.link for part in _parts_telling(db, early, known)), None)
            made = Amendment(AmendmentKind.JOINED, now, before.title, link=link)
            self._amend(db, late, telling, reader, made)

    def _amend(
        self,
        db: Database,
        digest: Digest,
        telling: Telling,
        reader: Subscription,
        made: Amendment,
        went_to: str = "",
    ) -> None:
        """Amend a telling; `went_to` is the story in which an item of it may be by now."""
        if any(
            (one.kind, one.what, one.detail) == (made.kind, made.what, made.detail)
            for one in telling.amendments
        ):
            return
        alike = [one for one in telling.amendments if (one.kind, one.what) == (made.kind, made.what)]
        if goes_on := len(alike) >= _SAID_AT_MOST:
            before = tuple(one for one in telling.amendments if one is not alike[-1])
            telling = replace(telling, amendments=before)
        current = ties.current_ids(db, [telling.story])[telling.story]
        story = next(iter(story_store.whole(db, [current])), None)
        if story is None:
            # It is past its time, though what has left it is not.
            return
        told = memory.told(db, memory.key_of(reader), [current, went_to])
        known = told.get(current) or told.get(went_to)
        # With those that have left it since they were told.
        items = list(item_store.get(db, {*story.items, *(known.items if known else ())}).values())
        amended = _with(digest, retell(telling, story, items, reader, made))
        digest_store.amend(db, amended)
        if known:
            _remember_amended(db, reader, known, story, items)
        about = f"{digest.id} {telling.story} {made.kind} {made.what} {made.detail}"
        if parts := _parts_telling(db, digest, telling.story):
            # The reply first: it opens a thread of Discord's that was closed meanwhile, where nothing can be edited.
            if not goes_on and not outbox.is_unsent(parts[0]):
                self._reply(db, parts[0], about, telling, reader, made)
            self._edit(db, amended, about, reader, made)

    def _reply(
        self, db: Database, to: Delivery, about: str, telling: Telling, reader: Subscription, made: Amendment
    ) -> None:
        """Plan the reply that says what changed, in the thread of the message that told the story."""
        of = telling.title if len(to.stories) > 1 else ""
        said = Outgoing(
            amendment_message(made, of, reader),
            to.place,
            DeliveryKind.CORRECTION,
            about,
            digest=to.digest,
            subscription=reader.key,
            reply_to=to.id,
        )
        put(db, self.desk.renderers, said, made.at)
        log().info("amended", digest=to.digest, story=telling.story, kind=str(made.kind), what=made.what)

    def _edit(self, db: Database, digest: Digest, about: str, reader: Subscription, made: Amendment) -> None:
        """Plan the edits of the digest's messages that say something else now.

        One that was not sent yet is sent as it is now.
        """
        renderer = self.desk.renderers.get(reader.platform)
        if renderer is None:
            return
        noted = _noted(db, digest)
        parts = self.desk.parts(reader, digest, renderer)
        if [part.part for part, _ in parts] != [there.part for there in noted]:
            # It takes more messages, or fewer, than it did: the reply alone has to do.
            return
        changed = [
            # By the id that it was posted under, of which its channel's id was a part.
            (there, replace(part, id=there.id, channel=there.channel), body)
            for there, (part, body) in zip(noted, parts, strict=True)
            if body != outbox.body(db, there.id)
        ]
        for there, _, body in changed:
            outbox.rewrite(db, there.id, body)
        sent = [(part, body) for there, part, body in changed if not outbox.is_unsent(there)]
        outbox.plan(db, [(_edit_of(part, about, made.at), body) for part, body in sent], made.at)

    def _reader(self, db: Database, digest: Digest) -> Subscription | None:
        """Return who was told by a digest, where it was posted; None where its subscription has ended.

        The file may give the subscription another channel by now, or another name.
        """
        channel = digest_store.channel_of(db, digest.id)
        if channel is None:
            return None
        readers = self.subscriptions()
        reader = next((one for one in readers if one.key == digest.subscription), None)
        if reader is None:
            here = (one for one in readers if one.place.key == channel and one.edition is digest.edition)
            reader = next((one for one in here if not _was_beside(db, one, digest)), None)
        place = Place.of(channel)
        return reader and replace(reader, platform=place.platform, team=place.team, channel=place.channel)


def _was_beside(db: Database, reader: Subscription, digest: Digest) -> bool:
    """Say whether a subscription had digests of its own by then: it is no new name of who was told by this one."""
    by_then = digest.window.end + timedelta(seconds=1)
    return digest_store.last_end(db, reader.key, reader.edition, before=by_then) is not None


def _edit_of(part: Delivery, about: str, at: datetime) -> Delivery:
    key = derive_id("edit", part.id, about, write_time(at), length=DELIVERY_ID_LENGTH)
    return replace(part, id=key, kind=DeliveryKind.CORRECTION, edits=part.id, reply_to=None, stories=())


def _remember_amended(
    db: Database, reader: Subscription, known: Told, story: Story, items: Sequence[Item]
) -> None:
    """Note that the channel knows it now: the next digest does not tell it again."""
    said = snapshot(story, items, known.digest, known.at, known.link)
    marks = frozenset(one for one in said.items if ":" in one)
    amended = replace(known, items=known.items | marks, figures=known.figures | said.figures)
    memory.remember(db, memory.key_of(reader), [amended])


def _newest_of_each(shown: Sequence[tuple[str, Digest]], now: datetime) -> dict[str, Digest]:
    """Return each channel's newest digest that showed a story, unless it is too old to be read."""
    return {channel: digest for channel, digest in shown if digest.window.end > now - _LOOK_BACK}


def _last_told(digest: Digest, telling: Telling, outlet: str) -> datetime:
    """Return as of when a message tells what an outlet says: as it was composed, or amended since."""
    return max([digest.window.end, *(one.at for one in telling.amendments if one.what == outlet)])


def _telling(digest: Digest, story: str) -> Telling | None:
    return next((telling for telling in digest.tellings if telling.story == story), None)


def _with(digest: Digest, telling: Telling) -> Digest:
    """Return the digest with this telling in the place of the one of its story."""
    return replace(
        digest,
        sections=tuple(
            replace(
                section,
                stories=tuple(telling if one.story == telling.story else one for one in section.stories),
            )
            for section in digest.sections
        ),
    )


def _as_told(db: Database, item: Item, at: datetime) -> Item | None:
    """Return an item as it was at a time; None when it has not changed since."""
    later = [each for each in item_store.former(db, item.id) if each.until > at]
    return replace(item, title=later[0].title, summary=later[0].summary) if later else None


def _noted(db: Database, digest: Digest) -> list[Delivery]:
    """Return a digest's own messages, but for those that were given up."""
    return [
        part
        for part in outbox.of_digest(db, digest.id)
        if part.kind is DeliveryKind.DIGEST and part.state is not DeliveryState.FAILED
    ]


def _parts_telling(db: Database, digest: Digest, story: str) -> list[Delivery]:
    """Return the messages that tell a story, the one that others hang under first."""
    parts = [part for part in _noted(db, digest) if story in part.stories]
    return sorted(parts, key=lambda part: (part.reply_to is not None, part.part))
