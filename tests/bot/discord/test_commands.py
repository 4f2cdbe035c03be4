"""Slash commands, forms and buttons as members use them, against a simulated Discord that keeps its rules."""

import json
import re
from contextlib import asynccontextmanager
from dataclasses import replace

import discord
import pytest
import simcord

from bot.commands import WORDS
from bot.discord import vocabulary
from bot.discord.answers import Answers
from bot.discord.client import DiscordChat
from bot.discord.commands import French, command_group
from bot.discord.forms import modal_of
from digest.model.place import Platform
from digest.store import choices, subscriptions
from tests.bot.answering import Answering


class Server:
    """A server with a channel, an admin and a member."""

    def __init__(self, env, chat):
        self.env = env
        self.chat = chat
        guild = env.create_guild()
        self.channel = guild.create_text_channel("news")
        self.member = guild.add_member(env.create_user("alice"))
        manager = guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
        self.admin = guild.add_member(env.create_user("bob"), roles=[manager])

    async def restart(self, answerer):
        """Stop the bot, and start another one of the same token."""
        again = DiscordChat(token="token")
        again.attend(answerer)
        await self.env.restart_bot(again.client)


@asynccontextmanager
async def server_of(answerer):
    """A server whose bot answers with this; opened in the test itself, as the simulator asks."""
    chat = DiscordChat(token="token")
    chat.attend(answerer)
    # Its five seconds are short for a chart, whose child has to come up first, on a machine that is busy.
    async with simcord.run(chat.client, settle_timeout=60) as env:
        yield Server(env, chat)


def button(message, says):
    """Return the id of a message's first button that says this."""
    return re.search(rf'"custom_id": "(say:{says}[^"]*)"', shown(message))[1]


def shown(message):
    return json.dumps(message.components, ensure_ascii=False)


async def test_a_member_s_word_is_answered_for_them_alone(house):
    async with server_of(house.commands) as server:
        result = await server.member.slash(server.channel, "parallax today", theme="talent")

        assert result.acknowledged
        assert result.ephemeral
        assert "Digest" in shown(result.response)


async def test_every_word_of_the_vocabulary_is_answered(house):
    async with server_of(house.commands) as server:
        given = {
            "search": {"query": "nvidia"}, "figures": {"query": "nvidia"}, "suggest": {"url": "https://example.org"},
            **dict.fromkeys(("story", "compare", "why"), {"id": await house.story("Nvidia")}),
        }  # fmt: skip
        for spoken in vocabulary.VOCABULARY:
            if spoken.word not in ("subscribe", "settings"):
                result = await server.admin.slash(
                    server.channel, f"parallax {spoken.word}", **given.get(spoken.word, {})
                )
                assert shown(result.response), spoken.word


async def test_while_one_types_themes_outlets_actors_and_recent_stories_are_offered(house):
    async with server_of(house.commands) as server:

        async def offered(word, option, typed, **filled):
            return await server.member.autocomplete(
                server.channel, f"parallax {word}", option, typed, **filled
            )

        assert {"name": "Talent", "value": "talent"} in await offered("today", "theme", "tal")
        assert any(c["value"] == "scmp.com" for c in await offered("search", "outlet", "scmp", query="x"))
        assert any(c["value"] == "huawei" for c in await offered("search", "actor", "huaw", query="x"))
        assert (await offered("feeds", "feed", "scmp"))[0]["value"].startswith("scmp")
        stories = await offered("story", "id", "nvidia")
        assert 1 <= len(stories) <= 25
        assert await house.story("Nvidia") in [c["value"] for c in stories]
        assert all(1 <= len(c["name"]) <= 100 for c in stories)


@pytest.mark.parametrize(
    ("word", "option", "typed", "filled"),
    [
        ("story", "id", "nvidia", {}),
        ("compare", "id", "nvidia", {}),
        ("search", "outlet", "south china", {"query": "china"}),
    ],
)
async def test_what_was_offered_is_understood_by_its_name_too(house, word, option, typed, filled):
    """Clients send the name in the place of the value: discord-api-docs#7206."""
    async with server_of(house.commands) as server:
        command = f"parallax {word}"
        [chosen, *_] = await server.member.autocomplete(server.channel, command, option, typed, **filled)
        by_value, by_name = [
            await server.member.slash(server.channel, command, **filled, **{option: said})
            for said in (chosen["value"], chosen["name"])
        ]

        assert chosen["name"] != chosen["value"]
        assert shown(by_name.response) == shown(by_value.response)


async def test_a_button_is_answered_after_a_restart_too(house):
    async with server_of(house.commands) as server:
        today = await server.member.slash(server.channel, "parallax today")
        await server.restart(house.commands)

        result = await server.member.click(today.response, custom_id=button(today.response, "story:"))

        assert result.followups[0].ephemeral
        assert "Compare" in shown(result.followups[0])


async def test_an_answer_is_shared_with_the_channel_by_a_button(house):
    async with server_of(house.commands) as server:
        asked = await server.member.slash(server.channel, "parallax figures", query="nvidia")

        result = await server.member.click(asked.response, label="Share with the channel")

        assert not result.followups[0].ephemeral
        assert "593" in shown(result.followups[0])


async def test_a_subscription_is_filled_in_in_two_steps_previewed_and_kept(house):
    async with server_of(house.commands) as server:
        form = await server.admin.slash(server.channel, "parallax subscribe")
        preview = await server.admin.submit_modal(
            form,
            {"themes": ["talent"], "at": "7:30", "zone": "Europe/Paris", "days": ["mon"], "stories": ["5"]},
        )
        more = await server.admin.click(
            preview.response, custom_id=button(preview.response, "subscribe:part 1")
        )
        again = await server.admin.submit_modal(
            more, {"voice": ["en"], "layout": ["thread"], "edition": ["weekly"]}
        )
        kept = await server.admin.click(again.response, custom_id=button(again.response, "subscribe:keep"))

        (chosen,) = [one for one in await house.store.read(subscriptions.saved) if one.platform == "discord"]
        assert (chosen.themes, chosen.at, chosen.zone, chosen.days) == (
            ("talent",),
            "07:30",
            "Europe/Paris",
            ("mon",),
        )
        assert (chosen.stories, chosen.layout, chosen.edition) == (5, "thread", "weekly")
        assert (chosen.team, chosen.channel) == (str(server.admin.guild.id), str(server.channel.id))
        assert kept.acknowledged


@pytest.mark.parametrize("word", ["subscribe", "settings"])
async def test_a_member_may_not_change_what_a_channel_gets(house, word):
    async with server_of(house.commands) as server:
        result = await server.member.slash(server.channel, f"parallax {word}")

        assert result.modal is None
        assert "manage the server" in shown(result.response).lower()


async def test_a_digest_is_stopped_by_a_word_too(house):
    async with server_of(house.commands) as server:
        form = await server.admin.slash(server.channel, "parallax subscribe")
        preview = await server.admin.submit_modal(
            form,
            {"themes": ["talent"], "at": "7:30", "zone": "Europe/Paris", "days": ["mon"], "stories": ["5"]},
        )
        await server.admin.click(preview.response, custom_id=button(preview.response, "subscribe:keep"))
        offered = await server.admin.autocomplete(server.channel, "parallax settings", "action", "")

        stopped = await server.admin.slash(server.channel, "parallax settings", action=offered[0]["value"])

        assert [choice["value"] for choice in offered] == ["stop", "forget"]
        assert "gets no digest any more" in shown(stopped.response)


async def test_a_member_may_not_use_an_admin_s_button(house):
    async with server_of(house.commands) as server:
        form = await server.admin.slash(server.channel, "parallax subscribe")
        await server.admin.submit_modal(
            form, {"themes": ["talent"], "at": "08:00", "zone": "UTC", "days": ["mon"], "stories": ["5"]}
        )

        result = await server.member.slash(server.channel, "parallax mute", what="huawei")

        assert "manage the server" in shown(result.response).lower()
        assert not (
            await house.store.read(choices.muted, f"discord:{server.member.guild.id}:{server.channel.id}")
        ).actors


@pytest.mark.parametrize("voice", ["en", "fr"])
async def test_what_a_form_asks_is_said_whole(house, voice):
    answer = await house.admin("subscribe", fields={"voice": (voice,)}, platform=Platform.DISCORD)
    await house.admin(answer.confirm.word, answer.confirm.argument, platform=Platform.DISCORD)

    form = (await house.admin("settings", platform=Platform.DISCORD)).form

    for at, part in enumerate(form.parts):
        shown_part = modal_of(replace(form, opens_at=at), "1", None)
        assert [label["label"] for label in shown_part["components"]] == [one.label for one in part.fields]


# ---- what Discord is given ----


async def payload():
    client = discord.Client(intents=discord.Intents(guilds=True))
    tree = discord.app_commands.CommandTree(client)
    await tree.set_translator(French())
    tree.add_command(command_group(Answers(client, Answering)))
    (group,) = [await c.get_translated_payload(tree, tree.translator) for c in tree.get_commands()]
    return group


async def test_names_and_descriptions_are_in_english_and_french_and_within_the_limits():
    group = await payload()

    texts = 0
    for one in [group, *group["options"], *(o for word in group["options"] for o in word.get("options", []))]:
        assert 1 <= len(one["name"]) <= 32
        assert 1 <= len(one["description"]) <= 100
        assert 1 <= len(one["description_localizations"]["fr"]) <= 100
        french = one.get("name_localizations", {}).get("fr", one["name"])
        assert 1 <= len(french) <= 32
        assert french == french.lower()
        assert all(sign.isalnum() or sign in "-_" for sign in french)
        texts += max(len(one["name"]), len(french)) + len(one["description_localizations"]["fr"])
    assert len(group["options"]) <= 25
    assert texts <= 8_000


async def test_the_words_are_those_of_the_core():
    assert {spoken.word for spoken in vocabulary.VOCABULARY} == set(WORDS)


async def test_commands_are_for_servers_and_direct_messages_with_the_bot():
    group = await payload()

    assert group["contexts"] == [0, 1]
    assert group["integration_types"] == [0]


async def test_options_become_what_would_have_been_typed():
    words = {spoken.word: spoken for spoken in vocabulary.VOCABULARY}

    assert words["search"].text({"query": "chips", "since": "7d", "actor": 'SK "Hynix"'}) == (
        'chips since:"7d" actor:"SK  Hynix"'
    )
    assert words["mute"].text({"lift": "actor:huawei"}) == "off actor:huawei"
    # One word at a time: together they would be a term that nobody writes.
    assert words["mute"].text({"what": "nvidia", "lift": "actor:huawei"}) == "off actor:huawei"
    assert words["today"].text({}) == ""
    assert words["search"].text({"theme": "talent", "query": "chips"}) == 'chips theme:"talent"'
    assert words["follow"].text({"target": "huawei"}) == "huawei"
