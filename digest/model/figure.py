"""A number that is stated."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that an Item states, with its unit, its subject and the sentence it stands in."""

    amount: float
    """In base units: 3.57 million is 3570000; one in five is 20 with the unit %."""
    unit: str
    """%, an ISO 4217 code, x for times, an SI symbol with its prefix, or the counted noun as written."""
    subject: str
    sentence: str
    item: str
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """That an Item stated a Figure: one line of the ledger."""

    figure: Figure
    published: datetime
    outlet: str
    url: str | None
    language: str
    story: str | None = None
