"""From an address to Items.

`schedule.py` says which Feeds are due. `ask.py` asks for one, through `fetch.py`, the only door to the network: its
address is read (`addresses.py`) and may be contacted (`guard.py`), its host has its turn (`turns.py`), and the answer
comes in within bounds (`bounds.py`, `unpack.py`, `waiting.py`). It is a Reply (`reply.py`, `headers.py`), or a
FetchError that says in words what was wrong (`faults.py`).

`parse.py`, in the child process, makes Items of its bytes: they are looked at and cut up raw (`raw.py`), then read as
XML (`xml.py`, by feedparser as `quick.py` sets it up) or as JSON (`formats.py`), and each entry is an Item
(`entry.py`).

Beside that way lie the feed behind a page (`discover.py`), the page of an article (`article.py`) and lists of Feeds
(`opml.py`).
"""
