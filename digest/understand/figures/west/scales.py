"""Scales behind a number: 5 million, 3 Mrd., 100M users, deux millions et demi."""

from digest.understand.figures import currencies
from digest.understand.figures.west.grammar import number_words
from digest.understand.figures.west.nouns.find import is_hyphened_noun, noun_at
from digest.understand.figures.west.nouns.noun import Number
from digest.understand.figures.west.sentence import DASHES, Sentence

# Of money also a million as bankers write it, and India's crores and lakhs.
_GLUED = {**number_words.GLUED, "mm": 1e6, "cr": 1e7, "l": 1e5}
_NEEDS_MONEY = frozenset(("mm", "t", "cr", "l", "L"))
_THOUSAND_TOKENS = frozenset(("context", "tokens", "token", "context-window"))
_LONGEST_ABBREVIATION = 4
# 4K screens
_RESOLUTIONS = frozenset("24568")


def scaled(sentence: Sentence, place: int, value: float, *, is_money: bool) -> tuple[float, int, bool]:
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
        if after_half := half_at(sentence, place):
            value += scale / 2
            place = after_half
    return value, place, is_scaled


def half_at(sentence: Sentence, place: int) -> int:
    """Return the place after "and a half", where half of what stands before is counted, too; 0 where it is not."""
    if sentence.low(place) not in sentence.grammar.ands:
        return 0
    # "and half" begins another share in English, "and a half-built" a noun.
    has_article = sentence.grammar.half_is_bare
    at = place + 1 + has_article
    is_half = sentence.low(at) in sentence.half and (not has_article or sentence.low(place + 1) == "a")
    return at + 1 if is_half and not sentence.is_hyphen(at + 1) else 0


def _scale_at(sentence: Sentence, at: int, *, is_money: bool, is_touching: bool) -> float | None:
    token = sentence.tokens[at]
    if token.kind != "word":
        return None
    if (scale := sentence.scales.get(token.low)) is not None:
        return scale
    scale = _GLUED.get(token.low)
    if scale is None or is_money or _is_of_money(sentence, at):
        return scale
    if sentence.is_money_sign(at + 1) or (is_touching and sentence.low(at + 1) in currencies.MONEY):
        return scale
    if not is_touching or token.text in _NEEDS_MONEY:
        return None
    # "100M users", "671B parameters": only with something counted behind it.
    if sentence.low(at - 2) in sentence.grammar.of_which:
        return scale
    if _goes_on(sentence, at):
        return _scale_at(sentence, at + 3, is_money=is_money, is_touching=True)
    after = at + 1 + (sentence.low(at + 1) in ("-", "+"))
    if not sentence.is_word(after):
        return None
    if token.text == "K" and sentence.low(after) in _THOUSAND_TOKENS:
        return scale
    if token.text == "K" and sentence.low(at - 1) in _RESOLUTIONS:
        return None
    noun = noun_at(sentence, after, Number(at, 2.0, is_scaled=True))
    is_hyphened = sentence.low(at + 1) == "-" and is_hyphened_noun(sentence, after)
    return scale if (noun and noun.unit) or is_hyphened else None


def _is_of_money(sentence: Sentence, at: int) -> bool:
    """Say whether the number before a scale is the second of a range of money: the 3m of "€2-3m", of "€2m-3m"."""
    first = at - 3 if sentence.is_digits(at - 3) else at - 4
    is_range = sentence.low(at - 2) in DASHES | sentence.grammar.ranges
    return is_range and sentence.is_digits(first) and sentence.is_money_sign(first - 1)


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Say whether a number of the same scale follows: the first of "7B, 32B and 72B parameters", of "5m-6m users"."""
    joint = sentence.low(at + 1)
    is_joint = joint == "," or joint in sentence.grammar.ands | sentence.grammar.ranges | DASHES
    is_alike = sentence.touches(at + 3) and sentence.low(at + 3) == sentence.low(at)
    return is_joint and sentence.is_digits(at + 2) and is_alike


def _over_stop(sentence: Sentence, at: int) -> int:
    """Return the place after a scale and the stop of its abbreviation: "Mrd. Euro", "mln. zł"."""
    token, place = sentence.tokens[at], at + 1
    follower = sentence.token(place + 1)
    is_stop = sentence.low(place) == "." and sentence.touches(place)
    if not is_stop or follower is None or len(token.text) > _LONGEST_ABBREVIATION or token.low == "mil":
        return place
    goes_on = (
        follower.text[0].islower()
        or sentence.grammar.nouns_have_capitals
        or follower.text in currencies.SYMBOLS
    )
    return place + 1 if goes_on else place
