"""What items were read as, into rows: language, themes, actors, figures, vectors."""

import sqlite3
from collections.abc import Iterable, Sequence

from digest.model.item import Reading
from digest.store.connection import Database
from digest.store.index import index_anew, rows_of
from digest.store.item_rows import row_of
from digest.store.rows import insert, many, read_filings, read_list

# What stands in the row of an item that was read before it was stored, and in the index, as it was read.
_FIELDS = ("language", "outlet", "owner", "viewpoint", "themes", "actors")


def keep_readings(db: Database, readings: Sequence[Reading], model_id: str | None = None) -> None:
    """Keep what reading the items yielded, in place of an earlier reading; unknown items are passed over."""
    rows = db.execute(
        f"SELECT n, id, figures, {', '.join(_FIELDS)} FROM items"  # noqa: S608 - names of this module
        " WHERE id IN (SELECT value FROM json_each(?))",
        (many(reading.item.id for reading in readings),),
    )
    stored = {row["id"]: row for row in rows}
    # Of two readings of one item the last one counts.
    last = {reading.item.id: reading for reading in readings if reading.item.id in stored}
    forget_readings(db, [stored[id_] for id_ in last])
    keyed = [(stored[id_]["n"], reading) for id_, reading in last.items()]
    _keep_fields(db, [(stored[one.item.id], row_of(n, one.item, is_read=True)) for n, one in keyed])
    db.executemany(
        "UPDATE items SET is_read = 1, is_grouped = ?, figures = ? WHERE n = ?",
        [(reading.is_grouped, len(reading.item.figures), n) for n, reading in keyed],
    )
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
        [(actor, row["n"]) for row in rows for actor in read_list(row["actors"])],
    )
    db.executemany("DELETE FROM figures WHERE n = ?", [(row["n"],) for row in rows if row["figures"]])


def _keep_fields(db: Database, rows: Sequence[tuple[sqlite3.Row, dict[str, object]]]) -> None:
    """Write the fields that are not as they were, into the rows and the index; each has indexes of its own."""
    others = [new for old, new in rows if any(old[field] != new[field] for field in _FIELDS)]
    before = rows_of(db, [new["n"] for new in others])
    db.executemany(
        "UPDATE items SET language = :language, outlet = :outlet, owner = :owner, viewpoint = :viewpoint,"
        " themes = :themes, actors = :actors WHERE n = :n",
        others,
    )
    index_anew(db, before)


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
