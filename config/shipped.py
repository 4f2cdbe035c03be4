"""What ships in this folder: its rows, its Feeds, the names of its Themes."""

import csv
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from digest.model.feed import Feed, FeedKind
from digest.model.outlet import Viewpoint

SHIPPED = Path(__file__).parent
# In terms.csv, before the name of an anchor, where a theme's would stand.
ANCHOR = "anchor-"


def rows_of(name: str) -> Iterator[dict[str, str]]:
    with (SHIPPED / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def toml_of(name: str) -> dict[str, Any]:
    with (SHIPPED / name).open("rb") as file:
        return tomllib.load(file)


def shipped_feeds(rsshub: str = "") -> list[Feed]:
    """Return the feeds that ship with the program; routes of RSSHub only where its base is given."""
    return [
        Feed(
            id=row["id"],
            url=row["url"].replace("{RSSHUB}", rsshub),
            title=row["title"],
            outlet=row["outlet"] or None,
            kind=FeedKind(row["kind"]),
            on_topic=row["gate"] == "none",
            viewpoint=Viewpoint(row["viewpoint"]) if row["viewpoint"] else None,
            language=row["language"] or None,
            on=row["on"] == "yes",
        )
        for row in rows_of("feeds.csv")
        if rsshub or "{RSSHUB}" not in row["url"]
    ]


# Asked for wherever a subscription is made, and reading the file takes longer than most answers.
@cache
def shipped_themes() -> tuple[str, ...]:
    """Return the ids of the themes that ship with the program, in their order."""
    return tuple(theme["id"] for theme in toml_of("themes.toml")["theme"])


def shipped_actors() -> list[str]:
    """Return the ids of the actors that ship with the program."""
    return [row["id"] for row in rows_of("actors.csv")]


def shipped_outlets() -> list[tuple[str, str]]:
    """Return the name and the domain of each outlet that ships with the program."""
    return [(row["name"], row["domain"]) for row in rows_of("outlets.csv")]


def shipped_concepts() -> set[str]:
    """Return what a term may name with an @: groups of words, anchors, and the kinds of actors."""
    anchors = {row["theme"].removeprefix(ANCHOR) for row in rows_of("terms.csv") if ANCHOR in row["theme"]}
    return set(toml_of("concepts.toml")) | anchors | {row["kind"] for row in rows_of("actors.csv")}
