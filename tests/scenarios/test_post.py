"""`digest --subscription NAME --post`, called as cron calls it, against a Slack on loopback."""

import asyncio
import json
import shutil

import pytest

from digest.model.delivery import DeliveryState
from digest.model.place import Place, Platform
from digest.store import Store, channels
from digest.store import deliveries as outbox
from tests.aside import served_aside
from tests.builders import NOW
from tests.fakes.slack import FakeSlack
from tests.program import called_apart, called_here
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


@pytest.fixture
def slack():
    with served_aside(FakeSlack().running()) as fake:
        yield fake


def called(folder, slack, *words, status=0, aside=False, how=called_here):
    done = how(folder, *words, **slack.environment)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr if aside else done.stdout


@pytest.mark.parametrize(
    "fault", ["lost", "kept internal_error", pytest.param("kept fatal_error", marks=pytest.mark.long)]
)
def test_a_lost_answer_a_wait_and_a_second_call_post_every_part_once_and_in_order(fault, filled, slack):
    slack.faults = ["fine", fault]
    post = ("digest", "--subscription", "news", "--post", "--json", "--now", AT)

    first = called(filled, slack, *post, how=called_apart)
    second = called(filled, slack, *post, how=called_apart)

    assert json.loads(first)["sections"] == json.loads(second)["sections"] != []
    keys = [one["metadata"]["event_payload"]["id"] for one in slack.posted]
    assert len(keys) == len(set(keys)) == 3
    opening, story, detail = slack.posted
    assert "thread_ts" not in opening
    assert detail["thread_ts"] == story["ts"]
    with Store(filled / "var" / "parallax.db") as store:
        parts = asyncio.run(store.read(lambda db: list(outbox.export(db))))
    assert [(part.state, part.tries) for part in parts] == [(DeliveryState.SENT, 1)] * 3


def test_a_call_with_an_empty_disk_posts_nothing_that_an_earlier_one_has_posted(stored, tmp_path, slack):
    post = ("digest", "--subscription", "news", "--post", "--now", AT)

    said = []
    for _ in range(2):
        shutil.copytree(stored, tmp_path, dirs_exist_ok=True)
        said.append(called(tmp_path, slack, *post, aside=True))
        shutil.rmtree(tmp_path / "var")

    assert len(slack.posted) == 3
    assert ["from an earlier run" in one for one in said] == [False, True]


def test_a_digest_that_was_given_up_is_not_said_to_have_been_had(filled, slack):
    slack.faults = ["invalid_blocks"]
    post = ("digest", "--subscription", "news", "--post", "--now", AT)

    first = called(filled, slack, *post, status=1, aside=True)
    second = called(filled, slack, *post, aside=True)

    assert "it was given up" in first
    assert "could not be given all of this digest" in second


def test_a_channel_that_refused_an_earlier_call_is_tried_by_the_next_one(filled, slack):
    with Store(filled / "var" / "parallax.db") as store:
        place = Place(Platform.SLACK, "", "C1")
        asyncio.run(store.write_durably(channels.switch_off, place, "not_in_channel", NOW))

    called(filled, slack, "digest", "--subscription", "news", "--post", "--now", AT)

    assert len(slack.posted) == 3


def test_a_refused_token_is_said_with_what_tells_more(filled, slack):
    slack.token_is_good = False

    said = called(
        filled, slack, "digest", "--subscription", "news", "--post", "--now", AT, status=1, aside=True
    )

    assert said == "parallax: Slack refused it: invalid_auth; `parallax doctor` says what to mend\n"


def test_a_scope_that_is_wanting_is_said_with_what_tells_more(filled, slack):
    slack.faults = ["missing_scope"]

    said = called(
        filled, slack, "digest", "--subscription", "news", "--post", "--now", AT, status=1, aside=True
    )

    assert said.endswith(
        "parallax: “news”: slack did not take part 1 (Slack refused it: missing_scope);"
        " the next call, or `parallax run`, goes on; `parallax doctor` says what to mend\n"
    )


def test_without_a_slot_one_line_says_so(tmp_path, slack):
    (tmp_path / "parallax.toml").write_text(TEAM + 'days = ["mon"]\n', encoding="utf-8")

    said = called(tmp_path, slack, "digest", "--subscription", "news", "--post", "--now", AT)

    assert len(said.splitlines()) == 1
    assert "over 24 h old" in said
    assert slack.posted == []


def test_without_a_slot_a_machine_gets_one_object(tmp_path, slack):
    (tmp_path / "parallax.toml").write_text(TEAM + 'days = ["mon"]\n', encoding="utf-8")

    said = called(tmp_path, slack, "digest", "--subscription", "news", "--post", "--json", "--now", AT)

    told = json.loads(said)
    assert (told["digest"], "over 24 h old" in told["reason"]) == (None, True)
