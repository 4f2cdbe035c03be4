"""How the process is doing, for a host's health check and for Prometheus."""

from collections.abc import Callable, Mapping

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest

Checks = Mapping[str, Callable[[], str | None]]


class Metrics:
    """The program's numbers, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.pulls = Counter(
            "parallax_pulls", "Pulls of feeds, by how they went.", ["state"], registry=self.registry
        )
        self.digests = Counter(
            "parallax_digests",
            "Digests composed, by whether they came late.",
            ["late"],
            registry=self.registry,
        )


def health_routes(checks: Checks, registry: CollectorRegistry) -> list[web.RouteDef]:
    """Return `/healthz` and `/metrics`; each check says None when well, else what is wrong."""

    async def healthz(_request: web.Request) -> web.Response:
        found = {name: check() for name, check in checks.items()}
        problems = {name: problem for name, problem in found.items() if problem}
        body = {"ok": not problems, "problems": problems, "checked": sorted(found)}
        return web.json_response(body, status=503 if problems else 200)

    async def metrics(_request: web.Request) -> web.Response:
        return web.Response(body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [web.get("/healthz", healthz), web.get("/metrics", metrics)]
