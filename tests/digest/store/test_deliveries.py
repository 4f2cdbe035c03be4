from dataclasses import replace
from datetime import timedelta

import pytest

from digest.model.change import Told
from digest.model.delivery import Delivery, DeliveryKind, DeliveryState, Posted
from digest.model.digest import Coverage, Digest
from digest.model.place import Place, Platform
from digest.model.subscription import Edition
from digest.model.window import Window
from digest.store import Database, channels, deliveries, digests, memory, ties
from tests.builders import MINUTE, NOW, item
from tests.digest.store.made import saved

SENT, FAILED, PENDING, UNCERTAIN = (
    DeliveryState.SENT,
    DeliveryState.FAILED,
    DeliveryState.PENDING,
    DeliveryState.UNCERTAIN,
)


def part(number: int = 1, digest: str = "d1", channel: str = "C1") -> Delivery:
    return Delivery(f"{digest}-{channel}-{number}", digest, "morning", Platform.SLACK, channel, number)


def plan(db: Database, *parts: Delivery) -> None:
    deliveries.plan(db, [(each, {"text": each.id}) for each in parts], NOW)


def due(db: Database) -> list[str]:
    return [each.id for each in deliveries.due(db, NOW)]


def test_the_next_digest_takes_the_place_of_what_we_never_sent_and_of_nothing_else(db):
    unsent = [part(digest="waits"), replace(part(digest="looked for"), state=UNCERTAIN)]
    had = replace(part(digest="had"), state=UNCERTAIN)
    plan(db, *unsent, had, part(digest="tried"))
    deliveries.take_as_sent(db, had, Posted("m1"), NOW)
    deliveries.claim(db, part(digest="tried").id, NOW)
    deliveries.mark(db, part(digest="tried").id, UNCERTAIN, "no answer")

    superseded = [deliveries.supersede(db, name) for name in ("waits", "looked for", "had", "tried")]

    assert superseded == [True, True, False, False]


def test_planning_twice_plans_once_and_keeps_what_it_says(db):
    plan(db, part())
    deliveries.mark_sent(db, part().id, Posted("m1"), NOW)

    deliveries.plan(db, [(part(), {"text": "other"})], NOW)

    assert list(deliveries.export(db)) == [
        replace(part(), state=SENT, message_id="m1", posted=NOW, planned=NOW)
    ]
    assert deliveries.body(db, part().id) == {"text": part().id}


def test_a_part_is_claimed_by_one(db):
    plan(db, part())

    claimed = deliveries.claim(db, part().id, NOW)

    assert claimed == replace(part(), state=DeliveryState.SENDING, tries=1, planned=NOW, claimed=NOW)
    assert deliveries.claim(db, part().id, NOW) is None
    assert deliveries.claim(db, "unknown", NOW) is None


def test_each_channel_is_written_to_in_order(db):
    plan(db, part(1), part(2), part(1, "d2"), part(1, channel="C2"))

    assert due(db) == ["d1-C1-1", "d1-C2-1"]
    deliveries.claim(db, "d1-C1-1", NOW)
    assert due(db) == ["d1-C2-1"]
    deliveries.mark_sent(db, "d1-C1-1", Posted("m"), NOW)
    assert due(db) == ["d1-C1-2", "d1-C2-1"]
    deliveries.mark(db, "d1-C1-2", FAILED, "msg_too_long")
    assert due(db) == ["d2-C1-1", "d1-C2-1"]
    assert [each.id for each in deliveries.due(db, NOW, Place(Platform.SLACK, "", "C2"))] == ["d1-C2-1"]


def test_what_was_put_off_before_the_clock_was_set_back_is_due(db):
    plan(db, part())
    deliveries.claim(db, part().id, NOW)
    deliveries.mark(db, part().id, PENDING, "rate limit", due=NOW + MINUTE)

    assert [each.id for each in deliveries.due(db, NOW - timedelta(days=365))] == [part().id]


def test_a_part_that_was_put_off_waits_until_it_is_due(db):
    plan(db, part())
    deliveries.claim(db, part().id, NOW)

    deliveries.mark(db, part().id, PENDING, "rate limit", due=NOW + MINUTE)

    assert due(db) == []
    assert [each.reason for each in deliveries.due(db, NOW + MINUTE)] == ["rate limit"]
    again = deliveries.claim(db, part().id, NOW + MINUTE)
    assert again
    assert (again.tries, again.reason, again.due) == (2, None, None)


def test_what_a_crash_left_half_way_is_uncertain_and_may_be_claimed_again(db):
    plan(db, part(1), part(2))
    deliveries.claim(db, part(1).id, NOW)

    left = deliveries.recover(db, NOW)

    assert [(each.id, each.state, each.tries) for each in left] == [(part(1).id, UNCERTAIN, 1)]
    assert due(db) == [part(1).id]
    assert deliveries.claim(db, part(1).id, NOW)


def test_what_was_sent_stays_sent(db):
    plan(db, part())
    deliveries.mark_sent(db, part().id, Posted("m1"), NOW)

    late = deliveries.mark(db, part().id, FAILED, "too late")

    assert (late.state, late.message_id) == (SENT, "m1")


def test_the_outbox_is_counted_for_those_who_watch(db):
    plan(db, part(1), part(2), part(3))
    deliveries.mark_sent(db, part(1).id, Posted("m"), NOW)
    deliveries.mark(db, part(2).id, FAILED, "channel_not_found")

    unsent = deliveries.count_unsent(db)

    assert (unsent[FAILED], unsent[PENDING], unsent[UNCERTAIN], deliveries.count_sent(db)) == (1, 1, 0, 1)
    assert deliveries.oldest_waiting(db) == NOW
    assert [each.id for each in deliveries.unsettled(db)] == [part(3).id]
    assert [each.part for each in deliveries.of_digest(db, "d1")] == [1, 2, 3]
    assert deliveries.get(db, "unknown") is None


def test_a_team_counts_what_is_its_own(db):
    own = [replace(part(number), team="T1") for number in (1, 2)]
    plan(db, *own, *(replace(part(number, channel="C2"), team="T2") for number in (1, 2)))
    for each in (own[0], replace(part(channel="C2"), team="T2")):
        deliveries.mark_sent(db, each.id, Posted("m"), NOW, reason="it may stand twice")

    for team, waiting in ((None, 2), ((Platform.SLACK, "T1"), 1), ((Platform.DISCORD, "T1"), 0)):
        assert deliveries.count_unsent(db, team)[PENDING] == waiting
        assert deliveries.perhaps_twice(db, team) == waiting


def test_a_year_of_sent_parts_is_counted_without_a_look_at_each(db):
    deliveries.plan(db, [(replace(part(), id=str(number), state=SENT), {}) for number in range(1_000)], NOW)
    taken = []
    # Called at each tenth step that SQLite takes.
    db.set_progress_handler(lambda: taken.append(1), 10)

    assert deliveries.count_sent(db) == 1_000
    assert sum(deliveries.count_unsent(db).values()) == 0

    assert len(taken) < 20


def test_what_is_settled_is_forgotten_after_its_time_a_few_at_a_time(db):
    plan(db, *(part(number) for number in range(1, 6)), part(digest="waits"))
    deliveries.plan(db, [(part(digest="new"), {})], NOW + 2 * MINUTE)
    for number in range(1, 5):
        deliveries.mark_sent(db, part(number).id, Posted("m"), NOW)
    deliveries.give_up(db, part(5), "gone")
    deliveries.mark_sent(db, part(digest="new").id, Posted("m"), NOW)

    gone = [deliveries.forget(db, NOW + MINUTE, most=3) for _ in range(3)]

    assert gone == [3, 2, 0]
    assert [each.id for each in deliveries.export(db)] == [part(digest="waits").id, part(digest="new").id]


def test_what_a_waiting_part_belongs_to_is_kept_as_long_as_it_waits(db):
    """Without the others of its digest, one that is given up at last would have all of it told again."""
    opening = replace(part(digest="", channel="forum"), kind=DeliveryKind.ALERT)
    reply = replace(part(2, digest="", channel="forum"), kind=DeliveryKind.ALERT, reply_to=opening.id)
    window = Window(NOW - timedelta(days=1), NOW)
    digests.save(db, Digest("d1", "morning", Edition.DAILY, NOW.date(), window, (), Coverage()))
    plan(db, part(1), part(2), opening, reply)
    for each in (part(1), opening):
        deliveries.mark_sent(db, each.id, Posted("m"), NOW)

    deliveries.forget(db, NOW + MINUTE)
    kept = [each.id for each in deliveries.export(db)]
    deliveries.give_up(db, part(2), "too late")
    deliveries.mark_sent(db, reply.id, Posted("m"), NOW)
    deliveries.forget(db, NOW + MINUTE)

    assert kept == [part(1).id, part(2).id, opening.id, reply.id]
    assert digests.last_end(db, "morning") == NOW
    assert list(deliveries.export(db)) == []


def test_to_forget_what_is_settled_no_other_is_looked_at(db):
    deliveries.plan(db, [(replace(part(), id=str(number), state=SENT), {}) for number in range(1_000)], NOW)
    taken = []
    db.set_progress_handler(lambda: taken.append(1), 10)

    assert deliveries.forget(db, NOW) == 0

    assert len(taken) < 20


def test_what_another_process_has_in_hand_is_left_to_it_for_a_while(db):
    plan(db, part())
    deliveries.claim(db, part().id, NOW)

    assert deliveries.recover(db, NOW + MINUTE, left_for=10 * MINUTE) == []
    assert [each.id for each in deliveries.recover(db, NOW + 10 * MINUTE, left_for=10 * MINUTE)]


def test_a_channel_is_switched_off_once_and_on_again(db):
    channel = Place(Platform.SLACK, "", "C1")
    plan(db, part(1), part(1, channel="C2"))

    assert channels.switch_off(db, channel, "is_archived", NOW)
    assert not channels.switch_off(db, channel, "is_archived", NOW)
    assert channels.off(db) == {"slack:C1": "is_archived"}
    assert due(db) == ["d1-C2-1"]

    channels.switch_on(db)

    assert channels.off(db) == {}


def told(story: str, day: int) -> Told:
    at = NOW + timedelta(days=day)
    return Told(story, f"d{day}", at, f"Day {day}", *[frozenset()] * 4, owners=1)


def test_what_was_not_posted_was_not_told_and_what_was_told_before_still_was(db):
    memory.remember(db, "slack:C1", [told("s1", 1)])
    memory.remember(db, "slack:C1", [told("s1", 2), told("s2", 2), told("s3", 2)])
    plan(db, replace(part(1, "d2"), stories=("s1", "s2")), replace(part(2, "d2"), stories=("s2", "s3")))
    deliveries.mark_sent(db, part(2, "d2").id, Posted("m"), NOW)

    deliveries.give_up(db, replace(part(1, "d2"), stories=("s1", "s2")), "too late")

    known = memory.told(db, "slack:C1", ["s1", "s2", "s3"])
    assert {story: each.digest for story, each in known.items()} == {"s1": "d1", "s2": "d2", "s3": "d2"}


def test_what_was_amended_or_joined_after_it_was_planned_was_not_told_either(db):
    one, two = (saved(db, title, [item(title)]) for title in ("One", "Two"))
    memory.remember(db, "slack:C1", [told(one.id, 1)])
    memory.remember(db, "slack:C1", [told(one.id, 2), told(two.id, 2), told("s3", 2)])
    plan(db, part(1, "d2"))
    memory.remember(db, "slack:C1", [replace(told("s3", 2), title="As it is now")])
    ties.merge(db, one.id, two.id)

    deliveries.give_up(db, part(1, "d2"), "too late")

    known = memory.told(db, "slack:C1", [one.id, two.id, "s3"])
    assert {story: each.digest for story, each in known.items()} == {one.id: "d1"}


def test_what_another_process_has_posted_meanwhile_is_not_given_up_and_stays_told(db):
    memory.remember(db, "slack:C1", [replace(told("s1", 1), digest="")])
    alert = replace(part(digest=""), kind=DeliveryKind.ALERT, stories=("s1",))
    plan(db, alert)
    deliveries.mark_sent(db, alert.id, Posted("m"), NOW)

    assert deliveries.give_up(db, alert, "too late").state is SENT
    assert memory.told(db, "slack:C1", ["s1"])


@pytest.mark.parametrize("kind", [DeliveryKind.ALERT, DeliveryKind.FOLLOW])
def test_a_story_that_could_not_be_told_between_digests_may_yet_be_told(db, kind):
    memory.remember(db, "slack:C1", [replace(told("s1", 1), digest="")])
    alert = replace(part(digest=""), kind=kind, stories=("s1",))
    plan(db, alert)

    deliveries.give_up(db, alert, "msg_too_long")

    assert memory.told(db, "slack:C1", ["s1"]) == {}


def test_of_a_digest_that_was_posted_in_part_the_next_one_tells_the_window_no_more(db):
    window = Window(NOW - timedelta(days=1), NOW)
    digests.save(db, Digest("d1", "morning", Edition.DAILY, NOW.date(), window, (), Coverage()))
    plan(db, part(1), part(2))
    deliveries.mark_sent(db, part(1).id, Posted("m"), NOW)

    deliveries.give_up(db, part(2), "msg_too_long")

    assert digests.last_end(db, "morning") == NOW
