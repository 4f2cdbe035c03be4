"""A connection that is not what it says it is gives a reason, and no bytes."""

import asyncio
import ssl
import tracemalloc
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from digest.errors import FetchError
from digest.pull.fetch import Fetcher, Limits
from tests.fakes.hostile.fault import GOOD, http
from tests.fakes.resolver import FakeResolver
from tests.fakes.served import listening
from tests.waiting import until

TODAY = datetime.now(UTC)
KEY = ec.generate_private_key(ec.SECP256R1())


def _usage(*, signs_others):
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_others,
        crl_sign=signs_others,
        encipher_only=False,
        decipher_only=False,
    )


def certificate(*, name="feed.example", days=(-1, 30), signed_by=None, is_ca=False):
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer = signed_by.subject if signed_by else subject
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(KEY.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(TODAY + timedelta(days=days[0]))
        .not_valid_after(TODAY + timedelta(days=days[1]))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
        # What RFC 5280 wants of every certificate, and Python since 3.13.
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(KEY.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(KEY.public_key()), critical=False)
        .add_extension(_usage(signs_others=is_ca), critical=True)
        .sign(KEY, hashes.SHA256())
    )


ROOT = certificate(name="Root", is_ca=True)
GOOD_ONE = {"signed_by": ROOT}
HURRIED = Limits(total_s=1.5, connect_s=1)


def pem(cert):
    return cert.public_bytes(serialization.Encoding.PEM)


@asynccontextmanager
async def serving(tmp_path, cert, answer, limits=HURRIED):
    """Serve on a port: with this certificate, or without any where it is None."""
    context = None
    if cert is not None:
        file = tmp_path / "server.pem"
        key = KEY.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        file.write_bytes(pem(cert) + key)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)

    async def answer_and_abort(reader, writer):
        try:
            await answer(reader, writer)
        finally:
            writer.transport.abort()

    trusted = ssl.create_default_context()
    trusted.load_verify_locations(cadata=pem(ROOT).decode())
    async with (
        listening(answer_and_abort, ssl=context) as port,
        Fetcher(
            allow=frozenset({("feed.example", port)}),
            resolver=FakeResolver(["127.0.0.1"]),
            host_interval=0,
            host_at_once=0,
            limits=limits,
            tls=trusted,
        ) as fetcher,
    ):
        yield fetcher, f"https://feed.example:{port}/feed"


async def well(reader, writer):
    await reader.readuntil(b"\r\n\r\n")
    writer.write(http(GOOD))
    await writer.drain()
    await reader.read()


async def hang(_reader, _writer):
    await asyncio.sleep(5)


async def noise(reader, writer):
    writer.write(bytes(range(256)) * 10)
    await writer.drain()
    await reader.read()


async def alert(reader, writer):
    # A fatal alert: the handshake failed.
    writer.write(b"\x15\x03\x03\x00\x02\x02\x28")
    await writer.drain()
    await reader.read()


async def test_a_good_certificate_is_good(tmp_path):
    async with serving(tmp_path, certificate(**GOOD_ONE), well) as (fetcher, url):
        assert (await fetcher.get(url)).body == GOOD


@pytest.mark.parametrize(
    ("cert", "answer", "said"),
    [
        (certificate(), well, "certificate is not valid: self-signed"),
        (certificate(days=(-30, -1), **GOOD_ONE), well, "certificate is not valid: certificate has expired"),
        (
            certificate(days=(5, 30), **GOOD_ONE),
            well,
            "certificate is not valid: certificate is not yet valid",
        ),
        (certificate(name="other.example", **GOOD_ONE), well, "certificate is not valid: Hostname mismatch"),
        (None, noise, "secure connection could not be made"),
        (None, alert, "secure connection could not be made"),
        (None, well, "did not answer|no connection|secure connection"),
        (None, hang, "did not answer|no connection|secure connection"),
    ],
    ids=["self-signed", "expired", "not yet", "another name", "noise", "alert", "plain", "hangs"],
)
async def test_a_bad_one_is_said_in_words(tmp_path, cert, answer, said):
    async with serving(tmp_path, cert, answer) as (fetcher, url):
        with pytest.raises(FetchError, match=said):
            await fetcher.get(url)


async def test_hosts_that_hang_take_little_memory(tmp_path):
    async def greet_and_hang(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        greeted.append(writer)
        await asyncio.sleep(60)

    greeted = []
    async with serving(tmp_path, certificate(**GOOD_ONE), greet_and_hang, limits=Limits()) as (fetcher, url):
        tracemalloc.start()
        try:
            pulls = [asyncio.create_task(fetcher.get(f"{url}/{n}")) for n in range(30)]
            await until(lambda: len(greeted) == 30)
            taken, _ = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
            for pull in pulls:
                pull.cancel()
            await asyncio.gather(*pulls, return_exceptions=True)

    # Theirs and ours: asyncio's own way, it would be half a MiB.
    assert taken / 30 < 128 * 1024
