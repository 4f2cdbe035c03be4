"""Slack as a platform. It knows nothing of Discord.

`client.py` is the Chat, over a socket or HTTP. Out go Deliveries (`posts.py`): a Message as blocks (`render.py`), its
pictures brought there before (`pictures.py`), through `api.py`; a refusal is a DeliveryError (`errors.py`). What people
say comes in through `listen.py`, out of Slack's payloads (`heard.py`), with the rights of who says it (`people.py`); it
is answered by `respond.py`, with a form as a modal (`modal.py`).

One process may serve many workspaces (`workspaces.py`), which take us in by `installs.py`. `checkup.py` says what is
missing, and `logged.py` what an operator reads of the libraries' own log.
"""
