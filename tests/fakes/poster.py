"""A process that posts what an outbox holds and dies, of kill -9, at the step it is told to.

`python -m tests.fakes.poster` reads one task a line (JSON), forks for each, and answers with how the fork ended;
so a round costs a fork and not a start of Python.
"""

import asyncio
import json
import os
import signal
import sys
from datetime import datetime, timedelta
from pathlib import Path
from unittest import mock

import discord
import yarl

from bot.chat import Chat
from bot.discord.client import DiscordChat
from bot.post.deliver import Deliverer
from bot.slack.client import SlackChat
from digest.model.place import Platform
from digest.store import Store
from digest.store import deliveries as outbox

# The write of the outbox at which each step dies: before it is made, or right after it is on disk.
BEFORE = {"answer read": "_keep_sent"}
AFTER = {"row written": "claim", "answer lost": "mark", "row marked": "_keep_sent"}


class MortalStore(Store):
    """Dies at the `nth` write of a kind."""

    step = ""
    nth = 1

    async def write_durably(self, function, *args, **kwargs):
        self._die_if(BEFORE.get(self.step) == function.__name__)
        done = await super().write_durably(function, *args, **kwargs)
        self._die_if(AFTER.get(self.step) == function.__name__)
        return done

    def _die_if(self, is_it: bool) -> None:
        self.nth -= is_it
        if is_it and self.nth == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def chat_of(platform: Platform, url: str) -> Chat:
    if platform is Platform.SLACK:
        return SlackChat(bot_token="xoxb-1", app_token="xapp-1", api_url=f"{url}/api/")
    return DiscordChat(token="token")


async def post(task: dict) -> None:
    now = datetime.fromisoformat(task["now"])
    with MortalStore(Path(task["db"])) as store:
        store.step, store.nth = task["step"], task["nth"]
        chat = chat_of(Platform(task["platform"]), task["url"])
        await chat.log_in()
        await store.write_durably(outbox.recover, now)
        try:
            # A lost answer is looked for after a wait, which here passes at once.
            for wait in (0, 1, 2):
                later = now + timedelta(minutes=wait)
                await Deliverer(
                    store, {chat.platform: chat}, now=lambda at=later: at, pace_of={}
                ).deliver_due()
        finally:
            await chat.close()


def run(task: dict) -> None:
    gateway = yarl.URL(task["url"].replace("http", "ws") + "/gw")
    with (
        mock.patch.object(discord.http.Route, "BASE", task["url"] + "/api/v10"),
        mock.patch.object(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway),
    ):
        asyncio.run(post(task))


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                run(json.loads(line))
                os._exit(0)
            except BaseException:
                import traceback

                traceback.print_exc()
                os._exit(1)
        # Known before it ends, for a platform that kills it.
        print(json.dumps({"pid": child}), flush=True)
        _, status = os.waitpid(child, 0)
        print(json.dumps({"killed": os.WIFSIGNALED(status), "status": status}), flush=True)


if __name__ == "__main__":
    main()
