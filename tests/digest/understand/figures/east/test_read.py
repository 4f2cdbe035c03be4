"""What is said around numbers in Chinese: shares, how many times as much, counters, and what is no figure."""

import pytest

from digest.understand.figures import find_figures
from tests.digest.understand.figures import finding


def found(text, language="zh-Hans"):
    return finding.found(text, language)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("每十人就有一人打算出国。", 10),
        ("每100人中有3人失业。", 3),
        ("平均每4人中就有1人是留学生。", 25),
        ("每三颗芯片中有一颗产自台湾。", 33.33),
        ("每10家企业中，有3家使用国产芯片。", 30),
        ("每售出五辆车就有一辆是电动车。", 20),
    ],
)
def test_of_so_many_so_many_are_a_share(text, share):
    assert found(text) == {(share, "%")}


@pytest.mark.parametrize("text", ["每三年就有一家企业上市。", "每10万人中有3人患病。"])
def test_of_a_time_and_of_a_multitude_there_is_none(text):
    assert not any(unit == "%" for _, unit in found(text))


@pytest.mark.parametrize(
    ("text", "factor"), [("出货量翻了近两番。", 4), ("产值翻逾一倍。", 2), ("营收翻了约三番。", 8)]
)
def test_nearly_doubled_is_doubled(text, factor):
    assert found(text) == {(factor, "x")}


@pytest.mark.parametrize("text", ["股价近乎腰斩。", "股價腰斬。"])
def test_what_was_cut_at_the_waist_is_half(text):
    assert found(text) == {(50, "%")}


@pytest.mark.parametrize(
    "text",
    [
        "营收实现三位数增长，利润保持两位数增长。",
        "美国启动“232条款”调查，并援引301条款。",
        "前三名股东持股不变，前10名供应商退出。",
        "零一万物发布模型。",
    ],
)
def test_digits_clauses_ranks_and_names_count_nothing(text):
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("查获内存条5600根。", (5600, "根")),
        ("三名股东退出。", (3, "股东")),
        ("目前300家企业入驻。", (300, "企业")),
        ("召回3800辆无人驾驶出租车。", (3800, "无人驾驶出租车")),
        ("三名知情人士透露了计划。", (3, "知情人士")),
        ("首批100台两分钟售罄。", (100, "台")),
        ("全球前20%的研究者离开。", (20, "%")),
        ("由两家中东主权基金领投。", (2, "中东主权基金")),
        ("6家国有大行合计出资。", (6, "国有大行")),
        ("用30万亿词元训练。", (30e12, "词元")),
        ("其中19家位于大陆。", (19, "家")),
        ("部署10万GPU。", (100_000, "GPU")),
        ("训练耗时约280万GPU小时。", (2.8e6, "GPU小时")),
    ],
)
def test_a_counter_counts_the_noun_behind_it(text, figure):
    assert found(text) == {figure}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("利率下调25个基点。", "利率下调"),
        ("新股上市首日大涨180%。", "新股上市首日"),
        ("新股上市首日收涨76%。", "新股上市首日"),
        ("产能利用率由88%上升。", "产能利用率"),
        ("资本开支从75亿美元起。", "资本开支"),
        ("资本开支维持在75亿美元左右。", "资本开支"),
        ("价格却下降两成。", "价格"),
        ("服务器内存条报6.8美元。", "服务器内存条"),
        ("产能利用率2025年为88%。", "产能利用率"),
        ("产能利用率比去年高出15%。", "产能利用率"),
    ],
)
def test_what_rose_or_fell_is_what_an_amount_is_said_of(text, subject):
    [figure] = find_figures("i", "", text, "zh-Hans")

    assert figure.subject == subject


@pytest.mark.parametrize(
    ("text", "amount", "subject"),
    [
        ("毛利率提高150个基点至38.2%。", 38.2, "毛利率"),
        ("进口量降至478亿块，同比减少4.7%。", 4.7, "进口量"),
        ("营收同比增长三成，至46.8亿元。", 46.8e8, "营收"),
        ("净利润翻番，达5.1亿元。", 5.1e8, "净利润"),
        ("期望年薪在40万至60万元之间。", 60e4, "期望年薪"),
        ("国产化率从2023年的11.7%提高到近两成。", 20, "国产化率"),
        ("7月营收3213亿元，月增2.4%、年增25.1%。", 25.1, "7月营收"),
        ("7月營收達新台幣3,213億元，年增34%。", 34, "7月營收"),
        ("7月營收3,213億元新台幣，月增2.4%。", 2.4, "7月營收"),
        ("期望年薪在40万至60万元之间，比去年高出15%。", 15, "期望年薪"),
        ("14家企业被列入清单，另有三成出口订单待批。", 30, "出口订单"),
        ("新规周五生效，涉及约180亿美元商品。", 18e9, "商品"),
        ("估值约28亿美元，为一年前的近三倍。", 3, "估值"),
    ],
)
def test_no_other_amount_and_no_year_is_a_part_of_what_one_is_said_of(text, amount, subject):
    told = {figure.amount: figure.subject for figure in find_figures("i", "", text, "zh-Hans")}

    assert told[amount] == subject


@pytest.mark.parametrize(
    "text",
    [
        "用户由1200万升至2700万。",
        "用户从1200万提高到2700万。",
        "用户从1200万涨到2700万。",
        "用户从1200万攀升至2700万。",
        "用戶從1200萬下滑至2700萬。",
    ],
)
def test_a_verb_that_leads_to_a_second_number_is_no_noun(text):
    assert {amount for amount, _ in found(text)} == {12e6, 27e6}
    assert {unit for _, unit in found(text)} <= {"用户", "用戶"}


@pytest.mark.parametrize(
    ("text", "language", "figures"),
    [
        ("良率只有三到四成。", "zh-Hans", {(30, "%"), (40, "%")}),
        ("良率只有3至4成。", "zh-Hans", {(30, "%"), (40, "%")}),
        ("良率僅三至四成。", "zh-Hant", {(30, "%"), (40, "%")}),
        ("有三至五家企业入选。", "zh-Hans", {(3, "企业"), (5, "企业")}),
        ("价格上涨两至三倍。", "zh-Hans", {(2, "x"), (3, "x")}),
        ("良品率は3〜4割だ。", "ja", {(30, "%"), (40, "%")}),
        ("良品率は三から四割だ。", "ja", {(30, "%"), (40, "%")}),
    ],
)
def test_both_ends_of_a_range_in_words_and_tenths_are_read(text, language, figures):
    assert found(text, language) == figures


def test_both_ends_of_a_range_are_said_of_what_stands_before_it():
    figures = find_figures("i", "", "产线良率只有三到四成。", "zh-Hans")

    assert [figure.subject for figure in figures] == ["产线良率", "产线良率"]


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("港府另撥款30億元資助大學。", "HKD"),
        ("恒指成交額30億元。", "HKD"),
        ("台灣撥款30億元。", "TWD"),
        ("台灣團隊在香港投入30億元。", "TWD"),
        ("當局撥款30億元。", "TWD"),
    ],
)
def test_a_dollar_is_hong_kong_s_where_a_sentence_tells_of_it_alone(text, currency):
    assert found(text, "zh-Hant") == {(3e9, currency)}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("报告显示,约七成企业使用AI。", "企业"),
        ("报告显示，超六成受访者担心失业。", "受访者"),
        ("营收增长，近两成雇员离职。", "雇员"),
        ("报告显示,38%来自中国。", "报告显示"),
    ],
)
def test_a_share_that_opens_its_clause_is_said_of_the_noun_behind_it(text, subject):
    [figure] = find_figures("i", "", text, "zh-Hans")

    assert subject in figure.subject


def test_among_them_is_no_noun_in_korean():
    assert found("직원 300명 가운데 50명이 떠났다.", "ko") == {(300, "직원"), (50, "명")}


@pytest.mark.parametrize(
    ("text", "language", "figures"),
    [
        ("模型总参数671B，激活37B。", "zh-Hans", {(671e9, "参数"), (37e9, "参数")}),
        ("671B参数的模型发布。", "zh-Hans", {(671e9, "参数")}),
        ("推出70B模型。", "zh-Hans", {(70e9, "参数")}),
        ("推出70B開源模型。", "zh-Hant", {(70e9, "參數")}),
        ("在15.5T tokens上训练。", "zh-Hans", {(15.5e12, "tokens")}),
        ("支持128K上下文窗口。", "zh-Hans", {(128e3, "tokens")}),
        ("上下文长度达1M。", "zh-Hans", {(1e6, "tokens")}),
        (
            "总参数2350亿、激活220亿，上下文长度25.6万。",
            "zh-Hans",
            {(2350e8, "参数"), (220e8, "参数"), (256e3, "tokens")},
        ),
        ("総パラメータ数7440億のモデルを公開した。", "ja", {(7440e8, "パラメータ")}),
        ("本月新增激活220万。", "zh-Hans", set()),
        ("参数量从7B到72B不等。", "zh-Hans", {(7e9, "参数"), (72e9, "参数")}),
        ("发布7B、32B和72B三个版本。", "zh-Hans", {(7e9, "参数"), (32e9, "参数"), (72e9, "参数")}),
        ("GitHub获得15k星标。", "zh-Hans", {(15e3, "星标")}),
        ("パラメータ数は671Bで、70Bモデルも公開。", "ja", {(671e9, "パラメータ"), (70e9, "パラメータ")}),
        ("128Kトークンに対応。", "ja", {(128e3, "トークン")}),
        ("70B 모델을 공개했다.", "ko", {(70e9, "파라미터")}),
        ("Qwen3-70B模型和Llama 3 70B模型发布。", "zh-Hans", set()),
        ("屏幕为4K，网络为5G，见第3B版。", "zh-Hans", set()),
    ],
)
def test_sizes_of_models_may_have_latin_scales_and_those_of_the_east(text, language, figures):
    assert found(text, language) == figures


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("檢方起訴三名前工程師。", (3, "工程師")),
        ("預計創造4萬個營建就業機會。", (40_000, "營建就業機會")),
    ],
)
def test_the_whole_of_what_is_counted_is_the_unit(text, figure):
    assert found(text, "zh-Hant") == {figure}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("约120家企业（3月）离开", (120, "企业")),
        ("约120家企业三月离开上海。", (120, "企业")),
        ("约120個城市(3月)停電。", (120, "城市")),
        ("三家企业面临问题。", (3, "企业")),
        ("40名学生有机会出国。", (40, "学生")),
    ],
)
def test_a_month_or_a_question_behind_what_is_counted_is_not_counted(text, figure):
    assert found(text) == {figure}


@pytest.mark.parametrize(
    "text", ["AI落地的30个主要问题", "选型的12个关键原因", "试运行了18个月", "耗时120个小时"]
)
def test_questions_reasons_and_months_are_no_figure(text):
    assert found(text) == set()


def test_a_date_in_brackets_is_not_what_an_amount_is_said_of():
    text = "出口额为120亿美元（3月），同比增长5%。"

    assert finding.said_of(text, "zh-Hans") == {120e8: "出口额", 5: "出口额"}


@pytest.mark.parametrize("text", ["出口6万颗英伟达芯片。", "美國批准6萬顆輝達晶片出口。"])
def test_a_name_that_holds_a_verb_is_whole(text):
    [(_, unit)] = found(text)

    assert unit in {"英伟达芯片", "輝達晶片"}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("4人走私輝達晶片，遭起訴。", (4, "人")),
        ("裁员3200人 客服岗位为主", (3200, "人")),
        ("19國企業受影響。", (19, "國")),
    ],
)
def test_people_and_countries_are_counted_and_not_what_stands_behind_them(text, figure):
    assert found(text) == {figure}


def test_a_word_that_begins_as_people_counts_none():
    assert found("104人力銀行公布調查。", "zh-Hant") == set()


@pytest.mark.parametrize(
    ("text", "language", "amount", "subject"),
    [
        ("拟裁减多达三成员工。", "zh-Hans", 30, "员工"),
        ("逾八成受訪企業不受影響。", "zh-Hant", 80, "受訪企業"),
        ("涨价三成 晶圆厂紧急备货", "zh-Hans", 30, "涨价"),
        ("新建算力八成须用国产芯片", "zh-Hans", 80, "新建算力"),
        ("全国の9割以上の自治体が訴えた。", "ja", 90, "自治体"),
        ("売上高10億円超の企業が対象となる。", "ja", 10e8, "売上高"),
        ("売上高は9億円(前年同期比21.4%増)、営業利益は1億円(同48.9%増)だった。", "ja", 48.9, "営業利益"),
        ("有料版の契約は120万件を超えた。", "ja", 120e4, "有料版の契約"),
    ],
)
def test_a_share_and_a_change_are_said_of_what_they_are_of(text, language, amount, subject):
    assert finding.said_of(text, language)[amount] == subject


@pytest.mark.parametrize("text", ["其中过半用于数据中心。", "過半企業受影響。", "过半来自海外。"])
def test_more_than_half_is_half(text):
    assert found(text) == {(50, "%")}


@pytest.mark.parametrize("text", ["任期过半的议员提出法案。", "时间过半的项目仍未开工。"])
def test_a_time_that_is_half_over_is_no_share(text):
    assert found(text) == set()


def test_a_year_behind_what_is_counted_is_not_counted():
    assert found("五家云厂商今年将增加投入。") == {(5, "云厂商")}


def test_what_is_known_to_be_counted_needs_no_counter_in_japanese():
    assert found("約300の大学と企業が加わり、500の理由がある。", "ja") == {(300, "大学")}


@pytest.mark.parametrize(
    ("text", "language", "amount", "subject"),
    [
        ("投后估值30亿美元，较上一轮翻番。", "zh-Hans", 2, "投后估值"),
        ("11月營收3,872億元，較去年同期成長46.4%。", "zh-Hant", 46.4, "11月營收"),
        ("用户规模达5.15亿人，较去年底增长12%。", "zh-Hans", 12, "用户规模"),
        ("比亚迪上涨3%。", "zh-Hans", 3, "比亚迪"),
        ("市值破1500亿元。", "zh-Hans", 1500e8, "市值"),
        ("股价盘中一度大涨3%。", "zh-Hans", 3, "股价盘中"),
        ("搜索引擎市占跌破九成。", "zh-Hans", 90, "搜索引擎市占"),
        ("純利益は前年比2.9倍の1兆円となった。", "ja", 2.9, "純利益"),
        ("費用は1200万ユーロから1900万ユーロへと約6割増えた。", "ja", 60, "費用"),
        ("研究者は1月以降2500人が去った。", "ja", 2500, "研究者"),
    ],
)
def test_what_an_amount_is_compared_with_is_not_what_it_is_said_of(text, language, amount, subject):
    assert finding.said_of(text, language)[amount] == subject


def test_a_price_for_each_kilogram_states_no_kilogram():
    assert found("1キロ当たり3200円で取引された。", "ja") == {(3200, "JPY")}


@pytest.mark.parametrize(
    ("text", "figure"), [("豆包日活破3亿", (3e8, "日活")), ("应用月活冲到860万。", (860e4, "月活"))]
)
def test_those_who_are_active_are_counted_before_the_verb(text, figure):
    assert found(text) == {figure}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("两家AI芯片设计公司入列。", (2, "AI芯片设计公司")),
        ("300名企业员工参加。", (300, "企业员工")),
        ("12名芯片设计工程师离职。", (12, "芯片设计工程师")),
        ("120家企业采购芯片。", (120, "企业")),
        ("120家企业商讨对策。", (120, "企业")),
        ("首期向十个城市用户开放。", (10, "城市")),
        ("仅5份获批。", (5, "份")),
        ("140件無一獲准。", (140, "件")),
    ],
)
def test_whose_they_are_is_no_other_thing_than_is_counted(text, figure):
    assert found(text) == {figure}
