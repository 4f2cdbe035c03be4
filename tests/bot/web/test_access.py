import asyncio
import re
import time
import tracemalloc
from base64 import b64encode
from unittest.mock import Mock

import pytest
import time_machine
from aiohttp.test_utils import make_mocked_request
from yarl import URL

from bot.web.access import LINK_S, Access
from bot.web.guesses import Guesses, address_of
from digest.store import digests as digest_store
from digest.store import stories as story_store
from digest.tell.present.shelf import digest_path

PUBLIC = "https://news.example.org"


async def digest_of(site, team=""):
    return digest_path((await site.store.read(digest_store.shelf, team))[0].id)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "news.example.org"},
        {"Host": "attacker.example"},
        {"X-Forwarded-For": "203.0.113.7"},
        {"Forwarded": "for=203.0.113.7"},
        {"X-Forwarded-Proto": "https"},
    ],
)
async def test_a_request_that_does_not_come_from_this_machine_sees_the_door_alone(opened, headers):
    async with opened() as page:
        text = await page.get("/", status=401, headers=headers)

    assert "Newest stories" not in text


async def test_a_request_that_names_no_host_sees_the_door_alone(opened):
    async with opened() as page:
        here = URL(page.url)
        reader, writer = await asyncio.open_connection(here.host, here.port)
        writer.write(b"GET / HTTP/1.0\r\n\r\n")
        said = await reader.read()
        writer.close()

    assert said.split()[1] == b"401"
    assert b"Newest stories" not in said


async def test_a_public_address_asks_everyone_to_sign_in(opened):
    async with opened(PUBLIC, password="open sesame") as page:
        for path in ("/", "/search?q=chips", "/feed.atom", "/chart.png", await digest_of(page.site)):
            text = await page.get(path, status=401)
            assert "export controls on AI chips" not in text


@pytest.mark.parametrize(
    ("public_url", "password", "way"),
    [
        (PUBLIC, "open sesame", " Follow the link below a digest in chat, or sign in."),
        (PUBLIC, None, " Follow the link below a digest in chat."),
        ("", "open sesame", ""),
        (
            "",
            None,
            " They open on the machine they run on alone, until whoever runs them sets public_url or PARALLAX_WEB_PASSWORD.",
        ),
    ],
)
async def test_the_door_tells_a_stranger_of_those_ways_in_that_there_are(opened, public_url, password, way):
    async with opened(public_url, password=password) as page:
        text = await page.get("/", status=401, headers={"Host": "news.example.org"})

    assert f"<p>These pages are for the team.{way}</p>" in " ".join(text.split()).replace(" </p>", "</p>")
    assert ("<form" in text) is bool(password)


async def test_the_password_opens_the_home_teams_pages(opened):
    async with opened(PUBLIC, password="open sesame") as page:
        form = {"password": "open sesame", "to": "/digests"}
        async with page.client.post(f"{page.url}/enter", data=form, allow_redirects=False) as response:
            cookie = response.headers["Set-Cookie"]
            led_to = response.headers["Location"]

    assert led_to == "/digests"
    assert "HttpOnly" in cookie
    assert "Secure" in cookie
    assert "open sesame" not in cookie


@pytest.mark.parametrize("below", ["/news", "//news"])
async def test_below_a_path_of_a_host_pages_lead_to_what_is_below_it(opened, below):
    async with opened(f"https://tools.example{below}", password="open sesame") as page:
        assert 'action="/news/enter"' in await page.get("/digests", status=401)
        form = {"password": "open sesame", "to": "/digests"}
        async with page.client.post(f"{page.url}/enter", data=form, allow_redirects=False) as response:
            entered = response.headers
        basic = {"Authorization": "Basic " + b64encode(b"reader:open sesame").decode()}
        pages = [await page.get(path, headers=basic) for path in ("/", "/themes", "/search?q=chips")]
        missing = await page.get("/nowhere", status=404, headers=basic)
        feed = await page.get("/feed.atom", headers=basic)

    assert entered["Location"] == "/news/digests"
    assert "Path=/news/" in entered["Set-Cookie"]
    for document in (*pages, missing):
        led = re.findall(r'(?:href|src|srcset|action)="(/[^"]*)"', document)
        assert led
        assert [path for path in led if not path.startswith("/news/")] == []
    assert f'<link rel="self" href="https://tools.example{below}/feed.atom" />' in feed


async def test_a_feed_reader_may_send_the_password_along(opened):
    async with opened(PUBLIC, password="open sesame") as page:
        for password, status in (("open sesame", 200), ("guess", 401)):
            basic = "Basic " + b64encode(f"reader:{password}".encode()).decode()
            await page.get("/feed.atom", status=status, headers={"Authorization": basic})


@pytest.mark.parametrize(
    ("password", "path", "asks"),
    [
        ("open sesame", "/feed.atom", True),
        ("open sesame", "/", False),
        (None, "/themes/chips/feed.json", False),
    ],
)
async def test_a_feed_reader_is_asked_for_the_password_and_a_browser_sees_our_own_door(
    opened, password, path, asks
):
    async with opened(PUBLIC, password=password) as page, page.client.get(page.url + path) as response:
        asked = response.headers.get("WWW-Authenticate", "")

    assert response.status == 401
    assert asked.startswith("Basic ") == asks


@pytest.mark.parametrize(
    "to",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:1",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r\nSet-Cookie: a=b",
        "/\0",
    ],
)
async def test_signing_in_leads_nowhere_else(opened, to):
    async with opened("http://news.example.org", password="open sesame") as page:
        form = {"password": "open sesame", "to": to}
        async with page.client.post(f"{page.url}/enter", data=form, allow_redirects=False) as response:
            assert response.headers["Location"] == "/"


async def type_password(page, typed, address):
    """Send the form as a proxy before us passes it on; return the answer's status."""
    options = {"headers": {"X-Forwarded-For": address}, "allow_redirects": False}
    async with page.client.post(f"{page.url}/enter", data={"password": typed}, **options) as response:
        return response.status


async def test_after_many_wrong_passwords_from_an_address_none_of_its_is_looked_at_for_a_while(opened):
    async with opened(PUBLIC, password="open sesame") as page:
        for _ in range(10):
            assert await type_password(page, "guess", "192.0.2.1") in (401, 429)
        guesser = await type_password(page, "open sesame", "192.0.2.1")
        others = await type_password(page, "open sesame", "192.0.2.2")

    assert (guesser, others) == (429, 303)


def test_wrong_passwords_are_forgotten_after_a_minute_and_after_an_hour_where_many_guess():
    now = 0.0
    guesses = Guesses(clock=lambda: now)
    for _ in range(10):
        guesses.note_wrong("192.0.2.1")

    now = 59.0
    assert guesses.are_many("192.0.2.1")
    now = 61.0
    assert not guesses.are_many("192.0.2.1")
    for minute in range(60):
        now = 61.0 + 60 * minute
        for number in range(100):
            guesses.note_wrong(f"198.51.100.{number}")
        assert guesses.are_many("192.0.2.1") == (now < 3600)


def test_a_crowd_of_guessers_takes_little_memory_and_that_for_an_hour():
    now = 0.0
    guesses = Guesses(clock=lambda: now)
    tracemalloc.start()
    try:
        for number in range(5_000):
            guesses.note_wrong(f"2001:db8:0:{number:x}::/64")
        a_crowd, _ = tracemalloc.get_traced_memory()
        now = 3_601.0
        guesses.note_wrong("192.0.2.1")
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert a_crowd < 5_000 * 500
    assert after < a_crowd / 2


async def test_an_address_is_the_one_that_the_last_proxy_saw(opened):
    async with opened(PUBLIC, password="open sesame") as page:
        for number in range(10):
            await type_password(page, "guess", f"198.51.100.{number}, 192.0.2.1")

        assert await type_password(page, "open sesame", "198.51.100.99, 192.0.2.1") == 429


def test_what_a_client_says_of_its_address_is_believed_of_a_proxy_alone():
    def asked_by(peer, said):
        transport = Mock(spec=asyncio.Transport)
        transport.get_extra_info = lambda name, default=None: (peer, 1) if name == "peername" else default
        return make_mocked_request("POST", "/enter", headers={"X-Forwarded-For": said}, transport=transport)

    assert address_of(asked_by("10.0.0.2", "192.0.2.1")) == "192.0.2.1"
    assert address_of(asked_by("10.0.0.2", "203.0.113.7, 192.0.2.1:4711")) == "192.0.2.1"
    assert address_of(asked_by("10.0.0.2", "[2001:db8::1]:4711")) == "2001:db8::/64"
    assert address_of(asked_by("10.0.0.2", "no address")) == "10.0.0.2"
    assert address_of(asked_by("::ffff:10.0.0.2", "192.0.2.1")) == "192.0.2.1"
    assert address_of(asked_by("8.8.8.8", "192.0.2.1")) == "8.8.8.8"
    assert address_of(asked_by("::ffff:8.8.8.8", "192.0.2.1")) == "8.8.8.8"


async def test_of_many_addresses_each_has_one_guess_and_the_right_password_still_opens(opened):
    async with opened(PUBLIC, password="open sesame") as page:
        for number in range(100):
            assert await type_password(page, "guess", f"192.0.2.{number}") in (401, 429)

        assert await type_password(page, "open sesame", "192.0.2.7") == 429
        assert await type_password(page, "open sesame", "203.0.113.1") == 303
        assert await type_password(page, "guess", "203.0.113.2") == 429
        assert await type_password(page, "open sesame", "203.0.113.2") == 429


async def test_a_network_of_one_household_is_one_address(opened):
    async with opened(PUBLIC, password="open sesame") as page:
        for number in range(10):
            await type_password(page, "guess", f"2001:db8:0:1::{number}")

        assert await type_password(page, "open sesame", "2001:db8:0:1:ffff::1") == 429
        assert await type_password(page, "open sesame", "2001:db8:0:2::1") == 303


async def test_a_link_from_chat_opens_its_teams_pages_and_no_other_teams(opened):
    async with opened("http://127.0.0.1") as page:
        ours, theirs = await digest_of(page.site), await digest_of(page.site, "T2")
        link = page.access.link(theirs, "T2").removeprefix("http://127.0.0.1")

        assert "Digest of" in await page.get(link)
        assert "Digest of" in await page.get(theirs)
        await page.get(ours, status=404)


async def test_a_link_that_has_expired_shows_the_page_to_who_has_signed_in(opened):
    async with opened("http://127.0.0.1", "pass") as page:
        link = page.access.link(await digest_of(page.site), "").removeprefix("http://127.0.0.1")
        with time_machine.travel(time.time() + LINK_S + 60):
            await page.get(link, status=401)
            await page.client.post(f"{page.url}/enter", data={"password": "pass"})

            assert "Digest of" in await page.get(link)


async def test_a_link_expires_and_cannot_be_made_without_the_key():
    access = Access(secret="one", public_url=PUBLIC)
    token = access.link("/digests/1", "T2").partition("?key=")[2]
    forged = Access(secret="two", public_url=PUBLIC).link("/digests/1", "T2").partition("?key=")[2]

    assert access.session_by_link(token)
    assert access.session_by_link(forged) is None
    with time_machine.travel(time.time() + LINK_S + 60):
        assert access.session_by_link(token) is None


async def test_a_session_is_no_link_and_a_new_password_ends_both():
    access = Access(secret="one", password="a", public_url=PUBLIC)
    session = access.session_by_password("a", "192.0.2.1")
    token = access.link("/", "").partition("?key=")[2]
    after = Access(secret="one", password="b", public_url=PUBLIC)

    assert access.session_by_link(session) is None
    assert after.session_by_link(token) is None


def test_without_a_public_address_no_link_is_made():
    assert Access(secret="one").link("/digests/1", "") == ""


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded; charset=no-such", b"password=guess"),
        ("application/x-www-form-urlencoded; charset=rot13", b"password=guess"),
        ("application/x-www-form-urlencoded; charset=raw_unicode_escape", b"password=\\ud800"),
        ("application/x-www-form-urlencoded", b"password=\xff\xfe%ed%a0%80"),
        ("multipart/form-data", b"--x"),
        ("multipart/form-data; boundary=x", b"--y"),
    ],
)
async def test_a_form_that_no_browser_sends_is_a_wrong_password_and_no_bug(opened, caplog, kind, body):
    async with (
        opened(PUBLIC, password="open sesame") as page,
        page.client.post(f"{page.url}/enter", data=body, headers={"Content-Type": kind}) as response,
    ):
        assert response.status == 401

    assert "Traceback" not in caplog.text


async def test_why_another_team_was_not_told_a_story_is_not_said(opened):
    async with opened("http://127.0.0.1") as page:
        story = (await page.site.store.read(story_store.newest))[0]
        digest = (await page.site.store.read(digest_store.shelf, "T2"))[0]
        await page.site.store.write(_hold_back, digest.id, story.id, "muted: rivals.example")
        ours = await page.get(
            page.access.link(f"/stories/{story.id}/why", "").removeprefix("http://127.0.0.1")
        )
        page.client.cookie_jar.clear()
        theirs = await page.get(
            page.access.link(f"/stories/{story.id}/why", "T2").removeprefix("http://127.0.0.1")
        )

    assert "rivals.example" not in ours
    assert "rivals.example" in theirs


def _hold_back(db, digest, story, why):
    db.execute(
        "INSERT OR REPLACE INTO verdicts (digest, story, shown, held_back_by, score) VALUES (?, ?, 0, ?, '{}')",
        (digest, story, why),
    )
    # The newest of all, so that it is the one that is found first.
    db.execute("UPDATE digests SET window_end = window_end + 60 WHERE id = ?", (digest,))


async def test_a_link_leads_to_no_other_site(opened):
    async with opened(public_url="https://news.example") as pages:
        token = pages.access.link("/", "").partition("=")[2]
        address = URL(f"{pages.url}//evil.example/?key={token}", encoded=True)
        async with pages.client.get(address, allow_redirects=False) as answer:
            assert answer.headers["Location"] == "/"
