"""What trends are counted from: items by theme and side, and who is named, in order of time."""

from collections.abc import Iterator
from datetime import datetime

from digest.model.outlet import Viewpoint
from digest.model.trend import Filed
from digest.model.window import Window
from digest.store.connection import Database
from digest.store.keys import first_key, published
from digest.store.rows import moment, read_list, seconds


def filed_between(db: Database, window: Window, theme: str | None = None) -> Iterator[Filed]:
    """Walk through what was published in the window and stands in a story, oldest first."""
    rows = db.execute(
        "SELECT f.theme, s.id, i.n, i.outlet, i.owner, i.viewpoint FROM items i"
        " JOIN members m ON m.n = i.n JOIN stories s ON s.s = m.s JOIN story_themes f ON f.s = s.s"
        " WHERE i.n >= :start AND i.n < :end AND (:theme IS NULL OR f.theme = :theme)"
        " ORDER BY i.n, f.theme",
        {"start": first_key(window.start), "end": first_key(window.end), "theme": theme},
    )
    for row in rows:
        yield Filed(
            row["theme"],
            row["id"],
            published(row["n"]),
            row["outlet"],
            row["owner"],
            Viewpoint(row["viewpoint"]),
        )


def named_between(db: Database, window: Window, theme: str | None) -> Iterator[tuple[datetime, str, str]]:
    """Walk through the stories that began in the window: when, which story, and each actor that it names."""
    rows = db.execute(
        "SELECT id, first_seen, actors FROM stories WHERE first_seen >= :start AND first_seen < :end"
        " AND (:theme IS NULL OR s IN (SELECT s FROM story_themes WHERE theme = :theme)) ORDER BY first_seen, id",
        {"start": seconds(window.start), "end": seconds(window.end), "theme": theme},
    )
    for row in rows:
        for actor in read_list(row["actors"]):
            yield moment(row["first_seen"]), row["id"], actor
