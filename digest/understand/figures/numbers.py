"""Numbers as people write them, in digits and in words, as amounts.

Digits come with the separators of their language: 1,234.5 and 1.234,5 and 1 234,5 are one number, and
1,00,000 is one too. Words, whose amounts stand in `number_words.py`, add up; Chinese, Japanese and Korean
numbers mix digits with characters for ten, a hundred, ten thousand and its powers.
"""

import re
from collections.abc import Iterable

# Longer runs of digits are keys, hashes and telephone numbers.
_LONGEST_NUMBER = 24

# Where the comma is the decimal point; elsewhere it parts the thousands.
COMMA_DECIMAL = frozenset(
    {"fr", "de", "es", "it", "pt", "nl", "pl", "ru", "sv", "da", "nb", "fi", "cs", "tr", "id", "uk"}
)

_THREES = re.compile(r"\d{1,3}(?:[^\d]\d{3})+")
_LAKHS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_SPACES = re.compile("[\u0020\u00a0\u202f\u2009'’]")
_WIDE = str.maketrans("0123456789,.", "0123456789,.")


def read_digits(text: str, language: str) -> float | None:
    """Return what digits with separators amount to; None for versions, dates and other non-numbers."""
    if len(text) > _LONGEST_NUMBER:
        return None
    text = text.translate(_WIDE)
    if _SPACES.search(text):
        text = _SPACES.sub("", text)
    commas, stops = text.count(","), text.count(".")
    if not commas and not stops:
        # 007 and 0199 are names and telephone numbers.
        return float(text) if text[0] != "0" or len(text) == 1 else None
    if commas and stops:
        decimal = "," if text.rindex(",") > text.rindex(".") else "."
        whole, _, part = text.rpartition(decimal)
        if decimal in whole or not (_THREES.fullmatch(whole) or _LAKHS.fullmatch(whole)):
            return None
        return float(f"{re.sub(r'[.,]', '', whole)}.{part}")
    mark = "," if commas else "."
    if commas + stops > 1:
        if _THREES.fullmatch(text) or _LAKHS.fullmatch(text):
            return float(text.replace(mark, ""))
        return None
    whole, _, part = text.partition(mark)
    parts_thousands = (mark == ".") == (language in COMMA_DECIMAL)
    # Nobody writes three noughts behind a decimal point: 100,000 parts thousands in any language.
    if len(part) == 3 and len(whole) <= 3 and whole[0] != "0" and (parts_thousands or part == "000"):
        return float(whole + part)
    return float(f"{whole}.{part}")


# ---- in words -------------------------------------------------------------------------------------

_TENS = frozenset(range(20, 100, 10))
_DOZEN = 12


def read_words(values: Iterable[float]) -> tuple[float, int]:
    """Add up number words in their order; return the sum, and how many of them belong to one number.

    "two", "hundred", "thousand" is 200,000; "twenty", "five" is 25; of "five", "six" only the first.
    """
    whole = current = 0.0
    used = 0
    for value in values:
        if value >= 1000:
            # "mil millones": a scale upon a scale.
            whole = whole + current * value if current else (whole or 1.0) * value
            current = 0.0
        elif value == 100:
            if current >= 100:
                break
            current = (current or 1.0) * 100
        elif current == 4 and value == 20:
            current = 80.0
        elif value == _DOZEN and 1 < current < 10:
            current *= _DOZEN
        else:
            room = current % 100
            fits = not room or (room in _TENS and value < 10) or (room in (60, 80) and value < 20)
            # dix-sept, dix-huit, dix-neuf
            fits = fits or (room == 10 and 7 <= value <= 9)
            if used and not fits:
                break
            current += value
        used += 1
    return whole + current, used


# ---- Chinese, Japanese, Korean --------------------------------------------------------------------

_HAN_DIGITS = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{"〇": 0, "两": 2, "兩": 2, "壹": 1, "贰": 2, "貳": 2, "叁": 3, "參": 3, "肆": 4, "伍": 5},
    **{"陆": 6, "陸": 6, "柒": 7, "捌": 8, "玖": 9},
}
_SMALL_SCALES = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "拾": 10,
    "佰": 100,
    "仟": 1000,
    "십": 10,
    "백": 100,
    "천": 1000,
}
_LARGE_SCALES = {"万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "兆": 1e12, "만": 1e4, "억": 1e8, "조": 1e12}
HAN_NUMERALS = "".join(_HAN_DIGITS) + "十百千拾佰仟"
EAST_SCALES = "十百千万萬亿億兆십백천만억조"
_PARTS = re.compile(rf"[\d0-9][\d0-9,,]*(?:[..][\d0-9]+)?|[{HAN_NUMERALS}万萬亿億兆십백천만억조点點]")


def read_east_number(text: str) -> float | None:
    """Return what digits mixed with characters amount to: 1.2万亿, 3万5000, 三百五十七万, 1조 2,000억."""
    total = section = 0.0
    digit: float | None = None
    point = 0.0
    for part in _PARTS.findall(text):
        if part in _HAN_DIGITS:
            if point:
                digit = (digit or 0.0) + _HAN_DIGITS[part] * point
                point /= 10
            elif digit is not None and digit < 1e6:
                digit = digit * 10 + _HAN_DIGITS[part]
            else:
                digit = float(_HAN_DIGITS[part])
        elif part in "点點":
            point = 0.1
        elif part in _SMALL_SCALES:
            section += (1.0 if digit is None else digit) * _SMALL_SCALES[part]
            digit, point = None, 0.0
        elif part in _LARGE_SCALES:
            section += digit or 0.0
            digit, point = None, 0.0
            # 万亿 is a scale upon a scale; 1亿2000万 are two sections.
            if not section and total:
                total *= _LARGE_SCALES[part]
            elif total and _LARGE_SCALES[part] > total:
                total = (total + section) * _LARGE_SCALES[part]
            else:
                total += (section or 1.0) * _LARGE_SCALES[part]
            section = 0.0
        else:
            value = read_digits(part.rstrip(","), "zh")
            if value is None or digit is not None:
                return None
            digit = value
    return total + section + (digit or 0.0)
