"""The words subscribe and settings: a form, a preview of what it would give, and only then a subscription.

Between form and preview the choices lie in the store as a draft; the button that keeps them names it. A
subscription of the file is said, and left to the file.
"""

import re
from dataclasses import replace

from bot.chat import Answer, Filled
from bot.logs import log
from bot.words import form
from bot.words.call import Call, Remark, Word, role_note
from bot.words.fields import laid_out, mistakes, with_filled
from bot.words.times import said_times
from digest.errors import QueryError
from digest.model.subscription import Subscription
from digest.store import Database, choices, kept, notes, subscriptions, teams
from digest.store import channels as channel_store
from digest.store import digests as digest_store
from digest.tell.message import Block, Button, Buttons, Card, Heading, Message, Paragraph
from digest.tell.phrases import Words
from digest.tell.slots import next_slot, window_of
from digest.tell.spans import coded, note


class SubscribeRemark(Words):
    """What is said to `subscribe` and `settings`."""

    ROLE_KEPT = (
        "Members with that role may now change what this server’s channels get.",
        "Les membres ayant ce rôle peuvent désormais changer ce que reçoivent les canaux de ce serveur.",
    )
    ROLE_NONE = (
        "Only members who may manage the server can change what its channels get now.",
        "Seuls les membres qui peuvent gérer le serveur peuvent désormais changer ce que reçoivent ses canaux.",
    )
    FORM_TAKES = (
        "`{word}` opens a form and takes nothing more; `settings stop` ends this channel’s digest, "
        "`settings forget` deletes what is kept of this team.",
        "`{word}` ouvre un formulaire et ne prend rien d’autre ; `settings stop` arrête le point de ce canal, "
        "`settings forget` efface ce qui est conservé sur cette équipe.",
    )
    PREVIEW = "Preview: {when}", "Aperçu : {when}"
    PREVIEW_HINT = (
        "Nothing is kept yet. It would read like this now:",
        "Rien n’est encore enregistré. Voici à quoi cela ressemblerait maintenant :",
    )
    KEEP = "Keep it", "Enregistrer"
    KEPT = "Kept: {when}. The first digest comes {first}.", "Enregistré : {when}. Premier point : {first}."
    CHANGED = "Kept: {when}. The next digest comes {first}.", "Enregistré : {when}. Prochain point : {first}."
    FROM_FILE = (
        "This channel’s subscription “{name}” stands in the configuration file, and can only be changed there: {when}.",
        "L’abonnement « {name} » de ce canal se trouve dans le fichier de configuration et ne peut être changé "
        "que là : {when}.",
    )
    BESIDE_FILE = (
        "“{name}”, chosen in this channel, comes beside it: {when}. End it with `settings stop`.",
        "« {name} », choisi dans ce canal, y paraît aussi : {when}. Arrêtez-le avec `settings stop`.",
    )
    BESIDE_STOPPED = "“{name}” comes no more.", "« {name} » ne paraît plus."
    NOT_IN_THREAD = (
        "It comes to the channel of this thread, and not into the thread.",
        "Il paraît dans le canal de ce fil, et non dans le fil.",
    )
    STOP = "Stop this digest", "Arrêter ce point"
    STOP_QUESTION = (
        "Shall this channel get no digest any more?",
        "Ce canal ne doit-il plus recevoir de point ?",
    )
    STOPPED = "This channel gets no digest any more.", "Ce canal ne reçoit plus de point."
    STILL_FOLLOWS = (
        "News of what it follows is still posted here: `follow` lists that, `unfollow` ends it.",
        "Les nouvelles de ce qu’il suit y sont toujours publiées : `follow` en donne la liste, `unfollow` y met fin.",
    )
    NOT_SUBSCRIBED = (
        "This channel has no digest of its own. Say `subscribe`.",
        "Ce canal n’a pas de point à lui. Écrivez `subscribe`.",
    )
    FORGET = "Forget this team", "Oublier cette équipe"
    FORGET_QUESTION = (
        "This deletes every subscription, follow and mute of this team, and what it was told. It cannot be undone.",
        "Cela efface tous les abonnements, suivis et sourdines de cette équipe, et ce qui lui a été raconté. "
        "C’est irrévocable.",
    )
    FORGOTTEN = (
        "All that was kept of this team is deleted.",
        "Tout ce qui était conservé sur cette équipe est effacé.",
    )


FORMS = frozenset({"subscribe", "settings"})
_KEEP, _STOP, _FORGET = "keep", "stop", "forget"
_DRAFT_ID = re.compile(r"[0-9a-f]{16}")


async def subscribe(call: Call) -> Answer:
    """Answer with the form, with the preview of what was filled in, or with what was kept."""
    head, _, rest = call.text.partition(" ")
    if head == _FORGET:
        return await _forget(call, is_sure=rest == "yes")
    fields = dict(call.request.fields)
    if form.ROLE in fields:
        said = await _choose_role(call, next(iter(fields.pop(form.ROLE)), ""))
        if not fields:
            return said
    if call.has_subscription and call.reader.from_file:
        return await _left_to_the_file(call, ends=head == _STOP)
    if head == _KEEP:
        return await _keep(call, await _draft(call, rest))
    if head == _STOP:
        return await _stop(call)
    if head == form.PART:
        number, _, draft = rest.partition(" ")
        return await form.opened(call, await _draft(call, draft), draft, at=_number(number))
    if head and not _DRAFT_ID.fullmatch(head):
        raise QueryError(call.spoken.say(SubscribeRemark.FORM_TAKES, word=call.request.word))
    base = await _draft(call, head)
    if not fields:
        return await form.opened(call, base, head)
    return await _preview(call, base, fields)


async def _left_to_the_file(call: Call, *, ends: bool) -> Answer:
    """Say what the file gives this channel, and say or end what was chosen here before it did."""
    said = [
        call.spoken.say(SubscribeRemark.FROM_FILE, name=one.name, when=said_times(one, call.spoken))
        for one in call.subscriptions
    ]
    of_file = {one.key for one in call.house.settings.subscriptions}
    # On Discord it was chosen in the channel's own server; since the file names the channel, it is the home team's.
    here = call.request.place
    saved = await call.house.store.read(subscriptions.saved, here.team)
    # One that has the name of the file's gives nothing.
    for one in (one for one in saved if one.place == here and one.key not in of_file):
        if ends:
            await call.house.store.write_durably(subscriptions.remove, one.name, one.team)
            await call.log(f"{call.request.word} {_STOP}")
            said.append(call.spoken.say(SubscribeRemark.BESIDE_STOPPED, name=one.name))
        else:
            when = said_times(one, call.spoken)
            said.append(call.spoken.say(SubscribeRemark.BESIDE_FILE, name=one.name, when=when))
    return Answer(Message(" ".join(said), tuple(Paragraph(coded(each)) for each in said)))


def endings(call: Call) -> list[tuple[str, str]]:
    """Return (label, text) of what `settings` takes in place of the form."""
    return [
        (call.spoken.say(SubscribeRemark.STOP), _STOP),
        (call.spoken.say(SubscribeRemark.FORGET), _FORGET),
    ]


def opens_form(word: str, text: str) -> bool:
    """Say whether the answer may be a form: of the word alone, and of the buttons that change a part."""
    return word in FORMS and text.partition(" ")[0] in ("", form.PART)


def concerns_team(text: str, fields: Filled) -> bool:
    """Say whether this holds for a whole team: forgetting it, and the role whose members may change its channels."""
    return text.partition(" ")[0] == _FORGET or form.ROLE in fields


async def _choose_role(call: Call, role: str) -> Answer:
    """Keep which of the server's roles may change things, at once: there is nothing to preview."""
    await call.house.store.write_durably(notes.keep, role_note(call.request), role)
    await call.log(f"{call.request.word} role {role or '–'}")
    return call.said(SubscribeRemark.ROLE_KEPT if role else SubscribeRemark.ROLE_NONE)


async def _draft(call: Call, id_: str) -> Subscription:
    """Return a draft of this channel, of no id what it has now; raise QueryError when it is gone or another's."""
    if not id_:
        return await _current(call)
    text = await call.house.store.read(kept.get, id_, kind=kept.DRAFT)
    draft = subscriptions.read(text) if text else None
    if draft is None or draft.place != call.place:
        raise QueryError(call.spoken.say(Remark.TOO_OLD))
    return draft


async def _keep_draft(call: Call, chosen: Subscription) -> str:
    """Keep what was chosen so far; return its id."""
    written = subscriptions.write(chosen)
    return await call.house.store.write(kept.keep, written, call.now, kind=kept.DRAFT)


async def _current(call: Call) -> Subscription:
    # What the channel has muted stays apart, so that it can be lifted.
    own = laid_out(replace(call.reader, mute=call.house.settings.team.mute.mute()), call.request.layouts)
    return own if call.has_subscription else replace(own, name=await _new_name(call))


async def _preview(call: Call, base: Subscription, fields: Filled) -> Answer:
    chosen = laid_out(with_filled(base, fields, call.themes), call.request.layouts)
    draft = await _keep_draft(call, chosen)
    if problems := mistakes(fields, call.spoken):
        return await form.sent_back(call, chosen, draft, problems)
    store, spoken = call.house.store, call.spoken
    reader = await store.read(choices.with_mutes, chosen)
    last = await store.read(digest_store.last_end, reader.key, reader.edition)
    digest = await call.house.desk.preview(reader, window_of(reader, last, call.now), call.now)
    said = call.house.desk.message(reader, digest)
    heading = spoken.say(SubscribeRemark.PREVIEW, when=said_times(reader, spoken))
    blocks: list[Block] = [Heading(heading), note(spoken.say(SubscribeRemark.PREVIEW_HINT))]
    blocks += [*_without_buttons(said), Buttons(tuple(form.part_buttons(call, draft)))]
    confirm = Button(spoken.say(SubscribeRemark.KEEP), call.request.word, f"{_KEEP} {draft}", is_main=True)
    return Answer(Message(heading, tuple(blocks), said.more), confirm=confirm)


async def _keep(call: Call, chosen: Subscription) -> Answer:
    subscription = replace(chosen, from_file=False, since=chosen.since or call.now)
    remark = SubscribeRemark.CHANGED if call.has_subscription else SubscribeRemark.KEPT
    # From here on the channel is spoken to in the voice that was chosen for it.
    call = replace(call, reader=subscription)
    await call.house.store.write_durably(_save, subscription)
    when = said_times(subscription, call.spoken)
    await call.log(f"{call.request.word} {', '.join(subscription.themes)}; {when}")
    slot = next_slot(subscription, call.now)
    first = call.spoken.moment(slot.due, subscription.zone) if slot else "–"
    stop = Button(
        call.spoken.say(SubscribeRemark.STOP),
        "settings",
        _STOP,
        question=call.spoken.say(SubscribeRemark.STOP_QUESTION),
    )
    where = call.spoken.say(SubscribeRemark.NOT_IN_THREAD) if call.request.is_in_thread else ""
    hint = call.cannot_post or where
    return call.said(remark, when=when, first=first, hint=hint, buttons=[stop])


def _save(db: Database, chosen: Subscription) -> None:
    """Keep it in place of its channel's; under another name where another channel took its own meanwhile."""
    saved = subscriptions.saved(db, chosen.team)
    here = next((one.name for one in saved if one.place == chosen.place), chosen.name)
    is_taken = any(one.name == here and one.place != chosen.place for one in saved)
    subscriptions.save(db, replace(chosen, name=f"{here}-{chosen.channel}" if is_taken else here))
    # Whoever asks for a digest here has let us in.
    channel_store.switch_on(db, chosen.place)


async def _stop(call: Call) -> Answer:
    follows = await call.house.store.read(choices.follows, call.place.key)
    hint = call.spoken.say(SubscribeRemark.STILL_FOLLOWS) if follows else ""
    if not call.has_subscription:
        return call.said(SubscribeRemark.NOT_SUBSCRIBED, hint=hint)
    draft = await _keep_draft(call, await _current(call))
    await call.house.store.write_durably(subscriptions.remove, call.reader.name, call.place.team)
    await call.log(f"{call.request.word} {_STOP}")
    undo = Button(call.spoken.say(Remark.UNDO), call.request.word, f"{_KEEP} {draft}")
    return call.said(SubscribeRemark.STOPPED, hint=hint, buttons=[undo])


async def _forget(call: Call, *, is_sure: bool) -> Answer:
    """Delete what is kept of the team, once it was asked whether that is meant."""
    if not is_sure:
        sure = Button(
            call.spoken.say(SubscribeRemark.FORGET), call.request.word, f"{_FORGET} yes", is_main=True
        )
        return call.said(SubscribeRemark.FORGET_QUESTION, buttons=[sure])
    await call.house.store.write_durably(_forget_team, call)
    # Here alone, since what is kept of the team's changes is deleted, too.
    log().warning("forgotten", platform=str(call.place.platform), team=call.team, by=call.request.user)
    return call.said(SubscribeRemark.FORGOTTEN)


def _forget_team(db: Database, call: Call) -> None:
    teams.forget_choices(db, call.place.platform, call.team)
    notes.forget(db, role_note(call.request))


def _without_buttons(message: Message) -> list[Block]:
    """Return a digest's blocks as a preview shows them: nothing in it is pressed."""
    shown = [block for block in message.blocks if not isinstance(block, Buttons)]
    return [replace(block, buttons=()) if isinstance(block, Card) else block for block in shown]


async def _new_name(call: Call) -> str:
    """Return a name that the team's subscriptions do not have yet: the channel's own, where it is free."""
    saved = await call.house.store.read(subscriptions.saved, call.place.team)
    taken = {one.name for one in (*saved, *call.house.settings.subscriptions)}
    name = call.request.channel_name or call.place.channel
    return f"{name}-{call.place.channel}" if name in taken else name


def _number(text: str) -> int:
    return int(text[:2]) if text.isdecimal() else 0


SUBSCRIBING: dict[str, Word] = {"subscribe": subscribe, "settings": subscribe}
