"""Stories as they were found and as they are in, how well the two agree out."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

# The languages that the target for pairs across languages names.
SIX = frozenset({"en", "fr", "de", "es", "zh", "ja"})


@dataclass(frozen=True)
class Score:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        whole = self.precision + self.recall
        return 2 * self.precision * self.recall / whole if whole else 0.0


def bcubed(found: Mapping[str, str], truth: Mapping[str, str]) -> Score:
    """Return B-cubed precision and recall, as the mean over the items."""
    by_found, by_truth = defaultdict(set), defaultdict(set)
    for item, story in truth.items():
        by_found[found[item]].add(item)
        by_truth[story].add(item)
    precision = recall = 0.0
    for item in truth:
        together, belong = by_found[found[item]], by_truth[truth[item]]
        shared = len(together & belong)
        precision += shared / len(together)
        recall += shared / len(belong)
    return Score(precision / max(len(truth), 1), recall / max(len(truth), 1))


def pairs(found: Mapping[str, str], truth: Mapping[str, str], languages: Mapping[str, str]) -> Score:
    """Return precision and recall over pairs of items in two of the six languages."""
    known = [item for item in truth if languages[item] in SIX]
    kinds: Counter[tuple[bool, bool]] = Counter()
    for at, one in enumerate(known):
        for other in known[:at]:
            if languages[one] != languages[other]:
                kinds[found[one] == found[other], truth[one] == truth[other]] += 1
    right = kinds[True, True]
    return Score(right / max(right + kinds[True, False], 1), right / max(right + kinds[False, True], 1))
