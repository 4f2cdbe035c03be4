"""A rendered body as Slack is sent it, with its delivery's key in the metadata."""

from collections.abc import Mapping
from typing import Any

# The name of our messages' metadata; the id in its payload is the delivery's.
_EVENT = "parallax_delivery"


def request(channel: str, body: Mapping[str, Any], key: str, *, thread: str | None = None) -> dict[str, Any]:
    """Return exactly what `chat.postMessage` is sent; `key` tells the message from any other of ours."""
    told = {
        "channel": channel,
        **without_files(body),
        "metadata": {"event_type": _EVENT, "event_payload": {"id": key}},
    }
    return told | {"thread_ts": thread} if thread else told


def without_files(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return a body without its pictures, which are uploaded apart."""
    return {name: value for name, value in body.items() if name != "files"}
