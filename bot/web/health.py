"""How the process is doing, for a host's health check and for Prometheus."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from digest.errors import StoreError

_LOOK_S = 5.0

Checks = Mapping[str, Callable[[], str | None]]


def health_routes(
    checks: Checks, registry: CollectorRegistry, look: Callable[[], Awaitable[None]]
) -> list[web.RouteDef]:
    """Return `/healthz` and `/metrics`; each check says None when well, else what is wrong.

    `look` brings the numbers up to date that are read from the store.
    """

    async def healthz(_request: web.Request) -> web.Response:
        found = {name: check() for name, check in checks.items()}
        problems = {name: problem for name, problem in found.items() if problem}
        body = {"ok": not problems, "problems": problems, "checked": sorted(found)}
        return web.json_response(body, status=503 if problems else 200)

    async def metrics(_request: web.Request) -> web.Response:
        # What is counted as it happens can be had while the store cannot.
        with suppress(StoreError, TimeoutError):
            async with asyncio.timeout(_LOOK_S):
                await look()
        # Its newer name is for those that ask for it; older scrapers do not know it.
        kind = {"Content-Type": CONTENT_TYPE_PLAIN_0_0_4}
        return web.Response(body=generate_latest(registry), headers=kind)

    return [web.get("/healthz", healthz), web.get("/metrics", metrics)]
