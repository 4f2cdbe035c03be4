import numpy as np

from digest.model.item import Reading
from digest.model.query import Order, Query
from digest.store import Database, items, search
from digest.store.readings import keep_readings
from digest.store.search import meaning
from digest.store.search.meaning import Meaning, has_vectors
from tests.builders import item


def packed(*numbers: float) -> bytes:
    return np.array(numbers, "<f2").tobytes()


def put_in(db: Database, *titled: tuple[str, bytes], **fields: object) -> None:
    made = [(item(title, **fields), vector) for title, vector in titled]
    items.add(db, [each for each, _ in made])
    keep_readings(db, [Reading(each, is_grouped=True, vector=vector) for each, vector in made], "m")


def found(db: Database, words: str, vector: bytes, model: str = "m", **fields: object) -> list[str]:
    query = Query(words, order=Order.RELEVANCE, **fields)
    return [hit.item.title for hit in search.find(db, query, meaning=Meaning(model, vector))]


def test_what_means_the_same_is_found_in_other_words(db):
    put_in(db, ("出口管制收紧", packed(1, 0.1)), ("天气很好", packed(0, 1)))

    assert found(db, "restrictions à l'export", packed(1, 0)) == ["出口管制收紧"]


def test_words_and_meaning_count_together(db):
    put_in(db, ("export of wine", packed(0.1, 1)), ("export controls", packed(1, 0.1)))

    assert found(db, "export", packed(1, 0)) == ["export controls", "export of wine"]


def test_words_that_must_be_there_or_not_are_for_words_to_decide(db):
    put_in(db, ("export controls", packed(1, 0)), ("出口管制", packed(1, 0)))

    assert found(db, '"export controls"', packed(1, 0)) == ["export controls"]
    assert found(db, "export -controls", packed(1, 0)) == []


def test_fields_narrow_what_means_the_same(db):
    put_in(db, ("出口管制", packed(1, 0)), language="zh-Hans")
    put_in(db, ("Ausfuhr", packed(1, 0)), language="de")

    assert found(db, "export", packed(1, 0), language="zh") == ["出口管制"]


def test_vectors_of_another_model_or_length_are_none(db):
    put_in(db, ("出口管制", packed(1, 0)))

    assert found(db, "export", packed(1, 0), model="other") == []
    assert found(db, "export", packed(1, 0, 0)) == []
    assert (has_vectors(db, "m"), has_vectors(db, "other")) == (True, False)


def test_an_item_without_a_vector_is_not_put_behind_all_that_have_one(db):
    long = ("wine exports fall, and more of it is told than is asked for", packed(1, 0.6))
    put_in(db, long, ("wine exports fall, as is told at length here, too", packed(1, 0.7)))
    items.add(db, [item("wine exports fall")])

    assert found(db, "wine exports fall", packed(1, 0))[0] == "wine exports fall"


def test_an_item_that_words_find_is_compared_however_old_it_is(db, monkeypatch):
    monkeypatch.setattr(meaning, "_MOST_COMPARED", 1)
    put_in(db, ("export controls, old", packed(1, 0)), ("export of wine, old", packed(0, 1)))
    put_in(db, ("weather", packed(0, 1)))

    assert found(db, "export", packed(1, 0), limit=1) == ["export controls, old"]
