"""What an item's fields leave in the index of words: found by them at every moment, and gone with the item."""

from dataclasses import replace
from datetime import timedelta

import pytest

from digest.model.item import Reading
from digest.model.outlet import Viewpoint
from digest.model.query import Query
from digest.model.theme import Filing
from digest.store import Database, index, items, notes, pruning, search
from digest.store.keys import first_key
from digest.store.readings import keep_readings
from digest.store.stamps import stamps, values_of
from tests.builders import DAY, HOUR, NOW, item
from tests.digest.store.finding import found


def words_in_index(db: Database) -> list[str]:
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab(main, search_index, row)")
    return [row[0] for row in db.execute("SELECT term FROM temp.words")]


@pytest.mark.parametrize(
    ("typed", "language", "title"),
    [
        ("gpt", "zh", "GPT发布新模型"),
        ("g*", "zh", "GPT发布新模型"),
        ("发布", "zh", "GPT发布新模型"),
        ("布", "zh", "GPT发布新模型"),
        ("5", "zh", "第5代"),
        ("GPT发布", "zh", "GPT发布新模型"),
        ("芯片", "en", "What 芯片 means"),
        ("片", "en", "What 芯片 means"),
        ("means 芯片", "en", "What 芯片 means"),
        ("means", "en", "What 芯片 means"),
        ("ecole", "ko", "École 학교"),
        ("школа", "zh", "школа 学校"),
        ("学校", "und", "школа 学校"),
    ],
)
def test_a_word_of_another_script_is_found_in_a_language(db, typed, language, title):
    items.add(db, [item(title, language=language), item("芯片发布学校 gpt ecole школа 5", language="de")])

    assert found(db, typed, language=language) == [title]


def test_nothing_that_is_written_or_typed_stands_for_a_field(db):
    mark = stamps(values_of(item("One", outlet="a.org")), ())
    items.add(db, [item(f"Two {mark}", outlet="b.org"), item("One", outlet="a.org")])

    assert found(db, outlet="a.org") == ["One"]
    for typed in (mark, mark.split()[0], f"{mark[:9]}*", f'"{mark}"'):
        assert found(db, typed) == [f"Two {mark}"]


def test_the_index_follows_what_an_item_is_read_as_anew(db):
    read = item("One", language="und", outlet="a.org")
    items.add(db, [read])

    for theme, language in (("chips", "en"), ("talent", "fr"), ("talent", "fr")):
        filed = replace(read, language=language, themes=(Filing(theme, 1.0),), actors=(theme,))
        keep_readings(db, [Reading(filed, is_grouped=True)], None)

        assert found(db, themes=(theme,)) == found(db, "one", actor=theme, language=language) == ["One"]
        others = ({"themes": ("chips",)}, {"actor": "chips"}, {"language": "en"}, {"language": "und"})
        assert theme == "chips" or not any(found(db, "one", **other) for other in others)


def test_what_was_read_before_it_was_stored_is_indexed_once(db):
    read = replace(item("One", language="fr"), themes=(Filing("chips", 1.0),), actors=("tsmc",))
    written = []
    db.set_trace_callback(lambda sql: written.append(sql) if "INTO search_index" in sql else None)

    items.add(db, [read])
    keep_readings(db, [Reading(read, is_grouped=True)], None)

    # SQLite tells of what FTS5 itself writes, too.
    assert len([sql for sql in written if not sql.startswith("--")]) == 1
    assert found(db, themes=("chips",), actor="tsmc") == ["One"]


def older(db: Database, count: int) -> None:
    """Fill the store as one was that is older than stamps."""
    notes.keep(db, "stamped_from", str(first_key(NOW + DAY)))
    made = [
        item(
            f"chips {number} 芯片",
            outlet=f"{'ab'[number % 2]}.org",
            viewpoint=Viewpoint.CHINA,
            language="zh" if number % 3 else "en",
            published=NOW - number * HOUR,
            first_seen=NOW - number * HOUR,
        )
        for number in range(count)
    ]
    items.add(db, made)
    keep_readings(db, [Reading(replace(each, actors=("tsmc",)), is_grouped=True) for each in made], None)


def test_older_items_get_their_stamps_bit_by_bit_and_are_found_once_all_the_while(db):
    older(db, 40)
    asked: list[dict[str, object]] = [
        {"outlet": "a.org"},
        {"language": "zh", "words": "芯片"},
        {"actor": "tsmc", "words": "ch*"},
        {"actor": "tsmc", "words": "-12"},
        {"viewpoint": Viewpoint.CHINA, "language": "en", "words": "chips -6"},
        {"viewpoint": Viewpoint.US, "words": "chips"},
    ]
    expected = [found(db, limit=100, **fields) for fields in asked]
    moved = 0

    while some := index.stamp_older(db, 7):
        moved += some
        assert [found(db, limit=100, **fields) for fields in asked] == expected
        items.add(db, [item("late", published=NOW - 39 * HOUR + timedelta(seconds=moved), outlet="c.org")])
        assert len(found(db, "late", outlet="c.org", limit=100)) == len(found(db, "late", limit=100))

    assert moved >= 40
    assert notes.get(db, "stamped_from") is None


@pytest.mark.parametrize("stamped", [1, 3, 10])
def test_what_goes_leaves_nothing_in_the_index(db, stamped):
    older(db, 10)
    index.stamp_older(db, stamped)
    [first, *_, last] = [hit.item for hit in search.find(db, Query("chips"))]
    items.keep_content(db, {first.id: "a text that was fetched", last.id: "another text"})
    items.add(db, [replace(each, title=f"{each.title} anew") for each in (first, last)])
    assert found(db, "anew", actor="tsmc") == [f"{first.title} anew", f"{last.title} anew"]

    pruning.prune(db, NOW + DAY)

    assert words_in_index(db) == []
