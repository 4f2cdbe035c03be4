"""What a channel was told of a Story and what is known now in, what is new in it out.

A change has a type and is one that a reader would call news. A date that moved, a title in other words,
a copy of what was known, a number in a rounder form: none of these is a change.
"""

from collections.abc import Sequence
from itertools import islice

from digest.model.change import Change, ChangeKind, Told
from digest.model.item import Item
from digest.model.outlet import KNOWN_SIDES, Viewpoint
from digest.model.story import Story
from digest.tell.new_figures import new_figures
from digest.tell.taken_back import is_taken_back, said_of_itself, turns_of
from digest.tell.team_voice import TeamVoice
from digest.tell.told import mark
from digest.tell.voice import Voice
from digest.words import as_words

# More in one update is a new story, or none.
_MOST_OF_A_KIND = 2
# The kinds of actors that join a story. A country is where it happens, or whose firm it is; a person speaks for who is
# in it already; a model, a chip or a law is what it is about.
_JOINING = frozenset({"agency", "company", "lab", "think_tank", "university"})


def changes(told: Told, story: Story, items: Sequence[Item], spoken: TeamVoice) -> list[Change]:
    """Return what is new in the story, what turns it around first; empty when nothing is.

    `items` are those of the story as they are now. Who joins it is one whom the voice knows by name, and must stand in
    a title.
    """
    old = [item for item in items if item.id in told.items]
    new = [item for item in items if item.id not in told.items]
    said = "\n".join(f"{item.title}\n{item.summary}\n{item.content}" for item in old)
    return [
        *_marks(told, items),
        *_reversals(told, old, new),
        *islice(new_figures(told, said, new, spoken), _MOST_OF_A_KIND),
        *_new_actors(told, said, new, spoken),
        *_new_sides(told, story, new, spoken),
        *_second_owner(told, story, old, new),
    ]


def _marks(told: Told, items: Sequence[Item]) -> list[Change]:
    return [
        Change(kind, item.outlet, item.id)
        for item in items
        if (kind := said_of_itself(item)) and mark(item, kind) not in told.items
    ][:_MOST_OF_A_KIND]


def _reversals(told: Told, old: Sequence[Item], new: Sequence[Item]) -> list[Change]:
    """Return the new titles that say the opposite of what was told, or that it was taken back."""
    known = [told.title, *(item.title for item in old)]
    ways = {way for title in known for way in turns_of(title)}
    had_taken_back = any(map(is_taken_back, known))
    found = []
    for item in new:
        now = turns_of(item.title)
        # What was told both ways already has no opposite left.
        is_opposite = any((kind, -way) in ways and (kind, way) not in ways for kind, way in now)
        if is_opposite or (not had_taken_back and is_taken_back(item.title)):
            found.append(Change(ChangeKind.REVERSAL, item.title, item.id))
    # Several outlets report one turn: it is told once.
    return found[:1]


def _new_actors(told: Told, said: str, new: Sequence[Item], spoken: TeamVoice) -> list[Change]:
    found: dict[str, Change] = {}
    for item in new:
        for actor in map(spoken.actors.get, item.actors):
            if actor is None or actor.kind not in _JOINING or actor.id in told.actors or actor.id in found:
                continue
            # One that is named in passing has not entered the story, and one that was named before is in it.
            named_by = [as_words(name) for name in (actor.name, *actor.aliases)]
            if any(is_in(item.title) for is_in in named_by) and not any(is_in(said) for is_in in named_by):
                found[actor.id] = Change(ChangeKind.NEW_ACTOR, spoken.actor(actor.id), item.id)
    return list(found.values())[:_MOST_OF_A_KIND]


def _new_sides(told: Told, story: Story, new: Sequence[Item], spoken: Voice) -> list[Change]:
    # Where only unknown outlets had told it, a known side is no new one: theirs may have been the same.
    if told.viewpoints <= {str(Viewpoint.OTHER)}:
        return []
    first = {item.viewpoint: item.id for item in reversed(new)}
    return [
        Change(ChangeKind.NEW_SIDE, spoken.from_side(side), first[side])
        for side in KNOWN_SIDES
        if side in story.viewpoints and side in first and side not in told.viewpoints
    ]


def _second_owner(told: Told, story: Story, old: Sequence[Item], new: Sequence[Item]) -> list[Change]:
    if told.owners != 1 or story.owners < 2:
        return []
    known = {item.owner for item in old}
    other = next((item for item in new if item.owner not in known), None)
    return [Change(ChangeKind.SECOND_OWNER, other.outlet, other.id)] if other else []
