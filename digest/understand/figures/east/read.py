"""A Chinese, Japanese or Korean sentence in, the numbers that it states out.

There are no words to cut at, so the number is found first, then what touches it is read: a currency
before it, a unit or a counter behind it, and the noun that the counter counts. Digits come as narrow ones.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digest.understand.figures import units
from digest.understand.figures.east import words
from digest.understand.figures.east.nouns import chinese_noun, counted, known_before, korean_noun
from digest.understand.figures.east.numbers import EAST_SCALES, HAN_NUMERALS, read_east_number
from digest.understand.figures.east.subjects import subject
from digest.understand.figures.stated import Stated

_NUMERAL = re.compile(rf"[\d0-9{HAN_NUMERALS}두세네半절倍翻배腰]|반토막")
_FIND = re.compile(rf"(?P<money>{words.MONEY_BEFORE})?\s?(?P<number>{words.NUMBER})")
_LONGEST = 24
_MOST_PARTS = 1000
# 成 behind more than ten is another word.
_MOST_PERCENT = 100
_LEAST_SPELLED = 10
_SCALES = "万萬亿億兆만억조"
_LISTED = _SCALES + "BMTKk"


@dataclass(frozen=True, slots=True)
class _Number:
    """A number where it stands, and the language that it stands in."""

    sentence: str
    language: str
    start: int
    end: int
    value: float
    is_spelled: bool
    has_scale: bool


def may_state(text: str) -> bool:
    """Say whether a text may state a number: a cheap look before it is read."""
    return _NUMERAL.search(text) is not None


def read(sentence: str, language: str, dates: Sequence[tuple[int, int]]) -> list[Stated]:
    """Return the numbers that a sentence states, in its order; those inside `dates` are none."""
    found = _read_parts(sentence) + _read_multiplied(sentence)
    taken = [*dates, *((stated.start, stated.end) for stated in found)]
    last: Stated | None = None
    listed: list[Stated] = []
    for match in _FIND.finditer(sentence):
        start, end = match.span("number")
        if any(begin <= start < stop or begin < end <= stop for begin, stop in taken):
            continue
        stated = _read(sentence, language, match)
        if stated is not None:
            if last is not None:
                _join_range(sentence, last, stated, found)
                if not words.LIST.fullmatch(sentence, last.end, stated.start):
                    listed = []
            if not stated.unit and sentence[stated.end - 1] in _LISTED:
                listed.append(stated)
            if stated.unit and stated.unit not in units.CURRENCIES:
                found += _lent(listed, stated)
                listed = []
            if stated.unit:
                found.append(stated)
                taken.append((stated.start, stated.end))
        last = stated
    if language.startswith("ko"):
        found += _korean_small(sentence)
    return sorted(found, key=lambda stated: stated.start)


def _value(text: str) -> float | None:
    if len(text) > _LONGEST:
        return None
    return read_east_number(re.sub("[ 多余餘]", "", text))


# ---- shares ---------------------------------------------------------------------------------------


def _read_parts(sentence: str) -> list[Stated]:
    """Read 百分之三十八, 三分之一, 5人に1人, 每五家公司中就有一家."""
    found = []
    for match in words.FRACTION.finditer(sentence):
        if match["percent"]:
            amount = _value(match["percent"])
        else:
            amount = _share(_value(match["many"]), _value(match["parts"]))
        if amount is not None:
            found.append(Stated(*match.span(), amount, "%", subject(sentence, *match.span())))
    found += [_said(sentence, *match.span(), 50.0, "%") for match in words.HALF.finditer(sentence)]
    for match in words.ODDS.finditer(sentence):
        every, one = _value(match["all"] or match["all2"]), _value(match["one"] or match["one2"])
        if every and every <= _MOST_PARTS and (amount := _share(one, every)) is not None:
            said = (match["noun"] or "").rstrip("中里裡裏就") or subject(sentence, *match.span())
            found.append(Stated(*match.span(), amount, "%", said))
    return found


def _read_multiplied(sentence: str) -> list[Stated]:
    """Read 翻倍, 倍増 and 두 배."""
    return [
        _said(sentence, *match.span(), words.times_of(match), "x")
        for match in words.MULTIPLIED.finditer(sentence)
    ]


def _share(one: float | None, every: float | None) -> float | None:
    return round(100.0 * one / every, 2) if one and every and one < every else None


# ---- one number -----------------------------------------------------------------------------------


def _read(sentence: str, language: str, match: re.Match[str]) -> Stated | None:
    """Read one number with what touches it; one without a unit may still open a range."""
    start, end = match.span("number")
    text = match["number"]
    before = sentence[max(0, start - 3) : start]
    if not match["money"] and words.NAMED_BEFORE.search(before):
        return None
    if text[0] in EAST_SCALES and words.SEVERAL.search(before):
        return None
    value = _value(text)
    if value is None:
        return None
    number = _Number(sentence, language, start, end, value, text[0] in HAN_NUMERALS, text[-1] in EAST_SCALES)
    if match["money"]:
        return _after_currency(number, match["money"], match.start("money"))
    more = words.MORE.match(sentence, end)
    at = more.end() if more else end
    if cents := words.HUNDREDTH.match(sentence, at):
        return _said(sentence, start, cents.end(), value / 100, words.HUNDREDTHS[cents.group()])
    if size := words.LATIN_SIZE.match(sentence, end):
        return _sized(number, size)
    if tail := words.TAIL.match(sentence, at):
        return _with_tail(number, tail)
    if yuan := words.YUAN.match(sentence, at):
        return _said(sentence, start, yuan.end(), value, _yuan(sentence, language))
    counter = words.COUNTERS.get(language[:2], words.COUNTERS["zh"]).match(sentence, at)
    return _with_counter(number, at, counter.group()) if counter else _bare(number, at)


def _yuan(sentence: str, language: str) -> str:
    if language != "zh-Hant":
        return "CNY"
    is_hong_kong = words.HONG_KONG.search(sentence) and not words.TAIWAN.search(sentence)
    return "HKD" if is_hong_kong else "TWD"


def _after_currency(number: _Number, sign: str, opens: int) -> Stated:
    sentence = number.sentence
    code = words.BEFORE_CODES.get(sign) or ("JPY" if number.language.startswith("ja") else "CNY")
    after, value = number.end, number.value
    tail = words.TAIL.match(sentence, after)
    if tail and tail["unit"] and units.EAST_UNITS[tail["unit"]] == code:
        after = tail.end()
    after += sentence.startswith("元", after)
    if scale := words.LATIN_SCALE.match(sentence, after):
        after, value = scale.end(), value * words.LATIN_SCALES[scale[1]]
    return Stated(opens, after, value, code, subject(sentence, opens, after))


def _sized(number: _Number, size: re.Match[str]) -> Stated | None:
    """Read 671B参数, 70B模型, 15.5T tokens and 128K上下文; what has no such noun may be lent it, as the 7B of 7B至72B."""
    sentence, start, end = number.sentence, number.start, size.end()
    if words.SIZED_NAME.search(sentence[:start]):
        return None
    value = number.value * words.LATIN_SCALES[size[1]]
    if noun := words.COUNTED_IN_LATIN.match(sentence, end):
        return Stated(start, noun.end(), value, noun[1], noun[1])
    parameters = words.PARAMETERS.get(number.language, "参数")
    if size[1] in "BT" and (
        words.SIZED_MODEL.match(sentence, end) or words.SIZED_BEFORE.search(sentence[:start])
    ):
        return Stated(start, end, value, parameters, parameters)
    if context := words.SIZED_CONTEXT.match(sentence, end) or words.CONTEXT_BEFORE.search(sentence[:start]):
        return Stated(start, end, value, "tokens", context[1])
    return Stated(start, end, value)


def _with_tail(number: _Number, tail: re.Match[str]) -> Stated | None:
    if tail["none"]:
        return None
    sentence, start, value, end = number.sentence, number.start, number.value, tail.end()
    if tail["tenth"]:
        # 三成 and 3割 are 30 %, 九成二 is 92 %.
        hundredths = tail["hundredths"] or tail["of_ten"] or "0"
        value = value * 10 + (5.0 if hundredths == "半" else read_east_number(hundredths) or 0.0)
        return _share_said(number, end, value) if value <= _MOST_PERCENT else None
    if tail["times"]:
        return _said(sentence, start, end, value, "x") if value != 1 else None
    unit = tail["si"] or units.EAST_UNITS[tail["unit"]]
    if unit == "KRW" and number.is_spelled:
        return None
    if unit == "%" and sentence.startswith(words.POINTS, end):
        unit = next(points for points in words.POINTS if sentence.startswith(points, end))
        end += len(unit)
    return _share_said(number, end, value) if unit == "%" else _said(sentence, start, end, value, unit)


def _share_said(number: _Number, end: int, value: float) -> Stated:
    """Return a share of the noun behind it, where it opens its clause; else of what the words around it say."""
    sentence, start = number.sentence, number.start
    opens = number.language.startswith("zh") and words.OPENS_CLAUSE.search(sentence[:start])
    noun = chinese_noun(sentence, end) if opens else ""
    return Stated(start, end, value, "%", noun) if noun else _said(sentence, start, end, value, "%")


def _said(sentence: str, start: int, end: int, value: float, unit: str) -> Stated:
    return Stated(start, end, value, unit, subject(sentence, start, end))


def _with_counter(number: _Number, at: int, counter: str) -> Stated | None:
    sentence, start, end = number.sentence, number.start, at + len(counter)
    if number.value == 1 and words.EACH.match(sentence, end):
        return None
    if words.RANK.search(sentence[max(0, start - 3) : start]):
        return None
    if number.is_spelled and number.value < _LEAST_SPELLED:
        is_definite = words.DEFINITE.search(sentence[max(0, start - 3) : start])
        if number.value < 2 or counter not in words.SMALL_COUNTERS or is_definite:
            return None
    noun = counted(sentence, number.language, start, end, counter)
    return Stated(start, end, number.value, *noun) if noun else None


def _bare(number: _Number, at: int) -> Stated | None:
    """Read 9.1亿用户 and 参数量为6710亿: a scale, and the noun itself behind it or before the verb."""
    sentence, start = number.sentence, number.start
    is_short = number.end - start < 2
    if number.is_spelled and is_short:
        return (
            Stated(start, number.end, number.value) if words.OPENS_RANGE.match(sentence, number.end) else None
        )
    if number.has_scale and not is_short:
        if number.language.startswith("zh") and (noun := chinese_noun(sentence, at)):
            return Stated(start, at + len(noun), number.value, noun, noun)
        if kana := words.KATAKANA_NOUN.match(sentence, at):
            if words.EACH.match(sentence, kana.end()):
                return None
            return Stated(start, kana.end(), number.value, kana.group(), kana.group())
        if known := known_before(sentence, start):
            return Stated(start, number.end, number.value, *known)
    return Stated(start, number.end, number.value)


def _korean_small(sentence: str) -> list[Stated]:
    """Read 두 명 and 세 곳, whose numbers are words of their own."""
    found = []
    for match in words.KOREAN_SMALL_COUNT.finditer(sentence):
        if not words.DEFINITE.search(sentence[: match.start()][-4:]):
            unit, said = korean_noun(sentence, match.start(), match.end(), match[2])
            found.append(Stated(*match.span(), float(words.KOREAN_SMALL[match[1]]), unit, said))
    return found


# ---- lists and ranges ---------------------------------------------------------------------------------------


def _lent(listed: Sequence[Stated], last: Stated) -> list[Stated]:
    """Return the bare numbers of a list as what its last one counts."""
    return [Stated(one.start, one.end, one.amount, last.unit, last.subject) for one in listed if not one.unit]


def _join_range(sentence: str, first: Stated, second: Stated, found: list[Stated]) -> None:
    """Lend one end of a range what the other has: 3至5万人, 10~20%, 1.2亿至1.5亿用户, 用户1.2亿至1.5亿."""
    if not words.RANGE.fullmatch(sentence, first.end, second.start):
        return
    if first.unit and not second.unit:
        second.unit, second.subject = first.unit, first.subject
        return
    if not second.unit or (first.unit and (first.unit != second.unit or first.unit not in units.CURRENCIES)):
        return
    written = sentence[second.start : second.end]
    scale = _value("1" + "".join(char for char in written if char in _SCALES)) or 1.0
    if any(char in words.TENTHS for char in written):
        scale = 10.0
    has_own = any(char in EAST_SCALES for char in sentence[first.start : first.end])
    if not has_own and first.amount * scale <= second.amount:
        first.amount *= scale
    if sentence[first.start : first.end] in second.subject:
        second.subject = subject(sentence, first.start, second.end)
    if not first.unit:
        first.unit, first.subject = second.unit, second.subject
        found.append(first)
