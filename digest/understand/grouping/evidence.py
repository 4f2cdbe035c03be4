"""What speaks for and against two open stories being one, as numbers."""

import math
from collections.abc import Collection, Set
from typing import NamedTuple

from digest.understand.grouping.nearness import Nearness
from digest.understand.grouping.open_story import OpenStory, conflict, may_share_a_language
from digest.understand.grouping.sums import agreement

# Differences in time count by their logarithm from about this many hours on.
_HOURS = 12.0
# How alike the first words mostly are of what is not near at all, and how much more alike, the nearer it is. Taken off,
# so that a pair of which it is not known counts as a usual one.
_USUAL, _USUAL_BY_NEARNESS = 0.3, 0.34


class Evidence(NamedTuple):
    """What speaks for and against two stories being one; of a part that they have not, 0.

    The first thirteen are means over all pairs of their members. A pair is of one language or of two, and has vectors
    or is compared by its words alone: each kind has its own scale, and so numbers of its own. The share of the pairs
    of a kind stands for what may be added for all of them alike.
    """

    one_language: float = 0.0
    """The share of the pairs in one language."""
    near: float = 0.0
    """How near the vectors are, in one language."""
    crowd: float = 0.0
    """How near each is to those that are nearest to it, on the whole: the nearer, the less nearness says."""
    words: float = 0.0
    """How much they share of words: the square root, since the first word says the most."""
    senses: float = 0.0
    """How far what the first words of each mean is said by the other's, beyond what is usual where they are so near.
    """
    near_across: float = 0.0
    """As `near`, in two languages; so are the next two."""
    crowd_across: float = 0.0
    senses_across: float = 0.0
    echo: float = 0.0
    """In two languages, how likely what is told abroad has an echo in this window at all: the logarithm of the odds."""
    bare: float = 0.0
    """The share of the pairs in one language that have no vectors."""
    bare_words: float = 0.0
    bare_across: float = 0.0
    """As `bare`, in two languages; so is the next."""
    bare_words_across: float = 0.0
    began_apart: float = 0.0
    """How long after the first item of one the first of the other came, by logarithm."""
    silence: float = 0.0
    """How long neither was told, between the last item of one and the first of the other, by logarithm."""
    strangers: float = 0.0
    """1 where both name actors, and none is named by both."""
    common_actors: float = 0.0
    """The share of the actors of either that both name."""
    places_differ: float = 0.0
    """1 where each names a country that the other does not, as news of two offices of one lab does; the two sides of
    the contest do not count."""
    releases_differ: float = 0.0
    """1 where the headlines of both name models or versions, and have none in common."""
    release_shared: float = 0.0
    sum_shared: float = 0.0
    """1 where both state the same sum of money."""
    sums_differ: float = 0.0
    """1 where both state sums in the same currency, and none is the same."""
    number_shared: float = 0.0
    """1 where both state the same number of something else: 1,700 posts, 34 per cent."""
    opposite_ways: float = 0.0
    """1 where the words say that things went opposite ways."""
    is_denial: float = 0.0
    """1 where one of them is a denial, which is a happening of its own, and most of all like what it denies."""
    no_happening: float = 0.0
    """1 where one of them tells no happening, but offers, lists or explains things."""
    one_owner: float = 0.0
    """1 where some owner tells both: few tell a happening twice."""
    new_language: float = 0.0
    """Where they have no language in common, how many owners tell the one that more do: 1/2 for two, near 1 for many.

    An item for readers elsewhere describes a happening by what they know, and is only faintly like each other telling
    of it. But it is seldom even faintly like several tellings of something else. What one owner tells three times
    counts as one telling. A language that was not recognized may be any.
    """


def evidence(one: OpenStory, other: OpenStory, nearness: Nearness, places: Set[str], echo: float) -> Evidence:
    """Return what speaks for and against.

    `places` are the ids of the countries that tell happenings apart, `echo` is what the window's echoes tell.
    """
    sums = agreement(one.sums, other.sums)
    both_release = bool(one.releases and other.releases)
    shares_release = _share_a_release(one.releases, other.releases)
    tellings = max(len(one.owners), len(other.owners))
    return _likeness(one, other, nearness, echo)._replace(
        began_apart=math.log1p(abs(one.first - other.first) / _HOURS),
        silence=math.log1p(max(one.first - other.last, other.first - one.last, 0.0) / _HOURS),
        strangers=bool(one.actors and other.actors and one.actors.isdisjoint(other.actors)),
        common_actors=len(one.actors & other.actors) / max(len(one.actors | other.actors), 1),
        places_differ=_differ(one.actors & places, other.actors & places),
        releases_differ=both_release and not shares_release,
        release_shared=shares_release,
        sum_shared=sums > 0,
        sums_differ=sums < 0,
        number_shared=not one.numbers.isdisjoint(other.numbers),
        opposite_ways=conflict(one, other),
        is_denial=_denies(one) != _denies(other),
        no_happening=not (one.tells_a_happening and other.tells_a_happening),
        one_owner=not one.owners.isdisjoint(other.owners),
        new_language=0.0 if may_share_a_language(one, other) else 1 - 1 / tellings,
    )


def _likeness(one: OpenStory, other: OpenStory, nearness: Nearness, echo: float) -> Evidence:
    """Return the means over all pairs of members, which are sums over the pairs of strands."""
    near, crowd, senses = [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]
    bare, bare_words = [0.0, 0.0], [0.0, 0.0]
    one_language = words = echoes = 0.0
    pairs = len(one.members) * len(other.members)
    for first in one.strands.values():
        for second in other.strands.values():
            share = first.size * second.size / pairs
            across = first.language != second.language
            one_language += share * (not across)
            found = nearness.of(first, second)
            if found.vectors is None:
                bare[across] += share
                bare_words[across] += share * math.sqrt(found.words)
                continue
            near[across] += share * found.vectors
            echoes += share * echo * across
            crowd[across] += share * (nearness.crowd(first) + nearness.crowd(second)) / 2
            words += share * math.sqrt(found.words)
            if found.senses is not None:
                usual = _USUAL + _USUAL_BY_NEARNESS * found.vectors
                senses[across] += share * (found.senses - usual)
    return Evidence(
        one_language, near[0], crowd[0], words, senses[0], near[1], crowd[1], senses[1], echoes,
        bare[0], bare_words[0], bare[1], bare_words[1],
    )  # fmt: skip


def _share_a_release(some: Collection[str], others: Collection[str]) -> bool:
    """Say whether one that some name is one that others name; R1, a part of DeepSeek-R1, is the same."""
    return any(one in other or other in one for one in some for other in others)


def _denies(story: OpenStory) -> bool:
    """Say whether most of it tells that something is denied."""
    return 2 * story.ways.get(("denial", 1), 0) > len(story.members)


def _differ(some: Set[str], others: Set[str]) -> bool:
    """Say whether each has something that the other has not."""
    return not (some <= others or others <= some)
