"""What each word answers, on the demo's three days of news."""

from datetime import timedelta

import pytest

from bot.chat import Request, Role
from bot.commands import WORDS
from bot.post.desk import Desk
from bot.post.owed import compose_owed
from bot.status import gather_status
from digest.errors import StoreError
from digest.ids import derive_id
from digest.model.place import Place, Platform
from digest.model.subscription import Edition, Layout, Mute
from digest.store import channels as channel_store
from digest.store import choices, items, kept, memory, subscriptions
from digest.store import feeds as feed_store
from digest.store import stories as story_store
from digest.tell.message import Bullets, Buttons, Card, Heading, Picture, Text
from digest.tell.told import snapshot
from tests.bot.conftest import MORNING, pressed, said
from tests.builders import feed, item, story, subscription

STORY = "Hangzhou lab"


async def test_today_tells_the_channel_its_digest_so_far(house):
    answer = await house.ask("today")

    assert answer.private
    assert any(isinstance(block, Card) for block in answer.message.blocks)
    assert "held back" in said(answer)
    # The channel has no subscription whose name the digest could bear.
    assert answer.message.blocks[0] == Heading("Digest of Thu 30 January 2025")


async def test_today_tells_one_theme_by_its_name_or_its_beginning(house):
    def titles(answer):
        return [block.title.text for block in answer.message.blocks if isinstance(block, Card)]

    told = [titles(await house.ask("today", typed)) for typed in ("talent", "Talent", "tal")]

    assert told == [["DeepSeek's engineers were trained in China, and stayed there"]] * 3

    assert "Did you mean “talent”?" in said(await house.ask("today", "talant"))


async def test_a_search_is_read_forgivingly_and_turned_page_by_page(house):
    first = await house.ask("search", "deepseek since:30d")
    second = await house.ask(*pressed(first, "Next page"))
    back = await house.ask(*pressed(second, "Previous page"))

    titles = [[c.title.text for c in a.message.blocks if isinstance(c, Card)] for a in (first, second, back)]
    assert len(titles[0]) == 5
    assert not set(titles[0]) & set(titles[1])
    assert titles[0] == titles[2]
    assert not first.replaces
    assert second.replaces


async def test_a_search_for_nothing_asks_what_to_look_for(house):
    answer = await house.ask("search", " ")

    assert "Write `search` and what to look for" in said(answer)
    assert not any(isinstance(block, Card) for block in answer.message.blocks)


async def test_only_an_answer_on_one_page_says_how_many_stories_it_has(house):
    first = await house.ask("search", "deepseek since:30d")
    second = await house.ask(*pressed(first, "Next page"))
    whole = await house.ask("search", "lutnick since:30d")

    assert [answer.message.summary for answer in (first, second)] == ["Search: deepseek"] * 2
    assert whole.message.summary == "1 story for “lutnick”"


async def test_a_search_says_what_it_was_narrowed_to(house):
    """A shared answer is read by those who did not type the question."""
    typed = "nvidia theme:talent since:30d viewpoint:us language:en actor:deepseek"
    for words in (typed, f"zzzz {typed}"):
        told = said(await house.ask("search", words))
        assert "Talent · since Tue 31 December 2024 · US · English · DeepSeek" in told


async def test_a_search_for_an_actors_name_says_how_it_is_found_in_every_script(house):
    for words, name in (("nvidia language:zh", "nvidia"), ("chips 英伟达", "英伟达")):
        told = said(await house.ask("search", words))
        assert f"“{name}” is an actor’s name: " in told
        assert "'actor:nvidia'" in told
    for words in ("chips", "-nvidia", "H20 actor:nvidia", "page:5 nvidia"):
        assert "actor’s name" not in said(await house.ask("search", words))


async def test_words_that_are_told_without_a_figure_may_be_searched_for(house):
    told = said(await house.ask("figures", "H20"))
    nowhere = said(await house.ask("figures", "zzzz"))

    assert "No figure found for “H20”" in told
    assert "'search H20'" in told
    assert "another spelling" not in told
    assert "another spelling" in nowhere


async def test_an_outlet_that_is_known_may_have_told_nothing_yet(house):
    assert "Nothing found for “zzz”" in said(await house.ask("search", "zzz outlet:scmp.com"))
    for typed in ("scpm.com", "SCMP", '"South China Morning Post"'):
        assert "Did you mean “scmp.com”?" in said(await house.ask("search", f"zzz outlet:{typed}"))


async def test_past_the_last_page_there_are_no_more_results(house):
    past = await house.ask("search", "page:500 nvidia since:30d")

    assert "no more results" in said(past)
    assert "Try fewer words" not in said(past)
    assert pressed(past, "Previous page")


@pytest.mark.parametrize(
    ("word", "typed", "told"),
    [
        ("search", "*", "« * » ne contient aucun mot à chercher"),
        ("figures", "🙂", "« 🙂 » ne contient aucun mot à chercher"),
        ("search", "a" * 3_000, "3 000 caractères"),
        ("search", "zzz outlet:capitol-wir.example", "Vouliez-vous dire « capitol-wire.example »"),
    ],
)
async def test_what_cannot_be_looked_for_is_said_in_the_channel_s_language(house, word, typed, told):
    await house.admin(
        *pressed(await house.admin("subscribe", fields={**FILLED, "voice": ("fr",)}), "Keep it")
    )

    assert told in said(await house.ask(word, typed))


async def test_a_story_offers_its_next_steps(house):
    id_ = await house.story("Nvidia")
    answer = await house.ask("story", id_[:8])

    for label, word in (("Compare", "compare"), ("Why", "why"), ("Follow", "follow")):
        assert pressed(answer, label) == (word, id_)
        assert not said(await house.admin(word, id_)).startswith("That did not work")


async def test_a_story_bears_one_title_whatever_is_asked_of_it(house):
    for told in await house.store.read(story_store.newest, None, 200):
        title = (await house.ask("story", told.id)).message.summary
        assert title in said(await house.ask("why", told.id))


async def test_a_story_says_its_themes_by_name_and_why_a_digest_has_not_told_it(house):
    id_ = await house.story("Lutnick")

    assert "Export controls" in said(await house.ask("story", id_))
    told = said(await house.ask("why", id_))
    assert "No digest has judged it yet." in told
    assert "held back" not in told


async def test_a_story_that_the_channel_was_told_says_so_without_the_channels_id(house):
    id_ = await house.story("Lutnick")
    one = await house.store.read(story_store.get, id_)
    was_told = snapshot(one, (), "digest", MORNING)
    await house.store.write(memory.remember, "slack:C1", [was_told])
    await house.store.write(memory.remember, "slack:C2", [was_told])

    answer = said(await house.ask("story", id_))

    assert answer.count("Told here on Thu 30 January 2025") == 1
    assert "C1" not in answer
    assert "C2" not in answer


async def test_words_in_place_of_an_id_are_searched_for(house):
    answer = await house.ask("story", "nvidia shares")

    assert any(isinstance(block, Card) for block in answer.message.blocks)


@pytest.mark.parametrize("word", ["story", "compare", "why"])
@pytest.mark.parametrize("typed", ["0123456789abcdef", "ab"])
async def test_an_id_of_no_story_is_said_so(house, word, typed):
    assert f"“{typed}” is the id of no story, or of several" in said(await house.ask(word, typed))


@pytest.mark.parametrize("word", ["story", "compare", "why"])
async def test_a_story_that_was_not_named_is_asked_for(house, word):
    assert f"Press Details under one in `today` or `search`; or write `{word}` and its id" in said(
        await house.ask(word)
    )


async def test_figures_are_listed(house):
    assert "593" in said(await house.ask("figures", "nvidia"))


async def test_figures_may_be_narrowed_by_time_and_by_nothing_else(house):
    assert "593" in said(await house.ask("figures", "nvidia since:7d"))
    assert "No figure found" in said(await house.ask("figures", "nvidia since:1h"))
    assert "`figures chips since:7d`" in said(await house.ask("figures", "nvidia viewpoint:us"))


async def test_trends_come_with_a_picture_and_its_words(house):
    answer = await house.ask("trends", "talent")

    picture = next(block for block in answer.message.blocks if isinstance(block, Picture))
    assert picture.png.startswith(b"\x89PNG")
    assert picture.alt


@pytest.mark.parametrize("theme", ["", "talent"])
async def test_trends_of_weeks_without_a_story_say_so(house, theme):
    house.time += timedelta(weeks=52)

    assert "No stories were filed in these weeks" in said(await house.ask("trends", theme))


@pytest.mark.parametrize("word", ["themes", "feeds", "status", "help"])
async def test_words_about_the_house_are_answered_to_everyone(house, word):
    answer = await house.ask(word, role=Role.GUEST)

    assert answer.private
    assert "did not work" not in said(answer)


async def test_help_names_every_word_of_the_contract(house):
    helped = said(await house.ask("help"))

    assert [word for word in WORDS if word not in helped] == []


@pytest.mark.parametrize("word", ["subscribe", "settings"])
async def test_what_a_form_does_not_take_is_said_and_what_it_does(house, word):
    said_ = said(await house.admin(word, "talent 08:00"))

    assert f"`{word}` opens a form" in said_
    assert "`settings stop`" in said_


async def test_words_that_are_no_word_may_be_searched_for_with_one_press(house):
    answer = await house.ask("nvidia", "shares")

    assert "no word that I know" in said(answer)
    assert pressed(answer, "search nvidia shares") == ("search", "nvidia shares")
    # However long it was, the button's argument fits any platform.
    assert len(pressed(await house.ask("nvidia", "shares " * 100), "search nvidia")[1]) <= 60


async def test_only_what_was_found_is_offered_to_the_channel(house):
    for word, typed in (
        ("search", "zzzz"),
        ("figures", "zzzz"),
        ("story", "zzzz"),
        ("search", "page:500 nvidia since:30d"),
    ):
        answer = await house.ask(word, typed)
        assert "Share with the channel" not in said(answer)
    assert "Share with the channel" in said(await house.ask("search", "nvidia since:30d"))


async def test_a_word_that_there_is_not_gets_the_nearest_one_and_the_help(house):
    answer = await house.ask("serach", "nvidia")

    assert "Did you mean “search”?" in said(answer)
    assert pressed(answer, "search nvidia") == ("search", "nvidia")
    assert "follow huawei" in said(answer)


async def test_an_answer_is_shared_with_the_channel_by_its_button(house):
    alone = await house.ask("search", "nvidia")
    shared = await house.ask(*pressed(alone, "Share with"))

    assert alone.private
    assert not shared.private
    assert "Share with" not in said(shared)
    assert [b for b in shared.message.blocks if isinstance(b, Card)]


async def test_what_is_too_long_for_a_button_is_kept_and_found_again(house):
    long = "nvidia " + "-quantum " * 40
    alone = await house.ask("search", long)
    word, argument = pressed(alone, "Share with")

    assert len(argument) <= 60
    assert "quantum" in said(await house.ask(word, argument))
    assert "too old" in said(await house.ask("search", "~0123456789abcdef"))


# ---- follow and mute ------------------------------------------------------------------------------


async def test_an_actor_is_followed_once_and_no_more(house):
    assert "now follows Huawei" in said(await house.admin("follow", "华为"))
    assert "follows Huawei already" in said(await house.admin("follow", "huawei"))
    assert "Huawei" in said(await house.ask("follow"))

    ended = await house.admin(*pressed(await house.ask("follow"), "Unfollow Huawei"))
    assert "no longer follows Huawei" in said(ended)
    assert "follows nothing" in said(await house.ask("unfollow"))


async def test_a_channel_chooses_so_much_and_no_more(house, monkeypatch):
    monkeypatch.setattr(choices, "MOST_CHOSEN", 2)
    for name in ("huawei", "nvidia"):
        await house.admin("follow", name)
        await house.admin("mute", name)

    assert "End one with `unfollow` first" in said(await house.admin("follow", "openai"))
    assert "Unmute one first" in said(await house.admin("mute", "openai"))
    assert "follows Huawei already" in said(await house.admin("follow", "huawei"))
    await house.admin("unfollow", "huawei")
    await house.admin("mute", "off huawei")
    assert "now follows OpenAI" in said(await house.admin("follow", "openai"))
    assert "hears no more" in said(await house.admin("mute", "openai"))


async def test_a_story_is_followed_under_its_title(house):
    id_ = await house.story("Nvidia")

    assert "now follows" in said(await house.admin("follow", id_))
    assert [wish.target for wish in await house.store.read(choices.follows, "slack:C1")] == [id_]


async def test_a_story_that_is_followed_is_called_as_it_is_told(house):
    chinese = item("小城启用AI芯片出口许可证网站", outlet="d.example", language="zh-Hans")
    english = item("Small town opens a site for chip licences", outlet="e.example")
    told = story(chinese.title, language="zh-Hans", items=(chinese.id, english.id))
    await house.store.write(items.add, [chinese, english])
    await house.store.write(story_store.save, [told])

    for answer in (await house.admin("follow", told.id), await house.admin("follow")):
        assert english.title in said(answer)
        assert chinese.title not in said(answer)


async def test_a_name_that_is_nobody_s_gets_the_nearest(house):
    assert "Did you mean “huawei”?" in said(await house.admin("follow", "huwaei"))


async def test_a_name_that_is_near_nobody_s_is_to_be_searched_for(house):
    refused = said(await house.admin("follow", "zzqqx"))

    assert "“zzqqx” is no actor that I know. Look for it as a word, with `search`." in refused


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("scmp.com", "outlet:scmp.com"),
        ("https://www.unknown-site.example/feed", "outlet:unknown-site.example"),
        ("outlet:bloomberg", "outlet:bloomberg.com"),
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
    assert Bullets(((Text("The outlet scmp.com"),),)) in answer.message.blocks
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


# ---- suggest --------------------------------------------------------------------------------------


async def test_a_suggested_feed_is_looked_at_and_added_by_an_admin(house):
    house.offer("https://new.example", "First title", "Second title")
    thanks = await house.ask("suggest", "new.example", role=Role.GUEST, user_name="Gil")
    assert "An admin of the home team will look at" in said(thanks)
    assert house.looked == []
    assert [heard.summary for heard in house.admin_heard] == ["Gil suggests a feed: https://new.example"]
    assert "waits for an admin already" in said(await house.ask("suggest", "https://new.example"))
    assert "Look at it" not in said(await house.ask("feeds"))

    waiting = await house.admin("feeds")
    assert "Gil suggests a feed: https://new.example" in said(waiting)
    shown = await house.admin(*pressed(waiting, "Look at it"))
    assert "First title" in said(shown)
    added = await house.admin(*pressed(shown, "Add this feed"))
    assert "was added" in said(added)
    assert [feed.id for feed in await house.store.read(feed_store.added)] == ["offered"]

    again = await house.admin(*pressed(shown, "Add this feed"))
    assert "settled that suggestion already" in said(again)


async def test_words_that_only_look_like_an_id_are_searched_for(house):
    answer = said(await house.ask("story", "fed nvidia"))

    assert "id of no story" not in answer
    assert "fed nvidia" in answer


@pytest.mark.parametrize("other", ["Add this feed", "Decline"])
async def test_of_two_admins_who_settle_a_suggestion_at_once_the_second_is_told_so(house, other):
    house.offer("https://new.example", "First title")
    await house.ask("suggest", "https://new.example")
    shown = await house.admin(*pressed(await house.admin("feeds"), "Look at it"))
    first = []

    async def looked_at_slowly(url):
        if not first:
            first.append(None)
            first.append(await house.admin(*pressed(shown, other)))
        return house.looks[url]

    house.look = looked_at_slowly
    second = await house.admin(*pressed(shown, "Add this feed"))

    assert ("was added" if other == "Add this feed" else "was declined") in said(first[1])
    assert "settled that suggestion already" in said(second)
    feeds = [feed.id for feed in await house.store.read(feed_store.added)]
    assert feeds == (["offered"] if other == "Add this feed" else [])
    log = said(await house.admin("status"))
    assert log.count("feeds add") == len(feeds)


async def test_of_a_page_whose_feed_was_added_it_is_said_and_not_that_it_waits(house):
    page = "https://new.example"
    house.offer(page, "First title")
    await house.ask("suggest", page)
    shown = await house.admin(*pressed(await house.admin("feeds"), "Look at it"))
    await house.admin(*pressed(shown, "Add this feed"))

    answer = await house.ask("suggest", page)

    assert said(answer).startswith("An admin has added the feed of https://new.example before")


async def test_what_is_secret_in_a_suggested_address_is_shown_to_nobody(house):
    secret = "0a1b2c3d4e5f60718293a4b5"
    url = f"https://new.example/feed?token={secret}"
    house.offer(url)

    answers = [await house.ask("suggest", url, user_name="Gil"), await house.ask("suggest", url)]
    waiting = await house.admin("feeds")
    looked = await house.admin(*pressed(waiting, "Look at it"))
    declined = await house.admin(*pressed(looked, "Decline"))
    log = await house.admin("status")

    assert house.looked == [url]
    for message in (*answers, waiting, looked, declined, log, *house.admin_heard):
        assert secret not in str(message)
    assert "suggest https://new.example" in said(log)


async def test_a_feed_that_was_added_since_is_counted_in_status_too(house):
    on = sum(feed.on for feed in house.settings.feeds)
    await house.store.write(feed_store.add, feed("https://new.example/feed", id="new", from_file=False))

    found = await gather_status(house.settings, house.store, now=MORNING)

    assert found.feeds_on == on + 1


async def test_a_feed_that_is_there_already_is_named_and_how_one_that_is_off_is_switched_on(house):
    on, off = (next(feed for feed in house.settings.feeds if feed.on == wanted) for wanted in (True, False))

    assert f"as “{on.id}”" in said(await house.ask("suggest", on.url))
    assert f'on = ["{off.id}"]' in said(await house.ask("suggest", off.url))


@pytest.mark.parametrize("typed", ["", "nothing", "file:///etc/passwd", "javascript:alert(1)", "a b.c"])
async def test_what_is_no_address_is_not_suggested(house, typed):
    assert "Write `suggest` and the address" in said(await house.ask("suggest", typed))


async def test_why_a_suggested_page_has_no_feed_is_said_in_the_channel_s_language(house):
    french = {**FILLED, "voice": ("fr",)}
    await house.admin(*pressed(await house.admin("subscribe", fields=french), "Keep it"))
    await house.ask("suggest", "https://bare.example")

    looked = await house.admin(*pressed(await house.admin("feeds"), "Regarder"))

    assert "https://bare.example : aucun flux n’a été trouvé là" in said(looked)


# ---- subscribe and settings -----------------------------------------------------------------------

FILLED = {
    "themes": ("talent", "export_controls"),
    "at": ("7.30",),
    "zone": ("paris",),
    "days": ("mon", "wed"),
    "stories": ("5",),
}


async def test_a_form_is_previewed_and_only_then_kept(house):
    form = (await house.admin("subscribe")).form
    assert [len(part.fields) <= 5 for part in form.parts] == [True, True]

    preview = await house.admin("subscribe", form.draft, fields=FILLED)
    assert "Monday and Wednesday at 07:30 (Europe/Paris)" in said(preview)
    assert any(isinstance(block, Card) for block in preview.message.blocks)
    assert await house.store.read(subscriptions.saved) == []

    kept = await house.admin(*pressed(preview, "Keep it"))
    assert "Kept: Monday and Wednesday at 07:30 (Europe/Paris)" in said(kept)
    (one,) = await house.store.read(subscriptions.saved)
    assert (one.platform, one.team, one.channel, one.stories) == (Platform.SLACK, "", "C1", 5)
    assert one.themes == ("export_controls", "talent")
    assert not one.from_file


@pytest.mark.parametrize(
    ("layouts", "offered"),
    [
        ((Layout.FLAT, Layout.THREAD), ["flat", "thread"]),
        ((Layout.FORUM,), ["forum"]),
        (tuple(Layout), ["flat", "thread", "forum"]),
    ],
)
async def test_a_form_offers_the_layouts_that_its_channel_takes_and_keeps_no_other(house, layouts, offered):
    here = {"platform": Platform.DISCORD, "channel": "400", "layouts": layouts}

    (more,) = (await house.admin("subscribe", **here)).form.parts[1:2]
    field = next(field for field in more.fields if field.name == "layout")
    # As a form of an older version may bring.
    preview = await house.admin("subscribe", fields=FILLED | {"layout": ("forum",)}, **here)
    await house.admin(*pressed(preview, "Keep it"), **here)

    assert [option.value for option in field.options] == offered
    assert field.chosen == offered[0]
    (kept,) = await house.store.read(subscriptions.saved)
    assert kept.layout == ("forum" if "forum" in offered else "flat")


async def test_a_channel_that_was_switched_off_is_tried_again_once_it_subscribes(house):
    for place in (Place(Platform.SLACK, "", "C1"), Place(Platform.SLACK, "", "C2")):
        await house.store.write(channel_store.switch_off, place, "is_archived", house.time)

    await house.admin(*pressed(await house.admin("subscribe", fields=FILLED), "Keep it"))

    assert await house.store.read(channel_store.off) == {"slack:C2": "is_archived"}


async def test_settings_begin_where_the_channel_is_and_keep_what_is_not_changed(house):
    await house.admin(*pressed(await house.admin("subscribe", fields=FILLED), "Keep it"))

    form = (await house.admin("settings")).form
    chosen = {field.name: field for part in form.parts for field in part.fields}
    assert chosen["at"].value == "07:30"
    assert chosen["days"].chosen == ("mon", "wed")

    changed = await house.admin("settings", fields={"edition": ("weekly",), "quiet": ("on",)})
    await house.admin(*pressed(changed, "Keep it"))
    (one,) = await house.store.read(subscriptions.saved)
    assert (one.at, one.edition, one.quiet) == ("07:30", Edition.WEEKLY, True)


async def test_a_form_is_asked_in_steps_without_losing_what_was_filled_in(house):
    here = {"platform": Platform.DISCORD, "channel": "400"}
    first = await house.admin("subscribe", fields=FILLED, **here)
    step = await house.admin(*pressed(first, "Change: More"), **here)
    second = await house.admin("subscribe", step.form.draft, fields={"edition": ("weekly",)}, **here)

    assert step.form.opens_at == 1
    assert "weekly, Monday at 07:30 (Europe/Paris)" in said(second)


async def test_on_slack_which_shows_the_whole_form_at_once_one_button_leads_back_to_it(house):
    preview = await house.admin("subscribe", fields=FILLED)
    mistaken = await house.admin("subscribe", fields=FILLED | {"at": ("25:00",)})

    for answer in (preview, mistaken):
        (row,) = [block for block in answer.message.blocks if isinstance(block, Buttons)]
        assert [button.label for button in row.buttons] == ["Change it"]


async def test_who_chooses_a_voice_is_told_stories_in_its_language_first(house):
    preview = await house.admin("subscribe", fields=FILLED | {"themes": ("open_source",), "voice": ("fr",)})
    await house.admin(*pressed(preview, "Keep it"))
    (kept,) = await house.store.read(subscriptions.saved)

    assert "DeepSeek publie Janus-Pro" in said(preview)
    assert kept.languages == ("fr", "en")
    assert "DeepSeek publie Janus-Pro" in said(await house.ask("today"))
    same = await house.admin("settings", fields={"voice": ("fr",), "stories": ("3",)})
    assert "DeepSeek publie Janus-Pro" in said(same)


async def test_a_change_of_a_digest_says_when_the_next_one_comes(house):
    first = await house.admin(*pressed(await house.admin("subscribe", fields=FILLED), "Keep it"))
    changed = await house.admin("settings", fields={"edition": ("weekly",), "voice": ("fr",)})
    second = await house.admin(*pressed(changed, "Keep it"))

    assert "The first digest comes Mon 3 February" in said(first)
    assert "chaque semaine, le lundi à 07:30 (Europe/Paris). Prochain point : lun. 3 février" in said(second)


async def test_what_is_kept_is_confirmed_in_the_voice_that_was_chosen(house):
    preview = await house.admin("subscribe", fields=FILLED | {"voice": ("fr",)})
    kept = await house.admin(*pressed(preview, "Keep it"), may_post=False)

    assert "Enregistré : lundi et mercredi à 07:30" in said(kept)
    assert "Mais le bot ne peut pas encore écrire" in said(kept)
    assert pressed(kept, "Arrêter ce point") == ("settings", "stop")


async def test_a_mistake_in_a_form_is_named_by_field_and_nothing_is_kept(house):
    wrong = {**FILLED, "at": ("25:00",), "zone": ("Europe/Pari",), "days": ()}
    answer = await house.admin("subscribe", fields=wrong)

    assert set(answer.form.problems) == {"at", "zone", "days"}
    assert "Did you mean Europe/Paris?" in said(answer)
    assert "Choose at least one day." in said(answer)
    assert answer.confirm is None
    assert house.commands.check(wrong).keys() == {"at", "zone", "days"}


@pytest.mark.parametrize("zone", ["CEST", "GMT+2", "UTC+1", "Delhi", "Mumbai"])
async def test_no_zone_is_offered_that_only_looks_like_the_one_meant(house, zone):
    answer = await house.admin("subscribe", fields={**FILLED, "zone": (zone,)})

    assert f"“{zone}” is no time zone; write a city’s, as in Europe/Paris." in said(answer)


async def test_a_subscription_bears_its_channel_s_name_where_that_is_free(house):
    for channel, name in (("C1", "news"), ("C2", "news"), ("C3", "desk"), ("C4", "")):
        who = {"channel": channel, "channel_name": name}
        await house.admin(*pressed(await house.admin("subscribe", fields=FILLED, **who), "Keep it"), **who)

    kept = await house.store.read(subscriptions.saved)
    assert {one.channel: one.name for one in kept} == {
        "C1": "news",
        "C2": "news-C2",
        "C3": "desk-C3",
        "C4": "C4",
    }


async def test_two_channels_of_one_name_whose_forms_are_open_at_once_keep_a_subscription_each(house):
    places = [{"channel": channel, "channel_name": "news"} for channel in ("C1", "C2")]
    previews = [await house.admin("subscribe", fields=FILLED, **place) for place in places]

    for preview, place in zip(previews, places, strict=True):
        await house.admin(*pressed(preview, "Keep it"), **place)

    kept = await house.store.read(subscriptions.saved)
    assert {one.channel: one.name for one in kept} == {"C1": "news", "C2": "news-C2"}


async def test_a_channel_that_is_renamed_while_two_admins_fill_in_its_form_has_one_subscription(house):
    previews = [await house.admin("subscribe", fields=FILLED, channel_name=name) for name in ("news", "desk")]

    for preview in previews:
        await house.admin(*pressed(preview, "Keep it"))

    assert [one.name for one in await house.store.read(subscriptions.saved)] == ["news"]


async def test_a_subscription_is_kept_with_its_channel_let_in_again_or_not_at_all(house):
    place = Place(Platform.SLACK, "", "C1")
    await house.store.write(channel_store.switch_off, place, "is_archived", house.time)
    await house.store.write(
        lambda db: db.execute(
            "CREATE TRIGGER refuse BEFORE DELETE ON channels_off BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )
    )

    await house.admin(*pressed(await house.admin("subscribe", fields=FILLED), "Keep it"))

    assert await house.store.read(subscriptions.saved) == []


async def test_who_unsubscribes_is_not_offered_to_subscribe(house):
    await house.admin(*pressed(await house.admin("subscribe", fields=FILLED), "Keep it"))

    answer = await house.admin("unsubscribe")

    assert "gets no digest any more" in said(answer)
    assert await house.store.read(subscriptions.saved) == []


async def test_a_digest_that_was_stopped_comes_back_as_it_was(house):
    preview = await house.admin("subscribe", fields=FILLED | {"edition": ("weekly",), "voice": ("fr",)})
    await house.admin(*pressed(preview, "Keep it"))
    await house.admin("mute", "huawei")
    before = await house.store.read(subscriptions.saved)

    stopped = await house.admin("settings", "stop")
    await house.admin(*pressed(stopped, "Annuler"))

    assert await house.store.read(subscriptions.saved) == before


async def test_who_asks_for_news_where_the_bot_may_not_write_is_told_so_at_once(house):
    preview = await house.admin("subscribe", fields=FILLED, may_post=False)
    kept = await house.admin(*pressed(preview, "Keep it"), may_post=False)
    followed = await house.admin("follow", "huawei", may_post=False)
    elsewhere = await house.admin("follow", "nvidia")

    assert "may not write in this channel yet" in said(kept)
    assert "/invite @Parallax" in said(kept)
    assert "may not write in this channel yet" in said(followed)
    assert "may not write" not in said(elsewhere)
    assert len(await house.store.read(subscriptions.saved)) == 1


async def test_what_somebody_typed_is_never_taken_for_a_draft(house):
    forged = subscription(platform=Platform.SLACK, channel="C1", zone="No/Such", stories=10**9)
    typed = subscriptions.write(forged)
    # The button of what was meant stands for what was typed, which is kept under an id that anybody can work out.
    await house.admin("serach", typed)
    id_ = derive_id("kept", typed)

    assert await house.store.read(kept.get, id_) == typed
    assert "too old" in said(await house.admin("settings", f"keep {id_}"))
    assert await house.store.read(subscriptions.saved) == []


async def test_a_part_of_a_form_that_there_is_not_opens_the_first(house):
    assert (await house.admin("settings", f"part {'9' * 5000}")).form.opens_at == 0


async def test_a_draft_is_of_one_channel_alone(house):
    preview = await house.admin("subscribe", fields=FILLED)

    assert "too old" in said(await house.admin(*pressed(preview, "Keep it"), channel="C2"))
    assert await house.store.read(subscriptions.saved) == []


@pytest.mark.parametrize(("name", "told"), [("news", " · news"), ("", "")])
async def test_a_digest_is_named_after_its_channel_and_never_by_an_id(house, name, told):
    """Of a private channel Slack does not say the name."""
    where = {"channel": "C0PRIVATE", "channel_name": name}
    preview = await house.admin("subscribe", fields=FILLED, **where)
    await house.admin(*pressed(preview, "Keep it"), **where)

    answer = await house.ask("today", **where)

    assert answer.message.blocks[0] == Heading(f"Digest of Thu 30 January 2025{told}")

    await house.commands.moved(*(Place(Platform.SLACK, "", channel) for channel in ("C0PRIVATE", "C0SHARED")))
    answer = await house.ask("today", **where | {"channel": "C0SHARED"})

    assert answer.message.blocks[0] == Heading(f"Digest of Thu 30 January 2025{told}")


async def test_a_subscription_of_the_file_is_left_to_the_file(house):
    for word in ("subscribe", "settings"):
        answer = await house.admin(word, channel="CFILE")
        assert "“desk” stands in the configuration file" in said(answer)
        assert answer.form is None


async def test_what_was_chosen_in_a_channel_can_be_ended_though_the_file_subscribes_it_since(house):
    chosen = subscription("news", platform=Platform.SLACK, channel="CFILE", from_file=False)
    await house.store.write(subscriptions.save, chosen)

    settings = said(await house.admin("settings", channel="CFILE"))
    ended = said(await house.admin("settings", "stop", channel="CFILE"))

    assert "“desk” stands in the configuration file" in settings
    assert "“news”, chosen in this channel, comes beside it" in settings
    assert "“news” comes no more" in ended
    assert "“desk” stands in the configuration file" in ended
    assert await house.store.read(subscriptions.saved) == []


async def test_each_of_two_subscriptions_of_one_channel_is_said(house):
    settings = said(await house.admin("settings", channel="CTWO"))
    status = said(await house.admin("status", channel="CTWO"))

    for name, when in (
        ("week", "weekly, Monday at 09:30 (UTC)"),
        ("weekdays", "Monday to Friday at 08:00 (UTC)"),
    ):
        assert (
            f"“{name}” stands in the configuration file, and can only be changed there: {when}." in settings
        )
    assert "This channel: weekly, Monday at 09:30 (UTC); Monday to Friday at 08:00 (UTC)" in status


@pytest.mark.parametrize("typed", ["idée\u200b\xa0 fixe\u202e", "ide\u0301e fixe\ud800"])
async def test_what_is_typed_is_cleaned_as_items_are(house, typed):
    await house.admin("mute", typed)

    assert (await house.store.read(choices.muted, "slack:C1")).terms == {"idée fixe"}


async def test_a_digest_is_stopped_and_the_team_forgotten_on_request(house, caplog):
    await house.admin(*pressed(await house.admin("subscribe", fields=FILLED), "Keep it"))
    await house.admin("follow", "huawei")

    await house.admin("settings", "stop")
    assert await house.store.read(subscriptions.saved) == []
    sure = await house.admin("settings", "forget")
    assert await house.store.read(choices.follows)
    await house.admin(*pressed(sure, "Forget"))
    assert await house.store.read(choices.follows) == []
    # The team's own log of changes is gone with the rest.
    assert "UADMIN" in caplog.text


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


async def test_what_the_file_has_posted_to_a_server_is_in_its_status(house):
    named = {"platform": Platform.DISCORD, "team": "G2", "channel": "4000", "is_home": False}
    guild = house.settings.subscription("guild")
    await compose_owed(Desk(house.store, house.settings.knowledge, {}, feeds=list), guild, MORNING)
    await house.store.write(channel_store.switch_off, guild.place, "is gone", MORNING)

    found = await gather_status(house.settings, house.store, now=MORNING, team=(Platform.DISCORD, ""))

    assert getattr(found.last_digest, "subscription", None) == "guild"
    assert found.channels_off == ("discord:4000",)
    assert "discord:4000" in said(await house.ask("status", **named))


async def test_who_changed_what_is_read_with_status_by_members_and_not_by_guests(house):
    await house.admin("follow", "huawei", user_name="Ada", channel_name="news")

    assert "Ada: follow Huawei (#news)" in said(await house.ask("status"))
    assert "Ada" not in said(await house.ask("status", role=Role.GUEST))


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


async def test_a_channel_that_lets_us_in_again_is_posted_to(house):
    place = Place(Platform.SLACK, "T1", "C1")
    await house.store.write(channel_store.switch_off, place, "is_archived", MORNING)

    await house.commands.let_in(place)

    assert await house.store.read(channel_store.off) == {}


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


async def test_completions_hold_what_was_typed_and_are_few(house):
    request = Request("", "", Platform.DISCORD, "G1", "400", "U1")
    for option in (
        "theme",
        "outlet",
        "feed",
        "story",
        "actor",
        "subject",
        "mutable",
        "viewpoint",
        "language",
    ):
        pairs = await house.commands.complete(option, "", request)
        assert 0 < len(pairs) <= 25, option
    assert ("Huawei", "huawei") in await house.commands.complete("actor", "huaw", request)
    assert await house.commands.complete("nothing", "", request) == []


@pytest.mark.parametrize(
    ("option", "typed", "offered"),
    [
        ("actor", "华为", ("Huawei", "huawei")),
        ("subject", "华为", ("Huawei", "huawei")),
        ("mutable", "华为", ("Huawei", "actor:huawei")),
        ("language", "中文", ("Chinese (zh)", "zh")),
        ("language", "allemand", ("German (de)", "de")),
        ("viewpoint", "chine", ("China", "china")),
    ],
)
async def test_what_is_known_by_other_names_is_offered_by_them_too(house, option, typed, offered):
    request = Request("", "", Platform.DISCORD, "G1", "D1", "U1")

    assert offered in await house.commands.complete(option, typed, request)


async def test_every_button_of_every_answer_says_a_word(house):
    id_ = await house.story("Nvidia")
    for word, text in [("today", ""), ("search", "ai"), ("story", id_), ("compare", id_), ("why", id_)]:
        answer = await house.ask(word, text)
        for block in answer.message.blocks:
            for button in block.buttons if isinstance(block, Card | Buttons) else ():
                assert button.word in {*WORDS, "share"}


async def test_feeds_that_are_named_are_told_alone(house):
    named = next(feed for feed in house.settings.feeds if feed.on)

    assert named.id in said(await house.ask("feeds", named.id))
    assert "Nothing found" in said(await house.ask("feeds", "no such feed"))
