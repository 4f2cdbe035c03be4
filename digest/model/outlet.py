"""Who publishes, and from which side."""

from dataclasses import dataclass
from enum import StrEnum


class Viewpoint(StrEnum):
    """The side that an outlet reports from."""

    US = "us"
    CHINA = "china"
    EUROPE = "europe"
    TAIWAN_JAPAN_KOREA = "taiwan-japan-korea"
    GLOBAL_SOUTH = "global-south"
    OTHER = "other"


KNOWN_SIDES = tuple(side for side in Viewpoint if side is not Viewpoint.OTHER)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher, as the reviewed file knows it."""

    domain: str
    name: str
    viewpoint: Viewpoint
    owner: str = ""
    """Empty for one that is its own."""
