"""What is kept, in one SQLite file. The only package that knows SQL and sqlite-utils."""

from digest.store.connection import Database, Store
from digest.store.one_run import lock

__all__ = ["Database", "Store", "lock"]
