"""What is secret stays so: in every line of the log at its most talkative, every list, error, export and page."""

import asyncio
import signal
from base64 import b64encode

import aiohttp
import pytest

from tests.aside import served_aside
from tests.fakes.fetching import serving
from tests.fakes.hostile.fault import GOOD, http
from tests.fakes.slack import FakeSlack
from tests.program import PROGRAM, called_apart, called_here, environment

PLANTED = {
    "SLACK_BOT_TOKEN": "xoxb-1111-planted-bot-token",
    "SLACK_APP_TOKEN": "xapp-1-planted-app-token",
    "SLACK_SIGNING_SECRET": "planted5igning5ecret",
    "PARALLAX_SECRET_KEY": "cGxhbnRlZC1rZXktcGxhbnRlZC1rZXktcGxhbnRlZCE=",
    "OURS_AUTH": "reader:planted-password",
}
URL_TOKEN = "plantedUrlToken42"
PASSWORD = PLANTED["OURS_AUTH"].partition(":")[2]
SECRETS = [*PLANTED.values(), URL_TOKEN, PASSWORD, b64encode(PLANTED["OURS_AUTH"].encode()).decode()]
TEAM = """
embedder = "none"
[pull]
host_interval = "0s"
host_at_once = 0
articles = false
[feeds]
defaults = false
[[feed]]
id = "token"
url = "{url}?token={token}"
[[feed]]
id = "password"
url = "{url}/guarded"
auth = "OURS_AUTH"
[[feed]]
id = "fails"
url = "{url}/fails?key={token}"
[[feed]]
id = "leads-away"
url = "{url}/away?key={token}"
[[subscription]]
name = "morning"
platform = "slack"
channel = "C1"
at = "{at}"
"""


def answer(asked):
    if "/guarded" in asked.path and "authorization" not in asked.headers:
        return http(b"", "401 Who")
    if "/away" in asked.path:
        return http(b"", "302 Found", Location=f"http://10.0.0.1/?token={URL_TOKEN}")
    return http(b"", "500 Oh") if "/fails" in asked.path else http(GOOD)


@pytest.fixture
def call(tmp_path):
    """What a call says, the server that it pulls from, the folder, and the variables of a call."""
    with served_aside(serving(answer)) as (server, _), served_aside(FakeSlack().running()) as slack:
        (tmp_path / "parallax.toml").write_text(
            TEAM.format(url=server.url, token=URL_TOKEN, at="08:00"), encoding="utf-8"
        )
        variables = {
            **slack.environment,
            **PLANTED,
            "PARALLAX_ALLOW_HOSTS": f"127.0.0.1:{server.port}",
            "PORT": "0",
        }

        def said(*words):
            # At its most talkative in a process of its own: what is loaded, and a child, may say something, too.
            called = called_apart if "-v" in words else called_here
            done = called(tmp_path, *words, **variables)
            return done.stdout + done.stderr

        yield said, server, tmp_path, variables


def test_no_command_shows_a_secret(call):
    said, server, folder, _ = call
    texts = {
        words: said(*words.split())
        for words in (
            "-v pull --force",
            "-v --json pull --force",
            "-v feeds list --all",
            "feeds list --json",
            "-v feeds check",
            "feeds export",
            "export feeds",
            f"-v feeds add {server.url}?token={URL_TOKEN}",
            f"-v pull --feed {server.url}/fails?token={URL_TOKEN}",
            f"-v feeds add http://10.0.0.1/?token={URL_TOKEN}",
            "-v status --json",
        )
    }
    (folder / "parallax.toml").write_text(
        f'[[feed]]\nid = "a"\nurl = "https://reader:{PASSWORD}@a.example/?token={URL_TOKEN}"\n',
        encoding="utf-8",
    )
    texts["a wrong file"] = said("status")

    assert [(words, secret) for words, text in texts.items() for secret in SECRETS if secret in text] == []
    assert all(texts.values())
    assert "password: ok" in texts["-v feeds check"]
    assert "HIDDEN" in texts["feeds export"]


def test_secrets_are_exported_to_whoever_asks_for_them(call):
    said, _, _, _ = call

    assert URL_TOKEN in said("feeds", "export", "--secrets")


def test_a_list_that_somebody_made_has_a_password_sent_nowhere_until_the_team_allows_it(call):
    said, server, folder, _ = call
    outline = f'<outline xmlUrl="{server.url}/guarded?theirs" parallaxId="theirs" parallaxAuth="OURS_AUTH"/>'
    (folder / "theirs.opml").write_text(f"<opml><body>{outline}</body></opml>", encoding="utf-8")

    for words in ("feeds import theirs.opml", "pull --feed theirs", "feeds check theirs", "feeds list"):
        assert (
            "it waits for your leave to send 127.0.0.1 the password in OURS_AUTH: parallax feeds allow theirs"
        ) in " ".join((said(*words.split())).split())
    assert server.asked == []

    assert said("feeds", "allow", "theirs") == (
        "“theirs”: 127.0.0.1 is sent the password in OURS_AUTH from now on.\n"
    )
    assert "1 feed (1 ok)" in said("pull", "--feed", "theirs")
    assert ["authorization" in asked.headers for asked in server.asked] == [True]


async def test_what_runs_writes_no_secret_to_its_log_and_serves_none(call):
    _, server, folder, variables = call
    process = await asyncio.create_subprocess_exec(
        *(*PROGRAM, "-v", "run"),
        cwd=folder,
        env=environment(**variables),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    log, pages = b"", ""
    async with asyncio.timeout(60):
        while log.count(b"pulled") < 4 or b"page=" not in log:
            log += await process.stderr.readline()
        port = log.partition(b"page=http://127.0.0.1:")[2].split()[0].decode()
        async with aiohttp.ClientSession() as session:
            for page in ("healthz", "metrics", "feeds"):
                async with session.get(f"http://127.0.0.1:{port}/{page}") as answered:
                    pages += await answered.text()
        process.send_signal(signal.SIGTERM)
        out, err = await process.communicate()

    written = (log + out + err).decode() + pages
    assert [secret for secret in SECRETS if secret in written] == []
    assert any("authorization" in asked.headers for asked in server.asked)
