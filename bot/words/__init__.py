"""The words that a reader can say in chat, the same on every platform: a Call (`call.py`) in, an Answer out.

`ask.py` has the words that are answered from the store, `about.py` those about the bot itself. Three modules choose
something for a channel: `subscribe.py`, with a form (`form.py`) whose fields (`fields.py`) take times and zones as one
types them (`times.py`), and `follow.py` and `mute.py`, which share `chosen.py`. `propose.py` suggests a feed to the
admins. `complete.py` completes a half-typed option, and `buttons.py` has what the buttons of all answers need.
"""
