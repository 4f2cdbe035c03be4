"""A Chinese, Japanese or Korean sentence in, the numbers that it states out.

There are no words to cut at, so the number is found first, then what touches it is read: a currency
before it, a unit or a counter behind it, and the noun that the counter counts. Digits come as narrow ones.
"""

import re
from collections.abc import Sequence

from digest.understand.figures import currencies
from digest.understand.figures.east import counters, measures, sizes
from digest.understand.figures.east.nouns import chinese, japanese
from digest.understand.figures.east.nouns.find import known_before
from digest.understand.figures.east.numbers import (
    EAST_SCALES,
    HAN_NUMERALS,
    NUMBER,
    Number,
    is_each,
    value_of,
)
from digest.understand.figures.east.parts import read_parts
from digest.understand.figures.east.ranges import is_listed, join_range, lent, may_be_lent, opens_range
from digest.understand.figures.east.subjects import said_of
from digest.understand.figures.east.times import read_times
from digest.understand.figures.east.units import HUNDREDTHS, MONEY_BEFORE
from digest.understand.figures.stated import Stated

_MORE = re.compile(r"\s?(?:多|余|餘|여|数|強|弱|以上)?\s?")
# Behind these a number is part of a name, an address or an order.
_NAMED_BEFORE = re.compile(r"[第每No.#Vv]$|[A-Za-z]$|[A-Za-z][-‑・]$|[A-Za-z0-9][.]$|제\s?$|[:/]$|[.]$")
# 数十家, 几百万, 上千名: nobody knows how many.
_SEVERAL = re.compile("[数數几幾上好]$")
_NUMERAL = re.compile(rf"[\d{HAN_NUMERALS}두세네半절倍翻배腰]|반토막")
_FIND = re.compile(rf"(?P<money>{MONEY_BEFORE})?\s?(?P<number>{NUMBER})")


def may_state(text: str) -> bool:
    """Say whether a text may state a number: a cheap look before it is read."""
    return _NUMERAL.search(text) is not None


def read(sentence: str, language: str, dates: Sequence[tuple[int, int]]) -> list[Stated]:
    """Return the numbers that a sentence states, in its order; those inside `dates` are none."""
    found = read_parts(sentence) + read_times(sentence)
    taken = [*dates, *((stated.start, stated.end) for stated in found)]
    stated: Stated | None = None
    listed: list[Stated] = []
    for match in _FIND.finditer(sentence):
        start, end = match.span("number")
        if any(begin <= start < stop or begin < end <= stop for begin, stop in taken):
            continue
        last, stated = stated, _read(sentence, language, match)
        if stated is None:
            continue
        if last is not None:
            join_range(sentence, last, stated, found)
            if not is_listed(sentence, last, stated):
                listed = []
        if may_be_lent(sentence, stated):
            listed.append(stated)
        if stated.unit and stated.unit not in currencies.CURRENCIES:
            found += lent(listed, stated)
            listed = []
        if stated.unit:
            found.append(stated)
            taken.append((stated.start, stated.end))
    if language.startswith("ko"):
        found += counters.read_korean_words(sentence)
    return sorted(found, key=lambda stated: stated.start)


def _read(sentence: str, language: str, match: re.Match[str]) -> Stated | None:
    """Read one number with what touches it; one without a unit may still open a range."""
    start, end = match.span("number")
    text = match["number"]
    before = sentence[max(0, start - 3) : start]
    if not match["money"] and _NAMED_BEFORE.search(before):
        return None
    if text[0] in EAST_SCALES and _SEVERAL.search(before):
        return None
    value = value_of(text)
    if value is None:
        return None
    number = Number(sentence, language, start, end, value, text[0] in HAN_NUMERALS, text[-1] in EAST_SCALES)
    if match["money"]:
        return measures.after_currency(number, match["money"], match.start("money"))
    more = _MORE.match(sentence, end)
    at = more.end() if more else end
    if cents := measures.HUNDREDTH.match(sentence, at):
        return said_of(sentence, start, cents.end(), value / 100, HUNDREDTHS[cents.group()])
    if size := sizes.SIZE.match(sentence, end):
        return sizes.read_size(number, size)
    if tail := measures.TAIL.match(sentence, at):
        return measures.with_tail(number, tail)
    if yuan := measures.YUAN.match(sentence, at):
        return said_of(sentence, start, yuan.end(), value, measures.yuan(sentence, language))
    if counter := counters.counter_at(number, at):
        return counters.with_counter(number, at, counter)
    return _bare(number, at)


def _bare(number: Number, at: int) -> Stated | None:
    """Read 9.1亿用户 and 参数量为6710亿: a scale, and the noun itself behind it or before the verb."""
    sentence, start, end = number.sentence, number.start, number.end
    bare = Stated(start, end, number.value)
    if end - start < 2:
        return bare if not number.is_spelled or opens_range(sentence, end) else None
    if not number.has_scale:
        return _counting_thing(number, at) or bare
    if code := measures.money_left_out(number):
        return said_of(sentence, start, end, number.value, code)
    if number.language.startswith("zh") and (noun := chinese.noun_at(sentence, at)):
        return Stated(start, at + len(noun), number.value, noun, noun)
    if noun := japanese.katakana_at(sentence, at):
        after = at + len(noun)
        return None if is_each(sentence, after) else Stated(start, after, number.value, noun, noun)
    if known := known_before(sentence, start):
        return Stated(start, end, number.value, *known)
    return sizes.size_named_before(number) or _counting_thing(number, at) or bare


def _counting_thing(number: Number, at: int) -> Stated | None:
    """Read 300の大学: what is known to be counted needs no counter in Japanese."""
    noun = japanese.thing_behind_of(number.sentence, at) if number.language == "ja" else ""
    return Stated(number.start, at + 1 + len(noun), number.value, noun, noun) if noun else None
