"""Posts in forums: with the tags that the forum has, and found again when the answer to one was lost."""

from dataclasses import replace

import aiohttp
import pytest

from bot.chat import Body, Target
from bot.discord import calls
from bot.discord.client import DiscordChat
from bot.discord.render import render
from bot.discord.request import keyed
from bot.post import deliver
from digest.errors import DeliveryError, Failure
from digest.model.place import Platform
from digest.tell.message import Message, Paragraph, Text
from tests.bot.discord.test_client import HELLO, NEWS
from tests.waiting import until

TAGS = [
    {"id": id_, "name": name, "moderated": name == "Rules", "emoji_id": None, "emoji_name": None}
    for id_, name in (("9", "Rules"), ("1", "Chips"), ("2", "Talent"))
]
FORUM, INSISTS_ON_A_TAG = 15, 1 << 4
READ_MESSAGE_HISTORY = 1 << 16


def said(text: str) -> Body:
    [body] = render(Message("", (Paragraph((Text(text),)),)))
    return body


@pytest.mark.parametrize(
    ("wanted", "flags", "applied"),
    [
        (("talent", "Nowhere"), 0, ["2"]),
        # Only moderators give this one.
        (("Nowhere", "rules"), 0, []),
        (("Nowhere", "rules"), INSISTS_ON_A_TAG, ["1"]),
    ],
)
@pytest.mark.parametrize("told_by", ["gateway", "Discord when it is asked"])
async def test_a_post_has_the_tags_that_its_forum_has_and_one_where_it_insists(
    discord_, bot, answering, told_by, wanted, flags, applied
):
    forum = {"type": FORUM, "available_tags": TAGS, "flags": flags}
    if told_by == "gateway":
        await discord_.join("700", **forum)
        await until(lambda: (Platform.DISCORD, "700") in answering.came_teams)
    else:
        discord_.channels["4700"] = forum

    posted = await bot.chat.post(
        Target("4700", title="A story", tags=wanted), bot.chat.render(HELLO)[0], key="k"
    )

    assert discord_.posted[0]["tags"] == applied
    assert discord_.threads == {posted.message_id: "A story"}


async def test_no_post_is_opened_in_a_channel_that_is_no_forum(discord_, bot):
    """Discord would open a thread there without the message, which nobody sees."""
    discord_.channels["500"] = {"type": 0}
    for channel in ("400", "500"):
        with pytest.raises(DeliveryError) as raised:
            await bot.chat.post(Target(channel, title="A story"), said("Told."), key="k")
        assert raised.value.failure is Failure.CHANNEL

    assert discord_.posted == []
    assert discord_.threads == {}


async def test_a_message_for_a_forum_is_the_channel_s_fault(discord_, bot):
    discord_.channels["4700"] = {"type": FORUM}

    with pytest.raises(DeliveryError) as raised:
        await bot.chat.post(Target("4700"), said("Told."), key="k")

    assert raised.value.failure is Failure.CHANNEL


async def test_a_post_is_opened_once_where_discord_s_server_fails_after_it(discord_, bot):
    """It has no nonce, and the library would open it again."""
    discord_.channels["4700"] = {"type": FORUM}
    discord_.faults = ["kept 500"]

    with pytest.raises(DeliveryError, match="500") as raised:
        await bot.chat.post(Target("4700", title="A story"), said("Told."), key="k")

    assert raised.value.failure is Failure.UNCERTAIN
    assert len(discord_.posted) == 1


async def test_a_command_of_one_shot_links_to_its_server_too(discord_):
    """It opens no gateway, which would tell whose a channel is."""
    chat = DiscordChat(token="token")
    await chat.log_in()

    posted = [await chat.post(NEWS, said(text), key=text) for text in ("First.", "Second.")]
    direct = await chat.post(Target("@300"), said("Told."), key="direct")
    discord_.channels.clear()
    unknown = await chat.post(Target("401"), said("Told."), key="unknown")
    await chat.close()

    assert [one.link for one in posted] == [
        f"https://discord.com/channels/200/400/{one.message_id}" for one in posted
    ]
    assert direct.link == f"https://discord.com/channels/@me/9300/{direct.message_id}"
    assert unknown.link is None


@pytest.mark.parametrize("left_out", ["", ":"])
async def test_a_post_whose_answer_was_lost_is_found_by_its_key_whatever_its_name_is(discord_, bot, left_out):
    """The gateway may have been lost with the answer, and a story has the same name on two days."""
    discord_.channels["4700"] = {"type": FORUM}
    discord_.names_lose = left_out
    target = Target("4700", title="A story: told")
    discord_.faults = ["lost"]
    with pytest.raises(DeliveryError):
        await bot.chat.post(target, said("Told."), key="k")

    found = await bot.chat.find(target, key="k")

    assert found is not None
    assert found.message_id == discord_.posted[0]["id"]
    assert await bot.chat.find(target, key="other") is None


async def test_a_post_is_looked_for_past_others_whose_message_was_deleted(discord_, bot):
    discord_.channels["4700"] = {"type": FORUM}
    target = Target("4700", title="A story")
    first = await bot.chat.post(target, said("Told."), key="k")
    emptied = await bot.chat.post(target, said("Told again."), key="other")
    discord_.delete_message(emptied.message_id)

    assert await bot.chat.find(target, key="k") == first


async def test_of_two_messages_that_say_the_same_the_one_with_the_key_is_found(discord_, bot):
    for key in ("first", "second"):
        await bot.chat.post(NEWS, said("Feed x is gone."), key=key)

    found = await bot.chat.find(NEWS, key="first")

    assert found is not None
    assert found.message_id == discord_.posted[0]["id"]
    assert await bot.chat.find(NEWS, key="third") is None


@pytest.mark.parametrize("where", ["channel", "thread", "forum"])
async def test_an_edit_says_anew_what_a_message_said_wherever_it_stands(discord_, bot, where):
    discord_.channels["4700"] = {"type": FORUM}
    first = await bot.chat.post(NEWS, said("A story"), key="first")
    thread = Target("400", thread=first.message_id, title="A story")
    target = {"channel": NEWS, "thread": thread, "forum": Target("4700", title="A story")}[where]
    posted = await bot.chat.post(target, said("Told."), key="k")

    await bot.chat.edit(target, posted.message_id, said("Corrected."), key="k")

    [edited] = discord_.edited
    assert edited == {**keyed(said("Corrected."), "k"), "id": posted.message_id}


async def test_a_message_is_found_that_was_edited_and_stands_behind_many(discord_, bot):
    posted = await bot.chat.post(NEWS, said("Told."), key="k")
    await bot.chat.edit(NEWS, posted.message_id, said("Corrected."), key="k")
    for number in range(120):
        discord_.stands("400", said(f"{number}."))

    assert await bot.chat.find(NEWS, key="k") == posted


async def test_what_another_bot_posted_under_the_same_key_is_not_ours(discord_, bot):
    discord_.stands("400", keyed(said("Told."), "k"), author="999")

    assert await bot.chat.find(NEWS, key="k") is None


async def test_a_channel_that_may_not_be_read_is_not_taken_for_an_empty_one(discord_, bot):
    assert await bot.chat.find(NEWS, key="k") is None

    await bot.chat.post(NEWS, said("Told."), key="k")
    discord_.everyone_may = str(int(discord_.everyone_may) & ~READ_MESSAGE_HISTORY)

    with pytest.raises(DeliveryError, match="Missing Access") as raised:
        await bot.chat.find(NEWS, key="k")
    assert raised.value.failure is Failure.CHANNEL


async def test_a_post_that_was_deleted_says_nothing_of_its_forum(discord_, bot):
    discord_.channels["4700"] = {"type": FORUM}
    target = Target("4700", title="A story")
    posted = await bot.chat.post(target, said("Told."), key="k")
    discord_.delete_thread(posted.message_id)

    for correct in (
        bot.chat.edit(target, posted.message_id, said("Corrected."), key="k"),
        bot.chat.post(replace(target, thread=posted.message_id), said("What changed."), key="other"),
    ):
        with pytest.raises(DeliveryError) as raised:
            await correct
        assert raised.value.failure is Failure.MESSAGE


async def test_a_thread_that_was_deleted_says_nothing_of_its_channel(discord_, bot):
    """Discord opens no second thread under a message."""
    posted = await bot.chat.post(NEWS, said("Told."), key="k")
    target = replace(NEWS, thread=posted.message_id, title="A story")
    detail = await bot.chat.post(target, said("Detail."), key="detail")
    discord_.faults = ["gone", "gone"]

    with pytest.raises(DeliveryError) as raised:
        await bot.chat.post(target, said("What changed."), key="other")
    assert raised.value.failure is Failure.MESSAGE

    discord_.delete_thread(posted.message_id)
    with pytest.raises(DeliveryError) as raised:
        await bot.chat.edit(target, detail.message_id, said("Corrected."), key="detail")
    assert raised.value.failure is Failure.MESSAGE


async def test_what_stands_in_an_archived_thread_is_edited_all_the_same(discord_, bot):
    posted = await bot.chat.post(NEWS, said("Told."), key="k")
    target = replace(NEWS, thread=posted.message_id, title="A story")
    detail = await bot.chat.post(target, said("Detail."), key="detail")
    discord_.archived.add(posted.message_id)

    await bot.chat.edit(target, detail.message_id, said("Corrected."), key="detail")

    assert [one["id"] for one in discord_.edited] == [detail.message_id]

    discord_.archived.add(posted.message_id)
    discord_.is_locked = True
    with pytest.raises(DeliveryError) as raised:
        await bot.chat.edit(target, detail.message_id, said("Corrected again."), key="detail")
    assert raised.value.failure is Failure.MESSAGE


async def test_nothing_stands_in_a_thread_that_is_not_open_yet(discord_, bot):
    posted = await bot.chat.post(NEWS, said("Told."), key="k")
    target = replace(NEWS, thread=posted.message_id, title="A story")

    assert await bot.chat.find(target, key="detail") is None

    detail = await bot.chat.post(target, said("Detail."), key="detail")
    assert await bot.chat.find(target, key="detail") == detail


async def test_in_direct_messages_which_have_no_threads_a_reply_names_the_message_that_it_answers(
    discord_, bot
):
    person = Target("@300")
    told = await bot.chat.post(person, said("Told."), key="k")
    beneath = replace(person, thread=told.message_id)

    reply = await bot.chat.post(beneath, said("Corrected."), key="reply")

    assert discord_.posted[1]["message_reference"]["message_id"] == told.message_id
    assert discord_.channel_of[reply.message_id] == discord_.channel_of[told.message_id]
    assert await bot.chat.find(beneath, key="reply") == reply


async def test_a_person_s_direct_messages_are_opened_once_for_all_that_is_posted_there(discord_, bot):
    for key in ("one", "two"):
        await bot.chat.post(Target("@300"), said("Told."), key=key)
    await bot.chat.find(Target("@300"), key="two")
    await bot.chat.post(Target("@301"), said("Told."), key="three")

    assert discord_.opened == ["300", "301"]


async def test_a_look_that_hangs_ends_soon(discord_, bot, monkeypatch):
    monkeypatch.setattr(calls, "_TIMEOUT", aiohttp.ClientTimeout(total=0.2))
    discord_.history_hangs = True

    with pytest.raises(DeliveryError) as raised:
        await bot.chat.find(NEWS, key="k")

    assert raised.value.failure is Failure.UNCERTAIN


async def test_the_library_is_never_cut_off_while_it_sleeps():
    """Of a limit on the whole bot it would let nothing through after that."""
    sleeps = DiscordChat(token="token").client.http.max_ratelimit_timeout

    # Once before the request, and after each of its five tries.
    assert 6 * sleeps < deliver.POST_TIMEOUT_S
