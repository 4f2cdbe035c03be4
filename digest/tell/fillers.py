"""A title in, out what it gives itself away as that is no news: an offer, a quiz, a look back; or None.

General patterns in the languages of our feeds, of the kind that a reader would name too. They judge
the title alone, and only what it says of its own text, never its subject.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

OPINION = "opinion"
ANNIVERSARY = "anniversary or look back"
LIST = "list or round-up"
GIFTS = "gift guide"
ADVERT = "advertisement"
DEAL = "offer for shoppers"
JOB = "job posting"
HOW_TO = "how-to"
EXPLAINER = "explainer"
REVIEW = "product review"
QUIZ = "quiz or puzzle"
HOROSCOPE = "horoscope or lottery"
TICKER = "market ticker"
LIVE = "live blog"
PROGRAMME = "podcast, video or event listing"

REASONS = (
    OPINION, ANNIVERSARY, LIST, GIFTS, ADVERT, DEAL, JOB, HOW_TO, EXPLAINER, REVIEW, QUIZ, HOROSCOPE,
    TICKER, LIVE, PROGRAMME,
)  # fmt: skip


# What another owner's report of the same shows to be news after all.
_NEWS_IF_SHARED = frozenset({LIVE, EXPLAINER, PROGRAMME})

# Words before "review" that make it an act of state or of science, not a test of a product.
_ACTS = """
    a annual antitrust cfius control controls court defence defense ethics export federal for government house
    in investment judicial legal licence license merger of peer policy regulatory safety security strategic
    the trade under
"""
# Parts that patterns share; `<name>` stands for one of them in what follows.
_PARTS = {
    "number": """
        \\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|deux|trois|quatre|cinq|sept|huit|dix|
        zwei|drei|vier|fünf|sechs|sieben|acht|zehn|tres|cuatro|cinco|seis|siete|ocho|diez
        """,
    "listed": """
        things ways reasons tips tricks takeaways lessons mistakes facts trends predictions questions terms
        highlights stocks gadgets tools apps books movies films picks ideas moments charts photos signs myths
        choses raisons astuces conseils façons idées outils leçons tendances prédictions applications
        dinge gründe tipps wege fakten fragen antworten vorhersagen werkzeuge
        cosas razones trucos consejos formas claves herramientas tendencias lecciones aplicaciones
        rzeczy powodów sposobów wskazówek
        """,
    "opinion": """
        opinion|op-ed|editorial|commentary|comment|column|letters|letter|essay|first person|guest essay|
        guest post|tribune|édito|éditorial|edito|chronique|point de vue|billet|libre propos|carte blanche|
        humeur|kommentar|meinung|gastbeitrag|gastkommentar|leitartikel|kolumne|glosse|opinión|columna|
        tribuna|carta al director|editoriale|opinione|opinião|coluna|opinia|felieton|komentarz|мнение|колонка
        """,
    "no act": "".join(f"(?<!{word} )" for word in _ACTS.split()),
}

# What it is; the words one of which a title must hold (`^`: as its first), looked up in a set, for few
# titles hold one and only those cost a search; and the patterns one of which must then be found, apart by
# two spaces or a line break. A line that ends in | goes on in the next.
_RULES: tuple[tuple[str, str, str], ...] = (
    (
        OPINION,
        "<opinion>",
        r"""
        ^\W*<opinion>\s*[\])】]?\s*[:|：–—]  ^[\[(]\s*<opinion>\s*[\])]
        [|(\[–—-]\s*<opinion>\s*[\])]?$
        """,
    ),
    (
        OPINION,
        "^i ^my",
        r"^(?:i|my)\s",
    ),
    (
        OPINION,
        "^why",
        r"^why .*\b(?:should|must|shouldn.t|mustn.t|matters?|is wrong|are wrong|won.t)\b",
    ),
    (
        OPINION,
        "^in ^pourquoi ^stop ^the ^warum",
        r"""
        ^the case (?:for|against)\b  ^in (?:defen[cs]e|praise) of\b
        ^pourquoi .*\b(?:doit|devrait|faut)\b  ^warum .*\b(?:sollte|muss|müssen)\b
        ^stop (?:calling|blaming|worrying)\b
        """,
    ),
    (
        OPINION,
        "raison razón recht right torto tort wrong",
        r"""
        \b(?:is|are|was|were) (?:right|wrong) (?:to|about)\b  \b(?:a|ont) (?:raison|tort) de\b
        \b(?:hat|haben) recht\b  \btienen? razón\b
        """,
    ),
    (
        ANNIVERSARY,
        "aniversario anniversaire anniversario anniversary jubiläum rocznica",
        r"""
        \b(?:\d+(?:st|nd|rd|th)|first|second|third|fifth|tenth) anniversary\b
        \banniversary (?:of|edition|special)\b
        (?:marks?|marking|celebrat\w+|fête\w*|feiert|celebra\w*|cumple|kończy|
        świętuje) .*(?:anniversary|anniversaire|jubiläum|aniversario|anniversario|rocznic)
        \b\d+\s?(?:e|ème|º|ª|\.|-jähriges) (?:anniversaire|jubiläum|aniversario)
        """,
    ),
    (
        ANNIVERSARY,
        """
        ^best ^jahresrückblick ^looking ^on ^rétrospective ^rückblick ^throwback ans años decades jahren
        recap retrospective review years
        """,
        r"""
        (?<![\d.,])\b<number> (?:years|decades) (?:ago|on\b|later)  ^on this day\b
        \bcelebrates? .*\b(?:years|decades)\b  \bil y a <number> ans\b  \b<number> ans après\b
        \bvor <number> jahren\b  \bhace <number> años\b  \byear in review\b
        \b20\d\d in review\b  \b20\d\d (?:recap|retrospective)\b
        ^(?:throwback|retrospective|looking back|rétrospective|rückblick|jahresrückblick)\b
        ^\W*best of 20\d\d\b
        """,
    ),
    (
        LIST,
        "<listed>",
        r"""
        ^\W*(?:the|our|my|here are|these are|les|ces|die|diese|las|los|estas?|estos?)?\s?(?:top |
        best )?<number>\s(?:[\w'’-]+\s){0,4}<listed>\b
        [:’'s]+ <number> <listed>$
        """,
    ),
    (
        LIST,
        """
        ^our ^the ^top best besten biggest greatest hottest meilleures meilleurs mejores melhores
        migliori najlepsze najlepszych worst
        """,
        r"""
        ^\W*(?:the |our |les |die |los |las )?(?:top|best|worst) <number>\b
        ^\W*(?:the |our |les |die |los |las )?<number> (?:of the )?(?:best|worst|biggest|hottest|
        greatest|most|meilleure?s|besten|mejores|migliori|melhores|najlepszych)\b
        ^\W*(?:the )?best of (?:ces|mwc|the year|the week|20\d\d)\b
        ^(?:the )?best [\w' -]+(?: of| for| in|:|$)
        ^\W*(?:les meilleure?s|die besten|los mejores|las mejores|najlepsze)\s
        """,
    ),
    (
        LIST,
        """
        briefing cheat digest glossary headlines newsletter recap recapitulatif resumen roundup récap
        semaine semana week wochenrückblick wrap
        """,
        r"""
        \b(?:news|weekly|daily|weekend|week in|morning|evening|tech) (?:round-?up|wrap|digest|briefing|
        newsletter|recap)\b
        \bround-?up\b  ^this week in\b  \bthe week in\b  \bglossary\b  \bcheat sheet\b
        \btop headlines\b  \brécap(?:itulatif)?\b  \bwochenrückblick\b
        \bresumen (?:de la semana|semanal|del día)\b  \bde la semaine\b
        """,
    ),
    (
        GIFTS,
        """
        cadeau cadeaux geschenk geschenke geschenkideen gift gifts prezent prezentów regalo regalos
        stocking
        """,
        r"""
        \bgift (?:guide|ideas?|list)\b
        \b(?:best|top|great|holiday|christmas|last-minute|
        perfect) (?:[\w-]+ ){0,2}gifts?\b(?! vouchers?| cards?)
        \bgifts for\b  \bstocking (?:stuffers?|fillers?)\b  \bidées?[ -]cadeaux?\b
        \bcadeaux? (?:pour|de noël)\b  \bgeschenkideen\b  \bgeschenke? für\b
        \b(?:ideas de )?regalos? (?:para|de navidad|originales)\b
        \bprezent\w* (?:dla (?:niej|niego|dziecka)|na święta|na nowy rok)\b
        """,
    ),
    (
        ADVERT,
        """
        advertisement advertorial anzeige paid partenaire partner patrocinada patrocinado presented
        promoted publi publicidad publireportage publirreportaje reklama sponsored sponsorisé
        sponsorowany werbung
        """,
        r"""
        ^\W*(?:sponsored|advertorial|promoted|paid (?:post|content|partnership)|partner content|
        advertisement|ad)\b
        [\[(|]\s*(?:sponsored|advertorial|promoted|ad|anzeige|werbung|pr)\s*[\])]?$
        \bsponsored (?:content|post|by)\b  \bpresented by\b
        ^\W*(?:contenu (?:sponsorisé|partenaire)|sponsorisé|publi-?rédactionnel|publireportage)\b
        ^\W*(?:anzeige|werbung|advertorial)\b
        ^\W*(?:contenido patrocinado|patrocinad[oa]|publicidad|publirreportaje)\b
        ^\W*(?:artykuł sponsorowany|materiał sponsorowany|reklama)\b
        """,
    ),
    (
        DEAL,
        """
        angebot angebote cassé chollo clearance coupon deal deals descuento descuentos discount friday
        gutschein half just low lowest monday now oferta ofertas off only plan plans price prime promo
        promocja promocji promotion rabatt rabatte rebajada rebajado rebajas reduziert remise réduction
        réduit save schnäppchen soldes taniej usually voucher was
        """,
        r"""
        \b\d{1,2} ?% off\b(?![ -]peak)  [$€£]\d{1,4} off\b  \bsave (?:up to )?(?:[$€£]\d|\d+ ?%|big)
        \bhalf[ -]price\b
        \b(?:best|today.s|daily|top|early|amazon|walmart|laptop|tv|phone|ces|holiday|weekend|tech|
        gaming) deals?\b
        \bdeals? (?:alert|of the day|today|roundup)\b  \bdeals:  ^deals?\b
        \b(?:discount|coupon|promo|voucher) codes?\b
        \b(?:record|all-time|lowest)[ -]low(?:est)? price\b  \blowest price\b  \bprice drop\b
        \bclearance sale\b
        \b(?:now|just|only|for) (?:only |just )?[$€£]\d{1,4}(?:\.\d\d)?(?:$| \((?:was|usually|reg))
        \((?:was|usually|reg\.?) [$€£]  \bblack friday\b  \bcyber monday\b  \bprime day\b
        \bbons? plans?\b  \bcodes? promo\b  \ben promo(?:tion)?\b  \bles soldes\b  \bsoldes\b.*\d+ ?%
        \bà prix (?:cassé|réduit)\b  \b\d+ ?% de (?:réduction|remise)\b  \brabatt(?:e|aktion|code)?\b
        \bgutschein\w*  \bschnäppchen\b  \bim angebot\b  \breduziert\b  \ben oferta\b
        \bofertas? (?:de|del|en|flash) (?:amazon|día|mediamarkt|black)  \b\d+ ?% de descuento\b
        \bdescuentos? (?:de|en|para)\b  \bchollos?\b  \brebajad[oa]s?\b  \bpromocj[ai]\b  \btaniej o\b
        """,
    ),
    (
        JOB,
        """
        apply empleo emploi f h hiring job jobs m oferty opening openings recrutement stelle
        stellenangebot stellenanzeige vacancies vacancy vacante vacantes
        """,
        r"""
        \(yc \w\d\d\) is hiring\b  \bwho is hiring\b  \bwe.re hiring\b
        \bjob (?:opening|vacancy|listing)s?\b  ^(?:vacancy|vacancies|jobs?|job alert)\s*[:|]
        \bapply (?:now|by|online)\b  \boffres? d.emploi\b  \([hf] ?/ ?[hf]\)
        \bstellen(?:angebot|anzeige|ausschreibung)e?n?\b  \([mwd] ?/ ?[mwd] ?/ ?[mwdx]\)
        \bofertas? de empleo\b  \bvacantes?:  \boferty pracy\b
        """,
    ),
    (
        HOW_TO,
        """
        ^comment ^cómo ^jak ^so anleitung guide guía how mode paso poradnik ratgeber schritt step tipps
        tips tricks tuto tutorial tutoriel
        """,
        r"""
        ^how to\b  [:–—|-] how to\b  \bhere.s how to\b  \bstep[- ]by[- ]step\b  \btutorial\b
        \b(?:beginner.s|buyer.s|buying|complete|ultimate|quick) guide\b  ^a guide to\b
        \b(?:tips|tricks) (?:for|to)\b  ^comment (?:bien |faire |ne pas )?[\w-]+(?:er|ir|re)\b
        \btutoriel\b  \btuto\b  \bmode d.emploi\b  \bguide (?:d.achat|pratique|complet)\b  \banleitung\b
        \bratgeber\b  \bschritt für schritt\b
        ^so (?:geht|funktioniert|nutz\w+|richte\w*|installier\w+|können sie|kannst du|aktivier\w+)\b
        \btipps (?:für|zum|zur)\b  ^cómo (?:[\w]+(?:ar|er|ir)(?:lo|la|se)?)\b  \bpaso a paso\b
        \bguía (?:de compra|para|práctica|completa)\b  ^jak [\w]+(?:ć|c)\b  \bporadnik\b
        """,
    ),
    (
        HOW_TO,
        "watch",
        r"\b(?:how|where|when) to watch\b",
    ),
    (
        EXPLAINER,
        """
        ^c ^explainer ^qu ^qué ^was ^what comprendre debes explained hay know necesitas sabemos savoir
        se wiedzieć wissen
        """,
        r"""
        \bexplained(?::|$)  ^explain(?:er|ed)\b  ^(?:what (?:is|are|does) .*\?$)
        \b(?:everything|all) (?:you|we) (?:need to )?know\b  \bwhat (?:you )?(?:need )?to know\b
        \btout (?:savoir|comprendre)\b  \bce qu.il faut savoir\b  ^qu.est-ce que?\b  ^c.est quoi\b
        \bwas (?:man|sie|du) .*wissen (?:muss|müssen|musst|sollten)\b  \bdas müssen sie wissen\b
        ^was ist .*\?$  \btodo lo que (?:debes|hay que|se|necesitas|sabemos)\b  ^¿?qué es .*\?$
        \bco (?:warto|trzeba) wiedzieć\b
        """,
    ),
    (
        EXPLAINER,
        "^comment ^cómo ^how ^wie",
        r"^(?:how|wie|comment) .*\?$  ^¿?cómo .*\?$",
    ),
    (
        REVIEW,
        """
        análisis ausprobiert benchmark benchmarks critique erfahrungsbericht essai hands kurztest prise
        probado probamos prueba recensione recenzja review reviewed reviews test testbericht tested
        testé tried unboxed unboxing
        """,
        r"""
        <no act>\breviews?(?::|\s*[–—|-]|$)  \breviewed(?::|$)  \bhands[- ]on\b(?:[: ]|$)
        \bunbox(?:ing|ed)\b  ^tested\b  \bi tested\b  \bwe tested\b
        ^(?:test|essai|prise en main|on a testé|nous avons testé)\b(?: du| de| des| d.| :|:)
        \bprise en main\b  : (?:le test|notre avis|notre test)\b
        \bim (?:test|hands-on|kurztest|praxistest)\b  ^test:  \btestbericht\b  \berfahrungsbericht\b
        \bausprobiert\b  [,|] análisis\b  \blo hemos probado\b  ^probamos\b  ^recenzja\b  \brecensione\b
        """,
    ),
    (
        QUIZ,
        """
        crossword crucigrama knowledge kreuzworträtsel mots puzzle quiz rätsel sudoku trivia wordle
        """,
        r"""
        \bquiz\b  \bcrossword\b  \bwordle\b  \bsudoku\b  \b(?:daily|nyt|logic) puzzle\b  \btrivia\b
        \btest your knowledge\b  \bmots croisés\b  \b(?:kreuzwort)?rätsel\b  \bcrucigrama\b
        \bkrzyżówka\b
        """,
    ),
    (
        HOROSCOPE,
        """
        horoscope horoscopes horoskop horóscopo lotería loto lottery lotto lottozahlen oroscopo
        powerball tirage
        """,
        r"""
        \bhoroscopes?\b  \bhoroskop\b  \bhoróscopo\b  \boroscopo\b
        \bpowerball (?:results?|numbers|jackpot)\b  \blott(?:ery|o) (?:results?|numbers)\b
        \brésultats? du (?:loto|tirage)\b  \blottozahlen\b  \bresultados? de la lotería\b
        """,
    ),
    (
        TICKER,
        """
        ^market ^markets aktien bitcoin bolsa bourse börse cac dax dow ftse futures giełda gpw ibex
        kospi kursziel markets nifty nikkei premarket seng sensex shares stock stocks target wall wig20
        """,
        r"""
        ^(?:\w\. )?(?:[\w.'’]+ )?(?:stock markets?|stocks|markets?|wall street|nikkei|hang seng|dax|
        cac ?40|ftse(?: 100)?|kospi|sensex|nifty|dow(?: jones)?|asian shares|european shares|
        ibex(?: 35)?|wig ?20)\b[^:]{0,12}\b(?:today|live|updates?|wrap|news|closes?|closed|opens?|ends?|
        ended|rises?|falls?|gains?|slips?|edges?|surges?|drops?|rall(?:y|ies)|up|down|hits?|mixed|
        rebounds?)\b
        \bstocks? to (?:buy|watch)\b  \bprice targets?\b  \bpremarket\b  \bpre-market\b
        \bstock futures\b  \bshare price (?:today|live)\b  ^(?:le )?cac ?40\b
        ^(?:la )?bourse (?:de paris|:)  ^wall street (?:ouvre|termine|clôture|finit|en)
        ^(?:der )?(?:dax|mdax)\b  ^aktien (?:frankfurt|new york|asien|europa|wien|schweiz)
        ^börse(?:n)? (?:am|heute)  \bkursziel\b  ^(?:el )?ibex\b  ^(?:la )?bolsa (?:de|hoy|española)\b
        ^bitcoin (?:price|hits|falls|rises)  ^(?:wig ?20|gpw)\b
        """,
    ),
    (
        PROGRAMME,
        """
        ^listen ^watch bilder bilderstrecke episode foto fotos gallery images livestream photo photos
        pictures podcast video vidéo vídeo webinar
        """,
        r"""
        ^\W*(?:podcast|webinar|watch|listen|video|photos?|in pictures|gallery|livestream|vidéo|
        en images|bilderstrecke|vídeo|fotos?)\s*[\])]?\s*[:|–—]
        [|(\[–—:-]\s*(?:podcast|webinar|video|vidéo|photos|gallery|bilder)\s*[\])]?$
        \bpodcast (?:episode|#|ep)  \bjoin (?:us|our) webinar\b  \bepisode \d+\b
        """,
    ),
    (
        LIVE,
        "direct directo happened live liveblog liveticker minute newsblog ticker vivo żywo",
        r"""
        ^\W*live\b  \blive (?:updates?|blog|coverage|ticker)\b  \bliveblog\b  [–—|-] live$
        \bas it happened\b  \ben direct\b  ^direct\s*[:–—.]  \bminute par minute\b  \blive-?ticker\b
        \bnewsblog\b  \ben (?:directo|vivo)\b  \bna żywo\b
        """,
    ),
)

# In scripts without spaces a mark is found wherever it stands, so it must be one that says it all.
_MARKS: Mapping[str, str] = {
    OPINION: """
        社论 社論 社説 社评 社評 时评 時評 锐评 銳評 评论： 评论| 評論： 【评论】 【評論】 观点：
        觀點： 专栏： 專欄： 专栏| 【专栏】 論説 オピニオン コラム： 【コラム】 [사설] [칼럼] [기고]
        오피니언
        """,
    ANNIVERSARY: """
        周年 週年 历史上的今天 歷史上的今天 年度回顾 年度回顧 年前の今日 今年を振り返る 주년
        돌아보는
        """,
    LIST: """
        盘点 盤點 十大 排行榜 早报 早報 晚报： 一周要闻 一週 本周要闻 周报 週報 必看 合集 まとめ
        ランキング 今週の つの理由 つの方法 총정리 모음
        """,
    GIFTS: """
        礼物推荐 送礼 送禮 禮物推薦 ギフト プレゼント特集 선물추천
        """,
    ADVERT: """
        【广告】 【廣告】 广告： 【推广】 推广： 【赞助】 赞助内容 [广告] 【PR】 【AD】 [PR] ＜PR＞
        〈PR〉 ［PR］ [광고]
        """,
    DEAL: """
        优惠券 優惠 秒杀 秒殺 到手价 史低 好价 券后 限时特价 限時特價 促销 促銷 クーポン 割引 最安値
        オフに 特価 タイムセール セール開催 할인 특가
        """,
    JOB: """
        招聘启事 招聘啟事 招聘公告 诚聘 誠聘 内推 求人 採用情報 募集要項 중도채용 채용공고
        """,
    HOW_TO: """
        教程 教學 手把手 使用指南 购买指南 購買指南 入门指南 怎么用 如何使用 攻略 使い方 やり方
        作り方 チュートリアル 사용법
        """,
    EXPLAINER: """
        一文读懂 一文讀懂 一文看懂 一图读懂 一圖讀懂 一图看懂 科普 とは何か とは？ わかりやすく解説
        徹底解説 알아보자
        """,
    REVIEW: """
        开箱 開箱 上手体验 上手體驗 评测： 評測： 测评： 測評： 深度评测 首发评测 レビュー
        使ってみた 試してみた 開封 사용기 리뷰
        """,
    QUIZ: """
        测验 測驗 填字 谜题 クイズ クロスワード 퀴즈
        """,
    HOROSCOPE: """
        星座运势 星座運勢 今日运势 今日の運勢 占い 彩票 宝くじ 운세 로또
        """,
    TICKER: """
        收评 午评 早盘 開盤 开盘 收盘 收盤 三大指数 三大指數 恒指 涨停 漲停 异动 異動 日経平均 前場
        後場 寄り付き 終値 코스피 코스닥 장중
        """,
    LIVE: """
        图文直播 直播： 【直播】 滚动更新 實時更新 实时更新 ライブ更新 随時更新 ライブ中継 생중계
        """,
    PROGRAMME: """
        播客 ポッドキャスト 【视频】 【影片】 【動画】 图集 팟캐스트
        """,
}
_REASON_OF_MARK = {mark: reason for reason, marks in _MARKS.items() for mark in marks.split()}
_ANY_MARK = re.compile("|".join(map(re.escape, sorted(_REASON_OF_MARK, key=len, reverse=True))))
_COUNTED = re.compile(
    r"[\d一二三四五六七八九十两]+(?:大|个|個|种|種)(?:理由|原因|方法|技巧|工具|建议|建議|趋势|趨勢|预测|預測|看点|看點)"
    r"|\d+選|\d+つの(?:理由|方法|ポイント|こと)|\d+가지"
)

_SPACES = str.maketrans(dict.fromkeys("!\"#$%&()*+,-./:;<=>?@[]^_`{|}~–—…«»“”„‘’'｜·•", " "))


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules in their order, and their numbers by the words that call them."""

    rules: tuple[tuple[str, re.Pattern[str]], ...]
    by_word: Mapping[str, tuple[int, ...]]
    by_first_word: Mapping[str, tuple[int, ...]]


@lru_cache(maxsize=1)
def _compiled() -> _Rules:
    by_word: dict[str, tuple[int, ...]] = {}
    by_first_word: dict[str, tuple[int, ...]] = {}
    for number, (_, callers, _) in enumerate(_RULES):
        for caller in _words(callers):
            called = by_first_word if caller.startswith("^") else by_word
            for word in caller.lstrip("^").translate(_SPACES).split():
                called[word] = (*called.get(word, ()), number)
    rules = tuple((reason, re.compile(_pattern(patterns))) for reason, _, patterns in _RULES)
    return _Rules(rules, by_word, by_first_word)


def _words(callers: str) -> set[str]:
    for name, part in _PARTS.items():
        callers = callers.replace(f"<{name}>", part.replace("|", " "))
    return set(callers.split())


def _pattern(patterns: str) -> str:
    joined = re.sub(r"\|\n\s*", "|", patterns.strip())
    found = "|".join(part for part in re.split(r"\s{2,}|\n", joined) if part)
    for name, part in _PARTS.items():
        found = found.replace(f"<{name}>", _group(part))
    return found


def _group(part: str) -> str:
    """Write a part as one group; words apart by spaces are alternatives, what looks back is no group."""
    if part.startswith("(?<!"):
        return part
    bare = re.sub(r"\|\s+", "|", part).strip()
    return f"(?:{bare if '|' in bare else '|'.join(bare.split())})"


def not_news(title: str, owners: int = 1) -> str | None:
    """Say what a title gives itself away as, or None for what may be news.

    A live blog, an explainer or a film is let through when another owner tells the same: then something
    did happen.
    """
    rules = _compiled()
    lower = title.lower()
    words = lower.translate(_SPACES).split()
    if not words:
        return None
    called = rules.by_first_word.get(words[0], ())
    if not rules.by_word.keys().isdisjoint(words):
        called = (*called, *(number for word in words for number in rules.by_word.get(word, ())))
    reason = _by_rule(lower, called, rules) if called else None
    if reason is None and not title.isascii():
        reason = _by_mark(title)
    return None if owners > 1 and reason in _NEWS_IF_SHARED else reason


def _by_rule(lower: str, called: Collection[int], rules: _Rules) -> str | None:
    straight = lower.replace("’", "'")
    return next((rules.rules[n][0] for n in sorted(set(called)) if rules.rules[n][1].search(straight)), None)


def _by_mark(title: str) -> str | None:
    if found := _ANY_MARK.search(title):
        return _REASON_OF_MARK[found[0]]
    return LIST if _COUNTED.search(title) else None
