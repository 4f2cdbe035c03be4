"""Slack as a platform. It knows nothing of Discord.

`client.py` is the Chat, over a socket or over HTTP. Deliveries go out through `posts.py`: a Message becomes blocks
(`render.py`, its texts in `text.py`), its pictures are uploaded first (`pictures.py`), and `api.py` makes the request
(`request.py`); a refusal is turned into a DeliveryError (`errors.py`). What people say comes in through `listen.py`,
which reads Slack's payloads (`heard.py`) and asks for the speaker's rank (`people.py`), or whether we may write where
something is to be posted (`channels.py`); `respond.py` sends the answer, and `modal.py` draws a form.

One process may serve many workspaces (`workspaces.py`), each of which installs the app (`installs.py`); their tokens
are kept locked (`locker.py`). `checkup.py` says what is missing, and `logged.py` makes the libraries' own log readable.
"""
