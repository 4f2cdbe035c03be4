"""Whom a Digest is composed for, and what they know already: a story is told again only with what is new in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from digest.model.actor import Actor
from digest.model.change import Told
from digest.model.item import Item
from digest.model.story import Story
from digest.model.subscription import Subscription
from digest.model.window import Window
from digest.tell.team_voice import TeamVoice
from digest.tell.voice import speaker
from digest.words import word_set

# Shorter titles are alike by chance.
FEWEST_WORDS = 4
# A title told in an earlier digest is known again by this much of its words: less than two of one digest must share,
# since something new is required besides.
_TOLD_TITLE = 0.6
# A story that was told is known again for so long: under another id, or by a title that looks like its own.
LIKE_TOLD = timedelta(days=7)


class Memory:
    """What a channel was told, to be asked by story, by item and by title."""

    def __init__(self, told: Mapping[str, Told], window: Window) -> None:
        self._by_story = told
        self._by_item = {item: each for each in told.values() for item in each.items}
        self._titles = [
            (word_set(each.title), each) for each in told.values() if each.at >= window.start - LIKE_TOLD
        ]

    def of(self, story: Story, items: Sequence[Item], title: frozenset[str]) -> Told | None:
        """Return what a channel was told of the story; `title` are the words of its title."""
        if found := self._by_story.get(story.id):
            return found
        if found := next((self._by_item[item.id] for item in items if item.id in self._by_item), None):
            return found
        said = {word_set(item.title) for item in items}
        return next(
            (
                each
                for known, each in self._titles
                if is_same_title(title, known, _TOLD_TITLE) or (len(known) >= FEWEST_WORDS and known in said)
            ),
            None,
        )


@dataclass(frozen=True)
class Audience:
    """The readers of one Subscription at the end of one Window."""

    subscription: Subscription
    window: Window
    told: Mapping[str, Told]
    """What their channel was told, by story. It may hold other stories than those that are to be told now: one that
    shares an item or a title with a told one counts as told."""
    actors: Mapping[str, Actor]
    """By id, those who are named where they are new in a story."""
    asked_for: frozenset[str] = frozenset()
    """Stories that they follow: told also where an outlet tells them as an opinion or a list."""

    @cached_property
    def spoken(self) -> TeamVoice:
        return TeamVoice(speaker(self.subscription.voice).language, actors=self.actors)

    @cached_property
    def memory(self) -> Memory:
        return Memory(self.told, self.window)


def is_same_title(one: frozenset[str], other: frozenset[str], share: float) -> bool:
    """Say whether two titles have this share of the words of both in common."""
    if min(len(one), len(other)) < FEWEST_WORDS:
        return False
    return len(one & other) >= share * len(one | other)
