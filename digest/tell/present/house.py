"""How the bot is doing, and what it can be asked, as Messages."""

from collections.abc import Mapping

from digest.tell.message import Bullets, Heading, Line, Message, Table, Text
from digest.tell.phrases import Phrase
from digest.tell.spans import code, coded, paragraph, quiet
from digest.tell.voice import Voice, speaker

_FACTS = {
    "feeds_on": Phrase.FACT_FEEDS_ON,
    "feeds_read_in_24h": Phrase.FACT_FEEDS_READ,
    "feeds_failing": Phrase.FACT_FEEDS_FAILING,
    "items": Phrase.FACT_ITEMS,
    "stories": Phrase.FACT_STORIES,
    "last_digest": Phrase.FACT_LAST_DIGEST,
    "last_digest_window_end": Phrase.FACT_LAST_END,
    "deliveries_waiting": Phrase.FACT_WAITING,
    "deliveries_uncertain": Phrase.FACT_UNCERTAIN,
    "deliveries_perhaps_twice": Phrase.FACT_TWICE,
    "deliveries_failed": Phrase.FACT_FAILED,
    "channels_switched_off": Phrase.FACT_SWITCHED_OFF,
}
# Each word, an example of it, and what it answers.
_HELP = (
    ("today", "today talent", Phrase.HELP_TODAY),
    ("search", "search chips since:7d theme:talent", Phrase.HELP_SEARCH),
    ("story", "story 3f2a91", Phrase.HELP_STORY),
    ("figures", 'figures "market value"', Phrase.HELP_FIGURES),
    ("compare", "compare 3f2a91", Phrase.HELP_COMPARE),
    ("why", "why 3f2a91", Phrase.HELP_WHY),
    ("themes", "themes", Phrase.HELP_THEMES),
    ("trends", "trends talent", Phrase.HELP_TRENDS),
    ("feeds", "feeds", Phrase.HELP_FEEDS),
    ("suggest", "suggest https://example.org", Phrase.HELP_SUGGEST),
    ("follow", "follow huawei", Phrase.HELP_FOLLOW),
    ("mute", "mute example.org", Phrase.HELP_MUTE),
    ("subscribe", "subscribe", Phrase.HELP_SUBSCRIBE),
    ("settings", "settings", Phrase.HELP_SETTINGS),
    ("status", "status", Phrase.HELP_STATUS),
    ("help", "help", Phrase.HELP_HELP),
)


def status_message(facts: Mapping[str, object], *, voice: str) -> Message:
    """Return how the bot is doing: `facts` by name, in their order."""
    spoken = speaker(voice)
    heading = spoken.say(Phrase.STATUS)
    rows = tuple((_fact(name, spoken), _value(value, spoken)) for name, value in facts.items())
    summary = ", ".join(spoken.label(name, value) for name, value in rows[:4])
    return Message(spoken.label(heading, summary), (Heading(heading), Table(("", ""), rows)))


def _fact(name: str, spoken: Voice) -> str:
    return spoken.say(_FACTS[name]) if name in _FACTS else name.replace("_", " ").capitalize()


def _value(value: object, spoken: Voice) -> str:
    if value is None:
        return "–"
    return spoken.number(value) if isinstance(value, int) else str(value)


def help_message(*, voice: str) -> Message:
    """Return the words with an example each."""
    spoken = speaker(voice)
    heading = spoken.say(Phrase.HELP)
    lines: list[Line] = []
    for word, example, phrase in _HELP:
        lines.append(_example(example, phrase, spoken))
        if word == "search":
            lines.append((quiet(spoken.say(Phrase.HELP_SEARCH_FIELDS)),))
    return Message(heading, (Heading(heading), Bullets(tuple(lines))))


def _example(example: str, phrase: Phrase, spoken: Voice) -> Line:
    return (code(f"/parallax {example}"), Text("  "), *coded(spoken.say(phrase)))


def hello_message(*, voice: str) -> Message:
    """Return what is said once, on joining a channel or a server."""
    spoken = speaker(voice)
    three = (
        ("today", Phrase.HELP_TODAY),
        ("search chips since:7d", Phrase.HELP_SEARCH),
        ("help", Phrase.HELP_HELP),
    )
    lines = tuple(_example(example, phrase, spoken) for example, phrase in three)
    return Message(
        f"{spoken.say(Phrase.HELLO)}. {spoken.say(Phrase.HELLO_TEXT)}",
        (
            Heading(spoken.say(Phrase.HELLO)),
            paragraph(spoken.say(Phrase.HELLO_TEXT)),
            paragraph(spoken.say(Phrase.HELLO_TRY)),
            Bullets(lines),
        ),
    )
