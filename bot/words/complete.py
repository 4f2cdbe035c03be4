"""What completes a half-typed option of a word, for platforms that offer choices while one types."""

from collections.abc import Awaitable, Callable, Iterable

from bot.words import subscribe
from bot.words.call import Call
from bot.words.follow import follow_names
from bot.words.mute import mute_names
from digest.model.outlet import Viewpoint
from digest.store import stories as story_store
from digest.tell.query_names import OWN_NAMES, SIDES
from digest.tell.spans import actor_name
from digest.tell.voice import LANGUAGES
from digest.text import cut

MOST = 25
_RECENT_STORIES = 200

Pairs = Iterable[tuple[str, str]]
Named = Iterable[tuple[str, ...]]
"""Labels and values, and behind them by what else each is known, as in another script."""


async def complete(call: Call, option: str, typed: str) -> list[tuple[str, str]]:
    """Return (label, value) pairs that hold what was typed: those that begin with it first."""
    source = _SOURCES.get(option)
    if source is None:
        return []
    low = typed.strip().lower()
    held = [names for names in await source(call) if low in " ".join(names).lower()]
    held.sort(key=lambda names: not any(name.lower().startswith(low) for name in names))
    return [(label, value) for label, value, *_ in held[:MOST]]


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


async def _actors(call: Call) -> Named:
    return [(actor_name(actor, call.spoken), actor.id, *actor.typed) for actor in call.knowledge.actors]


async def _subjects(call: Call) -> Named:
    return [*await _actors(call), *await _stories(call)]


async def _mutable(call: Call) -> Named:
    outlets = [(label, f"outlet:{value}") for label, value in await _outlets(call)]
    actors = [(label, f"actor:{value}", *names) for label, value, *names in await _actors(call)]
    return [*actors, *outlets]


async def _viewpoints(call: Call) -> Named:
    return [(call.spoken.side(side), str(side), *SIDES[side].split()) for side in Viewpoint]


async def _endings(call: Call) -> Pairs:
    return subscribe.endings(call)


async def _languages(call: Call) -> Named:
    # Two of Chinese are called alike: their tags tell them apart.
    return [
        (f"{call.spoken.language_name(tag)} ({tag})", tag, *names, *OWN_NAMES.get(tag, "").split())
        for tag, names in LANGUAGES.items()
    ]


_SOURCES: dict[str, Callable[[Call], Awaitable[Named]]] = {
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
