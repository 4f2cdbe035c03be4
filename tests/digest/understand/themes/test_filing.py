from dataclasses import replace

import pytest

from config.knowledge import load_knowledge
from digest.model.theme import Term, Theme
from digest.understand.read import file_texts, read
from digest.understand.themes.filing import Lesson, file
from digest.understand.themes.gates import Evidence
from digest.understand.themes.term_weights import Weighed
from tests.builders import item

KNOWLEDGE = load_knowledge(embedder="none")
TAUGHT = load_knowledge()


def filings(title, summary="", knowledge=KNOWLEDGE):
    [filed] = file_texts([(title, summary)], knowledge)
    return filed


def themes(title, summary="", knowledge=KNOWLEDGE):
    return {filing.theme for filing in filings(title, summary, knowledge)}


def filed_under(theme, titles, knowledge):
    filed = file_texts([(title, "") for title in titles], knowledge)
    return [
        title
        for title, found in zip(titles, filed, strict=True)
        if any(filing.theme == theme for filing in found)
    ]


@pytest.mark.parametrize("theme", TAUGHT.themes, ids=lambda theme: theme.id)
def test_a_theme_s_own_examples_are_filed_as_they_say(theme):
    assert filed_under(theme.id, theme.match, TAUGHT) == list(theme.match)
    assert filed_under(theme.id, theme.differ, TAUGHT) == []


def test_titles_filed_together_are_filed_as_each_by_itself():
    titles = [example for theme in TAUGHT.themes for example in theme.match[:3] + theme.differ[:1]]

    together = file_texts([(title, "") for title in titles], TAUGHT)

    assert [{f.theme for f in filed} for filed in together] == [
        themes(title, knowledge=TAUGHT) for title in titles
    ]


@pytest.mark.parametrize(
    "theme", [theme for theme in KNOWLEDGE.themes if len(theme.match) > 30], ids=lambda theme: theme.id
)
def test_without_vectors_the_terms_alone_find_most_examples_and_nothing_that_differs(theme):
    assert len(filed_under(theme.id, theme.match, KNOWLEDGE)) >= 0.75 * len(theme.match)
    assert filed_under(theme.id, theme.differ, KNOWLEDGE) == []


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
        ("consumer_apps", "Windows search box gives way to Copilot"),
        ("adoption", "Lighthouse keepers' museum to test AI guides"),
        ("adoption", "Klinik in Jena erprobt KI gegen Sepsis"),
        ("adoption", "L'hôpital de Tours essaie une IA pour ses radios"),
        ("national_strategy", "AI toys face a probe over child safety"),
        ("talent", "Vacancies at Anthropic: who will watch the agents?"),
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
        (
            "supply_chain",
            "Nvidia's GeForce cards in short supply before the holidays",
            "Gamers face shortages of the RTX 5070.",
        ),
        ("compute_energy", "How to watch AMD's keynote on data centre chips", ""),
        ("consumer_apps", "Grok made lewd pictures of minors, users complain", ""),
        ("consumer_apps", "Heart patients get an AI app", ""),
        ("consumer_apps", "AI, phones and robots: a look back", ""),
    ],
)
def test_other_news_in_like_words_is_not(theme, title, summary):
    assert theme not in themes(title, summary, knowledge=TAUGHT)


def test_a_filing_names_the_words_that_decided():
    [filing] = [f for f in filings("US tightens export controls on chips") if f.theme == "export_controls"]

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
        for f in filings(
            "Actors fight against AI clones of their voices", knowledge=load_knowledge(own_themes=(own,))
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
        for f in filings(
            "SK Hynix ships HBM stacks", knowledge=load_knowledge(own_themes=(own,), embedder="none")
        )
        if f.theme == "memory"
    ]

    assert filing.score == 6.0


def test_a_theme_of_a_team_s_own_has_its_own_gate():
    own = Theme("memory", "Memory", terms=(Term("en", "strong", "HBM"),), own=True)

    assert "memory" in themes("SK Hynix ships new HBM stacks", knowledge=load_knowledge(own_themes=(own,)))


FORMS = [
    ("zh", "高带宽内存", "三星电子宣布高带宽内存开始量产"),
    ("zh", "高頻寬記憶體", "三星電子宣布高頻寬記憶體開始量產"),
    ("zh-Hans", "高带宽内存", "三星电子宣布高带宽内存开始量产"),
    ("pt-BR", "memória de banda larga", "A empresa dobra a produção de memória de banda larga no Brasil"),
]


@pytest.mark.parametrize("title", dict.fromkeys(title for _, _, title in FORMS))
def test_a_term_holds_in_every_form_of_its_language(title):
    # A theme for each: to compile what a team knows takes longer than all titles.
    own = [
        Theme(f"memory-{number}", "Memory", terms=(Term(language, "strong", text),), own=True)
        for number, (language, text, _) in enumerate(FORMS)
    ]
    held = {f"memory-{number}" for number, form in enumerate(FORMS) if form[2] == title}

    assert themes(title, knowledge=load_knowledge(own_themes=own)) >= held


def test_what_was_only_looked_at_is_filed_where_the_examples_alone_say_so():
    assert "talent" in themes("Meta's chief scientist leaves to found a rival start-up", knowledge=TAUGHT)
    assert themes("Meta opens a canteen in Dublin", knowledge=TAUGHT) == set()


def test_a_term_is_found_in_the_title_though_the_text_repeats_a_part_of_it_nearer_by():
    title, summary = "五角大楼将阿里巴巴、比亚迪列入涉军企业名单", "阿里回应称公司与军方无关。"

    assert "export_controls" in themes(title, summary)


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

    [filing] = filings(title, knowledge=knowledge)

    assert [said.casefold() for said in filing.terms] == [term.casefold()]
