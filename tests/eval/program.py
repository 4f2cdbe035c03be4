"""How well stories come out of the program as it is called: `python -m tests.eval.program [FILE ...]`.

Each set is imported into an empty store and exported again, at the time of its last item, for what lies ahead of the
clock is taken to be of now. Unlike in `tests.eval.stories` an item must pass a gate to be grouped, and each part of an
import is a process of its own. An item without a story counts as one alone.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.eval.scores import bcubed, pairs
from tests.eval.sets import EXAMS, load

# What a team's file says; how many items a part of the import has.
WAYS = (("", 10_000), ("", 50), ('grouping = "all"', 10_000), ('embedder = "none"', 10_000))
_TAKEN = ("url", "title", "summary", "published", "language", "outlet")


def exported(rows: Sequence[dict[str, str]], settings: str, part: int) -> dict[str, str]:
    """Return the story of each address, when the rows are imported in parts, oldest first."""
    with TemporaryDirectory() as folder:
        config = Path(folder, "parallax.toml")
        config.write_text(f"{settings}\n[feeds]\ndefaults = false\n", encoding="utf-8")
        environment = os.environ | {
            "PARALLAX_DB": str(Path(folder, "parallax.db")),
            "PARALLAX_CONFIG": str(config),
        }

        def run(*arguments: str, given: str = "") -> str:
            program = [sys.executable, "-m", "bot", "--now", max(map(_published, rows)), *arguments]
            done = subprocess.run(
                program, input=given, env=environment, capture_output=True, text=True, check=True
            )
            return done.stdout

        for start in range(0, len(rows), part):
            lines = [json.dumps({key: row[key] for key in _TAKEN}) for row in rows[start : start + part]]
            run("import", "-", given="\n".join(lines))
        items = [json.loads(line) for line in run("export", "items").splitlines()]
    return {item["url"]: item["story"] or item["id"] for item in items}


def main(arguments: Sequence[str]) -> None:
    print("stories, through the program (B-cubed P R F1; pairs across languages P R F1)")
    for path in [*map(Path, arguments)] or EXAMS:
        languages = {case.item.url: case.item.language.partition("-")[0] for case in load(path)}
        rows = sorted(map(json.loads, path.read_text(encoding="utf-8").splitlines()), key=_published)
        truth = {row["url"]: row["story"] for row in rows}
        for settings, part in WAYS:
            found = exported(rows, settings, part)
            three = bcubed(found, truth)
            two = pairs(found, truth, languages)
            way = settings or ("as shipped" if part > len(rows) else f"in parts of {part}")
            print(
                f"  {path.stem:10} {way:18} {three.precision:.3f} {three.recall:.3f} {three.f1:.3f}   "
                f"{two.precision:.3f} {two.recall:.3f} {two.f1:.3f}"
            )


def _published(row: dict[str, str]) -> str:
    return row["published"]


if __name__ == "__main__":
    main(sys.argv[1:])
