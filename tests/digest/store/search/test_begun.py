import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.query import Order
from digest.store.search import begun
from tests.digest.store.finding import found, put_in


def test_what_begins_a_word_is_found_however_seldom_it_is(db, monkeypatch):
    monkeypatch.setattr(begun, "_MOST_SCANNED", 2)
    monkeypatch.setattr(begun, "_FIRST_PAGE", 1)
    put_in(db, "licence 1", "licensing 2", "chips 3", "licence chips 4", *(f"weather {n}" for n in range(9)))

    assert found(db, "licen*") == ["licence chips 4", "licensing 2", "licence 1"]
    assert found(db, "licen* chips") == ["licence chips 4"]
    assert found(db, "licen* -chips") == ["licensing 2", "licence 1"]
    assert found(db, "licen*", limit=1, offset=1) == ["licensing 2"]
    assert found(db, '"licence ch"*') == ["licence chips 4"]
    assert found(db, "licen* 1", order=Order.RELEVANCE, limit=1) == ["licence 1"]


@settings(max_examples=150)
@given(
    texts=st.lists(st.text(st.sampled_from("aéÄｂß1中文字が한 -'."), max_size=12), min_size=1, max_size=6),
    typed=st.text(st.sampled_from("aéÄｂ1中が한"), min_size=1, max_size=3),
)
def test_texts_that_are_read_tell_the_same_as_the_index(db, texts, typed):
    db.execute("BEGIN")
    try:
        put_in(db, *texts)
        with pytest.MonkeyPatch.context() as patch:
            read = found(db, f"{typed}*", limit=20)
            patch.setattr(begun, "_MOST_SCANNED", 0)
            asked = found(db, f"{typed}*", limit=20)
        assert read == asked
    finally:
        db.execute("ROLLBACK")
