"""The stories that may still grow, in memory, and the items that are in them.

Since a mean over pairs of members is what decides, a story is held as sums (of its members' vectors, of their
words), and costs the same with two members as with five thousand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest.ids import derive_id
from digest.model.item import Reading, Traits
from digest.understand.encoding.matter import Matter, matter
from digest.understand.grouping.open_story import Member, OpenStory, Strand
from digest.understand.grouping.rarity import Rarity
from digest.understand.grouping.window_vectors import WindowVectors
from digest.understand.traits import ACTOR_WEIGHT, HEADLINE_WEIGHT, traits

# A story lives this long after its last item.
LIFE = timedelta(hours=72)
# It is held this much longer, for late items, and so that a new story can be said to follow from it.
MEMORY = timedelta(hours=96)


@dataclass(frozen=True, slots=True)
class Compared:
    """What is known of an item where it is compared with others."""

    item_id: str
    owner: str
    published: datetime
    traits: Traits
    vector: bytes | None
    senses: bytes | None


def compared(reading: Reading) -> Compared:
    item = reading.item
    return Compared(
        item.id, item.owner, item.published, reading.traits or traits(item), reading.vector, reading.senses
    )


def begun_by(item_id: str) -> str:
    """Return the id of the story that an item begins."""
    return derive_id("story", item_id)


class OpenStories:
    """The open stories of the window, found by id, by item, by word and by vector."""

    def __init__(self, places: Mapping[str, str], matter: Matter = matter) -> None:
        """`places` has the place of each actor that is one, or an office or a law of one's."""
        self._places = places
        self.slots: list[Strand | None] = []
        """The strands, each at the place of its vectors; None where a place is free."""
        self.seeking: dict[str, dict[int, float]] = {}
        """By word the slots that it stands in, the oldest first, with its weight there."""
        self.vectors = WindowVectors(matter)
        self._rarity = Rarity()
        # What many items say is one text in memory. Python's own table would keep it for ever (3.12 does).
        self._texts: dict[str, str] = {}
        self._stories: dict[str, OpenStory] = {}
        self._home: dict[str, OpenStory] = {}
        self._free: list[int] = []

    def __contains__(self, item_id: str) -> bool:
        return item_id in self._home

    def story_of(self, item_id: str) -> OpenStory:
        return self._home[item_id]

    def get(self, story_id: str) -> OpenStory | None:
        return self._stories.get(story_id)

    def members(self, items: Sequence[Compared], now: datetime) -> list[Member]:
        """Take the items into the window's counts: what is common in a batch is common for all of it."""
        items = [self._with_places(one) for one in items]
        for one in items:
            self._rarity.add(one.traits)
        rows = self.vectors.take([None if one.traits.is_empty else one.vector for one in items])
        if self.vectors.has_drifted():
            self.vectors.centre_again(self._rows_by_slot())
        return [
            Member(
                one.item_id,
                one.owner,
                min(one.published, now).timestamp() / 3600,
                replace(one.traits, words=self._rarity.weights(one.traits)),
                row,
                one.senses,
                frozenset(word for word, count in one.traits.words.items() if count == HEADLINE_WEIGHT),
            )
            for one, row in zip(items, rows, strict=True)
        ]

    def _with_places(self, one: Compared) -> Compared:
        """Return it as naming, too, the places whose offices or laws it names.

        At home one reads of the ministry, abroad of the country.
        """
        named = one.traits.actors
        more = sorted({self._places[actor] for actor in named if actor in self._places}.difference(named))
        words = {self._texts.setdefault(word, word): weight for word, weight in one.traits.words.items()}
        words |= {f"@{place}": ACTOR_WEIGHT for place in more}
        return replace(one, traits=replace(one.traits, words=words, actors=(*named, *more)))

    def begin(self, story_id: str, first: Member, *, is_stored: bool) -> OpenStory:
        story = self._stories[story_id] = OpenStory(story_id, first.born, is_stored)
        return story

    def _strand(self, story: OpenStory, language: str, member: Member) -> Strand:
        """Return the story's strand in a language; a new one is begun by the member."""
        strand = story.strands.get(language)
        if strand is None:
            if self._free:
                slot = self._free.pop()
            else:
                slot = len(self.slots)
                self.slots.append(None)
                self.vectors.make_room(slot + 1)
            strand = story.strands[language] = Strand(story, language, slot, member)
            self.slots[slot] = strand
        return strand

    def admit(self, members: Sequence[Member], stories: Sequence[OpenStory]) -> None:
        """Take each member into its story."""
        strands = [self._admit(member, story) for member, story in zip(members, stories, strict=True)]
        self.vectors.add_to([strand.slot for strand in strands], [member.row for member in members])

    def _admit(self, member: Member, story: OpenStory) -> Strand:
        story.admit(member)
        strand = self._strand(story, member.traits.language, member)
        strand.admit(member)
        self._add_words(strand, member.traits.words)
        self._home[member.item_id] = story
        return strand

    def _add_words(self, strand: Strand, weights: Mapping[str, float]) -> None:
        words = strand.words
        for word, weight in weights.items():
            words[word] = words.get(word, 0.0) + weight
            self.seeking.setdefault(word, {})[strand.slot] = words[word]

    def join(self, older: OpenStory, younger: OpenStory) -> None:
        """Let the older story take in all that the younger one has."""
        for member in younger.members:
            self._home[member.item_id] = older
        older.take_over(younger)
        for language, strand in younger.strands.items():
            own = self._strand(older, language, strand.earliest)
            own.take_over(strand)
            self._add_words(own, strand.words)
            self.vectors.move(strand.slot, own.slot)
        self._close(younger)

    def take_apart(self, story: OpenStory) -> None:
        """Let each member be a story of its own again; the one that the story has its id from keeps it, or the first.

        Nothing is known of the others' stories to a caller.
        """
        members = sorted(
            story.members, key=lambda member: (begun_by(member.item_id) != story.id, member.born)
        )
        self._close(story)
        kept, *others = members
        own = [self.begin(story.id, kept, is_stored=True)]
        own += [self.begin(begun_by(member.item_id), member, is_stored=False) for member in others]
        self.admit(members, own)

    def _close(self, story: OpenStory) -> None:
        """Give the story's slots back."""
        for strand in story.strands.values():
            for word in strand.words:
                slots = self.seeking[word]
                del slots[strand.slot]
                if not slots:
                    del self.seeking[word]
            self.vectors.clear(strand.slot)
            self.slots[strand.slot] = None
            self._free.append(strand.slot)
        del self._stories[story.id]

    def forget(self, before: float) -> None:
        """Let go of the stories whose last item is older than the hour `before`."""
        for story in [story for story in self._stories.values() if story.last < before]:
            for member in story.members:
                self._rarity.add(member.traits, -1)
                self.vectors.give_back(member.row)
                self._home.pop(member.item_id, None)
            self._close(story)
        self._texts = {word: word for word in self.seeking}

    def _rows_by_slot(self) -> dict[int, list[int]]:
        rows: dict[int, list[int]] = {}
        for story in self._stories.values():
            for member in story.members:
                if member.row is not None:
                    rows.setdefault(story.strands[member.traits.language].slot, []).append(member.row)
        return rows
