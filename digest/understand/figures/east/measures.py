"""What a number measures: per cent, money, SI, times; and what makes it a time, an age or an order."""

import re

from digest.understand.figures.east.nouns import chinese
from digest.understand.figures.east.numbers import Number, is_each, read_east_number
from digest.understand.figures.east.subjects import said_of, subject
from digest.understand.figures.east.units import BEFORE_CODES, HUNDREDTHS, UNITS
from digest.understand.figures.stated import Stated
from digest.understand.figures.things import noun_of
from digest.understand.figures.units import SI

# 成 behind more than ten is another word.
_MOST_PERCENT = 100
# What makes a number a time, an age, an order or a name.
_NOT_COUNTED = (
    # days, hours, ages
    r"年|月|日(?![元圆圓円])|号|號|时(?!间)|時(?!間)|点(?!\d)|點(?!\d)|分(?!之|の)|秒|天|周(?!边)|週|小时|"
    r"小時|时间|時間|岁|歲|歳|才|世纪|世紀|季|刻|旬|个月|個月|"
    # how long
    r"个小时|個小時|位[数數]|条款|條款|个星期|個星期|个季度|個季度|个工作日|個工作日|个交易日|か月|カ月|"
    r"ヶ月|ヵ月|ケ月|箇月|"
    # which term, edition, model, grade
    r"代|届|屆|版|(?<=20[1-3]\d)款|期|级|級|"
    # which place, step, time
    r"番|位(?=[でに、。])|階|歩|年代|回目|つ目|号线|星级|"
    # the same in Korean
    r"강|위|번|호|년|월|일(?![반])|시(?!설|장|민|스)|분(?!의|야|기)|초|개월|주일|주년|세(?![계대])|살|"
    r"차(?!량)|세대|학년|층|교시|박|"
    # 5G, 3D, 4K
    r"[Gg](?![A-Za-z])|[Dd](?=[^\w])|[Kk](?=[^\wWm])"
)
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_SI = "|".join(sorted(map(re.escape, SI | {"W", "V", "t", "g"}), key=len, reverse=True))
TAIL = re.compile(
    rf"(?P<none>{_NOT_COUNTED})|(?P<unit>{_UNIT})|(?P<si>(?:{_SI})(?![A-Za-z]))|(?P<times>倍|배)|"
    # 九成二 and 3割5分 have hundredths, too.
    r"(?P<tenth>[成割할](?![为為立功長长果]|[员員](?!工)))(?:(?P<hundredths>[一二三四五六七八九半])(?![\d十百千万萬亿億家名个個位人年月日天款台架辆輛座所项項种種次件份张張只隻倍成%％分푼])|(?P<of_ten>[\d一二三四五六七八九])[分푼])?"
)
YUAN = re.compile("元(?:人民币|人民幣)?")
# Of a sentence of the one and not of the other, 元 is its dollar.
_HONG_KONG, _TAIWAN = re.compile("香港|港[元幣股府交]|[恒恆][指生]"), re.compile("[台臺](?!股)")
_POINTS = ("ポイント", "포인트")
HUNDREDTH = re.compile("|".join(HUNDREDTHS))
# What is told in the money of the country, which a headline leaves out: 营收890亿, 영업손실 890억.
_MONEY_OF_HOME = {
    "zh": re.compile(
        r"(?:营收|營收|营业收入|營業收入|净利润?|淨利|利润|利潤|亏损|虧損|市值|销售额|銷售額|产值|產值)[^\d,。;、]{0,4}$"
    ),
    "ko": re.compile(
        r"(?:매출액?|영업이익|영업손실|순이익|순손실|적자|흑자|시가총액|시총|과징금|벌금)[^\d,]{0,3}$"
    ),
}
_LARGE = frozenset("亿億兆억조")
_SAID_BEFORE = 10
# Behind money that has its sign before it.
_LATIN_SCALES = {"trillion": 1e12, "billion": 1e9, "bn": 1e9, "B": 1e9, "million": 1e6, "M": 1e6, "K": 1e3}
_LATIN_SCALE = re.compile(r"\s?(billion|million|trillion|bn|[BMK])\b")
# Where a clause opens with its number: 报告显示,约七成企业使用AI.
_OPENS_CLAUSE = re.compile(r"(?:^|[,。;:])\s?(?:有|大[约約]|[约約近逾超]|超[过過]|不到|不足|[仅僅])*$")


def after_currency(number: Number, sign: str, opens: int) -> Stated:
    """Return the number with the currency whose sign stands before it, where the money opens."""
    sentence = number.sentence
    code = BEFORE_CODES.get(sign) or ("JPY" if number.language.startswith("ja") else "CNY")
    after, value = number.end, number.value
    tail = TAIL.match(sentence, after)
    if tail and tail["unit"] and UNITS[tail["unit"]] == code:
        after = tail.end()
    after += sentence.startswith("元", after)
    if scale := _LATIN_SCALE.match(sentence, after):
        after, value = scale.end(), value * _LATIN_SCALES[scale[1]]
    return Stated(opens, after, value, code, subject(sentence, opens, after))


def with_tail(number: Number, tail: re.Match[str]) -> Stated | None:
    """Return the number with the unit behind it; None where that makes it a time, an age, an order or a name."""
    if tail["none"]:
        return None
    sentence, start, value, end = number.sentence, number.start, number.value, tail.end()
    if tail["tenth"]:
        # 三成 and 3割 are 30 %, 九成二 is 92 %.
        hundredths = tail["hundredths"] or tail["of_ten"] or "0"
        value = value * 10 + (5.0 if hundredths == "半" else read_east_number(hundredths) or 0.0)
        if value > _MOST_PERCENT:
            return None
        things = _things_at(sentence, end)
        return Stated(start, end, value, "%", things) if things else _share_said(number, end, value)
    if tail["times"]:
        return said_of(sentence, start, end, value, "x") if value != 1 else None
    if is_each(sentence, end):
        return None
    unit = tail["si"] or UNITS[tail["unit"]]
    if unit == "KRW" and number.is_spelled:
        return None
    if unit == "%" and sentence.startswith(_POINTS, end):
        unit = next(points for points in _POINTS if sentence.startswith(points, end))
        end += len(unit)
    return _share_said(number, end, value) if unit == "%" else said_of(sentence, start, end, value, unit)


def _things_at(sentence: str, at: int) -> str:
    """Return the known noun that tenths are of, with little more before it: 三成员工, 八成受访企业, but 八成须用国产芯片."""
    noun = "" if sentence.startswith(" ", at) else chinese.noun_at(sentence, at)
    return noun if len(noun) <= 2 * len(noun_of(noun)) else ""


def _share_said(number: Number, end: int, value: float) -> Stated:
    """Return a share of the noun behind it, where it opens its clause; else of what the words around it say."""
    sentence, start = number.sentence, number.start
    opens = number.language.startswith("zh") and _OPENS_CLAUSE.search(sentence[:start])
    noun = chinese.noun_at(sentence, end) if opens else ""
    return Stated(start, end, value, "%", noun) if noun else said_of(sentence, start, end, value, "%")


def money_left_out(number: Number) -> str:
    """Return the currency of a large sum that is told without one, by what is said of it; empty where it is no sum."""
    home = _MONEY_OF_HOME.get(number.language[:2])
    said = number.sentence[max(0, number.start - _SAID_BEFORE) : number.start]
    if home is None or number.sentence[number.end - 1] not in _LARGE or not home.search(said):
        return ""
    return "KRW" if number.language == "ko" else yuan(number.sentence, number.language)


def yuan(sentence: str, language: str) -> str:
    """Return whose 元 it is, where nothing else says so."""
    if language != "zh-Hant":
        return "CNY"
    is_hong_kong = _HONG_KONG.search(sentence) and not _TAIWAN.search(sentence)
    return "HKD" if is_hong_kong else "TWD"
