"""Numbers of Chinese, Japanese and Korean: digits mixed with characters for ten, ten thousand and its powers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from digest.understand.figures.digits import read_digits

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
_PARTS = re.compile(rf"\d[\d,]*(?:\.\d+)?|[{HAN_NUMERALS}万萬亿億兆십백천만억조点點]")
_EACH = re.compile(r"\s?(?:当たり|あたり|当り|につき|ごと|당\s)")
# Longer runs are no numbers.
_LONGEST = 24

DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
# 千 before 瓦 and 兆 before 瓦 belong to the unit: kilowatt, megawatt.
SCALE = rf"[{EAST_SCALES}](?![瓦克米赫])"
NUMBER = (
    rf"(?:{DIGITS}|(?<![零〇])(?![零〇][{HAN_NUMERALS}])[{HAN_NUMERALS}]+(?:[点點][{HAN_NUMERALS}]+)?)"
    rf"(?:\s?[多余餘]?\s?(?:{SCALE})+(?:\s?{DIGITS}(?=\s?[{EAST_SCALES}])|\s?{DIGITS}(?!\s?[年月日:%])|[{HAN_NUMERALS}]+(?=[{EAST_SCALES}]))?){{0,4}}"
)
_KOREAN_ONES = dict(zip("한 두 세 네 다섯 여섯 일곱 여덟 아홉".split(), range(1, 10), strict=True))
_KOREAN_TENS = dict(zip("열 스물 서른 마흔 쉰 예순 일흔 여든 아흔".split(), range(10, 100, 10), strict=True))
# Numbers in words of their own, two to ninety-nine: 두 명, 열두 곳, 스무 개사.
KOREAN_SMALL: Mapping[str, int] = (
    {one: value for one, value in _KOREAN_ONES.items() if value > 1}
    | _KOREAN_TENS
    | {"스무": 20}
    | {ten + one: many + few for ten, many in _KOREAN_TENS.items() for one, few in _KOREAN_ONES.items()}
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands, and the language that it stands in."""

    sentence: str
    language: str
    start: int
    end: int
    value: float
    is_spelled: bool
    has_scale: bool


def value_of(text: str) -> float | None:
    """Return what NUMBER found amounts to; None for what is none."""
    if len(text) > _LONGEST:
        return None
    return read_east_number(re.sub("[ 多余餘]", "", text))


def is_each(sentence: str, end: int) -> bool:
    """Say whether what ends there is what a price or a rate is for: 1個当たり, 10만명당."""
    return _EACH.match(sentence, end) is not None


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
            total = _with_section(total, section + (digit or 0.0), _LARGE_SCALES[part])
            section, digit, point = 0.0, None, 0.0
        else:
            value = read_digits(part.rstrip(","), "zh")
            if value is None or digit is not None:
                return None
            digit = value
    return total + section + (digit or 0.0)


def _with_section(total: float, section: float, scale: float) -> float:
    """Return a total with one more section in it: 1亿2000万 are two, and 万亿 is a scale upon a scale."""
    if not section and total:
        return total * scale
    if total and scale > total:
        return (total + section) * scale
    return total + (section or 1.0) * scale
