from dataclasses import replace

import pytest

from config.knowledge import load_knowledge
from digest.understand.actors import Names
from digest.understand.read import read
from tests.builders import item

KNOWLEDGE = load_knowledge(embedder="none")


def named(title):
    [reading] = read([item(title, language="und")], KNOWLEDGE)
    return reading.item.actors


@pytest.mark.parametrize(
    "title",
    [
        "Huawei opens a plant",
        "华为发布新芯片",
        "華為推出新晶片",
        "ファーウェイ、AI半導体を公開",
        "화웨이 새 칩 공개",
        "Хуавэй представила новый чип",
        "هواوي تكشف عن شريحة جديدة",
    ],
)
def test_one_actor_is_one_in_any_script(title):
    assert "huawei" in named(title)


@pytest.mark.parametrize(
    ("title", "country"),
    [
        ("RDC : Kinshasa suspend les exportations de germanium", "congo"),
        ("刚果（金）暂停锗精矿出口", "congo"),
        ("Chipy płyną przez Biszkek", "kyrgyzstan"),
        ("Hanoï s'entend avec Washington", "vietnam"),
        ("Серверы нашли в Ереване, в Армении", "armenia"),
        ("蒙古的数据中心", "mongolia"),
    ],
)
def test_a_country_is_known_by_its_names_and_its_capital_in_many_languages(title, country):
    assert country in named(title)


def test_what_an_actor_is_called_in_a_voice_is_no_name_that_texts_are_read_by():
    called = [replace(each, names={"fr": "Zyzzogeton"}) for each in KNOWLEDGE.actors if each.id == "huawei"]
    names = Names(replace(KNOWLEDGE, actors=tuple(called)))

    found = [names.find([word], list).sure for word in ("Zyzzogeton", "Huawei")]

    assert [{hit.value for hit in each} for each in found] == [set(), {"huawei"}]


def test_inner_mongolia_is_not_mongolia():
    assert "mongolia" not in named("内蒙古建成新的算力中心")


@pytest.mark.parametrize(
    ("titles", "actor"),
    [
        (("Waymo en París", "ウェイモ、試験走行", "웨이모 서울 온다", "وايمو تستدعي سياراتها"), "waymo"),
        (("Grok fabule", "Грок Маска", "غروك يثير الغضب", "マスク氏のグロック"), "xai"),
        (("Nur mit Claude Code", "코딩은 클로드에게", "コードはクロードが書く"), "claude"),
        (("Apollo Go à Dubaï", "萝卜快跑进入迪拜", "蘿蔔快跑進軍杜拜"), "apollo-go"),
    ],
)
def test_assistants_and_robotaxis_are_known_in_their_scripts_too(titles, actor):
    assert [title for title in titles if actor not in named(title)] == []


@pytest.mark.parametrize(
    ("title", "actor"),
    [
        ("Claude新版本上线,排队三小时", "claude"),
        ("「Claude」で大規模障害、5時間後に復旧", "claude"),
        ("Пользователи Suno жалуются на сбой", "suno"),
        ("تعطل Claude لساعات حول العالم", "claude"),
        ("Gemini 업데이트, 자정부터 적용", "gemini"),
    ],
)
def test_a_product_that_keeps_its_latin_letters_in_another_script_needs_no_company(title, actor):
    assert actor in named(title)


@pytest.mark.parametrize(
    ("title", "actor"),
    [
        ("Gemini 4: a new era of agents", "gemini"),
        ("ALIA 2 ya se puede descargar", "alia"),
        ("Kimi creator courts fresh billions", "kimi"),
    ],
)
def test_a_model_with_the_number_of_its_generation_or_with_a_maker_needs_no_company(title, actor):
    assert actor in named(title)


@pytest.mark.parametrize(
    "title", ["Gemini: what May brings", "SpaceX launches Falcon 9", "Falcon Heavy flies"]
)
def test_without_one_it_may_be_a_sign_or_a_rocket(title):
    assert {"gemini", "falcon"}.isdisjoint(named(title))


@pytest.mark.parametrize(
    ("title", "actor"),
    [
        ("国际清算银行BIS:全球债务再创新高", "bis"),
        ("CAC40指数、続落で終える", "cac"),
        ("SpaceX、Falcon 9を打ち上げ", "falcon"),
    ],
)
def test_an_office_an_index_or_a_rocket_does(title, actor):
    assert actor not in named(title)


@pytest.mark.parametrize(
    ("title", "actor"),
    [
        ("Bank for International Settlements (BIS) warns of debt", "bis"),
        ("Kimi Antonelli wins the race", "kimi"),
        ("Le SMIC augmente en janvier", "smic"),
        ("Claude Monet's garden reopens", "claude"),
        ("Claude Dupont, président de la fédération", "claude"),
        ("グロック拳銃を押収", "xai"),
        ("Amália Rodrigues, a voz do fado", "amalia"),
        ("Le mistral souffle sur la Provence", "mistral-ai"),
        ("Le CAC 40 termine en hausse", "cac"),
        ("Rand falls against the dollar", "rand"),
        ("He broke his arm on the stairs", "arm"),
        ("Gemini: your horoscope for the week", "gemini"),
    ],
)
def test_look_alikes_are_not_taken_for_actors(title, actor):
    assert actor not in named(title)


@pytest.mark.parametrize(
    ("title", "actor"),
    [
        ("Trump unieważnia umowę, decyzja Trumpa zapadła w nocy", "donald-trump"),
        ("Nvidii kończą się czipy", "nvidia"),
        ("Nvidias Umsatz steigt", "nvidia"),
        ("Самсунга новый завод", "samsung"),
        ("Переговоры с Китаем о чипах", "china"),
        ("وإنفيديا تعلن عن شريحة", "nvidia"),
        ("엔비디아는 중국에 칩을 판다", "nvidia"),
        ("Meta débauche des chercheurs d'OpenAI", "meta"),
        ("Meta podkupuje badaczy sztucznej inteligencji OpenAI", "meta"),
        ("英特尔发布新处理器", "intel"),
        ("xAI co-founder departs", "xai"),
    ],
)
def test_a_name_is_known_however_the_sentence_bends_it(title, actor):
    assert actor in named(title)


@pytest.mark.parametrize(
    ("title", "actor"),
    [
        ("大馬破獲伺服器走私案", "malaysia"),
        ("吉隆坡要求晶片出口申報", "malaysia"),
        ("La police malaisienne saisit des serveurs", "malaysia"),
        ("Der thailändische Zoll hält Server zurück", "thailand"),
        ("El Gobierno neerlandés limita las reparaciones", "netherlands"),
        ("헤이그, 장비 수리도 허가제로", "netherlands"),
        ("Правительство Канады ищет учёных", "canada"),
        ("オタワで研究者の誘致策", "canada"),
    ],
)
def test_a_state_is_known_by_its_capital_its_people_and_its_short_name(title, actor):
    assert actor in named(title)


@pytest.mark.parametrize(
    ("title", "actor"),
    [
        ("中, 갈륨 수출 허가제로", "china"),
        ("엔비디아 칩 中수출 길 열렸다", "china"),
        ("美, 클라우드 규제 검토", "united-states"),
        ("米、半導体規制を拡大", "united-states"),
        ("サカナAI、仏ミストラルと提携", "france"),
        ("蘭、装置の輸出を許可制に", "netherlands"),
    ],
)
def test_a_headline_names_a_state_by_one_character_that_stands_alone(title, actor):
    assert actor in named(title)


@pytest.mark.parametrize(
    ("title", "actor"),
    [
        ("大模型训练中，显存不足", "china"),
        ("システムをメンテナンス中、再開は未定", "china"),
        ("10 月 15 日，公司发布芯片", "japan"),
        ("光纤全长 300 米，直连GPU", "united-states"),
        ("美的发布AI空调", "united-states"),
        ("米の価格、AIで予測", "united-states"),
    ],
)
def test_a_character_inside_a_word_or_behind_a_number_names_no_state(title, actor):
    assert actor not in named(title)


@pytest.mark.parametrize(
    ("title", "wanted", "unwanted"),
    [
        (
            "Beijing puts a chip firm on its Unreliable Entity List",
            "unreliable-entity-list",
            "entity-list",
        ),
        ("國立清華大學研究團隊", "national-tsing-hua-university", "tsinghua-university"),
        ("美国商务部宣布新规", "us-commerce-department", "mofcom"),
    ],
)
def test_the_longest_alias_wins(title, wanted, unwanted):
    found = named(title)

    assert wanted in found
    assert unwanted not in found


@pytest.mark.parametrize(
    ("title", "actor"),
    [
        ("マスク着用は個人の判断に", "elon-musk"),
        ("AI scientist Ling Haibin leaves for Hangzhou", "ant-group"),
        ("阿里山云海日出", "alibaba"),
        ("三星堆新发现", "samsung"),
        ("Trumpet player wins a prize", "donald-trump"),
        ("A llama escapes from the farm, the animal is found", "llama"),
        ("Es el MOST wanted list of China", "most"),
        ("Licence MIT pour un logiciel de dessin", "mit"),
        ("Son goes to school", "masayoshi-son"),
        ("Apple orchard opens for the harvest", "apple"),
        ("La meta de la inflación en China", "meta"),
        ("Step 3: push your project to GitHub", "stepfun"),
    ],
)
def test_other_look_alikes_are_not_taken_either(title, actor):
    assert actor not in named(title)


@pytest.mark.parametrize(
    ("title", "actor"),
    [
        ("개인정보위, 딥시크 앱 다운로드 중단", "deepseek"),
        ("일본 라피더스 2나노 시제품", "rapidus"),
        ("マイクロソフト、パロベルデ原発と契約", "microsoft"),
    ],
)
def test_a_space_or_a_mark_parts_a_name_from_the_word_beside_it(title, actor):
    assert actor in named(title)


@pytest.mark.parametrize("title", ["高マイクロソフトウェア祭り", "ヨガソニーク"])
def test_a_name_inside_a_longer_word_is_none(title):
    assert named(title) == ()


@pytest.mark.parametrize(
    ("title", "actor"), [("Qwen4 arrives", "qwen"), ("阿里发布Qwen7", "qwen"), ("GPT9?", "gpt")]
)
def test_a_model_is_known_in_its_next_generation(title, actor):
    assert actor in named(title)


@pytest.mark.parametrize(
    ("title", "named_acts"),
    [
        ("Commerce pays Intel under the CHIPS Act", {"chips-and-science-act"}),
        ("Commerce pays Intel, which left Europe, under the CHIPS Act", {"chips-and-science-act"}),
        ("Brussels unveils second Chips Act", {"european-chips-act"}),
        ("Chips Act 2 : la Commission mise sur la conception", {"european-chips-act"}),
        ("Der EU fehlt für den Chips Act das Geld", {"european-chips-act"}),
        ("欧盟公布第二部芯片法案", {"european-chips-act"}),
        ("欧洲芯片法案 2.0 出台", {"european-chips-act"}),
    ],
)
def test_an_act_that_two_have_is_the_one_of_whom_the_text_speaks(title, named_acts):
    assert {actor for actor in named(title) if actor.endswith("-act")} == named_acts
