"""How likely two open stories are one: what speaks for and against it, each with its weight."""

import csv
import math
from collections.abc import Callable, Set
from functools import cache
from operator import mul
from pathlib import Path
from typing import NamedTuple

from digest.understand.grouping.contrast import name_others
from digest.understand.grouping.echoes import Echoes
from digest.understand.grouping.evidence import Evidence, evidence
from digest.understand.grouping.nearness import Nearness
from digest.understand.grouping.open_stories import LIFE
from digest.understand.grouping.open_story import OpenStory, share_a_language

Judge = Callable[[OpenStory, OpenStory, Evidence], float]
"""By how much, as the logarithm of the odds, two stories with such evidence are rather one than two."""

# Written by `tests/eval/teach_weights.py`.
WEIGHTS = Path(__file__).with_name("weights.csv")
_LIFE_HOURS = LIFE.total_seconds() / 3600
# The two sides of the contest: where one telling of a happening names one of them, another takes it for granted.
_SIDES = frozenset({"china", "united-states"})


class Weights(NamedTuple):
    """What is added always, and the weight of each piece of evidence."""

    always: float
    each: Evidence

    def odds(self, found: Evidence) -> float:
        return sum(map(mul, self.each, found), self.always)


@cache
def _shipped() -> Weights:
    """Return the weights that ship with the program; what nobody has taught yet weighs nothing."""
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        rows = {row["evidence"]: float(row["weight"]) for row in csv.DictReader(file)}
    return Weights(rows["always"], Evidence._make(rows.get(name, 0.0) for name in Evidence._fields))


def judge(_one: OpenStory, _other: OpenStory, found: Evidence) -> float:
    """Judge by the weights that ship with the program."""
    return _shipped().odds(found)


class Scales:
    """What two stories are weighed on."""

    def __init__(self, nearness: Nearness, echoes: Echoes, places: Set[str], judge: Judge = judge) -> None:
        """`places` are the ids of the actors that are countries."""
        self._nearness = nearness
        self._echoes = echoes
        self._places = places - _SIDES
        self._judge = judge

    def odds(self, one: OpenStory, other: OpenStory) -> float:
        """Return the logarithm of the odds that they are one: above 0 they rather are.

        Minus infinity where they cannot be: for the time between them, or as one language tells both, and their first
        headlines name others in one form, or their words say that things went opposite ways. Across languages words say
        that less surely: who "votes to bar" in English "aprueba vetar" (approves a ban) in Spanish.
        """
        if max(one.first - other.last, other.first - one.last) > _LIFE_HOURS:
            return -math.inf
        if _first_headlines_name_others(one, other):
            return -math.inf
        found = self._evidence(one, other)
        if found.opposite_ways and share_a_language(one, other):
            return -math.inf
        return self._judge(one, other, found)

    def odds_of_kin(self, one: OpenStory, other: OpenStory) -> float:
        """As `odds` by the weights that ship, had they been told at one time, and had nothing turned between them."""
        found = self._evidence(one, other)
        return judge(
            one, other, found._replace(began_apart=0.0, silence=0.0, opposite_ways=0.0, is_denial=0.0)
        )

    def _evidence(self, one: OpenStory, other: OpenStory) -> Evidence:
        return evidence(one, other, self._nearness, self._places, self._echoes.odds)


def _first_headlines_name_others(one: OpenStory, other: OpenStory) -> bool:
    """Say whether in some language their first headlines are of one form, and name others."""
    return any(
        name_others(strand.earliest, other.strands[language].earliest)
        for language, strand in one.strands.items()
        if language in other.strands
    )
