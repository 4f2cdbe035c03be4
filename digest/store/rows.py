"""Values as the tables keep them: rows, many in one parameter, lists and filings as JSON, times as whole seconds."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from digest.model.theme import Filing
from digest.store.connection import Database


def insert(db: Database, table: str, rows: Sequence[Mapping[str, object]], *, way: str = "INSERT") -> int:
    """Put in rows, all of the same columns; return how many went in. `way` says what becomes of known ones."""
    if not rows:
        return 0
    columns = list(rows[0])
    values = ", ".join(f":{column}" for column in columns)
    return db.executemany(f"{way} INTO {table} ({', '.join(columns)}) VALUES ({values})", rows).rowcount


def number(db: Database, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> int:
    """Return the one number that is asked for."""
    found: int = db.execute(sql, values).fetchone()[0]
    return found


def many(values: Iterable[object]) -> str:
    """Return values as one parameter, for `IN (SELECT value FROM json_each(?))`: SQLite bounds how many there are."""
    return json.dumps(list(values))


def write_list(values: Sequence[object]) -> str:
    # Most items have none, and a dump takes longer than the rest of a row.
    return json.dumps(values, ensure_ascii=False) if values else "[]"


def read_list(text: str) -> list[Any]:
    found: list[Any] = [] if text == "[]" else json.loads(text)
    return found


def write_filings(filings: Sequence[Filing]) -> str:
    return write_list([(f.theme, f.score, f.terms) for f in filings])


def read_filings(text: str) -> tuple[Filing, ...]:
    return tuple(Filing(theme, score, tuple(terms)) for theme, score, terms in read_list(text))


def seconds(moment: datetime) -> int:
    """Return a time as the tables keep it: whole seconds since 1970."""
    return int(moment.timestamp())


def moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def seconds_or_none(moment: datetime | None) -> int | None:
    return None if moment is None else seconds(moment)


def moment_or_none(seconds: int | None) -> datetime | None:
    return None if seconds is None else moment(seconds)
