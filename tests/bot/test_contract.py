"""One script, said on both platforms to one core: what is answered is the same, word for word."""

import asyncio
import re
import unicodedata
from contextlib import asynccontextmanager

import pytest

from bot.slack.client import SlackChat
from digest.store import change_log, subscriptions
from tests.bot.discord.conftest import connected
from tests.fakes.discord import FakeDiscord
from tests.fakes.slack import FakeSlack
from tests.reading.discord import walk
from tests.reading.oracle import pieces
from tests.waiting import until

MANAGE_SERVER = str(1 << 5)

# Who says what: a word, what follows it as it is typed on Slack, and the same as Discord's options.
SCRIPT = [
    ("member", "help", "", {}),
    ("member", "today", "", {}),
    ("member", "today", "talent", {"theme": "talent"}),
    ("member", "search", "nvidia since:30d", {"query": "nvidia", "since": "30d"}),
    ("member", "search", "no such thing at all", {"query": "no such thing at all"}),
    ("member", "search", "chips theme:nonsense", {"query": "chips", "theme": "nonsense"}),
    ("member", "story", "{story}", {"id": "{story}"}),
    ("member", "story", "0000000000000000", {"id": "0000000000000000"}),
    ("member", "compare", "{story}", {"id": "{story}"}),
    ("member", "why", "{story}", {"id": "{story}"}),
    ("member", "figures", "nvidia", {"query": "nvidia"}),
    ("member", "themes", "", {}),
    ("member", "trends", "talent", {"theme": "talent"}),
    ("member", "feeds", "", {}),
    ("member", "status", "", {}),
    ("member", "suggest", "nothing", {"url": "nothing"}),
    ("member", "follow", "", {}),
    ("admin", "follow", "huawei", {"subject": "huawei"}),
    ("admin", "follow", "huwaei", {"subject": "huwaei"}),
    ("member", "follow", "", {}),
    ("admin", "unfollow", "huawei", {"subject": "huawei"}),
    ("admin", "mute", "horoscope", {"what": "horoscope"}),
    ("admin", "mute", "off term:horoscope", {"lift": "term:horoscope"}),
    ("admin", "mute", "horoscope", {"what": "horoscope"}),
    ("admin", "unmute", "horoscope", None),
    ("admin", "settings", "stop", None),
]


class Slack:
    """What a reader of Slack sees."""

    def __init__(self, fake):
        self.fake = fake

    async def say(self, who, word, text, options):
        before = len(self.fake.answers)
        await self.fake.say(f"{word} {text}", user_id="UADMIN" if who == "admin" else "U1", channel_name="")
        await settled(self.fake.answers, before)
        return said("slack", self.fake.answers[before:])


class Discord:
    """What a reader of Discord sees."""

    def __init__(self, fake):
        self.fake = fake

    async def say(self, who, word, text, options):
        before = len(self.fake.answers)
        self.fake.rights = MANAGE_SERVER if who == "admin" else "0"
        if options is None:
            # What Discord has no option for is said by a button.
            await self.fake.press(f"say:{word}:{text}")
        else:
            await self.fake.say(word, **options)
        await settled(self.fake.answers, before)
        return said("discord", self.fake.answers[before:])


async def settled(answers, before):
    """Wait until an answer has come, and all of it: nothing that was said is being answered any more."""
    await until(lambda: len(answers) > before)
    await until(lambda: not any(map(is_answering, asyncio.all_tasks())))


def is_answering(task):
    """Say whether a task answers what was heard on a platform, by what it is called there and here."""
    heard = task.get_name() in ("CommandTree-invoker", "discord.py: on_interaction")
    return heard or task.get_coro().__qualname__ == "Listener._guarded"


def said(platform, bodies):
    """Return the words of messages as they are read, without marks, buttons and the platforms' own look-alikes."""
    texts = []
    for body in bodies:
        own = texts_of(platform, body)
        # Each platform goes on in a new message at a place of its own, and there says its section's heading again.
        texts += own[1:] if own and own[0] in texts else own
    plain = unicodedata.normalize("NFKC", " ".join(texts)).replace("∗", "*").replace("›", ">")
    return re.findall(r"\w+", plain)


def texts_of(platform, body):
    labels = set()
    if platform == "slack":
        labels = {e["text"]["text"] for b in body["blocks"] if b["type"] == "actions" for e in b["elements"]}
    texts = [piece.text for piece in pieces(platform, body) if piece.text not in labels]
    # What a picture shows is told in words on both; Discord keeps them with the picture.
    texts += [item["description"] for c in body.get("components", ()) for item in c.get("items", ())]
    return texts


@asynccontextmanager
async def both(house):
    async with FakeSlack().running() as slack, FakeDiscord().running() as discord:
        on_slack = SlackChat(bot_token="xoxb-1", app_token="xapp-1", api_url=f"{slack.url}/api/")
        await on_slack.start(house.commands)
        on_discord = await connected(discord, house.commands, home="200")
        await asyncio.wait_for(slack.connected.wait(), 30)
        await until(lambda: on_slack.health() is None)
        try:
            yield Slack(slack), Discord(discord)
        finally:
            await on_slack.close()
            await on_discord.end()


async def test_the_same_words_get_the_same_answers_on_both_platforms(house):
    story = await house.story("Nvidia")
    differing = []
    async with both(house) as platforms:
        for who, word, text, options in SCRIPT:
            given = options and {name: value.format(story=story) for name, value in options.items()}
            answers = [
                await platform.say(who, word, text.format(story=story), given) for platform in platforms
            ]
            if alike(answers[0]) != alike(answers[1]):
                differing.append((word, text, *answers))

    for word, text, slack, discord in differing:
        print(word, text, "\n  slack  ", " ".join(slack), "\n  discord", " ".join(discord))
    assert differing == []


def alike(words):
    """Return what must be the same: each platform has its own columns, so their order in a table is its own."""
    return sorted(words)


@pytest.mark.parametrize("word", ["follow", "mute", "subscribe", "settings"])
async def test_both_platforms_refuse_the_same_and_change_nothing(house, word):
    options = {"follow": {"subject": "huawei"}, "mute": {"what": "horoscope"}}.get(word, {})
    text = next(iter(options.values()), "")
    async with both(house) as platforms:
        answers = [await platform.say("member", word, text, options) for platform in platforms]

    for words in answers:
        assert "can do that" in " ".join(words)
    assert await house.store.read(change_log.latest) == []


async def test_a_form_is_filled_in_and_kept_on_both_platforms(house):
    async with both(house) as (slack, discord):
        await slack.fake.say("subscribe", user_id="UADMIN")
        await settled(slack.fake.views, 0)
        await slack.fake.submit(slack.fake.views[0], {"at": "9h", "zone": "tokyo"}, user="UADMIN")
        await settled(slack.fake.views, 1)
        await slack.fake.submit(slack.fake.views[-1], user="UADMIN")
        await settled(slack.fake.answers, 0)

        discord.fake.rights = MANAGE_SERVER
        await discord.fake.say("subscribe")
        await settled(discord.fake.modals, 0)
        await discord.fake.submit(discord.fake.modals[0]["custom_id"], at="9h", zone="tokyo")
        await settled(discord.fake.answers, 0)
        keep = [id_ for body in discord.fake.answers for id_ in buttons(body["components"]) if "keep" in id_]
        before = len(discord.fake.answers)
        await discord.fake.press(keep[0], private=True)
        await settled(discord.fake.answers, before)

    kept = await house.store.read(subscriptions.saved)
    assert sorted((str(one.platform), one.channel) for one in kept) == [("discord", "400"), ("slack", "C1")]
    assert {(one.at, one.zone, one.themes, one.days) for one in kept} == {
        ("09:00", "Asia/Tokyo", kept[0].themes, kept[0].days)
    }


def buttons(components):
    return [component["custom_id"] for component in walk(components) if component.get("custom_id")]
