"""Things that are counted: 300名工程师, 20社, 두 명."""

import re
from collections.abc import Mapping

from digest.scripts import HANGUL
from digest.understand.figures.east.nouns import korean
from digest.understand.figures.east.nouns.find import counted
from digest.understand.figures.east.numbers import KOREAN_SMALL, Number, is_each
from digest.understand.figures.stated import Stated

# Spelled numbers below it are figures only with some counters.
_LEAST_SPELLED = 10
_LISTED = {
    "zh": (
        "名 位 个 個 家 款 台 臺 部 颗 顆 枚 辆 輛 架 艘 座 所 项 項 种 種 次 人(?![次形力工才造气氣]) 户 戶 件 份 张 張 套 只 隻 条 條 篇 间 間 片 笔 筆 人次 "
        "票 例 起 宗 根 粒 箱 棟 栋 處 处 股 吨 噸 公吨 公噸 公顷 公頃 桶 亩 畝 国 國 省 层 層 块 塊 支 组 組 节 節 场 場 头 头 株 批 幅 本 辆次 架次 单 "
        "万个 字 词(?!元)"
    ),
    "ja": (
        "人 名 社 個 台 件 枚 基 棟 機 隻 両 校 店 店舗 カ所 か所 ヶ所 箇所 カ国 か国 ヶ国 ヵ国 種類 種 項目 本 冊 拠点 世帯 回 株 トン "
        "ヘクタール バレル 票 つ 工場 自治体 大学 団体 字 文字 品目 分野 機種 語"
    ),
    "ko": (
        "명 개 대(?!\\d) 건 곳 회 장 개국 개사 종 가구 편 척 기(?!록|준|여) 채 마리 톤 헥타르 배럴 표 주 개소 개교 여명 사람 글자 인 권 병 여개 여명 여대 "
        "여건 여곳 여종"
    ),
}
_COUNTERS: Mapping[str, re.Pattern[str]] = {
    language: re.compile("|".join(sorted(listed.split(), key=len, reverse=True)))
    for language, listed in _LISTED.items()
}
# Those ones.
_SMALL_COUNTERS = frozenset(
    "名 位 家 款 座 台 颗 顆 枚 辆 輛 架 艘 所 人 社 基 棟 栋 カ国 か国 ヶ国 명 곳 개국 개사".split()
)
# 前三名 are a rank; 目前三名 are three.
_RANK = re.compile(r"(?<![目此日之以提当當先年月天周会會])前$")
_DEFINITE = re.compile(r"[這这那該该此各每某上述其同另第]\s?$|上述$|この$|その$|이\s$|그\s$")
_KOREAN_COUNT = re.compile(
    rf"(?<![{HANGUL}])({'|'.join(sorted(KOREAN_SMALL, key=len, reverse=True))})\s?(명|곳|개국|개사)(?![{HANGUL}]*째)"
)


def counter_at(number: Number, at: int) -> str:
    """Return the counter of the number's language that stands at the place; empty if none does."""
    found = _COUNTERS.get(number.language[:2], _COUNTERS["zh"]).match(number.sentence, at)
    return found.group() if found else ""


def with_counter(number: Number, at: int, counter: str) -> Stated | None:
    """Return the number with what its counter, which stands at the place, counts; None for a rank, a rate, two or three."""
    sentence, start, end = number.sentence, number.start, at + len(counter)
    if is_each(sentence, end):
        return None
    if _RANK.search(sentence[max(0, start - 3) : start]):
        return None
    if number.is_spelled and number.value < _LEAST_SPELLED:
        is_definite = _DEFINITE.search(sentence[max(0, start - 3) : start])
        if number.value < 2 or counter not in _SMALL_COUNTERS or is_definite:
            return None
    noun = counted(number, end, counter)
    return Stated(start, end, number.value, *noun) if noun else None


def read_korean_words(sentence: str) -> list[Stated]:
    """Read 두 명 and 세 곳, whose numbers are words of their own."""
    found = []
    for match in _KOREAN_COUNT.finditer(sentence):
        if not _DEFINITE.search(sentence[: match.start()][-4:]):
            unit, said = korean.counted(sentence, match.start(), match.end(), match[2])
            found.append(Stated(*match.span(), float(KOREAN_SMALL[match[1]]), unit, said))
    return found
