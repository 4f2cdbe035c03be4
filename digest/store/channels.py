"""Channels that refuse us: switched off, each with the reason, until somebody lets us in again. And those that a
platform gives another id.
"""

# ruff: noqa: S608 - what is put into SQL are names of this module, never values

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from digest.model.place import Place
from digest.store import deliveries, memory, notes, subscriptions
from digest.store.connection import Database
from digest.store.rows import seconds


def switch_off(db: Database, channel: Place, reason: str, now: datetime) -> bool:
    """Post to a channel no more, nor what waits for it; return whether that is new, so that it is told once."""
    waiting = [part for part in deliveries.unsettled(db) if part.place == channel]
    deliveries.give_up_for_now(db, waiting, reason)
    done = db.execute(
        "INSERT OR IGNORE INTO channels_off (channel, reason, at) VALUES (?, ?, ?)",
        (channel.key, reason, seconds(now)),
    )
    return done.rowcount > 0


def switch_on(db: Database, channel: Place | None = None) -> None:
    """Post to a channel again, or to all."""
    db.execute("DELETE FROM channels_off WHERE ?1 IS NULL OR channel = ?1", (channel and channel.key,))


def off(db: Database) -> dict[str, str]:
    """Return the channels that are switched off, by `Place.key`, each with the reason."""
    return {
        row["channel"]: row["reason"] for row in db.execute("SELECT * FROM channels_off ORDER BY channel")
    }


def off_among(db: Database, places: Iterable[Place]) -> dict[Place, str]:
    """Return those of the places that are switched off, each with the reason."""
    reasons = off(db)
    return {place: reasons[place.key] for place in places if place.key in reasons}


def move(db: Database, old: Place, new: Place) -> None:
    """Keep under another id all that is kept of a channel: what it wants, was told, and is still to be told."""
    for one in subscriptions.saved(db, old.team):
        if one.place == old:
            subscriptions.save(db, replace(one, channel=new.channel))
    for table in ("digests", "follows", "mutes"):
        db.execute(f"UPDATE OR REPLACE {table} SET channel = ? WHERE channel = ?", (new.key, old.key))
    memory.move(db, old.key, new.key)
    for table in ("deliveries", "suggestions"):
        db.execute(
            f"UPDATE {table} SET channel = ? WHERE platform = ? AND team = ? AND channel = ?",
            (new.channel, str(old.platform), old.team, old.channel),
        )
    hello = notes.hello_name
    db.execute("UPDATE OR REPLACE notes SET name = ? WHERE name = ?", (hello(new), hello(old)))
    # It was refused under an id that it no longer has.
    switch_on(db, old)
