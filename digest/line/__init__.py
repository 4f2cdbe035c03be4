"""The stretches of the straight line, where one wing's values go on to the next; `digest.pipeline` joins them.

A pull is one round (`round.py`). Bodies go to the child process (`child.py`) on an errand (`errands.py`), several of
them together (`together.py`). What they brought is stored (`arrivals.py`) and put into Stories (`placing.py`). Waits
that hosts asked for are kept over a restart (`host_waits.py`), and the articles of stories that will probably be shown
are fetched (`articles.py`).

What is told begins at the store: a Digest in `composing.py`, news of what a channel follows in `following.py`, news of
Feeds in `feed_news.py`. `finding.py` looks at a feed and stores nothing. `run.py` says how work leaves the event loop.
"""
