"""How the bot says that it is doing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from digest.model.digest import Coverage, Digest
from digest.model.status import Status
from digest.model.subscription import Edition
from digest.model.window import Window
from digest.tell.message import Table
from digest.tell.present.house import status_message
from digest.tell.voice import speaker

END = datetime(2026, 11, 30, 0, 49, tzinfo=UTC)
LAST = Digest(
    "d1",
    "desk",
    Edition.DAILY,
    date(2026, 11, 30),
    Window(END - timedelta(days=1), END),
    (),
    Coverage(1, 1, 0),
)
STATUS = Status(
    feeds_on=1_200,
    feeds_read=1_100,
    feeds_failing=100,
    items=0,
    stories=0,
    last_digest=LAST,
    waiting=0,
    uncertain=0,
    perhaps_twice=0,
    failed=0,
    channels_off=("slack::C1", "discord:7:8"),
)


def values(message):
    [rows] = [block.rows for block in message.blocks if isinstance(block, Table)]
    return dict(rows)


@pytest.mark.parametrize(
    ("voice", "said"),
    [
        (
            "en",
            {
                "Feeds that are on": "1,200",
                "Last digest": "Mon 30 November 2026 · desk",
                "It covers the news up to": "Mon 30 November, 08:49 (Asia/Shanghai)",
            },
        ),
        (
            "fr",
            {
                "Flux actifs": "1\u202f200",
                "Dernier point": "lun. 30 novembre 2026 · desk",
                "Il couvre les nouvelles jusqu’au": "lun. 30 novembre, 08:49 (Asia/Shanghai)",
            },
        ),
    ],
)
def test_the_last_digest_is_dated_as_it_is_headed_and_in_the_readers_zone(voice, said):
    assert values(status_message(STATUS, speaker(voice), zone="Asia/Shanghai")).items() >= said.items()


def test_what_there_is_none_of_is_a_dash_and_no_number_is_one():
    told = values(status_message(replace(STATUS, last_digest=None, channels_off=()), speaker("en")))

    assert [name for name, value in told.items() if value == "–"] == [
        "Last digest",
        "It covers the news up to",
        "Channels switched off",
    ]
    assert told["Items kept"] == "0"
