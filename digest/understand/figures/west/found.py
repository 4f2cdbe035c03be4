"""A number that was found among the tokens of a sentence, and a unit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A number with its unit: the places of its first token and after its last; what was found of its subject."""

    first: int
    after: int
    amount: float
    unit: str = ""
    subject: str = ""
    part: float = 1.0
    """How much of its unit was counted: a hundredth, where it is said in cents."""
    as_next: bool = False
    """It is the first of two that are joined, and said of the same thing as the next."""

    def counting(self, unit: str, subject: str = "") -> "Found":
        """Return a number that had no unit as one that has this."""
        return Found(self.first, self.after, self.amount, unit, subject)


Measured = tuple[str, int]
"""A unit and the place after it; no unit, and the place itself, where there is none."""
