"""The whole line on feeds that ship with the program, served on loopback: no token, no network."""

import random
import shlex
import shutil
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.chat import Chat
from bot.console import Console
from bot.demo_feeds import MORNINGS, shipped
from bot.line import ended_by_sigterm
from bot.post.deliver import Deliverer
from bot.post.desk import Desk
from bot.post.owed import compose_owed
from bot.worker import Worker
from config.knowledge import load_knowledge
from digest.errors import FetchError, StoreError
from digest.model.digest import Digest
from digest.model.feed import Outcome
from digest.model.place import Platform
from digest.model.subscription import DAYS, Subscription
from digest.pipeline import Line
from digest.pull.fetch import Fetcher
from digest.pull.schedule import Pull
from digest.store import Store
from digest.tell.message import Message

DB = Path("var/demo.db")

# Reads English, every day, all themes.
READER = Subscription(
    name="demo",
    platform=Platform.TERMINAL,
    channel="",
    themes=(),
    days=DAYS,
)


async def run_demo(db: Path = DB) -> tuple[Digest, Message]:
    """Pull the demo's three days; return the last morning's digest, and what is said of it."""
    _empty(db)
    knowledge, demo, worker = load_knowledge(), shipped(), Worker()
    reader = replace(READER, themes=knowledge.theme_ids)
    with ended_by_sigterm(), Store(db) as store:
        async with demo.served() as port, AsyncExitStack() as stack:
            stack.push_async_callback(worker.close)
            allow = frozenset({("127.0.0.1", port)})
            fetcher = await stack.enter_async_context(Fetcher(allow=allow, host_interval=0, host_at_once=0))
            feeds = demo.feeds(port)
            line = Line(store, worker.run, lambda: knowledge)
            silent = Console(silent=True)
            desk = Desk(store, knowledge, {Platform.TERMINAL: silent.render}, feeds=lambda: feeds)
            for morning in MORNINGS:
                demo.until = morning
                _check(await line.pull(fetcher, feeds, Pull(morning, random.Random(0), force=True)))
                owed = await compose_owed(desk, reader, morning)
                await _deliver(store, silent, morning)
        assert owed.digest is not None, "each morning's digest is owed to a new reader"
        return owed.digest, desk.message(reader, owed.digest)


def _check(outcomes: Sequence[Outcome]) -> None:
    """Raise FetchError where no feed could be read: without news there is nothing to show."""
    if all(outcome.state.is_ill for outcome in outcomes):
        reasons = "; ".join(sorted({str(outcome.reason) for outcome in outcomes}))
        raise FetchError(
            f"none of its feeds could be read: {reasons}; call it where it may start a process and reach 127.0.0.1"
        )


def _empty(db: Path) -> None:
    """Begin the file anew. It is never the one that `--db` names, which somebody keeps."""
    try:
        db.parent.mkdir(parents=True, exist_ok=True)
        for old in (db, *db.parent.glob(f"{db.name}-*")):
            old.unlink(missing_ok=True)
        db.touch()
    except OSError as error:
        raise StoreError(
            f"{db}: cannot be made ({error.strerror}); call the demo in a folder that may be written"
        ) from None


async def _deliver(store: Store, chat: Chat, now: datetime) -> None:
    await Deliverer(store, {chat.platform: chat}, now=lambda: now).deliver_due()


def about(digest: Digest) -> str:
    """Return what somebody should know who sees a digest for the first time."""
    return (
        "This is what a team that follows the contest over AI reads one morning.\n"
        f"{digest.coverage.feeds} feeds of invented outlets, with real events of January 2025, were pulled just now.\n"
        "A story is what several outlets report; below it stand their sides and names.\n"
    )


def to_try(digest: Digest) -> str:
    """Return three commands worth trying on what the demo stored, ready to paste."""
    sides = max(digest.tellings, key=lambda telling: (len(telling.viewpoints), telling.outlets))
    program = _program()
    return "\n".join(
        [
            f"Three to try on what this left in {DB}, where the ids above are:",
            f"  {program} --db {DB} compare {sides.story[:6]}",
            f'  {program} --db {DB} figures "Nvidia market value"',
            f"  {program} --db {DB} search 芯片 --since 2025-01-28",
        ]
    )


def _program() -> str:
    """Return how this program is called from here."""
    called = Path(sys.argv[0])
    if called.name == "__main__.py":
        return f"{shlex.quote(sys.executable)} -m bot"
    found = shutil.which("parallax")
    if found and Path(found).resolve() == called.resolve():
        return "parallax"
    with suppress(ValueError):
        called = called.absolute().relative_to(Path.cwd())
    return shlex.quote(str(called))
