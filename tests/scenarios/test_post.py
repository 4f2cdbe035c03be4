"""`digest --subscription NAME --post`, called as cron calls it, against a Slack on loopback."""

import asyncio
import json
import shutil

import pytest

from digest.model.delivery import DeliveryState
from digest.store import Store
from digest.store import deliveries as outbox
from tests.program import PROGRAM, called_here, environment
from tests.scenarios.reports import AT, ITEMS

TEAM = """
[[subscription]]
name = "news"
platform = "slack"
channel = "C1"
at = "08:00"
themes = ["export_controls"]
layout = "thread"
"""


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """A folder in which the program has taken in the three reports, to be copied and left alone."""
    folder = tmp_path_factory.mktemp("stored")
    (folder / "parallax.toml").write_text(TEAM, encoding="utf-8")
    assert called_here(folder, "import", "-", "--now", AT, text=ITEMS).returncode == 0
    return folder


@pytest.fixture
def filled(stored, tmp_path):
    return shutil.copytree(stored, tmp_path, dirs_exist_ok=True)


async def called(folder, slack, *words, status=0, aside=False):
    process = await asyncio.create_subprocess_exec(
        *(*PROGRAM, *words),
        cwd=folder,
        env=environment(**slack.environment),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, errors = await asyncio.wait_for(process.communicate(), 90)
    assert process.returncode == status, errors.decode()
    assert b"Traceback" not in errors
    return (errors if aside else said).decode()


@pytest.mark.parametrize(
    "fault", ["lost", "kept internal_error", pytest.param("kept fatal_error", marks=pytest.mark.long)]
)
async def test_a_lost_answer_a_wait_and_a_second_call_post_every_part_once_and_in_order(fault, filled, slack):
    slack.faults = ["fine", fault]
    post = ("digest", "--subscription", "news", "--post", "--json", "--now", AT)

    first = await called(filled, slack, *post)
    second = await called(filled, slack, *post)

    assert json.loads(first)["sections"] == json.loads(second)["sections"] != []
    keys = [one["metadata"]["event_payload"]["id"] for one in slack.posted]
    assert len(keys) == len(set(keys)) == 3
    opening, story, detail = slack.posted
    assert "thread_ts" not in opening
    assert detail["thread_ts"] == story["ts"]
    with Store(filled / "var" / "parallax.db") as store:
        parts = await store.read(lambda db: list(outbox.export(db)))
    assert [(part.state, part.tries) for part in parts] == [(DeliveryState.SENT, 1)] * 3


async def test_a_call_with_an_empty_disk_posts_nothing_that_an_earlier_one_has_posted(
    stored, tmp_path, slack
):
    post = ("digest", "--subscription", "news", "--post", "--now", AT)

    said = []
    for _ in range(2):
        shutil.copytree(stored, tmp_path, dirs_exist_ok=True)
        said.append(await called(tmp_path, slack, *post, aside=True))
        shutil.rmtree(tmp_path / "var")

    assert len(slack.posted) == 3
    assert ["from an earlier run" in one for one in said] == [False, True]


async def test_a_digest_that_was_given_up_is_not_said_to_have_been_had(filled, slack):
    slack.faults = ["invalid_blocks"]
    post = ("digest", "--subscription", "news", "--post", "--now", AT)

    first = await called(filled, slack, *post, status=1, aside=True)
    second = await called(filled, slack, *post, aside=True)

    assert "it was given up" in first
    assert "could not be given all of this digest" in second


async def test_a_refused_token_is_said_with_what_tells_more(filled, slack):
    slack.token_is_good = False

    said = await called(
        filled, slack, "digest", "--subscription", "news", "--post", "--now", AT, status=1, aside=True
    )

    assert said == "parallax: Slack refused it: invalid_auth; `parallax doctor` says what to mend\n"


async def test_a_scope_that_is_wanting_is_said_with_what_tells_more(filled, slack):
    slack.faults = ["missing_scope"]

    said = await called(
        filled, slack, "digest", "--subscription", "news", "--post", "--now", AT, status=1, aside=True
    )

    assert said.endswith(
        "parallax: “news”: slack did not take part 1 (Slack refused it: missing_scope);"
        " the next call, or `parallax run`, goes on; `parallax doctor` says what to mend\n"
    )


async def test_without_a_slot_one_line_says_so(tmp_path, slack):
    (tmp_path / "parallax.toml").write_text(TEAM + 'days = ["mon"]\n', encoding="utf-8")

    said = await called(tmp_path, slack, "digest", "--subscription", "news", "--post", "--now", AT)

    assert len(said.splitlines()) == 1
    assert "over 24 h old" in said
    assert slack.posted == []


async def test_without_a_slot_a_machine_gets_one_object(tmp_path, slack):
    (tmp_path / "parallax.toml").write_text(TEAM + 'days = ["mon"]\n', encoding="utf-8")

    said = await called(tmp_path, slack, "digest", "--subscription", "news", "--post", "--json", "--now", AT)

    told = json.loads(said)
    assert (told["digest"], "over 24 h old" in told["reason"]) == (None, True)
