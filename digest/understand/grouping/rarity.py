"""How rare words are in the window, and so how much each word of an item says about it."""

import math
from collections import Counter
from functools import lru_cache

from digest.model.item import Traits

# Counted as read before the first item, so that a word which two of the first ten say is not yet common.
PRIOR_ITEMS = 200
# A word that more than this share of the window says weighs no less for it; else the words of a happening that
# fills the window would soon weigh nothing.
COMMON_SHARE = 0.1


class Rarity:
    """How rare words are in the window, by language: counted as items come and go."""

    def __init__(self) -> None:
        self._items: Counter[str] = Counter()
        self._words: dict[str, Counter[str]] = {}

    def add(self, of: Traits, sign: int = 1) -> None:
        """Count the item, or with -1 count it no longer."""
        self._items[of.language] += sign
        counted = self._words.setdefault(of.language, Counter())
        for word in of.words:
            left = counted[word] + sign
            if left > 0:
                counted[word] = left
            else:
                del counted[word]

    def weights(self, of: Traits) -> dict[str, float]:
        """Return the item's words, weighted by their rarity, as a vector of length one."""
        seen = self._items[of.language] + PRIOR_ITEMS
        counted = self._words.get(of.language, Counter())
        raw = {word: count * _rarity(counted[word], seen) for word, count in of.words.items()}
        length = math.sqrt(sum([weight * weight for weight in raw.values()]))
        return {word: weight / length for word, weight in raw.items()} if length else {}


# This is asked for every word, and most words stand in one item or two.
@lru_cache(maxsize=1024)
def _rarity(saying: int, seen: int) -> float:
    """Return the weight of a word that `saying` of `seen` items say."""
    return math.log(1 + seen / (min(saying, COMMON_SHARE * seen) + 1))
