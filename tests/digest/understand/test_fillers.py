"""Titles of what is no news, by kind, in many languages; and news that looks like it."""

import re

import pytest

from digest.understand import fillers
from digest.understand.fillers import Filler, filed_as, not_news, tells_a_happening
from digest.understand.tables import table
from tests.costs import costs_at_most

FILLERS = {
    Filler.OPINION: """
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
        A week with the new assistant, and I’m not going back
        Example's new laptop is here — these are the parts I'd wait for
        Bruxelles a tort de céder sur les puces
    """,
    Filler.ANNIVERSARY: """
        Huawei marks 10th anniversary of its chip unit
        Five years on: what the entity list did
        One year on: what DeepSeek changed
        The outbound rules, one year on
        This day in history: the first chip
        2026 in review: the year of open weights
        SMIC fête son 20e anniversaire
        Il y a dix ans, AlphaGo battait Lee Sedol
        Vor zehn Jahren gewann AlphaGo
        Hace diez años ganó AlphaGo
        中芯国际成立二十周年
        10年前の今日、AlphaGoが勝利
    """,
    Filler.LIST: """
        10 AI tools every student needs
        The best laptops for local models in 2026
        Top 10 chatbots
        Weekly roundup: chips and models
        Les meilleurs chatbots de 2026
        7 astuces pour mieux écrire ses prompts
        Die besten KI-Apps
        Las mejores aplicaciones de IA
        Ten chip trends to watch in 2026
        5 big visa changes taking effect across Europe
        6 key AI battles in the courts
        Four makers of chips to watch
        盘点2026年十款大模型
        おすすめの生成AIツール10選
    """,
    Filler.GIFTS: """
        Holiday gift guide for AI lovers
        Idées cadeaux pour passionnés d'IA
        Geschenkideen für Technikfans
        Ideas de regalos para programadores
        程序员礼物推荐
    """,
    Filler.ADVERT: """
        Sponsored: build agents with our cloud
        Contenu partenaire : l'IA au bureau
        Anzeige: KI für Ihr Büro
        Publicidad: la nube que piensa
        【广告】云上大模型
        【PR】生成AI活用セミナー
    """,
    Filler.DEAL: """
        Save $200 on this AI laptop
        The deal on this gaming PC makes dear memory bearable
        Nvidia graphics card is 20% off today
        This robot vacuum is now only $299
        Bon plan : le PC portable Copilot à prix cassé
        Schnäppchen: KI-Notebook stark reduziert
        Smartphone mit KI jetzt um 30 Prozent reduziert
        Portátil con IA en oferta
        Unas gafas con IA, rebajadas un 40 %
        El móvil con IA más rebajado
        AI笔记本到手价4999元
        AIパソコンがセール開催で3万円引き クーポンあり
    """,
    Filler.JOB: """
        Example Labs (YC S26) is hiring engineers
        We're hiring: research engineer
        Offre d'emploi : ingénieur en IA
        KI-Ingenieur (m/w/d) in Berlin
        Oferta de empleo: ingeniero de IA
        某研究院招聘启事
        生成AIエンジニア求人
        【招聘】算法工程师
        [채용] AI 엔지니어
    """,
    Filler.HOW_TO: """
        How to run a model on your phone
        A step-by-step guide to local models
        Comment installer un modèle sur son PC
        So installieren Sie ein Sprachmodell
        Cómo instalar un modelo en casa
        手把手教你部署大模型
        ChatGPTの使い方を紹介
    """,
    Filler.EXPLAINER: """
        Export controls explained
        What is a foundation model?
        How will exporters gain from the new visa rules?
        What’s holding the data centres up? Transformers, not chips
        Why do coders dislike the new assistant?
        Why didn't agents join the staff last year?
        ‘Nobody asked us’: how big a thirst have the server halls?
        The new rules on chips – what do they change?
        Warum sind die Speicher so teuer?
        Speicherkrise: Warum steigen die Preise?
        Pourquoi les puces manquent-elles ?
        ¿Por qué faltan chips?
        Dlaczego brakuje pamięci?
        Tout savoir sur les puces
        Was Sie über KI wissen müssen
        Todo lo que debes saber sobre los chips
        一文读懂出口管制
        オープンウェイトとは何か
    """,
    Filler.REVIEW: """
        Copilot laptop review: a fine keyboard
        Hands-on: the new smart glasses
        Test du nouveau PC Copilot
        KI-Brille im Test: gut, aber teuer
        AI眼镜开箱
        AIスマートグラス レビュー
    """,
    Filler.QUIZ: """
        Quiz: how well do you know chips?
        Kreuzworträtsel: Halbleiter
        Crucigrama de la semana
        人工智能知识测验
        AIクイズ
    """,
    Filler.HOROSCOPE: """
        Your horoscope for Wednesday
        Horoskop für den 4. März
        今日运势
        今日の運勢
    """,
    Filler.TICKER: """
        Nikkei ends higher on chip rally
        Stocks to watch on Wednesday
        Le CAC 40 termine en hausse
        DAX am Mittag: leichtes Plus
        El Ibex abre al alza
        收评：三大指数集体收涨
        日経平均、午前終値は300円高
    """,
    Filler.LIVE: """
        Live updates: the chip summit
        The chip summit live - all the latest from the stage
        Chip plant fire live: second hall burns
        Sommet sur l'IA : suivez en direct
        Liveticker zum KI-Gipfel
        Cumbre de la IA, en directo
        【直播】人工智能峰会
        AIサミット ライブ更新
    """,
    Filler.PROGRAMME: """
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
    Brussels and Beijing near a deal on chip subsidies
    ‘I’m leaving’: lab's chief scientist tells staff
    'I'm worried about open weights', says senator
    Nvidia chief: I've never seen such demand for chips
    China launches talent programme for overseas researchers
    Commerce Department opens comment period on chip rule
    Chinese models take six of the ten top places on the hub
    Three changes to the chip rule take effect in May
    Two Chinese labs to watch over their models' safety, ministry says
    What export ban? Chip tools still reach Wuhan, customs data show
    Senator asks ministry: 'Why are these chips still sold?'
    La Chine interdit l'exportation de gallium
    Le ministère présente son plan pour l'IA
    Bund verschärft Exportregeln für Chips
    El Gobierno aprueba la ley de inteligencia artificial
    Huawei stellt neuen KI-Chip vor
    Ministry pauses licence reviews
    Commerce halts reviews
    I produttori di chip chiedono regole chiare
    OpenAI reduziert die Preise seiner Modelle
    Nvidia reduziert Lieferungen nach China
    Pekín desaconseja el chip rebajado de Nvidia
    Washington presenta la norma rebajada de los chips
    美国批准英伟达向中国出售H20芯片
    台廠急盤點鎵庫存
    求人サイトがAIの面接官を導入
    GitHub、コードのレビュー機能を無償に
    华为启动天才少年全球招聘
    OpenAI加大招聘：百人团队赴首尔
    Meta spends a billion dollars a year on chips from Taiwan
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


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://a.example/opinion/technology/4567-chips-and-choices", Filler.OPINION),
        ("https://a.example/commentisfree/2026/jan/03/chips", Filler.OPINION),
        ("https://a.example/en/opinions/2026/1/3/chips", Filler.OPINION),
        ("https://a.example/debats/article/2026/01/03/les-puces", Filler.OPINION),
        ("https://a.example/meinung/chips-123.html", Filler.OPINION),
        ("https://a.example/komentarze/art123-chipy", Filler.OPINION),
        ("https://a.example/podcasts/chips", Filler.PROGRAMME),
        ("https://a.example/bons-plans/chips", Filler.DEAL),
        ("https://a.example/deals/chips", Filler.DEAL),
        # Mergers, at some outlets.
        ("https://a.example/markets/deals/chips", None),
        ("https://a.example/sponsored/chips", Filler.ADVERT),
        ("https://a.example/technology/live/2026/jan/03/chip-summit", Filler.LIVE),
        ("https://a.example/news/liveblog/2026/1/3/chip-summit", Filler.LIVE),
        ("https://a.example/2026/01/live-from-the-chip-summit", None),
        ("https://a.example/2026/01/opinion-of-the-court-on-chips", None),
        ("https://opinion.example/2026/01/chips", None),
        ("https://a.example/news?from=/opinion/", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_says_what_its_outlet_takes_it_for(address, reason):
    assert filed_as(address) == reason


@pytest.mark.parametrize(
    ("title", "address", "tells"),
    [
        ("Ministers sign the chip accord", "https://a.example/chips", True),
        ("Live: ministers sign the chip accord", "https://a.example/chips", True),
        ("My take on the chip accord", "https://a.example/opinion/chips", True),
        ("How to watch the chip summit", "https://a.example/chips", False),
        ("The chip maker of your dreams", "https://a.example/sponsored/chips", False),
    ],
)
def test_a_happening_is_told_but_by_what_offers_lists_or_explains(title, address, tells):
    assert tells_a_happening(title, address) == tells


def test_every_pattern_can_be_compiled_though_hardly_a_title_asks_for_it():
    for rule in table(fillers.__name__)["rule"]:
        for pattern in rule["patterns"]:
            re.compile(re.sub(r"<(?:no )?\w+>", "part", pattern))


def test_every_reason_has_an_example():
    assert set(FILLERS) == set(Filler)


def test_a_live_blog_of_what_others_report_too_is_news():
    title = "Live: ministers sign the chip accord"

    assert (not_news(title), not_news(title, owners=2)) == (Filler.LIVE, None)


@pytest.mark.parametrize("title", ["", " ", "🙂", "\u202e", "a" * 100_000, "?" * 10_000, "opinion" * 5_000])
def test_odd_titles_cost_little(title):
    assert costs_at_most(20, lambda: not_news(title))
