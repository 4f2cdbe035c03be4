"""How well a question finds what it asks for, as a table: `python -m tests.eval.search [-v]`.

The items of the stories that a question is about are what should be found; nDCG over the first ten says how
far up they stand. Once all of them are asked for, in whatever language (words alone cannot find those), and
once among the items in the question's own language. Beside the words alone stands what vectors add.
"""

import asyncio
import math
import sys
import tempfile
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from config.knowledge import load_knowledge
from digest.ids import derive_id
from digest.model.item import Reading
from digest.model.query import Order, Query
from digest.store import Database, Store, items, search
from digest.store.readings import keep_readings
from digest.store.search.meaning import Meaning
from digest.tags import UNKNOWN
from digest.understand.spelling import Spelling
from digest.understand.vectors import Embedder, embedder, pack, text_of
from tests.eval.rows import read_rows
from tests.eval.sets import DATA, load

TOLD = DATA / "stories.jsonl"
FIRST = 10
MODEL = "usem3"


def ndcg(found: Sequence[str], wanted: Collection[str]) -> float:
    """Return how near the order of what was found is to the best one; 1.0 when nothing was to be found."""
    gain = sum(1 / math.log2(place + 2) for place, key in enumerate(found[:FIRST]) if key in wanted)
    best = sum(1 / math.log2(place + 2) for place in range(min(FIRST, len(wanted))))
    return gain / best if best else 1.0


def is_held(question: dict[str, Any]) -> bool:
    return int(derive_id("question", question["question"])[:2], 16) % 2 == 1


def measure(db: Database, wordy: bool, encoder: Embedder | None) -> list[str]:
    told = read_rows(TOLD)
    made = [case.item for case in load(TOLD)]
    items.add(db, made)
    vectors: list[bytes | None] = [None] * len(made)
    if encoder is not None:
        texts = [text_of(each.title, each.summary) for each in made]
        vectors = [pack(vector) for vector in encoder.embed([_spelled(text) for text in texts]).vectors]
    readings = [
        Reading(each, is_grouped=True, vector=vector) for each, vector in zip(made, vectors, strict=True)
    ]
    keep_readings(db, readings, MODEL)
    rows = [
        (question, *_found(db, question, told, encoder)) for question in read_rows(DATA / "questions.jsonl")
    ]
    groups = {
        "all": rows,
        "tuned half": [row for row in rows if not is_held(row[0])],
        "held half": [row for row in rows if is_held(row[0])],
        **{
            language: [row for row in rows if row[0]["language"] == language]
            for language in dict.fromkeys(row[0]["language"] for row in rows)
        },
    }
    lines = [
        f"search: {len(rows)} questions to {len(told)} items, nDCG@{FIRST}",
        f"{'':12}{'its own language':>24}{'any language':>24}",
        f"{'':12}{'words':>12}{'vectors':>12}{'words':>12}{'vectors':>12}",
    ]
    for name, group in groups.items():
        means = (sum(row[place] for row in group) / len(group) for place in range(1, 5))
        lines.append(f"{name:12}" + "".join(f"{mean:12.2f}" for mean in means))
    if wordy:
        lines += [f"{row[1]:.2f}  {row[0]['question']}" for row in sorted(rows, key=lambda row: row[1])]
    return lines


def _found(
    db: Database, question: dict[str, Any], told: Sequence[dict[str, Any]], encoder: Embedder | None
) -> tuple[float, float, float, float]:
    """Return nDCG in the question's own language by words and with vectors, then the same in any language."""
    about = {row["id"] for row in told if row["story"] in question["stories"]}
    own = {row["id"] for row in told if row["language"].startswith(question["language"])}
    query = Query(question["question"], order=Order.RELEVANCE, limit=FIRST * 5)
    meaning = (
        Meaning(MODEL, pack(encoder.embed([_spelled(query.words, UNKNOWN)]).vectors[0])) if encoder else None
    )
    by_words, by_both = (
        [hit.item.id for hit in search.find(db, query, meaning=each)] for each in (None, meaning)
    )
    in_own = [ndcg([key for key in found if key in own], about & own) for found in (by_words, by_both)]
    return (*in_own, ndcg(by_words, about), ndcg(by_both, about))


def _spelled(text: str, language: str | None = None) -> str:
    return _spelling().spelled(text, language)


@cache
def _spelling() -> Spelling:
    return Spelling(load_knowledge())


def main(arguments: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "eval.db") as store:
        print("\n".join(asyncio.run(store.write(measure, "-v" in arguments, embedder(MODEL)))))


if __name__ == "__main__":
    main(sys.argv[1:])
