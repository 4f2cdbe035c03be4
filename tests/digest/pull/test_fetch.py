"""Addresses in, bytes out: honest, patient, and careful with passwords."""

import asyncio
import time
from base64 import b64encode
from datetime import timedelta
from email.utils import format_datetime

import pytest

from digest.errors import FetchError
from digest.pull.ask import ask
from digest.pull.fetch import Fetcher
from digest.pull.validators import Validators
from tests.builders import NOW, feed
from tests.fakes.fetching import serving, well
from tests.fakes.hostile.fault import GOOD, http
from tests.fakes.resolver import FakeResolver

DAY = 24 * 3600


async def test_it_says_who_it_is_and_whom_to_write_to():
    async with serving(well, contact="ops@example.org") as (server, fetcher):
        await fetcher.get(server.url)

    agent = server.asked[0].headers["user-agent"]
    assert agent.startswith("Parallax/")
    assert "ops@example.org" in agent


async def test_a_host_is_asked_once_a_second_and_by_two_at_once():
    async with serving(well, delay_s=0.5, host_interval=0.2, host_at_once=2) as (server, fetcher):
        began = time.monotonic()
        await asyncio.gather(*(fetcher.get(server.url) for _ in range(6)))

    # Counted from the start: on a busy machine one request may come late, and the next does not.
    assert all(at - began > 0.2 * number - 0.01 for number, at in enumerate(server.at))
    assert server.most_open <= 2


async def test_one_slow_host_does_not_hold_up_another():
    async with serving(well, host_interval=0.3, host_at_once=2) as (server, fetcher):
        urls = [f"http://{host}:{server.port}/feed" for host in ("a.example", "b.example") for _ in range(3)]
        await asyncio.gather(*map(fetcher.get, urls))

    asked = [asked.headers["host"][0] for asked in server.asked]
    assert [sorted(asked[turn : turn + 2]) for turn in (0, 2, 4)] == [["a", "b"]] * 3


async def test_each_hop_of_a_redirect_waits_for_its_turn():
    def hop(asked):
        return http(b"", "302 Found", Location="/there") if asked.path == "/feed" else http(GOOD)

    async with serving(hop, host_interval=0.3) as (server, fetcher):
        began = time.monotonic()
        await fetcher.get(server.url)

    assert server.at[1] - began > 0.29


async def test_a_redirect_in_letters_of_an_old_server_leads_to_where_a_browser_would_go():
    away = b"HTTP/1.1 302 Found\r\nLocation: /caf\xe9\r\nContent-Length: 0\r\n\r\n"
    async with serving(lambda asked: away if asked.path == "/feed" else http(GOOD)) as (server, fetcher):
        await fetcher.get(server.url)

    assert [asked.path for asked in server.asked] == ["/feed", "/caf%E9"]


@pytest.mark.parametrize(
    "written",
    [
        "/AT%26T/feed",
        "/tag%2Cit%27s%3Aours/feed",
        # What RSSHub is told of a page is one part of the path.
        "/transform/html/https%3A%2F%2Fx.example%2F%3Fa%3Db%26c%3Dd/item=a%5Bclass%3Db%5D&title=x%26y",
        "/feed?sig=%7Ea%2fb%3D&of=%e4%bd%a0+y&next=%2Fb%3Fc",
        "/%e4%bd%a0/feed",
        "?of=%2Cb",
    ],
)
async def test_an_address_is_asked_as_it_is_written(written):
    """Some servers tell a sign from what stands for it, sign the address, or lead to their own way of writing it."""
    path = written if written.startswith("/") else f"/{written}"

    def lead(asked):
        return http(GOOD) if asked.path == path else http(b"", "301 Moved Permanently", Location=written)

    async with serving(lead) as (server, fetcher):
        straight = await fetcher.get(server.url.replace("/feed", written))
        led = await fetcher.get(server.url.replace("/feed", ""))

    assert [asked.path for asked in server.asked] in ([path, "/", path], [path, path])
    assert straight.permanent_target is None
    assert led.url.endswith(path)


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("/a b/ü", "/a%20b/%FC"),
        ("/a/../b/./c%2C", "/b/c,"),
        ("x%2C?y", "/x,?y"),
        ("/a%2\r\nX: y", "/a%252X:%20y"),
        ("?y=%2C", "/feed?y=%2C"),
    ],
)
async def test_what_cannot_be_asked_as_it_is_written_is_asked_as_a_browser_would(written, path):
    def lead(asked):
        return (
            http(GOOD) if asked.path == path else http(b"", "302 Found", Location=written.replace("\r\n", ""))
        )

    async with serving(lead) as (server, fetcher):
        await fetcher.get(server.url)

    assert [asked.path for asked in server.asked] == ["/feed", path]


async def test_a_name_that_no_thread_is_left_to_look_up_is_not_known_just_now(monkeypatch):
    def no_thread(_):
        raise RuntimeError("can't start new thread")

    async with Fetcher(host_interval=0) as fetcher:
        # As where a container may have few processes: 32 names may be looked up at once.
        monkeypatch.setattr("threading.Thread.start", no_thread)
        with pytest.raises(FetchError, match=r"news\.example\.org could not be looked up just now"):
            await fetcher.get("https://news.example.org/feed")


def stamp(**span):
    return format_datetime(NOW + timedelta(**span), usegmt=True)


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "120"}, 120),
        ({"Retry-After": "5"}, 60),
        ({"Retry-After": "0"}, 60),
        ({"Retry-After": "9999999"}, DAY),
        ({"Retry-After": stamp(hours=2), "Date": stamp()}, 7200),
        # Read against the server's own clock, however wrong that is.
        ({"Retry-After": stamp(days=-900, hours=3), "Date": stamp(days=-900)}, 3 * 3600),
        ({"Retry-After": stamp(days=9), "Date": stamp()}, DAY),
        ({"Retry-After": stamp(hours=-1), "Date": stamp()}, 60),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-5"}, None),
        ({}, None),
    ],
)
@pytest.mark.parametrize("status", ["429 Slow Down", "503 Busy"])
async def test_a_wait_that_is_asked_for_is_understood(headers, wait, status):
    async with serving(
        lambda _: http(b"", status, **{k.replace("-", "_"): v for k, v in headers.items()})
    ) as (
        server,
        fetcher,
    ):
        with pytest.raises(FetchError) as raised:
            await fetcher.get(server.url)

    assert raised.value.retry_after == wait


@pytest.mark.parametrize(
    ("status", "headers", "wait"),
    [
        ("429 Too Many Requests", {"Retry-After": "3600"}, 3600),
        ("429 Too Many Requests", {}, 600),
        ("503 Service Unavailable", {"Retry-After": "120"}, 120),
        ("503 Service Unavailable", {}, None),
        ("404 Not Found", {"Retry-After": "3600"}, None),
    ],
)
async def test_a_host_that_asks_us_to_wait_is_not_asked_for_anything_else_until_then(status, headers, wait):
    def answer(asked):
        return http(b"", status, **headers) if asked.path == "/busy" else http(GOOD)

    async with serving(answer, host_interval=0.01, host_at_once=2) as (server, fetcher):
        with pytest.raises(FetchError) as first:
            await fetcher.get(server.url.replace("/feed", "/busy"))
        try:
            await fetcher.get(server.url)
            unasked = None
        except FetchError as error:
            unasked = error
        # It is the host that asks; another is none of its business.
        await fetcher.get(f"http://b.example:{server.port}/feed")

    assert not first.value.unasked
    assert [asked.path for asked in server.asked] == ["/busy", *([] if wait else ["/feed"]), "/feed"]
    if wait:
        assert unasked.unasked
        assert wait - 5 < unasked.retry_after <= wait


@pytest.mark.parametrize("at_once", [0, 2])
async def test_a_wait_holds_for_all_of_a_host_without_an_interval_too(at_once):
    async with serving(well, host_interval=0, host_at_once=at_once) as (server, fetcher):
        fetcher.turns.leave_in_peace("a.example", 3600)
        with pytest.raises(FetchError, match="asked us to come later"):
            await fetcher.get(f"http://a.example:{server.port}/feed")

    assert server.asked == []


async def test_of_a_host_of_the_teams_own_without_an_interval_each_address_waits_for_itself():
    def answer(asked):
        return http(b"", "429 Slow Down", Retry_After="3600") if asked.path == "/busy" else http(GOOD)

    async with serving(answer, host_interval=0) as (server, fetcher):
        with pytest.raises(FetchError):
            await fetcher.get(server.url.replace("/feed", "/busy"))
        await fetcher.get(server.url)

    assert [asked.path for asked in server.asked] == ["/busy", "/feed"]


async def test_what_a_public_page_names_is_not_asked_of_a_host_that_the_team_has_opened():
    async with serving(well) as (server, fetcher):
        with pytest.raises(FetchError, match="opens to your own feeds alone"):
            await fetcher.get(server.url, named_by="https://news.example.org/feed")
        await fetcher.get(server.url, named_by=f"http://a.example:{server.port}/page")

    assert len(server.asked) == 1


async def test_requests_that_already_wait_for_their_turn_are_put_off_too():
    def busy(_):
        return http(b"", "429 Too Many Requests", **{"Retry-After": "3600"})

    async with serving(busy, host_interval=0.2, host_at_once=2) as (server, fetcher):
        found = await asyncio.gather(*(fetcher.get(server.url) for _ in range(5)), return_exceptions=True)

    assert [error.unasked for error in found] == [False, True, True, True, True]
    assert len(server.asked) == 1


async def test_what_is_not_modified_keeps_its_validators():
    async with serving(lambda _: http(b"", "304 Not Modified")) as (server, fetcher):
        reply = await fetcher.get(server.url, known=Validators('"x"', "Wed, 04 Mar 2026 07:00:00 GMT"))

    assert (reply.status, reply.headers["etag"]) == (304, '"x"')
    assert server.asked[0].headers["if-none-match"] == '"x"'
    assert server.asked[0].headers["if-modified-since"] == "Wed, 04 Mar 2026 07:00:00 GMT"


@pytest.mark.parametrize("etag", ['"\r\nX-Bad: 1"', '"' + "e" * 2000 + '"', '"ä\ufffd"'])
async def test_a_validator_that_cannot_be_sent_is_left_out(etag):
    async with serving(well) as (server, fetcher):
        await fetcher.get(server.url, known=Validators(etag))

    assert "if-none-match" not in server.asked[0].headers
    assert "x-bad" not in server.asked[0].headers


SECRET = "Basic " + b64encode(b"user:s3cret").decode()


async def test_a_password_goes_to_its_own_host_and_to_no_other():
    def elsewhere(asked):
        to = f"http://b.example:{asked.headers['host'].rpartition(':')[2]}/there"
        return http(b"", "302 Found", Location=to) if asked.path == "/feed" else http(GOOD)

    async with serving(elsewhere) as (server, fetcher):
        await fetcher.get(f"http://a.example:{server.port}/feed", auth="user:s3cret")

    assert [asked.headers.get("authorization") for asked in server.asked] == [SECRET, None]


async def test_a_host_that_we_were_led_to_cannot_send_the_password_where_it_likes():
    def away_and_back(asked):
        port = asked.headers["host"].rpartition(":")[2]
        to = {"/feed": f"http://b.example:{port}/there", "/there": f"http://a.example:{port}/chosen-by-b"}
        return http(b"", "302 Found", Location=to[asked.path]) if asked.path in to else http(GOOD)

    async with serving(away_and_back) as (server, fetcher):
        await fetcher.get(f"http://a.example:{server.port}/feed", auth="user:s3cret")

    assert [asked.headers.get("authorization") for asked in server.asked] == [SECRET, None, None]


async def test_a_name_without_an_address_is_said():
    async with Fetcher(resolver=FakeResolver([])) as fetcher:
        with pytest.raises(FetchError, match=r"the name news\.example is not known"):
            await fetcher.get("http://news.example/feed")


async def test_what_was_copied_with_a_password_is_no_part_of_it(monkeypatch):
    monkeypatch.setenv("OURS_AUTH", "user:s3cret\r\n")
    async with serving(well) as (server, fetcher):
        await ask(fetcher, feed(server.url, auth="OURS_AUTH"))

    assert server.asked[0].headers["authorization"] == SECRET


async def test_a_password_that_is_none_is_said_without_it(monkeypatch):
    monkeypatch.setenv("OURS_AUTH", "s3cret")
    async with serving(well) as (server, fetcher):
        with pytest.raises(FetchError, match="OURS_AUTH holds no user:password") as raised:
            await ask(fetcher, feed(server.url, auth="OURS_AUTH"))

    assert "s3cret" not in str(raised.value)
    assert server.asked == []


@pytest.mark.parametrize(
    ("statuses", "target"),
    [((301,), "/1"), ((308, 301), "/2"), ((302,), None), ((301, 302), None), ((), None)],
)
async def test_only_a_chain_of_permanent_redirects_is_a_new_address(statuses, target):
    def hop(asked):
        step = 0 if asked.path == "/feed" else int(asked.path[1:])
        if step < len(statuses):
            return http(b"", f"{statuses[step]} There", Location=f"/{step + 1}")
        return http(GOOD)

    async with serving(hop) as (server, fetcher):
        reply = await fetcher.get(server.url)

    assert reply.permanent_target == (target and server.url.replace("/feed", target))


async def test_no_cookie_is_kept():
    async with serving(lambda _: http(GOOD, Set_Cookie="a=b")) as (server, fetcher):
        await fetcher.get(server.url)
        await fetcher.get(server.url)

    assert "cookie" not in server.asked[1].headers
