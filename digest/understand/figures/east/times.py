"""By how much: 翻倍, 倍増, 두 배."""

import re

from digest.scripts import HANGUL
from digest.understand.figures.east.numbers import KOREAN_SMALL
from digest.understand.figures.east.subjects import said_of
from digest.understand.figures.stated import Stated

# 营收翻倍, 翻了两番, 增长一倍, 倍増, 배증, 두 배: how much more, in a word.
_MULTIPLIED = re.compile(
    r"翻(?:了|近|约|約|逾|超过|超過|两|兩|三|四|一)*[倍番]|(?:增[长長加至]|提[高升]|上[涨漲升]|[扩擴]大|成[长長]|高出)了?(?:近|约|約|逾|超过|超過)?(?:一|1)倍|倍[増增]|[갑곱]절|배증"
    rf"|(?<![{HANGUL}])(?P<many>두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?배(?!터)"
)
_DOUBLINGS = {"两": 2, "兩": 2, "三": 3, "四": 4}


def read_times(sentence: str) -> list[Stated]:
    """Read 翻倍, 倍増 and 두 배: how much more, in a word."""
    return [
        said_of(sentence, *match.span(), _times_of(match), "x") for match in _MULTIPLIED.finditer(sentence)
    ]


def _times_of(match: re.Match[str]) -> float:
    """Return what such a word says: 翻两番 is doubled twice, a word without a number doubled once."""
    if match["many"]:
        return float(KOREAN_SMALL[match["many"]])
    text = match.group()
    many = next((_DOUBLINGS[char] for char in text if char in _DOUBLINGS), 1)
    if not text.startswith("翻"):
        return 2.0
    return 2.0**many if text.endswith("番") else float(max(many, 2))
