"""The words that a reader can say in chat, the same on every platform: a Call in, an Answer out.

Each is given a Call (`call.py`). Those of `ask.py` answer from the store, those of `about.py` tell of the house. Those
that choose for a channel are `subscribe.py`, whose form is of `fields.py` and read with `times.py`, `follow.py` and
`mute.py`, which share `chosen.py`; `propose.py` suggests a feed to the admins. `complete.py` completes what is half
typed.
"""
