from digest.model.query import Query
from digest.store import items, pruning, search, stories, ties
from digest.store.readings import keep_readings
from tests.builders import DAY, NOW, item, story
from tests.digest.store.made import reading, saved


def test_pruning_takes_old_items_with_all_that_hangs_on_them_and_no_others(db):
    old = [
        item(f"Old chips {number}", published=NOW - 9 * DAY, first_seen=NOW - 9 * DAY) for number in range(5)
    ]
    new = item("New chips")
    items.add(db, [*old, new])
    keep_readings(db, [reading(each) for each in [*old, new]], "model")
    stories.save(
        db,
        [
            story("Gone", items=tuple(each.id for each in old[:4])),
            story("Stays", items=(old[4].id, new.id)),
        ],
    )

    assert pruning.prune(db, NOW - DAY, most=3) == 3
    assert pruning.prune(db, NOW - DAY, most=3) == 2
    assert pruning.prune(db, NOW - DAY, most=3) == 0

    assert list(items.get(db, [each.id for each in [*old, new]])) == [new.id]
    assert [hit.item.id for hit in search.find(db, Query("chips"))] == [new.id]
    assert [each.items for each in stories.export(db)] == [(new.id,)]
    for table in ("texts", "item_actors", "vectors", "members"):
        left = db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        assert left == (2 if table == "item_actors" else 1), table


def test_pruning_reads_no_table_from_end_to_end(db):
    one, two = saved(db, "One", [item("One")]), saved(db, "Two", [item("Two")])
    ties.link(db, one.id, two.id)
    run: list[str] = []

    db.set_trace_callback(run.append)
    pruning.prune(db, NOW + DAY)
    db.set_trace_callback(None)

    plans = [
        row["detail"]
        for sql in run
        if sql.startswith(("SELECT", "DELETE", "UPDATE"))
        for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")
    ]
    assert stories.count(db) == 0
    assert "SEARCH stories USING INTEGER PRIMARY KEY (rowid=?)" in plans
    assert [plan for plan in plans if plan.startswith("SCAN") and "json_each" not in plan] == []
