"""A story that may still grow, held as sums, and what two of them have in common."""

import math
from collections import Counter
from dataclasses import dataclass, field

from digest.model.item import Traits
from digest.tags import UNKNOWN

# The product of its weights from which on a shared actor, or a shared word, makes two stories a development.
_NAMED = 0.01
_RARE = 0.08
# Sums of money kept of a story: its first ones tell it from others.
_MOST_SUMS = 40
_MOST_NUMBERS = 40
_MOST_RELEASES = 20


@dataclass(slots=True, eq=False)
class Member:
    item_id: str
    owner: str
    hour: float
    traits: Traits
    """Its words weigh what they did in the window when it came, as a vector of length one."""
    row: int | None
    senses: bytes | None = None
    headline: frozenset[str] = frozenset()
    """Those of its words that stand in the headline."""

    @property
    def born(self) -> tuple[float, str]:
        """What members are ordered by."""
        return self.hour, self.item_id


@dataclass(slots=True, eq=False)
class Strand:
    """The members of a story in one language: scores within a language and across two are of two kinds."""

    story: "OpenStory"
    language: str
    slot: int
    earliest: Member
    """Its headline stands for all of theirs, where it is asked whether others are named in the same form."""
    size: int = 0
    words: dict[str, float] = field(default_factory=dict)
    """The sums of the members' weights."""
    senses: bytes | None = None
    """What the first words mean of its earliest member of which that is known: those of more members tell stories apart
    no better.
    """
    sensed: tuple[float, str] = (math.inf, "")
    """When that member was born."""
    has_echo: bool = False
    """True once a strand in another language was plainly nearer than the crowd (see `echoes`)."""

    def admit(self, member: Member) -> None:
        """Add a member, but for its words: who adds these notes where they stand, too."""
        self.size += 1
        self._hear(member, member.senses, member.born)

    def take_over(self, other: "Strand") -> None:
        """Add the members of another strand, but for their words."""
        self.size += other.size
        self.has_echo |= other.has_echo
        self._hear(other.earliest, other.senses, other.sensed)

    def _hear(self, member: Member, senses: bytes | None, sensed: tuple[float, str]) -> None:
        """Have the strand known by these, where they are earlier than what it is known by."""
        self.earliest = min(self.earliest, member, key=lambda one: one.born)
        if senses is not None and sensed < self.sensed:
            self.senses, self.sensed = senses, sensed


@dataclass(slots=True, eq=False)
class OpenStory:
    """A story that may still grow."""

    id: str
    born: tuple[float, str]
    is_stored: bool
    """True when a caller has been told of it; False while the batch that began it is being placed."""
    members: list[Member] = field(default_factory=list)
    strands: dict[str, Strand] = field(default_factory=dict)
    first: float = math.inf
    last: float = -math.inf
    ways: Counter[tuple[str, int]] = field(default_factory=Counter)
    owners: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    sums: set[tuple[str, float]] = field(default_factory=set)
    """Of money, by currency."""
    numbers: set[tuple[str, float]] = field(default_factory=set)
    """Of other things."""
    releases: set[str] = field(default_factory=set)
    tells_a_happening: bool = False
    """True where at least one member does."""

    def admit(self, member: Member) -> None:
        self.members.append(member)
        self.first = min(self.first, member.hour)
        self.last = max(self.last, member.hour)
        for way in member.traits.ways.items():
            self.ways[way] += 1
        self.owners.add(member.owner)
        self._hear(member.traits)

    def take_over(self, other: "OpenStory") -> None:
        """Add the members of another story, and all that they tell."""
        self.members += other.members
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        self.ways += other.ways
        self.owners |= other.owners
        self._hear(other)

    def _hear(self, other: "Traits | OpenStory") -> None:
        """Add what a member or another story tells of: its numbers and releases as far as there is room."""
        self.tells_a_happening |= other.tells_a_happening
        self.actors.update(other.actors)
        if len(self.sums) < _MOST_SUMS:
            self.sums |= other.sums
        if len(self.numbers) < _MOST_NUMBERS:
            self.numbers |= other.numbers
        if len(self.releases) < _MOST_RELEASES:
            self.releases |= other.releases


def share_a_language(one: OpenStory, other: OpenStory) -> bool:
    return not one.strands.keys().isdisjoint(other.strands)


def may_share_a_language(one: OpenStory, other: OpenStory) -> bool:
    """As `share_a_language`, where one that was not recognized may be any."""
    return UNKNOWN in one.strands or UNKNOWN in other.strands or share_a_language(one, other)


def share_a_name(one: OpenStory, other: OpenStory) -> bool:
    """Say whether both name one actor, or share a word that hardly any other story has."""
    for first in one.strands.values():
        for second in other.strands.values():
            for word in first.words.keys() & second.words.keys():
                weight = first.words[word] * second.words[word] / (first.size * second.size)
                if weight >= (_NAMED if word.startswith("@") else _RARE):
                    return True
    return False


def conflict(one: OpenStory, other: OpenStory) -> bool:
    """Say whether most of one went the other way than most of the other."""
    return any(
        count > one.ways[kind, -way] and other.ways[kind, -way] > other.ways[kind, way]
        for (kind, way), count in one.ways.items()
    )
