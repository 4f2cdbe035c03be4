"""How a story fared, in words: which digest showed it or held it back."""

from datetime import date

import pytest

from digest.model.actor import Actor
from digest.model.digest import Judged, Verdict
from digest.model.outlet import Viewpoint
from digest.model.theme import Filing
from digest.tell.message import Bullets, plain
from digest.tell.present.why import filings_message, why_message
from digest.tell.reasons import NO_ROOM, NOT_JUDGED, muted_actor
from digest.tell.team_voice import TeamVoice
from digest.tell.voice import speaker
from tests.builders import story

FRIDAY = date(2026, 7, 10)


def fate(judged, voice="en", actors=()):
    heading = f"{'Why:' if voice == 'en' else 'Pourquoi :'} Chips. "
    spoken = TeamVoice(voice, actors={actor.id: actor for actor in actors})
    return why_message(story("Chips"), judged, spoken).summary.removeprefix(heading)


def verdict(*, shown=False, reason=None):
    return Verdict("s1", shown, reason, {"owners": 1.0})


def test_the_digest_that_judged_a_story_last_is_named():
    shown = Judged(verdict(shown=True), "d1", "morning", "", FRIDAY)
    held = Judged(verdict(reason=NO_ROOM), "d2", "weekly", "", FRIDAY)

    assert fate(shown) == "It was shown in the last digest that judged it (morning, Fri 10 July 2026)."
    assert fate(held) == (
        "The last digest that judged it (weekly, Fri 10 July 2026) held it back: stronger stories filled the digest."
    )


def test_another_team_s_digest_is_named_as_that_team_calls_it():
    shown = Judged(verdict(shown=True), "d1", "T2/morning", "T2", FRIDAY)

    assert "(morning, " in fate(shown)


def test_a_muted_actor_is_called_as_the_reader_calls_it():
    ministry = Actor(
        "mofcom",
        "Ministry of Commerce",
        "agency",
        Viewpoint.CHINA,
        ("MOFCOM",),
        names={"fr": "ministère du Commerce"},
    )
    held = Judged(verdict(reason=muted_actor("mofcom")), "d1", "morning", "", FRIDAY)

    assert "muted actor: Ministry of Commerce." in fate(held, actors=[ministry])
    assert "ministère du Commerce." in fate(held, "fr", [ministry])


@pytest.mark.parametrize(
    ("judged", "said"),
    [
        (None, "No digest of the last month has judged it."),
        (Judged(verdict(reason=NOT_JUDGED)), "No digest of the last month has judged it."),
        (
            Judged(verdict(reason="opinion")),
            "No digest of the last month has judged it; today’s would hold it back: opinion.",
        ),
    ],
)
def test_a_story_that_no_digest_has_judged_was_not_held_back(judged, said):
    assert fate(judged) == said


def test_an_example_that_decided_is_told_as_one_by_its_first_line():
    quoted = "“Ten days to leave Shenzhen\nThe researcher was told so on Monday.”"
    said = filings_message("Nine days to leave", [Filing("talent", 4.6, (quoted, "visa"))], speaker("en"))

    [bullets] = [block for block in said.blocks if isinstance(block, Bullets)]
    assert plain(bullets.lines[0]) == "talent  4.6  like the example “Ten days to leave Shenzhen”, visa"
