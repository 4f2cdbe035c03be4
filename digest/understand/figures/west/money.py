"""Sums of money: their currency, before a number or behind it."""

import re

from digest.understand.figures import currencies
from digest.understand.figures.west.found import Measured
from digest.understand.figures.west.grammar.number_words import GLUED
from digest.understand.figures.west.grammar.shape import words
from digest.understand.figures.west.sentence import HYPHENS, Sentence

# A yen sign is a yuan's, too.
_CHINESE = re.compile(
    r"\b(?:yuan|RMB|renminbi|China|Chinese|Beijing|Shanghai|Shenzhen|Chine|chinois\w*|chinesisch\w*|chin[oa]s?)\b"
)
# Only of a Swiss sum are francs told without a name.
_SWISS = re.compile(
    r"\b(?:Suisses?|suisses?|Swiss|Switzerland|Schweiz\w*|Suiza|Berne?|Gen[èe]ve|Geneva|Genf|Zuri?ch|Zürich|Lausanne|Bâle|Basel)\b"
)
# A verb and other words; money only behind a large number.
_DOUBTFUL = words("won real rand lira dong wons")
_OF = frozenset(("of", "de", "d'", "d’", "di"))
# What stands behind a dollar sign, as in "5 $ CA".
_DOLLARS_AFTER = {"ca": "CAD", "can": "CAD", "hk": "HKD", "nt": "TWD"}
_THOUSANDS = 4


def money_before(sentence: Sentence, first: int) -> Measured:
    """Return the currency that stands before the number and the place where it starts."""
    before = sentence.token(first - 1)
    if before is None:
        return "", first
    if before.kind == "code" and sentence.low(first - 2) == "$" and sentence.touches(first - 1):
        return currencies.DOLLARS.get(before.text, ""), first - 2
    if before.kind == "code":
        return currencies.CODES.get(before.text, ""), first - 1
    if before.text in currencies.SYMBOLS:
        return _sign_before(sentence, first)
    if before.text in currencies.CODES and before.kind == "word":
        return currencies.CODES[before.text], first - 1
    if before.low in ("rs", "rupees") or (before.text == "." and sentence.low(first - 2) == "rs"):
        return "INR", first - 1
    return "", first


def _sign_before(sentence: Sentence, first: int) -> Measured:
    sign = sentence.tokens[first - 1].text
    code = currencies.SYMBOLS[sign]
    whose = sentence.token(first - 2)
    if code == "USD" and whose and sentence.touches(first - 1) and whose.text in currencies.DOLLARS:
        return currencies.DOLLARS[whose.text], first - 2
    if sign == "¥" and _CHINESE.search(sentence.text):
        code = "CNY"
    return code, first - 1


def money_after(sentence: Sentence, place: int) -> Measured | None:
    """Read "dollars", "$ US", "de dollars de Hong Kong", "US-Dollar", "Swiss francs"."""
    token = sentence.tokens[place]
    if token.text in currencies.SYMBOLS:
        return _sign_after(sentence, place)
    at = place
    if token.low in _OF and sentence.token(place + 1):
        at = place + 1
        token = sentence.tokens[at]
    if token.text in currencies.DOLLARS and sentence.low(at + 1) == "$":
        return currencies.DOLLARS[token.text], at + 2
    if token.text in currencies.CODES and token.text.isupper():
        return currencies.CODES[token.text], at + 1
    whose, at = _whose(sentence, at)
    low = sentence.low(at)
    if low == "$" and whose:
        return whose, at + 1
    if low.endswith("-dollar") or low in ("us-dollar", "us-dollars"):
        return "USD", at + 1
    if low in ("pound", "pounds"):
        # Pounds are a weight, too.
        is_sterling = sentence.low(at + 1) == "sterling"
        is_money = place != at or is_sterling or _is_large(sentence, place)
        return ("GBP", at + 1 + is_sterling) if is_money else None
    if low in ("franc", "francs", "francos"):
        if sentence.low(at + 1) in ("suisses", "suizos", "swiss"):
            return "CHF", at + 2
        return ("CHF", at + 1) if _SWISS.search(sentence.text) else None
    if low == "swiss":
        return ("CHF", at + 2) if sentence.low(at + 1).startswith("franc") else None
    return _currency(sentence, place, at, whose)


def _sign_after(sentence: Sentence, place: int) -> Measured:
    code = currencies.SYMBOLS[sentence.tokens[place].text]
    follower = sentence.low(place + 1)
    if code == "USD" and follower in _DOLLARS_AFTER:
        return _DOLLARS_AFTER[follower], place + 2
    return code, place + 1 + (follower == "us")


def _whose(sentence: Sentence, at: int) -> Measured:
    """Return whose dollars they are, said before the word: US, Hong Kong, Taiwan-."""
    whose = ""
    for width in (2, 1):
        name = " ".join(sentence.low(at + step) for step in range(width))
        if name in currencies.WHOSE:
            whose, at = currencies.WHOSE[name], at + width
            break
    else:
        if sentence.low(at) in ("us", "u.s.", "american"):
            whose, at = "USD", at + 1
    if whose and sentence.low(at) in HYPHENS:
        at += 1
    return whose, at


def _currency(sentence: Sentence, place: int, at: int, whose: str) -> Measured | None:
    low = sentence.low(at)
    code = currencies.MONEY.get(low, "")
    if not code or (whose and code != "USD"):
        return None
    if low in _DOUBTFUL and not _is_large(sentence, place):
        return None
    after = at + 1
    if code == "USD" and not whose:
        follower, name = sentence.low(after), sentence.low(after + 1)
        if follower in currencies.WHOSE:
            return currencies.WHOSE[follower], after + 1
        if follower in ("de", "of") and name in currencies.WHOSE_PLACES:
            return currencies.WHOSE_PLACES[name], after + 2
    return whose or code, after


def _is_large(sentence: Sentence, place: int) -> bool:
    """Say whether what stands before the place makes thousands at least."""
    before = sentence.token(place - 1)
    if before is None:
        return False
    if before.low in sentence.scales or before.low in GLUED:
        return True
    return before.kind == "number" and len(before.text) > _THOUSANDS


def hundredths_at(sentence: Sentence, place: int) -> Measured | None:
    """Read "35 cents", "8 euro cents", "35 Cent", "10 centimes de dollar": the currency that they are hundredths of."""
    place += sentence.is_hyphen(place)
    code = currencies.MONEY.get(sentence.low(place), "")
    at = place + 1 if code else place
    if not code:
        code, at = _whose(sentence, place)
    at += bool(code) and sentence.is_hyphen(at)
    usual = sentence.grammar.hundredths.get(sentence.low(at))
    if usual is None:
        return None
    after = at + 1
    if sentence.low(after) in _OF and (said := currencies.MONEY.get(sentence.low(after + 1))):
        return said, after + 2
    if not code and usual == "USD" and "€" in sentence.text and "$" not in sentence.text:
        code = "EUR"
    return code or usual, after
