"""The log lines of Discord's library, made readable: no traceback for a connection that could not be made."""

import logging

from digest.pull.faults import unanswered

_UNMADE = "Attempting a reconnect"


def listen_to_library() -> None:
    """Filter its lines from now on."""
    logging.getLogger("discord.client").addFilter(_read)


def _read(record: logging.LogRecord) -> bool:
    if str(record.msg).startswith(_UNMADE) and record.exc_info:
        error = record.exc_info[1]
        why = unanswered(error) if error else "no reason given"
        record.msg, record.args = "a connection to Discord could not be made (%s); it is tried again", (why,)
        record.exc_info = None
    return True
