"""What the child is sent to do. The work itself is imported where it is done, which is not here."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from digest.errors import ParseError
from digest.model import Item, Knowledge, Reading

if TYPE_CHECKING:
    from digest.pull.parse import Body, Parsed


def parse(bodies: "Sequence[Body]", now: datetime) -> "list[Parsed | ParseError]":
    """Parse feeds' bodies, in their order; what cannot be read is an error in its place."""
    from digest.pull.parse import parse_all

    return parse_all(bodies, now)


def read(items: Sequence[Item], knowledge: Knowledge) -> list[Reading]:
    """Read items, in their order."""
    from digest.understand.read import read

    return read(items, knowledge)


def extract(page: bytes, url: str) -> str:
    """Return the text of an article's page; empty where there is none."""
    from digest.pull.article import extract

    return extract(page, url)
