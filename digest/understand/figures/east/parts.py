"""Parts of a whole: 百分之三十八, 三分之一, 过半数, 5人に1人."""

import re

from digest.understand.figures.east.numbers import DIGITS, HAN_NUMERALS, NUMBER, value_of
from digest.understand.figures.east.subjects import said_of, subject
from digest.understand.figures.stated import Stated

_MOST_PARTS = 1000
# 百分之三十八, 三分之一, 5分の1, 5분의 1.
_FRACTION = re.compile(
    rf"百分之(?P<percent>{NUMBER})|(?P<parts>{DIGITS}|[{HAN_NUMERALS}]+)\s?(?:分之|分の|분의)\s?(?P<many>{DIGITS}|[{HAN_NUMERALS}]+)"
)
# 5人に1人, 5명 중 1명, 每五个人中就有一个; but every three years and three of 100,000 are no odds.
_ONE_OF_MANY = "个|個|人|名|位|家|台|臺|颗|顆|枚|辆|輛|件|张|張|款|座|所"
_ODDS = re.compile(
    rf"(?P<all>{DIGITS}|[{HAN_NUMERALS}]+)(?P<c1>人|社|個|台|名|명|개|곳)\s?(?:に|中|중)\s?(?P<one>{DIGITS}|[{HAN_NUMERALS}]+)(?P=c1)"
    rf"|每(?:售出|卖出|賣出|生产|生產)?(?P<all2>{DIGITS}|[{HAN_NUMERALS}]+)(?![\d{HAN_NUMERALS}万萬亿億年月天日周週])(?:{_ONE_OF_MANY})?(?P<noun>\w{{0,6}}?)"
    rf"(?:中|里|裡|裏)?[,\s]?(?:就|即|便)?有(?P<one2>{DIGITS}|[{HAN_NUMERALS}]+)(?:{_ONE_OF_MANY})"
)
# 一半的企业, 过半数, 응답자의 절반, 半数が; the other half is no share.
_HALF = re.compile(
    r"(?<![另前后後上下])一半(?!天|路)|(?:超?[过過])?半[数數](?=以上|的|受|人|为|為|来自|是|用|投|由|の|が|を|は)|(?<![程间間年期])[过過]半(?=用[于於]|[来來]自|的|受|企|[员員]|由|是|[为為]|在)|절반|반토막|半分(?=が|の|は|を|に|以上|だ|と)|半減(?!期)|半額(?=に|へ|以下|と)|[减減]半|腰[斩斬]"
)


def read_parts(sentence: str) -> list[Stated]:
    """Read 百分之三十八, 三分之一, 5人に1人, 每五家公司中就有一家."""
    found = []
    for match in _FRACTION.finditer(sentence):
        if match["percent"]:
            amount = value_of(match["percent"])
        else:
            amount = _share(value_of(match["many"]), value_of(match["parts"]))
        if amount is not None:
            found.append(Stated(*match.span(), amount, "%", subject(sentence, *match.span())))
    found += [said_of(sentence, *match.span(), 50.0, "%") for match in _HALF.finditer(sentence)]
    for match in _ODDS.finditer(sentence):
        every, one = value_of(match["all"] or match["all2"]), value_of(match["one"] or match["one2"])
        if every and every <= _MOST_PARTS and (amount := _share(one, every)) is not None:
            said = (match["noun"] or "").rstrip("中里裡裏就") or subject(sentence, *match.span())
            found.append(Stated(*match.span(), amount, "%", said))
    return found


def _share(one: float | None, every: float | None) -> float | None:
    return round(100.0 * one / every, 2) if one and every and one < every else None
