"""A Story and its Items in, out what a channel knows of it once it was told all that they say."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from digest.model.change import ChangeKind, Told
from digest.model.figure import Figure
from digest.model.item import Item
from digest.model.story import Story
from digest.tell.taken_back import said_of_itself
from digest.understand.outlets import sides

_MARKED = {ChangeKind.CORRECTION: "corrected", ChangeKind.WITHDRAWAL: "withdrawn"}


def snapshot(
    story: Story, items: Iterable[Item], digest_id: str, at: datetime, link: str | None = None
) -> Told:
    """Return what a channel knows of a story once it was told all that its items say."""
    items = list(items)
    marked = {mark(item, kind) for item in items if (kind := said_of_itself(item))}
    return Told(
        story=story.id,
        digest=digest_id,
        at=at,
        title=story.title,
        items=frozenset(item.id for item in items) | marked,
        figures=frozenset(_written(figure) for item in items for figure in item.figures),
        actors=frozenset(actor for item in items for actor in item.actors) | frozenset(story.actors),
        viewpoints=frozenset(map(str, story.viewpoints)),
        owners=story.owners,
        link=link,
    )


def so_far(story: Story, items: Sequence[Item]) -> Story:
    """Return the story as it stood when these, its first ones, were its items; its voices are not counted anew."""
    return replace(
        story,
        title=items[0].title,
        items=tuple(item.id for item in items),
        actors=tuple(dict.fromkeys(actor for item in items for actor in item.actors)),
        viewpoints=sides(items),
    )


def mark(item: Item, kind: ChangeKind) -> str:
    """Return what stands in `Told.items` once it was told that an item corrected or withdrew itself."""
    return f"{item.id}:{_MARKED[kind]}"


def _written(figure: Figure) -> str:
    return f"{figure.amount!r}|{figure.unit}|{figure.subject}"


def told_figures(told: Told) -> list[Figure]:
    """Return the figures that the channel was told, without the sentences that they stood in."""
    return [_read(text) for text in told.figures]


def _read(text: str) -> Figure:
    try:
        amount, unit, subject = text.split("|", 2)
        return Figure(float(amount), unit, subject, "", "")
    except ValueError:
        return Figure(float("nan"), "", "", "", "")
