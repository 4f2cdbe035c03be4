import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from functools import partial
from xml.etree import ElementTree

import pytest
from yarl import URL

from bot.web.charts import Charts
from bot.web.site import MOST_LISTED, Carried
from bot.web.syndication import atom
from bot.worker import InProcess
from digest.errors import StoreError
from digest.ids import derive_id
from digest.model.story import Story
from digest.model.subscription import Mute
from digest.model.theme import Filing
from digest.model.window import Window
from digest.pipeline import Line
from digest.store import digests as digest_store
from digest.store import items
from digest.store import stories as story_store
from digest.tell.summarise import Summary
from tests.bot.web.conftest import HOME, ITEMS
from tests.builders import NOW, item, story

PATHS = ["/", "/digests", "/themes", "/themes/export_controls", "/search?q=chips", "/figures", "/feeds"]


async def story_of(site, index=0):
    return (await site.store.read(story_store.newest))[index]


async def digest_of(site, team=""):
    return (await site.store.read(digest_store.shelf, team))[0].id


@pytest.mark.parametrize("path", PATHS)
async def test_each_page_opens_with_one_heading_and_a_strict_policy(opened, path):
    async with opened() as page, page.client.get(page.url + path) as response:
        text = await response.text()

    assert response.status == 200
    assert text.count("<h1") == 1
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "script" not in response.headers["Content-Security-Policy"]


async def test_a_digest_is_shown_as_it_was_sent(opened):
    async with opened() as page:
        shown = await page.get(f"/digests/{await digest_of(page.site)}")

    assert "Digest of Wed 4 March 2026" in shown
    assert "US tightens export controls on AI chips for China" in shown or "Washington tightens" in shown
    assert "https://a.example/" in shown
    assert "held back" in shown


async def test_a_digest_s_page_is_called_by_its_whole_day_also_in_french(site):
    french = replace(site, subscriptions=lambda: [replace(HOME, voice="fr")])

    page = await french.digest(await digest_of(site), "")

    assert page.title == "Le point du mer. 4 mars 2026 · morning"


async def test_in_french_a_theme_s_feed_has_a_space_before_its_colon(site):
    assert replace(site, voice="fr").feed_title("talent") == "Parallax\u202f: Talents"


async def test_a_storys_page_tells_its_course_and_leads_to_each_sides_words(opened):
    async with opened() as page:
        story = await story_of(page.site)
        course = await page.get(f"/stories/{story.id}")
        compared = await page.get(f"/stories/{story.id}/compare")
        reasons = await page.get(f"/stories/{story.id}/why")

    assert "How it went" in course
    assert f'href="/stories/{story.id}/compare"' in course
    assert "Each side’s words" in compared
    assert "Filed under" in reasons


async def test_what_the_file_mutes_is_said_where_no_digest_has_judged_a_story(site):
    story = await story_of(site)

    page = await replace(site, mute=Mute(terms=frozenset({"export controls"}))).why(story.id, "T3")

    assert "muted term: export controls" in str(page.message)


async def kept(site, name, ends, count=1):
    """Keep digests of so many subscriptions that end at one time; return the links to their pages."""
    first = await site.stored_digest(await digest_of(site), "")
    window = Window(ends - timedelta(hours=24), ends)
    ids = [derive_id(name, number) for number in range(count)]
    for each in ids:
        await site.store.write(digest_store.save, replace(first, id=each, subscription=each, window=window))
    return [f'href="/digests/{each}"' for each in ids]


async def test_digests_of_one_time_stand_on_one_page_however_many_they_are(opened):
    async with opened() as page:
        links = await kept(page.site, "s", NOW + timedelta(hours=1), MOST_LISTED + 5)
        shown = await page.get("/digests")

    assert all(link in shown for link in links)


async def test_pages_of_digests_lead_to_the_oldest_and_no_further(opened):
    async with opened() as page:
        oldest = await kept(page.site, "s", NOW - timedelta(hours=24), 3)
        for number in range(MOST_LISTED):
            await kept(page.site, f"l{number}", NOW + timedelta(minutes=number))
        newest = await page.get("/digests")
        last = await page.get(newest.split('">Older<')[0].rsplit('href="', 1)[1])

    assert all(link in last for link in oldest)
    assert ">Older<" not in last


@pytest.mark.parametrize(("newer", "leads"), [(6, False), (7, True)])
async def test_the_first_page_leads_to_older_digests_where_there_are_any(opened, newer, leads):
    async with opened() as page:
        await kept(page.site, "s", NOW + timedelta(hours=1), newer)
        shown = await page.get("/")

    assert ('href="/digests">Older<' in shown) == leads


async def test_a_list_titles_a_story_as_its_own_page_does(opened):
    told = [
        item("外交部发言人回应美国对华AI芯片出口管制", outlet="d.example", language="zh-Hans"),
        item("中国外交部：反对美国AI芯片出口管制", outlet="e.example", language="zh-Hans"),
        item("Beijing objects to US export controls on AI chips", outlet="f.example"),
    ]
    grown = story(
        told[0].title,
        language="zh-Hans",
        items=tuple(each.id for each in told),
        themes=(Filing("export_controls", 3.0, ("AI chips",)),),
    )
    async with opened() as page:
        await page.site.store.write(items.add, told)
        await page.site.store.write(story_store.save, [grown])
        listed = [await page.get(path) for path in ("/", "/themes/export_controls")]

    for text in listed:
        assert told[2].title in text
        assert told[0].title not in text


async def test_what_is_in_another_language_than_the_page_says_so_to_whoever_reads_it_aloud(opened):
    summary = "美国商务部周二表示，将把十二家中国人工智能芯片企业列入出口管制实体清单，该规定立即生效。"
    chinese = item(
        "美国收紧对华人工智能芯片出口管制", summary=summary, outlet="d.example", language="zh-Hans"
    )
    async with opened() as page:
        await Line(page.site.store, InProcess().run, lambda: page.site.knowledge).take_in([chinese], now=NOW)
        kept = (await page.site.store.read(items.get, [chinese.id]))[chinese.id].story
        own = (f"/stories/{kept}", f"/stories/{kept}/compare", f"/stories/{kept}/why")
        paths = ["/themes/export_controls", "/search?q=芯片", *own]
        shown = [await page.get(path) for path in paths]
        stated = await page.get("/figures?q=芯片")

    for text in shown:
        assert '<html lang="en">' in text
        assert f'<span lang="zh-Hans">{chinese.title}</span>' in text
    _, found, alone, compared, _ = shown
    for text in (found, alone, stated):
        assert '<span lang="zh-Hans">美国商务部周二表示' in text
    # The sentence is that of a figure, too.
    assert alone.count('<span lang="zh-Hans">美国商务部周二表示') == 2
    assert '<span lang="zh-Hans">“美国商务部周二表示' in compared


async def test_nothing_of_a_feed_is_markup(opened):
    async with opened() as page:
        found = await page.get("/search?q=friends")

    assert "&lt;b&gt;Huawei&lt;/b&gt; &amp; friends" in found
    assert "<script" not in found


@pytest.mark.parametrize(
    "typed", ['"', "-", "theme:talnt", "a" * 10_000, "😀", "\x00", "since:7d until:30d", "<svg onload=x>"]
)
async def test_whatever_is_searched_for_gets_a_sentence(opened, typed):
    async with opened() as page, page.client.get(page.url + "/search", params={"q": typed}) as response:
        text = await response.text()

    assert response.status == 200
    assert text.count("<h1") == 1
    assert "onload=x>" not in text


async def test_pages_of_what_was_found_are_turned_by_stories_forth_and_back(opened):
    told = [item(f"Zinc {number} is dear") for number in range(14)]
    one = story(told[0].title, items=tuple(each.id for each in told[:4]))
    async with opened() as page:
        await page.site.store.write(items.add, told)
        await page.site.store.write(story_store.save, [one])
        first = await page.get("/search?q=zinc")
        second = await page.get("/search?q=zinc&from=10")

    assert [text.count("<article>") for text in (first, second)] == [10, 1]
    assert 'href="/search?q=zinc&amp;from=10">Next page<' in first
    assert 'href="/search?q=zinc&amp;from=0">Previous page<' in second
    assert "Next page" not in second


async def test_figures_may_be_narrowed_by_time_and_by_nothing_else(opened):
    async with opened() as page:
        found, later, narrowed = [
            await page.get("/figures", params={"q": typed})
            for typed in ("entity since:7d", "entity since:2099-01-01", "entity viewpoint:us")
        ]

    assert "12" in found
    assert "No figure found" in later
    assert "can be narrowed by words and by" in narrowed


async def test_a_theme_is_searched_by_its_name_and_an_outlet_that_nobody_knows_gets_the_nearest(opened):
    async with opened() as page:
        named = await page.get("/search", params={"q": 'theme:"search and consumer apps"'})
        unknown = await page.get("/search", params={"q": "outlet:a.exampel"})

    assert "is no theme" not in named
    assert "Did you mean “a.example”?" in unknown


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/stories/ffffffffffffffff", "no such story"),
        ("/stories/zzzz/why", "no such story"),
        ("/digests/ffffffffffffffff", "no such digest"),
        ("/themes/exprt_controls", "export_controls"),
        ("/nowhere/at/all", "no such page"),
    ],
)
async def test_what_is_not_there_is_said_in_a_sentence(opened, path, said):
    async with opened() as page:
        text = await page.get(path, status=404)

    assert said in text
    assert '<a href="/digests">' in text


async def test_a_themes_stories_can_be_read_in_a_feed_reader(opened):
    async with opened() as page:
        atom = ElementTree.fromstring(await page.get("/themes/export_controls/feed.atom"))
        feed = json.loads(await page.get("/feed.json"))

    titles = [entry.findtext("{*}title") for entry in atom.iter("{http://www.w3.org/2005/Atom}entry")]
    assert any("export controls on AI chips" in title for title in titles)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert {item["title"] for item in feed["items"]} >= set(titles)
    home = atom.find("{*}link[@rel='alternate']").get("href")
    assert URL(home).path == "/themes/export_controls"
    assert URL(feed["home_page_url"]).path == "/"


@pytest.mark.parametrize("path", ["/feed.atom", "/themes/export_controls/feed.json"])
async def test_a_feed_reader_is_told_when_nothing_has_changed(opened, path):
    async with opened() as page:
        async with page.client.get(page.url + path) as response:
            known = response.headers["ETag"]
        statuses = []
        for sent in (known, f"W/{known}", '"another"'):
            async with page.client.get(page.url + path, headers={"If-None-Match": sent}) as response:
                statuses.append(
                    (response.status, response.headers["ETag"] == known, bool(await response.read()))
                )

    assert statuses == [(304, True, False), (304, True, False), (200, True, True)]


async def test_a_new_feeds_backlog_stands_below_todays_news_and_bears_its_own_dates(opened):
    old, pulled = NOW - timedelta(days=9), NOW + timedelta(hours=1)
    late = item("SMIC answers the AI chip export controls of 2025", published=old, first_seen=pulled)
    async with opened() as page:
        await Line(page.site.store, InProcess().run, lambda: page.site.knowledge).take_in([late], now=pulled)
        listed = [await page.get(path) for path in ("/", "/themes/export_controls")]
        atom = ElementTree.fromstring(await page.get("/feed.atom"))
        feed = json.loads(await page.get("/feed.json"))

    for text in listed:
        assert text.index("tightens export controls") < text.index("SMIC")
        assert "Mon 23 February 2026" in text
    entry = atom.findall("{*}entry")[-1]
    assert entry.findtext("{*}title") == late.title
    assert entry.findtext("{*}published") == feed["items"][-1]["date_published"] == "2026-02-23T08:00:00Z"
    assert entry.findtext("{*}updated") == feed["items"][-1]["date_modified"] == "2026-03-04T09:00:00Z"
    assert atom.findtext("{*}updated") == "2026-03-04T09:00:00Z"


async def test_a_chart_is_a_picture_in_light_and_in_dark(opened):
    async with opened() as page:
        pictures = []
        for name in ("chart.png", "chart-dark.png"):
            async with page.client.get(f"{page.url}/themes/export_controls/{name}") as response:
                pictures.append(await response.read())

    assert all(png.startswith(b"\x89PNG") for png in pictures)
    assert pictures[0] != pictures[1]


async def test_a_malformed_request_is_no_error_of_ours(opened, caplog):
    async with opened() as page:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(page.url.rpartition(":")[2]))
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n")
        answer = await reader.read()
        writer.close()

    assert b" 400 " in answer
    assert not caplog.records


async def test_two_hundred_readers_at_once_all_get_their_page(opened):
    async with opened() as page:
        texts = await asyncio.gather(*(page.get("/") for _ in range(200)))

    assert all("Newest stories" in text for text in texts)


async def test_a_story_of_two_days_has_its_course_as_a_chart(opened):
    later = NOW + timedelta(days=1)
    again = replace(ITEMS[0], id="again", url="https://d.example/1", outlet="d.example")
    async with opened() as page:
        line = Line(page.site.store, InProcess().run, lambda: page.site.knowledge)
        await line.take_in([replace(again, published=later, first_seen=later)], now=later)
        story = next(found for found in await page.site.store.read(story_store.newest) if found.outlets > 2)
        text = await page.get(f"/stories/{story.id}")
        async with page.client.get(f"{page.url}/stories/{story.id}/chart-dark.png") as response:
            png = await response.read()

    assert f'src="/stories/{story.id}/chart.png"' in text
    assert png.startswith(b"\x89PNG")


async def test_a_chart_that_many_ask_for_at_once_is_drawn_once():
    drawn = []

    async def run(drawing, **_limits):
        drawn.append(drawing)
        await asyncio.sleep(0.05)
        return drawing()

    def draw(shade):
        return shade.encode()

    charts = Charts(run)
    light, dark = partial(draw, "light"), partial(draw, "dark")
    pictures = await asyncio.gather(*(charts.picture(light) for _ in range(50)), charts.picture(dark))

    assert pictures == [b"light"] * 50 + [b"dark"]
    assert len(drawn) == 2


async def test_the_days_of_a_chart_are_those_of_the_course_beside_it(site):
    site.subscriptions = lambda: (replace(HOME, zone="Asia/Tokyo"),)
    evening = NOW.replace(day=5, hour=20)
    again = replace(ITEMS[0], id="again", url="https://d.example/1", outlet="d.example")
    line = Line(site.store, InProcess().run, lambda: site.knowledge)
    await line.take_in([replace(again, published=evening, first_seen=evening)], now=evening)
    told = next(found for found in await site.store.read(story_store.newest) if found.outlets > 2)

    page = await site.story(told.id, "")

    assert "Fri 6 March 05:00" in str(page.message.blocks)
    assert "Fri 6 March" in page.charts[0].alt


async def test_a_time_that_is_none_is_said_in_a_sentence(opened):
    async with opened() as page:
        text = await page.get("/digests?before=yesterweek", status=404)

    assert "yesterweek" in text


async def test_atom_is_well_formed_whatever_is_asked_for_and_however_a_theme_is_called(opened):
    async with opened() as page:
        asked = await page.get("/themes/talent%1f/feed.atom")
    story = Story("s", "T\x00", "e\x01n", NOW, NOW, NOW, themes=(Filing("x\x02", 1.0),))
    summary = Summary("T\x00\ud800", "e\x01n", (), headline_only=True)
    told = Carried(story, summary, "https://a.example/", published=NOW, updated=NOW)
    written = atom("My\x01 theme", [told], base="https://x.example", path="/feed.atom")

    assert ElementTree.fromstring(asked).tag.endswith("feed")
    assert ElementTree.fromstring(written.encode()).tag.endswith("feed")


async def test_a_page_that_cannot_be_read_says_so_and_nothing_of_the_machine(opened, caplog):
    def damaged(db, *_):
        raise StoreError("/srv/parallax.db: is damaged")

    async with opened() as page:
        page.site.archive.search = page.site.archive.find = damaged
        text = await page.get("/search?q=chips", status=503)

    assert "/srv" not in text
    assert "Something went wrong on our side" in text
    assert "is damaged" in caplog.text
