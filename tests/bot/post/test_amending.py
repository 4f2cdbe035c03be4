"""What was told and turned out otherwise: the message is edited, and a reply says what changed."""

from dataclasses import replace

import pytest

from digest.model.change import AmendmentKind
from digest.model.subscription import Layout
from digest.store import channels, stories, ties
from digest.store import deliveries as outbox
from digest.store import items as item_store
from digest.understand.story import build_story
from tests.bot.post.house import READER, House, by, report, tellings
from tests.builders import DAY, HOUR, NOW, item


@pytest.fixture
def house(store):
    return House(store)


async def told(house, *items):
    await house.take_in(*(items or (report(),)), now=NOW - HOUR)
    return await house.digest(NOW)


def saying(firms, *, seen):
    """Return the report with another number of firms, as it is seen then."""
    return report(summary=report().summary.replace("12 firms", f"{firms} firms"), first_seen=seen)


async def test_a_correction_edits_the_message_and_says_so_in_its_thread(house):
    await told(house)
    later = report(
        title="Correction: US tightens export controls on AI chips for China",
        first_seen=NOW + HOUR,
        id=report().id,
    )

    await house.take_in(later, now=NOW + HOUR)
    await house.take_in(now=NOW + 2 * HOUR)

    first, reply = house.chat.posted
    [(edited, body)] = house.chat.edits
    assert edited == f"m-{first[0]}"
    assert "Corrected:" in body
    assert "09:00" in reply[1]
    assert "a.example has corrected its report" in reply[1]
    assert house.chat.threads == [None, edited]
    [telling] = tellings((await house.stored())[0])
    assert [made.kind for made in telling.amendments] == [AmendmentKind.CORRECTED]


@pytest.mark.parametrize(("layout", "is_named"), [(Layout.FLAT, True), (Layout.THREAD, False)])
async def test_a_reply_to_a_message_of_several_stories_says_of_which_one_it_is(house, layout, is_named):
    house.reader = replace(READER, layout=layout)
    other = item("Moonshot opens the weights of its language model Kimi", first_seen=NOW - HOUR)
    await told(house, report(), other)

    await house.take_in(saying(14, seen=NOW + HOUR), now=NOW + HOUR)

    reply = house.chat.posted[-1][1]
    assert "12 firms → 14 firms" in reply
    assert (report().title in reply) is is_named


@pytest.mark.parametrize("changed", [{"channel": "C2"}, {"name": "noon"}])
async def test_a_correction_is_told_where_the_message_stands_whatever_its_subscription_is_in_the_file_by_now(
    house, changed
):
    await told(house)
    house.reader = replace(READER, **changed)

    await house.take_in(saying(14, seen=NOW + HOUR), now=NOW + HOUR)

    first, reply = house.chat.posted
    assert "12 firms → 14 firms" in reply[1]
    assert [edited for edited, _ in house.chat.edits] == [f"m-{first[0]}"]
    assert {part.channel for part in await house.store.read(lambda db: list(outbox.export(db)))} == {"C1"}


@pytest.mark.parametrize("name", ["morning", "renamed"])
async def test_a_correction_speaks_as_who_was_told_whoever_else_has_the_channel(house, name):
    english, french = replace(READER, name="english"), replace(READER, voice="fr")
    house.reader = english
    await house.digest(NOW - DAY)
    house.reader = french
    await told(house)
    house.readers = [english, replace(french, name=name)]

    await house.take_in(saying(14, seen=NOW + HOUR), now=NOW + HOUR)

    assert "a corrigé" in house.chat.posted[-1][1]
    assert "Le point du" in house.chat.edits[-1][1]


async def test_a_subscription_that_has_ended_is_told_no_correction_in_the_words_of_another(house):
    english = replace(READER, name="english")
    house.reader = english
    await house.digest(NOW - DAY)
    house.reader = replace(READER, voice="fr")
    await told(house)
    house.readers = [english]

    await house.take_in(saying(14, seen=NOW + HOUR), now=NOW + HOUR)

    assert len(house.chat.posted) == 2
    assert house.chat.edits == []


async def test_a_correction_is_told_where_the_channel_has_another_id_by_now(house):
    await told(house)
    house.reader = replace(READER, channel="C2")
    await house.store.write(channels.move, READER.place, house.reader.place)

    await house.take_in(saying(14, seen=NOW + HOUR), now=NOW + HOUR)

    assert [edited for edited, _ in house.chat.edits] == [f"m-{house.chat.posted[0][0]}"]


async def test_no_correction_is_told_to_a_channel_that_has_ended_its_subscription(house):
    await told(house)
    house.reader = replace(READER, name="noon", channel="C2")

    await house.take_in(saying(14, seen=NOW + HOUR), now=NOW + HOUR)

    assert len(house.chat.posted) == 1
    assert house.chat.edits == []


async def test_the_reply_opens_a_thread_again_before_a_message_in_it_is_edited(house):
    """Discord closes a forum's post after some days, and edits nothing in it until somebody writes there."""
    await told(house)
    later = report(summary=report().summary.replace("12 firms", "14 firms"), first_seen=NOW + 4 * DAY)

    await house.take_in(later, now=NOW + 4 * DAY)

    planned = await house.store.read(lambda db: list(outbox.export(db)))
    assert [(part.reply_to or part.edits) and part.edits is None for part in planned] == [None, True, False]


async def test_what_was_corrected_in_place_is_not_told_again(house):
    await told(house)
    await house.take_in(
        report(
            title="Correction: US tightens export controls on AI chips for China",
            first_seen=NOW + HOUR,
            id=report().id,
        ),
        now=NOW + HOUR,
    )

    assert tellings(await house.digest(NOW + DAY)) == []


async def test_another_number_in_the_place_of_the_one_that_was_told_is_a_correction(house):
    await told(house)
    now_says = report().summary.replace("12 firms", "14 firms")

    await house.take_in(report(summary=now_says, first_seen=NOW + HOUR), now=NOW + HOUR)

    assert "12 firms → 14 firms" in house.chat.posted[1][1]
    assert "14 firms" in house.chat.edits[0][1]


@pytest.mark.parametrize("takes_headline", [False, True])
async def test_a_correction_of_what_has_left_its_story_since_edits_the_message_that_told_it(
    house, takes_headline
):
    other = by(
        "b.example", summary="The order covers 40 models of chips, which need a licence as of Tuesday."
    )
    [telling] = tellings(await told(house, by("a.example"), other))

    def leave(db):
        here = stories.items_of_one(db, telling.story)
        stories.save(
            db, [build_story("apart" if one.id == other.id else telling.story, [one]) for one in here]
        )
        if takes_headline:
            ties.move_told(db, telling.story, "apart", telling.title)

    await house.store.write(leave)
    seen = NOW + HOUR
    now_says = other.summary.replace("40 models", "50 models")
    await house.take_in(replace(other, summary=now_says, first_seen=seen), now=seen)

    [(_, body)] = house.chat.edits
    assert "12 firms" in body
    assert "50 models" in body
    assert "40 models → 50 models" in house.chat.posted[1][1]
    assert tellings(await house.digest(NOW + DAY)) == []


async def test_a_withdrawn_report_takes_its_sentences_with_it(house):
    await told(house)
    later = report(title="Withdrawn: US tightens export controls on AI chips", first_seen=NOW + HOUR)

    await house.take_in(later, now=NOW + HOUR)

    assert "12 firms" not in house.chat.edits[0][1]
    assert "a.example has withdrawn its report" in house.chat.posted[1][1]


@pytest.mark.parametrize(
    "change",
    [
        {"published": NOW + HOUR},
        {"title": "US makes export controls on AI chips for China tighter"},
        {"summary": report().summary + " Officials gave no further details."},
    ],
    ids=["date", "title", "longer text"],
)
async def test_another_date_wording_or_length_amends_nothing(house, change):
    await told(house)

    await house.take_in(report(**{"first_seen": NOW + HOUR} | change), now=NOW + HOUR)

    assert house.chat.edits == []
    assert len(house.chat.posted) == 1


async def test_the_later_of_two_stories_that_are_one_says_where_the_first_was_told(house):
    other = item(
        "AI lab releases the open weights of its largest language model",
        outlet="b.example",
        summary="The weights can be downloaded by everybody under an open source licence since Thursday, it said.",
        published=NOW + 20 * HOUR,
        first_seen=NOW + 20 * HOUR,
    )
    first = await told(house)
    await house.take_in(other, now=NOW + 21 * HOUR)
    second = await house.digest(NOW + DAY)
    [(one,), (two,)] = tellings(first), tellings(second)
    assert one.story != two.story

    await house.store.write(ties.merge, one.story, two.story)
    await house.amending.look(NOW + DAY + HOUR)
    await house.deliver(NOW + DAY + HOUR)

    assert [edited for edited, _ in house.chat.edits] == [f"m-{house.chat.posted[1][0]}"]
    assert "Told before:" in house.chat.edits[0][1]
    assert "one story with “US tightens export controls" in house.chat.posted[2][1]


async def test_in_threads_the_storys_own_message_is_edited(store):
    house = House(store, replace(READER, layout=Layout.THREAD))
    await told(house)
    await house.take_in(
        report(summary=report().summary.replace("12 firms", "14 firms"), first_seen=NOW + HOUR),
        now=NOW + HOUR,
    )

    keys = [key for key, _ in house.chat.posted]
    # An opening, the story, its detail in its thread; then the reply there.
    assert house.chat.threads == [None, None, f"m-{keys[1]}", f"m-{keys[1]}"]
    assert [edited for edited, _ in house.chat.edits] == [f"m-{keys[1]}", f"m-{keys[2]}"]


async def test_a_number_that_goes_on_changing_edits_the_message_and_is_said_a_few_times(house):
    await told(house)
    for firms in range(13, 23):
        now = NOW + (firms - 12) * HOUR
        await house.take_in(
            report(summary=report().summary.replace("12 firms", f"{firms} firms"), first_seen=now), now=now
        )

    said = [text for _, text in house.chat.posted[1:]]
    assert [f"{firms} firms → {firms + 1} firms" in text for firms, text in enumerate(said, 12)] == [True] * 3
    assert "22 firms" in house.chat.edits[-1][1]
    [telling] = tellings((await house.stored())[0])
    assert [made.detail for made in telling.amendments] == [
        f"{firms} firms → {firms + 1} firms" for firms in (12, 13, 21)
    ]
    assert "22 firms" in telling.summary[0].text


async def test_two_stories_that_are_corrected_at_once_are_both_corrected_in_their_message(house):
    weights = report(
        id="weights",
        outlet="b.example",
        title="Swiss lab opens the weights of its language model",
        summary="Anyone may download its 70 models under the Apache licence, the lab said on Tuesday.",
    )
    more = weights.summary.replace("70 models", "80 models")
    assert len(tellings(await told(house, report(), weights))) == 2

    seen = NOW + HOUR
    await house.take_in(saying(14, seen=seen), replace(weights, summary=more, first_seen=seen), now=seen)

    _, body = house.chat.edits[-1]
    assert "14 firms" in body
    assert "80 models" in body


async def test_what_is_corrected_before_it_could_be_posted_is_posted_as_it_is_now(house):
    house.chat.is_reached = False
    await told(house)
    await house.take_in(saying(14, seen=NOW + HOUR), now=NOW + HOUR)
    house.chat.is_reached = True

    await house.deliver(NOW + 2 * HOUR)

    [body] = house.chat.bodies
    assert "14 firms" in body
    assert house.chat.edits == []


async def test_what_was_changed_twice_between_two_looks_is_compared_with_what_was_told(house):
    await told(house)
    for firms in (13, 14):
        seen = NOW + firms * HOUR
        await house.line.take_in([saying(firms, seen=seen)], now=seen)

    await house.take_in(now=seen)

    assert "12 firms → 14 firms" in house.chat.posted[1][1]


async def test_a_correction_finds_the_message_of_a_story_that_was_joined_with_another_since(house):
    other = item("AI lab releases the open weights of its largest language model", outlet="b.example")
    [first] = tellings(await told(house))
    await house.line.take_in([other], now=NOW)
    second = (await house.store.read(item_store.get, [other.id]))[other.id].story
    await house.store.write(ties.merge, second, first.story)

    await house.take_in(saying(14, seen=NOW + HOUR), now=NOW + HOUR)

    assert "12 firms → 14 firms" in house.chat.posted[1][1]


async def test_what_came_by_a_pull_that_began_before_the_last_look_is_found(house):
    await told(house)
    await house.amending.look(NOW + HOUR)

    await house.take_in(saying(14, seen=NOW + HOUR / 2), now=NOW + HOUR / 2)

    assert "12 firms → 14 firms" in house.chat.posted[1][1]


async def test_an_edited_message_is_found_by_the_key_that_it_was_posted_under(house):
    await told(house)

    await house.take_in(saying(14, seen=NOW + HOUR), now=NOW + HOUR)

    assert house.chat.edit_keys == [house.chat.posted[0][0]]


async def test_of_two_messages_that_told_a_story_the_newer_one_is_corrected(house):
    await told(house)
    summary = "Beijing answered with fees of $40 million for US chip makers after Washington tightened its controls."
    grown = by("b.example", summary=summary, published=NOW + 20 * HOUR, first_seen=NOW + 20 * HOUR)
    await house.take_in(grown, now=NOW + 21 * HOUR)
    await house.digest(NOW + DAY)

    later = NOW + 25 * HOUR
    await house.take_in(replace(grown, summary=summary.replace("$40", "$50"), first_seen=later), now=later)

    _, (newer, _), _ = house.chat.posted
    assert [edited for edited, _ in house.chat.edits] == [f"m-{newer}"]


async def test_where_a_digest_would_take_other_messages_by_now_the_reply_alone_says_what_changed(house):
    await told(house)
    in_threads = replace(READER, layout=Layout.THREAD)
    house.amending = replace(house.amending, subscriptions=lambda: [in_threads])

    await house.take_in(saying(14, seen=NOW + HOUR), now=NOW + HOUR)

    assert "12 firms → 14 firms" in house.chat.posted[1][1]
    assert house.chat.edits == []
