"""Stories in, the same stories in the order in which they matter, each with what speaks for it or against.

Judged from Story values alone, so that a window of many thousand stories is ranked without a look at
their items. What is held back says why, in words that a reader of `why` understands.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log2

from digest.model.outlet import Viewpoint
from digest.model.story import Story
from digest.model.subscription import Mute
from digest.model.window import Window
from digest.tell.muting import muted_story
from digest.tell.reasons import NO_ROOM, NO_THEME, WEAK
from digest.understand.fillers import Filler, not_news

# What each part can add at most. Independent voices lead: copies and loud headlines are cheap.
OWNERS, SIDES, THEME, FRESH, ACTORS, EVENT, COURSE = 4.0, 2.0, 2.0, 1.0, 0.75, 1.0, 0.5
# Past this many voices one more says little.
_MOST_OWNERS = 8
# A theme's score of this is half of what the strongest could add: one strong term in a title.
_HALF_THEME = 6.0
_OF_OWNERS = [0.0, *(OWNERS * log2(owners) / log2(_MOST_OWNERS) for owners in range(1, _MOST_OWNERS))]
_MOST_SIDES, _MOST_ACTORS = 3, 3
_DIGIT = re.compile(r"\d")
# Few voices whose terms weigh less than this name the theme in passing: 3 files an item, and a strong term in its
# title weighs 6, of which examples that all say otherwise take 2. Of five days of real news that one voice told, six
# in ten were on theme where they do, four in five from 4.4. Of three voices, one alone may have filed the story.
_PLAINLY_ON_THEME = {0: 4.4, 1: 4.4, 2: 4.0, 3: 4.0}
_SEVERAL = 3
# A theme's stories beyond these could not be shown, whatever their titles are like.
_MOST_JUDGED = 500

_NO_MUTE = Mute()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A story, the section it belongs to, and what its place was reckoned from."""

    story: Story
    theme: str
    """Its strongest of the themes asked for; empty when it is filed under none of them."""
    score: float
    parts: Mapping[str, float]
    held_back_by: str | None = None


def rank(
    stories: Sequence[Story],
    *,
    window: Window,
    themes: Sequence[str],
    mute: Mute = _NO_MUTE,
) -> list[Ranked]:
    """Return every story, the best first, those that are held back among them.

    Of equals the newer comes first, then the smaller id. (`mute.outlets` is for `compose`, which sees items.)
    """
    place = {theme: number for number, theme in enumerate(themes)}
    span = max((window.end - window.start).total_seconds(), 1.0)
    ranked = [_weigh(story, place, window.end, span) for story in stories]
    ranked.sort(key=lambda each: (-each.score, -each.story.last_seen.timestamp(), each.story.id))
    return _held_back(ranked, mute)


def _weigh(story: Story, place: Mapping[str, int], end: datetime, span: float) -> Ranked:
    theme, strength = _section(story, place)
    age = (end - story.last_seen).total_seconds()
    sides = len(story.viewpoints) - (Viewpoint.OTHER in story.viewpoints)
    parts = {
        "owners": _OF_OWNERS[story.owners] if 0 <= story.owners < _MOST_OWNERS else OWNERS,
        "sides": SIDES * min(sides - 1, _MOST_SIDES) / _MOST_SIDES if sides > 1 else 0.0,
        "theme": THEME * strength / (strength + _HALF_THEME),
        "fresh": FRESH * (1.0 - age / span) if 0 < age < span else FRESH * (age <= 0),
        "actors": ACTORS * min(len(story.actors), _MOST_ACTORS) / _MOST_ACTORS,
        "event": EVENT * _eventfulness(story.title),
        "course": COURSE if story.developments else 0.0,
    }
    return Ranked(story, theme, sum(parts.values()), parts)


def _section(story: Story, place: Mapping[str, int]) -> tuple[str, float]:
    """Return the story's strongest of the themes asked for; of equals the one whose section comes first."""
    best, strength = "", 0.0
    for filing in story.themes:
        theme, score = filing.theme, filing.score
        if theme in place and (
            not best or score > strength or (score == strength and place[theme] < place[best])
        ):
            best, strength = theme, score
    return best, strength


def _eventfulness(title: str) -> float:
    """Return how much a title states: a number says that something can be counted, a question nothing yet."""
    if title.endswith(("?", "？")):
        return 0.0
    return 1.0 if _DIGIT.search(title) else 0.5


def _held_back(ranked: Sequence[Ranked], mute: Mute) -> list[Ranked]:
    """Return the stories with what holds each back, as far as they could be shown at all."""
    judged: dict[str, int] = {}
    found: list[Ranked] = []
    for each in ranked:
        count = judged[each.theme] = judged.get(each.theme, 0) + 1
        reason = NO_ROOM if each.theme and count > _MOST_JUDGED else _reason(each, mute)
        found.append(Ranked(each.story, each.theme, each.score, each.parts, reason) if reason else each)
    return found


def _reason(ranked: Ranked, mute: Mute) -> str | None:
    story = ranked.story
    if not ranked.theme:
        return NO_THEME
    if muted := muted_story(story, mute):
        return muted
    if kind := filler(story.title, story.owners):
        return kind
    strength = next(filing.score for filing in story.themes if filing.theme == ranked.theme)
    return WEAK if strength < _PLAINLY_ON_THEME.get(story.owners, 0.0) else None


def filler(title: str, owners: int) -> Filler | None:
    """Return what kind of filler a story of this title is, or None.

    What several voices tell has happened, whatever one of them called it.
    """
    return not_news(title, owners) if owners < _SEVERAL else None
