"""Requests find their word, in every language and with every right; what is no word is told so."""

import pytest

from bot.chat import Request
from bot.commands import WORDS
from bot.discord import vocabulary
from digest.errors import StoreError
from digest.model.place import Place, Platform
from digest.store import channels as channel_store
from digest.store import choices
from digest.store import stories as story_store
from digest.tell.message import Buttons, Card
from tests.bot.conftest import FILLED, MORNING, pressed, said


async def test_words_that_are_no_word_may_be_searched_for_with_one_press(house):
    answer = await house.ask("nvidia", "shares")

    assert "no word that I know" in said(answer)
    assert pressed(answer, "search nvidia shares") == ("search", "nvidia shares")
    # However long it was, the button's argument fits any platform.
    assert len(pressed(await house.ask("nvidia", "shares " * 100), "search nvidia")[1]) <= 60


async def test_a_word_that_there_is_not_gets_the_nearest_one_and_the_help(house):
    answer = await house.ask("serach", "nvidia")

    assert "Did you mean “search”?" in said(answer)
    assert pressed(answer, "search nvidia") == ("search", "nvidia")
    assert "follow huawei" in said(answer)


@pytest.mark.parametrize(
    ("word", "typed", "meant"),
    [
        ("follow", "huwaei", "huawei"),
        ("search", 'chips theme:talnt actor:"nvidai"', 'chips theme:talent actor:"nvidai"'),
        ("search", "chips theem:talent", "chips theme:talent"),
        ("today", "talnt", "talent"),
    ],
)
async def test_a_mistyped_name_is_mended_with_one_press(house, word, typed, meant):
    answer = await house.admin(word, typed)

    assert pressed(answer, f"{word} {meant}") == (word, meant)


async def test_where_no_name_is_near_there_is_the_help(house):
    assert pressed(await house.admin("follow", "zzqqx"), "help") == ("help", "")


@pytest.mark.parametrize("spoken", vocabulary.VOCABULARY, ids=lambda spoken: spoken.word)
async def test_a_word_s_french_name_on_discord_is_understood_wherever_it_is_typed(house, spoken):
    by_word, by_name = [said(await house.admin(word)) for word in (spoken.word, spoken.in_french)]

    assert by_name == by_word


async def test_the_button_of_the_nearest_word_says_it_by_the_name_that_it_has_here(house):
    assert pressed(await house.admin("abonnner"), "abonner") == ("subscribe", "")
    assert pressed(await house.admin("unmutee", "huawei"), "unmute huawei") == ("mute", "off huawei")


@pytest.mark.parametrize("typed", ["idée\u200b\xa0 fixe\u202e", "ide\u0301e fixe\ud800"])
async def test_what_is_typed_is_cleaned_as_items_are(house, typed):
    await house.admin("mute", typed)

    assert (await house.store.read(choices.muted, "slack:C1")).terms == {"idée fixe"}


async def test_a_server_of_which_the_file_names_a_channel_is_not_the_home_team_there(house):
    """What is filed for that channel is the home team's; what its admins do and see is their own server's."""
    home = {"platform": Platform.DISCORD, "channel": "4001"}
    named = {"platform": Platform.DISCORD, "team": "G2", "channel": "4000", "is_home": False}
    await house.admin("follow", "huawei", user_name="Ada", **home)
    await house.admin("mute", "horoscopes", user_name="Bo", **named)
    await house.admin("follow", "huawei", **named | {"channel": "4002"})

    status = said(await house.ask("status", **named))
    assert "Bo: mute" in status
    assert "Ada" not in status

    await house.admin(*pressed(await house.admin("settings", "forget", **named), "Forget"), **named)
    left = await house.store.read(choices.follows)
    assert [wish.channel for wish in left] == ["discord:4001"]
    assert "Bo" not in said(await house.ask("status", **named))


@pytest.mark.parametrize(
    ("word", "text"), [("status", ""), ("share", "status"), ("Share", "état"), ("share", "mute x")]
)
async def test_who_asks_is_asked_after_also_where_a_word_is_shared(house, word, text):
    assert house.commands.asks_who(word, text)
    assert not house.commands.asks_who("share", "search chips")


@pytest.mark.parametrize(("typed", "word"), [("aide", "help"), ("Aujourd’hui", "today"), ("état", "status")])
async def test_a_word_may_be_said_in_french(house, typed, word):
    assert (await house.ask(typed)).message.summary == (await house.ask(word)).message.summary


async def test_the_bot_speaks_french_where_it_is_asked_to(house):
    french = {**FILLED, "voice": ("fr",)}
    await house.admin(*pressed(await house.admin("subscribe", fields=french), "Keep it"))

    assert "Ce canal suit désormais : Huawei" in said(await house.admin("follow", "huawei"))
    assert "Vouliez-vous dire « search »" in said(await house.ask("serach"))
    assert "Mis en sourdine dans ce canal : le média scmp.com." in said(await house.admin("mute", "scmp.com"))
    lifted = said(await house.admin("mute", "off scmp.com"))
    assert "Le média scmp.com n’est plus en sourdine dans ce canal." in lifted


async def test_actors_are_called_in_french_where_the_bot_speaks_it(house):
    french = {**FILLED, "voice": ("fr",)}
    await house.admin(*pressed(await house.admin("subscribe", fields=french), "Keep it"))
    request = Request("", "", Platform.SLACK, "", "C1", "U1")

    assert "Ce canal suit désormais : États-Unis" in said(await house.admin("follow", "united states"))
    assert pressed(await house.ask("follow"), "Ne plus suivre\u202f: États-Unis") == (
        "unfollow",
        "united-states",
    )
    assert "l’acteur Corée du Sud" in said(await house.admin("mute", "actor:south-korea"))
    assert "Chine" in said(await house.ask("search", "zz actor:china"))
    for typed in ("états-unis", "United States", "美国"):
        assert ("États-Unis", "united-states") in await house.commands.complete("actor", typed, request)


async def test_a_store_that_cannot_be_read_is_the_operator_s_and_a_reader_hears_nothing_of_the_machine(
    house, monkeypatch, caplog
):
    def damaged(db, *_):
        raise StoreError("/srv/parallax.db: is damaged")

    monkeypatch.setattr(story_store, "get", damaged)
    answer = said(await house.ask("story", "abcd1234"))

    assert "Something went wrong on our side" in answer
    assert "/srv" not in answer
    assert "is damaged" in caplog.text


async def test_hello_is_said_once_a_place(house):
    place = Place(Platform.SLACK, "T1", "C1")

    assert "Parallax" in said(await house.commands.hello(place))
    assert await house.commands.hello(place) is None
    assert await house.commands.hello(Place(Platform.SLACK, "T1", "C2")) is not None


async def test_hello_says_how_the_channel_gets_a_digest(house):
    hello = said(await house.commands.hello(Place(Platform.SLACK, "T1", "C1")))

    assert "/parallax subscribe" in hello
    assert "have a digest posted in this channel" in hello
    # That is what help says of itself.
    assert "this list" not in hello


@pytest.mark.parametrize(
    ("let_in", "is_on"),
    [
        (Place(Platform.SLACK, "T1", "C1"), ["slack:T1:C1"]),
        # On Discord a channel has its id in no other server, and may be the home team's.
        (Place(Platform.DISCORD, "G1", "400"), ["discord:400"]),
        (Place(Platform.DISCORD, "G1", "500"), ["discord:G1:500"]),
    ],
)
async def test_a_channel_that_lets_us_in_again_is_posted_to(house, let_in, is_on):
    keys = ["discord:400", "discord:G1:500", "slack:C1", "slack:T1:C1"]
    for key in keys:
        await house.store.write(channel_store.switch_off, Place.of(key), "is_archived", MORNING)

    await house.commands.let_in(let_in)

    off = await house.store.read(channel_store.off)
    assert [key for key in keys if key not in off] == is_on


async def test_a_channel_that_has_another_id_follows_what_it_followed(house):
    await house.admin("follow", "huawei", channel="G1")

    await house.commands.moved(Place(Platform.SLACK, "", "G1"), Place(Platform.SLACK, "", "C9"))

    assert "Huawei" in said(await house.ask("follow", channel="C9"))
    assert "Huawei" not in said(await house.ask("follow", channel="G1"))


@pytest.mark.parametrize(("channel", "is_named"), [("CFILE", True), ("C1", False)])
async def test_whoever_runs_it_is_told_of_another_id_of_a_channel_that_the_file_names(
    house, caplog, channel, is_named
):
    await house.commands.moved(Place(Platform.SLACK, "", channel), Place(Platform.SLACK, "", "C9"))

    assert ("write_in_the_file" in caplog.text) == is_named


async def test_what_happens_to_a_team_while_the_store_takes_nothing_ends_no_platform(house, caplog):
    place = Place(Platform.DISCORD, "G1", "C1")
    house.store.close()

    await house.commands.came(place.platform, place.team, "100")
    assert await house.commands.having(place.platform, "100") == ()
    assert await house.commands.hello(place) is None
    await house.commands.let_in(place)
    await house.commands.moved(place, Place(Platform.DISCORD, "G1", "C2"))
    await house.commands.left(place.platform, place.team)

    assert caplog.text.count("the database is closed") == 6
    assert "Traceback" not in caplog.text


async def test_every_button_of_every_answer_says_a_word(house):
    id_ = await house.story("Nvidia")
    for word, text in [("today", ""), ("search", "ai"), ("story", id_), ("compare", id_), ("why", id_)]:
        answer = await house.ask(word, text)
        for block in answer.message.blocks:
            for button in block.buttons if isinstance(block, Card | Buttons) else ():
                assert button.word in {*WORDS, "share"}
