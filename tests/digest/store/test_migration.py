import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from digest.errors import StoreError
from digest.ids import derive_id
from digest.model.delivery import DeliveryKind
from digest.model.query import Query
from digest.pull.schedule import wants_all
from digest.store import Store, deliveries, feed_states, items, lock, memory, search, stories
from digest.store.connection import connect
from digest.store.migration import migrate, steps_seen
from digest.store.rows import moment, seconds
from digest.store.schema import STEPS, Step
from tests.builders import DAY, NOW, item

LATER = (*STEPS, Step("later", "ALTER TABLE notes ADD COLUMN colour TEXT; CREATE TABLE hats (size INTEGER)"))
# Files of every release have seen these steps, of which not a letter may change.
RELEASED = 20
# Holds a database as `run` does, until its standard input ends.
RUN = """
import sys
from pathlib import Path
from digest.store import lock
with lock(Path(sys.argv[1])):
    print(flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "parallax.db"


@pytest.fixture
def db(path):
    """A connection to a file that has no tables yet."""
    db = connect(path)
    yield db
    db.close()


def tables(db) -> set[str]:
    return {row["name"] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_an_empty_file_takes_every_step_and_a_second_time_none(path, db):
    migrate(db, path)
    before = db.total_changes
    migrate(db, path)

    assert steps_seen(db, path) == len(STEPS)
    assert db.total_changes == before
    assert {"items", "stories", "deliveries", "_sqlite_migrations"} <= tables(db)


async def test_an_older_file_takes_the_steps_it_lacks_and_keeps_what_it_holds(path):
    with Store(path) as store:
        await store.write(items.add, [item("Kept")])
    db = connect(path)

    migrate(db, path, LATER)

    assert steps_seen(db, path, LATER) == len(LATER)
    assert "hats" in tables(db)
    assert [hit.item.title for hit in search.find(db, Query("kept"))] == ["Kept"]
    db.close()


@pytest.mark.parametrize("seen", range(1, len(STEPS) + 1))
async def test_a_file_of_every_version_is_read_on_with_what_it_held(path, db, seen):
    migrate(db, path, STEPS[:seen])
    # What a version wrote that knew the first columns alone.
    db.execute(
        "INSERT INTO deliveries (id, digest, subscription, platform, channel, part, state, tries, planned, body)"
        " VALUES ('p1', 'd1', 'morning', 'slack', 'C1', 1, 'pending', 0, 0, '{\"text\": \"hello\"}')"
    )
    db.execute(
        "INSERT INTO told (channel, story, digest, at, title, items, figures, actors, viewpoints, owners)"
        " VALUES ('slack:C1', 's1', 'd1', 0, 'Told', '[]', '[]', '[]', '[]', 1)"
    )
    db.close()

    with Store(path) as store:
        [part] = await store.read(deliveries.due, NOW)
        told = await store.read(memory.told, "slack:C1", ["s1"])
        await store.write(items.add, [item("Added")])

    assert (part.kind, part.team, part.stories) == (DeliveryKind.DIGEST, "", ())
    assert told["s1"].title == "Told"


async def test_stories_of_an_older_file_are_dated_by_their_newest_item(path, db):
    migrate(db, path, STEPS[: [step.name for step in STEPS].index("last published")])
    items.add(db, [item("One", published=NOW - 2 * DAY, first_seen=NOW), item("Two", published=NOW - DAY)])
    db.executescript("""
        INSERT INTO stories VALUES (1, 'a', 'Both', 'en', 7, 8, 7, 8, 8, 1, 1, '{}', '[]', '[]');
        INSERT INTO stories VALUES (2, 'b', 'Empty', 'en', 7, 8, 7, 8, 8, 1, 1, '{}', '[]', '[]');
        INSERT INTO story_themes VALUES ('chips', 8, 1, 1, 1.0, 7, 8);
        INSERT INTO members (n, s, shared) SELECT n, 1, '[]' FROM items;
    """)
    db.close()

    with Store(path) as store:
        every = await store.read(stories.without_items, ["a", "b"])
        chips = await store.read(stories.newest, "chips")

    assert [(each.id, each.last_published) for each in every] == [("a", NOW - DAY), ("b", moment(8))]
    assert [each.id for each in chips] == ["a"]


async def test_a_feed_of_an_older_file_is_not_asked_anew_for_all_that_it_has(path, db):
    migrate(db, path, STEPS[: [step.name for step in STEPS].index("whole bodies")])
    db.execute(
        "INSERT INTO feed_states (feed, etag, interval_s, failures, moved_pulls, last_success)"
        " VALUES ('a', '\"1\"', 1800, 0, 0, ?)",
        (seconds(NOW),),
    )
    db.close()

    with Store(path) as store:
        states = await store.read(feed_states.whole)

    assert not wants_all(states["a"], NOW + DAY)


def test_an_older_file_is_left_alone_while_a_run_of_before_has_it(path, db):
    migrate(db, path)
    before = tables(db)
    older = subprocess.Popen([sys.executable, "-c", RUN, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    older.stdout.readline()

    with pytest.raises(StoreError, match=rf"an older `parallax run` is using it \(process {older.pid}\)"):
        migrate(db, path, LATER)
    assert tables(db) == before
    older.communicate()
    migrate(db, path, LATER)

    assert "hats" in tables(db)


def test_a_run_brings_its_own_file_up_to_date(path, db):
    migrate(db, path)

    with lock(path):
        migrate(db, path, LATER)

    assert "hats" in tables(db)


def test_of_two_processes_that_come_at_once_one_takes_the_steps_and_the_other_waits_for_it(path, db):
    half_way, goes_on = threading.Event(), threading.Event()
    slow = Step("slow", "CREATE TABLE hats (size INTEGER); SELECT pause()")

    def pause():
        half_way.set()
        goes_on.wait(10)

    def other():
        with closing(connect(path)) as beside:
            beside.create_function("pause", 0, lambda: None)
            migrate(beside, path, (*STEPS, slow))
            return steps_seen(beside, path, (*STEPS, slow))

    db.create_function("pause", 0, pause)
    with ThreadPoolExecutor() as threads:
        first = threads.submit(migrate, db, path, (*STEPS, slow))
        half_way.wait(10)
        second = threads.submit(other)
        with pytest.raises(TimeoutError):
            second.result(0.2)
        goes_on.set()

        assert first.result() is None
        assert second.result() == len(STEPS) + 1


def test_a_step_that_fails_leaves_the_file_as_it_was(path, db):
    migrate(db, path)
    before = tables(db)

    with pytest.raises(Exception, match="no such table"):
        migrate(db, path, (*LATER, Step("wrong", "CREATE TABLE shoes (size INTEGER); DROP TABLE mittens")))

    assert tables(db) == before
    assert steps_seen(db, path) == len(STEPS)


def test_a_newer_file_is_refused(path, db):
    migrate(db, path, LATER)

    with pytest.raises(StoreError, match="written by a newer Parallax"):
        migrate(db, path)


def test_names_of_steps_are_different():
    assert len({step.name for step in STEPS}) == len(STEPS)


def test_a_step_that_was_released_is_as_it_was():
    assert derive_id(*(part for step in STEPS[:RELEASED] for part in step)) == "2a8a2f3d8dc7758e"
