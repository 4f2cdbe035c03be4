"""A channel chooses its digest: the form, its preview, and what is kept."""

import pytest

from digest.ids import derive_id
from digest.model.place import Place, Platform
from digest.model.subscription import Edition, Layout
from digest.store import channels as channel_store
from digest.store import choices, kept, subscriptions
from digest.tell.message import Buttons, Card, Heading
from digest.tell.spans import code
from tests.bot.conftest import FILLED, pressed, said
from tests.builders import subscription


@pytest.mark.parametrize("word", ["subscribe", "settings"])
async def test_what_a_form_does_not_take_is_said_and_what_it_does(house, word):
    said_ = said(await house.admin(word, "talent 08:00"))

    assert f"`{word}` opens a form" in said_
    assert "`settings stop`" in said_


async def test_a_form_is_previewed_and_only_then_kept(house):
    form = (await house.admin("subscribe")).form
    assert [len(part.fields) <= 5 for part in form.parts] == [True, True]

    preview = await house.admin("subscribe", form.draft, fields=FILLED)
    assert "Monday and Wednesday at 07:30 (Europe/Paris)" in said(preview)
    assert any(isinstance(block, Card) for block in preview.message.blocks)
    assert await house.store.read(subscriptions.saved) == []

    kept = await house.admin(*pressed(preview, "Keep it"))
    assert "Kept: Monday and Wednesday at 07:30 (Europe/Paris)" in said(kept)
    (one,) = await house.store.read(subscriptions.saved)
    assert (one.platform, one.team, one.channel, one.stories) == (Platform.SLACK, "", "C1", 5)
    assert one.themes == ("export_controls", "talent")
    assert not one.from_file


@pytest.mark.parametrize(
    ("layouts", "offered"),
    [
        ((Layout.FLAT, Layout.THREAD), ["flat", "thread"]),
        ((Layout.FORUM,), ["forum"]),
        (tuple(Layout), ["flat", "thread", "forum"]),
    ],
)
async def test_a_form_offers_the_layouts_that_its_channel_takes_and_keeps_no_other(house, layouts, offered):
    here = {"platform": Platform.DISCORD, "channel": "400", "layouts": layouts}

    (more,) = (await house.admin("subscribe", **here)).form.parts[1:2]
    field = next(field for field in more.fields if field.name == "layout")
    # As a form of an older version may bring.
    preview = await house.admin("subscribe", fields=FILLED | {"layout": ("forum",)}, **here)
    await house.admin(*pressed(preview, "Keep it"), **here)

    assert [option.value for option in field.options] == offered
    assert field.chosen == offered[0]
    (kept,) = await house.store.read(subscriptions.saved)
    assert kept.layout == ("forum" if "forum" in offered else "flat")


async def test_a_channel_that_was_switched_off_is_tried_again_once_it_subscribes(house):
    for place in (Place(Platform.SLACK, "", "C1"), Place(Platform.SLACK, "", "C2")):
        await house.store.write(channel_store.switch_off, place, "is_archived", house.time)

    await house.admin(*pressed(await house.admin("subscribe", fields=FILLED), "Keep it"))

    assert await house.store.read(channel_store.off) == {"slack:C2": "is_archived"}


async def test_settings_begin_where_the_channel_is_and_keep_what_is_not_changed(house):
    await house.admin(*pressed(await house.admin("subscribe", fields=FILLED), "Keep it"))

    form = (await house.admin("settings")).form
    chosen = {field.name: field for part in form.parts for field in part.fields}
    assert chosen["at"].value == "07:30"
    assert chosen["days"].chosen == ("mon", "wed")

    changed = await house.admin("settings", fields={"edition": ("weekly",), "quiet": ("on",)})
    await house.admin(*pressed(changed, "Keep it"))
    (one,) = await house.store.read(subscriptions.saved)
    assert (one.at, one.edition, one.quiet) == ("07:30", Edition.WEEKLY, True)


async def test_a_form_is_asked_in_steps_without_losing_what_was_filled_in(house):
    here = {"platform": Platform.DISCORD, "channel": "400"}
    first = await house.admin("subscribe", fields=FILLED, **here)
    step = await house.admin(*pressed(first, "Change: More"), **here)
    second = await house.admin("subscribe", step.form.draft, fields={"edition": ("weekly",)}, **here)

    assert step.form.opens_at == 1
    assert "weekly, Monday at 07:30 (Europe/Paris)" in said(second)


async def test_on_slack_which_shows_the_whole_form_at_once_one_button_leads_back_to_it(house):
    preview = await house.admin("subscribe", fields=FILLED)
    mistaken = await house.admin("subscribe", fields=FILLED | {"at": ("25:00",)})

    for answer in (preview, mistaken):
        (row,) = [block for block in answer.message.blocks if isinstance(block, Buttons)]
        assert [button.label for button in row.buttons] == ["Change it"]


async def test_who_chooses_a_voice_is_told_stories_in_its_language_first(house):
    preview = await house.admin("subscribe", fields=FILLED | {"themes": ("open_source",), "voice": ("fr",)})
    await house.admin(*pressed(preview, "Keep it"))
    (kept,) = await house.store.read(subscriptions.saved)

    assert "DeepSeek publie Janus-Pro" in said(preview)
    assert kept.languages == ("fr", "en")
    assert "DeepSeek publie Janus-Pro" in said(await house.ask("today"))
    same = await house.admin("settings", fields={"voice": ("fr",), "stories": ("3",)})
    assert "DeepSeek publie Janus-Pro" in said(same)


async def test_a_change_of_a_digest_says_when_the_next_one_comes(house):
    first = await house.admin(*pressed(await house.admin("subscribe", fields=FILLED), "Keep it"))
    changed = await house.admin("settings", fields={"edition": ("weekly",), "voice": ("fr",)})
    second = await house.admin(*pressed(changed, "Keep it"))

    assert "The first digest comes Mon 3 February" in said(first)
    assert "chaque semaine, le lundi à 07:30 (Europe/Paris). Prochain point : lun. 3 février" in said(second)


async def test_what_is_kept_is_confirmed_in_the_voice_that_was_chosen(house):
    preview = await house.admin("subscribe", fields=FILLED | {"voice": ("fr",)})
    kept = await house.admin(*pressed(preview, "Keep it"), may_post=False)

    assert "Enregistré : lundi et mercredi à 07:30" in said(kept)
    assert "Mais le bot ne peut pas encore écrire" in said(kept)
    assert pressed(kept, "Arrêter ce point") == ("settings", "stop")


async def test_a_mistake_in_a_form_is_named_by_field_and_nothing_is_kept(house):
    wrong = {**FILLED, "at": ("25:00",), "zone": ("Europe/Pari",), "days": ()}
    answer = await house.admin("subscribe", fields=wrong)

    assert set(answer.form.problems) == {"at", "zone", "days"}
    assert "Did you mean Europe/Paris?" in said(answer)
    assert "Choose at least one day." in said(answer)
    assert answer.confirm is None
    assert house.commands.check(wrong).keys() == {"at", "zone", "days"}


async def test_a_mistake_in_a_form_leads_back_to_the_part_that_asks_for_it(house):
    here = {"platform": Platform.DISCORD, "channel": "400"}
    answer = await house.admin("subscribe", fields={**FILLED, "at": ("25:00",)}, **here)
    again = await house.admin(*pressed(answer, "Change: Themes and times"), **here)

    for form in (answer.form, again.form):
        assert "at" in {field.name for field in form.parts[form.opens_at].fields}


@pytest.mark.parametrize("zone", ["CEST", "GMT+2", "UTC+1", "Dalian", "Karlsruhe"])
async def test_no_zone_is_offered_that_only_looks_like_the_one_meant(house, zone):
    answer = await house.admin("subscribe", fields={**FILLED, "zone": (zone,)})

    assert f"“{zone}” is no time zone; write a city’s, as in Europe/Paris." in said(answer)


async def test_a_subscription_bears_its_channel_s_name_where_that_is_free(house):
    for channel, name in (("C1", "news"), ("C2", "news"), ("C3", "desk"), ("C4", "")):
        who = {"channel": channel, "channel_name": name}
        await house.admin(*pressed(await house.admin("subscribe", fields=FILLED, **who), "Keep it"), **who)

    kept = await house.store.read(subscriptions.saved)
    assert {one.channel: one.name for one in kept} == {
        "C1": "news",
        "C2": "news-C2",
        "C3": "desk-C3",
        "C4": "C4",
    }


async def test_two_channels_of_one_name_whose_forms_are_open_at_once_keep_a_subscription_each(house):
    places = [{"channel": channel, "channel_name": "news"} for channel in ("C1", "C2")]
    previews = [await house.admin("subscribe", fields=FILLED, **place) for place in places]

    for preview, place in zip(previews, places, strict=True):
        await house.admin(*pressed(preview, "Keep it"), **place)

    kept = await house.store.read(subscriptions.saved)
    assert {one.channel: one.name for one in kept} == {"C1": "news", "C2": "news-C2"}


async def test_a_channel_that_is_renamed_while_two_admins_fill_in_its_form_has_one_subscription(house):
    previews = [await house.admin("subscribe", fields=FILLED, channel_name=name) for name in ("news", "desk")]

    for preview in previews:
        await house.admin(*pressed(preview, "Keep it"))

    assert [one.name for one in await house.store.read(subscriptions.saved)] == ["news"]


async def test_a_subscription_is_kept_with_its_channel_let_in_again_or_not_at_all(house):
    place = Place(Platform.SLACK, "", "C1")
    await house.store.write(channel_store.switch_off, place, "is_archived", house.time)
    await house.store.write(
        lambda db: db.execute(
            "CREATE TRIGGER refuse BEFORE DELETE ON channels_off BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )
    )

    await house.admin(*pressed(await house.admin("subscribe", fields=FILLED), "Keep it"))

    assert await house.store.read(subscriptions.saved) == []


async def test_who_unsubscribes_is_not_offered_to_subscribe(house):
    await house.admin(*pressed(await house.admin("subscribe", fields=FILLED), "Keep it"))

    answer = await house.admin("unsubscribe")

    assert "gets no digest any more" in said(answer)
    assert await house.store.read(subscriptions.saved) == []


async def test_a_digest_that_was_stopped_comes_back_as_it_was(house):
    preview = await house.admin("subscribe", fields=FILLED | {"edition": ("weekly",), "voice": ("fr",)})
    await house.admin(*pressed(preview, "Keep it"))
    await house.admin("mute", "huawei")
    before = await house.store.read(subscriptions.saved)

    stopped = await house.admin("settings", "stop")
    await house.admin(*pressed(stopped, "Annuler"))

    assert await house.store.read(subscriptions.saved) == before


async def test_who_ends_a_digest_is_told_that_news_of_what_is_followed_still_comes(house):
    ended = []
    for follows in ("", "huawei"):
        await house.admin(*pressed(await house.admin("subscribe", fields=FILLED), "Keep it"))
        await house.admin("follow", follows)
        ended.append(said(await house.admin("settings", "stop")))

    assert ["is still posted here" in each for each in ended] == [False, True]
    assert "is still posted here" in said(await house.admin("stop"))


async def test_who_chooses_a_digest_in_a_thread_is_told_that_it_comes_to_the_channel(house):
    kept = []
    for is_in_thread in (False, True):
        preview = await house.admin("subscribe", fields=FILLED, is_in_thread=is_in_thread)
        kept.append(said(await house.admin(*pressed(preview, "Keep it"), is_in_thread=is_in_thread)))

    assert ["to the channel of this thread" in each for each in kept] == [False, True]


async def test_who_asks_for_news_where_the_bot_may_not_write_is_told_so_at_once(house):
    preview = await house.admin("subscribe", fields=FILLED, may_post=False)
    kept = await house.admin(*pressed(preview, "Keep it"), may_post=False)
    followed = await house.admin("follow", "huawei", may_post=False)
    elsewhere = await house.admin("follow", "nvidia")

    assert "may not write in this channel yet" in said(kept)
    assert "/invite @Parallax" in said(kept)
    assert "may not write in this channel yet" in said(followed)
    assert "may not write" not in said(elsewhere)
    assert len(await house.store.read(subscriptions.saved)) == 1


async def test_what_somebody_typed_is_never_taken_for_a_draft(house):
    forged = subscription(platform=Platform.SLACK, channel="C1", zone="No/Such", stories=10**9)
    typed = subscriptions.write(forged)
    # The button of what was meant stands for what was typed, which is kept under an id that anybody can work out.
    await house.admin("serach", typed)
    id_ = derive_id("kept", typed)

    assert await house.store.read(kept.get, id_) == typed
    assert "too old" in said(await house.admin("settings", f"keep {id_}"))
    assert await house.store.read(subscriptions.saved) == []


@pytest.mark.parametrize(("forged", "most"), [("9" * 5_000, 50), ("0", 1), ("²", 10), ("-1", 10)])
async def test_a_number_of_stories_that_no_form_offers_stays_within_bounds(house, forged, most):
    preview = await house.admin("subscribe", fields=FILLED | {"stories": (forged,)})
    await house.admin(*pressed(preview, "Keep it"))

    (one,) = await house.store.read(subscriptions.saved)
    assert one.stories == most


async def test_a_part_of_a_form_that_there_is_not_opens_the_first(house):
    assert (await house.admin("settings", f"part {'9' * 5000}")).form.opens_at == 0


async def test_a_draft_is_of_one_channel_alone(house):
    preview = await house.admin("subscribe", fields=FILLED)

    assert "too old" in said(await house.admin(*pressed(preview, "Keep it"), channel="C2"))
    assert await house.store.read(subscriptions.saved) == []


async def test_a_digest_is_called_as_the_file_calls_it_and_never_as_its_channel_once_was(house):
    where = {"channel": "C7", "channel_name": "news"}
    preview = await house.admin("subscribe", fields=FILLED, **where)
    await house.admin(*pressed(preview, "Keep it"), **where)

    of_chat = await house.ask("today", **where | {"channel_name": "renamed"})
    of_file = await house.ask("today", channel="CFILE")

    assert of_chat.message.blocks[0] == Heading("Digest of Thu 30 January 2025")
    assert of_file.message.blocks[0] == Heading("Digest of Thu 30 January 2025 · desk")


async def test_a_subscription_of_the_file_is_left_to_the_file(house):
    for word in ("subscribe", "settings"):
        answer = await house.admin(word, channel="CFILE")
        assert "“desk” stands in the configuration file" in said(answer)
        assert answer.form is None


@pytest.mark.parametrize(
    ("of_file", "place"),
    [("desk", Place(Platform.SLACK, "", "CFILE")), ("guild", Place(Platform.DISCORD, "G2", "4000"))],
)
async def test_what_was_chosen_in_a_channel_can_be_ended_though_the_file_subscribes_it_since(
    house, of_file, place
):
    chosen = subscription(
        "news", platform=place.platform, team=place.team, channel=place.channel, from_file=False
    )
    await house.store.write(subscriptions.save, chosen)
    here = {"platform": place.platform, "channel": place.channel}
    if place.team:
        here |= {"team": place.team, "is_home": False}

    answer = await house.admin("settings", **here)
    settings, ended = said(answer), said(await house.admin("settings", "stop", **here))

    assert f"“{of_file}” stands in the configuration file" in settings
    assert "“news”, chosen in this channel, comes beside it" in settings
    assert code("settings stop") in answer.message.blocks[-1].line
    assert "“news” comes no more" in ended
    assert f"“{of_file}” stands in the configuration file" in ended
    assert await house.store.read(subscriptions.saved) == []


async def test_each_of_two_subscriptions_of_one_channel_is_said(house):
    settings = said(await house.admin("settings", channel="CTWO"))
    status = said(await house.admin("status", channel="CTWO"))

    for name, when in (
        ("week", "weekly, Monday at 09:30 (UTC)"),
        ("weekdays", "Monday to Friday at 08:00 (UTC)"),
    ):
        assert (
            f"“{name}” stands in the configuration file, and can only be changed there: {when}." in settings
        )
    assert "This channel: weekly, Monday at 09:30 (UTC); Monday to Friday at 08:00 (UTC)" in status


async def test_a_digest_is_stopped_and_the_team_forgotten_on_request(house, caplog):
    await house.admin(*pressed(await house.admin("subscribe", fields=FILLED), "Keep it"))
    await house.admin("follow", "huawei")

    await house.admin("settings", "stop")
    assert await house.store.read(subscriptions.saved) == []
    sure = await house.admin("settings", "forget")
    assert await house.store.read(choices.follows)
    await house.admin(*pressed(sure, "Forget"))
    assert await house.store.read(choices.follows) == []
    # The team's own log of changes is gone with the rest.
    assert "UADMIN" in caplog.text
