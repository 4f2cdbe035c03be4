"""The stretches of the straight line, where one wing's values go on to the next; `digest.pipeline` joins them.

A pull is a `round.py`: bodies go to the child (`child.py`, on `errands.py`), `together.py` with others; what they
brought is stored (`arrivals.py`) and put into Stories (`placing.py`). What hosts ask of us outlives us
(`host_waits.py`), and stories that will be shown get their articles (`articles.py`).

What is told begins at the store: a Digest in `composing.py`, news of what is followed in `following.py`, of Feeds in
`feed_news.py`. `finding.py` looks at a feed and stores nothing. How work leaves the event loop, `run.py` says.
"""
