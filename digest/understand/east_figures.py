"""A Chinese, Japanese or Korean sentence in, the numbers that it states out.

There are no words to cut at, so the number is found first, then what touches it is read: a currency
before it, a unit or a counter behind it, and the noun that the counter counts.
"""

import re
from collections.abc import Sequence

from digest.understand import units
from digest.understand.latin_figures import Stated
from digest.understand.numbers import EAST_SCALES, HAN_NUMERALS, read_east_number

_DIGITS = r"[0-90-9]+(?:[,,][0-90-9]{3})*(?:[..][0-90-9]+)?"
# 千 before 瓦 and 兆 before 瓦 belong to the unit: kilowatt, megawatt.
_SCALE = r"[十百千万萬亿億兆십백천만억조](?![瓦克米赫])"
_NUMBER = (
    rf"(?:{_DIGITS}|[{HAN_NUMERALS}]+(?:[点點][{HAN_NUMERALS}]+)?)"
    rf"(?:\s?[多余餘]?\s?(?:{_SCALE})+(?:\s?{_DIGITS}(?=\s?[{EAST_SCALES}])|\s?{_DIGITS}(?!\s?[年月日:%])|[{HAN_NUMERALS}]+(?=[{EAST_SCALES}]))?){{0,4}}"
)
_MONEY_BEFORE = r"US\$|U\.S\.\$|美元|美金|人民币|人民幣|RMB|CNY|USD|NT\$|HK\$|新台币|新台幣|新臺幣|港币|港幣|A\$|S\$|C\$|€|£|₩|₹|[$$¥¥]"
_BEFORE_CODES = {
    "US$": "USD", "U.S.$": "USD", "美元": "USD", "美金": "USD", "人民币": "CNY", "人民幣": "CNY", "RMB": "CNY", "CNY": "CNY",
    "USD": "USD", "NT$": "TWD", "HK$": "HKD", "新台币": "TWD", "新台幣": "TWD", "新臺幣": "TWD", "港币": "HKD", "港幣": "HKD",
    "A$": "AUD", "S$": "SGD", "C$": "CAD", "€": "EUR", "£": "GBP", "₩": "KRW", "₹": "INR", "$": "USD", "$": "USD",
}  # fmt: skip
_EAST_UNITS = "|".join(sorted(map(re.escape, units.EAST_UNITS), key=len, reverse=True))
_LATIN_SI = "|".join(sorted(map(re.escape, units.SI | {"W", "V", "t", "g"}), key=len, reverse=True))

_COUNTERS_ZH = (
    "名 位 个 個 家 款 台 臺 部 颗 顆 枚 辆 輛 架 艘 座 所 项 項 种 種 次 人 户 戶 件 份 张 張 套 只 隻 条 條 篇 间 間 片 笔 筆 人次 "
    "例 起 宗 棟 栋 處 处 股 吨 噸 公吨 公噸 公顷 公頃 桶 亩 畝 国 國 省 层 層 块 塊 支 组 組 节 節 场 場 头 头 株 批 幅 本 辆次 架次 单 "
    "万个 字 词 美分"
).split()
_COUNTERS_JA = (
    "人 名 社 個 台 件 枚 基 棟 機 隻 両 校 店 店舗 カ所 か所 ヶ所 箇所 カ国 か国 ヶ国 ヵ国 種類 種 項目 本 冊 拠点 世帯 回 株 トン "
    "ヘクタール バレル 票 つ 工場 自治体 大学 団体 字 文字 品目 分野 機種 語"
).split()
_COUNTERS_KO = (
    "명 개 대 건 곳 회 장 개국 개사 종 가구 편 척 기 채 마리 톤 헥타르 배럴 표 주 개소 개교 여명 사람 글자 인 권 병 여개 여명 여대 여건 여곳 여종"
).split()
# What makes a number a time, an age, an order or a name.
_NOT_COUNTED = (
    r"年|月|日|号|號|时(?!间)|時(?!間)|点(?!\d)|點(?!\d)|分(?!之|の)|秒|天|周(?!边)|週|小时|小時|时间|時間|岁|歲|歳|才|世纪|世紀|季|刻|旬|个月|個月|"
    r"个小时|個小時|个星期|個星期|个季度|個季度|个工作日|個工作日|个交易日|か月|カ月|ヶ月|ヵ月|ケ月|箇月|代|届|屆|版|期|级|級|"
    r"番|位(?=[でに、。])|階|歩|年代|回目|つ目|号线|星级|강|위|번|호|년|월|일(?![반])|시(?!설|장|민|스)|분(?!의|야|기)|초|개월|주일|주년|세(?![계대])|살|차(?!량)|"
    r"세대|학년|층|교시|박|[Gg](?![BHW])|[Dd](?=[^\w])|[Kk](?=[^\wWm])"
)
_TAIL = re.compile(
    rf"(?P<none>{_NOT_COUNTED})|(?P<unit>{_EAST_UNITS})|(?P<si>(?:{_LATIN_SI})(?![A-Za-z]))|(?P<times>倍|배)|(?P<tenth>[成割할](?![为為员員立功長长果]))"
)
_MORE = r"\s?(?:多|余|餘|여|数|強|弱|以上)?\s?"
_FIND: dict[str, re.Pattern[str]] = {}

# 百分之三十八, 三分之一, 5分の1, 5분의 1.
_FRACTION = re.compile(
    rf"百分之(?P<percent>{_NUMBER})|(?P<parts>{_DIGITS}|[{HAN_NUMERALS}]+)\s?(?:分之|分の|분의)\s?(?P<many>{_DIGITS}|[{HAN_NUMERALS}]+)"
)
# 5人に1人, 5명 중 1명, 每五个人中就有一个.
_ODDS = re.compile(
    rf"(?P<all>{_DIGITS}|[{HAN_NUMERALS}]+)(?P<c1>人|社|個|台|名|명|개|곳)\s?(?:に|중|中)\s?(?P<one>{_DIGITS}|[{HAN_NUMERALS}]+)(?P=c1)"
    rf"|每(?P<all2>{_DIGITS}|[{HAN_NUMERALS}]+)(?:个|個|名|位|家|台)?\w{{0,6}}?(?:中|里|裡|裏)?\s?(?:就)?有(?P<one2>{_DIGITS}|[{HAN_NUMERALS}]+)(?:个|個|名|位|家|台)"
)
_RANGE = re.compile(r"\s?(?:至|到|~|~|〜|-|–|—|から|에서|[-])\s?")
_WORDS_BEFORE = re.compile(r"[第No.#VvＶ]$|[A-Za-z]$|[A-Za-z][-‑・]$|[A-Za-z0-9][.]$|제\s?$|[::/]$|[.]$")
_NOUN_ZH = re.compile(r"(?:[A-Za-z][\w+.-]*\s?)?[\u4e00-\u9fff]{1,14}|[A-Za-z][\w+.-]*(?:\s[A-Z][\w+.-]*)?")
_NOUN_JA = re.compile(r"[\u30a0-\u30ff\u4e00-\u9fffA-Za-z0-9ー・]{1,16}")
_NOUN_KO = re.compile(r"[\uac00-\ud7a3A-Za-z0-9]+(?:\s[\uac00-\ud7a3A-Za-z0-9]+)?")
# A Chinese noun's phrase stops before these: particles, verbs, prepositions.
_STOPS_ZH = re.compile(
    r"的|了|在|和|与|與|及|或|被|将|將|已|是|有|为|為|等|至|到|~|向|从|從|对|對|由(?!器)|于|於|以(?!色)|使用|用于|用於|达|達|超(?!级|級|算)|占|佔|增(?!值)|减|減|约(?!车)|約|"
    r"毕业|畢業|参加|參加|签署|簽署|采用|採用|表示|宣布|获得|獲得|来自|來自|下载$|支持|提供|生产|生產|购买|購買|出售|申请|申請|"
    r"失业|失業|受|遭|可(?!穿)|(?<![智性功节節产產才职職技动動])能|(?<![委社协協商大议議学學机])会|仍|也|都(?!市)|还|還|正(?!版)|均|则|則|"
    r"并|並|而|但|中(?!心|国|國|小|央)|上(?!市|海)|下(?!载|載)|内(?!存)|內|后|後|前|时|時|只|就|去(?!年)|成为|成為|发布|發布|加入|离开|離開|被捕|"
    r"投入|建成|建设|死亡|落户|交付|遇难"
)
# Nouns that Chinese news counts; a run that begins with one, or with words before it, ends there.
_NOUNS_ZH = re.compile(
    r".{0,6}?(?:工程师|工程師|研究员|研究員|研究人员|研究人員|科学家|科學家|科研人员|专家|專家|学生|學生|毕业生|畢業生|留学生|员工|員工|雇员|人员|人員|人才|用户|用戶|开发者|開發者|客户|客戶|"
    r"模型|芯片|晶片|显卡|GPU|服务器|伺服器|数据中心|資料中心|數據中心|企业|企業|公司|机构|機構|初创|工厂|工廠|国家|國家|地区|城市|省份|大学|大學|高校|实验室|實驗室|"
    r"专利|專利|论文|論文|产品|產品|手机|手機|汽车|汽車|机器人|機器人|卫星|衛星|参数|參數|语言|語言|订单|訂單|案件|岗位|崗位|职位|職位|股份|股|航班|下载|下載|下载量|下載量|播放|访问|token|tokens|Token|词元|"
    r"电动车|新能源车|晶圆|晶圓|超级计算机|应用|應用|项目|項目|合同|版本|智能体|智能體|数据集|样本|图片|视频|代码|设备|設備|装置|充电桩|基站|卡|人(?![员員才工类類口民力士家机機形研科]|工程)|设施|銀行|银行|律师|议员|議員|士兵|平民|儿童|记者)(?:量|数|數)?"
)
_NOUN_AT_END = re.compile(
    r"(?:用户|用戶|下载量|下載量|下载|销量|銷量|产量|產量|出货量|出貨量|开发者|開發者|员工|員工|粉丝|会员|會員|订单|訂單|播放量|参数|參數|人数|人數|岗位|"
    r"客户|客戶|访问量|注册量|浏览量|利用者|利用者数|会員数|ユーザー|ユーザー数|従業員|従業員数|社員|販売台数|人口|가입자|이용자|사용자|직원|인구|회원)$"
)
# "四名来自OpenAI的研究员": whence they are stands before what they are.
_RELATIVE_ZH = re.compile(r"(?:来自|來自|拥有|擁有|具有|从|從|在)[^,,。;;、]{1,16}?的")
_EMPTY_ZH = re.compile(
    r".{0,4}(?:原因|方面|问题|問題|阶段|階段|步骤|步驟|小时|小時|月|星期|季度|工作日|交易日|世纪|理由|方法|方式|关键|關鍵|层面|維度|维度|特点|特點|建议|建議|角度|教训|故事|例子|机会|梦想)"
)
_EMPTY_JA = re.compile(r"の?(?:理由|方法|ポイント|課題|段階|点|特徴|コツ|要因|視点|疑問|教訓|時間帯)")
# A spelled number below ten counts as a figure only with these.
_SMALL_COUNTERS = frozenset(
    "名 位 家 款 座 台 颗 顆 枚 辆 輛 架 艘 所 人 社 基 棟 栋 国 國 カ国 か国 ヶ国 명 곳 개국 개사".split()
)
_DEFINITE = re.compile(r"[这這那该該此各每某上述其同另第]\s?$|上述$|この$|その$|이\s$|그\s$")
# Verbs and adverbs that lead up to a number in Chinese, Japanese and Korean.
_TAILS = re.compile(
    r"(?:高达|高達|达到|達到|达|達|超过|超過|逾|突破|约为|約為|大约|大約|大概|约|約|近|仅为|仅|僅|只有|共计|共計|共|总计|總計|累计|累計|合计|合計|为|為|是|有|"
    r"增长了?|增長了?|增加了?|上涨了?|上漲了?|上升了?|提高了?|提升了?|下跌了?|下降了?|下滑了?|减少了?|減少了?|降低了?|降至|降到|增至|增到|升至|涨至|跌至|涨|漲|跌|升|降|减|減|至|到|"
    r"投资了|投資了|投入了|斥资|斥資|耗资|耗資|募集了?|筹集了?|融资了?|融資了?|花费了?|支付了?|占|佔|占比|比重|不到|不足|至少|最多|最高|以上|了|将|將|已|已经|已經|也|还|還|则|又|再|可|能|的|在|拥有|擁有|"
    r"は|が|を|に|で|の|と|も|へ|から|まで|より|約|およそ|総額|最大|最低|少なくとも|計|前年比|前年同期比)\s?$"
)
_TAILS_KO = re.compile(r"\s(?:약|총|최대|최소|무려|전년\s?대비|대비|모두|각각|현재|이미|올해|지난해)\s?$")
_PARTICLES_KO = re.compile(
    r"(?<=[\uac00-\ud7a3A-Za-z0-9])(?:으로|은|는|이|가|을|를|에|의|로|와|과|도|만)\s?$"
)
_CLAUSE = re.compile(
    r"(?<=[\uac00-\ud7a3][고며])\s|지만\s|[,,。;;::、!?!?()()「」『』“”\"《》〈〉【】\n]|但|而且|并且|並且"
)
_KO_PARTICLE = re.compile(r"(?:은|는|이|가|을|를|에|의|로|와|과|도|만|서|며|고|한|해|인|된|할|약|총|등|중)$")
_KO_SMALL = {"두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10}
_KO_SMALL_FIND = re.compile(
    r"(?<![\uac00-\ud7a3])(두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(명|곳|개국|개사)(?![가-힣]*째)"
)


_HANGUL = re.compile("[\uac00-\ud7a3]")


def _find(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds numbers and what reads counters, made once for each language."""
    key = language[:2]
    if key not in _FIND:
        counters = {"zh": _COUNTERS_ZH, "ja": _COUNTERS_JA, "ko": _COUNTERS_KO}.get(key, _COUNTERS_ZH)
        counter = "|".join(sorted(map(re.escape, set(counters)), key=len, reverse=True))
        _FIND[key] = re.compile(rf"(?P<money>{_MONEY_BEFORE})?\s?(?P<number>{_NUMBER})")
        _FIND[key + "+"] = re.compile(rf"(?P<counter>{counter})")
    return _FIND[key], _FIND[key + "+"]


def read_east(sentence: str, language: str, dates: Sequence[tuple[int, int]]) -> list[Stated]:
    """Return the numbers that a sentence states, in its order; those inside `dates` are none."""
    found: list[Stated] = []
    taken: list[tuple[int, int]] = list(dates)
    _read_fractions(sentence, found, taken)
    numbers, counters = _find(language)
    bare: Stated | None = None
    for match in numbers.finditer(sentence):
        start, end = match.span("number")
        if any(begin <= start < stop or begin < end <= stop for begin, stop in taken):
            continue
        stated = _read_number(sentence, language, match, counters)
        if stated is None:
            bare = None
            continue
        if bare is not None:
            _join_range(sentence, bare, stated, found)
        bare = stated if not stated.unit or stated.unit in units.CODES.values() else None
        if stated.unit:
            found.append(stated)
    if language.startswith("ko"):
        for match in _KO_SMALL_FIND.finditer(sentence):
            if not _DEFINITE.search(sentence[: match.start()][-4:]):
                unit, subject = _korean_noun(sentence, match.start(), match.end(), match[2])
                found.append(Stated(match.start(), match.end(), float(_KO_SMALL[match[1]]), unit, subject))
    found.sort(key=lambda stated: stated.start)
    return found


def _value(text: str) -> float | None:
    if len(text) > 24:
        return None
    return read_east_number(text.replace(" ", "").replace("多", "").replace("余", "").replace("餘", ""))


def _read_fractions(sentence: str, found: list[Stated], taken: list[tuple[int, int]]) -> None:
    if "分" in sentence or "분" in sentence:
        for match in _FRACTION.finditer(sentence):
            taken.append(match.span())
            if match["percent"]:
                amount = _value(match["percent"])
            else:
                parts, many = _value(match["parts"]), _value(match["many"])
                amount = round(100.0 * many / parts, 2) if parts and many and many < parts else None
            if amount is not None:
                found.append(
                    Stated(*match.span(), amount, "%", _subject(sentence, match.start(), match.end()))
                )
    for match in _ODDS.finditer(sentence):
        every, one = _value(match["all"] or match["all2"]), _value(match["one"] or match["one2"])
        if every and one and one < every <= 1000:
            taken.append(match.span())
            found.append(
                Stated(
                    *match.span(),
                    round(100.0 * one / every, 2),
                    "%",
                    _subject(sentence, match.start(), match.end()),
                )
            )


def _read_number(
    sentence: str, language: str, match: re.Match[str], counters: re.Pattern[str]
) -> Stated | None:
    """Read one number with what touches it; without a unit it may still open a range."""
    start, end = match.span("number")
    text = match["number"]
    spelled = text[0] in HAN_NUMERALS
    before = sentence[max(0, start - 3) : start]
    if not match["money"] and _WORDS_BEFORE.search(before) and not before.endswith(("No", "o")):
        return None
    value = _value(text)
    if value is None:
        return None
    if match["money"]:
        code = _BEFORE_CODES.get(match["money"]) or ("JPY" if language.startswith("ja") else "CNY")
        tail = _TAIL.match(sentence, end)
        after = tail.end() if tail and tail["unit"] and units.EAST_UNITS[tail["unit"]] == code else end
        if sentence.startswith("元", after):
            after += 1
        after = _over_latin_scale(sentence, after)
        value *= _latin_scale(sentence, end)
        return Stated(
            match.start("money"), after, value, code, _subject(sentence, match.start("money"), after)
        )
    more = _SKIP_MORE.match(sentence, end)
    at = more.end() if more else end
    if tail := _TAIL.match(sentence, at):
        return _read_tail(sentence, language, start, value, tail, spelled=spelled)
    if sentence.startswith("元", at):
        code = "TWD" if language == "zh-Hant" else "CNY"
        return Stated(start, at + 1, value, code, _subject(sentence, start, at + 1))
    counter = counters.match(sentence, at)
    has_scale = text[-1] in EAST_SCALES
    if counter is None:
        if has_scale and not spelled and language.startswith("zh"):
            # 9.1亿用户, 6710亿参数: a scale, then the noun itself.
            if noun := _chinese_noun(sentence, at):
                return Stated(start, at + len(noun), value, noun, noun)
        if spelled and not has_scale and len(text) < 2:
            return None
        if has_scale and not spelled and (known := _known_before(sentence, start)):
            return Stated(start, end, value, *known)
        return Stated(start, end, value)
    return _read_counted(sentence, language, start, at, value, counter["counter"], spelled=spelled)


_SKIP_MORE = re.compile(_MORE)
_LATIN_SCALE = re.compile(r"\s?(billion|million|trillion|bn|[BMK])\b")
_LATIN_SCALES = {"billion": 1e9, "million": 1e6, "trillion": 1e12, "bn": 1e9, "B": 1e9, "M": 1e6, "K": 1e3}


def _latin_scale(sentence: str, at: int) -> float:
    match = _LATIN_SCALE.match(sentence, at)
    return _LATIN_SCALES[match[1]] if match else 1.0


def _over_latin_scale(sentence: str, at: int) -> int:
    match = _LATIN_SCALE.match(sentence, at)
    return match.end() if match else at


def _read_tail(
    sentence: str, language: str, start: int, value: float, tail: re.Match[str], *, spelled: bool
) -> Stated | None:
    if tail["none"]:
        return None
    end = tail.end()
    if tail["tenth"]:
        # 三成 and 3割 are 30 %; 成 behind more than ten is another word.
        if value > 10:
            return None
        return Stated(start, end, value * 10, "%", _subject(sentence, start, end))
    if tail["times"]:
        return Stated(start, end, value, "x", _subject(sentence, start, end)) if value != 1 else None
    unit = tail["si"] or units.EAST_UNITS[tail["unit"]]
    if unit == "KRW" and spelled:
        return None
    if unit == "%" and sentence.startswith(("포인트", "ポイント"), end):
        unit = sentence[end : end + (3 if sentence[end] == "포" else 4)]
        end += len(unit)
    return Stated(start, end, value, unit, _subject(sentence, start, end))


def _read_counted(
    sentence: str, language: str, start: int, at: int, value: float, counter: str, *, spelled: bool
) -> Stated | None:
    end = at + len(counter)
    if spelled and value < 10:
        if (
            value < 2
            or counter not in _SMALL_COUNTERS
            or _DEFINITE.search(sentence[max(0, start - 3) : start])
        ):
            return None
    if language.startswith("ja"):
        if _EMPTY_JA.match(sentence, end):
            return None
        unit, subject = _japanese_noun(sentence, start, end, counter)
    elif language.startswith("ko"):
        unit, subject = _korean_noun(sentence, start, end, counter)
    else:
        if _EMPTY_ZH.match(sentence, end):
            return None
        noun = _chinese_noun(sentence, end)
        unit = noun or counter
        subject = noun or _before(sentence, start) or counter
    return Stated(start, end, value, unit, subject)


def _known_before(sentence: str, start: int) -> tuple[str, str] | None:
    """Return the counted noun that stands before the verb: "日活用户突破3000万"."""
    subject = _before(sentence, start)
    match = _NOUN_AT_END.search(subject)
    return (match.group(), subject) if match else None


def _chinese_noun(sentence: str, at: int) -> str:
    """Return the noun that begins at `at`, as far as it can be told where it ends; empty if none does."""
    if sentence.startswith((" ", "的"), at):
        at += 1
    if clause := _RELATIVE_ZH.match(sentence, at):
        at = clause.end()
    match = _NOUN_ZH.match(sentence, at)
    if match is None:
        return ""
    run = match.group().strip()
    stop = _STOPS_ZH.search(run)
    if stop and stop.start() == 0:
        return ""
    known = _NOUNS_ZH.match(run)
    if known and (stop is None or known.end() <= stop.end()):
        return known.group()
    if stop:
        run = run[: stop.start()]
    return run if len(run) <= 8 and run[-1:] not in "性化" else ""


def _japanese_noun(sentence: str, start: int, end: int, counter: str) -> tuple[str, str]:
    if sentence.startswith("の", end) and (noun := _NOUN_JA.match(sentence, end + 1)):
        return noun.group(), noun.group()
    before = _before(sentence, start)
    return counter, before or counter


_NOUN_AFTER_KO = re.compile(
    r"\s(기업|회사|국가|나라|업체|대학|기관|도시|모델|제품|지역|스타트업|은행|단체|품목|공장|매장|언어|대학교|연구소|계열사|협력사|데이터센터|일자리|칩)"
)


def _korean_noun(sentence: str, start: int, end: int, counter: str) -> tuple[str, str]:
    at = end
    if noun := _NOUN_AFTER_KO.match(sentence, at):
        return noun[1], noun[1]
    if sentence.startswith("의 ", at):
        if noun := _NOUN_KO.match(sentence, at + 2):
            words = noun.group().split()
            last = (
                re.sub(r"(?:을|를|이|가|은|는|에|도|로|으로|와|과)$", "", words[-1])
                if len(words[-1]) > 1
                else words[-1]
            )
            if _KO_PARTICLE.search(words[0]) and len(words) > 1 and len(words[0]) > 2:
                last = re.sub(r"(?:을|를|이|가|은|는|에|도|로|으로|와|과)$", "", words[0])
                return last, last
            return last, " ".join([*words[:-1], last])
    before = sentence[max(0, start - 20) : start].rstrip()
    word = before.split(" ")[-1] if before else ""
    if word and re.fullmatch(r"[\uac00-\ud7a3A-Za-z]{2,}", word) and not _KO_PARTICLE.search(word):
        return word, word
    subject = _before(sentence, start)
    return counter, subject or counter


def _before(sentence: str, start: int) -> str:
    """Return the words of the clause before a number, without the verb that leads up to it."""
    clause = sentence[max(0, start - 40) : start]
    if (cut := list(_CLAUSE.finditer(clause))) and cut[-1].end() < len(clause.rstrip()):
        clause = clause[cut[-1].end() :]
    clause = clause.strip()
    is_korean = _HANGUL.search(clause) is not None
    if is_korean:
        clause = _PARTICLES_KO.sub("", _TAILS_KO.sub("", " " + clause).strip())
    for _ in range(0 if is_korean else 6):
        shorter = _TAILS.sub("", clause).strip()
        if shorter == clause or not shorter:
            break
        clause = shorter
    clause = clause.strip(',,。;;::、()()「」『』“”" ')
    if len(clause) > 18:
        clause = clause[-18:]
        if " " in clause:
            clause = clause[clause.index(" ") + 1 :]
    return clause


def _subject(sentence: str, start: int, end: int) -> str:
    """Return what a share or an amount is said of: "38%的专家", "3割の企業", else the words before it."""
    if sentence.startswith(("的", "の"), end):
        pattern = _NOUN_JA if sentence.startswith("の", end) else _NOUN_ZH
        if noun := pattern.match(sentence, end + 1):
            run = noun.group()
            stop = _STOPS_ZH.search(run) if pattern is _NOUN_ZH else None
            run = run[: stop.start()] if stop and stop.start() else run
            if run:
                return run
    if sentence.startswith("의 ", end) and (noun := _NOUN_KO.match(sentence, end + 2)):
        return noun.group()
    return _before(sentence, start) or sentence[end : end + 12].strip("。,, ") or sentence[:20]


def _join_range(sentence: str, bare: Stated, stated: Stated, found: list[Stated]) -> None:
    """Give the first of "3至5万人" and "10~20%" the unit, and the scale, of the second."""
    if not stated.unit or not _RANGE.fullmatch(sentence, bare.end, stated.start):
        return
    if bare.unit and bare.unit != stated.unit:
        return
    scale = (
        _value(
            "1" + "".join(char for char in sentence[stated.start : stated.end] if char in "万萬亿億兆만억조")
        )
        or 1.0
    )
    own_scale = sentence[bare.start : bare.end]
    if not any(char in own_scale for char in EAST_SCALES) and bare.amount * scale <= stated.amount:
        bare.amount *= scale
    if not bare.unit:
        bare.unit, bare.subject = stated.unit, stated.subject
        found.append(bare)
