"""What items were read as, into rows: language, themes, actors, figures, vectors."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from digest.model import Filing, Reading
from digest.store.connection import Database, insert
from digest.store.index import index_anew, rows_of
from digest.store.stamps import stored_values, values_of


def keep_readings(db: Database, readings: Sequence[Reading], model_id: str | None = None) -> None:
    """Keep what reading the items yielded, in place of an earlier reading; unknown items are passed over."""
    rows = db.execute(
        "SELECT n, id, language, viewpoint, outlet, themes, actors, figures FROM items"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps([reading.item.id for reading in readings]),),
    )
    stored = {row["id"]: row for row in rows}
    # Of two readings of one item the last one counts.
    last = {reading.item.id: reading for reading in readings if reading.item.id in stored}
    forget_readings(db, [stored[id_] for id_ in last])
    keyed = [(stored[id_]["n"], reading) for id_, reading in last.items()]
    # What was read before it was stored stands in the index as it is.
    otherwise = [stored[id_]["n"] for id_, reading in last.items() if _differs(stored[id_], reading)]
    before = rows_of(db, otherwise)
    db.executemany(
        "UPDATE items SET language = :language, outlet = :outlet, owner = :owner, viewpoint = :viewpoint,"
        " is_read = 1, is_grouped = :is_grouped, themes = :themes, actors = :actors, figures = :figures"
        " WHERE n = :n",
        [_row(n, reading) for n, reading in keyed],
    )
    index_anew(db, before)
    themes = [{"theme": each.theme, "n": n} for n, reading in keyed for each in reading.item.themes]
    insert(db, "item_themes", themes, way="INSERT OR IGNORE")
    actors = [{"actor": actor, "n": n} for n, reading in keyed for actor in reading.item.actors]
    insert(db, "item_actors", actors, way="INSERT OR IGNORE")
    insert(db, "figures", [row for n, reading in keyed for row in _figure_rows(n, reading)])
    vectors = [
        {"n": n, "model": model_id or "", "vector": reading.vector}
        for n, reading in keyed
        if reading.vector is not None
    ]
    insert(db, "vectors", vectors, way="INSERT OR REPLACE")


def forget_readings(db: Database, rows: Iterable[sqlite3.Row]) -> None:
    """Delete what stands in other tables of items, by what their own rows say is there."""
    rows = [row for row in rows if row["themes"] != "[]" or row["actors"] != "[]" or row["figures"]]
    db.executemany(
        "DELETE FROM item_themes WHERE theme = ? AND n = ?",
        [(filing.theme, row["n"]) for row in rows for filing in read_filings(row["themes"])],
    )
    db.executemany(
        "DELETE FROM item_actors WHERE actor = ? AND n = ?",
        [(actor, row["n"]) for row in rows for actor in json.loads(row["actors"])],
    )
    db.executemany("DELETE FROM figures WHERE n = ?", [(row["n"],) for row in rows if row["figures"]])


def write_filings(filings: Iterable[Filing]) -> str:
    return json.dumps([(f.theme, f.score, f.terms) for f in filings], ensure_ascii=False)


def read_filings(text: str) -> tuple[Filing, ...]:
    if text == "[]":
        return ()
    return tuple(Filing(theme, score, tuple(terms)) for theme, score, terms in json.loads(text))


def _differs(row: sqlite3.Row, reading: Reading) -> bool:
    """Say whether the item would have other stamps in the index than it has."""
    return stored_values(row) != values_of(reading.item)


def _row(n: int, reading: Reading) -> dict[str, object]:
    item = reading.item
    return {
        "n": n,
        "language": item.language,
        "outlet": item.outlet,
        "owner": item.owner,
        "viewpoint": str(item.viewpoint),
        "is_grouped": reading.is_grouped,
        "themes": write_filings(item.themes),
        "actors": json.dumps(item.actors, ensure_ascii=False),
        "figures": len(item.figures),
    }


def _figure_rows(n: int, reading: Reading) -> list[dict[str, object]]:
    return [
        {
            "n": n,
            "place": place,
            "amount": figure.amount,
            "unit": figure.unit,
            "subject": figure.subject,
            "sentence": figure.sentence,
            "as_of": figure.as_of,
        }
        for place, figure in enumerate(reading.item.figures)
    ]
