"""A publisher and both platforms on loopback, and an environment that leads the program to them."""

from collections.abc import AsyncIterator
from typing import NamedTuple

import pytest

from tests.fakes.discord import FakeDiscord
from tests.fakes.feeds import Publisher
from tests.fakes.slack import FakeSlack


class World(NamedTuple):
    publisher: Publisher
    slack: FakeSlack
    discord: FakeDiscord


@pytest.fixture
async def world(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    async with (
        Publisher().running() as publisher,
        FakeSlack().running() as slack,
        FakeDiscord().running() as discord,
    ):
        for name, value in {
            **slack.environment,
            "DISCORD_TOKEN": "token",
            "PORT": "0",
            "PARALLAX_ALLOW_HOSTS": f"127.0.0.1:{publisher.port}",
        }.items():
            monkeypatch.setenv(name, value)
        yield World(publisher, slack, discord)
