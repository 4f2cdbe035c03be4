"""What is kept, in one SQLite file. The only package that knows SQL and sqlite-utils.

`connection.py` is the file, with a thread that writes and one that reads, and `schema.py` its tables, which
`migration.py` brings up to date and whose values `rows.py` writes and reads. What may befall it is in `header.py`,
`opened.py`, `one_run.py` and `faults.py`; how it is copied and kept small in `backup.py` and `pruning.py`.

Most other modules take one kind of value in and give it out. Of news: `feeds.py`, `pulls.py`, `hosts.py`, `items.py`
(whose keys are their times, `keys.py`), `pages.py`, `readings.py`, `figures.py`, `placed.py`, `stories.py`, `ties.py`
and `trends.py`. Of what was told: `digests.py`, `deliveries.py`, `channels.py` and `memory.py`. Of who reads:
`subscriptions.py`, `choices.py`, `teams.py`, `suggestions.py` and `change_log.py`. Of the program: `notes.py` and
`kept.py`.

A search is `search.py`: what was typed is read (`typed.py`) and its fields narrow it (`fields.py`); the index answers
(`index.py`, in the tokens of `tokens.py`; `stamps.py` and `unstamped.py` for fields, `begun.py` for beginnings), the
newest first or the nearest (`relevance.py`, by `stems.py` and `meaning.py`).
"""

from digest.store.connection import Database, Store
from digest.store.one_run import lock

__all__ = ["Database", "Store", "lock"]
