"""What the bot says unasked: noted in the outbox first, and posted from there.

A Digest is composed and drawn at the `desk.py`. A round (`rounds.py`) has that done for each whose slot is due
(`owed.py`), lays it out for its channel (`layout.py`) and notes its Deliveries (`parts.py`); stories that they have no
room for are told to whoever asks for today's (`left_out.py`). Four modules look for something else to tell and note it
through `outgoing.py`: news of what a channel follows (`following.py`), stories that cannot wait (`alerts.py`),
corrections of what was told (`amending.py`), and the health of feeds (`watch.py`).

`deliver.py` posts what is noted, no faster than a platform allows (`pace.py`), and `tries.py` notes how each try went.
`earlier.py` recognises what an earlier run posted, and `troubles.py` tells the admin what went wrong.
"""
