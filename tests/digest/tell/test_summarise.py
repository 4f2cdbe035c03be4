"""What of a story's items is told: verbatim, clean, new, and in a language that the channel reads."""

import re
from datetime import timedelta

import pytest

from digest.model.digest import Sentence
from digest.tell.summarise import SENTENCE_LIMIT, Summary, summarise
from digest.understand.story import build_story
from tests.builders import NOW, item
from tests.conftest import invented

TITLE = "Dutch government takes control of chipmaker Nexperia"
TOLD = "The Hague invoked a law of 1952 on Sunday and named a caretaker for the firm."
MORE = "Nexperia makes 110 billion simple parts a year for European car makers."


def told(*items, languages=("en",)):
    summary = summarise(build_story("s", items), items, languages=languages)
    return [sentence.text for sentence in summary.sentences]


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe and John Roe",
        "Read also: What the seizure means for European car makers this winter",
        "À lire aussi : ce que la saisie signifie pour les constructeurs européens",
        "Lesen Sie auch: Was die Übernahme für die Autobauer in Europa bedeutet",
        "Lea también: qué significa la intervención para los fabricantes de coches",
        "Leggi anche: che cosa significa il sequestro per i costruttori di automobili",
        "Leia também: o que a intervenção significa para as montadoras da Europa",
        "Czytaj także: co przejęcie oznacza dla producentów samochodów w Europie",
        "延伸阅读：安世半导体被接管对欧洲汽车制造商意味着什么，车企又将如何应对",
        "関連記事：ネクスペリアの接収は欧州の自動車メーカーに何を意味するのか",
        "관련 기사: 넥스페리아 인수가 유럽 자동차 업체에 의미하는 것은 무엇인가",
        "We use cookies to improve this site; accept them or change your settings.",
        "Subscribe to our newsletter for the best of our reporting every morning.",
        "Advertisement: The best laptops of the year are on sale this weekend only.",
        f"The post {TITLE} appeared first on Example News.",
        "© 2025 Example News. All rights reserved, in all countries of the world.",
        "The Example News Chip Newsletter gives readers the latest advancements of the trade.",
        "Welcome to the Example Newsletter, where we look at the week's news of chips.",
        "Unser Chip-Newsletter fasst jeden Freitag das Wichtigste der Woche zusammen.",
        "Notre newsletter propose chaque matin l'essentiel de l'actualité des puces.",
        "Correspondent Jane Doe joins Example News with more.",
        "Chip analyst John Roe joins us to discuss what the seizure means for car makers.",
        "Our Europe correspondent Jane Doe has more on the seizure and on what comes next.",
        "Example News' Jane Doe reports from the gates of the firm in Nijmegen.",
        TITLE + ".",
    ],
)
def test_what_the_page_adds_is_not_told(line):
    assert told(item(TITLE, summary=f"{line}\n{TOLD}\n{line}\n{MORE}")) == [TOLD, MORE]


@pytest.mark.parametrize(
    ("language", "dangling"),
    [
        ("en", "However, the ministry left the day-to-day business of the firm alone."),
        ("en", "He called the step highly exceptional and said talks would go on."),
        ("en", "That’s why car makers in Germany fear for the simple parts they need."),
        ("en", "At the same time, the ministry promised not to sell any plant of the firm."),
        ("en", "As a result, the shares of two car makers fell by a tenth on Monday morning."),
        ("fr", "Cette décision inquiète les constructeurs automobiles de toute l'Europe."),
        ("de", "Er nannte den Schritt außergewöhnlich und kündigte weitere Gespräche an."),
        ("es", "Sin embargo, el ministerio no tocó la gestión diaria de la empresa."),
        ("es", "Añadió que la empresa seguirá suministrando piezas a los fabricantes."),
        ("it", "Tuttavia il ministero non ha toccato la gestione quotidiana dell'azienda."),
        ("pt", "Ele chamou a medida de excepcional e disse que as conversas continuam."),
        ("pl", "Jednak ministerstwo nie zmieniło codziennego zarządzania tą firmą."),
        ("pl", "Tym razem ich powodem jest obawa o dostawy prostych części dla aut."),
        ("pl", "Podkreślili, że konieczne będą dalsze rozmowy z ministerstwem handlu."),
        ("nl", "Hij noemde de stap uitzonderlijk en zei dat de gesprekken verder zouden gaan."),
        ("ru", "Добавил, что переговоры с владельцами компании продолжатся на неделе."),
        ("ru", "Однако министерство не вмешивалось в повседневную работу компании."),
        ("zh-Hans", "但该部门并未干预公司的日常经营活动，谈判仍将继续进行下去。"),
        ("ja", "しかし同省は日常の経営には介入しておらず、協議は続くとしている。"),
        ("ko", "그러나 정부는 회사의 일상 경영에는 개입하지 않았다고 밝혔다고 전했다."),
    ],
)
def test_no_sentence_leans_on_one_that_is_not_told(language, dangling):
    assert told(item(TITLE, summary=dangling, language=language)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "This week the ministry took control of a maker of simple chips for cars.",
        "There are 140 Chinese firms on the list that Washington published on Monday.",
        "ChatGPT's subscription now costs $200 a month for those who want its best model.",
        "Instead of a fine, the ministry put a caretaker in charge of the maker of chips.",
        "In addition to the plants in Hamburg, a caretaker now runs those in Manchester.",
    ],
)
def test_what_stands_by_itself_is_told(sentence):
    assert told(item(TITLE, summary=sentence)) == [sentence]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        # Its first word leans on the sentence before in another language: Polish “on”, “to” and “ten”, French “il”.
        ("en", "On Sunday the ministry took control of a maker of simple chips for cars."),
        ("en", "To keep chips for cars in Europe, a law of 1952 was invoked for the first time."),
        ("en", "Ten European car makers buy most of their simple parts from the firm in Nijmegen."),
        ("en", "CES opens on Tuesday with a caretaker of the Dutch maker of chips on its stage."),
        ("it", "Il ministero ha preso il controllo di un produttore di semplici chip per auto."),
        ("it", "Su richiesta dell'Aia un amministratore guida ora gli stabilimenti di Amburgo."),
        ("pt", "Mais de 100 montadoras da Europa compram as peças simples da empresa holandesa."),
        ("fr", "On estime à 110 milliards les pièces que la firme de Nimègue livre chaque année."),
        ("es", "Son 110 mil millones las piezas que la empresa neerlandesa entrega cada año."),
        ("nl", "Het ministerie nam zondag de leiding over een maker van simpele chips voor auto's."),
    ],
)
def test_a_word_that_leans_in_another_language_keeps_no_sentence_back(language, sentence):
    told_in = told(item(TITLE, summary=sentence, language=language), languages=(language,))

    assert told_in == [sentence]


def test_a_word_for_the_speaker_in_another_language_speaks_of_nobody():
    lead = "Ministerstwo przejęło w niedzielę kontrolę nad producentem prostych układów scalonych."
    theirs = "Niemieckie koncerny kupują 40 procent części, a ich zapasy starczą na 3 tygodnie."

    assert told(item(TITLE, summary=f"{lead} {theirs}", language="pl"), languages=("pl",)) == [lead, theirs]


ANSWERS = "Yes, the firm has a caretaker, but no ministry in Berlin knows whom he answers to."
POINTS_BACK = "The move worried car makers in Germany, who buy most of their simple parts there."
ONE_OF_THEM = "The larger one makes half of the simple chips that cars in Germany need."


@pytest.mark.parametrize("leaning", [POINTS_BACK, ANSWERS, ONE_OF_THEM])
def test_a_sentence_that_points_back_is_told_behind_the_one_it_points_to(leaning):
    assert told(item(TITLE, summary=f"{TOLD} {leaning}")) == [TOLD, leaning]


@pytest.mark.parametrize("leaning", [POINTS_BACK, ANSWERS, ONE_OF_THEM])
def test_a_sentence_that_points_back_is_not_told_without_the_one_it_points_to(leaning):
    other = item("Nexperia under Dutch control", summary=f"Who will run the plants now? {leaning}")

    assert told(item(TITLE, summary=TOLD), other) == [TOLD]


def test_what_stands_before_a_notice_is_told_though_no_full_stop_parts_them():
    bare = TOLD.removesuffix(".")

    assert told(item(TITLE, summary=f"{bare} The post {TITLE} appeared first on Example News.")) == [bare]
    assert told(item(TITLE, summary=f"{TOLD} (newsroom@example.com)")) == [TOLD]


def test_an_opening_points_back_to_the_title_above_it():
    assert told(item(TITLE, summary=POINTS_BACK)) == [POINTS_BACK]


def test_the_same_number_by_another_year_is_told_once():
    counted = "Ministers in the Netherlands say that 12,500 jobs at a producer of semiconductors are safe."
    again = (
        "Some 12,500 workers of the European chip firm will keep their posts until 2031, The Hague promises."
    )
    first, later = item(TITLE, summary=counted), NOW + timedelta(hours=1)

    assert told(first, item("The Hague acts", summary=again, published=later)) == [counted]


def test_a_text_that_its_feed_cut_off_ends_in_an_ellipsis_and_in_no_half_word():
    cut_off = "A caretaker now runs the plants in Hamburg and in Dongguan, where most chips are packa"

    assert told(item(TITLE, summary=f"Who runs it now? {cut_off}")) == [cut_off.removesuffix(" packa") + "…"]


def test_a_text_of_one_sentence_may_do_without_its_full_stop():
    assert told(item(TITLE, summary=TOLD.removesuffix("."))) == [TOLD.removesuffix(".")]


@pytest.mark.parametrize("mark", [",…", " …", "...", ", [...]", " […]"])
def test_a_feed_s_own_ellipsis_stands_right_behind_a_word(mark):
    assert told(item(TITLE, summary=f"{TOLD[:-1]}{mark}")) == [f"{TOLD[:-1]}…"]


def test_a_further_sentence_adds_something():
    one = item(TITLE, summary=TOLD, outlet="a.example")
    copy = item(
        "Nexperia seized",
        summary="On Sunday, The Hague invoked a 1952 law and named a caretaker for the chip firm.",
        outlet="b.example",
    )
    new = item("Nexperia under Dutch control", summary=MORE, outlet="c.example")

    found = told(one, copy, new)

    assert MORE in found
    assert len(found) == 2


def test_another_item_s_opening_is_told_only_for_a_number_that_is_new():
    again = "Ministers in the Netherlands have seized the reins at a producer of semiconductors."
    counted = "Ministers in the Netherlands have seized a producer of semiconductors with 12,500 workers."

    first, later = item(TITLE, summary=f"{TOLD} {MORE}"), NOW + timedelta(hours=1)
    assert told(first, item("The Hague acts", summary=again, published=later)) == [TOLD, MORE]
    assert counted in told(first, item("The Hague acts", summary=counted, published=later))


@pytest.mark.parametrize("length", range(215, 245))
def test_a_long_sentence_is_cut_at_a_word_and_never_inside_a_number(length):
    long = ("The ministry said " + "and said again " * 20)[:length].rsplit(" ", 1)[0]
    [said] = told(
        item(
            TITLE,
            summary=f"{long} that it costs $3,570,000.5 million in all, {'and more to come later, ' * 4}too.",
        )
    )

    assert len(said) <= SENTENCE_LIMIT
    assert not re.search(r"\d\W*…$", said) or said.endswith("million in…")


def test_a_sentence_that_is_a_little_too_long_loses_its_last_clause_and_no_half_of_one():
    warned = (
        "The summit in Delhi is the first of its kind in a developing country and draws ministers and heads of firms"
        " from all five continents, although some attendees warned the broad focus could make concrete commitments from"
        " world leaders less likely."
    )

    head, _, _ = warned.rpartition(", although")
    assert len(head) < SENTENCE_LIMIT < len(warned)
    assert told(item(TITLE, summary=warned)) == [f"{head}…"]


def test_a_long_sentence_is_cut_at_the_end_of_a_clause_where_one_is_near():
    clause = "The ministry took control of the firm on Sunday, " + "and named a caretaker for its plants " * 4
    long = f"{clause}in Germany and China, reports the newspaper Example Morning Post in its edition of today and on its pages as well."

    [said] = told(item(TITLE, summary=long))

    assert said.endswith("in Germany and China…")


def test_a_lead_that_fits_is_told_before_one_that_would_be_cut():
    advised = (
        "as its ministers and those who advise them on simple parts for cars had proposed on Friday, " * 3
    )
    long = item(
        TITLE, summary=f"The Dutch government takes control of the chipmaker Nexperia, {advised}it said."
    )
    said = "The government takes control of a chipmaker in the east and names a caretaker for it."
    whole = item("Caretaker named", summary=said, outlet="b.example")

    assert told(long, whole)[0] == said


@pytest.mark.parametrize(
    "last", ["and the", "that", "of a more", "before its", "with", "before its April 2025,"]
)
def test_no_sentence_is_cut_behind_a_word_that_wants_another(last):
    said = ("The ministry named a caretaker for plants " * 9)[: SENTENCE_LIMIT - 25].rsplit(" ", 1)[0]
    long = f"{said} abroad {last} {'circumstances-of-all-kinds ' * 9}."

    [found] = told(item(TITLE, summary=long))

    assert found.endswith(" abroad…")


@pytest.mark.parametrize(
    "opening",
    [
        "An anonymous reader quotes a report from Example News:",
        "An anonymous reader shared this report from the Linux site Example:",
        "Long-time Example reader jdoe writes:",
    ],
)
def test_who_handed_a_report_on_is_no_part_of_what_it_tells(opening):
    assert told(item(TITLE, summary=f"{opening} {TOLD}")) == [TOLD]


@pytest.mark.parametrize(
    ("summary", "headline_only"),
    [
        (TOLD, False),
        ("", True),
        (TITLE, True),
        ("Short, but the ministry's own words on the matter.", False),
        ("But industry players caution that the country needs more of those who can build chips.", True),
        (
            "Article URL: https://a.example/what/the/hague/did Comments URL: https://b.example/item?id=4 "
            "Points: 16 # Comments: 6",
            True,
        ),
        (
            "Pełna wersja strony Pełna wersja strony https://a.example/aktualnosci/nexperia_przejecie-47685.html",
            True,
        ),
    ],
)
def test_a_story_of_nothing_but_headlines_says_so(summary, headline_only):
    one = item(TITLE, summary=summary)

    assert summarise(build_story("s", [one]), [one], languages=["en"]).headline_only is headline_only


def test_a_short_sentence_of_the_east_is_told_whatever_stands_in_its_middle():
    first, second = (
        "経済産業省はラピダスの千歳工場に1兆円を追加で支援すると発表した。",
        "量産の開始は同社によると2027年を目指す。",
    )
    one = item("ラピダスに追加支援", summary=first + second, language="ja")

    assert told(one, languages=("ja",)) == [first, second]


def test_the_channel_s_language_is_preferred_and_another_is_said():
    french = item(
        "La Haye prend le contrôle de Nexperia",
        summary="La Haye invoque une loi de 1952 et nomme un administrateur.",
        language="fr",
    )
    english = item(TITLE, summary=TOLD)
    story = build_story("s", [french, english])

    assert summarise(story, [french, english], languages=["fr"]).language == "fr"
    assert summarise(story, [french, english], languages=["ja", "en"]).sentences[0].text == TOLD
    assert summarise(build_story("s", [french]), [french], languages=["en"]).language == "fr"


OWN_ACCOUNT = "I met 3 people from the ministry at the gates, and I also got lost on the way there."


@pytest.mark.parametrize(
    ("language", "own_account"),
    [
        ("en", OWN_ACCOUNT),
        ("en", "The gates of the plant are where I got lost, 2,500 feet from my hotel."),
        ("de", "Ich habe am Tor des Werks 3 Leute aus dem Ministerium getroffen, die schwiegen."),
    ],
)
def test_what_an_author_says_of_himself_is_not_told_where_there_is_news(language, own_account):
    news = item(TITLE, summary=f"{own_account} {TOLD} {MORE}", language=language)

    assert told(news, languages=(language,)) == [TOLD, MORE]


def test_what_an_author_says_of_himself_is_told_where_there_is_nothing_else():
    assert told(item(TITLE, summary=OWN_ACCOUNT)) == [OWN_ACCOUNT]


@pytest.mark.parametrize(
    "sentence",
    [
        "“I will not sign this law, whatever the firm offers us,” the minister said on Monday.",
        "Phase I of the plan gives the caretaker 90 days to look at the books of the firm.",
    ],
)
def test_what_others_say_of_themselves_is_told(sentence):
    assert sentence in told(item(TITLE, summary=f"{TOLD} {sentence}"))


def test_a_headline_alone_is_followed_by_sentences_in_the_next_language_that_the_channel_reads():
    polish = item("Holandia przejmuje kontrolę nad Nexperią", language="pl", url="https://a.example/1")
    english = item(TITLE, summary=TOLD)
    story = build_story("s", [polish, english])

    both = summarise(story, [polish, english], languages=["pl", "en"])
    alone = summarise(story, [polish, english], languages=["pl"])

    assert (both.title, both.language, both.sentences[0].text) == (polish.title, "pl", TOLD)
    assert both.told_in == "en"
    assert (alone.title, alone.sentences) == (polish.title, ())


def test_what_the_digest_has_said_already_leaves_no_story_of_nothing_but_headlines():
    one = item(TITLE, summary=TOLD)

    said = summarise(build_story("s", [one]), [one], languages=["en"], avoid=[TOLD])

    assert (said.sentences, said.headline_only) == ((), False)


@pytest.mark.parametrize("mark", ["—", "-", "•", "*"])
def test_a_point_of_a_list_is_told_without_its_mark(mark):
    assert told(item(TITLE, summary=f"{mark} {TOLD}")) == [TOLD]


def test_a_number_that_no_item_states_would_be_noticed():
    one = item(TITLE, summary=TOLD)
    made_up = Summary(
        TITLE, "en", (Sentence("The Hague invoked a law of 1953.", (one.id,)),), headline_only=False
    )

    assert invented(made_up, [one]) == ["1953"]
    assert invented(summarise(build_story("s", [one]), [one], languages=["en"]), [one]) == []


def test_of_two_leads_the_one_that_ends_is_told():
    open_ended = item(TITLE, summary=TOLD.removesuffix("."), outlet="a.example")
    ended = item(
        TITLE, summary="A caretaker named by The Hague runs the firm from Sunday on.", outlet="b.example"
    )

    assert told(open_ended, ended)[0] == ended.summary


def test_three_sentences_are_told_and_the_opening_one_comes_first():
    last = "Car makers in three countries have parts for two more weeks, their union warned."
    further = "Officials in Beijing answered with a stop to exports from the plant in Dongguan."

    assert told(item(TITLE, summary=f"{TOLD} {MORE} {further} {last}")) == [TOLD, MORE, further]
