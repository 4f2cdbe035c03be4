"""Composing a digest from the store."""

from dataclasses import replace

from digest.line.composing import compose_digest
from digest.model.subscription import Mute
from digest.model.theme import Filing
from digest.model.window import Window
from digest.store import items, memory, stories
from digest.tell.told import snapshot
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


async def test_what_was_told_before_takes_no_room_from_what_was_not(store):
    known = [
        item("Ten researchers leave a Beijing lab", outlet=outlet, owner=outlet, themes=TALENT)
        for outlet in ("a.example", "b.example")
    ]
    new = item("Mistral hires the head of a rival's chip team", themes=TALENT)
    before, now = build_story("ab" * 8, known), build_story("cd" * 8, [new])
    await store.write(items.add, [*known, new])
    await store.write(stories.save, [before, now])
    reader = subscription(stories=1)
    await _tell(store, reader, snapshot(before, known, "", NOW - DAY))

    digest = await _compose(store, reader)

    assert [telling.title for telling in digest.tellings] == [new.title]


async def test_what_looks_like_a_story_that_was_told_days_ago_is_known(store):
    told = item("Ten researchers leave a Beijing lab", published=NOW - 3 * DAY, first_seen=NOW - 3 * DAY)
    again = item("Ten researchers leave a Beijing lab", outlet="b.example", themes=TALENT)
    await store.write(items.add, [again])
    await store.write(stories.save, [build_story("cd" * 8, [again])])
    await _tell(store, subscription(), snapshot(build_story("ab" * 8, [told]), [told], "", NOW - 2 * DAY))

    assert (await _compose(store)).tellings == ()


async def test_a_story_of_somebody_whom_the_channel_has_muted_is_not_told(store):
    both = [
        item("Huawei loses ten researchers to a Boston lab", themes=TALENT, actors=("huawei",)),
        item("Mistral hires the head of a rival's chip team", themes=TALENT),
    ]
    await store.write(items.add, both)
    await store.write(stories.save, [build_story(each.id, [each]) for each in both])

    digest = await _compose(store, subscription(mute=Mute(actors=frozenset({"huawei"}))))

    assert [telling.title for telling in digest.tellings] == [both[1].title]


async def _tell(store, reader, told):
    await store.write(memory.remember, memory.key_of(reader), [told])


async def _compose(store, reader=None):
    day = Window(NOW - DAY, NOW)
    digest, _ = await store.read(
        lambda db: compose_digest(
            db, reader or subscription(), day, day=NOW.date(), now=NOW, feeds=(), actors={}
        )
    )
    return digest
