"""A farm of feeds on loopback, in a process of its own, so that its work is in nobody's figures.

    python -m tests.bench.farm

Prints its port, then serves until it is ended. `/feed/N` answers as a good publisher does: with an ETag, a
date, and 304 where nothing changed; every third one, as in the wild, knows neither and sends its body again.
`/far/N` answers as from far away. `/tick` makes time go on: every fifth feed has three new entries, and has let
go of its three oldest. So a tick brings 2 % of the farm's items anew.
"""

import asyncio
import random
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

from aiohttp import web

NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
# Those that a feed holds at a time.
ENTRIES = 30
# A tenth of the farm's items is on topic, as of a day's general news.
ON_TOPIC = 10
# Feeds that move in a tick, and entries that each of them brings.
MOVING, BROUGHT = 5, 3
# One publisher in three answers without a validator.
_CARELESS = 3
# How long a publisher that is far away takes to answer.
_FAR_S = (0.02, 0.08)
# Characters of an entry's text, whatever its language.
_LENGTHS = (600, 1500)
# So many feeds report one happening, each in its own words.
_REPORTS = 5

_GENERAL_WORDS = {
    "en": (
        "river market budget council winter school harbour report season bridge garden "
        "theatre museum engine village weather station harvest player concert hospital "
        "railway island festival mayor"
    ),
    "fr": (
        "rivière marché budget conseil hiver école port rapport saison pont jardin théâtre "
        "musée moteur village météo gare récolte joueur concert hôpital chemin île festival "
        "maire"
    ),
    "de": (
        "Fluss Markt Haushalt Rat Winter Schule Hafen Bericht Saison Brücke Garten Theater "
        "Museum Motor Dorf Wetter Bahnhof Ernte Spieler Konzert Krankenhaus Bahn Insel Fest "
        "Bürgermeister"
    ),
    "zh-Hans": "河流 市场 预算 议会 冬天 学校 港口 报告 季节 大桥 花园 剧院 博物馆 发动机 村庄 天气 车站 收成 球员 音乐会 医院 铁路 岛屿 节日 市长",
}
_JOINING_WORDS = {
    "en": "the of a in and for with after",
    "fr": "le de la un dans et pour avec",
    "de": "der die das ein in und für mit",
    "zh-Hans": "的 在 和 了 是",
}
_GENERAL, _JOINING = (
    {language: words.split() for language, words in by_language.items()}
    for by_language in (_GENERAL_WORDS, _JOINING_WORDS)
)
_HAPPENINGS = {
    "en": (
        "{lab} opens the weights of its {number}B language model {name}",
        "US tightens export controls on {lab} AI chips after talks in {place} with {name}",
        "{lab} raises ${number} million from {name} to train AI models",
        "AI researcher {name} leaves {lab} for a lab in {place}",
    ),
    "fr": (
        "{lab} ouvre les poids de {name}, son modèle de langage {number}B",
        "Puces IA : Washington durcit le contrôle des exportations vers {lab} après des pourparlers à {place} avec {name}",
        "{lab} lève {number} millions de dollars auprès de {name} pour entraîner ses modèles d'IA",
        "{name}, chercheur en IA, quitte {lab} pour un laboratoire à {place}",
    ),
    "de": (
        "{lab} gibt die Gewichte seines Sprachmodells {name} mit {number}B frei",
        "USA verschärfen Exportkontrollen für KI-Chips von {lab} nach Gesprächen in {place} mit {name}",
        "{lab} sammelt bei {name} {number} Millionen Dollar für das Training von KI-Modellen ein",
        "KI-Forscher {name} verlässt {lab} für ein Labor in {place}",
    ),
    "zh-Hans": (
        "{lab}开源{number}B语言模型{name}的权重",
        "与{name}在{place}会谈后，美国收紧对{lab}的AI芯片出口管制",
        "{lab}从{name}融资{number}亿美元训练人工智能模型",
        "人工智能研究员{name}离开{lab}加入{place}的实验室",
    ),
}
_LABS = (
    "DeepSeek",
    "Nvidia",
    "OpenAI",
    "Huawei",
    "Mistral",
    "Anthropic",
    "Moonshot AI",
    "Alibaba",
    "Meta",
    "SMIC",
)
_PLACES = ("Paris", "Beijing", "Seoul", "Toronto", "Singapore", "London")
# Invented names, so that one happening is told from another.
_NAMES = tuple(
    first + last
    for first in (
        "Al",
        "Bor",
        "Cas",
        "Dor",
        "El",
        "Fen",
        "Gar",
        "Hol",
        "Is",
        "Jor",
        "Kel",
        "Lun",
        "Mar",
        "Nor",
    )
    for last in ("anto", "berg", "dana", "evi", "finn", "gard", "holt", "ira", "kova", "lund", "mira", "ova")
)
LANGUAGES = tuple(_GENERAL)


def entry(feed: int, number: int) -> str:
    """Return one entry, the same whenever it is asked for; the higher its number, the newer it is."""
    chance = random.Random(f"{feed}-{number}")
    language = LANGUAGES[feed % len(LANGUAGES)]
    if number % ON_TOPIC == feed % ON_TOPIC:
        # Feeds of one row of five report the same happening, whatever language they write in.
        title = happening(language, random.Random(f"{feed // _REPORTS}-{number // ON_TOPIC}"))
    else:
        title = sentence(language, 8, chance)
    told, length = "", chance.randint(*_LENGTHS)
    while length > 0:
        paragraph = sentence(language, chance.randint(9, 22), chance)[:length]
        told, length = f"{told}<p>{paragraph}</p>", length - len(paragraph)
    when = format_datetime(NOW - timedelta(minutes=10 * (40 - number) + feed % 10))
    return (
        f"<item><title>{escape(title)}</title><link>https://f{feed}.example/{number}/{chance.randrange(10**6)}</link>"
        f'<guid isPermaLink="false">f{feed}-{number}</guid><pubDate>{when}</pubDate>'
        f"<category>news</category><description><![CDATA[{told}]]></description></item>\n"
    )


def happening(language: str, chance: random.Random) -> str:
    """Return a headline on topic; the same chance gives the same happening in every language."""
    said = chance.choice(range(4))
    lab, place, amount = chance.choice(_LABS), chance.choice(_PLACES), chance.randint(2, 900)
    return _HAPPENINGS[language][said].format(lab=lab, place=place, number=amount, name=chance.choice(_NAMES))


def sentence(language: str, length: int, chance: random.Random) -> str:
    words = [chance.choice((_JOINING if at % 2 else _GENERAL)[language]) for at in range(length)]
    if language == "zh-Hans":
        return "".join(words) + "。"
    text = " ".join(words)
    return text[0].upper() + text[1:] + "."


class Farm:
    def __init__(self) -> None:
        self.ticks = 0
        self._bodies: dict[tuple[int, int], bytes] = {}

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/feed/{n}", self._answer)
        app.router.add_get("/far/{n}", self._answer_from_afar)
        app.router.add_get("/tick", self._tick)
        return app

    async def _tick(self, _request: web.Request) -> web.Response:
        self.ticks += 1
        return web.Response(text=str(self.ticks))

    async def _answer_from_afar(self, request: web.Request) -> web.Response:
        await asyncio.sleep(random.uniform(*_FAR_S))
        return await self._answer(request)

    async def _answer(self, request: web.Request) -> web.Response:
        number = int(request.match_info["n"])
        moved = self.ticks * BROUGHT if number % MOVING == 0 else 0
        headers = {}
        if number % _CARELESS:
            headers = {
                "ETag": f'"{number}-{moved}"',
                "Last-Modified": format_datetime(NOW + timedelta(minutes=moved), usegmt=True),
            }
            if request.headers.get("If-None-Match") == headers["ETag"]:
                return web.Response(status=304, headers=headers)
        body = self._body(number, moved)
        return web.Response(body=body, content_type="application/rss+xml", charset="utf-8", headers=headers)

    def _body(self, feed: int, moved: int) -> bytes:
        if (feed, moved) not in self._bodies:
            entries = "".join(entry(feed, number) for number in range(moved + ENTRIES - 1, moved - 1, -1))
            self._bodies[feed, moved] = (
                '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
                f"<title>Feed {feed}</title><link>https://f{feed}.example/</link><description>A feed</description>"
                f"<language>{LANGUAGES[feed % len(LANGUAGES)]}</language>\n{entries}</channel></rss>\n"
            ).encode()
        return self._bodies[feed, moved]


async def main() -> None:
    runner = web.AppRunner(Farm().app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
