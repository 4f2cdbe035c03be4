"""Draw what both platforms show, with Debian's chromium, so that somebody can look at it.

python -m tests.pictures FOLDER                      the demo's answers, on phones and desks, light and dark
python -m tests.pictures FOLDER PLATFORM=FILE ...    what `parallax digest --as PLATFORM` printed into FILE
python -m tests.pictures --docs                      the three pictures in docs/
"""

import asyncio
import io
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image
from playwright.async_api import Browser, async_playwright
from rich.console import Console
from rich.text import Text

from bot.demo import run_demo
from bot.terminal import render
from tests.pictures.demo import demo_bodies
from tests.pictures.pages import page

CHROMIUM = "/usr/bin/chromium"
WIDTHS, TONES = (360, 1280), ("light", "dark")
DOCS = Path(__file__).parents[2] / "docs"
# The platform's usual tone, and as much of a digest as says how it looks.
IN_DOCS = {"slack": ("light", 730, 900), "discord": ("dark", 690, 1010)}
_COLOURS = 64
# Columns and lines of the terminal.
TERMINAL = (84, 46)

Bodies = list[dict[str, Any]]


async def draw(folder: Path, bodies: Mapping[tuple[str, str], Bodies]) -> None:
    """Write one PNG for each name and platform, width and tone."""
    folder.mkdir(parents=True, exist_ok=True)
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=CHROMIUM)
        for (name, platform), parts in bodies.items():
            for width in WIDTHS:
                for tone in TONES:
                    png = await _drawn(browser, platform, parts, tone, width)
                    (folder / f"{name}-{platform}-{width}-{tone}.png").write_bytes(png)
        await browser.close()


async def draw_for_docs() -> None:
    bodies = await demo_bodies()
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=CHROMIUM)
        for platform, (tone, width, height) in IN_DOCS.items():
            whole = Image.open(
                io.BytesIO(await _drawn(browser, platform, bodies["today", platform], tone, width))
            )
            part = whole.convert("RGB").crop((0, 0, width, min(height, whole.height)))
            part.quantize(_COLOURS, dither=Image.Dither.NONE).save(DOCS / f"{platform}.png", optimize=True)
        await browser.close()


async def draw_terminal() -> None:
    """Write the head of the demo's digest as a terminal shows it."""
    with TemporaryDirectory() as folder:
        _, message = await run_demo(Path(folder) / "demo.db")
    shown = render(message, width=TERMINAL[0], colour=True).splitlines()[: TERMINAL[1]]
    console = Console(record=True, width=TERMINAL[0], file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi("\n".join(shown)))
    console.save_svg(str(DOCS / "terminal.svg"), title="parallax demo")


async def _drawn(browser: Browser, platform: str, parts: Bodies, tone: str, width: int) -> bytes:
    tab = await browser.new_page(viewport={"width": width, "height": 400})
    await tab.set_content(page(platform, parts, tone))
    png = await tab.screenshot(full_page=True)
    await tab.close()
    return png


async def main(arguments: Sequence[str]) -> None:
    if list(arguments) == ["--docs"]:
        await draw_for_docs()
        await draw_terminal()
        return
    folder, *named = arguments
    bodies: dict[tuple[str, str], Bodies] = {}
    for argument in named:
        platform, _, file = argument.partition("=")
        bodies[Path(file).stem, platform] = json.loads(Path(file).read_text(encoding="utf-8"))
    await draw(Path(folder), bodies or await demo_bodies())


if sys.argv[1:] != ["--docs"] and (len(sys.argv) < 2 or sys.argv[1].startswith("-")):
    sys.exit(__doc__)
asyncio.run(main(sys.argv[1:]))
