"""What the words that ask answer: today, search, story, figures, compare, why, trends."""

from datetime import timedelta

import pytest

from digest.model.digest import Verdict
from digest.model.window import Window
from digest.store import digests as digest_store
from digest.store import memory
from digest.store import stories as story_store
from digest.tell.message import Card, Heading, Picture
from digest.tell.told import snapshot
from tests.bot.conftest import FILLED, MORNING, pressed, said
from tests.builders import DAY
from tests.digest.store.made import digest


async def test_today_tells_the_channel_its_digest_so_far(house):
    answer = await house.ask("today")

    assert answer.private
    assert any(isinstance(block, Card) for block in answer.message.blocks)
    assert "held back" in said(answer)
    # The channel has no subscription whose name the digest could bear.
    assert answer.message.blocks[0] == Heading("Digest of Thu 30 January 2025")


@pytest.mark.parametrize("name", ["today", "search", "news"])
async def test_a_channel_without_a_subscription_is_told_nothing_by_what_one_is_called(house, name):
    def titles(answer):
        return [block.title.text for block in answer.message.blocks if isinstance(block, Card)]

    before = titles(await house.ask("today"))
    theirs = digest(name, day=MORNING.date(), window=Window(MORNING - DAY, MORNING))
    await house.store.write(digest_store.save, theirs, channel="slack:C9")

    assert titles(await house.ask("today")) == before != []


async def test_today_tells_one_theme_by_its_name_or_its_beginning(house):
    def titles(answer):
        return [block.title.text for block in answer.message.blocks if isinstance(block, Card)]

    told = [titles(await house.ask("today", typed)) for typed in ("talent", "Talent", "tal", "theme:talent")]

    assert told == [["DeepSeek's engineers were trained in China, and stayed there"]] * 4

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


@pytest.mark.parametrize("word", ["story", "compare", "why", "follow"])
async def test_a_story_bears_the_title_in_the_language_that_the_channel_prefers(house, word):
    id_ = await house.story("Janus")
    english = await house.admin(word, id_, channel="C2")
    await house.admin(*pressed(await house.admin("subscribe", fields=FILLED | {"voice": ("fr",)}), "Keep it"))

    french = await house.admin(word, id_)

    assert "DeepSeek releases Janus-Pro" in english.message.summary
    assert "DeepSeek publie Janus-Pro" in french.message.summary


async def test_a_story_offers_its_next_steps(house):
    id_ = await house.story("Nvidia")
    answer = await house.ask("story", id_[:8])

    for label, word in (("Compare", "compare"), ("Why", "why"), ("Follow", "follow")):
        assert pressed(answer, label) == (word, id_)
        assert not said(await house.admin(word, id_)).startswith("That did not work")


async def test_a_story_offers_nothing_in_a_direct_message_that_is_refused_there(house):
    answer = await house.admin("story", await house.story("Nvidia"), channel="D1", is_direct=True)

    buttons = [button for block in answer.message.blocks for button in getattr(block, "buttons", ())]
    assert [button.word for button in buttons] == ["compare", "why"]


async def test_a_story_bears_one_title_whatever_is_asked_of_it(house):
    for told in await house.store.read(story_store.newest, None, 200):
        title = (await house.ask("story", told.id)).message.summary
        assert title in said(await house.ask("why", told.id))


async def test_a_story_says_its_themes_by_name_and_why_a_digest_has_not_told_it(house):
    id_ = await house.story("Lutnick")

    assert "Export controls" in said(await house.ask("story", id_))
    told = said(await house.ask("why", id_))
    assert "No digest of the last month has judged it." in told
    assert "held back" not in told


async def test_of_a_story_that_was_shown_over_a_month_ago_nobody_says_that_no_digest_ever_judged_it(house):
    id_ = await house.story("Lutnick")
    old = digest("slack:C1", day=MORNING.date(), window=Window(MORNING - DAY, MORNING))
    await house.store.write(digest_store.save, old, [Verdict(id_, True, None, {})], "slack:C1")
    await house.store.write(digest_store.put_away, MORNING + DAY)

    assert "No digest of the last month has judged it." in said(await house.ask("why", id_))


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

    assert "No stories were filed in the last 8 weeks." in said(await house.ask("trends", theme))


async def test_words_that_only_look_like_an_id_are_searched_for(house):
    answer = said(await house.ask("story", "fed nvidia"))

    assert "id of no story" not in answer
    assert "fed nvidia" in answer
