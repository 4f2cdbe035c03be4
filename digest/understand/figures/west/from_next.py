"""What the next number lends: "3 to 5 million users", "between 7 and 9 %", "$60-65 billion"."""

from collections.abc import Sequence
from dataclasses import replace

from digest.understand.figures import currencies
from digest.understand.figures.west.found import Found
from digest.understand.figures.west.grammar.number_words import GLUED
from digest.understand.figures.west.said_before import is_year_like
from digest.understand.figures.west.sentence import DASHES, Sentence


def from_next(sentence: Sentence, found: Sequence[Found], place: int) -> Found | None:
    """Read the first of "3 to 5 million users", "between 7 and 9 %", "25 et 50 %"."""
    one = found[place]
    following = found[place + 1] if place + 1 < len(found) else None
    if following is None or not following.unit or is_multiplied(sentence, following):
        return None
    grammar = sentence.grammar
    joint = sentence.low(one.after)
    gap = range(one.after, following.first)
    if joint in grammar.ranges:
        gap = range(one.after, _before_about(sentence, one.after + 1, following.first))
    is_part = joint in grammar.of or joint == "out"
    if not 1 <= len(gap) <= (1 if following.unit == "x" else 3 if is_part else 2):
        return None
    is_listed = joint == "," and _goes_on_in_list(sentence, following) and not is_year_like(sentence, one)
    if not is_listed and any(not _is_joint(sentence, at) and not sentence.is_money_sign(at) for at in gap):
        return None
    if is_part:
        # "40 of the 118 firms", "two of the firm's five patents"
        return replace(one.counting(following.unit, following.subject), as_next=True)
    if not (is_listed or joint in grammar.ranges or joint in grammar.ands or joint in DASHES):
        return None
    last = next(each for each in found[place + 1 :] if not each.as_next)
    amount = _scaled_as(sentence, one, last)
    lent = one.counting(following.unit, following.subject)
    return replace(lent, amount=amount, part=following.part, as_next=True)


def _before_about(sentence: Sentence, least: int, place: int) -> int:
    """Return the place of the words that only make a number vague: "nearly", "plus de", "up to"; the place if none do."""
    grammar = sentence.grammar
    while place > least and sentence.low(place - 1) in grammar.about | grammar.of:
        place -= 1
    return place


def _goes_on_in_list(sentence: Sentence, one: Found) -> bool:
    """Say whether it is one of a list that only the last names: the 25 of "10, 25 and 50 percent"."""
    return one.as_next and sentence.low(one.after) in sentence.grammar.ands | {","}


def is_multiplied(sentence: Sentence, one: Found) -> bool:
    """Say whether it is a verb, which lends nothing: "ended at 3 and doubled"."""
    return sentence.low(one.first) in sentence.grammar.multiplied


def _is_joint(sentence: Sentence, at: int) -> bool:
    grammar = sentence.grammar
    low = sentence.low(at)
    return (
        low in grammar.ranges
        or low in grammar.ands
        or low in DASHES
        or low in grammar.of
        or low in grammar.articles
        or sentence.is_genitive(at)
        or low in ("sur", "against", "from", "out")
    )


def opening(sentence: Sentence, one: Found, following: Found) -> Found:
    """Return the first of a range of money, with the scale that only the second writes: "$60-65 billion"."""
    between = [sentence.low(at) for at in range(one.after, following.first) if not sentence.is_money_sign(at)]
    joints = DASHES | sentence.grammar.ranges
    if sentence.low(one.first - 1) in sentence.grammar.between:
        joints |= sentence.grammar.ands
    is_range = len(between) == 1 and between[0] in joints
    if not is_range or one.unit not in currencies.CURRENCIES or one.unit != following.unit or one.part < 1:
        return one
    if any(sentence.is_word(at) for at in range(one.first + 1, one.after)):
        # It has a scale, or a word for its currency, of its own.
        return one
    return replace(one, amount=_scaled_as(sentence, one, following))


def _scaled_as(sentence: Sentence, smaller: Found, larger: Found) -> float:
    """Return the amount with the other's scale: 3 is 3 million in "3 to 5 million", unless it would be the larger."""
    if larger.part < 1:
        # "from 8 to 3 cents"
        return smaller.amount * larger.part
    scale = 1.0
    for at in range(larger.first, larger.after):
        low = sentence.low(at)
        if sentence.is_word(at):
            scale *= sentence.scales.get(low, 1.0)
        is_glued = sentence.touches(at) or sentence.is_money_sign(at + 1)
        if low not in sentence.scales and is_glued and sentence.low(at - 1)[-1:].isdigit():
            # "3 to 5m wide" is of metres.
            scale *= 1.0 if larger.unit == low else GLUED.get(low, 1.0)
    scaled = smaller.amount * scale
    return scaled if scale > 1 and scaled <= larger.amount else smaller.amount
