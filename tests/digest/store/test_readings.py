from digest.model.item import Reading
from digest.store import items
from digest.store.readings import keep_readings
from tests.builders import item
from tests.digest.store.made import reading


def test_a_reading_is_kept_whole(db):
    new = item("New")
    items.add(db, [new])

    keep_readings(db, [reading(new)], "model")

    assert list(items.export(db)) == [reading(new).item]
    assert items.unread(db) == []
    assert [tuple(row) for row in db.execute("SELECT model, vector FROM vectors")] == [("model", b"\x00\x01")]


def test_a_second_reading_takes_the_place_of_the_first(db):
    new = item("New")
    items.add(db, [new])
    keep_readings(db, [reading(new)], "model")

    keep_readings(db, [Reading(new, is_grouped=False)], None)

    assert list(items.export(db)) == [new]
    for table in ("item_themes", "item_actors", "figures"):
        assert db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0
