"""A number that a sentence states, before it is a Figure."""

from dataclasses import dataclass


@dataclass(slots=True)
class Stated:
    """Where it stands, its amount, its unit and its subject; the last two are empty until they are known."""

    start: int
    end: int
    amount: float
    unit: str = ""
    subject: str = ""
