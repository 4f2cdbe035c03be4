"""Who may say what, on both platforms: the whole matrix, and what one team sees of another."""

import pytest

from bot.chat import Request, Role
from bot.commands import WORDS
from bot.words.call import role_note
from digest.model.place import Platform
from digest.store import change_log, notes, subscriptions, suggestions
from digest.store import feeds as feed_store
from tests.bot.conftest import pressed, said

FILLED = {"at": ("09:00",), "zone": ("UTC",)}

# Every word with a text that changes something where the word can, and whether it does.
ASKED = dict.fromkeys(("today", "search", "figures", "themes", "trends", "feeds", "status", "help"), "")
ASKED |= {"story": "{story}", "compare": "{story}", "why": "{story}", "suggest": "https://new.example"}
CHANGING = {
    "follow": "huawei",
    "unfollow": "huawei",
    "mute": "horoscope",
    "subscribe": "",
    "settings": "",
}

HOMES = {
    Platform.SLACK: {"platform": Platform.SLACK, "team": "T1", "channel": "C1", "is_home": True},
    Platform.DISCORD: {"platform": Platform.DISCORD, "team": "G1", "channel": "401", "is_home": True},
}
OTHERS = {
    Platform.SLACK: {"platform": Platform.SLACK, "team": "T2", "channel": "C9", "is_home": False},
    Platform.DISCORD: {"platform": Platform.DISCORD, "team": "G2", "channel": "409", "is_home": False},
}
DIRECT = {
    Platform.SLACK: {"channel": "D1", "is_direct": True},
    Platform.DISCORD: {"team": "@U1", "is_direct": True, "is_home": False},
}
SPEAKERS = {
    "member": {"role": Role.MEMBER},
    "admin": {"role": Role.ADMIN},
    "guest": {"role": Role.GUEST},
    "unknown": {"role": None},
    "named": {"role": Role.MEMBER, "user": "UNAMED"},
    "grouped": {"role": Role.GUEST, "ranks": frozenset({"SDESK"})},
}
MAY_CHANGE = {"admin", "named", "grouped"}
PLATFORMS = [Platform.SLACK, Platform.DISCORD]


def refused(answer):
    refusals = ("can do that", "could not ask", "Only the admins", "in a direct message")
    return any(each in said(answer) for each in refusals)


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_in_a_direct_message_a_refusal_names_its_words_as_what_is_typed(house, platform):
    answer = await house.ask("follow", "huawei", **HOMES[platform] | DIRECT[platform], role=Role.ADMIN)

    assert "`follow`" in answer.message.summary
    assert "ˋ" not in said(answer)
    # Who could say it in the channel needs no more than that.
    assert "can do that" not in said(answer)


@pytest.mark.parametrize("word", ["follow", "unfollow", "mute"])
async def test_in_a_direct_message_nothing_is_listed_that_can_only_be_chosen_in_a_channel(house, word):
    answer = await house.ask(word, channel="D1", is_direct=True)

    assert "cannot be said in a direct message" in said(answer)


def test_the_matrix_holds_every_word():
    assert {*ASKED, *CHANGING} == set(WORDS)


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("where", ["home", "other channel", "other team", "direct message"])
@pytest.mark.parametrize("speaker", SPEAKERS)
async def test_everyone_asks_and_those_with_rights_change(house, platform, where, speaker):
    who = {**HOMES[platform], **SPEAKERS[speaker]}
    if where == "other channel":
        who["channel"] = "C7"
    if where == "other team":
        who |= OTHERS[platform]
    if where == "direct message":
        who |= DIRECT[platform]
    id_ = await house.story("Nvidia")

    for word, text in ASKED.items():
        answer = await house.ask(word, text.format(story=id_), **who)
        assert not refused(answer), word
    for word, text in CHANGING.items():
        before = await everything(house)
        answer = await house.ask(word, text, **who)
        filled = await house.ask(word, text, fields=FILLED, **who) if not text else answer
        may = speaker in MAY_CHANGE and where != "direct message"
        assert refused(answer) is not may, (word, said(answer))
        assert refused(filled) is not may, word
        if not may:
            assert answer.form is None
            assert await everything(house) == before


async def everything(house):
    """Return all that words can change, and who changed it."""

    def read(db):
        kept = (
            db.execute(f"SELECT * FROM {table}").fetchall() for table in ("subscriptions", "follows", "mutes")
        )
        return [[tuple(row) for row in rows] for rows in kept] + [change_log.latest(db)]

    return await house.store.read(read)


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_a_refusal_says_who_can(house, platform):
    answer = said(await house.ask("follow", "huawei", **HOMES[platform]))

    who = {
        Platform.SLACK: "Workspace admins and owners can do that, and the people and user groups",
        Platform.DISCORD: "Members who may manage the server can do that, and those with the role",
    }
    assert who[platform] in answer


async def test_buttons_are_asked_for_rights_like_words(house):
    await house.admin("follow", "huawei")
    preview = await house.admin("subscribe", fields=FILLED)

    assert refused(await house.ask(*pressed(await house.ask("follow"), "Unfollow")))
    assert refused(await house.ask(*pressed(preview, "Keep it")))
    assert refused(await house.ask("settings", "stop"))
    assert refused(await house.ask("settings", "forget yes"))
    assert refused(await house.ask("share", "follow huawei"))
    assert refused(await house.ask("unmute", "huawei"))


async def test_feeds_are_changed_by_the_home_team_s_admins_alone(house):
    house.offer("https://new.example", "A title")
    await house.ask("suggest", "https://new.example", **OTHERS[Platform.DISCORD])
    (waiting,) = await house.store.read(suggestions.waiting)

    for who in (
        {"role": Role.MEMBER},
        {"role": None},
        {"role": Role.ADMIN, **OTHERS[Platform.SLACK]},
        {"role": Role.ADMIN, **OTHERS[Platform.DISCORD]},
    ):
        for step in ("look", "add", "decline"):
            assert refused(await house.ask("suggest", f"{step}:{waiting.id}", **who))
        assert "Look at it" not in said(await house.ask("feeds", **who))
    assert house.looked == []
    assert await house.store.read(feed_store.added) == []
    assert "Look at it" in said(await house.admin("feeds"))


async def test_a_role_that_the_server_chose_may_change_things(house):
    home = OTHERS[Platform.DISCORD]
    form = (await house.admin("settings", **home)).form
    assert [field.name for field in form.parts[2].fields] == ["role"]
    preview = await house.admin("settings", fields={**FILLED, "role": ("R7",)}, **home)
    await house.admin(*pressed(preview, "Keep it"), **home)

    chosen = {"ranks": frozenset({"R7"})}
    assert not refused(await house.ask("follow", "huawei", **home, **chosen))
    assert refused(await house.ask("follow", "huawei", **home))
    # A role is of one server, and so is what it may do.
    assert refused(await house.ask("follow", "huawei", **{**home, "team": "G3"}, **chosen))
    assert await house.store.read(notes.get, role_note_of("G2")) == "R7"
    [shown] = (await house.admin("settings", **home)).form.parts[2].fields
    assert shown.chosen == "R7"


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_what_concerns_a_whole_team_is_for_those_who_manage_it_whomever_they_trust(house, platform):
    where = OTHERS[platform]
    await house.admin("settings", fields={"role": ("R7",)}, **where)
    trusted = {**where, "ranks": frozenset({"R7"}), "user": "UNAMED"}

    assert refused(await house.ask("settings", "forget", **trusted))
    assert refused(await house.ask("settings", "forget yes", **trusted))
    assert refused(await house.ask("settings", fields={"role": ("R8",)}, **trusted))
    assert "Who may change it" not in str((await house.ask("settings", **trusted)).form)
    assert await house.store.read(notes.get, notes.role_name(platform, where["team"])) == "R7"


@pytest.mark.parametrize("where", [HOMES[Platform.DISCORD], OTHERS[Platform.DISCORD]], ids=["home", "other"])
async def test_a_server_that_is_forgotten_trusts_no_role_any_more(house, where):
    await house.admin("settings", fields={"role": ("R7",)}, **where)
    chosen = {**where, "ranks": frozenset({"R7"})}
    assert not refused(await house.ask("follow", "huawei", **chosen))

    await house.admin("settings", "forget yes", **where)

    assert refused(await house.ask("follow", "huawei", **chosen))


def role_note_of(team):
    return role_note(Request("", "", Platform.DISCORD, team, "", ""))


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_no_team_sees_what_another_chose(house, platform):
    ours, theirs = HOMES[platform], OTHERS[platform]
    shared_channel = {**theirs, "channel": ours["channel"]}
    await house.admin("follow", "huawei", user_name="Ada", **ours)
    await house.admin("mute", "horoscope", **ours)
    await house.admin("suggest", "https://secret.example", **ours)
    await house.admin(*pressed(await house.admin("subscribe", fields=FILLED, **ours), "Keep it"), **ours)
    id_ = await house.story("Nvidia")

    for who in (theirs, shared_channel):
        for word, text in {
            **ASKED,
            **CHANGING,
            "story": id_,
            "follow": "",
            "unfollow": "",
            "mute": "",
        }.items():
            seen = said(await house.ask(word, text.format(story=id_), **who))
            seen = seen.replace("follow huawei", "").replace("unfollow huawei", "")
            for secret in ("Ada", "horoscope", "secret.example", "09:00", "Followed in this channel"):
                assert secret not in seen, (word, secret)
        request = {"word": "", "text": "", "user": "U1", **who}
        assert await house.commands.complete("followed", "", Request(**request)) == []
        assert await house.commands.complete("muted", "", Request(**request)) == []


async def test_a_team_that_left_is_told_nothing_and_forgotten_at_last(house):
    theirs = OTHERS[Platform.SLACK]
    await house.admin(*pressed(await house.admin("subscribe", fields=FILLED, **theirs), "Keep it"), **theirs)
    assert len(await house.store.read(subscriptions.saved)) == 1

    await house.commands.left(Platform.SLACK, "T2")
    assert await house.store.read(subscriptions.saved) == []

    await house.commands.came(Platform.SLACK, "T2", "A1")
    assert len(await house.store.read(subscriptions.saved)) == 1
