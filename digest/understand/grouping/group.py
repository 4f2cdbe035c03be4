"""Readings in, placements out: which items tell one happening, and why.

An item is compared with the open stories of the window, never with what is stored. `open_stories.py` holds these and
`weighing.py` weighs them; this module decides which belong together.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from digest.model.item import Reading
from digest.understand.encoding.matter import Matter, matter
from digest.understand.grouping.because import Reason, Reasons
from digest.understand.grouping.echoes import Echoes
from digest.understand.grouping.join_order import JoinOrder
from digest.understand.grouping.loose import Loose, loose
from digest.understand.grouping.nearness import Nearness
from digest.understand.grouping.neighbours import Neighbours
from digest.understand.grouping.open_stories import LIFE, MEMORY, Compared, OpenStories, begun_by, compared
from digest.understand.grouping.open_story import Member, OpenStory, share_a_name
from digest.understand.grouping.weighing import Judge, Scales, judge

# Items placed at a time: one matrix product finds the neighbours of all of them.
TOGETHER = 512
# Two stories that would be one by such odds, but for what passed between them, are developments of each other. Of 38
# links by less, down to -0.5, one reader found every third to be one; of real news there are two by less for each by
# more.
_KIN = 0.5
# Links that one item may bring.
_MOST_LINKS = 3


class Placed(NamedTuple):
    """An item that is in a story already, as the store has it."""

    item: Compared
    first_seen: datetime
    story_id: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an item belongs."""

    item_id: str
    story_id: str
    reason: Reason
    develops: tuple[str, ...] = ()
    """Stories that this one is a development of, or that are developments of this one."""
    joins: tuple[str, ...] = ()
    """Stories that this item shows to be the same as `story_id`, which is the oldest of them."""


def in_parts(readings: Sequence[Reading], now: datetime) -> Iterator[Sequence[Reading]]:
    """Yield what is placed at a time, the oldest first; what has no story and is to have none is left out."""
    wanted = (reading for reading in readings if reading.is_grouped or reading.item.story)
    ordered = sorted(wanted, key=lambda reading: _order(reading, now))
    for start in range(0, len(ordered), TOGETHER):
        yield ordered[start : start + TOGETHER]


def _order(reading: Reading, now: datetime) -> tuple[datetime, str]:
    return min(reading.item.published, now), reading.item.id


class Grouping:
    """The open stories of the window, in memory. For one thread at a time."""

    def __init__(
        self,
        places: Mapping[str, str] | None = None,
        judge: Judge = judge,
        matter: Matter = matter,
        loose: Loose = loose,
    ) -> None:
        """`places` has the place of each actor that is one, or an office or a law of one's."""
        places = places or {}
        self._open = OpenStories(places, matter)
        self._nearness = Nearness(self._open.vectors)
        self._echoes = Echoes(self._nearness)
        self._neighbours = Neighbours(self._open, self._nearness)
        self._scales = Scales(self._nearness, self._echoes, frozenset(places.values()), judge)
        self._loose = loose
        self._newest = -math.inf
        self._swept = -math.inf

    def learn(self, placed: Iterable[Placed]) -> None:
        """Take in what the store already knows, in any order."""
        known = {one.item.item_id: one for one in placed if one.item.item_id not in self._open}
        if not known:
            return
        ordered = sorted(known.values(), key=lambda one: (one.item.published, one.item.item_id))
        now = max(one.first_seen for one in ordered)
        members = self._open.members([one.item for one in ordered], now)
        self._open.admit(
            members,
            [
                self._open.get(one.story_id) or self._open.begin(one.story_id, member, is_stored=True)
                for member, one in zip(members, ordered, strict=True)
            ],
        )
        self._hear_echoes_within(dict.fromkeys(one.story_id for one in ordered))
        self._newest = max(self._newest, members[-1].hour)

    def is_at_odds_with(self, placed: Iterable[Placed]) -> bool:
        """Say whether an item is known to be in another story than the store says: somebody else has moved it."""
        return any(
            one.item.item_id in self._open and self._open.story_of(one.item.item_id).id != one.story_id
            for one in placed
        )

    def _hear_echoes_within(self, story_ids: Iterable[str]) -> None:
        """Note which strands of a story are each other's echo: nothing else tells of what was placed before a start."""
        stories = [story for id_ in story_ids if (story := self._open.get(id_)) and len(story.strands) > 1]
        self._nearness.meet([(story, story) for story in stories])
        self._echoes.hear((story, story) for story in stories)
        self._nearness.forget()

    def place(self, readings: Sequence[Reading], *, now: datetime) -> list[Placement]:
        """Return where each item belongs, in order of (published, id), whatever the order of `readings`.

        What is not to be grouped, and what has its place already, is left out; but when a story is torn by what came,
        where all of its items belong now is among the answers. A caller keeps what it is told before it asks again, and
        asks in parts (`in_parts`).
        """
        fresh = {
            reading.item.id: reading
            for reading in readings
            if reading.is_grouped and reading.item.id not in self._open
        }
        ordered = sorted(fresh.values(), key=lambda reading: _order(reading, now))
        return self._place_together(ordered, now) if ordered else []

    def _place_together(self, readings: Sequence[Reading], now: datetime) -> list[Placement]:
        """Let each item begin a story of its own, then join stories, the likest first, until none are alike.

        This is average linkage, started from what is known, but for what of it is loose. One by one, an early item
        could not wait for the one that it belongs with (pair F1 on real news 0.70 instead of 0.82).
        """
        members = self._open.members([compared(reading) for reading in readings], now)
        self._newest = max(self._newest, members[-1].hour)
        begun = [self._open.begin(begun_by(one.item_id), one, is_stored=False) for one in members]
        self._open.admit(members, begun)
        grown = [story for member, story in zip(members, begun, strict=True) if not member.traits.is_empty]
        near = self._near_to(grown)
        former = self._take_apart(self._loose(near, self._newest, self._scales.odds))
        if former:
            grown += [self._open.story_of(member.item_id) for member in former]
            near = self._near_to(grown)
        pairs: list[tuple[OpenStory, OpenStory]] = []
        joined: dict[str, list[str]] = {}
        while near:
            pairs += near
            # A story that has grown may be near to one that none of its items was nearest to.
            near = self._near_to(self._join_the_likest(near, joined))
        placements = self._placements([*members, *self._moved(former, joined)], pairs, joined)
        self._nearness.forget()
        horizon = self._newest - (LIFE + MEMORY).total_seconds() / 3600
        if horizon > self._swept + 1:
            self._open.forget(horizon)
            self._swept = horizon
        return placements

    def _take_apart(self, stories: Iterable[OpenStory]) -> dict[Member, str]:
        """Take stories apart; return by member the id of the story that it was in."""
        former: dict[Member, str] = {}
        for story in stories:
            former |= dict.fromkeys(story.members, story.id)
            self._open.take_apart(story)
        return former

    def _moved(self, former: Mapping[Member, str], joined: Mapping[str, Sequence[str]]) -> list[Member]:
        """Return the members of those stories that did not come together again, or took in another that was known."""
        torn = {story for member, story in former.items() if self._open.story_of(member.item_id).id != story}
        return [member for member, story in former.items() if story in torn or story in joined]

    def _near_to(self, stories: Sequence[OpenStory]) -> list[tuple[OpenStory, OpenStory]]:
        """Return each story with those that it could be one with, or a development of, when their echoes are heard."""
        if not stories:
            return []
        near = self._neighbours.of(stories)
        self._echoes.hear(near)
        self._echoes.count(self._open.slots)
        return near

    def _join_the_likest(
        self, near: Iterable[tuple[OpenStory, OpenStory]], joined: dict[str, list[str]]
    ) -> list[OpenStory]:
        """Join stories in order of likeness; return those that grew.

        `joined` gets the ids of those that a caller knows, by the story that took them in.
        """
        pairs = JoinOrder(self._scales.odds)
        for one, other in near:
            pairs.weigh(one, other)
        grown: dict[str, OpenStory] = {}
        while pair := pairs.take():
            older, younger = sorted(pair, key=lambda story: (not story.is_stored, story.born))
            around = pairs.let_go(older, younger)
            known = [*joined.pop(younger.id, []), *([younger.id] if younger.is_stored else [])]
            if known:
                joined.setdefault(older.id, []).extend(known)
            self._open.join(older, younger)
            grown[older.id] = older
            grown.pop(younger.id, None)
            for story in around:
                pairs.weigh(older, story)
        return list(grown.values())

    def _still_apart(
        self, pairs: Iterable[tuple[OpenStory, OpenStory]]
    ) -> Iterator[tuple[OpenStory, OpenStory]]:
        """Yield the pairs of stories that these have become, each once, but for those that have become one."""
        seen: set[tuple[str, str]] = set()
        for pair in pairs:
            one, other = (self._open.story_of(story.members[0].item_id) for story in pair)
            if one is other or (one.id, other.id) in seen:
                continue
            seen |= {(one.id, other.id), (other.id, one.id)}
            yield one, other

    def _placements(
        self,
        members: Iterable[Member],
        pairs: Iterable[tuple[OpenStory, OpenStory]],
        joined: dict[str, list[str]],
    ) -> list[Placement]:
        """Return where each item is now; of a story's items the first brings its links, and what was joined to it."""
        links = self._links(pairs)
        members = sorted(members, key=lambda member: member.born)
        vectors = self._open.vectors.centred([member.row for member in members])
        reasons = Reasons(self._open.vectors)
        placements = []
        for member, vector in zip(members, vectors, strict=True):
            story = self._open.story_of(member.item_id)
            story.is_stored = True
            placements.append(
                Placement(
                    member.item_id,
                    story.id,
                    reasons.reason(member, vector, story),
                    tuple(links.pop(story.id, ())),
                    tuple(sorted(joined.pop(story.id, ()))),
                )
            )
        return placements

    def _links(self, pairs: Iterable[tuple[OpenStory, OpenStory]]) -> dict[str, list[str]]:
        """Return, by the newer, which stories are developments: too alike for chance, too little for one."""
        found: dict[str, list[tuple[float, str]]] = {}
        for one, other in self._still_apart(pairs):
            if not share_a_name(one, other) or (odds := self._scales.odds_of_kin(one, other)) < _KIN:
                continue
            newer = one if not one.is_stored or other.is_stored else other
            older = other if newer is one else one
            found.setdefault(newer.id, []).append((-odds, older.id))
        return {
            story: [other for _, other in sorted(others)[:_MOST_LINKS]] for story, others in found.items()
        }
