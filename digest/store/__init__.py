"""What is kept, in one SQLite file. The only package that knows SQL and sqlite-utils.

`store.py` opens the file, with one thread that writes and one that reads, each on a connection (`connection.py`).
`schema.py` has the tables, which `migration.py` brings up to date and `rows.py` fills. What may be wrong with the file
is found in `opening`; `files.py` says what lies beside it. It is copied by `backup.py` and kept small by `pruning.py`;
`ahead.py` mends what a wrong clock dated.

Most other modules take one kind of value in and give it out. News: `feeds.py`, `feed_states.py`, `pulls.py`,
`hosts.py`, `items.py` (whose rows `item_rows.py` reads, and whose keys are their times, `keys.py`), `pages.py`,
`readings.py`, `figures.py`, `placed.py`, `stories.py` (rows: `story_rows.py`), `ties.py` and `trends.py`. What was
told: `digests.py`, `deliveries.py`, `channels.py` and `memory.py`. Who reads: `subscriptions.py`, `choices.py`,
`teams.py`, `suggestions.py` and `change_log.py`. The program itself: `notes.py` and `kept.py`.

The index of words (`index.py`) holds texts as `tokens.py` writes them, and their fields as stamps (`stamps.py`);
`search` finds items in it.
"""

from digest.store.connection import Database
from digest.store.opening.one_run import lock
from digest.store.store import Store

__all__ = ["Database", "Store", "lock"]
