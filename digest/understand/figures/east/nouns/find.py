"""What a number counts, by the language that it stands in."""

import re

from digest.understand.figures.east.nouns import Noun, chinese, japanese, korean
from digest.understand.figures.east.numbers import Number
from digest.understand.figures.east.said_before import said_before

# Nouns that stand before the verb and are counted there: 日活用户突破3000万, 参数量为6710亿.
_BEFORE_VERB = re.compile(
    r"(?:日活|月活|用户|用戶|下载量|下載量|下载|销量|銷量|产量|產量|出货量|出貨量|开发者|開發者|员工|員工|粉丝|会员|會員|订单|訂單|播放量|参数量|參數量|参数|參數|人数|人數|岗位|"
    r"调用量|使用量|客户|客戶|访问量|注册量|浏览量|利用者|利用者数|会員数|ユーザー|ユーザー数|従業員|従業員数|社員|販売台数|人口|가입자|이용자|사용자|직원|인구|회원)$"
)


def counted(number: Number, end: int, counter: str) -> Noun | None:
    """Return what a number counts whose counter ends there; None where that is nothing that is looked up."""
    sentence, start = number.sentence, number.start
    match number.language[:2]:
        case "ja":
            return japanese.counted(sentence, start, end, counter)
        case "ko":
            return korean.counted(sentence, start, end, counter)
        case _:
            return chinese.counted(sentence, start, end, counter)


def known_before(sentence: str, start: int) -> Noun | None:
    """Return the counted noun that stands before the verb: "日活用户突破3000万"."""
    subject = said_before(sentence, start)
    match = _BEFORE_VERB.search(subject)
    return (match.group(), subject) if match else None
