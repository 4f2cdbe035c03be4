"""What many tests begin with, and what holds in every test that tells a story, whatever the test is about."""

import os
import re
import resource
import shutil
import signal
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# One thread of arithmetic a process, as in the program's child: before numpy is imported, or it is too late. Two would
# burn time waiting beside each other, and round as they happen to share the work.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

from bot import archive
from bot.worker import Worker
from digest.model.item import Item
from digest.store import Database, Store
from digest.store.connection import connect
from digest.tell import amend, compare, telling
from digest.tell.summarise import Summary, summarise
from tests.fakes.slack import FakeSlack

# A shell has what it runs in the background deaf to interrupts, and all that is started there; some tests interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Both ends of hundreds of connections are ours here. macOS has a process open 256 files, until it asks for more.
_FILES = 4096
_soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
if 0 <= _soft < _FILES:
    resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES if _hard < 0 else min(_FILES, _hard), _hard))

# What holds of every value holds however slow a machine is, and whatever lay in a store before.
settings.register_profile(
    "any machine",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("any machine")


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack().running() as fake:
        yield fake


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store's file with its tables and nothing in them, to be copied: making them takes longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "parallax.db"
    with Store(path):
        return path


@pytest.fixture
def store(tmp_path: Path, empty_file: Path) -> Iterator[Store]:
    path = shutil.copy(empty_file, tmp_path / "parallax.db")
    with Store(path) as opened:
        yield opened


@pytest.fixture
def db(tmp_path: Path, empty_file: Path) -> Iterator[Database]:
    """One bare connection to a database of its own."""
    connection = connect(shutil.copy(empty_file, tmp_path / "bare.db"))
    yield connection
    connection.close()


@pytest.fixture
async def worker() -> AsyncIterator[Worker]:
    running = Worker()
    yield running
    await running.close()


_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")


def invented(summary: Summary, items: Sequence[Item]) -> list[str]:
    """Return the numbers, and the sentences without an item, that stand in a summary and in no item it names."""
    texts = {item.id: f"{item.title}\n{item.summary}\n{item.content}" for item in items}
    found = []
    for sentence in summary.sentences:
        if not sentence.items:
            found.append(sentence.text)
        for number in _NUMBER.findall(sentence.text):
            found += [number for item in sentence.items if number not in texts[item]]
    return found


@pytest.fixture(autouse=True)
def every_number_told_is_in_its_item(monkeypatch: pytest.MonkeyPatch) -> None:
    def checked(story: Any, items: Sequence[Item], **options: Any) -> Summary:
        summary = summarise(story, items, **options)
        assert invented(summary, items) == []
        return summary

    seen: Callable[..., Summary] = checked
    for module in (archive, amend, compare, telling):
        monkeypatch.setattr(module, "summarise", seen)
