"""`make eval`: how well it understands, on our own set and, where they lie beside the checkout, on the development sets."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from config.knowledge import load_knowledge
from digest.understand.read import file_text
from tests.beside import LABELLED
from tests.eval import figures, program, repeats, search, seven, stories
from tests.eval.rows import REQUIRED, groups, read_labelled

DATA = Path(__file__).parent / "data"


def main() -> None:
    print("themes (micro-F1 over the three required; false alarms among items of none of them)")
    for path in stories.OWN:
        print_themes(f"of {path.stem}", read_labelled(path))
    print_themes("of themes", read_labelled(DATA / "themes.jsonl"))
    print_themes("later themes", read_labelled(DATA / "themes-later.jsonl"))
    print_themes("blind themes", read_labelled(DATA / "themes-december.jsonl"))
    if (LABELLED / "themes.jsonl").exists():
        print_themes("development", read_labelled(LABELLED / "themes.jsonl"))
    print()
    seven.main()
    print("\nstories")
    stories.main([str(path) for path in (LABELLED / "stories.jsonl",) if path.exists()])
    print()
    program.main([])
    print()
    figures.main([])
    print()
    search.main([])
    if (LABELLED / "stream.jsonl.gz").exists():
        print("\nrepeats over five days of digests")
        repeats.main(LABELLED / "stream.jsonl.gz")


def print_themes(name: str, rows: Sequence[dict[str, Any]]) -> None:
    knowledge = load_knowledge()
    judged = [
        (
            row,
            REQUIRED
            & {filing.theme for filing in file_text(row["title"], row.get("summary") or "", knowledge)},
        )
        for row in rows
    ]
    looked_at = groups(judged)
    spoken = Counter(row["language"] for row, _ in judged)
    for language, _ in spoken.most_common():
        looked_at[language] = [pair for pair in judged if pair[0]["language"] == language]
    for group, pairs in looked_at.items():
        f1, alarms, none = score(pairs)
        print(f"  {name:12} {group:16} n={len(pairs):4}  F1 {f1:.2f}  false alarms {alarms}/{none}")


def score(pairs: Iterable[tuple[dict[str, Any], frozenset[str]]]) -> tuple[float, int, int]:
    """Return F1, false alarms, and how many rows are of none; what one could give or leave out is neither."""
    hit = extra = missed = alarms = none = 0
    for row, found in pairs:
        wanted = REQUIRED & set(row["labels"])
        wrong = found - wanted - set(row.get("may", ()))
        hit += len(found & wanted)
        extra += len(wrong)
        missed += len(wanted - found)
        none += not wanted
        alarms += bool(wrong) and not wanted
    return 2 * hit / max(2 * hit + extra + missed, 1), alarms, none


if __name__ == "__main__":
    main()
