import shutil
from dataclasses import replace

import pytest

from digest.model.item import Reading
from digest.model.theme import Filing
from digest.store import items, notes
from digest.store.connection import connect
from digest.store.keys import first_key
from digest.store.readings import keep_readings
from digest.store.search import unstamped
from tests.builders import HOUR, NOW, item
from tests.digest.store.finding import found

SIXTY = [
    item(
        f"chips {number}" + (" cats" if number % 5 == 0 else ""),
        published=NOW + number * HOUR,
        outlet="ab"[number % 2] + ".org",
        language="zh" if number < 20 else "en",
    )
    for number in range(60)
]


@pytest.fixture(scope="module")
def sixty(request, tmp_path_factory, empty_file):
    """Sixty items, of which the last so many are stamped; for reading alone."""
    db = connect(shutil.copy(empty_file, tmp_path_factory.mktemp("sixty") / "bare.db"))
    notes.keep(db, "stamped_from", str(first_key(NOW + (60 - request.param) * HOUR)))
    themes = ("talent", "chips", "open_source")
    items.add(db, SIXTY)
    filed = [
        replace(each, themes=tuple(Filing(theme, 1.0) for theme in {themes[n % 3], themes[n % 3 and 1]}))
        for n, each in enumerate(SIXTY)
    ]
    keep_readings(db, [Reading(each, is_grouped=False) for each in filed], None)
    yield db
    db.close()


@pytest.mark.parametrize("words", ["", "chips", "chips -cats", "-cats", "cats chips", "ch*", "ch* -cats"])
@pytest.mark.parametrize(
    ("fields", "passes"),
    [
        ({"outlet": "a.org"}, lambda number: number % 2 == 0),
        ({"themes": ("talent", "chips")}, lambda _: True),
        ({"themes": ("chips", "open_source")}, lambda number: number % 3 > 0),
        ({"outlet": "a.org", "themes": ("talent",)}, lambda number: number % 6 == 0),
        ({"outlet": "b.org", "themes": ("talent",), "language": "zh"}, lambda number: number in (3, 9, 15)),
        ({"language": "fr"}, lambda _: False),
    ],
)
@pytest.mark.parametrize("limit", [1, 7, 100])
@pytest.mark.parametrize(
    ("sixty", "asked_for"), [(60, 100), (33, 3), (0, 3), (0, 100)], indirect=["sixty"], scope="module"
)
def test_fields_give_the_same_whether_the_index_holds_them_or_not(
    sixty, monkeypatch, words, fields, passes, limit, asked_for
):
    monkeypatch.setattr(unstamped, "_ASKED_FOR", asked_for)
    monkeypatch.setattr(unstamped, "_LOOKED_AT", 3)
    expected = [
        each.title
        for number, each in reversed(list(enumerate(SIXTY)))
        if passes(number)
        and not ("-cats" in words and "cats" in each.title)
        and not (words == "cats chips" and "cats" not in each.title)
    ]

    assert found(sixty, words, limit=limit, **fields) == expected[:limit]
    assert found(sixty, words, limit=limit, offset=2, **fields) == expected[2 : limit + 2]
