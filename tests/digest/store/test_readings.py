from dataclasses import replace

from digest.model.figure import Figure
from digest.model.item import Item, Reading
from digest.model.outlet import Viewpoint
from digest.model.theme import Filing
from digest.store import items
from digest.store.readings import keep_readings
from tests.builders import item


def reading(of: Item, **fields: object) -> Reading:
    read = replace(
        of,
        language="zh-Hans",
        viewpoint=Viewpoint.CHINA,
        owner="people",
        themes=(Filing("open_source", 2.5, ("open weights",)), Filing("talent", 1.0, ())),
        actors=("qwen", "alibaba"),
        figures=(
            Figure(20.0, "%", "share", "One in five.", of.id),
            Figure(2.0, "GW", "site", "2 GW.", of.id, "2026"),
        ),
    )
    return Reading(replace(read, **fields), is_grouped=True, vector=b"\x00\x01")


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
