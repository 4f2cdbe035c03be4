"""What another process has placed, as grouping learns it: with its traits as they were kept, or made anew."""

from dataclasses import replace

from digest.model.figure import Figure
from digest.model.item import Item, Reading
from digest.model.window import Window
from digest.store import Database, items, placed, stories
from digest.store.readings import keep_readings
from digest.understand.traits import traits
from tests.builders import DAY, HOUR, NOW, item, story

LATELY = Window(NOW - DAY, NOW + DAY)


def read(title: str, **fields: object) -> Reading:
    told = item(title, language="en", actors=("nvidia",), **fields)
    cost = Figure(2e9, "USD", "fund", "It cost $2bn.", told.id)
    share = Figure(34, "%", "fund", "A share of 34%.", told.id)
    told = replace(told, figures=(cost, share))
    return Reading(
        told, is_grouped=True, vector=b"\x00\x01", senses=b"\x07", traits=traits(told, {"chips": "chips"})
    )


def keep(db: Database, *readings: Reading) -> None:
    items.add(db, [one.item for one in readings])
    keep_readings(db, readings, "model")
    placed.keep_traits(db, readings, NOW)


def put(db: Database, name: str, of: Item) -> str:
    stories.save(db, [story(name, items=(of.id,))])
    return story(name).id


def test_placed_items_are_learnt_from_the_last_placement_on(db):
    first, second = read("Nvidia ships H20 chips"), read("Nvidia sued")
    keep(db, first, second)
    one = put(db, "One", first.item)

    [found] = placed.placed_in(db, LATELY)
    assert (found.item.item_id, found.item.vector, found.story_id) == (first.item.id, b"\x00\x01", one)

    last = placed.last_placement(db)
    two = put(db, "Two", second.item)
    assert [(each.item.item_id, each.story_id) for each in placed.placed_in(db, LATELY, last)] == [
        (second.item.id, two)
    ]
    assert placed.placed_in(db, LATELY, placed.last_placement(db)) == []
    assert placed.placed_in(db, Window(NOW + HOUR, NOW + DAY)) == []


def test_traits_come_back_as_they_were_kept(db):
    told = read("US cleared $2bn of H20 chips", summary="Nvidia may sell them from Sunday.")
    keep(db, told)
    put(db, "One", told.item)

    [found] = placed.placed_in(db, LATELY)

    assert (found.item.traits, found.item.senses) == (told.traits, b"\x07")
    assert all(
        (told.traits.ways, told.traits.names, told.traits.releases, told.traits.sums, told.traits.numbers)
    )


def test_traits_that_were_not_kept_are_made_of_the_text(db):
    told = read("Nvidia loses appeal over $2bn of H20 chips", summary="The court ruled on Sunday.")
    keep(db, replace(told, traits=None))
    put(db, "One", told.item)

    [found] = placed.placed_in(db, LATELY)

    # Whom its headline names only a reader knows.
    assert (found.item.traits, found.item.senses) == (replace(told.traits, names={}), None)


def test_old_traits_are_not_kept_for_ever(db):
    old, new = read("Old chips", published=NOW - 30 * DAY), read("New chips")
    keep(db, old, new)

    assert db.execute("SELECT count(*) FROM traits").fetchone()[0] == 1
