"""What is to be said as a Message, a module for each thing that is said.

Unasked: a Digest, an Alert or what is followed (`digest.py`), and what of it turned out otherwise (`amended.py`).
Asked: `search.py`, `story.py`, `compare.py`, `why.py`, `figures.py` and `themes.py`. Of the bot itself: how its feeds
are (`feeds.py`), how it is doing and what it can be asked (`house.py`), and what it tells whoever looks after it when
it cannot post (`incidents.py`). `shelf.py` lists pages, and `plain.py` is for what takes a sentence.
"""
