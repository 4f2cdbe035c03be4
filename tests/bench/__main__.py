"""`make bench`: what Parallax costs, beside what one would use instead. Judges nothing; always exits 0.

    python -m tests.bench [--quick] [ROW ...]

Rows: help, ingest, digest, growth, slash, pages, grouping; all of them without a name. On two idle cores they take about
a quarter of an hour, most of it for growth, slash, pages and grouping, which fill stores with 30,000 and a million
items; `--quick` takes smaller numbers and two minutes.
"""

import argparse
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import quantiles

from rich.console import Console
from rich.table import Table

from tests.bench import archive, ingest, pages, slash
from tests.bench.ingest import PHASES, Ingest, environment
from tests.bench.meter import Cost, adopt_orphans, measure

console = Console(width=None if sys.stdout.isatty() else 100, highlight=False)


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m tests.bench", description=(__doc__ or "").split("\n")[0])
    words.add_argument("rows", nargs="*", metavar="ROW", choices=[*ROWS, []], help=", ".join(ROWS))
    words.add_argument("--quick", action="store_true", help="smaller numbers, a minute or two")
    asked = words.parse_args()
    adopt_orphans()
    for name in asked.rows or ROWS:
        start = time.perf_counter()
        try:
            ROWS[name](asked.quick)
        except Exception:  # a row that cannot be measured here leaves the others
            console.print(f"[red]{name} could not be measured[/red]")
            traceback.print_exc()
        console.print(f"[dim]{name}: {time.perf_counter() - start:.0f} s[/dim]\n")


def ingest_row(quick: bool) -> None:
    feeds, rounds = (100, 1) if quick else (300, 3)
    console.print(
        f"[bold]Pulling {feeds} feeds of 30 entries[/bold], one in ten on topic, in four languages; of three publishers one\n"
        f"knows no conditional requests. CPU seconds of all processes, start included; "
        + (f"the median of {rounds} runs." if rounds > 1 else "one run.")
    )
    found = []
    for number in range(rounds):
        found.append(ingest.run(feeds))
        ratios = ", ".join(f"{found[-1].ratio(at, 'reader'):.2f}" for at in range(len(PHASES)))
        print(f"run {number + 1} of {rounds}: parallax / reader {ratios}", file=sys.stderr, flush=True)
    table = _table("", *PHASES)
    for who, said in (
        ("parallax", "parallax pull"),
        ("reader", "lemon24's reader, 16 workers"),
        ("bare", "bare conditional requests"),
    ):
        cells = [_median(found, lambda one, at=at, who=who: one.costs[who][at]) for at in range(len(PHASES))]
        table.add_row(said, *(f"{cost.cpu_s:.2f} s  {cost.memory_mb:.0f} MB" for cost in cells))
    for to, said in (("reader", "parallax / reader"), ("bare", "parallax / bare")):
        ratios = [sorted(one.ratio(at, to) for one in found)[rounds // 2] for at in range(len(PHASES))]
        table.add_row(said, *(f"{ratio:.2f} x" for ratio in ratios), style="bold")
    console.print(table)
    items = found[-1].items
    same = "the same number" if len(set(items.values())) == 1 else "[red]not the same number[/red]"
    console.print(
        f"Both ended with {same} of items: parallax {items['parallax']:,} searchable, reader {items['reader']:,}."
    )


def _median(found: Iterable[Ingest], cost: Callable[[Ingest], Cost]) -> Cost:
    costs = sorted(map(cost, found), key=lambda one: one.cpu_s)
    return costs[len(costs) // 2]


def growth_row(quick: bool) -> None:
    few, many = (30, 300) if quick else (100, 1000)
    one, other = (ingest.run(feeds, peers=False).costs["parallax"] for feeds in (few, many))
    table = _table(f"{many:,} feeds against {few}", *PHASES)
    for feeds, costs in ((few, one), (many, other)):
        table.add_row(f"{feeds:,} feeds", *(f"{cost.cpu_s:.2f} s  {cost.memory_mb:.0f} MB" for cost in costs))
    table.add_row(
        "ratio", *(f"{b.cpu_s / a.cpu_s:.1f} x" for a, b in zip(one, other, strict=True)), style="bold"
    )
    console.print(table)


def slash_row(quick: bool) -> None:
    feeds = 100 if quick else 1000
    found = slash.run(feeds)
    table = _table(f"Slash commands while {feeds:,} feeds are pulled for the first time", "p50", "p95", "max")
    for said, times in (("acknowledged", found.acks_ms), ("answered", found.answers_ms)):
        cuts = quantiles(times, n=20)
        table.add_row(said, *(f"{ms:.0f} ms" for ms in (cuts[9], cuts[18], max(times))))
    console.print(table)
    console.print(
        f"{len(found.acks_ms)} commands in {found.pull_s:.0f} s; all processes of `run` took"
        f" {found.memory_mb:.0f} MB at most."
    )


def pages_row(quick: bool) -> None:
    feeds, readers = (100, 50) if quick else (1000, 200)
    found = pages.run(feeds, readers)
    table = _table(
        f"Pages for {readers} readers while {feeds:,} feeds are pulled for the first time",
        "pages",
        "p50",
        "p95",
        "max",
    )
    for path, times in sorted(found.pages_ms.items()):
        cuts = quantiles(times, n=20)
        table.add_row(path, f"{len(times):,}", *(f"{ms:.0f} ms" for ms in (cuts[9], cuts[18], max(times))))
    console.print(table)
    failed = ", ".join(f"{what}: {times}" for what, times in found.failed.items()) or "none"
    console.print(f"In {found.pull_s:.0f} s; failed: {failed}.")


def digest_row(quick: bool) -> None:
    items = 20_000 if quick else 100_000
    seconds, shown = archive.digest_s(items)
    console.print(
        f"[bold]A digest from {items:,} items in its window[/bold]: {seconds * 1000:.0f} ms CPU, {shown} stories shown"
    )


def grouping_row(quick: bool) -> None:
    few, many = (10_000, 50_000) if quick else (10_000, 1_000_000)
    one, other = archive.placing_us(few), archive.placing_us(many)
    console.print(
        f"[bold]Placing one item in stories[/bold]: {one:.0f} µs CPU with {few:,} stored,"
        f" {other:.0f} µs with {many:,}: {other / one:.2f} x"
    )


def help_row(_quick: bool) -> None:
    command = [sys.executable, "-m", "bot", "--help"]
    with tempfile.TemporaryDirectory() as folder:
        costs = sorted(measure(command, environment(0), Path(folder)).cpu_s for _ in range(5))
    console.print(f"[bold]parallax --help[/bold]: {costs[2]:.2f} s CPU")


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False, title_style="bold")
    table.add_column("")
    for column in columns:
        table.add_column(column, justify="right")
    return table


# The slow ones last.
ROWS: dict[str, Callable[[bool], None]] = {
    "help": help_row,
    "ingest": ingest_row,
    "digest": digest_row,
    "growth": growth_row,
    "slash": slash_row,
    "pages": pages_row,
    "grouping": grouping_row,
}

if __name__ == "__main__":
    main()
