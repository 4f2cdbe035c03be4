"""What pulls cost: ours, lemon24's reader with 16 workers, and bare conditional requests, in one run."""

import sqlite3
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from digest.clock import write_time
from tests import program
from tests.bench.farm import NOW
from tests.bench.meter import Cost, measure

PHASES = ("first pull", "nothing changed", "2 % new")
_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Ingest:
    """The costs of each phase, by who pulled; and what each ended with."""

    costs: Mapping[str, tuple[Cost, ...]]
    items: Mapping[str, int]

    def ratio(self, phase: int, to: str) -> float:
        return self.costs["parallax"][phase].cpu_s / self.costs[to][phase].cpu_s


@contextmanager
def farm() -> Iterator[int]:
    """Run a farm; give its port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.farm"],
        cwd=program.ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline())
    finally:
        process.kill()
        process.communicate()


def tick(port: int) -> None:
    urllib.request.urlopen(f"http://127.0.0.1:{port}/tick").close()


def team_file(port: int, feeds: int, path: str) -> str:
    """Return a team's file that pulls the farm without the waits that strangers' servers are owed."""
    tables = "".join(
        f'[[feed]]\nid = "farm-{number}"\nurl = "http://127.0.0.1:{port}/{path}/{number}"\n'
        for number in range(feeds)
    )
    return f'[pull]\nhost_interval = "0s"\nhost_at_once = 0\n[feeds]\ndefaults = false\n{tables}'


def environment(port: int) -> dict[str, str]:
    """Return an environment without anybody's settings, in which the farm may be contacted."""
    return program.environment(PARALLAX_ALLOW_HOSTS=f"127.0.0.1:{port}")


def run(feeds: int, *, peers: bool = True) -> Ingest:
    """Pull a farm three times: for the first time, with nothing changed, with 2 % of its items new."""
    with tempfile.TemporaryDirectory() as name, farm() as port:
        folder = Path(name)
        (folder / "parallax.toml").write_text(team_file(port, feeds, "feed"), encoding="utf-8")
        costs: dict[str, list[Cost]] = {}
        for phase, _ in enumerate(PHASES):
            if phase == 2:
                tick(port)
            for who, command in _commands(folder, port, feeds, phase, peers=peers).items():
                costs.setdefault(who, []).append(measure(command, environment(port), folder))
        items = {"parallax": _searchable(folder / "parallax.db")}
        if peers:
            items["reader"] = int(costs["reader"][-1].said)
    return Ingest({who: tuple(found) for who, found in costs.items()}, items)


def _commands(folder: Path, port: int, feeds: int, phase: int, *, peers: bool) -> dict[str, list[str]]:
    python, now = sys.executable, write_time(NOW + phase * _HOUR)
    database = str(folder / "parallax.db")
    commands = {"parallax": [python, "-m", "bot", "--db", database, "--now", now, "pull", "--force"]}
    if peers:
        commands["reader"] = [
            python, "-m", "tests.bench.peers", "reader", str(port), str(feeds), str(folder / "reader.db")
        ]  # fmt: skip
        commands["bare"] = [
            python, "-m", "tests.bench.peers", "bare", str(port), str(feeds), str(folder / "bare.json")
        ]  # fmt: skip
    return commands


def _searchable(database: Path) -> int:
    """Count the items that the search index of ours holds."""
    with sqlite3.connect(database) as db:
        count: int = db.execute("SELECT count(*) FROM search_index_docsize").fetchone()[0]
    return count
