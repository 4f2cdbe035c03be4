"""How well items are grouped, as a table: `python -m tests.eval.stories [-v] [FILE ...]`.

`data/README.md` tells what each of our own sets is and what it gave when it was new. Each is split by a hash of the
item's id: tune on the first half, and look at the other only here.
A file has a JSON object a line with `title`, `summary`, `published`, `language`, `outlet` and `story`.
"""

import csv
import gzip
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from config.knowledge import load_knowledge
from digest.ids import derive_id
from digest.model.item import Item, Reading
from digest.model.outlet import Viewpoint
from digest.tags import UNKNOWN, language_of
from digest.understand.grouping.group import Grouping, in_parts
from digest.understand.grouping.weighing import Judge, judge
from digest.understand.read import read
from tests.beside import LABELLED
from tests.demo_items import demo_items
from tests.eval.rows import Row, read_rows

DATA = Path(__file__).parent / "data"
OWN = tuple(
    DATA / f"{name}.jsonl"
    for name in (
        "stories",
        "week",
        "september",
        "october",
        "november",
        "december",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "autumn",
        "winter",
        "spring",
        "harvest",
        "frost",
        "gale",
        "hail",
        "ice",
        "jade",
        "kelp",
        "lark",
        "moss",
        "nova",
        "onyx",
        "pine",
    )
)
# Weeks that teach nothing.
EXAMS = ("kelp", "onyx", "pine")
# Two parts of the development stream, of which `data/` holds who belongs together.
REAL = ("real-a", "real-b")
# The languages that the target for pairs across languages names.
SIX = frozenset({"en", "fr", "de", "es", "zh", "ja"})
# An import comes in few large batches, pulls in many small ones.
BATCHES = (500, 20)


@dataclass(frozen=True)
class Score:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        whole = self.precision + self.recall
        return 2 * self.precision * self.recall / whole if whole else 0.0


@dataclass(frozen=True)
class Case:
    """An item and the story that a person put it in."""

    item: Item
    story: str

    @property
    def is_tuned(self) -> bool:
        return hashlib.sha256(self.item.id.encode()).digest()[0] % 2 == 0


def load(path: Path) -> list[Case]:
    """Return the cases of a file, oldest first."""
    return _in_order(Case(_item(row), row["story"]) for row in read_rows(path))


def load_real(name: str) -> list[Case]:
    """Return the cases of a part of the development stream; none where that does not lie beside this checkout."""
    items = {item.id: item for item in stream()}
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        # Whoever is alone has a story of its own.
        cases = [(row["item"], row["story"] or row["item"]) for row in csv.DictReader(file)]
    return _in_order(Case(items[item], story) for item, story in cases) if items else []


def stream() -> list[Item]:
    """Return the development stream; nothing where it does not lie beside this checkout."""
    file = LABELLED / "stream.jsonl.gz"
    if not file.exists():
        return []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return list(map(_item, map(json.loads, lines)))


def _item(row: Row) -> Item:
    published = datetime.fromisoformat(row["published"].replace("Z", "+00:00"))
    published = published if published.tzinfo else published.replace(tzinfo=UTC)
    return Item(
        id=row.get("id") or derive_id(row["url"]),
        feed=row["outlet"],
        url=row["url"],
        title=row["title"],
        summary=row.get("summary") or "",
        published=published,
        first_seen=published,
        outlet=row["outlet"],
        owner=row["outlet"],
        language=row.get("language") or UNKNOWN,
        viewpoint=Viewpoint(row.get("viewpoint") or "other"),
    )


def _in_order(cases: Iterable[Case]) -> list[Case]:
    return sorted(cases, key=lambda case: (case.item.published, case.item.id))


def load_demo() -> list[Case]:
    """Return the items of the demo that tell a happening: three days on which nearly everything is about one lab."""
    lines = (DATA / "demo.jsonl").read_text(encoding="utf-8").splitlines()
    told = {row["title"]: row["story"] for row in map(json.loads, lines)}
    items = sorted(demo_items(), key=lambda item: (item.published, item.url))
    # Split as it was when it was last tuned on.
    return [
        Case(replace(item, id=derive_id(item.url, item.title)), told[item.title])
        for item in items
        if item.title in told
    ]


def languages_of(readings: Iterable[Reading]) -> dict[str, str]:
    """Return the language of each item, both scripts of Chinese as one."""
    return {reading.item.id: language_of(reading.item.language) for reading in readings}


def homes(readings: Iterable[Reading], batch: int, judge: Judge = judge) -> dict[str, str]:
    """Return the story of each item, when they come in batches."""
    grouping = Grouping(load_knowledge().places, judge)
    ordered = list(readings)
    found: dict[str, str] = {}
    moved: dict[str, str] = {}
    for start in range(0, len(ordered), batch):
        part = ordered[start : start + batch]
        now = part[-1].item.published
        for placement in (one for some in in_parts(part, now) for one in grouping.place(some, now=now)):
            found[placement.item_id] = placement.story_id
            moved |= dict.fromkeys(placement.joins, placement.story_id)

    def last(story: str) -> str:
        while story in moved:
            story = moved[story]
        return story

    return {item: last(story) for item, story in found.items()}


def bcubed(found: Mapping[str, str], truth: Mapping[str, str], of: Collection[str]) -> Score:
    """Return B-cubed precision and recall, as the mean over the items of `of`."""
    by_found, by_truth = defaultdict(set), defaultdict(set)
    for item, story in truth.items():
        by_found[found[item]].add(item)
        by_truth[story].add(item)
    precision = recall = 0.0
    for item in of:
        together, belong = by_found[found[item]], by_truth[truth[item]]
        shared = len(together & belong)
        precision += shared / len(together)
        recall += shared / len(belong)
    return Score(precision / max(len(of), 1), recall / max(len(of), 1))


def pairs(
    found: Mapping[str, str], truth: Mapping[str, str], languages: Mapping[str, str], of: Collection[str]
) -> Score:
    """Return precision and recall over pairs of items in two of the six languages, one of them in `of`."""
    known = [item for item in truth if languages[item] in SIX]
    kinds: Counter[tuple[bool, bool]] = Counter()
    for at, one in enumerate(known):
        for other in known[:at]:
            if languages[one] != languages[other] and (one in of or other in of):
                kinds[found[one] == found[other], truth[one] == truth[other]] += 1
    right = kinds[True, True]
    return Score(right / max(right + kinds[True, False], 1), right / max(right + kinds[False, True], 1))


def rows(name: str, cases: Sequence[Case], readings: Sequence[Reading], how: str, batch: int) -> list[str]:
    """Return the lines of the table for one set."""
    found = homes(readings, batch)
    truth = {case.item.id: case.story for case in cases}
    languages = languages_of(readings)
    lines = []
    for half, of in (
        ("tuned", {case.item.id for case in cases if case.is_tuned}),
        ("held", {case.item.id for case in cases if not case.is_tuned}),
        ("all", set(truth)),
    ):
        three, two = bcubed(found, truth, of), pairs(found, truth, languages, of)
        across = f"{two.precision:.3f} {two.recall:.3f} {two.f1:.3f}" if two.f1 else "  -"
        lines.append(
            f"{name:<10.10}{how:<9}{batch:>4}  {half:<7}{len(of):>5}   "
            f"{three.precision:.3f} {three.recall:.3f} {three.f1:.3f}   {across}"
        )
    return lines


def faults(cases: Sequence[Case], found: Mapping[str, str]) -> list[str]:
    """Return the titles of every story that was made of two, and of every one that was torn."""
    lines = []
    for what, key, other in (
        ("made of two", lambda case: found[case.item.id], lambda case: case.story),
        ("torn", lambda case: case.story, lambda case: found[case.item.id]),
    ):
        by = defaultdict(list)
        for case in cases:
            by[key(case)].append(case)
        for together in by.values():
            if len({other(case) for case in together}) > 1:
                lines += [
                    f"  {what}",
                    *(f"    {other(one):18.18} {one.item.language} {one.item.title}" for one in together),
                ]
    return lines


def main(arguments: Sequence[str]) -> None:
    is_wordy = "-v" in arguments
    paths = [Path(argument) for argument in arguments if argument != "-v"]
    print("set       evidence batch half   items   B-cubed P R F1      pairs across languages P R F1")
    # As if every item passed a gate: how well the gates are is measured through the program.
    knowledge = replace(load_knowledge(), key="everything grouped", group_all=True)
    sets = {path.stem: load(path) for path in OWN} | {"demo": load_demo()}
    # The development set has the name of one of ours.
    sets |= {name: cases for name in REAL if (cases := load_real(name))}
    sets |= {f"given {number}": load(path) for number, path in enumerate(paths, 1)}
    for name, cases in sets.items():
        readings = read([case.item for case in cases], knowledge)
        for batch in BATCHES:
            print("\n".join(rows(name, cases, readings, "vectors", batch)))
        bare = [replace(reading, vector=None) for reading in readings]
        print("\n".join(rows(name, cases, bare, "words", BATCHES[0])))
        if is_wordy:
            print("\n".join(faults(cases, homes(readings, BATCHES[0]))))


if __name__ == "__main__":
    main(sys.argv[1:])
