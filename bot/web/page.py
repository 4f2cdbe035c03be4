"""A page of the archive: what stands on it, whoever shows it."""

from dataclasses import dataclass

from digest.tell.message import Message


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture on a page, light and dark, and the same in words."""

    path: str
    alt: str


@dataclass(frozen=True, slots=True)
class Page:
    path: str
    title: str
    message: Message
    charts: tuple[Chart, ...] = ()
    syndication: str = ""
    """The path of the Atom feed that carries what the page lists."""
    asked: str = ""
    """What was searched for."""


class NoPageError(Exception):
    """There is nothing at this path, or nothing for this team."""
