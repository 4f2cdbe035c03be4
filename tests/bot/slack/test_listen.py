"""What people say, press and fill in on Slack: acknowledged at once, answered once, over a socket and over HTTP."""

import asyncio
import logging
import time
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from aiohttp import ClientError, ClientSession, ServerDisconnectedError

from bot.chat import Answer, Role, Target
from bot.slack.client import SlackChat
from bot.slack.installs import SCOPES
from bot.slack.modal import form_view
from bot.web.server import WebServer
from digest.model.place import Place, Platform
from digest.model.subscription import Layout
from digest.tell.form import Form, OneOf, Option, Part, ServerRole, ShortText, SomeOf, Toggle
from digest.tell.message import Button, Buttons, Card, Heading, Link, Message, Paragraph, Picture, Text
from tests.bot.answering import Answering
from tests.fakes.slack import SIGNING_SECRET, TALK
from tests.waiting import until

SAID = Message("Said", (Heading("Said"), Card(Link("A title", "https://example.org/1"))))
FORM = Form(
    word="subscribe",
    draft="d1",
    title="This channel’s digest",
    parts=(
        Part(
            "When",
            (ShortText("at", "Time", "08:00"), SomeOf("days", "Days", (Option("mon", "Monday"),), ("mon",))),
        ),
        Part(
            "More",
            (
                OneOf("layout", "Layout", (Option("flat", "Flat"),), "flat"),
                Toggle("quiet", "Quiet", True, "Yes"),
            ),
        ),
        Part("Who", (ServerRole("role", "Role"),)),
    ),
    submit="Preview",
    cancel="Cancel",
)
# Slack says so of a file that it has not made a picture of yet, with the status of an address that has expired.
NO_PICTURE_YET = (404, "invalid_blocks")
PREVIEW = Answer(
    Message("Preview", (Heading("Preview"), Buttons((Button("Change: When", "subscribe", "part 0 d2"),)))),
    confirm=Button("Keep it", "subscribe", "keep d2"),
)


@asynccontextmanager
async def listening(slack, answering, *, http=False, **options):
    """Connect to the fake over a socket, or serve it our port."""
    way = {"signing_secret": SIGNING_SECRET} if http else {"app_token": "xapp-1"}
    chat = SlackChat(bot_token="xoxb-1", api_url=f"{slack.url}/api/", **way, **options)
    server = WebServer(chat.routes(), port=0)
    await server.start()
    if http:
        slack.http = f"http://127.0.0.1:{server.port}/slack/events"
    await chat.start(answering)
    if not http:
        await asyncio.wait_for(slack.connected.wait(), 30)
    try:
        yield chat
    finally:
        await chat.close()
        await server.close()


@pytest.fixture
async def answering(slack):
    """Somebody who answers what is said on Slack, over a socket."""
    made = Answering()
    async with listening(slack, made):
        yield made


@pytest.mark.parametrize("http", [False, True])
async def test_a_word_is_acknowledged_before_it_is_answered(slack, http):
    acknowledged = asyncio.Event()

    class Slow(Answering):
        async def answer(self, request):
            await acknowledged.wait()
            return await super().answer(request)

    async with listening(slack, Slow(), http=http):
        envelope = await slack.say("search chips &amp; tools since:7d")
        # Slack waits no longer.
        await until(lambda: slack.acks, seconds=3)
        assert slack.answers == []
        acknowledged.set()
        await until(lambda: slack.answers)

    assert [ack["envelope_id"] for ack in slack.acks] == [envelope]


@pytest.mark.parametrize("http", [False, True])
async def test_no_acknowledgement_is_lost_when_answering_fails(slack, http):
    answering = Answering()
    answering.error = RuntimeError("a bug")
    async with listening(slack, answering, http=http):
        await slack.say("help")
        await slack.press("help")
        await slack.submit({**form_of(slack), "callback_id": "keep:subscribe keep d1"})
        await until(lambda: len(slack.acks) == 3)


@pytest.mark.parametrize(
    ("refused", "channel", "may"),
    [
        ("channel_not_found", "C1", False),
        ("channel_not_found", "D1", True),
        ("missing_scope", "C1", True),
        (None, "C1", True),
        # A public one, which takes what we write all the same.
        (None, "COUT", True),
    ],
)
async def test_whether_we_may_write_where_a_change_is_asked_for_is_asked_of_slack(
    slack, answering, refused, channel, may
):
    if refused:
        slack.refuses["conversations.info"] = refused
    await slack.say("subscribe", channel_id=channel)
    await until(lambda: answering.asked)

    assert [request.may_post for request in answering.asked] == [may]


@pytest.mark.parametrize("channel", ["C1", "G1", "D1", TALK])
async def test_slack_is_asked_about_no_channel_for_which_we_have_no_leave(slack, caplog, channel):
    slack.scopes = ",".join(SCOPES)
    async with listening(slack, Answering()):
        await slack.say("subscribe", channel_id=channel)
        await until(lambda: slack.answers)

    assert "not told" not in caplog.text


def form_of(slack):
    return {**form_view(FORM, "{}"), "id": "V1", "hash": "h1"}


async def test_who_asks_where_is_told_with_the_word(slack, answering):
    await slack.say("  Search   chips  ", channel_id="D1", channel_name="directmessage")
    await until(lambda: answering.asked)

    (asked,) = answering.asked
    assert (asked.word, asked.text, asked.team, asked.channel, asked.user) == (
        "search",
        "chips",
        "T1",
        "D1",
        "U1",
    )
    assert asked.is_direct
    assert asked.layouts == (Layout.FLAT, Layout.THREAD)
    assert asked.is_home
    assert asked.user_name == "ada"


@pytest.mark.parametrize("name", ["privategroup", "mpdm-ada--bob--cat-1"])
async def test_what_slack_calls_a_private_channel_and_shows_nobody_is_not_taken_for_its_name(
    slack, answering, name
):
    await slack.say("themes", channel_id="C7", channel_name=name)
    await until(lambda: answering.asked)

    assert answering.asked[0].channel_name == ""
    assert not answering.asked[0].is_direct


@pytest.mark.parametrize(
    "typed",
    ["search 芯片", "search\u3000芯片", "search\u00a0芯片", "search\n芯片", "/parallax search 芯片"],
)
async def test_a_word_ends_at_any_space_and_may_be_pasted_with_its_command(slack, answering, typed):
    await slack.say(typed)
    await until(lambda: slack.answers)

    assert (answering.asked[0].word, answering.asked[0].text) == ("search", "芯片")


async def test_a_button_says_what_it_was_given_whatever_signs_are_in_it(slack, answering):
    await slack.press("search R&D <50 >20")
    await until(lambda: answering.asked)

    assert [(request.word, request.text) for request in answering.asked] == [("search", "R&D <50 >20")]


async def test_nobody_is_asked_after_for_words_that_are_everyone_s(slack):
    async with listening(slack, Answering()):
        await slack.say("search chips")
        await until(lambda: slack.answers)

    assert "users.info" not in [method for method, _ in slack.called]


@pytest.mark.parametrize(
    ("user", "role"),
    [
        ({}, Role.MEMBER),
        ({"is_admin": True}, Role.ADMIN),
        ({"is_owner": True}, Role.ADMIN),
        ({"is_primary_owner": True}, Role.ADMIN),
        ({"is_restricted": True}, Role.GUEST),
        ({"is_ultra_restricted": True}, Role.GUEST),
        ({"is_stranger": True, "is_admin": True}, Role.GUEST),
        ({"team_id": "T9", "is_admin": True}, Role.GUEST),
        ({"team_id": "T9", "is_admin": True, "enterprise_user": {"teams": ["T9", "T1"]}}, Role.ADMIN),
        ({"team_id": "T1", "is_admin": True, "enterprise_user": {"teams": ["T9"]}}, Role.GUEST),
        ({"deleted": True, "is_admin": True}, Role.GUEST),
    ],
)
async def test_a_role_is_what_slack_says_and_is_asked_for_once(slack, answering, user, role):
    slack.people["U1"] = user
    await slack.say("follow huawei")
    await until(lambda: len(answering.asked) == 1)
    await slack.say("follow nvidia")
    await until(lambda: len(answering.asked) == 2)

    assert [asked.role for asked in answering.asked] == [role, role]
    assert [method for method, _ in slack.called].count("users.info") == 1


@pytest.mark.parametrize(
    ("refused", "role"),
    # Somebody of another company, whom we are not to see, is one whom Slack will not show in a minute either.
    [("missing_scope", None), ("user_not_visible", Role.GUEST), ("user_not_found", Role.GUEST)],
)
async def test_where_slack_will_not_say_nobody_is_anybody(slack, answering, refused, role):
    slack.refuses["users.info"] = refused
    await slack.say("follow huawei")
    await until(lambda: answering.asked)

    assert answering.asked[0].role is role


async def test_members_of_named_user_groups_bear_their_id(slack):
    slack.groups["SDESK"] = ["U1"]
    answering = Answering()
    async with listening(slack, answering, groups=["SDESK", "SOTHER"]):
        for _ in range(2):
            await slack.say("follow huawei")
        await until(lambda: len(answering.asked) == 2)

    assert [request.ranks for request in answering.asked] == [{"SDESK"}] * 2


async def test_that_a_workspace_has_no_such_user_group_is_asked_once(slack):
    answering = Answering()
    async with listening(slack, answering, groups=["SOTHER"]):
        for number in (1, 2):
            await slack.say("follow huawei")
            await until(lambda number=number: len(answering.asked) == number)

    assert [method for method, _ in slack.called].count("usergroups.users.list") == 1


# ---- twice is once --------------------------------------------------------------------------------


@pytest.mark.parametrize("http", [False, True])
async def test_what_slack_sends_again_is_acknowledged_again_and_answered_once(slack, http):
    answering = Answering()
    async with listening(slack, answering, http=http):
        for _ in range(3):
            await slack.say("help", trigger_id="same")
            await slack.press("help", trigger_id="other")
            await slack.happen({"type": "app_uninstalled"}, team="T1", event_id="E1")
        await until(lambda: len(slack.acks) == 9)
        await until(lambda: len(answering.asked) >= 2)
        await asyncio.sleep(0.1)

    assert len(answering.asked) == 2


async def test_unsigned_and_old_requests_are_refused(slack):
    answering = Answering()
    async with listening(slack, answering, http=True):
        body = "command=%2Fparallax&text=help&team_id=T1&trigger_id=x"
        form = "application/x-www-form-urlencoded"
        old = await slack.signed(body, form, age_s=301)
        foreign = await slack.signed(body, form, secret="another")
        # A busy machine may read it seconds after it was signed.
        future = await slack.signed(body, form, age_s=-360)
        good = await slack.signed(body, form, age_s=200)
        await until(lambda: answering.asked)

    assert [status for status, _ in (old, foreign, future, good)] == [401, 401, 401, 200]
    assert len(answering.asked) == 1


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded; charset=no-such", "text=help"),
        ("application/x-www-form-urlencoded; charset=ascii", "text=é"),
        ("application/x-www-form-urlencoded; charset=rot13", "text=help"),
        ("application/x-www-form-urlencoded", "payload={"),
        ("application/x-www-form-urlencoded", "payload=[]"),
        ("application/x-www-form-urlencoded", f"payload={'[' * 5000}"),
        ("application/json", '{"authorizations": 1}'),
        ("application/json", '{"authorizations": {"a": 1}}'),
    ],
)
async def test_a_stranger_s_request_that_cannot_be_read_is_refused_and_no_bug(slack, caplog, kind, body):
    async with listening(slack, Answering(), http=True):
        status, _ = await slack.signed(body, kind, secret="another")

    assert status in (400, 401)
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize(
    ("at", "signature"),
    [("soon", "v0=0"), ("9" * 5000, "v0=0"), ("", "v0=0"), ("-1", "v0=0"), (None, "v0=é")],
)
async def test_a_time_or_a_signature_that_is_none_is_refused_and_no_bug(slack, caplog, at, signature):
    now = str(int(time.time()))
    headers = {"X-Slack-Request-Timestamp": now if at is None else at, "X-Slack-Signature": signature}
    async with (
        listening(slack, Answering(), http=True),
        ClientSession() as session,
        session.post(slack.http, data="text=help", headers=headers) as answer,
    ):
        status = answer.status

    assert status == 401
    assert "Traceback" not in caplog.text


# ---- answers --------------------------------------------------------------------------------------


async def test_an_answer_is_for_one_person_until_it_is_shared(slack):
    answering = Answering(Answer(SAID))
    async with listening(slack, answering):
        await slack.say("today")
        await until(lambda: len(slack.answers) == 1)
        answering.reply = Answer(SAID, private=False)
        await slack.press("share today")
        await until(lambda: len(slack.answers) == 2)

    assert [answer["response_type"] for answer in slack.answers] == ["ephemeral", "in_channel"]
    assert (answering.asked[1].word, answering.asked[1].text) == ("share", "today")


@pytest.mark.parametrize(
    ("refused", "private", "given"),
    [
        ((429, "1"), True, 1),
        ((503, ""), True, 1),
        ((429, "1"), False, 1),
        # It may stand in the channel, and everybody would read it twice.
        ((503, ""), False, 0),
    ],
)
async def test_an_answer_that_slack_does_not_take_is_given_again(slack, monkeypatch, refused, private, given):
    monkeypatch.setattr("bot.slack.respond._WAITS_S", (0.05,))
    slack.answers_refused = [refused]
    async with listening(slack, Answering(Answer(SAID, private=private))) as chat:
        await slack.say("today")
        await until(lambda: not slack.answers_refused)
        await chat.close()

    assert len(slack.answers) == given


async def test_an_answer_whose_address_has_expired_is_shown_to_who_asked_all_the_same(slack):
    slack.answers_refused = [(404, "expired_url")]
    async with listening(slack, Answering(Answer(SAID))) as chat:
        await slack.say("today")
        await until(lambda: not slack.answers_refused)
        await chat.close()

    (answer,) = slack.answers
    assert (answer["channel"], answer["user"]) == ("C1", "U1")
    assert ("chat.postEphemeral", "T1") in slack.called


@pytest.mark.parametrize("private", [True, False])
async def test_another_page_takes_the_place_of_a_private_one_alone(slack, private):
    async with listening(slack, Answering(Answer(SAID, replaces=True))):
        await slack.press("search page:5 chips", private=private)
        await until(lambda: slack.answers)

    assert slack.answers[0]["replace_original"] is private


@pytest.mark.parametrize("private", [True, False])
async def test_a_button_in_a_thread_is_answered_there(slack, private):
    answering = Answering(Answer(SAID, private=private))
    async with listening(slack, answering):
        await slack.press("story 3f2a", thread="1600000000.000100")
        # The message that a thread hangs under stands in the channel.
        await slack.press("story 3f2a", thread="1700000000.000100")
        await slack.press("story 3f2a")
        await until(lambda: len(slack.answers) == 3)

    threads = [answer.get("thread_ts") for answer in slack.answers]
    assert sorted(threads, key=str) == ["1600000000.000100", None, None]
    assert sorted(asked.is_in_thread for asked in answering.asked) == [False, False, True]


async def test_where_we_may_show_nothing_in_a_thread_its_button_is_answered_in_the_channel(slack):
    slack.refuses["chat.postEphemeral"] = "not_in_channel"
    async with listening(slack, Answering(Answer(SAID))):
        await slack.press("story 3f2a", thread="1600000000.000100")
        await until(lambda: slack.answers)

    assert [answer["text"] for answer in slack.answers] == ["Said\nA title"]


async def test_a_picture_is_uploaded_and_shown_or_told_in_words(slack):
    picture = Picture(b"\x89PNG", "trends.png", "Talent: 1, 2, 3")
    answering = Answering(Answer(replace(SAID, blocks=(*SAID.blocks, picture))))
    async with listening(slack, answering):
        await slack.say("trends")
        await until(lambda: len(slack.answers) == 1)
        slack.refuses["files.getUploadURLExternal"] = "missing_scope"
        await slack.say("trends")
        await until(lambda: len(slack.answers) == 2)

    assert slack.files == [b"\x89PNG"]
    (image,) = [block for block in slack.answers[0]["blocks"] if block["type"] == "image"]
    assert image["slack_file"] == {"id": "F00000001"}
    assert image["alt_text"] == "Talent: 1, 2, 3"
    assert "Talent: 1, 2, 3" in str(slack.answers[1]["blocks"])
    assert "image" not in [block["type"] for block in slack.answers[1]["blocks"]]


@pytest.mark.parametrize(
    ("refused", "private", "shown"),
    [
        ([NO_PICTURE_YET], True, "image"),
        ([NO_PICTURE_YET], False, "image"),
        ([NO_PICTURE_YET] * 4, True, "words"),
        ([NO_PICTURE_YET] * 4, False, "words"),
        # The address takes five uses, whatever went wrong.
        ([NO_PICTURE_YET, (429, ""), NO_PICTURE_YET, (503, "")], True, "words"),
        ([NO_PICTURE_YET, (429, ""), NO_PICTURE_YET, (503, ""), (503, "")], True, None),
        ([(503, "")], True, "image"),
        # It may stand in the channel, and everybody would read it twice.
        ([(503, "")], False, None),
        ([NO_PICTURE_YET, (503, "")], False, None),
    ],
)
async def test_a_picture_that_slack_does_not_take_is_shown_again_where_none_reads_it_twice(
    slack, monkeypatch, refused, private, shown
):
    monkeypatch.setattr("bot.slack.respond._WAITS_S", (0.01,) * 4)
    slack.answers_refused = list(refused)
    picture = Picture(b"\x89PNG", "trends.png", "Talent: 1, 2, 3")
    said = Answer(replace(SAID, blocks=(*SAID.blocks, picture)), private=private)
    async with listening(slack, Answering(said)) as chat:
        await slack.say("trends")
        await until(lambda: not slack.answers_refused)
        await chat.close()

    types = [block["type"] for answer in slack.answers for block in answer["blocks"]]
    assert types.count("header") == (shown is not None)
    assert types.count("image") == (shown == "image")


@pytest.mark.parametrize(("refusals", "given"), [(1, 4), (2, 0)])
async def test_the_parts_of_an_answer_use_its_address_five_times_in_all(slack, monkeypatch, refusals, given):
    monkeypatch.setattr("bot.slack.respond._WAITS_S", (0.01,) * 4)
    slack.answers_refused = [(429, "")] * refusals
    four_parts = replace(SAID, blocks=tuple(Paragraph((Text("word " * 500),)) for _ in range(16)))
    async with listening(slack, Answering(Answer(four_parts))) as chat:
        await slack.say("today")
        await until(lambda: not slack.answers_refused)
        await chat.close()

    assert len(slack.answers) == given


# ---- forms ----------------------------------------------------------------------------------------


async def test_a_form_is_a_modal_its_answer_a_preview_and_its_button_keeps_it(slack):
    answering = Answering(Answer(SAID, form=FORM))
    async with listening(slack, answering):
        await slack.say("subscribe")
        await until(lambda: slack.views)
        opened = slack.views[0]
        assert opened["method"] == "views.open"
        assert [block["block_id"] for block in opened["blocks"]] == ["at", "days", "layout", "quiet"]

        answering.reply = PREVIEW
        await slack.submit(opened, {"at": "09:30", "quiet": []})
        await until(lambda: len(slack.views) == 2)
        preview = slack.views[1]
        assert preview["submit"]["text"] == "Keep it"
        assert preview["method"] == "views.update"

        answering.reply = Answer(Message("Kept", (Paragraph((Text("Kept"),)),)))
        await slack.submit(preview)
        await until(lambda: slack.answers and len(slack.acks) == 3)

    first, filled, kept = answering.asked
    assert (filled.word, filled.text, filled.channel, filled.channel_name) == (
        "subscribe",
        "d1",
        "C1",
        "news",
    )
    assert filled.fields == {"at": ("09:30",), "days": ("mon",), "layout": ("flat",), "quiet": ()}
    assert filled.role is Role.MEMBER
    assert (kept.word, kept.text, kept.channel) == ("subscribe", "keep d2", "C1")
    assert first.fields == kept.fields == {}
    assert slack.answers[0]["text"] == "Kept"
    payloads = [ack.get("payload", {}) for ack in slack.acks]
    assert [p.get("response_action") for p in payloads] == [None, "update", "clear"]


async def test_a_form_of_a_channel_that_another_workspace_shares_is_kept_where_we_are_installed(slack):
    answering = Answering(PREVIEW)
    async with listening(slack, answering):
        await slack.submit(form_of(slack), team="T9")
        await until(lambda: slack.views)

    assert (answering.asked[0].team, answering.asked[0].is_home) == ("T1", True)


async def test_a_preview_leads_back_to_its_form(slack):
    answering = Answering(PREVIEW)
    async with listening(slack, answering):
        await slack.submit(form_of(slack))
        await until(lambda: slack.views)
        answering.reply = Answer(SAID, form=replace(FORM, draft="d2"))
        await slack.press_in(slack.views[0], "subscribe part 0 d2")
        await until(lambda: len(slack.views) == 2)

    assert [block["block_id"] for block in slack.views[1]["blocks"]] == ["at", "days", "layout", "quiet"]
    assert slack.views[1]["id"] == slack.views[0]["id"]
    assert '"draft": "d2"' in slack.views[1]["private_metadata"]


async def test_a_mistake_is_said_beside_its_field_and_the_modal_stays(slack):
    answering = Answering(PREVIEW, problems={"at": "No time of day."})
    async with listening(slack, answering):
        await slack.submit(form_of(slack))
        await until(lambda: slack.acks)

    assert slack.acks[0]["payload"] == {"response_action": "errors", "errors": {"at": "No time of day."}}
    assert answering.asked == []


async def test_a_form_that_opens_too_late_is_offered_by_a_button(slack):
    answering = Answering(Answer(SAID, form=FORM))
    async with listening(slack, answering):
        await slack.say("subscribe", trigger_id="late")
        await until(lambda: slack.answers)

    assert slack.answers[0]["text"] == "Said\nA title"


# ---- coming and going -----------------------------------------------------------------------------


@pytest.mark.parametrize("from_team", ["", "T9"])
async def test_hello_is_said_once_in_a_channel_that_we_join(slack, from_team):
    joined = {"type": "member_joined_channel", "user": "UB", "channel": "C5", "team": "T1"}
    async with listening(slack, Answering()):
        await slack.happen({**joined, "user": "U1"}, from_team=from_team)
        await slack.happen(joined, from_team=from_team)
        await slack.happen(joined, from_team=from_team)
        await until(lambda: len(slack.acks) == 3 and slack.posted)
        await asyncio.sleep(0.1)

    assert [posted["channel"] for posted in slack.posted] == ["C5"]


async def test_a_channel_that_slack_gives_another_id_is_known_by_that(slack, answering):
    """As it does where a private one is shared with another company."""
    await slack.happen({"type": "channel_id_changed", "old_channel_id": "G5", "new_channel_id": "C5"})
    await until(lambda: answering.moves)

    old, new = (Place(Platform.SLACK, "", channel) for channel in ("G5", "C5"))
    assert answering.moves == [(old, new)]


@pytest.mark.parametrize("event", ["channel_unarchive", "group_unarchive"])
async def test_a_channel_that_is_taken_out_of_the_archive_has_let_us_in_again(slack, event):
    answering = Answering()
    async with listening(slack, answering):
        await slack.happen({"type": event, "channel": "C5", "user": "U1"})
        await until(lambda: answering.let_in_at)

    assert answering.let_in_at == [Place(Platform.SLACK, "", "C5")]
    assert slack.posted == []


@pytest.mark.parametrize(("faults", "posted"), [([], 2), (["not_in_channel"], 0)])
async def test_a_hello_of_several_parts_is_posted_as_such_until_one_is_refused(slack, faults, posted):
    answering = Answering()
    answering.greeting = Message(
        "Hello", tuple(Paragraph((Text(word * 400),)) for word in ("Hello ", "Again ") * 3)
    )
    slack.faults = faults
    async with listening(slack, answering):
        await slack.happen({"type": "member_joined_channel", "user": "UB", "channel": "C5", "team": "T1"})
        await until(lambda: ("chat.postMessage", "T1") in slack.called)
        await until(lambda: len(slack.posted) == posted)
        await asyncio.sleep(0.1)

    keys = [one["metadata"]["event_payload"]["id"] for one in slack.posted]
    assert len(slack.posted) == len(set(keys)) == posted


async def test_closing_waits_for_the_answers_in_hand(slack):
    class Slow(Answering):
        async def answer(self, request):
            await asyncio.sleep(0.3)
            return await super().answer(request)

    async with listening(slack, Slow()):
        await slack.say("help")
        await until(lambda: slack.acks)

    assert len(slack.answers) == 1


@pytest.mark.parametrize("loss", ["drop", "cut"])
async def test_a_lost_socket_is_opened_again(slack, loss, monkeypatch):
    monkeypatch.setattr("bot.slack.socket._PING_S", 0.5)
    answering = Answering()
    async with listening(slack, answering) as chat:
        await getattr(slack, loss)()
        await asyncio.wait_for(slack.connected.wait(), 30)
        await until(lambda: chat.health() is None)
        await slack.say("help")
        await until(lambda: slack.answers)

    assert answering.asked[0].word == "help"


async def test_slack_out_of_reach_is_tried_again_and_said_in_our_health(slack, monkeypatch):
    monkeypatch.setattr("bot.slack.client._PATIENCE_S", (0.05,))
    slack.is_reachable = False
    chat = SlackChat(bot_token="xoxb-1", app_token="xapp-1", api_url=f"{slack.url}/api/")
    await chat.start(Answering())
    assert chat.health() == "Slack cannot be reached: the server hung up without an answer; it is tried again"

    slack.is_reachable = True
    await asyncio.wait_for(slack.connected.wait(), 30)
    await until(lambda: chat.health() is None)
    await chat.close()


async def test_a_refused_app_token_is_said_in_our_health_and_in_one_line(slack, caplog, monkeypatch):
    monkeypatch.setattr("bot.slack.client._PATIENCE_S", (0.05,))
    monkeypatch.setattr("bot.slack.socket._PING_S", 0.5)
    slack.app_token_is_good = False
    chat = SlackChat(bot_token="xoxb-1", app_token="xapp-1", api_url=f"{slack.url}/api/")
    await asyncio.wait_for(chat.start(Answering()), 5)
    assert "invalid_auth" in chat.health()

    slack.app_token_is_good = True
    await until(lambda: chat.health() is None)
    slack.app_token_is_good = False
    with caplog.at_level("WARNING"):
        await slack.cut()
        await until(lambda: "could not be opened (invalid_auth)" in caplog.text)
        # However the library says it.
        logging.getLogger("slack_bolt.AsyncApp").error(
            "Failed to check the current session (s1) or reconnect to the server "
            "(error: SlackApiError, message: The server responded with: {'ok': False, 'error': 'invalid_auth'})"
        )
    await chat.close()

    assert caplog.text.count("could not be opened") == 1
    assert "Traceback" not in caplog.text


async def test_a_new_socket_that_slack_asks_for_and_does_not_give_is_said_in_one_line(
    slack, caplog, monkeypatch
):
    monkeypatch.setattr("bot.slack.socket._PING_S", 0.2)
    async with listening(slack, Answering()):
        slack.is_reachable = False
        await slack.drop()
        await until(lambda: "could not be opened (the server hung up without an answer)" in caplog.text)
        await slack.cut()
        # What the library says where Slack closes the socket meanwhile.
        try:
            raise ServerDisconnectedError
        except ClientError:
            logging.getLogger("slack_bolt.AsyncApp").exception(
                "Failed to receive or enqueue a message: x (s_1)"
            )

    assert caplog.text.count("could not be opened") == 1
    assert "Failed" not in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_token_that_is_revoked_is_in_our_health_until_it_is_good_again(slack, monkeypatch):
    monkeypatch.setattr("bot.slack.client._PATIENCE_S", (0.05,))
    async with listening(slack, Answering()) as chat:
        slack.token_is_good = False
        with pytest.raises(Exception, match="invalid_auth"):
            await chat.post(Target("C1"), chat.render(SAID)[0], key="k")
        assert "invalid_auth" in chat.health()

        slack.token_is_good = True
        await until(lambda: chat.health() is None)
