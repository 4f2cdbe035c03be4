import pytest

from config.knowledge import load_knowledge
from config.shipped import shipped_concepts
from digest.understand.actors import Names
from digest.understand.cut_text import CutText
from digest.understand.languages.detect import detect
from digest.understand.read import read
from digest.understand.themes.gates import Gates
from tests.builders import item

KNOWLEDGE = load_knowledge(embedder="none")
NAMES = Names(KNOWLEDGE)
GATES = Gates(KNOWLEDGE, NAMES.kinds)


def test_the_sides_and_who_and_where_are_concepts_that_there_are():
    assert shipped_concepts() >= KNOWLEDGE.sides | KNOWLEDGE.who_and_where


def test_only_what_a_gate_lets_through_is_grouped():
    on, off = read(
        [item("Lab trains a large language model"), item("Town council meets on Tuesday")], KNOWLEDGE
    )

    assert on.is_grouped
    assert not off.is_grouped


@pytest.mark.parametrize(
    "title",
    [
        "Washington's ban on a Chinese drone maker goes to court",
        "Peking droht Washington mit Vergeltung für das Verbot",
        "Estados Unidos investiga a dos investigadores chinos",
        "中国对美方限制表示不满",
        "米国の規制に中国が反発",
        "중국, 미국 제재에 반발",
    ],
)
def test_a_title_of_a_side_and_a_slight_word_of_a_theme_is_grouped_and_no_more(title):
    [reading] = read([item(title, language="und")], KNOWLEDGE)

    assert reading.is_grouped
    assert reading.item.themes == ()


@pytest.mark.parametrize("title", ["China opens its tallest bridge", "Museum shows what a ban on jazz did"])
def test_a_side_alone_or_a_slight_word_alone_is_other_news(title):
    [reading] = read([item(title)], KNOWLEDGE)

    assert not reading.is_grouped


@pytest.mark.parametrize(
    "title",
    [
        "Driverless taxis carry their first guests in Lisbon",
        "Les voitures sans conducteur arrivent à Lyon",
        "Humanoide Roboter lernen in Dresden das Schweißen",
        "Un deepfake de la ministra circula en las redes",
        "A Torino i taxi a guida autonoma partono in estate",
        "Escolas do Porto testam chatbots na aula de matemática",
        "Robotaksówki wyjadą na ulice Wrocławia",
        "Дипфейки мэра разошлись по городу",
        "سيارات أجرة ذاتية القيادة في شوارع الدوحة",
        "札幌の雪道で自動運転バスを試す",
        "부산에서 휴머노이드 배달 시험",
        "武汉街头的萝卜快跑又多了两百辆",
        "桃園機場試辦無人計程車",
        "Plant in Kumamoto prints its first circuits at 2nm",
        "新竹廠房轉進2奈米",
        "Tokyo waits for the new Siri",
        "Владельцы Сири жалуются на молчание",
        "Italian fab is handed back to its owners",
        "Altman is asked about his promises under oath",
    ],
)
def test_news_of_ai_and_chips_is_grouped_by_whatever_word_it_goes(title):
    [reading] = read([item(title, language="und")], KNOWLEDGE)

    assert reading.is_grouped


@pytest.mark.parametrize(
    "title",
    [
        "Siri Hustvedt reads from her new novel",
        "Alexa Bliss wins the belt again",
        "Ab fab at fifty: the comedy in pictures",
        "Claude Dupont élu maire de Rennes",
        "Optimus Prime is back in the cinemas",
        "Трактор потянул 350 Нм",
        "مقابلة مع سيرينا ويليامز",
        "드라마 시리즈 새 시즌 공개",
        "웨이터가 뽑은 최고의 식당",
        "ビックリマンのウエハース、売り切れ続出",
        "无人车站成了网红打卡地",
        "Llama al diálogo el obispo de Cusco",
        "Metro line without drivers opens in the suburbs",
        "Prince and only son of the king is ill",
        "Ten days to leave the marina, boat owners are told",
        "Le village que la sécheresse prive d'eau",
        "Die Gewinne sind da, die Dividende fehlt",
        "Помидоры за копейки: рынок снова снизил цены",
        "연구원 열 명, 남극 기지로 출발",
    ],
)
def test_its_look_alikes_are_not(title):
    [reading] = read([item(title, language="und")], KNOWLEDGE)

    assert not reading.is_grouped


@pytest.mark.parametrize(
    "title",
    [
        "Ten days to leave Shenzhen, engineers are told",
        "A million tokens for the price of a coffee",
        "Le village que les serveurs privent d'eau",
        "Die Gewichte sind da, die Lizenz fehlt",
        "Los servidores dejan sin agua al pueblo",
        "Токены за копейки: лаборатория из Ханчжоу снова снизила цены",
        "실험실 연구원 열 명, 항저우로 이직",
    ],
)
def test_words_that_hint_at_the_contest_are_worth_a_look(title):
    [reading] = read([item(title, language="und")], KNOWLEDGE)

    assert reading.is_grouped


def test_a_title_that_names_one_of_the_contest_is_grouped_and_filed_nowhere():
    [bought, praised] = read(
        [item("SoftBank to buy $2 billion of Intel shares"), item("Trump praises the weather in Scotland")],
        KNOWLEDGE,
    )

    assert (bought.is_grouped, bought.item.themes) == (True, ())
    assert not praised.is_grouped


def test_a_strong_term_or_a_name_that_needs_company_is_worth_a_look_in_a_title():
    curb, office, wind = read(
        [
            item("Beijing curbs rare earth shipments", id="1"),
            item("Apple invertirá 500.000 millones de dólares en Houston", id="2"),
            item("Rafales : le vent souffle sur la Provence", id="3"),
        ],
        KNOWLEDGE,
    )

    assert (curb.is_grouped, office.is_grouped, wind.is_grouped) == (True, True, False)


def evidence_of(title):
    text = CutText(title, "")
    return GATES.weigh(text, NAMES.find(text.tokens, text.joints), language=detect(title))


@pytest.mark.parametrize(
    "title",
    [
        "Half of the graduates leave OpenAI to work abroad",
        "人工智能实验室:毕业生纷纷离开",
    ],
)
def test_who_and_where_are_no_words_of_a_theme_s_own(title):
    told, named = (
        evidence_of(text) for text in (title, "Nvidia, OpenAI and Beijing: what AI chips may bring")
    )

    assert told.kindred["talent"] >= 2
    assert "talent" not in named.kindred
