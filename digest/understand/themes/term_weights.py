"""The terms that a text says for one theme in, how much they say for it out."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.understand.cut_text import CutText
from digest.understand.themes.occurrences import Said

# These, and the score from which an item is filed (see `filing`), were tried on cases written by hand. What is near
# must not file by its place in a title against what the examples say.
_WEIGHTS = {"opening": 3.0, "strong": 3.0, "near": 1.5, "weak": 1.0, "negative": -3.0}
_TITLE = 2.0
# Weak terms count once a strong or near one does, or when there are so many of them.
_WEAK_ALONE = 4
MOST_TERMS = 6


@dataclass(frozen=True, slots=True)
class Weighed:
    """How much an item's terms say for one theme that is open to it."""

    theme: str
    score: float
    terms: tuple[str, ...]
    """As the text writes them, weightiest first."""


def weigh(theme: str, said: Sequence[Said], text: CutText) -> Weighed:
    """Count each term once, double in the title; weak ones only beside others.

    Two terms that stand on the same words are one piece of evidence: the weightier counts, or the longer.
    """
    weighed = sorted(
        (
            (_WEIGHTS[one.term.strength] * (_TITLE if one.at[0] < text.title_ends else 1.0), one)
            for one in said
        ),
        key=lambda pair: (-abs(pair[0]), -len(pair[1].at), pair[1].at),
    )
    counted: dict[tuple[str, str], tuple[float, Said]] = {}
    seen: set[int] = set()
    for weight, one in weighed:
        key = (one.term.strength, one.term.text)
        if weight < 0:
            counted.setdefault(key, (weight, one))
        elif key not in counted and 2 * len(seen.intersection(one.at)) < len(one.at):
            counted[key] = (weight, one)
            seen.update(one.at)
    score = sum(weight for weight, _ in counted.values())
    weak = [weight for (strength, _), (weight, _) in counted.items() if strength == "weak"]
    is_backed = any(weight > 0 and strength != "weak" for (strength, _), (weight, _) in counted.items())
    if len(weak) < _WEAK_ALONE and not is_backed:
        score -= sum(weak)
    telling = sorted(
        (-weight, " ~ ".join(text.written(start, end) for start, end in one.parts))
        for weight, one in counted.values()
        if weight > 0
    )
    return Weighed(theme, score, tuple(dict.fromkeys(words for _, words in telling))[:MOST_TERMS])
