"""The word mute, for an outlet, an actor or a term. Without a name it lists what is muted."""

from collections.abc import Sequence
from dataclasses import replace

from bot.chat import Answer
from bot.words.call import Call, Remark, Word
from bot.words.chosen import OFF, actor_named, ended, listed
from digest.domains import typed_domain
from digest.model.outlet import Outlet
from digest.model.subscription import Mute
from digest.store import choices
from digest.store.choices import MOST_CHOSEN, MuteKind
from digest.tell.message import Block, Button
from digest.tell.phrases import Words
from digest.tell.present.plain import said_message
from digest.tell.query_names import FIELD_OF
from digest.tell.spans import actor_name, paragraph
from digest.tell.typed_names import one_of
from digest.text import cut


class MuteRemark(Words):
    """What is said to `mute`."""

    MUTED = "This channel hears no more of {what}.", "Mis en sourdine dans ce canal : {what}."
    MUTED_BEFORE = "{what} is muted here already.", "Déjà en sourdine ici : {what}."
    UNMUTED = "This channel hears of {what} again.", "{what} n’est plus en sourdine dans ce canal."
    NOT_MUTED = "{what} is not muted here.", "{what} n’est pas en sourdine ici."
    BY_FILE = (
        "{what} is muted in every channel by the configuration file; only there can this be changed.",
        "{what} est mis en sourdine dans tous les canaux par le fichier de configuration ; "
        "cela ne se change que là.",
    )
    EVERYWHERE = (
        "Muted in every channel, by the configuration file: {what}",
        "En sourdine dans tous les canaux, par le fichier de configuration : {what}",
    )
    MUTES_NONE = (
        "Nothing is muted here. Write `mute` and an outlet, an actor or a term: `mute example.org`.",
        "Rien n’est en sourdine ici. Écrivez `mute` et un média, un acteur ou un terme : `mute example.org`.",
    )
    MUTES_FULL = (
        "This channel has muted {n} already, which is the most. Unmute one first: `mute off example.org`.",
        "Ce canal en a déjà mis {n} en sourdine, le maximum. Commencez par en rétablir un : `mute off example.org`.",
    )
    UNMUTE_ONE = "Unmute {what}", "Rétablir {what}"
    KIND_OUTLET = "the outlet {what}", "le média {what}"
    KIND_ACTOR = "the actor {what}", "l’acteur {what}"
    KIND_TERM = "the term “{what}”", "le terme « {what} »"


_LONGEST_TERM = 80


async def mute(call: Call) -> Answer:
    lifted = ended(call.text)
    if lifted:
        return await _lift(call, lifted)
    if lifted is not None or not call.text:
        return await _list_mutes(call)
    kind, target = _mutable(call, call.text)
    if not target:
        return await _list_mutes(call)
    name = _mute_name(call, kind, target)
    if (kind, target) in _pairs(_of_file(call)):
        return _said(call, MuteRemark.BY_FILE, name)
    is_new = await call.house.store.write_durably(
        choices.mute, call.place.key, kind, target, by=call.request.user, now=call.now
    )
    if is_new is None:
        return call.said(MuteRemark.MUTES_FULL, n=MOST_CHOSEN)
    if not is_new:
        return _said(call, MuteRemark.MUTED_BEFORE, name, _end_button(call, name, f"{kind}:{target}"))
    await call.log(f"mute {kind}:{target}")
    undo = Button(call.spoken.say(Remark.UNDO), "mute", f"{OFF} {kind}:{target}")
    return _said(call, MuteRemark.MUTED, name, undo)


async def _lift(call: Call, text: str) -> Answer:
    muted = await call.house.store.read(choices.muted, call.place.key)
    kind, target = _muted_one(call, (*_pairs(muted), *_pairs(_of_file(call))), text)
    name = _mute_name(call, kind, target)
    was_muted = await call.house.store.write_durably(choices.unmute, call.place.key, kind, target)
    if (kind, target) in _pairs(_of_file(call)):
        return _said(call, MuteRemark.BY_FILE, name)
    if not was_muted:
        return _said(call, MuteRemark.NOT_MUTED, name)
    await call.log(f"mute {OFF} {kind}:{target}")
    undo = Button(call.spoken.say(Remark.UNDO), "mute", f"{kind}:{target}")
    return _said(call, MuteRemark.UNMUTED, name, undo)


async def mute_names(call: Call) -> list[tuple[str, str]]:
    """Return (name, `kind:target`) of what this channel has muted."""
    muted = await call.house.store.read(choices.muted, call.place.key)
    return [(_mute_name(call, kind, target), f"{kind}:{target}") for kind, target in _pairs(muted)]


def muted_everywhere(call: Call) -> list[Block]:
    """Return a line of what the team's file mutes, which no channel can lift; nothing where that is nothing."""
    names = [_mute_name(call, kind, target) for kind, target in _pairs(_of_file(call))]
    return [paragraph(call.spoken.say(MuteRemark.EVERYWHERE, what=", ".join(names)))] if names else []


def _of_file(call: Call) -> Mute:
    return call.house.settings.team.mute.mute()


def _said(call: Call, remark: MuteRemark, name: str, *buttons: Button) -> Answer:
    """Say it of what is called so, by which a sentence may begin."""
    said = call.spoken.say(remark, what=name)
    return Answer(said_message(said[:1].upper() + said[1:], buttons=buttons))


async def _list_mutes(call: Call) -> Answer:
    named = await mute_names(call)
    if not named:
        own = said_message(call.spoken.say(MuteRemark.MUTES_NONE))
    else:
        ends = [_end_button(call, name, target) for name, target in named]
        own = listed(call, Remark.MUTES, [name for name, _ in named], ends)
    return Answer(replace(own, blocks=(*own.blocks, *muted_everywhere(call))))


def _end_button(call: Call, name: str, target: str) -> Button:
    """Return the button that lifts a mute, whose `target` is `kind:target`."""
    return Button(call.spoken.say(MuteRemark.UNMUTE_ONE, what=cut(name, 40)), "mute", f"{OFF} {target}")


def _mutable(call: Call, text: str) -> tuple[MuteKind, str]:
    """Return what was meant: as it says (`outlet:x`), else an outlet or an actor that is known, else a term.

    "time" is a term, "Time" the outlet: one word is an outlet's name only as that is written.
    """
    said, _, rest = text.partition(":")
    field = said.strip().lower()
    field = FIELD_OF.get(field, field)
    if field in set(MuteKind) and rest.strip():
        kind, text = MuteKind(field), rest.strip().strip('"')
        if kind is MuteKind.OUTLET:
            return kind, _outlet(call, text)
        if kind is MuteKind.ACTOR:
            actor = actor_named(call, text)
            ids = list(call.knowledge.actors_by_id)
            return kind, actor.id if actor else one_of("actor", text, ids, call.spoken)
        return kind, text[:_LONGEST_TERM]
    if typed_domain(text) in call.knowledge.outlets or _looks_like_a_domain(text):
        return MuteKind.OUTLET, typed_domain(text)
    if actor := actor_named(call, text):
        return MuteKind.ACTOR, actor.id
    if (named := _outlet_named(call, text)) and (" " in text or named.name == text):
        return MuteKind.OUTLET, named.domain
    return MuteKind.TERM, text.strip().strip('"“”«» ')[:_LONGEST_TERM]


def _outlet(call: Call, text: str) -> str:
    """Return the outlet of a domain, of a name, or as a feed of ours calls it; raise QueryError with the nearest."""
    domain, outlets = typed_domain(text), call.knowledge.outlets
    if domain in outlets or _looks_like_a_domain(text):
        return domain
    if named := _outlet_named(call, text):
        return named.domain
    ours = [feed.outlet for feed in call.house.feeds() if feed.outlet]
    return one_of("outlet", text, [*outlets, *ours], call.spoken)


def _outlet_named(call: Call, text: str) -> Outlet | None:
    outlets = call.knowledge.outlets.values()
    return next((each for each in outlets if each.name.lower() == text.lower()), None)


def _muted_one(call: Call, muted: Sequence[tuple[MuteKind, str]], text: str) -> tuple[MuteKind, str]:
    """Return what was meant among what is muted, however it was muted; else as it would be muted."""
    bare = text.strip().strip('"').lower()
    for kind, target in muted:
        if bare in (target.lower(), f"{kind}:{target}".lower()):
            return kind, target
    return _mutable(call, text)


def _pairs(muted: Mute) -> list[tuple[MuteKind, str]]:
    return [
        *((MuteKind.OUTLET, target) for target in sorted(muted.outlets)),
        *((MuteKind.ACTOR, target) for target in sorted(muted.actors)),
        *((MuteKind.TERM, target) for target in sorted(muted.terms)),
    ]


def _mute_name(call: Call, kind: MuteKind, target: str) -> str:
    match kind:
        case MuteKind.OUTLET:
            return call.spoken.say(MuteRemark.KIND_OUTLET, what=target)
        case MuteKind.ACTOR:
            known = call.knowledge.actors_by_id.get(target)
            return call.spoken.say(
                MuteRemark.KIND_ACTOR, what=actor_name(known, call.spoken) if known else target
            )
        case MuteKind.TERM:
            return call.spoken.say(MuteRemark.KIND_TERM, what=target)


def _looks_like_a_domain(text: str) -> bool:
    name, dot, ending = typed_domain(text).rpartition(".")
    return bool(name and dot) and " " not in text.strip() and ending.isalpha() and len(ending) > 1


MUTING: dict[str, Word] = {"mute": mute}
