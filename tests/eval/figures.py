"""How well figures are found, as a table: `python -m tests.eval.figures [-v] [FILE ...]`.

A file has a JSON object a line with `id`, `language`, `title`, `text` and `figures`, each with `amount`, `unit` and,
where it matters, a word of its `subject`. `data/README.md` tells what is labelled, and what each of our own sets gave
when it was new. Each is split by a hash of the id: rules were written with one half in view, the other is only printed.
"""

import hashlib
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from digest.model.figure import Figure
from digest.understand.figures import find_figures
from tests.eval.rows import read_rows
from tests.eval.sets import own_sets

OWN = own_sets(
    "figures figures-september figures-october figures-december figures-january figures-february figures-may figures-july"
    " figures-august figures-harvest figures-hail figures-ice figures-jade figures-kale"
    " figures-lime figures-mint"
)
# Units that are symbols and must be exact; any other is a noun, of which its last word must be right.
_SYMBOLS = frozenset({"%", "x"})


@dataclass
class Count:
    right: int = 0
    found: int = 0
    stated: int = 0
    subjects: int = 0
    subjects_right: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.stated if self.stated else 1.0


def is_held(key: str) -> bool:
    """Say whether an item belongs to the half that no rule was tuned on."""
    return hashlib.sha256(key.encode()).digest()[0] % 2 == 1


def is_unit(expected: str, given: str) -> bool:
    if expected in _SYMBOLS or (expected.isupper() and len(expected) == 3):
        return expected == given
    one, other = expected.casefold(), given.casefold()
    return one == other or one in other or other in one


def is_amount(expected: float, given: float) -> bool:
    return abs(expected - given) <= 0.005 * abs(expected)


def count(rows: Iterable[dict[str, object]]) -> Count:
    total = Count()
    for row in rows:
        expected = list(row["figures"])
        given = find_figures(str(row["id"]), str(row["title"]), str(row["text"]), str(row["language"]))
        match_up(str(row["id"]), expected, given, total)
    return total


def match_up(key: str, expected: Sequence[dict[str, object]], given: Sequence[Figure], total: Count) -> None:
    """Count each expected figure that is among the given, and each given one that nobody expected."""
    left = list(given)
    for figure in expected:
        amount, unit, subject = float(str(figure["amount"])), str(figure["unit"]), str(figure["subject"])
        match = next((one for one in left if is_amount(amount, one.amount) and is_unit(unit, one.unit)), None)
        if match is None:
            total.faults.append(f"{key}  missed  {amount:g} {unit}")
            continue
        left.remove(match)
        total.right += 1
        if subject:
            total.subjects += 1
            is_right = subject.casefold() in match.subject.casefold()
            total.subjects_right += is_right
            if not is_right:
                total.faults.append(f"{key}  subject {amount:g} {unit}: {match.subject!r}, not {subject!r}")
    total.faults += [f"{key}  extra   {one.amount:g} {one.unit} ({one.subject})" for one in left]
    total.found += len(given)
    total.stated += len(expected)


def table(path: Path) -> tuple[list[str], list[str]]:
    """Return the lines of one set's table, and the faults behind them."""
    rows = read_rows(path)
    languages = sorted({str(row["language"]) for row in rows})
    lines = [
        f"figures: {path.name}, {len(rows)} items",
        f"{'':10} {'tuned P / R':>14} {'held P / R':>14} {'subjects':>10}",
    ]
    faults: list[str] = []
    for language in ["all", *languages]:
        chosen = [row for row in rows if language in ("all", row["language"])]
        tuned = count(row for row in chosen if not is_held(str(row["id"])))
        held = count(row for row in chosen if is_held(str(row["id"])))
        named = tuned.subjects + held.subjects
        subjects = (tuned.subjects_right + held.subjects_right) / named if named else 1.0
        lines.append(
            f"{language:10} {tuned.precision:6.2f} / {tuned.recall:.2f}  {held.precision:6.2f} / {held.recall:.2f}  {subjects:9.2f}"
        )
        if language != "all":
            faults += tuned.faults + held.faults
    return lines, faults


def main(arguments: Sequence[str]) -> None:
    is_wordy = "-v" in arguments
    paths = [Path(argument) for argument in arguments if argument != "-v"] or OWN
    for path in paths:
        lines, faults = table(path)
        print("\n".join(lines))
        if is_wordy:
            print("\n".join(faults))


if __name__ == "__main__":
    main(sys.argv[1:])
