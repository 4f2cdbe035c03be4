"""The words a reader can say, the same for every platform: a Request in, an Answer out."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.archive import Archive
from bot.chat import Answer, Request
from bot.logs import log
from bot.owed import Desk
from bot.rights import may
from config.settings import Settings
from digest.clock import utc_now
from digest.errors import ParallaxError, QueryError
from digest.model import Query, Subscription
from digest.store import Store
from digest.store import digests as digest_store
from digest.tell import present
from digest.tell.query import read_query
from digest.tell.slots import window_of

# What a reader gets at a time; the button below it brings the next.
PAGE = 5


class Commands:
    """Answers words from the store; never raises, never touches the network."""

    def __init__(self, settings: Settings, store: Store, desk: Desk) -> None:
        self._settings = settings
        self._store = store
        self._desk = desk
        self._archive = Archive(store, settings.knowledge, settings.team.languages)
        self._words: Mapping[str, Callable[[Request], Awaitable[Answer]]] = {
            "today": self._today,
            "search": self._search,
            "story": self._story,
            "figures": self._figures,
            "compare": self._compare,
            "why": self._why,
            "themes": self._themes,
            "trends": self._trends,
            "feeds": self._feeds,
            "status": self._status,
            "help": self._help,
        }

    async def answer(self, request: Request) -> Answer:
        """Answer one word; a word that there is not gets the help."""
        voice = self._settings.team.voice
        try:
            if refusal := may(request.word, request):
                return Answer(present.problem_message(refusal, voice=voice))
            return await self._words.get(request.word, self._help)(request)
        except ParallaxError as error:
            return Answer(present.problem_message(str(error), voice=voice))
        except Exception:  # noqa: BLE001 - a bug is logged whole, and the reader still gets an answer
            log().error("failed", word=request.word, platform=str(request.platform), exc_info=True)
            return Answer(present.unexpected_message(voice=voice))
