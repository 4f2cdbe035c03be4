"""A Story and its Items in, its course out: in order, and what each Item added to what was known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from digest.model.change import Change, Told
from digest.model.item import Item
from digest.model.story import Story
from digest.tell.changes import changes
from digest.tell.summarise import Summary
from digest.tell.team_voice import TeamVoice
from digest.tell.told import snapshot, so_far

# Of a story that a hundred outlets tell, the later ones repeat; comparing them all costs by the square.
_MOST_COMPARED = 60


@dataclass(frozen=True, slots=True)
class Development:
    """A story that one follows from, or that follows from it."""

    story: Story
    """Without its items."""
    began: datetime
    """When the first of its items was published; a new feed brings what is long over."""


@dataclass(frozen=True, slots=True)
class Course:
    """One story with all that is known of it."""

    story: Story
    items: tuple[Item, ...]
    """In order of (published, id)."""
    summary: Summary
    developments: tuple[Development, ...]
    """Oldest first."""
    told: tuple[tuple[str, Told], ...]
    """(channel, what it was told), the first told first."""

    @property
    def before(self) -> tuple[Development, ...]:
        return tuple(each for each in self.developments if each.began < self._began)

    @property
    def after(self) -> tuple[Development, ...]:
        return tuple(each for each in self.developments if each.began >= self._began)

    @property
    def _began(self) -> datetime:
        return self.items[0].published if self.items else self.story.first_seen


@dataclass(frozen=True, slots=True)
class Step:
    """One item of a course, and what it added: a figure, an actor, a side, a turn."""

    item: Item
    added: tuple[Change, ...] = ()


def steps(story: Story, items: Sequence[Item], spoken: TeamVoice) -> Iterator[Step]:
    """Walk through the items in their order; the first one adds nothing, for all of it is new."""
    for place, item in enumerate(items):
        if not 0 < place < _MOST_COMPARED:
            yield Step(item)
            continue
        known, with_this = items[:place], items[: place + 1]
        told = snapshot(so_far(story, known), known, "", known[-1].first_seen)
        # How many voices tell it is told of the whole, and is no change of any step.
        added = changes(told, so_far(story, with_this), with_this, spoken)
        yield Step(item, tuple(added))
