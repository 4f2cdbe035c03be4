"""An answer is its body and little else, and comes in sips."""

import asyncio
import socket
from contextlib import asynccontextmanager

import pytest

from digest.errors import FetchError
from digest.pull.bounds import SIP, SippedSocket
from digest.pull.fetch import Fetcher, Limits
from tests.fakes.hostile.fault import GOOD
from tests.fakes.served import listening

OK = b"HTTP/1.1 200 OK\r\n"
LENGTH = b"Content-Length: %d\r\n" % len(GOOD)
CHUNKED = b"Transfer-Encoding: chunked\r\n"
WHOLE = OK + LENGTH + b"\r\n" + GOOD
CHUNK = b"%x\r\n%s\r\n" % (len(GOOD), GOOD)


@asynccontextmanager
async def serving(*answers):
    """Answer one request after the other on each connection, and keep it open; a list is sent piece by piece."""

    async def serve(reader, writer):
        connections.append(writer)
        for answer in answers:
            await reader.readuntil(b"\r\n\r\n")
            for piece in answer if isinstance(answer, list) else [answer]:
                writer.write(piece)
                await writer.drain()
                # Time to be read, so that the next piece comes by itself.
                await asyncio.sleep(0.01)
        await reader.read()

    connections = []
    limits = Limits(total_s=20, connect_s=20)
    async with (
        listening(serve) as port,
        Fetcher(
            allow=frozenset({("127.0.0.1", port)}), host_interval=0, host_at_once=0, limits=limits
        ) as fetcher,
    ):
        yield f"http://127.0.0.1:{port}/feed", fetcher, connections


@pytest.mark.parametrize(
    "answer",
    [
        OK + b"".join(b"X-%d: %s\r\n" % (n, b"x" * 1000) for n in range(20)) + LENGTH + b"\r\n" + GOOD,
        OK + b"Link: " + b"x" * 9000 + b"\r\nVary: " + b"x" * 9000 + b"\r\n" + LENGTH + b"\r\n" + GOOD,
        b"HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n" * 2000 + WHOLE,
        OK + CHUNKED + b"\r\n5;" + b"x" * 40_000,
    ],
)
async def test_an_answer_with_much_beside_its_body_is_refused(answer):
    async with serving(answer) as (url, fetcher, _):
        with pytest.raises(FetchError, match="more than 16 KiB beside its body"):
            await fetcher.get(url)


async def test_a_body_in_very_many_chunks_of_hardly_a_byte_is_refused():
    async with serving(OK + CHUNKED + b"\r\n" + b"2\r\nxx\r\n" * 100_000) as (url, fetcher, _):
        with pytest.raises(FetchError, match="too many small pieces"):
            await fetcher.get(url)


async def test_a_large_body_of_which_each_line_is_a_chunk_is_read():
    lines = b"28\r\n%s\r\n" % (b"x" * 40) * 50_000
    async with serving(OK + CHUNKED + b"\r\n" + lines + b"0\r\n\r\n") as (url, fetcher, _):
        reply = await fetcher.get(url)

    assert reply.size == 40 * 50_000


async def test_trailers_without_end_are_refused_before_they_are_many():
    async with serving(OK + CHUNKED + b"\r\n" + CHUNK + b"0\r\n" + b"X: y\r\n" * 10_000) as (url, fetcher, _):
        with pytest.raises(FetchError, match="beside its body|form of the web|broke off"):
            await fetcher.get(url)


@pytest.mark.parametrize(
    "answer",
    [
        OK + b"Content-Security-Policy: " + b"x" * 12_000 + b"\r\n" + LENGTH + b"\r\n" + GOOD,
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n" + WHOLE,
        OK + CHUNKED + b"\r\n" + CHUNK + b"0\r\nX-Sum: y\r\n\r\n",
        OK
        + CHUNKED
        + b"\r\n"
        + b"".join(b"1;%s\r\n%c\r\n" % (b"x" * 90, byte) for byte in GOOD)
        + b"0\r\n\r\n",
    ],
)
async def test_what_publishers_send_beside_a_body_does_no_harm(answer):
    async with serving(answer) as (url, fetcher, _):
        reply = await fetcher.get(url)

    assert reply.body == GOOD


async def test_an_answer_that_was_not_asked_for_is_not_taken_for_the_next():
    unasked = OK + b"Content-Length: 4\r\n\r\nfake"
    async with serving(WHOLE + unasked, WHOLE) as (url, fetcher, _):
        bodies = [(await fetcher.get(url)).body for _ in range(2)]

    assert bodies == [GOOD, GOOD]


async def test_an_answer_that_comes_while_nothing_is_asked_is_not_taken_for_the_next():
    async with serving(WHOLE, WHOLE) as (url, fetcher, connections):
        await fetcher.get(url)
        connections[0].write(OK + b"Content-Length: 4\r\n\r\nfake")
        await asyncio.sleep(0.1)
        second = await fetcher.get(url)

    assert second.body == GOOD
    assert len(connections) == 2


async def test_a_connection_is_used_again_after_an_ordinary_answer():
    async with serving(WHOLE, WHOLE) as (url, fetcher, connections):
        for _ in range(2):
            await fetcher.get(url)

    assert len(connections) == 1


async def test_a_head_that_comes_in_pieces_after_a_larger_answer_is_read():
    answers = [
        [OK, b"Content-Length: %d\r\n\r\n" % size, *[b"x" * 10_000] * (size // 10_000)]
        for size in (90_000, 60_000)
    ]
    async with serving(*answers) as (url, fetcher, _):
        sizes = [(await fetcher.get(url)).size for _ in answers]

    assert sizes == [90_000, 60_000]


def test_a_socket_gives_a_sip_at_a_time():
    near, far = socket.socketpair()
    sipped = SippedSocket(fileno=near.detach())
    with sipped, far:
        far.sendall(b"x" * 3 * SIP)

        assert len(sipped.recv(10 * SIP)) == SIP
        assert sipped.recv_into(bytearray(10 * SIP)) == SIP
        assert sipped.recv_into(bytearray(10)) == 10
