"""A pull, and those who tell of what it brought."""

import random

from bot.post.outgoing import Outbox
from bot.post.watch import Watch
from bot.pulling import Pulling
from bot.standing import Standing
from bot.worker import InProcess
from config.settings import load
from digest.pipeline import Line
from digest.pull.fetch import Fetcher
from digest.store import Store
from tests.fakes.feeds import Publisher


class Teller:
    def __init__(self, fault=None):
        self.fault = fault
        self.looked = 0

    async def look(self, _now):
        self.looked += 1
        if self.fault:
            raise self.fault


async def test_a_fault_of_one_who_tells_of_news_keeps_no_other_from_it(tmp_path, caplog):
    broken, well = Teller(ValueError("no story of that id")), Teller()
    async with Publisher().running() as publisher:
        file = tmp_path / "parallax.toml"
        file.write_text(
            'embedder = "none"\n[pull]\narticles = false\n[feeds]\ndefaults = false\n'
            f'[[feed]]\nid = "good"\nurl = "{publisher.url("today")}"\n'
        )
        settings = load(file)
        allow = frozenset({("127.0.0.1", publisher.port)})
        with Store(tmp_path / "parallax.db") as store:
            async with Fetcher(allow=allow, host_interval=0, host_at_once=0) as fetcher:
                await Pulling(
                    settings,
                    Line(store, InProcess().run, lambda: settings.knowledge),
                    fetcher,
                    Standing(settings, store),
                    watch=Watch(Outbox(store, {})),
                    tellers=(broken, well),
                    pulled=lambda _: None,
                    rng=random.Random(0),
                ).pull()

    assert (broken.looked, well.looked) == (1, 1)
    assert "no story of that id" in caplog.text
