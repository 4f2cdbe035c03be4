"""What is kept, in one SQLite file. The only package that knows SQL and sqlite-utils.

`store.py` opens the file, with one thread that writes and one that reads, each on a connection (`connection.py`).
`schema.py` has the tables, which `migration.py` brings up to date and `rows.py` fills. What may be wrong with the file
is found in `opening`; `files.py` says what lies beside it. It is copied by `backup.py` and kept small by `pruning.py`;
`ahead.py` mends what a wrong clock dated.

Most other modules take one kind of value in and give it out:

- News: `feeds.py`, how each is (`feed_states.py`) and how pulls of it went (`pulls.py`), and which hosts are left alone
  (`hosts.py`); `items.py` (rows: `item_rows.py`; their keys are their times, `keys.py`), whose pages were asked for
  (`pages.py`), as what they were read (`readings.py`) and what they state (`figures.py`); `stories.py` (rows:
  `story_rows.py`), how they hang together (`ties.py`), what grouping knows of their items (`placed.py`), and what
  trends are counted from (`trends.py`).
- What was told: `digests.py`, the outbox (`deliveries.py`), which channels are off or have another id
  (`channels.py`), and what each knows already (`memory.py`).
- Who reads: `subscriptions.py`, what a channel follows and mutes (`choices.py`), `teams.py`, proposed feeds
  (`suggestions.py`), and who changed what (`change_log.py`).
- The program itself: small facts (`notes.py`), and texts that a button or a form stands for (`kept.py`).

The index of words (`index.py`) holds texts as `tokens.py` writes them, and their fields as stamps (`stamps.py`);
`search` finds items in it.
"""

from digest.store.connection import Database
from digest.store.opening.one_run import lock
from digest.store.store import Store

__all__ = ["Database", "Store", "lock"]
