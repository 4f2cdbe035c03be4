"""No feed can stop the program, fill its memory, or hold it up: a publisher with an address for each fault."""

import asyncio
import os
import random
import re
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.worker import Worker
from config.knowledge import load_knowledge
from digest.model.feed import Feed, PullState
from digest.pipeline import Line
from digest.pull.fetch import Fetcher, Limits
from digest.pull.schedule import Pull
from digest.store import Store
from tests.bench.meter import family
from tests.fakes.hostile import FAULTS, HostilePublisher
from tests.fakes.hostile.floods import FLOODS
from tests.program import PROGRAM, environment

KNOWLEDGE = load_knowledge(embedder="none")
# On a busy machine too, only what never ends takes so long.
PATIENT = Limits(total_s=60, max_bytes=2_000_000)
HURRIED = Limits(total_s=1, connect_s=1, max_bytes=2_000_000)
knows_children = pytest.mark.skipif(
    not Path(f"/proc/self/task/{os.getpid()}/children").exists(),
    reason="this system does not tell what a process has started",
)
NEVER_ENDING = [name for name, fault in FAULTS.items() if "did not answer" in fault.said]


class Bench:
    """A line, a fetcher and a hostile publisher, and what a pull of one of its addresses comes to."""

    def __init__(self, line, fetcher, publisher):
        self.line, self.fetcher, self.publisher = line, fetcher, publisher
        self.now = datetime.now(UTC).replace(microsecond=0)

    def feed(self, name):
        return Feed(id=name, url=self.publisher.url(name), title=name)

    async def pull(self, *names):
        pull = Pull(self.now, random.Random(0), force=True)
        return await self.line.pull(self.fetcher, [self.feed(name) for name in names], pull)

    async def titles(self, name):
        return [
            item.title for item in (await self.line.look(self.fetcher, self.feed(name), now=self.now)).items
        ]


@pytest.fixture
async def patient(tmp_path):
    async for bench in _bench(tmp_path, harm=0.05, limits=PATIENT):
        yield bench


@pytest.fixture
async def hurried(tmp_path):
    async for bench in _bench(tmp_path, harm=0.05, limits=HURRIED):
        yield bench


@pytest.fixture
async def real(tmp_path):
    async for bench in _bench(tmp_path, harm=1.0, limits=Limits()):
        yield bench


async def _bench(tmp_path, *, harm, limits):
    worker = Worker()
    async with HostilePublisher(harm).running() as publisher:
        allow = frozenset({("127.0.0.1", publisher.port)})
        with Store(tmp_path / "parallax.db") as store:
            async with Fetcher(allow=allow, host_interval=0, host_at_once=0, limits=limits) as fetcher:
                yield Bench(Line(store, worker.run, lambda: KNOWLEDGE), fetcher, publisher)
        await worker.close()


def test_there_are_many_faults():
    assert len(FAULTS) >= 400


@pytest.mark.timeout(300)
async def test_each_fault_is_that_feeds_outcome_with_its_reason_in_plain_words(patient):
    outcomes = await patient.pull(*(name for name in FAULTS if name not in NEVER_ENDING))

    assert _unexpected(outcomes) == {}
    reasons = {outcome.reason for outcome in outcomes if outcome.reason}
    assert [reason for reason in reasons if not reason.isprintable() or len(reason) > 160] == []
    assert [outcome.state for outcome in await patient.pull("ok")] == [PullState.OK]


async def test_what_never_ends_is_ended_and_said(hurried):
    assert _unexpected(await hurried.pull(*NEVER_ENDING)) == {}
    assert [outcome.state for outcome in await hurried.pull("ok")] == [PullState.OK]


def _unexpected(outcomes):
    return {
        outcome.feed: outcome.reason
        for outcome in outcomes
        if not _is_as_expected(FAULTS[outcome.feed], outcome.reason)
    }


def _is_as_expected(fault, reason):
    if reason is None:
        return not fault.said or fault.said.endswith("|")
    return bool(fault.said and re.search(fault.said, reason))


@pytest.mark.timeout(300)
async def test_what_can_be_read_in_spite_of_its_fault_is_read(patient):
    readable = [name for name, fault in FAULTS.items() if fault.holds and not fault.said]
    titles = dict(zip(readable, await asyncio.gather(*map(patient.titles, readable)), strict=True))

    assert {
        name: found
        for name, found in titles.items()
        if not any(re.search(FAULTS[name].holds, title) for title in found)
    } == {}


async def test_a_lying_etag_does_no_harm(patient):
    for name in ("etag-new-each-time", "etag-bytes", "etag-bare", "etag-long"):
        first, second = await patient.pull(name), await patient.pull(name)

        assert (first[0].reason, second[0].state, second[0].new) == (None, PullState.UNCHANGED, 0)


async def test_ids_that_change_at_each_pull_bring_no_item_twice(patient):
    assert [(await patient.pull("ids-change-at-each-pull"))[0].new for _ in range(3)] == [1, 0, 0]


# ---- at the real limits -----------------------------------------------------------------------------------


@pytest.mark.long
async def test_at_the_real_limits_a_pull_ends_in_time_and_an_ok_feed_is_well_right_after(real):
    async def timed(name):
        began = time.monotonic()
        await real.pull(name)
        return time.monotonic() - began

    await real.pull("ok")
    late, slowest = [], 0.0
    for name in FAULTS:
        took = await timed(name)
        if took > 30:
            # The wait for a new child does not count, and on a busy machine one takes long to come up: once, not twice.
            took = min(took, await timed(name))
        slowest = max(slowest, took)
        if took > 30:
            late.append((name, took))
        [after] = await real.pull("ok")
        assert after.reason is None, name

    print(f"{len(FAULTS)} faults, the slowest took {slowest:.1f} s")
    assert late == []


@knows_children
@pytest.mark.long
async def test_the_program_pulls_every_fault_within_its_memory(tmp_path):
    async with HostilePublisher().running() as publisher:
        ordinary = await _program_pulls(
            tmp_path / "ordinary", publisher, [f"ok-{n}" for n in range(len(FAULTS))]
        )
        hostile = await _program_pulls(tmp_path / "hostile", publisher, [*FAULTS, "ok"])

    print(f"MiB of all processes: ordinary {ordinary.peak_mib:.0f}, hostile {hostile.peak_mib:.0f}")
    assert hostile.peak_mib - ordinary.peak_mib <= 150
    assert "ok: " not in hostile.said


@knows_children
@pytest.mark.long
@pytest.mark.parametrize("flood", FLOODS)
async def test_three_hundred_hosts_that_flood_at_once_stay_within_the_memory(tmp_path, flood):
    # What is parsed one after the other takes its time, not memory.
    many = 20 if flood.startswith("large") else 300
    await _flood(tmp_path, [f"{flood}/{n}" for n in range(many)], harm=1.0)


@knows_children
@pytest.mark.long
async def test_hosts_that_flood_in_every_way_at_once_stay_within_the_memory(tmp_path):
    shapes = [
        *["heads-within-bounds"] * 230,
        *["packed-then-nothing", "tiny-chunks", "slow-bodies"] * 15,
        *["large-bodies", "large-bodies-packed"] * 8,
    ]
    await _flood(tmp_path, [f"{shape}/{n}" for n, shape in enumerate(shapes)], harm=1.0)


@knows_children
async def test_hosts_that_flood_at_once_stay_within_the_memory(tmp_path):
    await _flood(tmp_path, [f"heads/{n}" for n in range(100)], harm=0.1)


async def _flood(folder, addresses, *, harm):
    """Pull ordinary feeds, then these: the second pull takes at most 150 MiB more, and reads the feed among them."""
    async with HostilePublisher(harm).running() as publisher:
        ordinary = await _program_pulls(
            folder / "ordinary", publisher, [f"ok/{n}" for n in range(len(addresses))]
        )
        hostile = await _program_pulls(folder / "hostile", publisher, [*addresses, "ok"])

    print(f"MiB of all processes: ordinary {ordinary.peak_mib:.0f}, {addresses[0]} {hostile.peak_mib:.0f}")
    assert hostile.peak_mib - ordinary.peak_mib <= 150
    assert "\nok: " not in hostile.said


async def test_the_program_pulls_faults_and_ends_well(tmp_path):
    named = [name for name in FAULTS if not name.startswith(("hang", "drip", "endless", "nested"))][::8]
    async with HostilePublisher(0.05).running() as publisher:
        ran = await _program_pulls(tmp_path, publisher, [*named, "ok"])

    assert f"{len(named) + 1} feeds (" in ran.said
    assert "\nok: " not in ran.said


class Ran:
    def __init__(self, said, peak_mib):
        self.said, self.peak_mib = said, peak_mib


async def _program_pulls(folder, publisher, names):
    """Pull the addresses with the real program; return what it said and the most memory it took."""
    folder.mkdir(exist_ok=True)
    feeds = "".join(
        f'[[feed]]\nid = "{name.replace("/", "-")}"\nurl = "{publisher.url(name)}"\n' for name in names
    )
    (folder / "parallax.toml").write_text(
        f'embedder = "none"\n[feeds]\ndefaults = false\n[pull]\nhost_interval = "0s"\nhost_at_once = 0\n{feeds}',
        encoding="utf-8",
    )
    process = await asyncio.create_subprocess_exec(
        *(*PROGRAM, "pull"),
        cwd=folder,
        env=environment(PARALLAX_ALLOW_HOSTS=f"127.0.0.1:{publisher.port}"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    done = asyncio.create_task(process.communicate())
    peak = 0.0
    while not done.done():
        peak = max(peak, _mib(process.pid))
        await asyncio.wait([done], timeout=0.05)
    said, complained = (text.decode() for text in done.result())
    assert process.returncode == 0, complained
    assert "Traceback" not in complained
    return Ran(said, peak)


def _mib(pid):
    """Return what a process and all its children have in memory, what they share counted in parts."""
    total = 0.0
    for one in family(pid):
        try:
            rolled = Path(f"/proc/{one}/smaps_rollup").read_text()
        except OSError:
            continue
        if found := re.search(r"^Pss:\s+(\d+) kB", rolled, re.MULTILINE):
            total += int(found[1]) / 1024
    return total
