"""The unit behind a number: per cent, money, or SI and its like."""

from digest.understand.figures import units
from digest.understand.figures.west.found import Measured
from digest.understand.figures.west.money import money_after
from digest.understand.figures.west.percent import percent_at
from digest.understand.figures.west.sentence import HYPHENS, Sentence
from digest.words import without_marks

_SQUARED = frozenset(("ft", "m", "km"))


def unit_at(sentence: Sentence, place: int) -> Measured:
    """Return the unit that begins at the place, of per cent, money and SI."""
    token = sentence.token(place)
    if token is None:
        return "", place
    if sentence.is_hyphen(place):
        place += 1
        token = sentence.tokens[place]
    if found := percent_at(sentence, place):
        return found
    if found := money_after(sentence, place):
        return found
    return _si(sentence, place)


def _si(sentence: Sentence, place: int) -> Measured:
    token = sentence.tokens[place]
    scale = sentence.token(place + 1)
    if token.text == "°" and scale and scale.text in ("C", "F"):
        return f"°{scale.text}", place + 2
    if token.low in ("de", "d'", "d’") and sentence.low(place + 1) in units.SI_WORDS:
        place += 1
    elif token.kind != "word":
        return "", place
    return _symbol(sentence, place) or _word(sentence, place)


def _symbol(sentence: Sentence, place: int) -> Measured | None:
    text = sentence.tokens[place].text
    if sentence.low(place + 1) == "/" and sentence.touches(place + 1) and sentence.touches(place + 2):
        # GB/s is three tokens.
        rate = f"{text}/{sentence.tokens[place + 2].text}"
        if rate in units.SI or rate in units.OCTET_RATES:
            return units.OCTET_RATES.get(rate, rate), place + 3
    if text in units.SI and text not in sentence.grammar.verbs_like_symbols:
        if sentence.low(place + 1) in ("²", "³"):
            return text + sentence.low(place + 1), place + 2
        return text, place + 1
    if text in sentence.grammar.symbols:
        return sentence.grammar.symbols[text], place + 1
    is_touching = sentence.touches(place) or sentence.low(place - 1) in HYPHENS
    if text in units.SPACED_SI and (text in "WV" or not is_touching) and not sentence.is_scale(place - 1):
        # In a headline where all words have capitals it may be one of its words.
        return None if text in "mgt" and sentence.is_title_case else (text, place + 1)
    return None


def _word(sentence: Sentence, place: int) -> Measured:
    low = sentence.low(place)
    if low == "sq":
        # "6,000 sq. ft."
        at = place + 1 + (sentence.low(place + 1) == ".")
        if sentence.low(at) in _SQUARED:
            return "sq ft" if sentence.low(at) == "ft" else f"{sentence.low(at)}²", at + 1
    if low in units.SQUARE and sentence.low(place + 1) in units.SI_WORDS:
        return f"{units.SI_WORDS[sentence.low(place + 1)]}²", place + 2
    if low in units.ALONE:
        return units.ALONE[low], place + 1
    unit = units.SI_WORDS.get(low) or units.SI_WORDS.get(without_marks(low), "")
    if not unit:
        return "", place
    after = place + 1
    if unit.endswith("W"):
        hyphen = sentence.low(after) in HYPHENS
        if sentence.low(after + hyphen) in units.HOURS:
            return f"{unit}h", after + hyphen + 1
    if sentence.low(after) in units.SQUARE:
        return f"{unit}²", after + 1
    return unit, after
