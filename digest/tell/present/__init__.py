"""What is to be said as a Message: one module for each thing that is said.

Unasked: a Digest, an Alert or news of what is followed (`digest.py`), and corrections of it (`amended.py`). Asked:
`search.py`, `story.py`, `compare.py`, `why.py`, `figures.py`, `themes.py` and `trends.py`. About the bot itself: its
feeds (`feeds.py`), its status and its help (`house.py`), and what its admin is told when it cannot post
(`incidents.py`). `shelf.py` lists pages, and `plain.py` says what takes one sentence.
"""
