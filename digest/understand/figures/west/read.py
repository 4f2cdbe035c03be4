"""A sentence in words with spaces between them in, the numbers that it states out.

English, French, German and Spanish are read in full, Italian, Portuguese, Polish and Russian in part; of other
languages digits with percent, money and SI units. The tokens are read from left to right: a number, its scale, its
unit or what it counts; what was left without a unit may take one from its neighbour ("from 3 to 5 million users").
"""

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from digest.understand.figures import currencies
from digest.understand.figures.stated import Stated
from digest.understand.figures.units import PERCENT, PERCENT_PAIRS
from digest.understand.figures.west import odds, parts, times
from digest.understand.figures.west.found import Found
from digest.understand.figures.west.grammar import grammar_of
from digest.understand.figures.west.grammar.number_words import HALF, SCALES, WORDS
from digest.understand.figures.west.measures import unit_at
from digest.understand.figures.west.money import hundredths_at, money_before
from digest.understand.figures.west.names import is_measured, is_part_of_name
from digest.understand.figures.west.neighbours import with_units
from digest.understand.figures.west.nouns.find import noun_at
from digest.understand.figures.west.nouns.noun import Number
from digest.understand.figures.west.percent import percent_at
from digest.understand.figures.west.scales import half_at, scaled
from digest.understand.figures.west.sentence import HYPHENS, Sentence, Token
from digest.understand.figures.west.spelled import read_spelled
from digest.understand.figures.west.subjects import subject_of
from digest.understand.figures.west.times import TWICE

_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"[^\W\d_]+")
# tenfold, dreifach, viermal
_FOLD = re.compile(r"(?:fold|fach\w{0,2}|mal)\b")
# "50-odd advisers", "200-plus labs"
_ABOUT = frozenset(("odd", "plus"))


def may_state(text: str, language: str) -> bool:
    """Say whether a text may state a number: a cheap look before it is cut into tokens."""
    if _DIGIT.search(text):
        return True
    return not _number_words(language).isdisjoint(_WORDS.findall(text.lower())) or bool(_FOLD.search(text))


@lru_cache(maxsize=32)
def _number_words(language: str) -> frozenset[str]:
    """Return the words without which a text without digits states no number."""
    grammar = grammar_of(language)
    known = {
        *WORDS.get(language, ()), *SCALES.get(language, ()), *HALF.get(language, ()), *grammar.halves, *grammar.shares,
        *grammar.lone_shares, *grammar.halved, *grammar.nth, *grammar.multiplied, *grammar.multiply, *grammar.multiples, *TWICE,
        *PERCENT, *(last for _, last in PERCENT_PAIRS),
    }  # fmt: skip
    # Longer than an abbreviation: "md" and "bi" stand behind digits.
    return frozenset(word for word in known if len(word) > 2)


def read(text: str, language: str, dates: Sequence[tuple[int, int]], money: str = "") -> list[Stated]:
    """Return the numbers that a sentence states, in its order; those inside `dates` are none.

    `money` is the currency that the text before it spoke of.
    """
    sentence = Sentence(text, language, dates)
    found: list[Found] = []
    place = 0
    while place < len(sentence):
        one, place = _read_at(sentence, place, found)
        if one is not None:
            found.append(one)
    return _stated(sentence, with_units(sentence, found, money))


def _stated(sentence: Sentence, found: Sequence[Found]) -> list[Stated]:
    stated = [
        Stated(
            sentence.tokens[one.first].start,
            sentence.tokens[one.after - 1].end,
            one.amount,
            one.unit,
            one.subject,
        )
        for one in found
    ]
    for one, each in zip(found, stated, strict=True):
        if not each.subject and not one.as_next:
            each.subject = subject_of(sentence, one.first, one.after, one.unit, stated)
    for place in range(len(found) - 2, -1, -1):
        if found[place].as_next:
            stated[place].subject = stated[place + 1].subject
    return stated


_Read = tuple[Found | None, int]
"""What was found, if anything, and the place to go on from."""


def _read_at(sentence: Sentence, place: int, found: Sequence[Found]) -> _Read:
    """Read what may be a number at the place."""
    token = sentence.tokens[place]
    if token.kind == "number":
        value = sentence.amount_of(token)
        if value is None or sentence.in_date(token) or is_part_of_name(sentence, place):
            return None, place + 1
        return _read_quantity(sentence, place + 1, Number(place, value, follows_figure=bool(found)))
    if token.kind != "word":
        return None, place + 1
    if token.low in sentence.numbers and not sentence.in_date(token):
        return _read_spelled(sentence, place, found)
    if token.low in sentence.ones:
        return _read_one(sentence, place, found)
    return _read_word(sentence, place, token)


def _read_spelled(sentence: Sentence, place: int, found: Sequence[Found]) -> _Read:
    value, after = read_spelled(sentence, place)
    if sentence.low(place - 1) in sentence.grammar.several:
        return None, after
    is_scaled = sentence.is_scale(after - 1)
    if after_half := half_at(sentence, after):
        # "deux millions et demi", "two and a half million"
        value += sentence.scales[sentence.low(after - 1)] / 2 if is_scaled else 0.5
        after = after_half
    number = Number(place, value, not is_scaled, is_scaled, follows_figure=bool(found))
    return _read_quantity(sentence, after, number)


def _read_word(sentence: Sentence, place: int, token: Token) -> _Read:
    """Read a number in a word that is none by itself: half, halved, треть, medio millón, tripled, jeder fünfte."""
    if token.low in sentence.half and sentence.low(place + 1) in sentence.ones:
        # "half a million", "half a percentage point", "half an hour"
        return _read_quantity(sentence, place + 2, Number(place, 0.5))
    if token.low in sentence.grammar.halves:
        one = parts.half(sentence, place)
    elif token.low in sentence.grammar.lone_shares or token.low in sentence.grammar.shares:
        one = parts.lone_share(sentence, place)
    elif token.low in sentence.grammar.halved and sentence.low(place - 1) not in sentence.grammar.articles:
        one = Found(place, place + 1, 50.0, "%")
    elif token.low in sentence.half and sentence.is_scale(place + 1):
        return _read_quantity(sentence, place + 1, Number(place, 0.5))
    elif token.low in sentence.grammar.every:
        one = parts.every_nth(sentence, place)
    else:
        one = (
            times.multiplied(sentence, place)
            or times.twice(sentence, place)
            or times.times_in_one_word(sentence, place)
        )
    return one, one.after if one else place + 1


def _read_one(sentence: Sentence, place: int, found: Sequence[Found]) -> _Read:
    """Read "a million", "a dozen", "one in five", "un demi-milliard", "un tiers", "une entreprise sur cinq"."""
    after = place + 1
    if sentence.is_word(after) and sentence.is_scale(after):
        if sentence.tokens[place].text == "A" and sentence.is_word(place - 1):
            # A Thousand Blows is a name: inside a clause nothing else asks for a capital.
            return None, after
        if sentence.is_digits(place - 1):
            # "$2 a million tokens" is a rate.
            return None, after
        return _read_spelled(sentence, place, found)
    if after_half := half_at(sentence, after):
        return _read_quantity(sentence, after_half, Number(place, 1.5, is_spelled=True))
    if sentence.low(after) in sentence.half:
        skip = after + 1 + (sentence.low(after + 1) in HYPHENS)
        if is_measured(sentence, skip):
            return _read_quantity(sentence, skip, Number(place, 0.5))
    is_percent = sentence.is_word(after) and percent_at(sentence, after) is not None
    if is_percent or parts.part_of_scale(sentence, after) is not None:
        return _read_quantity(sentence, after, Number(place, 1.0))
    one = (
        parts.share(sentence, place, after, 1.0)
        or odds.odds(sentence, place, after, 1.0)
        or parts.another_share(sentence, place, found)
    )
    return one, one.after if one else after


def _read_quantity(sentence: Sentence, place: int, number: Number) -> _Read:
    """Read the number that ends before the place with its scale: a share, money, a measure, or what it counts."""
    first, value = number.first, number.value
    if (scale := parts.part_of_scale(sentence, place)) is not None:
        at, many = scale
        return _read_quantity(sentence, at, Number(first, value / many))
    part = parts.share(sentence, first, place, value) or odds.odds(sentence, first, place, value)
    if part:
        return part, part.after
    if sentence.is_hyphen(place) and sentence.low(place + 1) in _ABOUT:
        place += 2
    money, opens = money_before(sentence, first)
    value, place, is_scaled = scaled(sentence, place, value, is_money=bool(money))
    if not math.isfinite(value):
        return None, place
    if money:
        # "$5 billion dollars"
        return Found(opens, place, value, money), place + (sentence.low(place) in currencies.MONEY)
    is_scaled = is_scaled or number.is_scaled
    whole = Number(first, value, number.is_spelled and not is_scaled, is_scaled, number.follows_figure)
    measured = _measured(sentence, place, whole)
    return (measured, measured.after) if measured else _read_counted(sentence, place, whole)


def _measured(sentence: Sentence, place: int, number: Number) -> Found | None:
    """Return a number with its unit, or with the times by which something grew; None where neither stands beside it."""
    first, value = number.first, number.value
    if hundredths := hundredths_at(sentence, place):
        unit, after = hundredths
        return Found(first, after, value / 100, unit, part=1 / 100)
    unit, after = unit_at(sentence, place)
    if unit:
        return Found(first, after, _signed(sentence, first, value, unit), unit)
    if (begins := times.factor_opens(sentence, first)) is not None:
        return Found(begins, place, value, "x")
    if (end := times.times_after(sentence, place)) is not None:
        return Found(first, end, value, "x")
    return None


def _read_counted(sentence: Sentence, place: int, number: Number) -> _Read:
    """Read how often something was done, or the noun that a number counts; without one it is left bare."""
    first, value = number.first, number.value
    if sentence.touches(place) and sentence.is_word(place):
        # 5G, 3D, 21st, 97total.
        return None, place + 1
    if often := times.many_times(sentence, place, value):
        return Found(first, often.after, value, often.unit), often.after
    if sentence.low(place) in sentence.grammar.times:
        return None, place + 1
    noun = noun_at(sentence, place, number)
    if noun is None:
        # A neighbour may lend it one.
        return Found(first, place, value), place
    return Found(first, noun.after, value, noun.unit, noun.subject) if noun.unit else None, noun.after


def _signed(sentence: Sentence, first: int, value: float, unit: str) -> float:
    has_sign = sentence.low(first - 1) in ("-", "−") and sentence.touches(first)
    return -value if has_sign and unit == "%" and not sentence.touches(first - 1) else value
