"""Chinese, Japanese and Korean around numbers: counters, nouns, verbs and particles, as patterns.

Nothing parts the words of these scripts, so patterns do what the sets of `grammar` do elsewhere.
"""

import re
from collections.abc import Mapping

from digest.scripts import HAN, HANGUL, KATAKANA
from digest.understand.figures import units
from digest.understand.figures.east.numbers import EAST_SCALES, HAN_NUMERALS

# ---- numbers --------------------------------------------------------------------------------------

DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
# 千 before 瓦 and 兆 before 瓦 belong to the unit: kilowatt, megawatt.
_SCALE = r"[十百千万萬亿億兆십백천만억조](?![瓦克米赫])"
NUMBER = (
    rf"(?:{DIGITS}|(?<![零〇])(?![零〇][{HAN_NUMERALS}])[{HAN_NUMERALS}]+(?:[点點][{HAN_NUMERALS}]+)?)"
    rf"(?:\s?[多余餘]?\s?(?:{_SCALE})+(?:\s?{DIGITS}(?=\s?[{EAST_SCALES}])|\s?{DIGITS}(?!\s?[年月日:%])|[{HAN_NUMERALS}]+(?=[{EAST_SCALES}]))?){{0,4}}"
)
MORE = re.compile(r"\s?(?:多|余|餘|여|数|強|弱|以上)?\s?")
LATIN_SCALE = re.compile(r"\s?(billion|million|trillion|bn|[BMK])\b")
LATIN_SCALES: Mapping[str, float] = {
    "billion": 1e9, "million": 1e6, "trillion": 1e12, "bn": 1e9, "B": 1e9, "M": 1e6, "K": 1e3,
    "T": 1e12, "k": 1e3,
}  # fmt: skip
# How large a model is, and how much it reads: 671B参数, 70B模型, 15.5T tokens, 128K上下文, 参数量为671B.
LATIN_SIZE = re.compile(r"\s?([BMTKk])(?![A-Za-z\d/])")
SIZED_NAME = re.compile(r"[A-Za-z\d][-‑ ]$")
COUNTED_IN_LATIN = re.compile(
    r"\s?的?[个個总總]?(参数|參數|パラメーター?|파라미터|매개변수|[Tt]okens?|词元|詞元|トークン|토큰|[Ss]tars?|星[标標])"
)
SIZED_MODEL = re.compile(
    r"\s?(?:的|级|級|规模|規模|[两兩二三四五六七八九][种種款个個]|开源|開源|稠密|MoE)*(?:模型|版本?|モデル|모델)"
)
SIZED_CONTEXT = re.compile(r"\s?的?超?[长長]?(上下文|コンテキスト|컨텍스트)")
_LEADS_TO_SIZE = r"(?:[数數量]|[规規]模|[总總][数數量]|窗口|[长長]度|ウィンドウ|高?[达達]|[为為约約从從由仅僅是逾近超到至は가는이]|超[过過]|\s)*$"
SIZED_BEFORE = re.compile(rf"(参数|參數|激活|パラメーター?|파라미터|매개변수){_LEADS_TO_SIZE}")
CONTEXT_BEFORE = re.compile(rf"(上下文|コンテキスト|컨텍스트){_LEADS_TO_SIZE}")
PARAMETERS: Mapping[str, str] = {"zh-Hant": "參數", "ja": "パラメータ", "ko": "파라미터"}
RANGE = re.compile(r"\s?(?:至|到|~|〜|-|–|—|から|에서|와|과)\s?")
OPENS_RANGE = re.compile(rf"(?:{RANGE.pattern})[\d{HAN_NUMERALS}]")
TENTHS = "成割할"
# Between numbers that count one thing, which only the last of them names: 10亿、70亿和300亿参数.
LIST = re.compile(r"\s?(?:[、,]|和|及|与|與)\s?")
# Behind these a number is part of a name, an address or an order.
NAMED_BEFORE = re.compile(r"[第每No.#Vv]$|[A-Za-z]$|[A-Za-z][-‑・]$|[A-Za-z0-9][.]$|제\s?$|[:/]$|[.]$")

# 前三名 are a rank; 目前三名 are three.
RANK = re.compile(r"(?<![目此日之以提当當先年月天周会會])前$")
# 数十家, 几百万, 上千名: nobody knows how many.
SEVERAL = re.compile("[数數几幾上好]$")
# 1個当たり: what a price is for.
EACH = re.compile(r"\s?(?:当たり|あたり|当り|につき|ごと|당\s)")

# 百分之三十八, 三分之一, 5分の1, 5분의 1.
FRACTION = re.compile(
    rf"百分之(?P<percent>{NUMBER})|(?P<parts>{DIGITS}|[{HAN_NUMERALS}]+)\s?(?:分之|分の|분의)\s?(?P<many>{DIGITS}|[{HAN_NUMERALS}]+)"
)
# 5人に1人, 5명 중 1명, 每五个人中就有一个; but every three years and three of 100,000 are no odds.
_ONE_OF_MANY = "个|個|人|名|位|家|台|臺|颗|顆|枚|辆|輛|件|张|張|款|座|所"
ODDS = re.compile(
    rf"(?P<all>{DIGITS}|[{HAN_NUMERALS}]+)(?P<c1>人|社|個|台|名|명|개|곳)\s?(?:に|中|중)\s?(?P<one>{DIGITS}|[{HAN_NUMERALS}]+)(?P=c1)"
    rf"|每(?:售出|卖出|賣出|生产|生產)?(?P<all2>{DIGITS}|[{HAN_NUMERALS}]+)(?![\d{HAN_NUMERALS}万萬亿億年月天日周週])(?:{_ONE_OF_MANY})?(?P<noun>\w{{0,6}}?)"
    rf"(?:中|里|裡|裏)?[,\s]?(?:就|即|便)?有(?P<one2>{DIGITS}|[{HAN_NUMERALS}]+)(?:{_ONE_OF_MANY})"
)

# 一半的企业, 过半数, 응답자의 절반, 半数が; the other half is no share.
HALF = re.compile(
    r"(?<![另前后後上下])一半(?!天|路)|(?:超?[过過])?半[数數](?=以上|的|受|人|为|為|来自|是|の|が|を|は)|절반|반토막|半分(?=が|の|は|を|に|以上|だ|と)|半減(?!期)|半額(?=に|へ|以下|と)|[减減]半|腰[斩斬]"
)

# ---- times ----------------------------------------------------------------------------------------

# 营收翻倍, 翻了两番, 增长一倍, 倍増, 배증, 두 배: how much more, in a word.
MULTIPLIED = re.compile(
    r"翻(?:了|近|约|約|逾|超过|超過|两|兩|三|四|一)*[倍番]|(?:增[长長加至]|提[高升]|上[涨漲升]|[扩擴]大|成[长長]|高出)了?(?:近|约|約|逾|超过|超過)?(?:一|1)倍|倍[増增]|[갑곱]절|배증"
    rf"|(?<![{HANGUL}])(?P<many>두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?배(?!터)"
)
_DOUBLINGS = {"两": 2, "兩": 2, "三": 3, "四": 4}


def times_of(match: re.Match[str]) -> float:
    """Return what MULTIPLIED says: 翻两番 is doubled twice, a word without a number doubled once."""
    if match["many"]:
        return float(KOREAN_SMALL[match["many"]])
    text = match.group()
    many = next((_DOUBLINGS[char] for char in text if char in _DOUBLINGS), 1)
    if not text.startswith("翻"):
        return 2.0
    return 2.0**many if text.endswith("番") else float(max(many, 2))


# ---- units ----------------------------------------------------------------------------------------

BEFORE_CODES: Mapping[str, str] = {
    "US$": "USD", "U.S.$": "USD", "美元": "USD", "美金": "USD", "USD": "USD", "$": "USD", "人民币": "CNY",
    "人民幣": "CNY", "RMB": "CNY", "CNY": "CNY", "NT$": "TWD", "新台币": "TWD", "新台幣": "TWD", "新臺幣": "TWD",
    "HK$": "HKD", "港币": "HKD", "港幣": "HKD", "A$": "AUD", "S$": "SGD", "C$": "CAD", "€": "EUR", "£": "GBP",
    "₩": "KRW", "₹": "INR",
}  # fmt: skip
MONEY_BEFORE = "|".join(sorted(map(re.escape, (*BEFORE_CODES, "¥")), key=len, reverse=True))

# What makes a number a time, an age, an order or a name.
_NOT_COUNTED = (
    r"年|月|日(?![元圆圓円])|号|號|时(?!间)|時(?!間)|点(?!\d)|點(?!\d)|分(?!之|の)|秒|天|周(?!边)|週|小时|小時|时间|時間|岁|歲|歳|才|世纪|世紀|季|刻|旬|个月|個月|"
    r"个小时|個小時|位[数數]|条款|條款|个星期|個星期|个季度|個季度|个工作日|個工作日|个交易日|か月|カ月|ヶ月|ヵ月|ケ月|箇月|代|届|屆|版|(?<=20[1-3]\d)款|期|级|級|"
    r"番|位(?=[でに、。])|階|歩|年代|回目|つ目|号线|星级|강|위|번|호|년|월|일(?![반])|시(?!설|장|민|스)|분(?!의|야|기)|초|개월|주일|주년|세(?![계대])|살|차(?!량)|"
    r"세대|학년|층|교시|박|[Gg](?![A-Za-z])|[Dd](?=[^\w])|[Kk](?=[^\wWm])"
)
_UNIT = "|".join(sorted(map(re.escape, units.EAST_UNITS), key=len, reverse=True))
_SI = "|".join(sorted(map(re.escape, units.SI | {"W", "V", "t", "g"}), key=len, reverse=True))
TAIL = re.compile(
    rf"(?P<none>{_NOT_COUNTED})|(?P<unit>{_UNIT})|(?P<si>(?:{_SI})(?![A-Za-z]))|(?P<times>倍|배)|"
    # 九成二 and 3割5分 have hundredths, too.
    r"(?P<tenth>[成割할](?![为為员員立功長长果]))(?:(?P<hundredths>[一二三四五六七八九半])(?=[\W的以左]|$)|(?P<of_ten>[\d一二三四五六七八九])[分푼])?"
)
AT_LEAST = re.compile("(?:以上|以下|左右|之多)?(?:的)?")
YUAN = re.compile("元(?:人民币|人民幣)?")
# Of a sentence of the one and not of the other, 元 is its dollar.
HONG_KONG, TAIWAN = re.compile("香港|港[元幣股府交]|[恒恆][指生]"), re.compile("[台臺](?!股)")
POINTS = ("ポイント", "포인트")
# Hundredths of a currency: 35美分, 35セント.
HUNDREDTHS: Mapping[str, str] = {
    "美分": "USD", "分钱": "CNY", "欧分": "EUR", "歐分": "EUR", "ユーロセント": "EUR", "セント": "USD", "유로센트": "EUR", "센트": "USD",
}  # fmt: skip
HUNDREDTH = re.compile("|".join(HUNDREDTHS))

# ---- counters -------------------------------------------------------------------------------------

_COUNTERS = {
    "zh": (
        "名 位 个 個 家 款 台 臺 部 颗 顆 枚 辆 輛 架 艘 座 所 项 項 种 種 次 人 户 戶 件 份 张 張 套 只 隻 条 條 篇 间 間 片 笔 筆 人次 "
        "票 例 起 宗 根 粒 箱 棟 栋 處 处 股 吨 噸 公吨 公噸 公顷 公頃 桶 亩 畝 国 國 省 层 層 块 塊 支 组 組 节 節 场 場 头 头 株 批 幅 本 辆次 架次 单 "
        "万个 字 词(?!元)"
    ),
    "ja": (
        "人 名 社 個 台 件 枚 基 棟 機 隻 両 校 店 店舗 カ所 か所 ヶ所 箇所 カ国 か国 ヶ国 ヵ国 種類 種 項目 本 冊 拠点 世帯 回 株 トン "
        "ヘクタール バレル 票 つ 工場 自治体 大学 団体 字 文字 品目 分野 機種 語"
    ),
    "ko": (
        "명 개 대 건 곳 회 장 개국 개사 종 가구 편 척 기 채 마리 톤 헥타르 배럴 표 주 개소 개교 여명 사람 글자 인 권 병 여개 여명 여대 "
        "여건 여곳 여종"
    ),
}
COUNTERS: Mapping[str, re.Pattern[str]] = {
    language: re.compile("|".join(sorted(listed.split(), key=len, reverse=True)))
    for language, listed in _COUNTERS.items()
}
# A spelled number below ten counts as a figure only with these.
SMALL_COUNTERS = frozenset(
    "名 位 家 款 座 台 颗 顆 枚 辆 輛 架 艘 所 人 社 基 棟 栋 カ国 か国 ヶ国 명 곳 개국 개사".split()
)
# These say by themselves what is counted; a verb may follow: 1200人选择创业.
NOUN_COUNTERS = frozenset("人 国 國 省 户 戶 人次 字 票 股 吨 噸 公吨 公噸 桶 亩 畝 公顷 公頃".split())
DEFINITE = re.compile(r"[這这那該该此各每某上述其同另第]\s?$|上述$|この$|その$|이\s$|그\s$")
_KOREAN_ONES = dict(zip("한 두 세 네 다섯 여섯 일곱 여덟 아홉".split(), range(1, 10), strict=True))
_KOREAN_TENS = dict(zip("열 스물 서른 마흔 쉰 예순 일흔 여든 아흔".split(), range(10, 100, 10), strict=True))
# Numbers in words of their own, two to ninety-nine: 두 명, 열두 곳, 스무 개사.
KOREAN_SMALL: Mapping[str, int] = (
    {one: value for one, value in _KOREAN_ONES.items() if value > 1}
    | _KOREAN_TENS
    | {"스무": 20}
    | {ten + one: many + few for ten, many in _KOREAN_TENS.items() for one, few in _KOREAN_ONES.items()}
)
KOREAN_SMALL_COUNT = re.compile(
    rf"(?<![{HANGUL}])({'|'.join(sorted(KOREAN_SMALL, key=len, reverse=True))})\s?(명|곳|개국|개사)(?![{HANGUL}]*째)"
)

# ---- nouns ----------------------------------------------------------------------------------------

NOUN_ZH = re.compile(rf"(?:[A-Za-z][\w+.-]*\s?)?[{HAN}]{{1,14}}|[A-Za-z][\w+.-]*(?:\s[A-Z][\w+.-]*)?")
NOUN_JA = re.compile(rf"[{KATAKANA}{HAN}A-Za-z0-9・]{{1,16}}")
NOUN_KO = re.compile(rf"[{HANGUL}A-Za-z0-9]+(?:\s[{HANGUL}A-Za-z0-9]+)?")
# "四名来自OpenAI的研究员": whence they are stands before what they are.
RELATIVE_ZH = re.compile(r"(?:来自|來自|拥有|擁有|具有|从|從|在)[^,。;、]{1,16}?的")
# "10亿和70亿两种参数": how many forms of it there are stands before the noun that is counted.
FORMS_ZH = re.compile(r"(?:[两兩二三四五六七八九十]|多)(?:种|種|款|档|檔|类|類)(?:不同的?)?")
# A Chinese noun's phrase stops before these: particles, verbs, prepositions.
STOPS_ZH = re.compile(
    r"(?:[攀上提回跃躍飙飆骤驟大暴下]?[升涨漲跌降]|提高|[扩擴][大张張]|[缩縮][减減小]|下滑|滑落|回落)(?=[至到为為了逾超近约約]|$)|"
    r"(?:回|出)[国國](?!人|留)|选择|選擇|担心|擔心|认为|認為|希望|打算|跳槽|"
    r"[一二两兩三四五六七八九十]+(?:分钟|分鐘|小时|小時|天|周|週|个月|個月|年)|赞成|贊成|反对|反對|弃权|的|了|在|和|与|與|及|或|被|将|將|已|是|(?<![国國私公])有|为|為|等|至|到|~|向|从|從|对|對|由(?!器)|于|於|以(?!色)|使用|用于|用於|达|達|超(?!级|級|算)|占|佔|增(?!值)|减|減|约(?!车)|約|"
    r"毕业|畢業|参加|參加|签署|簽署|采用|採用|表示|透露|宣布|获得|獲得|来自|來自|下载$|支持|提供|生产|生產|购买|購買|出售|申请|申請|注册|註冊|列入|"
    r"失业|失業|受(?![访訪])|遭|可(?!穿)|(?<![智性功节節产產才职職技动動])能|(?<![委社协協商大议議学學机])会|仍|也|都(?!市)|还|還|正(?!版)|均|则|則|"
    r"并|並|而|但|中(?!心|国|國|小|央|东|東)|上(?!市|海)|下(?!载|載)|内(?!存)|內|后|後|前|时|時|只|就|去(?!年)|成为|成為|发布|發布|加入|离开|離開|被捕|"
    r"位于|位於|合计|合計|投入|建成|建设|死亡|落户|交付|遇难"
)
# Nouns that Chinese news counts; a run that begins with one, or with words before it, ends there.
NOUNS_ZH = re.compile(
    r".{0,6}?(?:工程师|工程師|研究员|研究員|研究人员|研究人員|科学家|科學家|科研人员|专家|專家|学生|學生|毕业生|畢業生|留学生|员工|員工|雇员|人员|人員|人才|用户|用戶|开发者|開發者|客户|客戶|"
    r"模型|芯片|晶片|显卡|[GT]PU小[时時]|GPU|服务器|伺服器|数据中心|資料中心|數據中心|企业|企業|公司|机构|機構|初创|工厂|工廠|国家|國家|地区|城市|省份|大学|大學|高校|实验室|實驗室|"
    r"专利|專利|论文|論文|产品|產品|手机|手機|汽车|汽車|机器人|機器人|卫星|衛星|参数|參數|语言|語言|订单|訂單|案件|岗位|崗位|职位|職位|股[东東]|股份|股|航班|下载|下載|下载量|下載量|播放|访问|tokens|token|Tokens|Token|词元|"
    r"电动车|新能源车|晶圆厂|晶圓廠|晶圆|晶圓|超级计算机|应用|應用|项目|項目|合同|版本|智能体|智能體|数据集|样本|图片|视频|代码|设备|設備|装置|充电桩|基站|基金|卡|(?<![无無])人(?![员員才工类類口民力士家机機形研科]|工程)|设施|銀行|银行|律师|议员|議員|士兵|平民|儿童|记者)(?:量|数|數)?"
)
# Where a clause opens with its number: 报告显示,约七成企业使用AI.
OPENS_CLAUSE = re.compile(r"(?:^|[,。;:])\s?(?:有|大[约約]|[约約近逾超]|超[过過]|不到|不足|[仅僅])*$")
# What these bring stands behind the amount: 另有三成申请, 涉及约180亿美元商品.
BROUGHT_BEHIND = re.compile("(?:另有?|涉及)(?:近|约|約|逾)?$")
# What is paid, raised or owed, behind the money: 12.5亿元融资.
PRICED_ZH = re.compile(
    r"(?:[A-Z]\+?轮|天使轮)?(?:的)?(?:融资|融資|罚款|罰款|罰鍰|投资|投資|订单|訂單|贷款|貸款|基金|补贴|補貼|合同|合約|债券|債券|交易|奖金|獎金|赔偿|賠償|估值|收入|利润|利潤|资金|資金|关税|關稅|股份|股权|股權|\w{0,3}[费費])"
)
# Nouns that stand before the verb and are counted there: 日活用户突破3000万, 参数量为6710亿.
NOUN_AT_END = re.compile(
    r"(?:用户|用戶|下载量|下載量|下载|销量|銷量|产量|產量|出货量|出貨量|开发者|開發者|员工|員工|粉丝|会员|會員|订单|訂單|播放量|参数量|參數量|参数|參數|人数|人數|岗位|"
    r"调用量|使用量|客户|客戶|访问量|注册量|浏览量|利用者|利用者数|会員数|ユーザー|ユーザー数|従業員|従業員数|社員|販売台数|人口|가입자|이용자|사용자|직원|인구|회원)$"
)
# Behind a scale a Japanese noun needs no counter: 6850億パラメーター.
KATAKANA_NOUN = re.compile(f"[{KATAKANA}]{{3,}}")
# What headlines count, and what is no thing.
EMPTY_ZH = re.compile(
    r".{0,4}(?:原因|方面|问题|問題|阶段|階段|步骤|步驟|小时|小時|月|星期|季度|工作日|交易日|世纪|理由|方法|方式|关键|關鍵|层面|維度|维度|特点|特點|建议|建議|角度|教训|故事|例子|机会|梦想)"
)
EMPTY_JA = re.compile(r"の?(?:理由|方法|ポイント|課題|段階|点|特徴|コツ|要因|視点|疑問|教訓|時間帯)")
COUNTED_KO = re.compile(
    r"\s(기업|회사|국가|나라|업체|대학|기관|도시|모델|제품|지역|스타트업|은행|단체|품목|공장|매장|언어|대학교|연구소|계열사|협력사|데이터센터|일자리|칩)"
)

# ---- what leads up to a number ----------------------------------------------------------------------

CLAUSE = re.compile(
    rf"(?<=[{HANGUL}][고며])\s|지만\s|,(?!\d)|(?<!\d),|[。;、!?()「」『』“”\"《》〈〉【】\n]|但|而且|并且|並且"
)
# Another figure in the same clause, of which the number says more: 同比增长12%至300亿元.
EARLIER_FIGURE = re.compile(rf"(?<![A-Za-z第\d.,]){DIGITS}\s?(?:%|倍|배|ポイント|퍼센트)")
# One that ends what stands before, and is no part of what both are said of: 降至478亿块, 增长三成, 净利润翻番.
LAST_FIGURE = re.compile(
    rf"(?:(?:{MONEY_BEFORE})?(?<![A-Za-z第\d.,-]){DIGITS}(?:\s?(?:{_SCALE})+)?\s?(?:[A-Za-z]{{2,5}}|ドル|[{HAN}]{{0,2}}[元円圓瓦时時米吨噸]|"
    r"[원%倍块塊个個台颗顆枚]|[个個]?(?:基|百分)[点點])?(?:新[台臺][币幣])?"
    rf"|[\d{HAN_NUMERALS}]+分之[\d{HAN_NUMERALS}]+|[一二三四五六七八九两兩]成[多余餘]?|翻[一两兩三]?[番倍])$"
)
# A year that ends it is its date.
LAST_YEAR = re.compile(r"(?:(?:19|20)\d\d年|[上去今明]年(?:同期)?|一年前)$")
TAILS = re.compile(
    r"(?:高达|高達|达到|達到|达|達|超过|超過|(?<!反)超|逾|突破|约为|約為|大约|大約|大概|约|約|近|仅为|仅|僅|只有|共计|共計|共|总计|總計|累计|累計|合计|合計|为|為|是|有|同比|环比|[月季年][增减減]|其中|之间|之間|介于|介於|上看|高出|(?<![占价價对對])[比较較]|报|報|可处|可處|"
    r"增长了?|增長了?|增加了?|上涨了?|上漲了?|上升了?|提高了?|提升了?|[大收暴飙飆攀上提回跃躍骤驟激下][涨漲跌增降升][至到]?|[扩擴]大|[缩縮][减減小]|滑落|回落|(?<!自)由|从|從|维持|維持|却|卻|下跌了?|下降了?|下滑了?|减少了?|減少了?|降低了?|降至|降到|增至|增到|升至|涨至|跌至|涨|漲|跌|升|降|减|減|(?<!定)增|至|到|"
    r"投资了|投資了|投入了|斥资|斥資|耗资|耗資|募集了?|筹集了?|融资了?|融資了?|花费了?|支付了?|占|佔|占比|比重|不到|不足|至少|最多|最高|以上|了|将|將|已|已经|已經|也|还|還|则|又|再|可|(?<![产產性功智])能|的|在|拥有|擁有|"
    r"完成|获得|獲得|投后|蒸发|計|前年同月比|は|が|を|に|で|の|と|も|へ|から|まで|より|約|およそ|総額|最大|最低|少なくとも|前年比|前年同期比)\s?$"
)
TAILS_KO = re.compile(
    r"\s(?:약|총|최대|최소|무려|전년\s?(?:동기\s?)?대비|대비|모두|각각|현재|이미|올해|지난해)\s?$"
)
PARTICLES_KO = re.compile(rf"(?<=[{HANGUL}A-Za-z0-9])(?:으로|은|는|이|가|을|를|에|의|로|와|과|도|만)\s?$")
PARTICLE_KO = re.compile(
    r"(?:은|는|이|가|을|를|에|의|로|와|과|도|만|서|며|고|한|해|인|된|할|약|총|등|중|가운데)$"
)
# A verb that goes on: 62% 늘어 1500만 건.
VERB_KO = re.compile(
    r"(?:늘|줄)어(?:나|난|든)?$|(?:올라|내려|뛰어|높여|늘려|줄여)$|(?:으로|에서|까지|부터|보다)$"
)
NOUN_PARTICLE_KO = re.compile(r"(?:을|를|이|가|은|는|에|도|로|으로|와|과)$")
KOREAN = re.compile(f"[{HANGUL}]")
