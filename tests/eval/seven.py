"""How well the seven themes that are not required are filed: `python -m tests.eval.seven`.

`data/README.md` tells how the set was labelled, and what it gave when it was new.
"""

from collections.abc import Sequence
from pathlib import Path

from config.knowledge import load_knowledge
from digest.understand.read import file_text
from tests.eval.rows import Row, groups, read_labelled
from tests.eval.stories import EXAMS

DATA = Path(__file__).parent / "data"
SET = DATA / "themes-seven.jsonl"
SEVEN = (
    "adoption",
    "pricing",
    "compute_energy",
    "supply_chain",
    "research_education",
    "consumer_apps",
    "national_strategy",
)


def main() -> None:
    print("the seven other themes: precision, recall and F1 (false alarms: among items of none of them)")
    _print("seven", read_labelled(SET))
    for name in EXAMS:
        _print(name, read_labelled(DATA / f"{name}.jsonl"))


def _print(name: str, rows: Sequence[Row]) -> None:
    knowledge = load_knowledge()
    judged = [
        (row, frozenset(one.theme for one in file_text(row["title"], row["summary"], knowledge)))
        for row in rows
    ]
    looked_at = groups(judged)
    print(f"  {name:18}" + "".join(f"{group:>18}" for group in looked_at))
    for theme in SEVEN:
        print(f"  {theme:18}" + "".join(f"{_cell(pairs, [theme]):>18}" for pairs in looked_at.values()))
    print(f"  {'all seven':18}" + "".join(f"{_cell(pairs, SEVEN):>18}" for pairs in looked_at.values()))
    print(f"  {'false alarms':18}" + "".join(f"{_alarms(pairs):>18}" for pairs in looked_at.values()))


def _cell(pairs: Sequence[tuple[Row, frozenset[str]]], themes: Sequence[str]) -> str:
    """Return precision, recall and F1, of all filings under these themes at once."""
    asked = frozenset(themes)
    hit = extra = missed = 0
    for row, found in pairs:
        wanted = asked.intersection(row["labels"])
        hit += len(found & wanted)
        extra += len((found & asked) - wanted - set(row.get("may", ())))
        missed += len(wanted - found)
    precision, recall = hit / max(hit + extra, 1), hit / max(hit + missed, 1)
    return f"{precision:.2f} {recall:.2f} {2 * hit / max(2 * hit + extra + missed, 1):.2f}"


def _alarms(pairs: Sequence[tuple[Row, frozenset[str]]]) -> str:
    none = [found for row, found in pairs if not {*row["labels"], *row.get("may", ())}.intersection(SEVEN)]
    return f"{sum(not found.isdisjoint(SEVEN) for found in none)}/{len(none)}"


if __name__ == "__main__":
    main()
