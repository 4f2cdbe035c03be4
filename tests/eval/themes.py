"""How well items are filed under themes, as tables: `python -m tests.eval.themes`.

`data/README.md` tells how each set was labelled, and what it gave when it was new. What one could give or leave out
counts as neither right nor wrong.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from config.knowledge import load_knowledge
from digest.understand.read import file_texts
from tests.beside import LABELLED
from tests.eval.rows import REQUIRED, Row, read_labelled
from tests.eval.sets import DATA, EXAMS, TAUGHT, own_sets

SEVEN = (
    "adoption",
    "pricing",
    "compute_energy",
    "supply_chain",
    "research_education",
    "consumer_apps",
    "national_strategy",
)
SEVEN_SET = DATA / "themes-seven.jsonl"
DEVELOPMENT = LABELLED / "themes.jsonl"
# Headlines that were written for the required themes.
_HEADLINES = own_sets("themes themes-later themes-december")

Judged = tuple[Row, frozenset[str]]
"""A row, and the themes that the program files it under."""


@dataclass(frozen=True)
class Count:
    """How rows were filed under some themes."""

    right: int
    extra: int
    missed: int
    alarms: int
    """Rows of none of the themes that were filed under one."""
    none: int

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.extra, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + self.missed, 1)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(2 * self.right + self.extra + self.missed, 1)


def count(judged: Iterable[Judged], themes: Collection[str]) -> Count:
    """Count the filings under these themes, all together."""
    asked = frozenset(themes)
    right = extra = missed = alarms = none = 0
    for row, found in judged:
        wanted = asked.intersection(row["labels"])
        wrong = (found & asked) - wanted - set(row.get("may", ()))
        right += len(found & wanted)
        extra += len(wrong)
        missed += len(wanted - found)
        none += not wanted
        alarms += bool(wrong) and not wanted
    return Count(right, extra, missed, alarms, none)


def judge(path: Path) -> list[Judged]:
    rows = read_labelled(path)
    filed = file_texts([(row["title"], row.get("summary") or "") for row in rows], load_knowledge())
    return [
        (row, frozenset(filing.theme for filing in filings)) for row, filings in zip(rows, filed, strict=True)
    ]


def main() -> None:
    exams = {path.stem: judge(path) for path in EXAMS}
    development = {"development": judge(DEVELOPMENT)} if DEVELOPMENT.exists() else {}
    print("the three required themes (F1, all filings together; false alarms among items of none of them)")
    print(f"  {'':16}{'items':>5}{'all':>7}{'English':>9}{'others':>8}{'false alarms':>14}")
    print("  sets that taught nothing")
    for name, judged in (exams | development).items():
        _print_required(name, judged)
    print("  sets that taught what examples weigh, or with which in view terms were written")
    for path in (*TAUGHT, *_HEADLINES):
        _print_required(path.stem, judge(path))
    print("\nthe three required themes by language, in the weeks that taught nothing (precision, recall, F1)")
    _print_languages([*chain.from_iterable(exams.values())])
    print("\nthe seven other themes (precision, recall, F1; false alarms among items of none of them)")
    _print_seven(exams | {"headlines": judge(SEVEN_SET)})


def _print_required(name: str, judged: Sequence[Judged]) -> None:
    counted = count(judged, REQUIRED)
    english, others = (
        count([one for one in judged if (one[0]["language"] == "en") is is_english], REQUIRED).f1
        for is_english in (True, False)
    )
    alarms = f"{counted.alarms}/{counted.none}"
    print(f"  {name:16}{len(judged):5}{counted.f1:7.2f}{english:9.2f}{others:8.2f}{alarms:>14}")


def _print_languages(judged: Sequence[Judged]) -> None:
    for language in sorted({row["language"] for row, _ in judged}):
        spoken = [one for one in judged if one[0]["language"] == language]
        print(f"  {language:16}{len(spoken):5}   {_cell(count(spoken, REQUIRED))}")


def _print_seven(sets: dict[str, list[Judged]]) -> None:
    print(f"  {'':18}" + "".join(f"{name:>18}" for name in sets))
    for theme in SEVEN:
        cells = (_cell(count(judged, [theme])) for judged in sets.values())
        print(f"  {theme:18}" + "".join(f"{cell:>18}" for cell in cells))
    counted = [count(judged, SEVEN) for judged in sets.values()]
    print(f"  {'all seven':18}" + "".join(f"{_cell(one):>18}" for one in counted))
    print(f"  {'false alarms':18}" + "".join(f"{f'{one.alarms}/{one.none}':>18}" for one in counted))


def _cell(counted: Count) -> str:
    return f"{counted.precision:.2f} {counted.recall:.2f} {counted.f1:.2f}"


if __name__ == "__main__":
    main()
