"""Who follows a story or an actor, and how it is told."""

from digest.store import choices, items
from digest.store import stories as story_store
from digest.tell.message import Bullets, Buttons, Text
from tests.bot.conftest import pressed, said
from tests.builders import item, story


async def test_an_actor_is_followed_once_and_no_more(house):
    assert "now follows Huawei" in said(await house.admin("follow", "华为"))
    assert "follows Huawei already" in said(await house.admin("follow", "huawei"))
    assert "Huawei" in said(await house.ask("follow"))

    ended = await house.admin(*pressed(await house.ask("follow"), "Unfollow Huawei"))
    assert "no longer follows Huawei" in said(ended)
    assert "follows nothing" in said(await house.ask("unfollow"))


async def test_what_is_chosen_already_can_be_ended_where_that_is_said(house):
    for word in ("follow", "mute"):
        await house.admin(word, "huawei")

    ended = [
        said(await house.admin(*pressed(await house.admin(word, "huawei"), "Un")))
        for word in ("follow", "mute")
    ]

    assert "no longer follows Huawei" in ended[0]
    assert "hears of the actor Huawei again" in ended[1]


async def test_a_follow_ends_as_a_mute_does_too(house):
    await house.admin("follow", "huawei")

    ended = await house.admin("follow", "off huawei")

    assert "no longer follows Huawei" in said(ended)
    assert "now follows Huawei" in said(await house.admin(*pressed(ended, "Undo")))
    assert "does not follow Nvidia" in said(await house.admin("follow", "off nvidia"))
    assert "Unfollow Huawei" in said(await house.admin("follow", "off"))


async def test_who_follows_in_a_thread_is_told_that_the_news_comes_to_its_channel(house):
    followed = said(await house.admin("follow", "huawei", is_in_thread=True))
    again = said(await house.admin("follow", "huawei"))

    assert "The channel of this thread now follows Huawei. News of it is posted there" in followed
    assert "This channel follows Huawei already" in again


async def test_who_follows_again_where_the_bot_may_not_write_is_told_so_again(house):
    for _ in range(2):
        assert "the bot may not write" in said(await house.admin("follow", "huawei", may_post=False))


async def test_each_of_many_that_are_followed_has_a_button_that_ends_it(house):
    names = ("huawei", "nvidia", "openai", "deepseek", "alibaba", "asml", "xai")
    for name in names:
        await house.admin("follow", name)

    (ends,) = [block for block in (await house.ask("follow")).message.blocks if isinstance(block, Buttons)]

    assert [button.argument for button in ends.buttons] == list(names)


async def test_what_is_followed_is_listed_as_it_is_written(house):
    for name in ("xai", "huawei"):
        await house.admin("follow", name)

    assert Bullets(((Text("xAI"),), (Text("Huawei"),))) in (await house.ask("follow")).message.blocks


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
