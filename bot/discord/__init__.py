"""Discord as a platform. It knows nothing of Slack.

`client.py` is the Chat, over as many connections to the gateway as Discord asks for (`shards.py`). Deliveries go out
through `posts.py`: a Message becomes components (`render.py`, its texts in `text.py`), these a request that bears the
delivery's key (`request.py`); `calls.py` makes it, and turns a refusal into a DeliveryError. Whose a channel is, and
which tags a forum has, is in `channels.py`. What people say comes in as a command (`commands.py`, in the words of
`vocabulary.py`), a button or a modal (`forms.py`), and `answers.py` answers it.

`servers.py` greets the servers that add the bot, `checkup.py` says what is missing, and `logged.py` keeps the library's
lines short.
"""
