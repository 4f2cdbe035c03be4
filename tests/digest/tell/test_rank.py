"""Which stories come first, which are held back and why."""

import time
from datetime import timedelta

import pytest

from digest.model import Filing, Mute, Viewpoint, Window
from digest.tell import fillers
from digest.tell.fillers import not_news
from digest.tell.rank import COMPARABLE, NO_ROOM, NO_THEME, WEAK, Ranked, balanced, rank
from tests.builders import NOW, story

WINDOW = Window(NOW - timedelta(days=1), NOW)
THEMES = ("open_source", "export_controls", "talent")
OPEN = (Filing("open_source", 9.0),)


def order(*stories, **fields):
    return rank(stories, window=WINDOW, themes=THEMES, **fields)


def titles(ranked):
    return [each.story.title for each in ranked]


def test_independent_voices_come_before_copies():
    copied = story("One owner tells it in nine outlets", themes=OPEN, outlets=9, owners=1)
    shared = story("Three owners tell it", themes=OPEN, outlets=3, owners=3)

    assert titles(order(copied, shared)) == [shared.title, copied.title]


def test_what_several_sides_tell_comes_before_what_one_tells():
    alone = story("One side tells it", themes=OPEN, owners=2, viewpoints={Viewpoint.US: 2})
    both = story("Two sides tell it", themes=OPEN, owners=2, viewpoints={Viewpoint.US: 1, Viewpoint.CHINA: 1})

    assert titles(order(alone, both))[0] == both.title


def test_unknown_outlets_are_no_side():
    some = order(story(themes=OPEN, viewpoints={Viewpoint.US: 1, Viewpoint.OTHER: 4}))

    assert some[0].parts["sides"] == 0


def test_the_newer_of_equals_comes_first():
    old = story("A first thing", themes=OPEN, last_seen=NOW - timedelta(hours=20))
    new = story("A later thing", themes=OPEN, last_seen=NOW - timedelta(hours=1))

    assert titles(order(old, new)) == [new.title, old.title]


def test_a_date_in_the_future_lifts_nothing():
    ahead, now = (
        order(story(themes=OPEN, last_seen=moment))[0].parts["fresh"]
        for moment in (NOW + timedelta(days=9), NOW)
    )

    assert ahead == now


def test_the_score_is_the_sum_of_its_parts():
    one = order(story(themes=OPEN, owners=3, actors=("huawei",), developments=("x",)))[0]

    assert one.score == pytest.approx(sum(one.parts.values()))


def test_a_story_goes_into_the_section_of_its_strongest_theme():
    both = story(themes=(Filing("talent", 3.0), Filing("export_controls", 9.0)))

    assert order(both)[0].theme == "export_controls"


def test_of_equal_themes_the_section_that_comes_first_has_the_story():
    both = story(themes=(Filing("talent", 5.0), Filing("open_source", 5.0)))

    assert order(both)[0].theme == "open_source"


def test_a_story_of_other_themes_is_held_back():
    assert order(story(themes=(Filing("pricing", 9.0),)))[0].held_back_by == NO_THEME


@pytest.mark.parametrize(
    ("owners", "strength", "is_shown"), [(1, 5.9, False), (1, 6.0, True), (2, 3.9, False), (3, 3.1, True)]
)
def test_what_few_tell_must_be_plainly_on_theme(owners, strength, is_shown):
    [one] = order(story(themes=(Filing("open_source", strength),), owners=owners))

    assert one.held_back_by == (None if is_shown else WEAK)


def test_what_is_muted_is_held_back_and_named():
    mute = Mute(actors=frozenset({"huawei"}), terms=frozenset({"chips", "开源"}))
    ranked = order(
        story("Huawei moves", themes=OPEN, actors=("huawei",)),
        story("A bag of Chips arrives", themes=OPEN),
        story("智谱开源新模型", themes=OPEN),
        story("Chipsets are another word", themes=OPEN),
        mute=mute,
    )

    assert {each.story.title: each.held_back_by for each in ranked} == {
        "Huawei moves": "muted actor: huawei",
        "A bag of Chips arrives": "muted term: chips",
        "智谱开源新模型": "muted term: 开源",
        "Chipsets are another word": None,
    }


# ---- what is no news ------------------------------------------------------------------------------

FILLERS = {
    fillers.OPINION: """
        Opinion: Washington is losing the chip war
        The chip war cannot be won | Opinion
        Why Europe should build its own models
        I trained a model in my kitchen
        The case for open weights
        Tribune : l'Europe doit ouvrir ses modèles
        Pourquoi l'Europe doit investir dans les puces
        Kommentar: Europa verschläft die KI
        Opinión: el precio de la soberanía
        社论：开源的边界
        【社説】半導体規制をどう考える
        Palo Verde is right to welcome the sanctions
        Bruxelles a tort de céder sur les puces
    """,
    fillers.ANNIVERSARY: """
        Huawei marks 10th anniversary of its chip unit
        Five years on: what the entity list did
        2026 in review: the year of open weights
        SMIC fête son 20e anniversaire
        Il y a dix ans, AlphaGo battait Lee Sedol
        Vor zehn Jahren gewann AlphaGo
        Hace diez años ganó AlphaGo
        中芯国际成立二十周年
        10年前の今日、AlphaGoが勝利
    """,
    fillers.LIST: """
        10 AI tools every student needs
        The best laptops for local models in 2026
        Top 10 chatbots
        Weekly roundup: chips and models
        Les meilleurs chatbots de 2026
        7 astuces pour mieux écrire ses prompts
        Die besten KI-Apps
        Las mejores aplicaciones de IA
        盘点2026年十款大模型
        おすすめの生成AIツール10選
    """,
    fillers.GIFTS: """
        Holiday gift guide for AI lovers
        Idées cadeaux pour passionnés d'IA
        Geschenkideen für Technikfans
        Ideas de regalos para programadores
        程序员礼物推荐
    """,
    fillers.ADVERT: """
        Sponsored: build agents with our cloud
        Contenu partenaire : l'IA au bureau
        Anzeige: KI für Ihr Büro
        Publicidad: la nube que piensa
        【广告】云上大模型
        【PR】生成AI活用セミナー
    """,
    fillers.DEAL: """
        Save $200 on this AI laptop
        Nvidia graphics card is 20% off today
        This robot vacuum is now only $299
        Bon plan : le PC portable Copilot à prix cassé
        Schnäppchen: KI-Notebook stark reduziert
        Portátil con IA en oferta
        AI笔记本到手价4999元
        AIパソコンがセール開催で3万円引き クーポンあり
    """,
    fillers.JOB: """
        Example Labs (YC S26) is hiring engineers
        We're hiring: research engineer
        Offre d'emploi : ingénieur en IA
        KI-Ingenieur (m/w/d) in Berlin
        Oferta de empleo: ingeniero de IA
        某研究院招聘启事
        生成AIエンジニア求人
    """,
    fillers.HOW_TO: """
        How to run a model on your phone
        A step-by-step guide to local models
        Comment installer un modèle sur son PC
        So installieren Sie ein Sprachmodell
        Cómo instalar un modelo en casa
        手把手教你部署大模型
        ChatGPTの使い方を紹介
    """,
    fillers.EXPLAINER: """
        Export controls explained
        What is a foundation model?
        How will exporters gain from the new visa rules?
        Tout savoir sur les puces
        Was Sie über KI wissen müssen
        Todo lo que debes saber sobre los chips
        一文读懂出口管制
        オープンウェイトとは何か
    """,
    fillers.REVIEW: """
        Copilot laptop review: a fine keyboard
        Hands-on: the new smart glasses
        Test du nouveau PC Copilot
        KI-Brille im Test: gut, aber teuer
        AI眼镜开箱
        AIスマートグラス レビュー
    """,
    fillers.QUIZ: """
        Quiz: how well do you know chips?
        Kreuzworträtsel: Halbleiter
        Crucigrama de la semana
        人工智能知识测验
        AIクイズ
    """,
    fillers.HOROSCOPE: """
        Your horoscope for Wednesday
        Horoskop für den 4. März
        今日运势
        今日の運勢
    """,
    fillers.TICKER: """
        Nikkei ends higher on chip rally
        Stocks to watch on Wednesday
        Le CAC 40 termine en hausse
        DAX am Mittag: leichtes Plus
        El Ibex abre al alza
        收评：三大指数集体收涨
        日経平均、午前終値は300円高
    """,
    fillers.LIVE: """
        Live updates: the chip summit
        Sommet sur l'IA : suivez en direct
        Liveticker zum KI-Gipfel
        Cumbre de la IA, en directo
        【直播】人工智能峰会
        AIサミット ライブ更新
    """,
    fillers.PROGRAMME: """
        Podcast: who owns the weights
        Watch: a robot runs a marathon
        Vidéo : un robot court un marathon
        【视频】机器人跑马拉松
        【動画】ロボットが走る
    """,
}

NEWS = """
    US grants TSMC annual licence to ship chip tools to China
    DeepSeek cuts the price of its API by 75%
    DeepSeek offers off-peak discount of 50% to developers
    OpenAI is hiring a head of preparedness
    Washington orders security review of chip exports
    Congress reviews the deal with TikTok
    Nvidia shares fall 17% after Chinese lab's release
    Alibaba signs $2 billion deal for chips
    China launches talent programme for overseas researchers
    Commerce Department opens comment period on chip rule
    Chinese models take six of the ten top places on the hub
    La Chine interdit l'exportation de gallium
    Le ministère présente son plan pour l'IA
    Bund verschärft Exportregeln für Chips
    El Gobierno aprueba la ley de inteligencia artificial
    Huawei stellt neuen KI-Chip vor
    美国批准英伟达向中国出售H20芯片
    华为启动天才少年全球招聘
    国务院发布人工智能行动意见
    经济产业省宣布补贴新晶圆厂
    政府、先端半導体の輸出規制を強化
    삼성전자, 중국 공장 장비 반입 허가 받아
"""


@pytest.mark.parametrize(
    ("reason", "title"),
    [(reason, title.strip()) for reason, block in FILLERS.items() for title in block.strip().splitlines()],
)
def test_a_title_that_is_no_news_says_why(reason, title):
    assert not_news(title) == reason


@pytest.mark.parametrize("title", [title.strip() for title in NEWS.strip().splitlines()])
def test_news_is_not_held_back(title):
    assert not_news(title) is None


def test_every_reason_has_an_example():
    assert set(FILLERS) == set(fillers.REASONS)


def test_a_live_blog_of_what_others_report_too_is_news():
    title = "Live: ministers sign the chip accord"

    assert (not_news(title), not_news(title, owners=2)) == (fillers.LIVE, None)


@pytest.mark.parametrize("title", ["", " ", "🙂", "\u202e", "a" * 100_000, "?" * 10_000, "opinion" * 5_000])
def test_odd_titles_cost_little(title):
    start = time.process_time()
    not_news(title)

    assert time.process_time() - start < 0.2


# ---- balance --------------------------------------------------------------------------------------


def ranked(title, score, side, outlets=1):
    return Ranked(story(title, viewpoints={side: outlets}), "talent", score, {})


def test_no_side_fills_a_section_while_another_has_comparable_stories():
    american = [ranked(f"American story {n}", 5.0 - n / 100, Viewpoint.US) for n in range(6)]
    chinese = [ranked(f"Chinese story {n}", 4.5 - n / 100, Viewpoint.CHINA) for n in range(6)]

    chosen = balanced([*american, *chinese], 6)

    assert sum(Viewpoint.US in each.story.viewpoints for each in chosen) == 3


def test_a_weak_story_is_not_lifted_for_its_side():
    american = [ranked(f"American story {n}", 5.0, Viewpoint.US) for n in range(4)]
    chinese = ranked("Weak story", 5.0 * COMPARABLE - 0.1, Viewpoint.CHINA)

    assert chinese not in balanced([*american, chinese], 4)


def test_a_balanced_section_is_still_in_order_of_strength():
    some = [ranked("A", 5.0, Viewpoint.US), ranked("B", 4.9, Viewpoint.US), ranked("C", 4.8, Viewpoint.CHINA)]

    assert titles(balanced(some, 3)) == ["A", "B", "C"]


def test_unknown_sides_are_never_in_the_way():
    some = [ranked(f"Story {n}", 5.0, Viewpoint.OTHER) for n in range(4)]

    assert len(balanced(some, 4)) == 4


# ---- cost -----------------------------------------------------------------------------------------


def test_ten_thousand_stories_are_ranked_in_a_blink():
    some = [
        story(
            f"Ministry grants licence number {n} to a maker of chips",
            themes=OPEN,
            owners=n % 9 + 1,
            actors=("a",),
        )
        for n in range(10_000)
    ]
    start = time.process_time()
    found = order(*some)
    spent = time.process_time() - start

    # A tenth of a second on a machine of its own; this one may be shared.
    assert (len(found), spent < 0.5) == (10_000, True)


def test_of_very_many_only_those_that_could_be_shown_are_judged_by_their_titles():
    found = order(*(story(f"How to bake chips, part {n}", themes=OPEN) for n in range(600)))

    assert {each.held_back_by for each in found} == {fillers.HOW_TO, NO_ROOM}
