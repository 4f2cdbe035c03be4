"""Nothing is fetched, parsed, imported or started that a pull does not need."""

import asyncio
import random
import sys
from datetime import timedelta
from email.utils import format_datetime
from importlib import import_module

import pytest
from aiohttp import web

from bot.cli import COMMANDS
from bot.cli.program import program
from bot.worker import InProcess
from config.knowledge import load_knowledge
from digest.line.arrivals import MOST_ITEMS
from digest.model.feed import Feed, PullState
from digest.pipeline import Line
from digest.pull.fetch import Fetcher
from digest.pull.schedule import Pull
from digest.store import items as item_store
from tests.builders import NOW
from tests.fakes.served import served
from tests.program import environment

# What only new bytes, chat or a drawing needs.
HEAVY = (
    "numpy",
    "feedparser",
    "trafilatura",
    "nh3",
    "slack_bolt",
    "slack_sdk",
    "discord",
    "matplotlib",
    "jinja2",
)
SAY_WHAT_IS_LOADED = f"""
import sys
from bot.cli import main

try:
    main()
finally:
    print("loaded:", [name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""


class Archive:
    """A feed of as many entries as it is told to have, the newest first; it knows no validators."""

    def __init__(self):
        self.entries = 3
        self.edition = ""
        self.port = 0

    async def answer(self, _request):
        entries = "".join(
            f"<item><title>Entry {n}{self.edition}</title><link>https://a.example/{n}</link>"
            f"<pubDate>{format_datetime(NOW - timedelta(hours=1) + timedelta(seconds=n))}</pubDate></item>"
            for n in reversed(range(self.entries))
        )
        text = f"<rss version='2.0'><channel><title>A</title><link>https://a.example/</link>{entries}</channel></rss>"
        return web.Response(text=text, content_type="application/rss+xml")


@pytest.fixture
async def archive():
    archive = Archive()
    app = web.Application()
    app.router.add_get("/feed", archive.answer)
    async with served(app) as archive.port:
        yield archive


@pytest.fixture
async def pull(archive, store):
    allow = frozenset({("127.0.0.1", archive.port)})
    async with Fetcher(allow=allow, host_interval=0, host_at_once=0) as fetcher:
        line = Line(store, InProcess().run, lambda: load_knowledge(embedder="none"))
        feed = Feed(id="a", url=f"http://127.0.0.1:{archive.port}/feed", title="A")

        async def pulled():
            [outcome] = await line.pull(fetcher, [feed], Pull(NOW, random.Random(0), force=True))
            return outcome

        pulled.titles = lambda: store.read(lambda db: {item.title for item in item_store.export(db)})
        yield pulled


async def test_of_a_flood_the_newest_are_taken_and_the_rest_stays_unknown(archive, pull):
    archive.entries = 480

    first = await pull()

    assert first.new == MOST_ITEMS == 200
    assert await pull.titles() == {f"Entry {n}" for n in range(280, 480)}

    # The next body brings one more, and the newest of what is still unknown.
    archive.entries = 481
    second = await pull()

    assert second.new == 200
    assert await pull.titles() == {f"Entry {n}" for n in range(81, 481)}


async def test_a_flood_on_a_second_pull_leaves_what_is_known_alone(archive, pull):
    await pull()
    archive.entries = 1000

    flood = await pull()

    assert (flood.new, flood.changed) == (200, 0)
    assert await pull.titles() == {f"Entry {n}" for n in (*range(3), *range(800, 1000))}


async def test_of_a_flood_of_changes_the_newest_are_taken(archive, pull):
    for archive.entries in (399, 400):
        await pull()
    archive.edition = ", changed"

    flood = await pull()

    assert (flood.new, flood.changed) == (0, MOST_ITEMS)
    assert {f"Entry {n}, changed" for n in range(200, 400)} < await pull.titles()


async def test_an_equal_body_is_unchanged_though_the_publisher_does_not_say_so(pull):
    await pull()

    assert (await pull()).state is PullState.UNCHANGED


async def test_a_pull_in_which_nothing_changed_imports_nothing_heavy_and_starts_no_child(archive, tmp_path):
    (tmp_path / "parallax.toml").write_text(
        f'[feeds]\ndefaults = false\n[[feed]]\nid = "a"\nurl = "http://127.0.0.1:{archive.port}/feed"\n',
        encoding="utf-8",
    )

    async def pull():
        words = ["--db", "parallax.db", "--now", "2026-03-04T08:00:00Z", "pull", "--force"]
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", SAY_WHAT_IS_LOADED, *words),
            cwd=tmp_path,
            env=environment(PARALLAX_ALLOW_HOSTS=f"127.0.0.1:{archive.port}"),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, errors = await process.communicate()
        return out.decode() + errors.decode()

    await pull()
    said = await pull()

    assert "1 unchanged" in said
    assert "loaded: []" in said


def test_each_command_stands_in_the_module_that_is_imported_for_it():
    modules = {f"bot.cli.{name}": commands for name, commands in COMMANDS.items()}
    for module in modules:
        import_module(module)
    added = [(one.name or one.callback.__name__, one.callback) for one in program.registered_commands]
    for group in program.registered_groups:
        added += [(group.name, one.callback) for one in group.typer_instance.registered_commands]

    assert {(command, function.__module__) for command, function in added} == {
        (command, module) for module, commands in modules.items() for command in commands
    }
