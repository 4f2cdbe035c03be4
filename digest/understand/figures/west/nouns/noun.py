"""A number, and the noun that it counts: what reading one needs to know of the other, in any order of words."""

from dataclasses import dataclass

from digest.understand.figures import units
from digest.understand.figures.things import thing_of
from digest.understand.figures.west.grammar.shape import words
from digest.understand.figures.west.sentence import Sentence

_SHOULD = words("should must need can")
# Smaller numbers in words are part of the telling, unless people, firms, products or places are counted.
_LEAST_WORTHY_IN_WORDS = 10
# Behind a number and alone these are more of what was counted before: 3.000 empleos directos y 12.000 indirectos.
INDIRECT = words("indirect indirects indirectos indiretos indirekte")


@dataclass(frozen=True, slots=True)
class Number:
    """What is known of a number before its noun is looked for: where it begins and how it is written."""

    first: int
    value: float
    is_spelled: bool = False
    is_scaled: bool = False
    follows_figure: bool = False


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun with its phrase and the place after it; one without a unit makes a number no figure."""

    after: int
    unit: str = ""
    subject: str = ""


def is_told(sentence: Sentence, number: Number, noun: str) -> bool:
    """Say whether a small number in words is part of the telling rather than a figure."""
    if not number.is_spelled or number.value >= _LEAST_WORTHY_IN_WORDS:
        return False
    grammar = sentence.grammar
    if noun in grammar.points and states_percent(sentence):
        return False
    if noun not in grammar.counted and not thing_of(noun):
        return True
    return sentence.low(number.first - 1) in grammar.definite and not _is_whole(sentence, number)


def _is_whole(sentence: Sentence, number: Number) -> bool:
    """Say whether it is the whole that another number is a part of: two of its seven plants."""
    grammar = sentence.grammar
    is_theirs = sentence.low(number.first - 1) in grammar.possessives
    is_part = sentence.low(number.first - 2) in grammar.of and sentence.is_number(number.first - 3)
    return is_theirs and is_part


def is_advice(sentence: Sentence, last: int) -> bool:
    """Say whether a reader is told what to do with what is counted: 6 stories to watch, 4 projectors you should buy."""
    if sentence.low(last + 1) == "you" and sentence.low(last + 2) in _SHOULD:
        return True
    return sentence.low(last + 1) in ("to", "à") and sentence.low(last + 2) in sentence.grammar.advice


def states_percent(sentence: Sentence) -> bool:
    return "%" in sentence.text or any(
        token.low in units.PERCENT or token.low == "cent" for token in sentence.tokens
    )


def unless_points(sentence: Sentence, noun: str, phrase: str) -> str:
    """Return the phrase that is counted; none for points, which are said of what rose or fell by them."""
    return "" if noun in sentence.grammar.points else phrase
