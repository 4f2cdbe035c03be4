"""What the bot says unasked: what is owed and what is new, noted in the outbox, and posted from there.

A round (`rounds.py`) composes each Digest whose slot is due (`owed.py`) and notes its Deliveries (`parts.py`), laid out
as the channel reads them (`layout.py`). News of what is followed (`following.py`), stories that cannot wait
(`alerts.py`), what turned out otherwise (`amending.py`) and what befell the feeds (`watch.py`) are noted through
`outgoing.py`.

`deliver.py` posts what is noted, no faster than a platform takes it (`pace.py`), and `tries.py` notes how it went; what
an earlier run has posted is found (`earlier.py`), and what went wrong is told (`troubles.py`).
"""
