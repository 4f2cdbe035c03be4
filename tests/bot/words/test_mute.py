"""What a channel hears no more of."""

import pytest

from digest.model.subscription import Mute
from digest.store import choices
from digest.tell.message import Bullets, Card, Text
from tests.bot.conftest import pressed, said


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("scmp.com", "outlet:scmp.com"),
        ("https://www.unknown-site.example/feed", "outlet:unknown-site.example"),
        ("outlet:bloomberg", "outlet:bloomberg.com"),
        ("domain:example.org", "outlet:example.org"),
        ("acteur:huawei", "actor:huawei"),
        ("South China Morning Post", "outlet:scmp.com"),
        ("south china morning post", "outlet:scmp.com"),
        ("Wired", "outlet:wired.com"),
        ("time", "term:time"),
        ("华为", "actor:huawei"),
        ("OpenAI", "actor:openai"),
        ("term:huawei", "term:huawei"),
        ("gift guide", "term:gift guide"),
        ('"horoscope"', "term:horoscope"),
    ],
)
async def test_what_is_muted_is_told_by_its_kind_and_can_be_lifted(house, typed, kept):
    await house.admin("mute", typed)
    kind, _, target = kept.partition(":")
    muted = await house.store.read(choices.muted, "slack:C1")
    assert target in getattr(muted, f"{kind}s")

    assert "is muted here already" in said(await house.admin("mute", typed))
    await house.admin("mute", f"off {typed}")
    assert await house.store.read(choices.muted, "slack:C1") == type(muted)()


async def test_what_the_file_mutes_is_told_where_the_channels_own_is_and_is_left_to_the_file(house):
    everywhere = (
        "Muted in every channel, by the configuration file: the outlet tabloid.example, the term “astrology”"
    )

    for typed in ("tabloid.example", "off tabloid.example", "off term:astrology"):
        assert "is muted in every channel by the configuration file" in said(await house.admin("mute", typed))
    assert await house.store.read(choices.muted, "slack:C1") == Mute()
    for word in ("mute", "status"):
        assert everywhere in said(await house.admin(word))
    await house.admin("mute", "scmp.com")
    for word in ("mute", "status"):
        assert everywhere in said(await house.admin(word))


async def test_an_outlet_that_nobody_knows_is_not_muted(house):
    answer = said(await house.admin("mute", "outlet:bloombrg"))

    assert "Did you mean “bloomberg.com”?" in answer
    assert not (await house.store.read(choices.muted, "slack:C1")).outlets


@pytest.mark.parametrize("typed", ['""', "“ ”", 'term:""'])
async def test_whoever_mutes_nothing_is_told_what_to_write(house, typed):
    assert "Write `mute` and an outlet, an actor or a term" in said(await house.admin("mute", typed))
    assert await house.store.read(choices.muted, "slack:C1") == Mute()


@pytest.mark.parametrize("typed", ["off", "OFF ", "lift", "unmute"])
async def test_whoever_lifts_nothing_is_shown_what_is_muted(house, typed):
    await house.admin("mute", "scmp.com")
    answer = await house.admin("mute", typed)

    assert "Muted in this channel: the outlet scmp.com" in said(answer)
    assert Bullets(((Text("the outlet scmp.com"),),)) in answer.message.blocks
    assert pressed(answer, "Unmute the outlet scmp.com") == ("mute", "off outlet:scmp.com")
    assert not (await house.store.read(choices.muted, "slack:C1")).terms


async def test_a_muted_actor_is_not_told_to_this_channel_and_is_to_others(house):
    before = said(await house.ask("today"))
    assert "Nvidia" in before

    await house.admin("mute", "nvidia")

    cards = [b.title.text for b in (await house.ask("today")).message.blocks if isinstance(b, Card)]
    assert cards
    assert not any("Nvidia" in title for title in cards)
    assert said(await house.ask("today", channel="C2")) == before
