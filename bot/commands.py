"""The words a reader can say, the same for every platform: a Request in, an Answer out.

The words themselves are in `bot.words`. Here a request finds its word, and its rights are asked.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from difflib import get_close_matches

from bot.chat import Answer, Filled, Request
from bot.logs import LoggedBugs, log
from bot.readers import reader_at
from bot.rights import Right, refusal
from bot.words import subscribe
from bot.words.about import ABOUT, help_
from bot.words.ask import ASKING
from bot.words.buttons import SHARE, fitted, shareable, shared, whole
from bot.words.call import Call, House, Word, place_of, read_trusted
from bot.words.complete import complete
from bot.words.fields import mistakes
from bot.words.follow import FOLLOWING
from bot.words.mute import MUTING
from bot.words.propose import PROPOSING, SETTLING
from digest.clock import write_time
from digest.errors import NoSuchError, ParallaxError, StoreError
from digest.model.place import Place, Platform
from digest.store import Database, channels, notes, teams
from digest.tell.message import Button, Buttons, Message, with_steps
from digest.tell.phrases import Words
from digest.tell.present.house import hello_message
from digest.tell.present.plain import problem_message, unexpected_message
from digest.tell.spans import paragraph
from digest.tell.voice import speaker
from digest.text import one_line


class CommandRemark(Words):
    """What is said of a word that cannot be answered, and beside an answer."""

    NO_SUCH_WORD = "“{word}” is no word that I know.", "« {word} » n’est pas un mot que je connais."
    NEAREST_WORD = (
        "“{word}” is no word that I know. Did you mean “{nearest}”?",
        "« {word} » n’est pas un mot que je connais. Vouliez-vous dire « {nearest} » ?",
    )


WORDS: Mapping[str, Word] = ASKING | ABOUT | PROPOSING | FOLLOWING | MUTING | subscribe.SUBSCRIBING
_SEARCH = "search"
# Other ways to say a word, as people will try them.
_OTHER_NAMES = {
    "digest": "today", "find": "search", "unmute": "mute off", "unsubscribe": "settings stop", "stop": "settings stop",
    "sources": "feeds", "?": "help", "aide": "help", "aujourd'hui": "today", "aujourdhui": "today",
    "chercher": "search", "recherche": "search", "sujet": "story", "chiffres": "figures", "comparer": "compare",
    "pourquoi": "why", "thèmes": "themes", "tendances": "trends", "flux": "feeds", "proposer": "suggest",
    "suivre": "follow", "oublier": "unfollow", "taire": "mute", "s'abonner": "subscribe", "abonner": "subscribe",
    "désabonner": "settings stop", "arrêter": "settings stop", "réglages": "settings", "état": "status",
}  # fmt: skip
# Answers that a channel may want to see; the others are between the bot and one person.
_SHAREABLE = frozenset(ASKING)


class Commands:
    """Answers words from the store; never raises, and touches the network for nothing but a suggested feed."""

    def __init__(
        self,
        house: House,
        *,
        answered: Callable[[str, str, float], None] = lambda _platform, _word, _seconds: None,
    ) -> None:
        """`answered` is told of each answer: on which platform, to which word, in how many seconds."""
        self._house = house
        self._answered = answered

    async def answer(self, request: Request) -> Answer:
        """Answer one word; a word that there is not gets the nearest one, and the help."""
        began = time.perf_counter()
        answer = await self._answered_safely(request)
        word = request.word if request.word in WORDS else "other"
        self._answered(str(request.platform), word, time.perf_counter() - began)
        return answer

    async def _answered_safely(self, request: Request) -> Answer:
        spoken = speaker(self._house.settings.team.voice)
        with LoggedBugs(word=request.word, platform=request.platform):
            try:
                request, is_shared = await self._meant(request)
                call = await self._call(request)
                spoken = call.spoken
                return await _answer(call, is_shared=is_shared)
            except StoreError as error:
                # The operator's to mend; a reader would be told of a file of ours.
                log().error("failed", word=request.word, platform=str(request.platform), reason=str(error))
            except ParallaxError as error:
                meant = _meant_by(request, error)
                said = problem_message(error, spoken, offers_help=not meant)
                return Answer(with_steps(said, meant))
        return Answer(unexpected_message(spoken))

    def opens_form(self, word: str, text: str) -> bool:
        return subscribe.opens_form(word, text)

    def asks_who(self, word: str, text: str) -> bool:
        word, text = _plain(word, text)
        return word in ABOUT or _right_of(word, text, {}) is not Right.ASK

    def check(self, fields: Filled) -> Mapping[str, str]:
        return mistakes(fields, speaker(self._house.settings.team.voice))

    async def complete(self, option: str, typed: str, request: Request) -> list[tuple[str, str]]:
        # Nobody is helped by an error under a half-typed word; the answer itself will say it.
        with LoggedBugs(completing=option), suppress(ParallaxError):
            return await complete(await self._call(request), option, typed)
        return []

    async def hello(self, place: Place) -> Message | None:
        with _told_to_operators("not greeted", place=place.key):
            if await self._house.store.write(_greet, place, self._house.now()):
                return hello_message(speaker(self._house.settings.team.voice))
        return None

    async def let_in(self, place: Place) -> None:
        # On Discord a channel has its id in no other server, and may be filed as the home team's.
        filed = {place, replace(place, team="")} if place.platform is Platform.DISCORD else {place}
        with _told_to_operators("not noted", channel=place.key):
            for each in await self._house.store.read(channels.off_among, filed):
                await self._house.store.write_durably(channels.switch_on, each)

    async def moved(self, old: Place, new: Place) -> None:
        settings = self._house.settings
        if old in (settings.admin, *(one.place for one in settings.subscriptions)):
            # What stands in the file is the operator's to write.
            log().warning("channel has another id", channel=old.key, write_in_the_file=new.channel)
        with _told_to_operators("not noted", channel=old.key):
            await self._house.store.write_durably(channels.move, old, new)

    async def came(self, platform: Platform, team: str, application: str) -> None:
        with _told_to_operators("not noted", platform=str(platform), team=team):
            await self._house.store.write_durably(teams.come, platform, team, application, self._house.now())

    async def having(self, platform: Platform, application: str) -> Sequence[str]:
        with _told_to_operators("not looked for", platform=str(platform)):
            return await self._house.store.read(teams.having, platform, application)
        return ()

    async def left(self, platform: Platform, team: str) -> None:
        log().info("removed by its team", platform=str(platform), team=team)
        with _told_to_operators("not noted", platform=str(platform), team=team):
            await self._house.store.write_durably(teams.leave, platform, team, self._house.now())

    async def _meant(self, request: Request) -> tuple[Request, bool]:
        """Return the request in full, and whether its answer is for the channel.

        What a button stood for is put back, and other names are the word's own.
        """
        word, text = _plain(request.word, request.text)
        is_shared = request.word.lower() == SHARE
        return replace(request, word=word, text=await whole(text, self._house)), is_shared

    async def _call(self, request: Request) -> Call:
        settings = self._house.settings
        place = place_of(request, settings)
        reader, trusted = await self._house.store.read(
            lambda db: (reader_at(db, place, settings), read_trusted(db, settings, request))
        )
        return Call(self._house, request, place, reader, self._house.now(), trusted)


def _plain(word: str, text: str) -> tuple[str, str]:
    """Return a word by the name that it has here, with what follows it; of a word that is shared, that word."""
    if word.lower() == SHARE:
        word, _, text = text.partition(" ")
    # What a reader types is never taken for markup of ours; and it is cleaned as items are, in which it is looked for.
    typed, text = (
        word.lower().lstrip("/").replace("`", "'").replace("’", "'"),
        one_line(text).replace("`", "'"),
    )
    name, _, first = _OTHER_NAMES.get(typed, typed).partition(" ")
    return name or "help", f"{first} {text}".strip()


def _meant_by(request: Request, error: ParallaxError) -> list[Button]:
    """Return a button that says the request with the nearest name, where one in it is not known."""
    if not isinstance(error, NoSuchError) or not error.nearest or error.typed not in request.text:
        return []
    text = request.text.replace(error.typed, error.nearest, 1)
    return [Button(f"{request.word} {text}", request.word, text, is_main=True)]


def _right_of(word: str, text: str, fields: Filled, *, is_direct: bool = False) -> Right:
    """Return what somebody must be allowed to do to say this."""
    if word in PROPOSING and text.startswith(SETTLING):
        return Right.HOME
    if word in subscribe.FORMS:
        return Right.TEAM if subscribe.concerns_team(text, fields) else Right.CHANNEL
    # Without a name these list what was chosen, which anyone may read; in a direct message nothing can be.
    return Right.CHANNEL if word in (*FOLLOWING, *MUTING) and (text or is_direct) else Right.ASK


@contextmanager
def _told_to_operators(event: str, **where: str) -> Iterator[None]:
    """A block in which a fault that they can mend is logged, and ends there: no reader waits for an answer."""
    try:
        yield
    except ParallaxError as error:
        log().warning(event, reason=str(error), **where)


def _greet(db: Database, place: Place, now: datetime) -> bool:
    """Note that a place was greeted; return whether that is new."""
    name = notes.hello_name(place)
    if notes.get(db, name):
        return False
    notes.keep(db, name, write_time(now))
    return True


async def _answer(call: Call, *, is_shared: bool) -> Answer:
    request = call.request
    right = _right_of(request.word, request.text, request.fields, is_direct=request.is_direct)
    if refused := refusal(request, right, call.trusted, call.spoken):
        return Answer(problem_message(refused, call.spoken))
    answer = await WORDS.get(request.word, _no_such_word)(call)
    if request.word in _SHAREABLE and not request.is_direct:
        answer = shared(answer) if is_shared else shareable(answer, call)
    return replace(answer, message=await fitted(answer.message, call))


async def _no_such_word(call: Call) -> Answer:
    """Answer with the help, below the nearest word or a search for what was typed."""
    word = call.request.word[:40]
    if near := get_close_matches(word, [*WORDS, *_OTHER_NAMES], n=1, cutoff=0.6):
        said = call.spoken.say(CommandRemark.NEAREST_WORD, word=word, nearest=near[0])
        meant = Button(f"{near[0]} {call.text}".strip(), *_plain(near[0], call.text), is_main=True)
    else:
        said = call.spoken.say(CommandRemark.NO_SUCH_WORD, word=word)
        typed = f"{call.request.word} {call.text}".strip()
        meant = Button(f"{_SEARCH} {typed}", _SEARCH, typed)
    helped = (await help_(call)).message
    blocks = (paragraph(said), Buttons((meant,)), *helped.blocks)
    return Answer(replace(helped, summary=said, blocks=blocks))
