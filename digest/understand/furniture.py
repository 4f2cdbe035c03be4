"""What stands on a page beside the article: bylines, "read also", credits, cookie notices, footers.

Figures are not read out of it and summaries are not made of it.
"""

import re
from collections.abc import Iterator

# A piece that opens so is not the article. Each ends where a word of its language could not go on.
_OPENERS = re.compile(
    r"""\W{0,4}(?:
      (?:read|see|watch|listen|more|learn)\s(?:more|also|next|on|about)\b(?=\s*(?:[:|→»>…]|\.\.\.|$|on\s|about\s|from\s))
    | (?:also|must)[\s-]read\b | recommended\s(?:reading|stories|for)\b
    | related(?:\s(?:articles?|stor(?:y|ies)|news|posts?|reading|content|topics?))?\s*(?:[:|]|$)
    | (?:à|a)\slire(?:\saussi|\ségalement)?\s*[:|-] | lire\s(?:aussi|également|la\ssuite|plus)\b | voir\saussi\b
    | (?:sur\sle\smême\ssujet|pour\saller\splus\sloin)\b
    | (?:lesen\ssie\s(?:auch|mehr)|mehr\szum\sthema|auch\sinteressant|siehe\sauch|zum\sthema)\b
    | (?:lea|leer|lee)\s(?:también|más)\b | (?:te\spuede\sinteresar|ver\stambién|noticias?\srelacionadas?)\b
    | leggi\sanche\b | leia\s(?:também|mais)\b | czytaj\s(?:też|także|więcej)\b | zobacz\s(?:też|także)\b | pełna\swersja\sstrony
    | (?:延伸阅读|延伸閱讀|相关阅读|相關閱讀|相关新闻|相關新聞|相关文章|相關文章|推荐阅读|推薦閱讀|更多内容|点击查看|點擊查看|查看原文|阅读全文|閱讀全文|展开全文)
    | (?:責任編輯|责任编辑|編輯|编辑|记者|記者|作者|来源|來源|文|图|圖|图片来源|圖片來源|撰文|校对|审校|本文来源|原标题|原標題)\s?[::|/／丨]
    | (?:関連記事|関連ニュース|続きを読む|写真\s?[::=]|画像\s?[::=]|あわせて読みたい|こちらもおすすめ)
    | (?:관련\s?기사|관련\s?뉴스|더\s?보기|사진\s?[=:/]|기자\s?=|무단\s?전재)
    | (?:cover|featured|lead|header)?\s?(?:image|photo|picture|photograph|video|illustration|credit|graphic)s?(?:\s(?:credit|source|by|courtesy)s?)?\s*(?:[:|©=]|by\s|courtesy\s)
    | (?:image|photo)\sde\scouverture\b | crédits?(?:\sphotos?|\simages?)?\s*[:|] | (?:bild|foto|fotos|imagen|titelbild|quelle|fuente|zdjęcie|źródło|fot)\s*[:.|]\s
    | (?:dans|in|en|im|su|em)\s[\w.’'-]+(?:\s[\w.’'-]+){0,2}\s*\|
    | (?:tags?|topics?|filed\sunder|categor(?:y|ies)|keywords|schlagwörter|mots[\s-]clés|etiquetas|標籤|标签|关键词|關鍵字|キーワード)\s*[::|]
    | (?:share|partager|teilen|compartir)(?:\s(?:this|on|via|cet|sur|auf|en)\b|\s*[:|]|$) | follow\s(?:us|me|our)\b | suivez[\s-]nous\b | folgen\ssie\b | síguenos\b
    | (?:sign\sup|subscribe|abonnez|inscrivez|abonnieren|jetzt\sabonnieren|suscríb|suscrib|订阅|訂閱|关注我们|關注我們)
    | (?:advertisement|sponsored(?:\scontent)?|publicité|anzeige|werbung|publicidad|广告|廣告|広告|광고)\s*(?:[:|]|$)
    | (?:table\sof\scontents|contents|sommaire|inhalt|índice|目录|目錄|目次)\s*(?::|$)
    | (?:article|comments?)\surl\s*: | points\s*:\s*\d | \#\s*comments | comments?\s*:\s*\d
    | (?:published|updated|last\supdated|posted|publié|mis\sà\sjour|veröffentlicht|aktualisiert|publicado|actualizado|发布时间|發布時間|更新时间|更新時間)(?:\s(?:on|at|le|am|el|à))?\s*:?\s*(?:\w+\.?\s+)?\d
    | (?:welcome\sto|the|this|our|notre|votre|le|la|der|unser|il|el|nuestr[oa])\s(?:[\w’'-]+\s){0,5}(?:[\w-]+-)?newsletter\b
      (?:,|\s(?:is|gives?|brings?|offers?|delivers?|covers?|rounds|bietet|fasst|bringt|informiert|propose|offre|résume|ofrece|trae|resume)\b)
    | copyright\b | ©
    | \d+\s(?:min(?:ute)?s?|minuten|minutos)\s(?:read|de\slecture|lesezeit|de\slectura)\b
    | (?:this|der|cet|este)\s(?:article|story|post|artikel|beitrag|artículo)\s(?:was|originally|first|wurde|erschien|a\sété|est\sparu|apareció|fue)\s(?:\w+\s){0,2}(?:published|appeared|updated|veröffentlicht|publié|paru|publicado)
    | (?:the\spost|l['’]article|der\sbeitrag|la\sentrada|cet\sarticle)\s.{1,200}?\s(?:appeared\sfirst|est\sapparu\sen\spremier|erschien\szuerst|se\spublicó\sprimero|apareció\sprimero)
    | (?:click|tap|cliquez|klicken\ssie)\s(?:here|to|ici|hier)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# A piece that holds one of these, in lower case, is not the article either.
_MARKS = (
    "all rights reserved",
    "tous droits réservés",
    "alle rechte vorbehalten",
    "todos los derechos reservados",
    "版权所有",
    "版權所有",
    "未经许可",
    "未經許可",
    "禁止转载",
    "無断転載",
    "무단 전재",
    "appeared first on",
    "apparu en premier sur",
    "erschien zuerst auf",
    "se publicó primero en",
    "our newsletter",
    "notre newsletter",
    "unseren newsletter",
    "nuestro boletín",
    "terms of service",
    "privacy policy",
    "politique de confidentialité",
    "datenschutzerklärung",
    "getty images",
    "shutterstock",
    "free trial",
    "affiliate commission",
    "enable javascript",
    "activer javascript",
    "© ",
)
# How a broadcaster hands over to whoever goes on, in lower case: there is more in the video, and nothing here.
_ON_AIR = re.compile(
    r"""
      \b(?:has|have|joins?(?:\s.{1,60}?)?\swith)\s(?:more|the\s(?:latest|details|story|full\sstory))
        (?:\s(?:on|from|about)\s[^.]{1,90})?\.?$
    | \bjoins?\s(?:us|.{0,40}\b(?:news|tv|radio|live|today|tonight|bloomberg|cnbc|cnn|npr|bbc|press))\b.{0,20}\bto\s
        (?:discuss|explain|talk|break|share|weigh|give|speak|look)\b
    | ^.{0,20}\bnews['’]s?\s[^,.]{3,40}\sreports?\b.{0,60}$
    """,
    re.VERBOSE,
)
_COOKIES = re.compile(r"\bcookies?\b")
_COOKIE_WORDS = re.compile(
    r"\b(?:accept|consent|we use|this (?:site|website)|settings|policy|accepter|utilisons|consentement|akzeptieren|"
    r"verwenden|zustimm\w+|aceptar|utilizamos|consentimiento)\b"
)
_BYLINE = re.compile(
    r"(?:by|par|von|por|di|texte?|words)\s*:?\s+(?:[A-ZÀ-Þ][\w.’'-]*|de|van|von|der|and|et|und|y|,|&)"
    r"(?:[\s,]+(?:[A-ZÀ-Þ][\w.’'-]*|de|van|von|der|and|et|und|y|&)){0,7}\s*",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(
    r"(?:[A-ZÀ-Þ][\w.’'-]*|de|van|von|der|and|et|und|y|&|,|\s|:|\||[Bb]y|[Pp]ar|[Vv]on|[Pp]or)+"
)
# A price box: a short name or code, a price, a change in per cent, and nothing that is a sentence.
_PRICES = re.compile(r"(?:[A-Z^.]{1,8}\s+)?[$€£]?[\d.,]+\s*[-+▲▼][\d.,]+\s*\(?[-+]?[\d.,]+\s?%\)?\s*$")
_ADDRESS_ONLY = re.compile(r"\W*(?:https?://|www\.)\S+\W*$")

_HEADING_ALONE = re.compile(
    r"\W*(?:related\b.{0,24}|read\s(?:also|more|next)|more\s(?:stories|news|from\b.{0,30})|lire\saussi|à\slire\saussi|"
    r"sur\sle\smême\ssujet|mehr\szum\sthema|lesen\ssie\sauch|lea\stambién|te\spuede\sinteresar|most\s(?:read|popular)|"
    r"延伸阅读|延伸閱讀|相关阅读|相關閱讀|相关新闻|相關新聞|推荐阅读|推薦閱讀|関連記事|관련\s?기사)\W*",
    re.IGNORECASE,
)
# A list of related headlines is made of lines that do not end as sentences do.
_ENDS = re.compile(r"[.!?。!?…][\"'”’»」』)\]]*$")
# What stands beside an article is short, but for legal notices; nothing longer is looked at whole.
_LOOKED_AT = 400


def is_furniture(piece: str) -> bool:
    """Say whether a sentence belongs to the page and not to the article."""
    return _opens_so(piece) or _holds_mark(piece)


def _opens_so(piece: str) -> bool:
    start = piece[:_LOOKED_AT].strip()
    if not start or _OPENERS.match(start) or _ADDRESS_ONLY.match(start):
        return True
    if len(start) < 90 and _BYLINE.fullmatch(start) and _CAPITALISED.fullmatch(start):
        return True
    return len(start) < 80 and _PRICES.match(start) is not None


def _holds_mark(piece: str) -> bool:
    folded = piece[:_LOOKED_AT].lower()
    if any(mark in folded for mark in _MARKS) or _ON_AIR.search(folded):
        return True
    return "cookie" in folded and bool(_COOKIES.search(folded) and _COOKIE_WORDS.search(folded))


def article_lines(text: str) -> Iterator[str]:
    """Walk through the lines of a text that are the article's own, without those under "Related stories".

    Of a line that is the article's own some sentences may still be furniture.
    """
    in_list = False
    for line in text.split("\n"):
        stripped = line.strip()
        if not stripped:
            continue
        if len(stripped) < 60 and _HEADING_ALONE.fullmatch(stripped):
            in_list = True
            continue
        if in_list and not _ENDS.search(stripped):
            continue
        in_list = False
        # A notice at a line's end speaks for its own sentence alone: "... The post X appeared first on Y."
        if not _opens_so(stripped) or len(stripped) > _LOOKED_AT:
            yield stripped
