"""How the bot says that it is doing."""

import pytest

from digest.tell.message import Table
from digest.tell.present.house import status_message

FACTS = {"last_digest": "desk 2026-11-30", "last_digest_window_end": "2026-11-30T00:49:00Z"}


@pytest.mark.parametrize(
    ("voice", "day", "moment"),
    [
        ("en", "Mon 30 November 2026 · desk", "Mon 30 November, 08:49 (Asia/Shanghai)"),
        ("fr", "lun. 30 novembre 2026 · desk", "lun. 30 novembre, 08:49 (Asia/Shanghai)"),
    ],
)
def test_the_last_digest_is_dated_as_it_is_headed_and_in_the_readers_zone(voice, day, moment):
    message = status_message(FACTS, voice=voice, zone="Asia/Shanghai")

    [rows] = [block.rows for block in message.blocks if isinstance(block, Table)]
    assert [value for _, value in rows] == [day, moment]


def test_what_there_is_none_of_is_a_dash():
    message = status_message(dict.fromkeys(FACTS), voice="en")

    [rows] = [block.rows for block in message.blocks if isinstance(block, Table)]
    assert [value for _, value in rows] == ["–", "–"]
