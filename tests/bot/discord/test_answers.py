"""What somebody says, presses or fills in, over a real gateway connection."""

import asyncio
from dataclasses import replace

import pytest

from bot.chat import Answer, Role
from bot.discord import answers as answers_module
from digest.model.subscription import Layout
from digest.tell.form import Form, OneOf, Option, Part, ServerRole, ShortText, SomeOf, Toggle
from digest.tell.message import Button, Message, Paragraph, Picture, Text
from tests.bot.discord.conftest import connected
from tests.waiting import until

SAID = Message("Said", (Paragraph((Text("Said"),)),))
PRIVATE = 1 << 6
CREATE_PUBLIC_THREADS, SEND_MESSAGES_IN_THREADS = 1 << 35, 1 << 38

FORM = Form(
    word="subscribe",
    draft="d1",
    title="A digest",
    parts=(
        Part(
            "When",
            (
                SomeOf(
                    "themes", "Themes", (Option("chips", "Chips"), Option("talent", "Talent")), ("chips",)
                ),
                ShortText("at", "At", "08:00", "As in 07:30"),
                OneOf("stories", "Stories", (Option("5", "5"), Option("10", "10")), "10"),
                Toggle("quiet", "Quiet", True),
                ServerRole("role", "Who may", "55"),
            ),
        ),
        Part("More", (ShortText("zone", "Zone"),)),
    ),
    submit="Preview",
    cancel="Close",
)


THREAD = {
    "id": "401", "type": 11, "parent_id": "400", "owner_id": "100", "name": "A story", "message_count": 1,
    "member_count": 1, "rate_limit_per_user": 0, "flags": 0,
    "thread_metadata": {"archived": False, "auto_archive_duration": 4320, "locked": False,
                        "archive_timestamp": "2026-01-01T00:00:00Z"},
}  # fmt: skip


def texts(body):
    return [component.get("content") for component in body["components"]]


async def test_a_word_is_deferred_and_then_answered_to_the_one_who_asked(discord_, bot, answering):
    answering.reply = Answer(SAID)

    await discord_.say("search", query="chips", since="7d")
    await until(lambda: discord_.answers)

    assert len(discord_.deferred) == 1
    assert (answering.asked[0].word, answering.asked[0].text) == ("search", 'chips since:"7d"')
    assert texts(discord_.answers[0]) == ["Said"]
    assert discord_.answers[0]["flags"] & PRIVATE


@pytest.mark.parametrize(
    ("word", "given", "text"),
    [("story", {"story": "3f2a"}, "3f2a"), ("follow", {"target": "huawei"}, "huawei"), ("digest", {}, "")],
)
async def test_commands_of_an_older_version_are_answered_too(discord_, bot, answering, word, given, text):
    await discord_.say(word, **given)
    await until(lambda: discord_.answers)

    assert (answering.asked[0].word, answering.asked[0].text) == (word, text)


async def test_an_answer_for_the_channel_is_everybody_s(discord_, bot, answering):
    answering.reply = Answer(SAID, private=False)

    await discord_.press("say:share:story 3f2a")
    await until(lambda: discord_.answers)

    assert (answering.asked[0].word, answering.asked[0].text) == ("share", "story 3f2a")
    assert not discord_.answers[0]["flags"] & PRIVATE


async def test_an_answer_for_the_channel_is_not_given_twice_where_discord_s_server_fails(
    discord_, bot, answering, caplog
):
    answering.reply = Answer(SAID, private=False)
    discord_.faults = ["kept 500"]

    await discord_.press("say:share:story 3f2a")
    await until(lambda: "not answered" in caplog.text)

    assert len(discord_.answers) == 1


@pytest.mark.parametrize("id_", ["say:story:3f2a", "say7:story:3f2a"])
async def test_a_button_of_an_earlier_run_still_says_its_word(discord_, bot, answering, id_):
    await discord_.press(id_)
    await until(lambda: discord_.answers)

    assert (answering.asked[0].word, answering.asked[0].text) == ("story", "3f2a")


async def test_a_button_that_is_none_of_ours_is_left_alone(discord_, bot, answering):
    await discord_.press("somebody-else")
    await discord_.press("say:help:")
    await until(lambda: discord_.answers)

    assert [asked.word for asked in answering.asked] == ["help"]


async def test_another_page_takes_the_place_of_a_private_message_alone(discord_, bot, answering):
    answering.reply = Answer(SAID, replaces=True)

    await discord_.press("say:search:page:5 chips", private=True)
    await until(lambda: discord_.replaced)
    await discord_.press("say:search:page:5 chips")
    await until(lambda: discord_.answers)

    assert texts(discord_.replaced[0]) == texts(discord_.answers[0]) == ["Said"]


async def test_what_is_to_be_kept_is_confirmed_with_a_button(discord_, bot, answering):
    answering.reply = Answer(SAID, confirm=Button("Keep", "subscribe", "keep d1", is_main=True))

    await discord_.say("help")
    await until(lambda: discord_.answers)

    (button,) = discord_.answers[0]["components"][-1]["components"]
    assert (button["label"], button["custom_id"], button["style"]) == ("Keep", "say:subscribe:keep d1", 1)


@pytest.mark.parametrize("takes", [True, False])
async def test_a_picture_goes_with_its_answer_where_no_edit_takes_it(discord_, bot, answering, takes):
    discord_.edits_take_pictures = takes
    answering.reply = Answer(Message("Chart", (Picture(b"png", "trends.png", "Stories by week"),)))

    await discord_.say("trends")
    await until(lambda: discord_.answers)

    assert discord_.uploads[-1] == ("trends.png", b"png")
    (shown,) = discord_.answers
    assert shown["flags"] & PRIVATE


# ---- forms ----


async def test_a_form_is_the_first_sign_and_what_is_filled_in_comes_back(discord_, bot, answering):
    answering.reply = Answer(SAID, form=FORM)
    await discord_.say("subscribe")
    await until(lambda: discord_.modals)
    modal = discord_.modals[0]

    answering.reply = Answer(SAID)
    await discord_.submit(modal["custom_id"], themes=["talent"], at="07:30", stories=["5"], quiet=[], role=[])
    await until(lambda: discord_.answers)

    assert modal["title"] == "When"
    assert [label["component"]["custom_id"] for label in modal["components"]] == [
        "themes", "at", "stories", "quiet", "role"]  # fmt: skip
    sent = answering.asked[-1]
    assert (sent.word, sent.text) == ("subscribe", "d1")
    assert sent.fields == {
        "themes": ("talent",),
        "at": ("07:30",),
        "stories": ("5",),
        "quiet": (),
        "role": (),
    }


async def test_no_form_has_the_id_of_an_earlier_one_whose_values_phones_would_show_in_it(
    discord_, bot, answering
):
    answering.reply = Answer(SAID, form=replace(FORM, draft=""))
    for shown in (1, 2):
        await discord_.say("subscribe")
        await until(lambda shown=shown: len(discord_.modals) == shown)
    first, second = (modal["custom_id"] for modal in discord_.modals)

    answering.reply = Answer(SAID)
    # As earlier versions wrote it.
    for id_ in (second, "form:subscribe:d1"):
        await discord_.submit(id_, at="07:30")
    await until(lambda: len(discord_.answers) == 2)

    assert first != second
    assert [asked.text for asked in answering.asked[-2:]] == ["", "d1"]


async def test_a_role_stands_in_a_form_only_while_the_server_has_it(discord_, bot, answering):
    answering.reply = Answer(
        SAID, form=replace(FORM, parts=(Part("Who", (ServerRole("role", "Who", "9200"),)),))
    )

    await discord_.say("subscribe")
    await until(lambda: discord_.modals)
    await discord_.give_role("200")
    await discord_.say("subscribe")
    await until(lambda: len(discord_.modals) == 2)

    without, with_it = (modal["components"][0]["component"] for modal in discord_.modals)
    assert "default_values" not in without
    assert with_it["default_values"] == [{"id": "9200", "type": "role"}]


async def test_a_form_that_is_late_is_deferred_and_asked_for_again(discord_, bot, answering, monkeypatch):
    monkeypatch.setattr(answers_module, "_FORM_WAIT_S", 0.05)
    quick = answering.answer

    async def slow(request):
        await asyncio.sleep(0.2)
        return await quick(request)

    answering.answer = slow
    answering.reply = Answer(SAID, form=FORM)

    await discord_.say("subscribe")
    await until(lambda: discord_.answers)

    assert not discord_.modals
    assert len(discord_.deferred) == 1


async def test_a_form_that_cannot_be_shown_any_more_is_given_up(discord_, bot, answering, monkeypatch):
    monkeypatch.setattr(answers_module, "_FORM_WAIT_S", 0.05)
    asked, given_up, goes_on = [], [], asyncio.Event()

    async def slow(request):
        asked.append(request)
        try:
            await goes_on.wait()
        except asyncio.CancelledError:
            given_up.append(request)
            raise
        return Answer(SAID, form=FORM)

    answering.answer = slow

    await discord_.say("subscribe")
    await until(lambda: discord_.deferred)
    await discord_.repeat()
    await until(lambda: given_up)
    goes_on.set()
    await until(lambda: discord_.answers)

    assert (len(asked), len(given_up)) == (2, 1)


# ---- who asks ----


@pytest.mark.parametrize(
    ("rights", "may_post"),
    [(1 << 10 | 1 << 11, True), (1 << 10, False), (1 << 11, False), (0, False), (1 << 3, True)],
)
async def test_whether_the_bot_may_write_there_is_read_from_each_interaction(
    discord_, bot, answering, rights, may_post
):
    discord_.bot_rights = str(rights)
    await discord_.say("help")
    await until(lambda: answering.asked)
    discord_.in_server = False
    await discord_.say("help")
    await until(lambda: len(answering.asked) == 2)

    assert [asked.may_post for asked in answering.asked] == [may_post, True]


async def test_the_bot_may_not_write_in_a_server_that_has_its_commands_alone(discord_, answering):
    discord_.unlisted = {"200"}
    bot = await connected(discord_, answering)

    await discord_.say("subscribe")
    await until(lambda: answering.asked)
    await bot.end()

    assert not answering.asked[0].may_post


@pytest.mark.parametrize(
    ("rights", "role"), [("0", Role.MEMBER), (str(1 << 5), Role.ADMIN), (str(1 << 3), Role.ADMIN)]
)
async def test_rights_are_read_from_each_interaction(discord_, bot, answering, rights, role):
    discord_.rights = rights

    await discord_.say("mute", what="huawei")
    await until(lambda: answering.asked)

    assert answering.asked[0].role is role
    assert (answering.asked[0].team, answering.asked[0].channel) == ("200", "400")
    assert not answering.asked[0].is_direct
    assert not answering.asked[0].is_home


async def test_in_a_direct_message_the_team_is_the_person(discord_, bot, answering):
    discord_.in_server = False

    await discord_.say("today")
    await until(lambda: answering.asked)

    assert answering.asked[0].is_direct
    assert answering.asked[0].team == "@300"
    assert answering.asked[0].role is Role.MEMBER


async def test_what_is_said_in_a_thread_is_said_of_its_channel(discord_, bot, answering):
    discord_.speaks_in = THREAD

    await discord_.say("follow", subject="huawei")
    await until(lambda: answering.asked)

    assert answering.asked[0].channel == "400"
    assert answering.asked[0].is_in_thread


@pytest.mark.parametrize(
    ("spoken_in", "layouts"),
    [
        ({"type": 0}, (Layout.FLAT, Layout.THREAD)),
        ({"type": 5}, (Layout.FLAT, Layout.THREAD)),
        ({"id": "402", "type": 2, "bitrate": 64_000, "user_limit": 0}, (Layout.FLAT,)),
        (THREAD, (Layout.FLAT, Layout.THREAD)),
        (THREAD | {"parent_id": "4700"}, (Layout.FORUM,)),
        (THREAD | {"parent_id": "1"}, tuple(Layout)),
    ],
)
async def test_which_layouts_a_channel_takes_is_told_with_the_word(
    discord_, bot, answering, spoken_in, layouts
):
    await discord_.add_channel("4700", type=15, name="papers", available_tags=[], flags=0)
    discord_.speaks_in = spoken_in

    await discord_.say("subscribe")
    await until(lambda: answering.asked)

    assert answering.asked[0].layouts == layouts


@pytest.mark.parametrize("lacks", [CREATE_PUBLIC_THREADS, SEND_MESSAGES_IN_THREADS])
async def test_where_the_bot_may_not_open_threads_none_are_offered(discord_, bot, answering, lacks):
    discord_.bot_rights = str(int(discord_.bot_rights) & ~lacks)

    await discord_.say("subscribe")
    await until(lambda: answering.asked)

    assert answering.asked[0].layouts == (Layout.FLAT,)


async def test_a_subscription_made_in_a_forum_s_post_is_not_called_after_the_post(discord_, bot, answering):
    await discord_.add_channel("4700", type=15, name="papers", available_tags=[], flags=0)
    discord_.speaks_in = THREAD | {"parent_id": "4700"}

    await discord_.say("subscribe")
    await until(lambda: answering.asked)

    assert answering.asked[0].channel_name == "papers"


async def test_no_two_choices_are_called_alike(discord_, bot, answering):
    answering.offered = [("Blog", "a"), ("Blog", "b"), ("News", "c"), ("x" * 120, "d"), ("x" * 110, "e")]

    await discord_.type("feeds", feed="o")
    await until(lambda: discord_.offered)

    names = [choice["name"] for choice in discord_.offered[0]]
    assert [choice["value"] for choice in discord_.offered[0]] == ["a", "b", "c", "d", "e"]
    assert names == ["Blog a", "Blog b", "News", f"{'x' * 98} d", f"{'x' * 98} e"]


async def test_a_choice_that_was_told_apart_is_understood_by_its_name_too(discord_, bot, answering):
    # By all of its name it is found alone.
    answering.offered = [("Blog", "a")]

    await discord_.say("feeds", feed="Blog a")
    await until(lambda: answering.asked)

    assert answering.asked[0].text == "a"


async def test_what_the_name_of_a_choice_means_is_looked_up_behind_the_first_sign(discord_, bot, answering):
    goes_on = asyncio.Event()

    async def slow(*_asked):
        await goes_on.wait()
        return [("A story", "3f2a")]

    answering.complete = slow
    await discord_.say("story", id="A story")
    await until(lambda: discord_.deferred)
    goes_on.set()
    await until(lambda: answering.asked)

    assert answering.asked[0].text == "3f2a"


async def test_choices_that_come_too_late_are_no_bug(discord_, bot, answering, caplog):
    await discord_.type("story", id="chip")
    await until(lambda: discord_.deferred)
    await discord_.repeat()
    await discord_.say("themes")
    await until(lambda: discord_.answers)

    assert "not completed" in caplog.text
    assert not [record for record in caplog.records if record.exc_info]


async def test_a_word_that_is_being_answered_when_the_bot_ends_is_no_bug(discord_, answering, caplog):
    bot = await connected(discord_, answering)
    goes_on = asyncio.Event()

    async def slow(_request):
        await goes_on.wait()
        return Answer(SAID)

    answering.answer = slow
    await discord_.say("help")
    await until(lambda: discord_.deferred)
    await bot.end()
    goes_on.set()

    await until(lambda: "answered" in caplog.text or "failed" in caplog.text)
    assert "Traceback" not in caplog.text


async def test_an_event_that_comes_twice_is_answered_once(discord_, bot, answering):
    await discord_.say("help")
    await until(lambda: discord_.answers)
    await discord_.repeat()
    await discord_.say("themes")
    await until(lambda: len(discord_.answers) == 2)

    assert [asked.word for asked in answering.asked] == ["help", "themes"]
