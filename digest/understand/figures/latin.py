"""A sentence in words with spaces between them in, the numbers that it states out.

English, French, German and Spanish are read in full; of other languages the digits with percent, money
and SI units. The tokens are read from left to right: a number, its scale, its unit or what it counts; what
was left without a unit may take one from its neighbour ("from 3 to 5 million users").
"""

import math
from collections.abc import Sequence

from digest.understand.figures import measures, parts, times, units
from digest.understand.figures.found import Found
from digest.understand.figures.names import is_part_of_name
from digest.understand.figures.neighbours import with_units
from digest.understand.figures.nouns import Number, is_hyphened_noun, noun_at
from digest.understand.figures.numbers import read_digits
from digest.understand.figures.parts import read_spelled
from digest.understand.figures.stated import Stated
from digest.understand.figures.subjects import subject_of
from digest.understand.figures.tokens import HYPHENS, Sentence, Token

# Scales that are written right behind the digits; of some a metre or a tonne is the other meaning.
_GLUED_SCALES = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "t": 1e12, "tn": 1e12, "trn": 1e12, "mm": 1e6, "mln": 1e6,
    "mrd": 1e9, "mds": 1e9, "md": 1e9, "mld": 1e9, "cr": 1e7, "l": 1e5,
}  # fmt: skip
_NEEDS_MONEY = frozenset(("mm", "t", "md", "cr", "l", "L"))
_THOUSAND_TOKENS = frozenset(("context", "tokens", "token", "context-window"))
_LONGEST_ABBREVIATION = 4
# 4K screens
_RESOLUTIONS = frozenset("24568")
# "50-odd advisers", "200-plus labs"
_ABOUT = frozenset(("odd", "plus"))


def read_latin(text: str, language: str, dates: Sequence[tuple[int, int]]) -> list[Stated]:
    """Return the numbers that a sentence states, in its order; those inside `dates` are none."""
    sentence = Sentence(text, language, dates)
    found: list[Found] = []
    place = 0
    while place < len(sentence):
        one, place = _read_at(sentence, place, found)
        if one is not None:
            found.append(one)
    return _stated(sentence, with_units(sentence, found))


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
        value = read_digits(token.text, sentence.language)
        if value is None or sentence.in_date(token) or is_part_of_name(sentence, place):
            return None, place + 1
        return _read_quantity(sentence, place + 1, Number(place, value, follows_figure=bool(found)))
    if token.kind != "word":
        return None, place + 1
    if token.low in sentence.numbers and not sentence.in_date(token):
        value, after = read_spelled(sentence, place)
        if sentence.low(place - 1) in sentence.grammar.several:
            return None, after
        is_scaled = sentence.is_scale(after - 1)
        if is_scaled and _has_half(sentence, after):
            value += sentence.scales[sentence.low(after - 1)] / 2
            after += 2
        number = Number(place, value, not is_scaled, is_scaled, follows_figure=bool(found))
        return _read_quantity(sentence, after, number)
    if token.low in sentence.ones:
        return _read_one(sentence, place)
    return _read_word(sentence, place, token)


def _read_word(sentence: Sentence, place: int, token: Token) -> _Read:
    """Read a number in a word that is none by itself: half, halved, треть, medio millón, tripled, jeder fünfte."""
    one = None
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


def _read_one(sentence: Sentence, place: int) -> _Read:
    """Read "a million", "a dozen", "one in five", "half a million", "un tiers", "une entreprise sur cinq"."""
    after = place + 1
    if sentence.is_word(after) and sentence.is_scale(after):
        if sentence.tokens[place].text == "A" and _is_inside(sentence, place):
            # A Thousand Blows is a name.
            return None, after
        if sentence.low(place - 1) in sentence.half:
            return _read_quantity(sentence, after, Number(place - 1, 0.5))
        if sentence.tokens[place - 1].kind == "number" and place:
            # "$2 a million tokens" is a rate.
            return None, after
        return _read_quantity(sentence, after, Number(place, 1.0))
    if sentence.low(after) in sentence.half:
        skip = after + 1 + (sentence.low(after + 1) in HYPHENS)
        if sentence.is_scale(skip):
            return _read_quantity(sentence, skip, Number(place, 0.5))
    if parts.part_of_scale(sentence, after) is not None:
        return _read_quantity(sentence, after, Number(place, 1.0))
    one = parts.share(sentence, place, after, 1.0) or parts.odds(sentence, place, after, 1.0)
    return one, one.after if one else after


def _is_inside(sentence: Sentence, place: int) -> bool:
    """Say whether a word stands inside a clause, where nothing asks for a capital."""
    return sentence.is_word(place - 1)


def _read_quantity(sentence: Sentence, place: int, number: Number) -> _Read:
    """Read scale and unit of the number that ends before the place."""
    first, value = number.first, number.value
    if (scale := parts.part_of_scale(sentence, place)) is not None:
        at, many = scale
        return _read_quantity(sentence, at, Number(first, value / many))
    part = parts.share(sentence, first, place, value) or parts.odds(sentence, first, place, value)
    if part:
        return part, part.after
    if sentence.is_hyphen(place) and sentence.low(place + 1) in _ABOUT:
        place += 2
    money, opens = measures.money_before(sentence, first)
    value, place, is_scaled = _read_scale(sentence, place, value, is_money=bool(money))
    if not math.isfinite(value):
        return None, place
    if money:
        # "$5 billion dollars"
        return Found(opens, place, value, money), place + (sentence.low(place) in units.MONEY)
    if hundredths := measures.hundredths_at(sentence, place):
        unit, after = hundredths
        return Found(first, after, value / 100, unit, part=1 / 100), after
    unit, after = measures.unit_at(sentence, place)
    if unit:
        return Found(first, after, _signed(sentence, first, value, unit), unit), after
    if (begins := times.factor_opens(sentence, first)) is not None:
        return Found(begins, place, value, "x"), place
    if (end := times.times_after(sentence, place)) is not None:
        return Found(first, end, value, "x"), end
    if sentence.touches(place) and sentence.is_word(place):
        # 5G, 3D, 21st, 97total.
        return None, place + 1
    if sentence.low(place) in sentence.grammar.times:
        return None, place + 1
    is_scaled = is_scaled or number.scaled
    counting = Number(first, value, number.spelled and not is_scaled, is_scaled, number.follows_figure)
    noun = noun_at(sentence, place, counting)
    if noun is None:
        # A neighbour may lend it one.
        return Found(first, place, value), place
    return Found(first, noun.after, value, noun.unit, noun.subject) if noun.unit else None, noun.after


def _signed(sentence: Sentence, first: int, value: float, unit: str) -> float:
    has_sign = sentence.low(first - 1) in ("-", "−") and sentence.touches(first)
    return -value if has_sign and unit == "%" and not sentence.touches(first - 1) else value


# ---- scales ---------------------------------------------------------------------------------------


def _read_scale(sentence: Sentence, place: int, value: float, *, is_money: bool) -> tuple[float, int, bool]:
    """Return the value times its scales, the place after them, and whether there were any."""
    is_scaled = False
    while sentence.token(place) is not None:
        at = place + 1 if sentence.is_hyphen(place) else place
        scale = _scale_at(sentence, at, is_money=is_money, is_touching=at == place and sentence.touches(at))
        if scale is None:
            break
        value *= scale
        is_scaled = True
        place = _over_stop(sentence, at)
        if _has_half(sentence, place):
            value += scale / 2
            place += 2
    return value, place, is_scaled


def _has_half(sentence: Sentence, place: int) -> bool:
    """Say whether half of the scale before is counted, too: deux millions et demi."""
    return sentence.low(place) in sentence.grammar.ands and sentence.low(place + 1) in sentence.half


def _scale_at(sentence: Sentence, at: int, *, is_money: bool, is_touching: bool) -> float | None:
    token = sentence.tokens[at]
    if token.kind != "word":
        return None
    if (scale := sentence.scales.get(token.low)) is not None:
        return scale
    scale = _GLUED_SCALES.get(token.low)
    if scale is None or is_money:
        return scale
    if sentence.is_money_sign(at + 1) or (is_touching and sentence.low(at + 1) in units.MONEY):
        return scale
    if not is_touching or token.text in _NEEDS_MONEY:
        return None
    # "100M users", "671B parameters": only with something counted behind it.
    after = at + 1 + (sentence.low(at + 1) in ("-", "+"))
    if not sentence.is_word(after):
        return None
    if token.text == "K" and sentence.low(after) in _THOUSAND_TOKENS:
        return scale
    if token.text == "K" and sentence.low(at - 1) in _RESOLUTIONS:
        return None
    noun = noun_at(sentence, after, Number(at, 2.0, scaled=True))
    is_hyphened = sentence.low(at + 1) == "-" and is_hyphened_noun(sentence, after)
    return scale if (noun and noun.unit) or is_hyphened else None


def _over_stop(sentence: Sentence, at: int) -> int:
    """Return the place after a scale and the stop of its abbreviation: "Mrd. Euro", "mln. zł"."""
    token, place = sentence.tokens[at], at + 1
    follower = sentence.token(place + 1)
    is_stop = sentence.low(place) == "." and sentence.touches(place)
    if not is_stop or follower is None or len(token.text) > _LONGEST_ABBREVIATION or token.low == "mil":
        return place
    goes_on = follower.text[0].islower() or sentence.language == "de" or follower.text in units.SYMBOLS
    return place + 1 if goes_on else place
