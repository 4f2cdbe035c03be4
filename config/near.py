"""The nearest of what may stand somewhere, offered to who mistyped it."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(typed: str, known: Iterable[str], *, cutoff: float = 0.6, sign: str = "") -> str:
    """Return a question that names the nearest, with its sign before it; empty where none is near."""
    near = get_close_matches(typed, list(known), n=1, cutoff=cutoff)
    return f"did you mean {sign}{near[0]}?" if near else ""
