"""The noun that a number counts in Chinese: 300名工程师, 9.1亿用户."""

import re

from digest.scripts import HAN
from digest.understand.figures.east.nouns import Noun
from digest.understand.figures.east.said_before import said_before

# Where nothing tells that a noun ends, it is no longer than this.
_LONGEST = 8
_NOUN = re.compile(rf"(?:[A-Za-z][\w+.-]*\s?)?[{HAN}]{{1,14}}|[A-Za-z][\w+.-]*(?:\s[A-Z][\w+.-]*)?")
# "四名来自OpenAI的研究员": whence they are stands before what they are.
_RELATIVE = re.compile(r"(?:来自|來自|拥有|擁有|具有|从|從|在)[^,。;、]{1,16}?的")
# "10亿和70亿两种参数": how many forms of it there are stands before the noun that is counted.
_FORMS = re.compile(r"(?:[两兩二三四五六七八九十]|多)(?:种|種|款|档|檔|类|類)(?:不同的?)?")
# "三名前工程师": those who were. But 前往 is where they go, and 前后 when.
_FORMER = re.compile("前(?![往来來后後])")
# A noun's phrase stops before these: particles, verbs, prepositions.
_STOPS = re.compile(
    r"""
    # how it moves, where a level follows
    (?:[攀上提回跃躍飙飆骤驟大暴下]?[升涨漲跌降]|提高|[扩擴][大张張]|[缩縮][减減小]|下滑|滑落|回落)(?=[至到为為了逾超近约約]|$)|
    # what people do and think
    (?:回|出)[国國](?!人|留)|选择|選擇|担心|擔心|认为|認為|希望|打算|跳槽|
    # for how long
    [一二两兩三四五六七八九十]+(?:分钟|分鐘|小时|小時|天|周|週|个月|個月|年)|
    # how they vote
    赞成|贊成|反对|反對|弃权|
    # particles and prepositions, but for words that begin with them
    的|了|在|和|与|與|及|或|被|将|將|已|是|(?<![国國私公])有|为|為|等|至|到|~|向|从|從|对|對|由(?!器)|于|於|
    以(?!色)|使用|用于|用於|(?<!英伟)(?<![辉輝])[达達]|超(?!级|級|算)|占|佔|增(?!值)|减|減|约(?!车)|約|
    # what is done with things
    毕业|畢業|参加|參加|签署|簽署|采用|採用|表示|透露|宣布|[获獲][得批准颁頒]|[无無]一|来自|來自|下载$|支持|提供|生产|生產|购买|
    購買|出售|申请|申請|注册|註冊|列入|
    # what happens to them, adverbs
    失业|失業|报道|報導|受(?![访訪])|遭|可(?!穿)|(?<![智性功节節产產才职職技动動])能|(?<![委社协協商大议議学學机])会|仍|
    也|都(?!市)|还|還|正(?!版)|均|则|則|
    # conjunctions, places and times, but for words that begin with them
    并|並|而|但|中(?!心|国|國|小|央|东|東)|上(?!市|海)|下(?!载|載)|内(?!存)|內|后|後|前|时|時|只|就(?!业|業|医|醫|职|職|学|學)|去(?!年)|[去今明]年|
    # what else news does
    成为|成為|发布|發布|加入|离开|離開|被捕|位于|位於|合计|合計|投入|建成|建设|死亡|落户|交付|遇难
    """,
    re.VERBOSE,
)
# Nouns that Chinese news counts; a run that begins with one, or with words before it, ends there.
_KNOWN = re.compile(
    r""".{0,6}?(?:
    # people
    工程师|工程師|研究员|研究員|研究人员|研究人員|科学家|科學家|科研人员|专家|專家|学生|學生|毕业生|畢業生|
    留学生|员工|員工|雇员|人员|人員|人才|用户|用戶|开发者|開發者|客户|客戶|
    # what is made of chips
    模型|芯片|晶片|显卡|[GT]PU小[时時]|GPU|服务器|伺服器|数据中心|資料中心|數據中心|
    # who makes, buys and teaches
    企业|企業|公司|机构|機構|初创|工厂|工廠|国家|國家|地区|城市|省份|大学|大學|高校|实验室|實驗室|
    # what is made, ordered and used
    专利|專利|论文|論文|产品|產品|手机|手機|汽车|汽車|机器人|機器人|卫星|衛星|参数|參數|语言|語言|订单|訂單|
    案件|岗位|崗位|职位|職位|股[东東]|股份|股|航班|下载|下載|下载量|下載量|播放|访问|tokens|token|Tokens|Token|
    词元|
    # vehicles, wafers and projects
    电动车|新能源车|晶圆厂|晶圓廠|晶圆|晶圓|超级计算机|应用|應用|项目|項目|合同|版本|智能体|智能體|数据集|样本|
    图片|视频|代码|设备|設備|装置|充电桩|基站|
    # money, people and things in one word
    基金|卡|(?<![无無])人(?![员員才工类類口民力士家机機形研科]|工程)|设施|銀行|银行|律师|议员|議員|士兵|平民|
    儿童|记者
    )(?:量|数|數)?""",
    re.VERBOSE,
)
# Whose or of what those are: two 芯片设计公司 are companies, 300 企业员工 people.
_WHOSE = re.compile(
    "(?:设计|設計|制造|製造|代工|封测|封測|设备|設備|服务|服務|软件|軟體|科技|技术|技術|零部件|零組件|材料)?"
    "(?:公司|企业|企業|机构|機構|厂商?|廠商?|(?:制造|製造|供应|供應|运营|營運)?商(?![议議讨討量业業务務场場用])|工程师|工程師|研究员|研究員|人员|人員|"
    "员工|員工|专家|專家|团队|團隊|客户|客戶|用户|用戶|股东|股東|实验室|實驗室)"
)
# The users of ten cities are not ten.
_PLACES = ("国家", "國家", "地区", "城市", "省份")
# These say by themselves what is counted, and a verb may follow: 1200人选择创业. So do those, unless a known noun follows.
_WHOLE = frozenset("人 国 國 省 人次".split())
_NOUN_COUNTERS = frozenset("户 戶 字 票 股 吨 噸 公吨 公噸 桶 亩 畝 公顷 公頃".split())
# What headlines count, and what is no thing; but a date behind what is counted is none of it: 120个企业(3月)离开.
_EMPTY = re.compile(
    r"[^\W\d_]{0,4}(?:原因|方面|问题|問題|阶段|階段|步骤|步驟|小时|小時|(?<![一二三四五六七八九十])月|星期|季度|工作日|交易日|世纪|理由|方法|方式|关键|關鍵|层面|維度|维度|特点|特點|建议|建議|角度|教训|故事|例子|(?<!就业)(?<!就業)(?<!工作)[机機][会會]|梦想)"
)
# People, firms, machines and places, which are never reasons: 三家企业面临问题.
_OF_BODIES = frozenset("名 位 家 台 臺 颗 顆 枚 辆 輛 架 艘 座 所 人 户 戶 人次 张 張 隻 间 間 片".split())
_AT_LEAST = re.compile("(?:以上|以下|左右|之多)?(?:的)?")


def counted(sentence: str, start: int, end: int, counter: str) -> Noun | None:
    """Return what a number with its counter counts; None where that is nothing that is looked up."""
    if counter not in _OF_BODIES and _EMPTY.match(sentence, end):
        return None
    more = _AT_LEAST.match(sentence, end)
    noun = noun_at(sentence, more.end() if more else end)
    if counter in _WHOLE or (counter in _NOUN_COUNTERS and not _KNOWN.fullmatch(noun)):
        return counter, said_before(sentence, start) or counter
    return noun or counter, noun or said_before(sentence, start) or counter


def noun_behind_of(sentence: str, end: int) -> str:
    """Return the noun behind 的, as in 38%的专家; empty if none stands there."""
    noun = _NOUN.match(sentence, end + 1) if sentence.startswith("的", end) else None
    if noun is None:
        return ""
    run = noun.group()
    stop = _STOPS.search(run)
    return run[: stop.start()] if stop and stop.start() else run


def noun_at(sentence: str, at: int) -> str:
    """Return the noun that begins at the place, as far as it can be told where it ends; empty if none does."""
    if sentence.startswith((" ", "的"), at):
        at += 1
    if clause := _RELATIVE.match(sentence, at):
        at = clause.end()
    if forms := _FORMS.match(sentence, at):
        at = forms.end()
    if former := _FORMER.match(sentence, at):
        at = former.end()
    match = _NOUN.match(sentence, at)
    if match is None:
        return ""
    run = match.group().strip()
    stop = _STOPS.search(run)
    if stop and stop.start() == 0:
        return ""
    known = _KNOWN.match(run)
    if known and (stop is None or known.end() <= stop.end()):
        whose = None if known.group().endswith(_PLACES) else _WHOSE.match(run, known.end())
        return run[: whose.end()] if whose else known.group()
    if stop:
        run = run[: stop.start()]
    return run if len(run) <= _LONGEST and run[-1:] not in "性化" else ""
