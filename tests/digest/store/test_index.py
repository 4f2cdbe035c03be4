from digest.store.index import usual_length
from tests.digest.store.finding import put_in


def test_the_index_says_how_long_items_are(db):
    assert usual_length(db) == 1.0

    put_in(db, *(f"three words {number}" for number in range(9)), summary="of 300 items")
    put_in(db, "twelve", summary="long " * 199 + "中文字")

    # With the stamps of each: language, side and outlet, and that one of them holds Chinese words.
    assert usual_length(db) == (9 * 6 + 1 + 199 + 3 + 10 * 3 + 1) / 10
