"""Ids derived from content, never drawn: doing a thing twice therefore does it once."""

import hashlib
import re

# What somebody may call a feed or a theme of theirs.
GIVEN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")
# 64 bits: among a hundred million things, a clash is a chance of one in four thousand.
ID_LENGTH = 16
# Discord takes 25 characters as a nonce; a delivery's id is its nonce.
DELIVERY_ID_LENGTH = 24


def derive_id(*parts: object, length: int = ID_LENGTH) -> str:
    """Return `length` hex digits that stand for `parts` in their order."""
    # The lengths keep ("ab", "c") and ("a", "bc") apart.
    whole = "".join(f"{len(text)}:{text}" for text in map(str, parts))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def asking_id(url: str, auth: str | None) -> str:
    """Return what stands for an address and the variable of its password; an address may itself be a secret."""
    return derive_id(url, auth or "")
