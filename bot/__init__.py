"""The shell around the core: the command line, the chat platforms, timing, the process.

A call of the program begins in `__main__.py`, with a command of `cli/`. `parallax run` is `process.py`, of the objects
that `app.py` builds; `jobs.py` says when things happen. Feeds are pulled (`pulling.py`; a command of one shot is given
its `line.py`), what is owed and what is new is posted (`post/`), to Subscriptions that stand (`standing.py`), what is
past its time is forgotten (`housekeeping.py`), and memory that was needed once is given back (`heap.py`). What would
hold up the event loop goes to a child (`worker.py`).

A platform is a Chat (`chat.py`): `slack/`, `discord/` or the terminal (`console.py`), as far as `platforms.py` finds
their tokens. Each draws a Message its own way, as do `terminal.py`, `markdown.py` and the pages (`web/`). What a reader
says there is a Request, and what answers it one of `words/`: `commands.py` looks who may say it (`rights.py`) and who
reads there (`readers.py`), and `archive.py` asks the store.

Whoever looks after it reads `doctor.py` before, and then `logs.py`, `metrics.py`, `pulse.py` and `status.py`. `demo.py`
runs the whole line without any token.
"""
