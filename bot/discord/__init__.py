"""Discord as a platform. It knows nothing of Slack.

`client.py` is the Chat, over a gateway. Out go Deliveries (`posts.py`): a Message as components (`render.py`), each
request through `calls.py`, of which a refusal is a DeliveryError. What people say comes in as a command (`commands.py`,
in the words of `vocabulary.py`), a button or a modal (`forms.py`), and is answered by `answers.py`.

`servers.py` greets the servers that take us in, and `checkup.py` says what is missing.
"""
