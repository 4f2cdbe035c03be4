"""How the bot is doing, and what it can be asked, as Messages."""

from digest.model.status import Status
from digest.tell.message import DOT, Bullets, Heading, Line, Message, Table, Text
from digest.tell.phrases import Words
from digest.tell.spans import code, coded, paragraph, quiet
from digest.tell.voice import Voice


class HousePhrase(Words):
    """How the bot is doing and what it can be asked, in words."""

    STATUS = "Status", "État"
    FACT_FEEDS_ON = "Feeds that are on", "Flux actifs"
    FACT_FEEDS_READ = "Feeds read in 24 h", "Flux lus en 24 h"
    FACT_FEEDS_FAILING = "Feeds that fail", "Flux en échec"
    FACT_ITEMS = "Items kept", "Articles conservés"
    FACT_STORIES = "Stories kept", "Sujets conservés"
    FACT_LAST_DIGEST = "Last digest", "Dernier point"
    FACT_LAST_END = "It covers the news up to", "Il couvre les nouvelles jusqu’au"
    FACT_WAITING = "Deliveries that wait", "Envois en attente"
    FACT_UNCERTAIN = "Deliveries that are uncertain", "Envois incertains"
    FACT_TWICE = "Messages that may stand twice", "Messages peut-être publiés deux fois"
    FACT_FAILED = "Deliveries that failed", "Envois en échec"
    FACT_SWITCHED_OFF = "Channels switched off", "Canaux désactivés"
    HELP = "What you can type", "Ce que vous pouvez écrire"
    HELP_TODAY = (
        "what this channel has not been told yet",
        "ce que ce canal n’a pas encore lu",
    )
    HELP_SEARCH = "past stories, newest first", "les sujets passés, les plus récents d’abord"
    HELP_SEARCH_FIELDS = (
        "narrow it: theme: since: until: outlet: viewpoint: language: actor: — “exact words”, -word",
        "précisez : theme: since: until: outlet: viewpoint: language: actor: — « mots exacts », -mot",
    )
    HELP_STORY = (
        "one story: its course, who tells it, its figures",
        "un sujet : son cours, qui en parle, ses chiffres",
    )
    HELP_FIGURES = (
        "every stated amount, disagreements first",
        "tous les montants énoncés, contradictions d’abord",
    )
    HELP_COMPARE = "the same happening in each side’s own words", "le même fait dans les mots de chaque camp"
    HELP_WHY = "what filed a story, ranked it or held it back", "ce qui a classé, placé ou écarté un sujet"
    HELP_THEMES = "the themes that are followed", "les thèmes suivis"
    HELP_TRENDS = "stories and voices by week", "sujets et voix par semaine"
    HELP_FEEDS = "how the feeds are", "l’état des flux"
    HELP_FOLLOW = (
        "tell this channel when a story or actor has news; `unfollow` ends it",
        "prévenir ce canal quand un sujet ou un acteur a du nouveau ; `unfollow` y met fin",
    )
    HELP_MUTE = (
        "never tell this channel of an outlet, actor or term; `mute off` ends it",
        "ne jamais parler à ce canal d’un média, d’un acteur ou d’un terme ; `mute off` y met fin",
    )
    HELP_SUBSCRIBE = (
        "have a digest posted in this channel: choose its themes and times",
        "faire publier un point dans ce canal : choisir ses thèmes et ses horaires",
    )
    HELP_SETTINGS = (
        "the same form later; `settings stop` ends the digest",
        "le même formulaire, plus tard ; `settings stop` arrête le point",
    )
    HELP_SUGGEST = "propose a feed to the admins", "proposer un flux aux administrateurs"
    HELP_STATUS = "how the bot is doing", "comment va le bot"
    HELP_HELP = "this list", "cette liste"
    HELLO = "Hello, this is Parallax", "Bonjour, ici Parallax"
    HELLO_TEXT = (
        "I follow the contest over artificial intelligence and tell each happening once, "
        "with the sides that report it.",
        "J’observe la rivalité autour de l’intelligence artificielle et raconte chaque fait une fois, "
        "avec les camps qui en parlent.",
    )
    HELLO_TRY = "To begin with, type:", "Pour commencer, écrivez :"
    HELLO_HELP = "all that you can type", "tout ce que vous pouvez écrire"


# An example of each word, and what it answers.
_HELP = (
    ("today talent", HousePhrase.HELP_TODAY),
    ("search chips since:7d theme:talent", HousePhrase.HELP_SEARCH),
    ("story 3f2a91", HousePhrase.HELP_STORY),
    ('figures "market value"', HousePhrase.HELP_FIGURES),
    ("compare 3f2a91", HousePhrase.HELP_COMPARE),
    ("why 3f2a91", HousePhrase.HELP_WHY),
    ("themes", HousePhrase.HELP_THEMES),
    ("trends talent", HousePhrase.HELP_TRENDS),
    ("feeds", HousePhrase.HELP_FEEDS),
    ("suggest https://example.org", HousePhrase.HELP_SUGGEST),
    ("follow huawei", HousePhrase.HELP_FOLLOW),
    ("mute example.org", HousePhrase.HELP_MUTE),
    ("subscribe", HousePhrase.HELP_SUBSCRIBE),
    ("settings", HousePhrase.HELP_SETTINGS),
    ("status", HousePhrase.HELP_STATUS),
    ("help", HousePhrase.HELP_HELP),
)


def status_message(status: Status, spoken: Voice, *, zone: str = "UTC") -> Message:
    """Return how the bot is doing. Times are of `zone`."""
    heading = spoken.say(HousePhrase.STATUS)
    rows = tuple((spoken.say(fact), value or "–") for fact, value in _facts(status, spoken, zone))
    summary = ", ".join(spoken.label(fact, value) for fact, value in rows[:4])
    return Message(spoken.label(heading, summary), (Heading(heading), Table(("", ""), rows)))


def _facts(status: Status, spoken: Voice, zone: str) -> list[tuple[HousePhrase, str]]:
    """Return what is told, in this order; what there is none of is empty."""
    last = status.last_digest
    return [
        (HousePhrase.FACT_FEEDS_ON, spoken.number(status.feeds_on)),
        (HousePhrase.FACT_FEEDS_READ, spoken.number(status.feeds_read)),
        (HousePhrase.FACT_FEEDS_FAILING, spoken.number(status.feeds_failing)),
        (HousePhrase.FACT_ITEMS, spoken.number(status.items)),
        (HousePhrase.FACT_STORIES, spoken.number(status.stories)),
        (
            HousePhrase.FACT_LAST_DIGEST,
            f"{spoken.day(last.date, year=True)}{DOT}{last.subscription}" if last else "",
        ),
        (HousePhrase.FACT_LAST_END, spoken.moment(last.window.end, zone) if last else ""),
        (HousePhrase.FACT_WAITING, spoken.number(status.waiting)),
        (HousePhrase.FACT_UNCERTAIN, spoken.number(status.uncertain)),
        (HousePhrase.FACT_TWICE, spoken.number(status.perhaps_twice)),
        (HousePhrase.FACT_FAILED, spoken.number(status.failed)),
        (HousePhrase.FACT_SWITCHED_OFF, ", ".join(status.channels_off)),
    ]


def help_message(spoken: Voice) -> Message:
    """Return the words with an example each."""
    heading = spoken.say(HousePhrase.HELP)
    lines: list[Line] = []
    for example, phrase in _HELP:
        lines.append(_example(example, phrase, spoken))
        if phrase is HousePhrase.HELP_SEARCH:
            lines.append((quiet(spoken.say(HousePhrase.HELP_SEARCH_FIELDS)),))
    return Message(heading, (Heading(heading), Bullets(tuple(lines))))


def _example(example: str, phrase: HousePhrase, spoken: Voice) -> Line:
    return (code(f"/parallax {example}"), Text("  "), *coded(spoken.say(phrase)))


def hello_message(spoken: Voice) -> Message:
    """Return what is said once, on joining a channel or a server."""
    first = (
        ("subscribe", HousePhrase.HELP_SUBSCRIBE),
        ("today", HousePhrase.HELP_TODAY),
        ("search chips since:7d", HousePhrase.HELP_SEARCH),
        ("help", HousePhrase.HELLO_HELP),
    )
    lines = tuple(_example(example, phrase, spoken) for example, phrase in first)
    return Message(
        f"{spoken.say(HousePhrase.HELLO)}. {spoken.say(HousePhrase.HELLO_TEXT)}",
        (
            Heading(spoken.say(HousePhrase.HELLO)),
            paragraph(spoken.say(HousePhrase.HELLO_TEXT)),
            paragraph(spoken.say(HousePhrase.HELLO_TRY)),
            Bullets(lines),
        ),
    )
