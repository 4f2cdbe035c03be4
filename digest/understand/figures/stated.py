"""A number that a sentence states, before it is a Figure."""

from dataclasses import dataclass

# Where nothing tells what a number is said of, so much of its sentence stands for it: of one in runs a quarter.
OPENING, OPENING_IN_RUNS = 80, 20


@dataclass(slots=True)
class Stated:
    """Where it stands, its amount, its unit and its subject; the last two are empty until they are known."""

    start: int
    end: int
    amount: float
    unit: str = ""
    subject: str = ""
