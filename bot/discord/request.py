"""A rendered body as Discord is sent it: it bears its delivery's key, by which a message that was posted is known."""

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

Json = dict[str, Any]


def request(body: Mapping[str, Any], key: str, *, post: str | None = None, tags: Sequence[str] = ()) -> Json:
    """Return exactly what is posted to a channel's messages; its nonce is `key`, so that twice is once.

    With the name of a `post`, what opens it in a forum; `tags` are the ids of the forum's own.
    """
    sent = keyed(body, key)
    if post is None:
        return {**sent, "nonce": key, "enforce_nonce": True}
    files = {"files": sent.pop("files")} if "files" in sent else {}
    return {"name": post, "message": sent, "applied_tags": list(tags), **files}


def keyed(body: Mapping[str, Any], key: str) -> Json:
    """Return a body that bears its key, as the id of its first component: Discord never gives a nonce back."""
    first, *others = body["components"]
    return {**body, "components": [{**first, "id": _id_of(key)}, *others]}


def bears(message: Mapping[str, Any], key: str) -> bool:
    """Say whether a message of ours is the one with this key."""
    return [one.get("id") for one in message.get("components") or ()][:1] == [_id_of(key)]


def _id_of(key: str) -> int:
    """Return a key as a component's id: it fits 32 bits with a sign, and is not 0, which Discord would replace."""
    return crc32(key.encode()) >> 1 or 1
