"""The port under clients that take their time, over real sockets."""

import asyncio
import errno
import os
import resource
import socket
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import aiohttp
import pytest
from aiohttp import web

from bot.web.crowd import Patience
from bot.web.server import WebServer
from digest.errors import SettingsError
from tests.waiting import until

# As long as a test can wait; the server's own are some seconds each.
SHORT = Patience(first_s=0.3, body_s=0.3, idle_s=0.3)
# Longer than a client of ours waits for its answer.
LONG = Patience(first_s=60, body_s=60, idle_s=60)


@asynccontextmanager
async def serving(**options):
    """Serve a page that answers at once, and a place where something is sent, as Slack does."""

    async def well(request):
        return web.Response(text="well")

    async def heard(request):
        return web.Response(text=await request.text())

    async def page(request):
        return web.Response(text=str(request.url))

    routes = [web.get("/healthz", well), web.get("/page", page), web.post("/slack/events", heard)]
    server = WebServer(routes, port=0, **options)
    await server.start()
    try:
        yield server
    finally:
        await server.close()


@asynccontextmanager
async def connected(server, said=b""):
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(said)
    try:
        yield reader, writer
    finally:
        writer.close()


async def answers(server):
    """Ask for both places, each on a connection of its own."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as client:
        async with client.get(f"http://127.0.0.1:{server.port}/healthz") as response:
            assert await response.text() == "well"
        async with client.post(f"http://127.0.0.1:{server.port}/slack/events", data=b"event") as response:
            assert await response.text() == "event"


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]"])
async def test_where_a_port_is_named_every_interface_answers(host):
    if host == "[::1]" and not socket.has_dualstack_ipv6():
        pytest.skip("there is no IPv6 here")
    async with (
        serving() as server,
        aiohttp.ClientSession() as client,
        client.get(f"http://{host}:{server.port}/healthz") as response,
    ):
        assert await response.text() == "well"


async def test_a_port_that_is_taken_is_said():
    async with serving() as server:
        other = WebServer([], port=server.port)
        taken = os.strerror(errno.EADDRINUSE)
        with pytest.raises(SettingsError, match=rf"PORT: \d+ cannot be used \({taken}\)"):
            await other.start()


HALF_OPEN = {
    "nothing at all": b"",
    "half a request line": b"GET /heal",
    "half of the headers": b"GET /healthz HTTP/1.1\r\nHost: a.example\r\nX-Slow: ",
    "half a body": b"POST /slack/events HTTP/1.1\r\nHost: a.example\r\nContent-Length: 1000\r\n\r\nhalf",
}


@pytest.mark.parametrize("said", HALF_OPEN.values(), ids=HALF_OPEN.keys())
async def test_hundreds_of_half_open_connections_keep_nobody_else_waiting(said):
    async with serving(most_connections=50, patience=LONG) as server, AsyncExitStack() as crowd:
        for _ in range(500):
            await crowd.enter_async_context(connected(server, said))

        await answers(server)

    assert server.connections <= 51


def test_an_idle_connection_is_kept_longer_than_by_any_proxy_before_us():
    # Else that one sends a request on what we have just closed. Cloudflare's is the most patient.
    assert Patience().idle_s > 900


async def test_where_few_files_may_be_open_few_clients_are_connected():
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    # As on macOS, of which a pull and the store need a part; our own ends of the connections count here, too.
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, before[1]))
    try:
        async with serving(patience=LONG) as server, AsyncExitStack() as crowd:
            for _ in range(80):
                await crowd.enter_async_context(connected(server))

            await answers(server)
            most = server.connections
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)

    assert most <= 65


async def test_nobody_gives_way_while_there_is_room():
    async with serving(most_connections=10, patience=LONG) as server, AsyncExitStack() as crowd:
        for _ in range(9):
            await crowd.enter_async_context(connected(server))
        await answers(server)

        # Whoever was answered has left.
        await until(lambda: server.connections == 9)


@pytest.mark.parametrize("said", HALF_OPEN.values(), ids=HALF_OPEN.keys())
async def test_a_connection_on_which_no_request_is_finished_is_ended(said):
    async with serving(patience=SHORT) as server, connected(server, said) as (reader, _):
        async with asyncio.timeout(5):
            answer = await reader.read()

    assert answer == b"" or answer.startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize("rest", [b"", b"Expect: 100-continue\r\n"])
async def test_a_request_that_announces_too_much_is_refused_before_any_of_it_came(rest):
    said = (
        b"POST /slack/events HTTP/1.1\r\nHost: a.example\r\nContent-Length: 99000000000\r\n" + rest + b"\r\n"
    )
    async with serving() as server, connected(server, said) as (reader, _):
        async with asyncio.timeout(5):
            # A client that waits to be told to go on is told so first.
            await reader.readuntil(b"HTTP/1.1 413 ")


async def test_a_request_that_comes_drop_by_drop_is_ended():
    async with serving(patience=SHORT) as server, connected(server, b"GET /healthz HTTP/1.1\r\n") as stream:
        reader, writer = stream

        async def drip():
            while True:
                writer.write(b"X-Slow: 1\r\n")
                await asyncio.sleep(0.05)

        dripping = asyncio.create_task(drip())
        # Whatever drips into a closed connection is answered with a reset.
        with suppress(ConnectionResetError):
            async with asyncio.timeout(5):
                assert await reader.read() == b""
        dripping.cancel()


async def test_a_connection_that_asks_for_nothing_more_is_ended():
    request = b"GET /healthz HTTP/1.1\r\nHost: a.example\r\n\r\n"
    async with serving(patience=SHORT) as server, connected(server, request) as (reader, _):
        async with asyncio.timeout(5):
            answer = await reader.read()

    assert answer.endswith(b"well")


async def test_a_request_in_hand_is_finished_however_many_come():
    let_go = asyncio.Event()

    async def slow(request):
        await let_go.wait()
        return web.Response(text="done")

    server = WebServer([web.get("/slow", slow)], port=0, most_connections=5)
    await server.start()
    request = b"GET /slow HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n"
    async with connected(server, request) as (reader, _), AsyncExitStack() as crowd:
        for _ in range(20):
            await crowd.enter_async_context(connected(server))
        let_go.set()
        async with asyncio.timeout(5):
            answer = await reader.read()
    await server.close()

    assert answer.endswith(b"done")


@pytest.mark.parametrize(
    "said",
    [
        b"POST /slack/events HTTP/1.1\r\nHost: a.example\r\nContent-Length: 1000\r\n\r\nhalf",
        b"POST /slack/events HTTP/1.1\r\nHost: a.example\r\nTransfer-Encoding: chunked\r\n\r\nno length\r\n",
        b"POST /slack/events HTTP/1.1\r\nHost: a.example\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nhalf",
        b"GET /page HTTP/1.1\r\nHost: 127.0.0.1:abc\r\n\r\n",
        b"GET /page HTTP/1.1\r\nHost: 127.0.0.1:99999\r\n\r\n",
        b"GET /page HTTP/1.1\r\nHost: [::1\r\n\r\n",
        b"GET /page HTTP/1.1\r\nHost: a@b@c:1:2\r\n\r\n",
    ],
)
async def test_what_breaks_off_or_makes_no_sense_is_no_error_of_ours(said, caplog):
    async with serving() as server, connected(server, said) as (reader, writer):
        writer.write_eof()
        async with asyncio.timeout(5):
            await reader.read()
        await answers(server)

    assert "Traceback" not in caplog.text
