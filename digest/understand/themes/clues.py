"""The tokens of a text in, whether its words hint at news of the contest out: a gate for what no term names.

"Ten days to leave Shenzhen" holds no anchor and no term, and yet sounds like talent's news. What each word weighs is
learned by logistic regression (`tests/eval/teach_clues.py`) from items that people filed and from other news.
"""

import csv
import math
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice, pairwise
from pathlib import Path

from digest.scripts import FIRST_IN_RUNS

# Written by `tests/eval/teach_clues.py`; the weight without a word is what is added always.
CLUES = Path(__file__).with_name("clues.csv")
# A title and the first lines.
_FIRST_TOKENS = 60
# A word that is bent at its end, or joined with others, is told by its beginning too.
_BEGINNING = 5


class Clues:
    """What words weigh."""

    def __init__(self, weights: Mapping[str, float], always: float) -> None:
        self._weights, self._always = weights, always

    def tell(self, tokens: Sequence[str]) -> bool:
        """Say whether a text of these tokens rather is news of the contest than not."""
        words = clues_in(tokens)
        told = math.fsum(map(self._weights.__getitem__, words & self._weights.keys()))
        return self._always + told / math.sqrt(len(words) or 1) > 0


def clues_in(tokens: Sequence[str]) -> set[str]:
    """Return the words of the first tokens and how these begin; where characters run on, each with the next."""
    folded = list(map(str.casefold, islice(tokens, _FIRST_TOKENS)))
    words = {*folded, *[word[:_BEGINNING] for word in folded]}
    # Most texts hold none that do.
    if max(folded, default="") < FIRST_IN_RUNS:
        return words
    pairs = (
        one + following
        for one, following in pairwise(folded)
        if len(one) == 1 == len(following) and one >= FIRST_IN_RUNS
    )
    return {word for word in words if len(word) > 1 or word < FIRST_IN_RUNS}.union(pairs)


@cache
def shipped_clues() -> Clues:
    with CLUES.open(encoding="utf-8", newline="") as file:
        weights = {row["word"]: float(row["weight"]) for row in csv.DictReader(file)}
    return Clues(weights, weights.pop(""))
