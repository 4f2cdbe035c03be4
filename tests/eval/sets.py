"""The sets that quality is measured on, as cases: an item each, and the story that a person put it in.

`data/README.md` tells what each of our own sets is and what it gave when it was new. A set is a file that has a JSON
object a line with `title`, `summary`, `published`, `language`, `outlet` and `story`.
"""

import csv
import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from digest.ids import derive_id
from digest.model.item import Item
from digest.shapes.lines import read_item
from tests.beside import LABELLED
from tests.demo_items import demo_items
from tests.eval.rows import Row, read_rows

DATA = Path(__file__).parent / "data"


def own_sets(names: str) -> tuple[Path, ...]:
    return tuple(DATA / f"{name}.jsonl" for name in names.split())


# Weeks that teach nothing, and those by which weights are learned, each oldest first.
EXAMS = own_sets("sage teal umber")
TAUGHT = own_sets(
    "stories week september october november december january february march april may june july august"
    " autumn winter spring harvest frost gale hail ice jade lark moss nova kelp onyx pine quill reed flint basil cedar"
    " dune elm fern glen"
)
OWN = (*EXAMS, *TAUGHT)
# Two parts of the development stream, of which `data/` holds who belongs together.
REAL = ("real-a", "real-b")


@dataclass(frozen=True)
class Case:
    """An item and the story that a person put it in."""

    item: Item
    story: str


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
    item = read_item({**row, "published": published.isoformat()}, now=published)
    return replace(item, id=row.get("id") or derive_id(row["url"]), feed=row["outlet"])


def _in_order(cases: Iterable[Case]) -> list[Case]:
    return sorted(cases, key=lambda case: (case.item.published, case.item.id))


def load_demo() -> list[Case]:
    """Return the items of the demo that tell a happening: three days on which nearly everything is about one lab."""
    lines = (DATA / "demo.jsonl").read_text(encoding="utf-8").splitlines()
    told = {row["title"]: row["story"] for row in map(json.loads, lines)}
    items = sorted(demo_items(), key=lambda item: (item.published, item.url))
    return [Case(item, told[item.title]) for item in items if item.title in told]
