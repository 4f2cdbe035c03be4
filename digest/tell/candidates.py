"""Ranked stories in, those that a channel can be told out: what it was told before, and what tells the same twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digest.model.change import Change, Told
from digest.model.item import Item
from digest.model.story import Story
from digest.tell.audience import FEWEST_WORDS, Audience, is_same_title
from digest.tell.changes import changes
from digest.tell.muting import muted_in
from digest.tell.rank import Ranked, filler
from digest.tell.reasons import DOUBLE, NO_ROOM, TOLD_BEFORE, muted_outlet
from digest.tell.titles import titled
from digest.understand.fillers import Filler, filed_as
from digest.understand.ways import ways_of
from digest.words import word_set, words

# Titles that share this much of their words tell one thing.
_SAME_TITLE = 0.7


@dataclass(frozen=True, slots=True)
class Candidate:
    ranked: Ranked
    items: tuple[Item, ...]
    """Without those of muted outlets."""
    has_muted: bool
    told: Told | None
    changes: tuple[Change, ...]
    words: frozenset[str]

    @property
    def story(self) -> Story:
        return self.ranked.story


def candidate_of(ranked: Ranked, all_items: Sequence[Item], audience: Audience) -> Candidate | str:
    """Return the story as it can be told, or why it is not; without its items it ranks too low to be told."""
    if not all_items:
        return NO_ROOM
    subscription = audience.subscription
    items = tuple(item for item in all_items if item.outlet not in subscription.mute.outlets)
    if not items:
        return muted_outlet(all_items[0].outlet)
    # Ranked by the title of most of its items, it is told by one in the channel's language.
    told_as = titled(ranked.story, items, subscription.languages).title
    if reason := muted_in(told_as, subscription.mute):
        return reason
    is_asked_for = ranked.story.id in audience.asked_for
    if not is_asked_for and (kind := filler(told_as, ranked.story.owners) or _filed_as(items)):
        return kind
    title = word_set(ranked.story.title)
    told = audience.memory.of(ranked.story, all_items, title)
    new = changes(told, ranked.story, items, audience.spoken) if told else []
    if told and not new:
        return TOLD_BEFORE
    return Candidate(ranked, items, len(items) < len(all_items), told, tuple(new), title)


def _filed_as(items: Sequence[Item]) -> Filler | None:
    """Return what kind of filler every outlet of a story takes it for; None where one reports it."""
    kinds = [filed_as(item.url) for item in items]
    return kinds[0] if all(kinds) else None


def without_doubles(candidates: Sequence[Candidate], reasons: dict[str, str]) -> list[Candidate]:
    """Return the candidates, best first, without those that tell what a stronger one does: `reasons` then say so."""
    kept: list[Candidate] = []
    seen: set[str] = set()
    for each in candidates:
        keys = _keys(each.items)
        if keys & seen or any(_is_double(each, other) for other in kept):
            reasons[each.story.id] = DOUBLE
            continue
        seen |= keys
        kept.append(each)
    return kept


def _keys(items: Iterable[Item]) -> set[str]:
    """Return what no two stories of one digest may have in common: a link, or a whole title."""
    found: set[str] = set()
    for item in items:
        if item.url:
            found.add(item.url)
        title = words(item.title)
        if len(title) >= FEWEST_WORDS:
            found.add(" ".join(title))
    return found


def _is_double(one: Candidate, other: Candidate) -> bool:
    if not is_same_title(one.words, other.words, _SAME_TITLE):
        return False
    ways = [ways_of(each.story.title, words(each.story.title)) for each in (one, other)]
    return not any(ways[1].get(kind) == -way for kind, way in ways[0].items())
