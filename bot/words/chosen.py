"""What the words that choose have in common: the actor that was meant, what is to end, the list of what was chosen."""

from collections.abc import Sequence

from bot.words.call import Call
from digest.errors import QueryError
from digest.model.actor import Actor
from digest.tell.message import Bullets, Button, Buttons, Heading, Message, Text
from digest.tell.phrases import Words
from digest.tell.query import make_query

# What ends a follow or a mute, as it is typed: `mute off huawei`.
OFF = "off"
_ENDING = frozenset({OFF, "lift", "unmute", "lever", "rétablir", "remove"})

_MOST_BUTTONS = 20


def ended(text: str) -> str | None:
    """Return what is to end, typed as `off huawei`: empty where it is not named, None where nothing is to end."""
    head, _, rest = text.partition(" ")
    return rest.strip() if head.lower() in _ENDING else None


def actor_named(call: Call, text: str) -> Actor | None:
    """Return the actor of exactly this name, in any script; None when there is none."""
    try:
        return call.knowledge.actors_by_id.get(read_actor(call, text))
    except QueryError:
        return None


def read_actor(call: Call, text: str) -> str:
    """Return the id of the actor of this name; raise QueryError, which names the nearest."""
    named = [("actor", text)]
    query = make_query("", named, call.spoken, now=call.now, themes=(), actors=call.knowledge.actors)
    return query.actor or ""


def listed(call: Call, what: Words, names: Sequence[str], ends: Sequence[Button]) -> Message:
    """Return the names under what they have in common, and a button to end each of the first."""
    heading = call.spoken.say(what)
    bullets = Bullets(tuple((Text(name),) for name in names))
    blocks = (Heading(heading), bullets, Buttons(tuple(ends[:_MOST_BUTTONS])))
    return Message(call.spoken.label(heading, ", ".join(names)), blocks)
