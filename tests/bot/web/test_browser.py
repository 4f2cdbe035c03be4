"""The pages in a real browser: opened, searched, read at two widths, checked with axe."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.async_api import async_playwright

from bot.worker import InProcess
from digest.model.feed import Feed, FeedState, PullState
from digest.pipeline import Line
from digest.store import feed_states
from tests.builders import NOW, item

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# Of what is well, how much was looked at: the whole of it would take longer to hand over than to find.
RUN_AXE = """axe.run({resultTypes: ["violations"]})
    .then(({passes, violations}) => ({passes: passes.length, violations}))"""
WIDTHS = (360, 1280)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="this machine has no chromium")


@pytest.fixture
async def browser():
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield launched
        await launched.close()


async def test_every_page_reads_at_both_widths_without_an_error_or_a_barrier(opened, browser):
    faults = []
    async with opened() as served:
        page = await (await browser.new_context(color_scheme="dark")).new_page()
        # Our policy forbids scripts, and axe is one: here it is let past.
        lenient = await (await browser.new_context(bypass_csp=True)).new_page()
        page.on("console", lambda said: faults.append(said.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        # Reached in the dark and opened again in the light, each page asks for the pictures of both.
        for path in [path async for path in reached_from(page, f"{served.url}/")]:
            await page.emulate_media(color_scheme="light")
            await page.goto(path)
            await lenient.goto(path)
            await lenient.evaluate(AXE)
            for scheme in ("light", "dark"):
                await page.emulate_media(color_scheme=scheme)
                for width in WIDTHS:
                    await page.set_viewport_size({"width": width, "height": 800})
                    wide = await page.evaluate("document.documentElement.scrollWidth")
                    faults += [f"{path} is {wide} pixels wide at {width}, {scheme}"] if wide > width else []
                await lenient.emulate_media(color_scheme=scheme)
                found = await lenient.evaluate(RUN_AXE)
                assert found["passes"], "axe looked at nothing"
                faults += [
                    f"{path}, {scheme}: {each['id']}: {each['nodes'][0]['html']}"
                    for each in found["violations"]
                ]

    assert not faults


async def test_a_table_that_scrolls_on_a_screen_is_printed_whole(opened, browser):
    async with opened() as served:
        page = await browser.new_page()
        await page.goto(f"{served.url}/themes")
        shown = []
        for media in ("screen", "print"):
            await page.emulate_media(media=media)
            shown += await page.eval_on_selector_all(
                ".wide", "all => all.map(each => getComputedStyle(each).overflowX)"
            )

    assert shown == ["auto", "visible"]


async def reached_from(page, first):
    """Open every page of ours that can be reached by links, and the search that a reader types; yield where we are."""
    seen, left = {first}, [first]
    while left:
        await page.goto(left.pop())
        links = await page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        for link in links:
            bare = link.split("#")[0]
            if bare.startswith(first) and bare not in seen:
                seen.add(bare)
                left.append(bare)
        yield page.url
    await page.goto(first)
    await page.fill("#q", "chips")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/search?q=chips")
    assert await page.locator("article").count() > 0
    yield page.url


async def test_titles_of_any_length_and_direction_stay_on_a_phones_page(opened, browser):
    titles = [
        "وزارة التجارة الأمريكية تشدد ضوابط تصدير رقائق الذكاء الاصطناعي Nvidia إلى الصين",
        "美国商务部收紧对华人工智能芯片出口管制，新增十二家企业列入实体清单，英伟达股价应声下跌",
        "Exportkontrollen" * 20 + " Nvidia AI chip",
    ]
    faults, directions = [], {}
    async with opened() as served:
        # Each by two outlets, so that each has a course.
        told = [item(title, outlet=f"{n}.example") for n, title in enumerate(titles * 2)]
        await Line(served.site.store, InProcess().run, lambda: served.site.knowledge).take_in(told, now=NOW)
        page = await (await browser.new_context(viewport={"width": 360, "height": 800})).new_page()
        async for path in reached_from(page, f"{served.url}/"):
            wide = await page.evaluate("document.documentElement.scrollWidth")
            faults += [f"{path} is {wide} pixels wide"] if wide > 360 else []
            # In a line of ours a foreign title keeps its direction, and the line keeps ours.
            for title, own, line in await page.eval_on_selector_all(
                "li a[dir]",
                "all => all.map(a => [a.textContent, ...[a, a.parentElement].map(e => getComputedStyle(e).direction)])",
            ):
                directions[title] = own, line

    assert not faults
    assert directions[titles[0]] == ("rtl", "ltr")
    assert set(directions.values()) <= {("rtl", "ltr"), ("ltr", "ltr")}


async def test_what_ails_feeds_and_the_table_of_the_others_have_room_on_a_desk(opened, browser):
    reason = "the name averylongname.that.is.spelt.wrong.example could not be looked up just now"
    feeds = [Feed(id=f"{name}-of-a-publisher", url=f"https://{name}.example/feed") for name in "abc"]
    states = [
        FeedState(
            feed.id,
            first_seen=NOW,
            state=PullState.FAILING,
            reason=reason,
            last_success=NOW - timedelta(days=3),
            next_pull=NOW + timedelta(minutes=30),
            newest_item=NOW - timedelta(days=4),
            rhythm_s=3600,
            failures=12,
        )
        for feed in feeds
    ]
    states[0] = replace(states[0], state=PullState.OK, reason=None, failures=0, newest_item=NOW)
    async with opened() as served:
        served.site.feeds = lambda: feeds
        await served.site.store.write(feed_states.keep, states)
        page = await (await browser.new_context(viewport={"width": 1280, "height": 800})).new_page()
        await page.goto(f"{served.url}/feeds")
        [table] = await page.eval_on_selector_all(
            ".wide", "all => all.map(e => [e.scrollWidth, e.clientWidth])"
        )
        lines = await page.eval_on_selector_all("main li", "all => all.map(e => e.clientWidth)")

    assert table[0] <= table[1]
    assert len(lines) == 2
    assert min(lines) > 300


async def test_a_stranger_signs_in_with_the_password_by_keyboard_alone(opened, browser):
    async with opened("http://127.0.0.1", password="open sesame") as served:
        page = await (await browser.new_context()).new_page()
        await page.goto(f"{served.url}/digests")
        await page.focus("#password")
        await page.keyboard.type("open sesame")
        await page.keyboard.press("Enter")
        # The address is the same before and after; the heading is not.
        await page.get_by_role("heading", name="Digests", exact=True).wait_for()

        assert page.url == f"{served.url}/digests"
