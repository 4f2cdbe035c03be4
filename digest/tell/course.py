"""A Story and its Items in, its course out: in order, and what each Item added to what was known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from digest.model import Actor, Change, ChangeKind, Item, Story, Told, Viewpoint
from digest.tell.changes import changes, snapshot
from digest.tell.summarise import Summary
from digest.tell.voice import Voice

# Of a story that a hundred outlets tell, the later ones repeat; comparing them all costs by the square.
_MOST_COMPARED = 60


@dataclass(frozen=True, slots=True)
class Course:
    """One story with all that is known of it."""

    story: Story
    items: tuple[Item, ...]
    """In order of (published, id)."""
    summary: Summary
    developments: tuple[Story, ...]
    """Oldest first; without their items."""
    told: tuple[tuple[str, Told], ...]
    """(channel, what it was told), the first told first."""

    @property
    def before(self) -> tuple[Story, ...]:
        return tuple(each for each in self.developments if each.first_seen < self.story.first_seen)

    @property
    def after(self) -> tuple[Story, ...]:
        return tuple(each for each in self.developments if each.first_seen >= self.story.first_seen)


@dataclass(frozen=True, slots=True)
class Step:
    """One item of a course, and what it added: a figure, an actor, a side, a turn."""

    item: Item
    added: tuple[Change, ...] = ()


def steps(
    story: Story, items: Sequence[Item], spoken: Voice, actors: Mapping[str, Actor] | None = None
) -> Iterator[Step]:
    """Walk through the items in their order; the first one adds nothing, for all of it is new."""
    for place, item in enumerate(items):
        if not 0 < place < _MOST_COMPARED:
            yield Step(item)
            continue
        known = items[:place]
        told = snapshot(_so_far(story, known), known, "", _moment(known))
        new = changes(
            told, _so_far(story, items[: place + 1]), items[: place + 1], actors=actors, spoken=spoken
        )
        yield Step(item, tuple(change for change in new if change.kind is not ChangeKind.SECOND_OWNER))


def _so_far(story: Story, items: Sequence[Item]) -> Story:
    sides: dict[Viewpoint, set[str]] = {}
    for item in items:
        sides.setdefault(item.viewpoint, set()).add(item.outlet)
    return replace(
        story,
        title=items[0].title,
        actors=tuple(dict.fromkeys(actor for item in items for actor in item.actors)),
        viewpoints={side: len(outlets) for side, outlets in sides.items()},
        owners=len({item.owner for item in items}),
    )


def _moment(items: Sequence[Item]) -> datetime:
    return items[-1].first_seen
