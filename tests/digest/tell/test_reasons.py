"""What holds a story back is told in the reader's language."""

import pytest

from digest.tell.reasons import (
    DOUBLE,
    NO_ROOM,
    NO_THEME,
    NOT_JUDGED,
    TOLD_BEFORE,
    WEAK,
    held_back,
    is_muted,
    muted_actor,
    muted_outlet,
    muted_term,
)
from digest.tell.team_voice import TeamVoice
from digest.understand.fillers import Filler

OURS = (NO_THEME, NO_ROOM, WEAK, TOLD_BEFORE, DOUBLE, NOT_JUDGED)
MUTED = (muted_outlet("the-times.example"), muted_actor("huawei"), muted_term("chips: new"))


@pytest.mark.parametrize("reason", [*OURS, *MUTED, *(one for one in Filler if one is not Filler.OPINION)])
def test_a_french_reader_is_told_every_reason_in_french(reason):
    assert held_back(reason, TeamVoice("en")) == reason
    assert held_back(reason, TeamVoice("fr")) != reason


@pytest.mark.parametrize("reason", MUTED)
def test_what_is_muted_is_named_in_any_language(reason):
    assert is_muted(reason)
    assert reason.partition(": ")[2] in held_back(reason, TeamVoice("fr"))


@pytest.mark.parametrize("reason", [*OURS, *Filler, "what an older version said: this"])
def test_nothing_else_counts_as_muted(reason):
    assert not is_muted(reason)


def test_what_is_not_known_stays_as_it_was_written():
    assert (
        held_back("what an older version said: this", TeamVoice("fr")) == "what an older version said: this"
    )
