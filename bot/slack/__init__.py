"""Slack as a platform. It knows nothing of Discord.

`client.py` is the Chat, over a socket (`socket.py`) or over HTTP. Deliveries go out through `posts.py`: a Message
becomes blocks (`render.py`, its texts in `text.py`), and one text for whom blocks are not read out (`spoken.py`); its
pictures are uploaded first (`pictures.py`), and `api.py` makes the request (`request.py`); a refusal is turned into a
DeliveryError (`errors.py`). What people say is acknowledged in `listen.py` and answered by `answers.py`, which reads
Slack's payloads (`heard.py`), asks for the speaker's rank (`people.py`), and has `respond.py` send the answer, or draws
a form (`modal.py`).

One process may serve many workspaces (`workspaces.py`), each of which installs the app (`installs.py`); their tokens
are kept locked (`locker.py`), and who removed the app while we did not listen is noticed in `removals.py`.
`checkup.py` says what is missing, and `logged.py` makes the libraries' own log readable.
"""
