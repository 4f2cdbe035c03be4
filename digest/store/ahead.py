"""Items that a clock ahead of its time let us see in a time still to come: no digest before then would tell them."""

from dataclasses import replace
from datetime import datetime, timedelta

from digest.store import stories
from digest.store.connection import Database
from digest.store.keys import first_key
from digest.store.rows import many, seconds

# Clocks that are right differ by less.
_SURELY = timedelta(days=1)
# Items taken at a time, so that no reader or writer waits for long.
_BATCH = 500


def bring_back(db: Database, now: datetime, most: int = _BATCH) -> int:
    """Take up to `most` items that were published by now, and seen later, for seen now, with their stories.

    Return how many there were: call again until it is none.
    """
    rows = db.execute(
        "SELECT n FROM items WHERE first_seen > ? AND n < ? LIMIT ?",
        (seconds(now + _SURELY), first_key(now), most),
    ).fetchall()
    keys = [row["n"] for row in rows]
    db.executemany("UPDATE items SET first_seen = ? WHERE n = ?", [(seconds(now), n) for n in keys])
    held = db.execute(
        "SELECT DISTINCT id FROM stories JOIN members USING (s) WHERE n IN (SELECT value FROM json_each(?))",
        (many(keys),),
    )
    found = stories.whole(db, [row["id"] for row in held])
    stories.save(
        db,
        [
            replace(story, first_seen=min(story.first_seen, now), last_seen=min(story.last_seen, now))
            for story in found
        ],
    )
    return len(keys)
