"""What the words before a number say that it is said of, in Chinese, Japanese and Korean."""

import re

from digest.scripts import HAN, HANGUL
from digest.understand.figures.east.numbers import DIGITS, HAN_NUMERALS, SCALE
from digest.understand.figures.east.units import MONEY_BEFORE

_LONGEST_CLAUSE, _LONGEST_SUBJECT = 40, 18
_MOST_CLAUSES = 3
_MOST_TAILS = 6
MARKS = ',。;:、()「」『』“”" '

CLAUSE_ENDS = re.compile(
    rf"(?<=[{HANGUL}][고며])\s|지만\s|,(?!\d)|(?<!\d),|[。;、!?()「」『』“”\"《》〈〉【】\n]|但|而且|并且|並且"
)
# Another figure in the same clause, of which the number says more: 同比增长12%至300亿元.
_EARLIER_FIGURE = re.compile(rf"(?<![A-Za-z第\d.,]){DIGITS}\s?(?:%|倍|배|ポイント|퍼센트)")
# One that ends what stands before, and is no part of what both are said of: 降至478亿块, 增长三成, 净利润翻番.
_LAST_FIGURE = re.compile(
    rf"(?:(?:{MONEY_BEFORE})?(?<![A-Za-z第\d.,-]){DIGITS}(?:\s?(?:{SCALE})+)?\s?(?:[A-Za-z]{{2,5}}|ドル|ユーロ|ポンド|ウォン|ルピー|[{HAN}]{{0,2}}[元円圓瓦时時米吨噸]|"
    r"[원%倍块塊个個台颗顆枚人]|[卢盧]比|[个個]?(?:基|百分)[点點])?(?:新[台臺][币幣])?"
    rf"|[\d{HAN_NUMERALS}]+分之[\d{HAN_NUMERALS}]+|[一二三四五六七八九两兩]成[多余餘]?|翻[一两兩三]?[番倍])$"
)
# A date that ends it says when.
_LAST_YEAR = re.compile(
    r"(?:(?:19|20)\d\d年|[上去今明]年(?:同期)?|一年前|(?:(?:\d{4}年)?\d\d?月(?:\d\d?日)?|[今去]年)以[降来來后後])$"
)
# Alone, as in brackets, a date or "the same" is not what is measured: 出口120亿美元(3月),增长5%; 営業利益(同83.5%増).
_NOTHING = re.compile(r"同|(?:\d{2,4}[年년]\s?)?(?:\d\d?[月월]\s?)?(?:\d\d?[日号號일])?[份末底初]?")
# Nor is what it is compared with: 估值30亿美元,较上一轮翻番.
_COMPARED = re.compile("[较較]|[与與].{1,12}相比|比(?=[去上前今同此])")
_LEADS_UP = re.compile(
    r"""(?:
    # that it is so much, or about so much
    高达|高達|(?<!突)破|[冲衝攀飙飆][到至上]|一度|达到|達到|达|達|超过|超過|(?<!反)超|逾|突破|约为|約為|大约|大約|大概|(?<![契节節条條予预預公制])[约約]|近|仅为|仅|僅|只有|
    共计|共計|共|总计|總計|累计|累計|合计|合計|为|為|是|有|
    # what it is compared with
    同比|环比|[月季年][增减減]|其中|之间|之間|介于|介於|上看|高出|(?<![占价價对對])[比较較]|报|報|可处|可處|
    # by how much it moved, or to what
    增长了?|增長了?|增加了?|上涨了?|上漲了?|上升了?|提高了?|提升了?|
    [大收暴飙飆攀上提回跃躍骤驟激下][涨漲跌增降升][至到]?|[扩擴]大|[缩縮][减減小]|滑落|回落|(?<!自)由|从|從|
    维持|維持|却|卻|下跌了?|下降了?|下滑了?|减少了?|減少了?|降低了?|降至|降到|增至|增到|升至|涨至|跌至|涨|漲|跌|
    升|降|减|減|(?<!定)增|至|到|
    # what was spent or raised
    投资了|投資了|投入了|斥资|斥資|耗资|耗資|募集了?|筹集了?|融资了?|融資了?|花费了?|支付了?|
    # which share, and how much at least
    (?<!市)[占佔]|占比|比重|不到|不足|至少|最多|最高|以上|
    # particles and adverbs
    了|将|將|已|已经|已經|也|还|還|则|又|再|可|(?<![产產性功智])能|的|在|拥有|擁有|
    # what else is done
    完成|获得|獲得|投后|蒸发|
    # Japanese
    計|前年同月比|は|が|を|に|で|の|と|も|へ|から|まで|より|およそ|総額|最大|最低|少なくとも|前年比|
    前年同期比
    )\s?$""",
    re.VERBOSE,
)
_LEADS_UP_KO = re.compile(
    r"\s(?:약|총|최대|최소|무려|전년\s?(?:동기\s?)?대비|대비|모두|각각|현재|이미|올해|지난해)\s?$"
)
_PARTICLES_KO = re.compile(rf"(?<=[{HANGUL}A-Za-z0-9])(?:으로|은|는|이|가|을|를|에|의|로|와|과|도|만)\s?$")
_HANGUL = re.compile(f"[{HANGUL}]")


def said_before(sentence: str, start: int) -> str:
    """Return the words of the clause before a number, without the verb that leads up to it.

    Where nothing else is left of the clause, the one before it is looked at.
    """
    end = start
    for _ in range(_MOST_CLAUSES):
        clause = sentence[max(0, end - _LONGEST_CLAUSE) : end]
        cuts = [cut for cut in CLAUSE_ENDS.finditer(clause) if cut.end() < len(clause.rstrip())]
        begin = cuts[-1].end() if cuts else 0
        if said := _without_verb(clause[begin:].strip()):
            return _short(said)
        if not cuts:
            break
        end -= len(clause) - cuts[-1].start()
    return ""


def _without_verb(clause: str) -> str:
    if earlier := _EARLIER_FIGURE.search(clause):
        clause = clause[: earlier.start()].strip() or clause[earlier.end() :].strip()
    clause = clause.strip(MARKS)
    if _NOTHING.fullmatch(clause) or _COMPARED.match(clause):
        return ""
    if _HANGUL.search(clause):
        return _PARTICLES_KO.sub("", _LEADS_UP_KO.sub("", f" {clause}").strip())
    for _ in range(_MOST_TAILS):
        shorter = _LEADS_UP.sub("", _LAST_YEAR.sub("", _LAST_FIGURE.sub("", clause))).strip(MARKS)
        if shorter == clause:
            break
        clause = shorter
    return clause.strip(MARKS)


def _short(said: str) -> str:
    if len(said) <= _LONGEST_SUBJECT:
        return said
    said = said[-_LONGEST_SUBJECT:]
    return said[said.index(" ") + 1 :] if " " in said else said
