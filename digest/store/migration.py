"""A file whose tables are of any version in, brought up to date: the steps that it has not seen, all or none."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from digest.errors import StoreError
from digest.store.connection import Database, in_transaction
from digest.store.opening.advice import advice_on
from digest.store.opening.header import APPLICATION_ID
from digest.store.opening.one_run import check_not_running
from digest.store.schema import STEPS, Step

if TYPE_CHECKING:
    import sqlite_utils

# Litestream, which may be there before us, makes these in the file that it watches.
_LITESTREAM = {"_litestream_seq", "_litestream_lock"}


def migrate(db: Database, path: Path, steps: Sequence[Step] = STEPS) -> None:
    """Take the steps that the file has not seen, all of them or none.

    Raise StoreError when an older `run` has it open, which might no longer find what it writes.
    """
    if steps_seen(db, path, steps) == len(steps):
        return
    # Here and not above, for it costs 0.2 s, and a file is seldom behind.
    import sqlite_utils

    def take_those_left(db: Database) -> None:
        seen = steps_seen(db, path, steps)
        if seen == len(steps):
            return
        if seen:
            check_not_running(path)
        migrations = sqlite_utils.Migrations("parallax")
        for step in steps:
            migrations(name=step.name)(_taking(step.sql))
        migrations.apply(sqlite_utils.Database(db, recursive_triggers=False, execute_plugins=False))
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(steps)}")

    # Two processes may come at once: the second waits here, and finds nothing left to do.
    in_transaction(db, take_those_left)


def steps_seen(db: Database, path: Path, steps: Sequence[Step] = STEPS, *, into: Path | None = None) -> int:
    """Return how many steps the file has seen; raise StoreError when it is not for us to take any.

    Where it is a backup, `into` is the database that it is to be put into.
    """
    seen: int = db.execute("PRAGMA user_version").fetchone()[0]
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
        if seen or tables - _LITESTREAM:
            raise StoreError(f"{path}: is another program's database; name another file with --db")
        return 0
    if seen > len(steps):
        raise StoreError(
            f"{path}: was written by a newer Parallax (its tables are of version {seen}, this one knows"
            f" {len(steps)}); update Parallax, or {advice_on(path, len(steps), into=into)}"
        )
    return seen


def _taking(sql: str) -> "Callable[[sqlite_utils.Database], None]":
    """Return a step as sqlite-utils wants it: a function of the database."""

    def take(db: "sqlite_utils.Database") -> None:
        # Not `executescript`, which would end the transaction first.
        for statement in _without_comments(sql).split(";"):
            if statement.strip():
                db.conn.execute(statement)

    return take


def _without_comments(sql: str) -> str:
    return "\n".join(line for line in sql.splitlines() if not line.lstrip().startswith("--"))
