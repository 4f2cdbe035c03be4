"""Each side's words: the same happening as its outlets put it, verbatim."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import Item, Story, Viewpoint
from digest.tell.summarise import summarise
from digest.text import words


@dataclass(frozen=True, slots=True)
class Side:
    """How one side words a story."""

    viewpoint: Viewpoint
    outlet: str
    sentence: str
    url: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Comparison:
    story: str
    sides: tuple[Side, ...]
    """In the order of the viewpoints; no two sentences are the same."""
    silent: tuple[Viewpoint, ...]
    """The sides that do not carry it; `other` is no side that could be silent."""


def compare(story: Story, items: Sequence[Item]) -> Comparison:
    """Return a sentence of each side that has one of its own; a side without a text says its title."""
    sides: list[Side] = []
    said: list[str] = []
    heard = {item.viewpoint for item in items}
    for viewpoint in Viewpoint:
        own = [item for item in items if item.viewpoint is viewpoint]
        if own and (side := _side(story, viewpoint, own, said)):
            sides.append(side)
            said.append(side.sentence)
    silent = tuple(side for side in Viewpoint if side is not Viewpoint.OTHER and side not in heard)
    return Comparison(story.id, tuple(sides), silent)


def _side(story: Story, viewpoint: Viewpoint, items: Sequence[Item], said: Sequence[str]) -> Side | None:
    by_id = {item.id: item for item in items}
    for language in dict.fromkeys(item.language for item in items):
        summary = summarise(story, items, languages=[language], avoid=said)
        for sentence in summary.sentences:
            holder = next((by_id[id_] for id_ in sentence.items if id_ in by_id), None)
            if holder and not _same(sentence.text, [*said, holder.title]):
                return Side(viewpoint, holder.outlet, sentence.text, holder.url, holder.language)
    for item in items:
        if not _same(item.title, [*said, story.title]):
            return Side(viewpoint, item.outlet, item.title, item.url, item.language)
    return None


def _same(text: str, others: Sequence[str]) -> bool:
    return any(words(text) == words(other) for other in others)
