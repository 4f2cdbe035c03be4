"""Draw what both platforms show: `python -m tests.pictures FOLDER [PLATFORM=FILE ...]`, with Debian's chromium.

A FILE holds what `parallax digest --as PLATFORM` prints. Without one, the demo's answers are drawn.
"""

import asyncio
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from playwright.async_api import async_playwright

from tests.pictures.pages import page

CHROMIUM = "/usr/bin/chromium"
WIDTHS = (360, 1280)
TONES = ("light", "dark")


async def draw(folder: Path, bodies: Mapping[tuple[str, str], list[dict]], *, tones=TONES) -> None:
    """Write one PNG for each (name, platform), width and tone."""
    folder.mkdir(parents=True, exist_ok=True)
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=CHROMIUM)
        for (name, platform), parts in bodies.items():
            for width in WIDTHS:
                for tone in tones:
                    tab = await browser.new_page(viewport={"width": width, "height": 400})
                    await tab.set_content(page(platform, parts, tone))
                    await tab.screenshot(
                        path=folder / f"{name}-{platform}-{width}-{tone}.png", full_page=True
                    )
                    await tab.close()
        await browser.close()


async def main(folder: Path, named: list[str]) -> None:
    bodies = {}
    for argument in named:
        platform, _, file = argument.partition("=")
        bodies[Path(file).stem, platform] = json.loads(Path(file).read_text(encoding="utf-8"))
    if not bodies:
        from tests.pictures.demo import demo_bodies

        bodies = await demo_bodies()
    await draw(folder, bodies)


asyncio.run(main(Path(sys.argv[1]), sys.argv[2:]))
