"""The real slack-bolt against a Slack on loopback."""

import asyncio

import pytest

from bot.chat import Target
from bot.slack.client import SlackChat
from bot.slack.installs import SCOPES
from bot.slack.request import request
from digest.errors import DeliveryError, Failure
from digest.tell.message import Heading, Message, Paragraph, Text
from tests.bot.answering import Answering
from tests.fakes.slack import TALK
from tests.waiting import until

C1 = Target("C1")
HELLO = Message("Hello", (Heading("Hello"), Paragraph((Text("World"),))))


@pytest.fixture
async def chat(slack):
    made = SlackChat(bot_token="xoxb-1", app_token="xapp-1", api_url=f"{slack.url}/api/")
    yield made
    await made.close()


async def post(chat, key="k1"):
    return await chat.post(C1, chat.render(HELLO)[0], key=key)


async def test_what_is_posted_is_exactly_what_is_printed(chat, slack):
    posted = await post(chat)

    body = chat.render(HELLO)[0]
    assert slack.posted[0] == {**request("C1", body, "k1"), "ts": posted.message_id}
    assert slack.posted[0]["unfurl_links"] is False
    assert posted.link.startswith("https://team.example.com/")


@pytest.mark.parametrize(("to", "channel"), [("C1", "C1"), ("@U1", "DU1")])
async def test_an_edit_says_anew_what_a_message_said(chat, slack, to, channel):
    posted = await chat.post(Target(to), chat.render(HELLO)[0], key="k1")
    [corrected] = chat.render(Message("Corrected", (Heading("Corrected"),)))

    await chat.edit(Target(to), posted.message_id, corrected, key="k1")

    [updated] = slack.updated
    assert (updated["channel"], updated["ts"]) == (channel, posted.message_id)
    assert (updated["text"], updated["blocks"]) == (corrected["text"], corrected["blocks"])
    assert not [name for name in updated if name.startswith("unfurl_")]
    # Of an edit Slack would otherwise read names and addresses into the text, as of what a person types.
    assert updated["parse"] == "none"


async def test_a_lost_answer_is_uncertain_and_found_again_by_its_key(chat, slack):
    slack.faults = ["lost"]

    with pytest.raises(DeliveryError) as raised:
        await post(chat)

    assert raised.value.failure is Failure.UNCERTAIN
    assert len(slack.posted) == 1
    assert (await chat.find(C1, key="k1")).message_id == slack.posted[0]["ts"]
    assert await chat.find(C1, key="other") is None


@pytest.mark.parametrize("channel", ["C1", "G1", TALK, "@U1"])
async def test_what_stands_there_may_be_looked_for_wherever_we_post(chat, slack, channel):
    slack.scopes = ",".join(SCOPES)
    target = Target(channel)
    posted = await chat.post(target, chat.render(HELLO)[0], key="k1")

    assert await chat.find(target, key="k1") == posted


async def test_a_reply_is_looked_for_in_its_thread(chat):
    root = await post(chat)
    thread = Target("C1", thread=root.message_id)
    reply = await chat.post(thread, chat.render(HELLO)[0], key="reply")

    assert await chat.find(thread, key="reply") == reply


@pytest.mark.parametrize("refused", [None, "cant_delete_message"])
async def test_a_reply_to_what_was_deleted_is_taken_back(chat, slack, refused):
    """Slack refuses no such reply, and shows it in the channel."""
    root = await post(chat)
    slack.delete(root.message_id)
    if refused:
        slack.refuses["chat.delete"] = refused

    with pytest.raises(DeliveryError, match="was deleted") as raised:
        await chat.post(Target("C1", thread=root.message_id), chat.render(HELLO)[0], key="reply")

    assert raised.value.failure is Failure.MESSAGE
    assert len(slack.posted) == (refused is not None)


async def test_a_message_is_found_that_stands_behind_many(chat, slack):
    posted = await post(chat)
    [body] = chat.render(HELLO)
    slack.posted += [request("C1", body, f"later {number}") | {"ts": f"9.{number}"} for number in range(250)]

    assert await chat.find(C1, key="k1") == posted


async def test_a_message_is_found_where_slack_tells_few_at_once_and_asks_us_to_wait_for_more(chat, slack):
    """As of an app that many workspaces install from outside its marketplace: 15 a minute."""
    posted = await post(chat)
    [body] = chat.render(HELLO)
    slack.posted += [request("C1", body, f"later {number}") | {"ts": f"9.{number}"} for number in range(20)]
    slack.reads_at_most, slack.reads_every_s = 15, 1

    assert await chat.find(C1, key="k1") == posted


async def test_a_look_that_is_to_wait_for_more_loses_its_turn_to_no_other_of_its_workspace(chat, slack):
    posted = await post(chat)
    [body] = chat.render(HELLO)
    slack.posted += [request("C1", body, f"later {number}") | {"ts": f"9.{number}"} for number in range(20)]
    # It asks for waits of whole seconds, and so for longer ones than it takes.
    slack.reads_at_most, slack.reads_every_s = 15, 1.2
    looking = asyncio.create_task(chat.find(C1, key="k1"))
    await until(lambda: slack.called.count(("conversations.history", "T1")) == 2)

    refused = []
    while not looking.done():
        try:
            await chat.find(Target("C2"), key="k2")
        except DeliveryError as error:
            refused.append((error.failure, error.retry_after > 0))
        await asyncio.sleep(0.02)

    assert await looking == posted
    assert set(refused) == {(Failure.WAIT, True)}
    await asyncio.sleep(1.2)
    assert await chat.find(Target("C2"), key="k1") == posted


async def test_where_no_request_could_leave_nothing_is_to_be_looked_for(unused_tcp_port):
    chat = SlackChat(bot_token="xoxb-1", app_token="xapp-1", api_url=f"http://127.0.0.1:{unused_tcp_port}/")

    with pytest.raises(DeliveryError) as raised:
        await post(chat)
    await chat.close()

    assert raised.value.failure is Failure.UNREACHED


async def test_what_another_app_posted_under_the_same_key_is_not_ours(chat, slack):
    slack.posted.append(request("C1", chat.render(HELLO)[0], "k1") | {"ts": "1.1", "bot_id": "B2"})

    assert await chat.find(C1, key="k1") is None


async def test_where_only_looking_is_forbidden_it_stays_signed_in(chat, slack):
    await chat.log_in()
    slack.refuses["conversations.history"] = "missing_scope"

    with pytest.raises(DeliveryError, match="missing_scope"):
        await chat.find(C1, key="k1")

    assert chat.health() is None


@pytest.mark.parametrize(
    ("fault", "failure", "retry_after"),
    [
        ("429", Failure.WAIT, 7),
        ("500", Failure.UNCERTAIN, 0),
        ("channel_not_found", Failure.CHANNEL, 0),
        ("is_archived", Failure.CHANNEL, 0),
        ("token_revoked", Failure.TOKEN, 0),
        ("msg_too_long", Failure.MESSAGE, 0),
        ("restricted_action_thread_locked", Failure.MESSAGE, 0),
        ("restricted_action_thread_only_channel", Failure.CHANNEL, 0),
        ("message_limit_exceeded", Failure.UNKNOWN, 0),
        ("team_added_to_org", Failure.TOKEN, 0),
        ("fatal_error", Failure.UNCERTAIN, 0),
        ("something_new", Failure.UNKNOWN, 0),
    ],
)
async def test_each_refusal_is_told_apart(chat, slack, fault, failure, retry_after):
    slack.faults = [fault]

    with pytest.raises(DeliveryError) as raised:
        await post(chat)

    assert (raised.value.failure, raised.value.retry_after) == (failure, retry_after)


async def test_a_command_is_acknowledged_and_then_answered(chat, slack):
    answering = Answering()
    await chat.start(answering)
    await asyncio.wait_for(slack.connected.wait(), 30)

    envelope = await slack.say("search chips since:7d")
    await until(lambda: slack.answers and slack.acks)

    assert [ack["envelope_id"] for ack in slack.acks] == [envelope]
    assert (answering.asked[0].word, answering.asked[0].text) == ("search", "chips since:7d")
    assert slack.answers[0]["response_type"] == "ephemeral"
    assert chat.health() is None


async def test_a_button_says_its_word(chat, slack):
    answering = Answering()
    await chat.start(answering)
    await asyncio.wait_for(slack.connected.wait(), 30)

    await slack.press("story 3f2a")
    await until(lambda: slack.answers)

    assert (answering.asked[0].word, answering.asked[0].text) == ("story", "3f2a")


async def test_a_repeated_event_is_answered_once(chat, slack):
    answering = Answering()
    await chat.start(answering)
    await asyncio.wait_for(slack.connected.wait(), 30)

    await slack.say("help", trigger_id="same")
    await slack.say("help", trigger_id="same")
    await until(lambda: len(slack.acks) == 2)
    await slack.say("help")
    await until(lambda: len(slack.answers) == 2)

    assert len(answering.asked) == 2


async def test_a_socket_that_slack_closes_is_opened_again(chat, slack):
    answering = Answering()
    await chat.start(answering)
    await asyncio.wait_for(slack.connected.wait(), 30)

    await slack.drop()
    await asyncio.wait_for(slack.connected.wait(), 30)
    await slack.say("help")
    await until(lambda: slack.answers)

    assert answering.asked[0].word == "help"


async def test_where_the_address_of_a_socket_leads_nowhere_another_is_asked_for(slack, monkeypatch):
    monkeypatch.setattr("bot.slack.client._PATIENCE_S", (0.05,))
    monkeypatch.setattr("bot.slack.socket.OPEN_S", 0.5)
    chat = SlackChat(bot_token="xoxb-1", app_token="xapp-1", api_url=f"{slack.url}/api/")
    slack.dead_links = 1
    await chat.start(Answering())
    assert "cannot be reached" in chat.health()

    await until(lambda: chat.health() is None)
    slack.dead_links = 1
    await slack.drop()
    await until(lambda: slack.dead_links == 0)
    await until(lambda: chat.health() is None)
    await chat.close()


async def test_a_socket_that_never_opened_is_closed_with_the_rest(slack):
    chat = SlackChat(bot_token="xoxb-1", app_token="xapp-1", api_url=f"{slack.url}/api/")
    slack.dead_links = 1
    starting = asyncio.create_task(chat.start(Answering()))
    await until(lambda: slack.dead_links == 0)

    starting.cancel()
    await asyncio.gather(starting, return_exceptions=True)
    await chat.close()
    await asyncio.sleep(0)

    assert not any("process_messages" in repr(task) for task in asyncio.all_tasks())


async def test_a_bad_token_is_said_in_words_and_raises_nothing(chat, slack):
    slack.token_is_good = False

    await chat.start(Answering())

    assert "invalid_auth" in chat.health()
    assert "xoxb" not in chat.health()


@pytest.mark.parametrize("kind", ["text/html", "text/plain", "application/json"])
@pytest.mark.parametrize(("status", "uncertain"), [(200, True), (401, False), (503, True)])
async def test_a_page_in_place_of_an_answer_is_a_refusal_that_repeats_nothing_of_what_was_sent(
    chat, slack, caplog, kind, status, uncertain
):
    slack.page_status, slack.page_type = status, kind

    with pytest.raises(DeliveryError) as posting:
        await post(chat)
    with pytest.raises(DeliveryError) as signing_in:
        await chat.log_in()
    await chat.start(Answering())

    said = f"{posting.value} {signing_in.value} {chat.health()} {caplog.text}"
    assert "xoxb-1" not in said
    assert "Traceback" not in said
    assert (posting.value.failure is Failure.UNCERTAIN) == (uncertain or kind == "application/json")


@pytest.mark.parametrize("page", ["[]", "5", '"ok"', "null", "{}", '{"ok": true}', '{"ok": true, "ts": ""}'])
async def test_an_answer_that_names_no_message_is_uncertain(chat, slack, caplog, page):
    slack.page_status, slack.page_type, slack.page = 200, "application/json", page

    with pytest.raises(DeliveryError) as posting:
        await post(chat)
    await chat.start(Answering())

    assert posting.value.failure is Failure.UNCERTAIN
    assert "tried again" in chat.health()
    assert "Traceback" not in caplog.text


async def test_it_connects_when_slack_is_back_from_an_outage_that_it_started_in(slack, monkeypatch):
    monkeypatch.setattr("bot.slack.client._PATIENCE_S", (0.05,))
    chat = SlackChat(bot_token="xoxb-1", app_token="xapp-1", api_url=f"{slack.url}/api/")
    slack.page_status = 503
    await chat.start(Answering())
    assert "503" in chat.health()

    slack.page_status = 0
    await until(lambda: chat.health() is None)
    await chat.close()


async def test_what_slack_calls_an_error_is_said_only_where_it_is_a_word(chat, slack):
    slack.refuses["chat.postMessage"] = "no such token: xoxb-1"

    with pytest.raises(DeliveryError, match="HTTP 200"):
        await post(chat)


async def test_a_token_in_the_environment_is_nothing_to_warn_of(slack, monkeypatch, caplog):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")

    SlackChat(bot_token="xoxb-1", app_token="xapp-1", api_url=f"{slack.url}/api/")

    assert caplog.messages == []
