"""How large a model is, and how much it reads: 671B参数, 70B模型, 15.5T tokens, 128K上下文, 参数量为671B."""

import re
from collections.abc import Mapping

from digest.understand.figures.east.numbers import Number
from digest.understand.figures.east.said_before import said_before
from digest.understand.figures.stated import Stated

_SCALES: Mapping[str, float] = {"T": 1e12, "B": 1e9, "M": 1e6, "K": 1e3, "k": 1e3}
SIZE = re.compile(r"\s?([BMTKk])(?![A-Za-z\d/])")
_NAME = re.compile(r"[A-Za-z\d][-‑ ]$")
_COUNTED = re.compile(
    r"\s?的?[个個总總]?(参数|參數|パラメーター?|파라미터|매개변수|[Tt]okens?|词元|詞元|トークン|토큰|[Ss]tars?|星[标標])"
)
_MODEL = re.compile(
    r"\s?(?:的|级|級|规模|規模|[两兩二三四五六七八九][种種款个個]|开源|開源|稠密|MoE)*(?:模型|版本?|モデル|모델)"
)
_CONTEXT = re.compile(r"\s?的?超?[长長]?(上下文|コンテキスト|컨텍스트)")
_LEADS_UP = r"(?:[数數量]|[规規]模|[总總][数數量]|窗口|[长長]度|ウィンドウ|高?[达達]|[为為约約从從由仅僅是逾近超到至は가는이]|超[过過]|\s)*$"
_PARAMETERS_BEFORE = re.compile(rf"(参数|參數|激活|パラメーター?|파라미터|매개변수){_LEADS_UP}")
_CONTEXT_BEFORE = re.compile(rf"(上下文|コンテキスト|컨텍스트){_LEADS_UP}")
_LARGE = frozenset("亿億兆억조")
_PARAMETERS: Mapping[str, str] = {"zh-Hant": "參數", "ja": "パラメータ", "ko": "파라미터"}


def read_size(number: Number, size: re.Match[str]) -> Stated | None:
    """Read 671B参数, 70B模型, 15.5T tokens and 128K上下文; what has no such noun may be lent it, as the 7B of 7B至72B."""
    sentence, start, end = number.sentence, number.start, size.end()
    if _NAME.search(sentence[:start]):
        return None
    value = number.value * _SCALES[size[1]]
    if noun := _COUNTED.match(sentence, end):
        return Stated(start, noun.end(), value, noun[1], noun[1])
    parameters = _PARAMETERS.get(number.language, "参数")
    if size[1] in "BT" and (_MODEL.match(sentence, end) or _PARAMETERS_BEFORE.search(sentence[:start])):
        return Stated(start, end, value, parameters, parameters)
    if context := _CONTEXT.match(sentence, end) or _CONTEXT_BEFORE.search(sentence[:start]):
        return Stated(start, end, value, "tokens", context[1])
    return Stated(start, end, value)


def size_named_before(number: Number) -> Stated | None:
    """Read what stands behind its noun with a scale of the east: 总参数2350亿,激活220亿, and 上下文长度25.6万."""
    before = number.sentence[: number.start]
    if number.sentence[number.end - 1] in _LARGE and _PARAMETERS_BEFORE.search(before):
        parameters = _PARAMETERS.get(number.language, "参数")
        said = said_before(number.sentence, number.start)
        return Stated(number.start, number.end, number.value, parameters, said or parameters)
    if context := _CONTEXT_BEFORE.search(before):
        return Stated(number.start, number.end, number.value, "tokens", context[1])
    return None
