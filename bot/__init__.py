"""The shell around the core: the command line, the chat platforms, timing, the process.

A call of the program begins in `__main__.py` and runs a command of `cli/`. `parallax run` builds all objects (`app.py`)
and runs the process (`process.py`), in which `jobs.py` says when things happen. Feeds are pulled (`pulling.py`), news
is posted (`post/`), and what is past its time is forgotten (`housekeeping.py`); `standing.py` knows which feeds and
Subscriptions there are now. A one-shot command that pulls opens only the line (`line.py`). CPU work goes to a child
process (`worker.py`, `alone.py`, `child.py`), and memory that was needed once goes back to the system (`heap.py`).

A platform is a Chat (`chat.py`): `slack/`, `discord/` or the terminal (`console.py`); `platforms.py` makes those whose
tokens are set. A Message is also drawn for a terminal (`terminal.py`, its lines broken by `wrapping.py`, on what
`screen.py` says can be shown), as Markdown (`markdown.py`) and on the pages (`web/`). What a reader says on a platform
is a Request. `commands.py` checks the reader's rights (`rights.py`), finds the channel's Subscription (`readers.py`)
and calls one of the `words/`, which ask the store through `archive.py`; a search is one page for all (`searching.py`).
A channel that is joined is greeted (`greeting.py`); of an answer that asks us to wait, `headers.py` says how long.

Whoever runs the program has `doctor.py` before a start, and `logs.py`, `metrics.py`, `pulse.py` and `status.py` after
it. `demo.py` runs the whole line without any token, on feeds of its own (`demo_feeds.py`).
"""
