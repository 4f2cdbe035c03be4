"""Composing a digest from the store."""

from dataclasses import replace

from digest.line.composing import compose_digest
from digest.model.theme import Filing
from digest.model.window import Window
from digest.store import items, stories
from digest.understand.story import build_story
from tests.builders import DAY, HOUR, NOW, item, subscription

TALENT = (Filing("talent", 9.0),)


async def test_a_window_of_the_past_knows_nothing_of_what_was_seen_later(store):
    told = [
        item("Ten researchers leave a Beijing lab", outlet="a.example", themes=TALENT),
        item("Researchers leave lab in Beijing for Boston", outlet="b.example", themes=TALENT),
    ]
    later = [
        replace(
            item(f"Twelve researchers have now left the Beijing lab for Boston {number}", themes=TALENT),
            outlet=f"later{number}.example",
            owner=f"later{number}.example",
            published=NOW + HOUR,
            first_seen=NOW + HOUR,
        )
        for number in range(4)
    ]
    await store.write(items.add, told)
    await store.write(stories.save, [build_story("ab" * 8, told)])
    then = await _compose(store)

    await store.write(items.add, later)
    await store.write(stories.save, [build_story("ab" * 8, [*told, *later])])
    replayed = await _compose(store)

    assert [telling.owners for telling in then.tellings] == [2]
    assert replayed == then


async def _compose(store):
    day = Window(NOW - DAY, NOW)
    digest, _ = await store.read(
        lambda db: compose_digest(db, subscription(), day, day=NOW.date(), now=NOW, feeds=(), actors={})
    )
    return digest
