"""A story is told to a channel once, whatever its feeds do; it comes back with what is new, and a link to before."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.slack.render import render
from digest.errors import DeliveryError, Failure
from digest.model.change import ChangeKind
from digest.model.subscription import Edition, Layout
from digest.store import stories, ties
from digest.tell.message import Card
from digest.understand.story import build_story
from tests.bot.post.house import READER, TITLE, House, by, report, tellings
from tests.builders import DAY, HOUR, NOW
from tests.fakes.chat import FakeChat

# Of another happening than the usual report.
WEIGHTS = report(
    id="weights",
    url="https://b.example/weights",
    title="Swiss lab opens the weights of its language model",
    summary="Anyone may download the model under the Apache licence, the lab said on Tuesday.",
)

# News of it a day later.
FEES = "Beijing answered with fees of $40 million for US chip makers after Washington tightened its controls."


@pytest.fixture
async def house(store):
    made = House(store)
    await made.take_in(report(), now=NOW - HOUR)
    assert len(tellings(await made.digest(NOW))) == 1
    return made


def again(**changes):
    """Return the report as its feed has it a day later."""
    return replace(report(first_seen=NOW + 20 * HOUR), **changes)


@pytest.mark.parametrize(
    "later",
    [
        again(),
        again(id="other-guid", url=None),
        again(id="tracked", url=f"{report().url}?utm_source=rss"),
        again(id="scheme", url=report().url.replace("https", "http")),
        again(published=NOW + 20 * HOUR),
        again(id="redated", url=None, published=NOW + 20 * HOUR),
        again(title="Export controls on AI chips for China: US tightens them"),
        again(id="archive", url="https://a.example/old", title="An older report of AI export controls",
              published=NOW - 60 * DAY),
    ],
    ids=["same", "guid", "tracking", "scheme", "date", "guid and date", "title", "archive"],
)  # fmt: skip
async def test_one_story_is_told_once_whatever_its_feed_does(house, later):
    await house.take_in(later, now=NOW + 21 * HOUR)

    assert tellings(await house.digest(NOW + DAY)) == []
    assert len(house.chat.posted) == 2
    assert house.chat.edits == []


async def test_it_comes_back_with_what_is_new_said_first_and_a_link_to_where_it_was_told(house):
    grown = by(
        "b.example",
        summary=FEES,
        published=NOW + 20 * HOUR,
        first_seen=NOW + 20 * HOUR,
    )
    await house.take_in(grown, now=NOW + 21 * HOUR)

    [telling] = tellings(await house.digest(NOW + DAY))

    assert ChangeKind.NEW_FIGURE in {change.kind for change in telling.changes}
    (first, _), _ = house.chat.posted
    assert telling.told_before == f"https://team.example.com/{first}"
    assert telling.told_before in house.chat.bodies[1]
    assert "Update: " in house.chat.bodies[1]


async def test_a_story_that_comes_back_leads_to_its_own_message_and_not_into_the_thread_below(store):
    house = House(store, replace(READER, layout=Layout.THREAD))
    await house.take_in(report(), now=NOW - HOUR)
    await house.digest(NOW)
    seen = NOW + 20 * HOUR
    await house.take_in(by("b.example", summary=FEES, published=seen, first_seen=seen), now=seen + HOUR)

    [telling] = tellings(await house.digest(NOW + DAY))

    _, (head, _), *_ = house.chat.posted
    assert telling.told_before == f"https://team.example.com/{head}"


async def test_a_week_of_the_same_reports_is_told_once(house):
    for day in range(1, 6):
        seen = NOW + day * DAY - 2 * HOUR
        await house.take_in(
            again(id=f"copy-{day}", url=f"https://a.example/{day}", published=seen, first_seen=seen),
            now=seen + HOUR,
        )
        digest = await house.digest(NOW + day * DAY)
        assert digest is None or tellings(digest) == []


def with_room_for_one(message):
    """Render as on a platform whose messages have room for one story."""
    cards = [block for block in message.blocks if isinstance(block, Card)]
    return render(replace(message, blocks=tuple(one for one in message.blocks if one not in cards[1:])))


async def test_what_a_digest_had_no_room_for_is_told_when_it_is_asked_for(store):
    house = House(store, render=with_room_for_one)
    await house.take_in(report(), WEIGHTS, now=NOW - HOUR)
    left = [telling.title for telling in tellings(await house.digest(NOW))][1:]

    asked = await house.desk.so_far(house.reader, NOW + HOUR)
    of_talent = await house.desk.so_far(replace(house.reader, themes=("talent",)), NOW + HOUR)
    later = await house.desk.so_far(house.reader, NOW + DAY)

    assert len(left) == 1
    assert [telling.title for telling in asked.tellings] == left
    assert [telling.title for telling in later.tellings] == left
    assert of_talent.tellings == ()


async def test_what_was_not_taken_of_a_digest_is_told_when_it_is_asked_for(store):
    refused = DeliveryError("msg_too_long", Failure.MESSAGE)
    # An opening, a story with its detail in its thread, and the other story.
    chat = FakeChat(None, None, None, refused)
    house = House(store, replace(READER, layout=Layout.THREAD), chat=chat)
    await house.take_in(report(), WEIGHTS, now=NOW - HOUR)
    _, refused = tellings(await house.digest(NOW))

    asked = await house.desk.so_far(house.reader, NOW + HOUR)

    assert [telling.title for telling in asked.tellings] == [refused.title]


async def moved_before_it_was_posted(house):
    """Have a digest composed whose first story goes to another one before it can be posted."""
    house.chat.is_reached = False
    await house.take_in(report(), WEIGHTS, now=NOW - HOUR)
    first, _ = tellings(await house.digest(NOW))

    def move(db):
        [moved] = stories.items_of_one(db, first.story)
        stories.save(db, [build_story("another", [moved])])
        ties.move_told(db, first.story, "another", moved.title)

    await house.store.write(move)
    house.chat.is_reached = True


async def test_what_moved_before_its_digest_could_be_posted_is_told_by_the_next_one_in_its_place(store):
    house = House(store)
    await moved_before_it_was_posted(house)

    assert {telling.title for telling in tellings(await house.digest(NOW + DAY))} == {TITLE, WEIGHTS.title}


async def test_what_moved_before_its_digest_was_posted_comes_back_with_a_link_to_it(store):
    house = House(store)
    await moved_before_it_was_posted(house)
    await house.deliver(NOW + HOUR)
    seen = NOW + 20 * HOUR
    await house.take_in(by("b.example", summary=FEES, published=seen, first_seen=seen), now=seen + HOUR)

    [telling] = tellings(await house.digest(NOW + DAY))

    (first, _), _ = house.chat.posted
    assert telling.told_before == f"https://team.example.com/{first}"


async def test_what_was_corrected_before_its_digest_could_be_posted_is_told_by_the_next_one_in_its_place(
    store,
):
    house = House(store)
    house.chat.is_reached = False
    await house.take_in(report(), now=NOW - HOUR)
    await house.digest(NOW)
    corrected = report(summary=report().summary.replace("12 firms", "14 firms"), first_seen=NOW + HOUR)
    await house.take_in(corrected, now=NOW + HOUR)
    house.chat.is_reached = True

    [telling] = tellings(await house.digest(NOW + DAY))

    assert (telling.title, telling.changes) == (TITLE, ())
    assert len(house.chat.posted) == 1


async def test_what_a_digest_had_no_room_for_is_new_and_no_update_when_more_is_told_of_it(store):
    house = House(store, render=with_room_for_one)
    await house.take_in(report(), WEIGHTS, now=NOW - HOUR)
    await house.digest(NOW)
    seen = NOW + 20 * HOUR
    more = replace(
        WEIGHTS,
        id="more",
        url="https://c.example/weights",
        outlet="c.example",
        owner="c",
        summary=f"{WEIGHTS.summary} It cost $40 million.",
        published=seen,
        first_seen=seen,
    )
    await house.take_in(more, now=seen + HOUR)

    asked = await house.desk.so_far(house.reader, NOW + DAY)
    [again] = tellings(await house.digest(NOW + DAY))

    assert (again.title, again.status) == (WEIGHTS.title, "new")
    assert asked.tellings == (again,)


async def test_several_subscriptions_of_one_channel_share_what_was_told(house, tmp_path):
    house.reader = replace(house.reader, name="second", at="09:00")

    assert tellings(await house.digest(NOW + timedelta(hours=2))) == []


async def test_a_weekly_digest_tells_the_week_also_where_its_days_were_told(house):
    house.reader = replace(house.reader, name="week", edition=Edition.WEEKLY, days=("thu",))

    assert len(tellings(await house.digest(NOW + DAY))) == 1
    assert tellings(await house.digest(NOW + 8 * DAY)) == []


async def test_a_channel_that_wants_no_empty_digest_is_told_the_news(store):
    house = House(store, replace(READER, quiet=True))
    await house.take_in(report(), now=NOW - HOUR)

    await house.digest(NOW)
    await house.digest(NOW + DAY)

    assert len(house.chat.posted) == 1
