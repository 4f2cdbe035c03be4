"""`digest --subscription NAME --post`, called as cron calls it, against a Slack on loopback."""

import asyncio
import json
import shutil

import pytest

from tests.program import PROGRAM, environment
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


async def called(folder, slack, *words, text="", status=0, aside=False):
    process = await asyncio.create_subprocess_exec(
        *(*PROGRAM, *words),
        cwd=folder,
        env=environment(**slack.environment),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, errors = await asyncio.wait_for(process.communicate(text.encode()), 90)
    assert process.returncode == status, errors.decode()
    assert b"Traceback" not in errors
    return (errors if aside else said).decode()


@pytest.mark.parametrize("fault", ["lost", "kept internal_error", "kept fatal_error"])
async def test_a_lost_answer_a_wait_and_a_second_call_post_every_part_once_and_in_order(
    fault, tmp_path, slack
):
    (tmp_path / "parallax.toml").write_text(TEAM, encoding="utf-8")
    await called(tmp_path, slack, "import", "-", "--now", AT, text=ITEMS)
    slack.faults = ["fine", fault]
    post = ("digest", "--subscription", "news", "--post", "--json", "--now", AT)

    first = await called(tmp_path, slack, *post)
    second = await called(tmp_path, slack, *post)

    assert json.loads(first)["sections"] == json.loads(second)["sections"] != []
    keys = [one["metadata"]["event_payload"]["id"] for one in slack.posted]
    assert len(keys) == len(set(keys)) == 3
    opening, story, detail = slack.posted
    assert "thread_ts" not in opening
    assert detail["thread_ts"] == story["ts"]
    rows = [json.loads(line) for line in (await called(tmp_path, slack, "export", "deliveries")).splitlines()]
    assert [(row["state"], row["tries"]) for row in rows] == [("sent", 1)] * 3


async def test_a_call_with_an_empty_disk_posts_nothing_that_an_earlier_one_has_posted(tmp_path, slack):
    (tmp_path / "parallax.toml").write_text(TEAM, encoding="utf-8")
    post = ("digest", "--subscription", "news", "--post", "--now", AT)

    said = []
    for _ in range(2):
        await called(tmp_path, slack, "import", "-", "--now", AT, text=ITEMS)
        said.append(await called(tmp_path, slack, *post, aside=True))
        shutil.rmtree(tmp_path / "var")

    assert len(slack.posted) == 3
    assert ["from an earlier run" in one for one in said] == [False, True]


async def test_a_digest_that_was_given_up_is_not_said_to_have_been_had(tmp_path, slack):
    (tmp_path / "parallax.toml").write_text(TEAM, encoding="utf-8")
    await called(tmp_path, slack, "import", "-", "--now", AT, text=ITEMS)
    slack.faults = ["invalid_blocks"]
    post = ("digest", "--subscription", "news", "--post", "--now", AT)

    first = await called(tmp_path, slack, *post, status=1, aside=True)
    second = await called(tmp_path, slack, *post, aside=True)

    assert "it was given up" in first
    assert "could not be given all of this digest" in second


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
