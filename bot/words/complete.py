"""What completes a half-typed option of a word, for platforms that offer choices while one types."""

from collections.abc import Awaitable, Callable, Iterable

from bot.words import subscribe
from bot.words.call import Call
from bot.words.follow import follow_names
from bot.words.mute import mute_names
from digest.model.outlet import Viewpoint
from digest.store import stories as story_store
from digest.tell.voice import LANGUAGES
from digest.text import cut

MOST = 25
_RECENT_STORIES = 200

Pairs = Iterable[tuple[str, str]]


async def complete(call: Call, option: str, typed: str) -> list[tuple[str, str]]:
    """Return (label, value) pairs that hold what was typed: those that begin with it first."""
    source = _SOURCES.get(option)
    if source is None:
        return []
    low = typed.strip().lower()
    held = [pair for pair in await source(call) if low in f"{pair[0]} {pair[1]}".lower()]
    held.sort(key=lambda pair: not (pair[0].lower().startswith(low) or pair[1].lower().startswith(low)))
    return held[:MOST]


async def _themes(call: Call) -> Pairs:
    return [(name, id_) for id_, name in call.themes.items()]


async def _outlets(call: Call) -> Pairs:
    known = call.knowledge.outlets.values()
    return [(f"{outlet.name} ({outlet.domain})", outlet.domain) for outlet in known]


async def _feeds(call: Call) -> Pairs:
    return [(feed.title or feed.id, feed.id) for feed in call.house.feeds() if feed.on]


async def _stories(call: Call) -> Pairs:
    recent = await call.house.store.read(story_store.newest, None, _RECENT_STORIES)
    return [(f"{cut(story.title, 80)} ({story.id[:6]})", story.id) for story in recent]


async def _actors(call: Call) -> Pairs:
    return [(actor.name, actor.id) for actor in call.knowledge.actors]


async def _subjects(call: Call) -> Pairs:
    return [*await _actors(call), *await _stories(call)]


async def _mutable(call: Call) -> Pairs:
    outlets = [(label, f"outlet:{value}") for label, value in await _outlets(call)]
    return [*((label, f"actor:{value}") for label, value in await _actors(call)), *outlets]


async def _viewpoints(call: Call) -> Pairs:
    return [(call.spoken.side(side), str(side)) for side in Viewpoint]


async def _endings(call: Call) -> Pairs:
    return subscribe.endings(call)


async def _languages(call: Call) -> Pairs:
    return [(call.spoken.language_name(tag), tag) for tag in LANGUAGES]


_SOURCES: dict[str, Callable[[Call], Awaitable[Pairs]]] = {
    "theme": _themes,
    "outlet": _outlets,
    "feed": _feeds,
    "story": _stories,
    "actor": _actors,
    "subject": _subjects,
    "mutable": _mutable,
    "viewpoint": _viewpoints,
    "language": _languages,
    "followed": follow_names,
    "muted": mute_names,
    "ending": _endings,
}
