"""A store that three reports and two digests have gone through, copied for each test, and its pages on a real port."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import aiohttp
import pytest

from bot.archive import Archive
from bot.post.desk import Desk
from bot.post.owed import compose_owed
from bot.web.access import Access
from bot.web.pages import Pages
from bot.web.server import WebServer
from bot.web.site import Site
from bot.worker import InProcess
from config.knowledge import load_knowledge
from digest.model.knowledge import Knowledge
from digest.model.subscription import Mute
from digest.pipeline import Line
from digest.store import Store
from tests.builders import NOW, item, subscription

HOME = subscription(themes=("export_controls", "open_source"), days=("mon", "tue", "wed", "thu", "fri"))
OTHERS = replace(HOME, name="others", team="T2", channel="C2")

ITEMS = [
    item(
        "US tightens export controls on AI chips for China",
        outlet="a.example",
        summary="The Commerce Department added 12 firms to the Entity List, it said on Tuesday.",
    ),
    item(
        "Washington tightens export controls on AI chips for China",
        outlet="b.example",
        summary="Twelve companies were added to the Entity List by the Commerce Department on Tuesday.",
    ),
    item(
        "<b>Huawei</b> & friends answer the AI chip export controls",
        outlet="c.example",
        summary='They said "no" to <script>alert(1)</script> AI chip export controls of the United States.',
    ),
]


@dataclass
class Opened:
    """The pages on a port, and a client that asks for them."""

    url: str
    site: Site
    access: Access
    client: aiohttp.ClientSession

    async def get(self, path: str, status: int = 200, **options: object) -> str:
        async with self.client.get(self.url + path, **options) as response:
            assert response.status == status, await response.text()
            return await response.text()


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge(embedder="none")


@pytest.fixture(scope="session")
def told(tmp_path_factory, knowledge) -> Path:
    path = tmp_path_factory.mktemp("told") / "parallax.db"

    async def tell() -> None:
        with Store(path) as store:
            await Line(store, InProcess().run, lambda: knowledge).take_in(ITEMS, now=NOW)
            desk = Desk(store, knowledge, {}, feeds=list)
            for reader in (HOME, OTHERS):
                await compose_owed(desk, reader, NOW)

    asyncio.run(tell())
    return path


@pytest.fixture
def site(told, tmp_path, knowledge) -> Iterator[Site]:
    shutil.copy(told, tmp_path / "parallax.db")
    with Store(tmp_path / "parallax.db") as store:
        yield Site(
            store=store,
            archive=Archive(store, ("en",)),
            knowledge=knowledge,
            run=InProcess().run,
            languages=("en",),
            voice="en",
            feeds=list,
            subscriptions=lambda: (HOME, OTHERS),
            mute=Mute(),
            now=lambda: NOW,
        )


Open = Callable[..., AbstractAsyncContextManager[Opened]]


@pytest.fixture
def opened(site) -> Open:
    @asynccontextmanager
    async def serve(public_url: str = "", password: str | None = None) -> AsyncIterator[Opened]:
        access = Access(secret="s3cret", password=password, public_url=public_url)
        server = WebServer(Pages(site, access, public_url=public_url).routes(), port=0)
        await server.start()
        jar = aiohttp.CookieJar(unsafe=True)
        try:
            async with aiohttp.ClientSession(cookie_jar=jar) as client:
                yield Opened(f"http://127.0.0.1:{server.port}", site, access, client)
        finally:
            await server.close()

    return serve
