"""The pages in a real browser: opened, searched, read at two widths, checked with axe."""

import shutil
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.async_api import async_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_page_reads_at_both_widths_without_an_error_or_a_barrier(opened, browser, scheme):
    faults = []
    async with opened() as served:
        page = await (await browser.new_context(color_scheme=scheme)).new_page()
        # Our policy forbids scripts, and axe is one: here it is let past.
        lenient = await (await browser.new_context(color_scheme=scheme, bypass_csp=True)).new_page()
        page.on("console", lambda said: faults.append(said.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        for path in await reached_from(page, f"{served.url}/"):
            for width in WIDTHS:
                await page.set_viewport_size({"width": width, "height": 800})
                await page.goto(path)
                wide = await page.evaluate("document.documentElement.scrollWidth")
                faults += [f"{path} is {wide} pixels wide at {width}"] if wide > width else []
            await lenient.goto(path)
            await lenient.evaluate(AXE)
            found = await lenient.evaluate("axe.run()")
            assert found["passes"], "axe looked at nothing"
            faults += [f"{path}: {each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]

    assert not faults


async def reached_from(page, first):
    """Return every page of ours that can be reached by links, and the search that a reader types."""
    seen, left = {first}, [first]
    while left:
        await page.goto(left.pop())
        links = await page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        for link in links:
            bare = link.split("#")[0]
            if bare.startswith(first) and bare not in seen:
                seen.add(bare)
                left.append(bare)
    await page.goto(first)
    await page.fill("#q", "chips")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/search?q=chips")
    assert await page.locator("article").count() > 0
    return sorted(seen | {page.url})


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
