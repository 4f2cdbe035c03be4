"""What was told and what its outlet says now in, what the reader should be told of it out.

An outlet amends an item by saying so in its title or text, or by putting another number in the place of one
that we have told. A title in other words, a longer text, another date: none of these amends anything.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from digest.model import Amendment, AmendmentKind, ChangeKind, Figure, Item, Story, Subscription, Telling
from digest.tell.changes import marks_of
from digest.tell.message import Line, Link, Message, Paragraph, Text
from digest.tell.phrases import Words
from digest.tell.summarise import summarise
from digest.tell.voice import Voice, speaker
from digest.understand.figures import agree, find_figures

_KINDS = {
    ChangeKind.CORRECTION: AmendmentKind.CORRECTED,
    ChangeKind.WITHDRAWAL: AmendmentKind.WITHDRAWN,
}
# A text that says of itself that it was mended, in a sentence of its own.
_SAYS_CORRECTED = re.compile(
    r"(?:^|[.!?…。]\s*|\n)\W{0,3}(?:correction|corrections|clarification|rectificatif|correctif|berichtigung|korrektur"
    r"|corrección|fe de erratas|errata|sprostowanie|поправка|更正|勘误|勘誤|訂正|정정)\s*(?:\([^)]{1,40}\))?\s*[:：]"
    r"|(?:earlier|previous) version of this (?:article|story|report|headline)",
    re.IGNORECASE,
)


class Amended(Words):
    """What is said of a message that is edited."""

    CORRECTED_BADGE = "Corrected:", "Corrigé :"
    WITHDRAWN_BADGE = "Withdrawn:", "Retiré :"
    JOINED_BADGE = "Told before:", "Déjà raconté :"
    CORRECTED = "{time}: {what} has corrected its report.", "{time} : {what} a corrigé son article."
    CORRECTED_FIGURE = (
        "{time}: {what} has corrected its report: {detail}.",
        "{time} : {what} a corrigé son article : {detail}.",
    )
    WITHDRAWN = "{time}: {what} has withdrawn its report.", "{time} : {what} a retiré son article."
    JOINED = (
        "{time}: this turned out to be one story with “{what}”.",
        "{time} : c’est le même sujet que « {what} », s’est-il avéré.",
    )
    WHERE = "It was told here", "Il a été raconté ici"


_BADGES = {
    AmendmentKind.CORRECTED: Amended.CORRECTED_BADGE,
    AmendmentKind.WITHDRAWN: Amended.WITHDRAWN_BADGE,
    AmendmentKind.JOINED: Amended.JOINED_BADGE,
}


# ---- what was amended -----------------------------------------------------------------------------


def amendment(former: Item, item: Item, telling: Telling, *, at: datetime, voice: str) -> Amendment | None:
    """Return what an outlet has amended of what a telling says; None where that still stands.

    `former` is the item as it was told.
    """
    new = [kind for kind in marks_of(item) if kind not in marks_of(former)]
    if new:
        return Amendment(_KINDS[new[0]], at, item.outlet)
    if detail := _other_figure(former, item, telling, speaker(voice)):
        return Amendment(AmendmentKind.CORRECTED, at, item.outlet, detail)
    if _says_corrected(item) and not _says_corrected(former):
        return Amendment(AmendmentKind.CORRECTED, at, item.outlet)
    return None


def is_behind(item: Item, telling: Telling) -> bool:
    """Tell whether a telling says what the item said."""
    return (
        item.title == telling.title
        or any(item.id in sentence.items for sentence in telling.summary)
        or any(link.url == item.url for link in telling.links[:1])
    )


def _says_corrected(item: Item) -> bool:
    return _SAYS_CORRECTED.search(f"{item.summary}\n{item.content}") is not None


def _other_figure(former: Item, item: Item, telling: Telling, spoken: Voice) -> str:
    """Return which number that was told now is another one; empty where none is."""
    said = " ".join(sentence.text for sentence in telling.summary if former.id in sentence.items)
    before, after = _figures(former, former.title, former.summary), _figures(item, item.title, item.summary)
    for told in _figures(former, telling.title, said):
        if not any(agree(told, one) for one in before) or any(agree(told, one) for one in after):
            continue
        for one in after:
            is_new = not any(agree(one, known) for known in before)
            if is_new and one.unit == told.unit and one.subject == told.subject:
                return f"{spoken.amount(told.amount, told.unit)} → {spoken.amount(one.amount, one.unit)}"
    return ""


def _figures(item: Item, title: str, text: str) -> list[Figure]:
    return find_figures(item.id, title, text, item.language)


# ---- how it is told -------------------------------------------------------------------------------


def retell(
    telling: Telling, story: Story, items: Sequence[Item], subscription: Subscription, made: Amendment
) -> Telling:
    """Return the telling in the words that the items have now, with what was amended noted."""
    amended = replace(telling, amendments=(*telling.amendments, made))
    standing = [item for item in items if ChangeKind.WITHDRAWAL not in marks_of(item)]
    if made.kind is AmendmentKind.JOINED:
        return amended
    if not standing:
        return replace(amended, summary=(), figures=())
    summary = summarise(story, standing, languages=subscription.languages)
    return replace(amended, title=summary.title, language=summary.language, summary=summary.sentences)


def badge(telling: Telling, spoken: Voice) -> str:
    """Return what stands before the title of an amended telling; empty for one that stands as it was told."""
    return spoken.say(_BADGES[telling.amendments[-1].kind]) if telling.amendments else ""


def amendment_line(made: Amendment, spoken: Voice, zone: str) -> Line:
    time = spoken.moment(made.at, zone)
    match made.kind:
        case AmendmentKind.CORRECTED if made.detail:
            said = spoken.say(Amended.CORRECTED_FIGURE, time=time, what=made.what, detail=made.detail)
        case AmendmentKind.CORRECTED:
            said = spoken.say(Amended.CORRECTED, time=time, what=made.what)
        case AmendmentKind.WITHDRAWN:
            said = spoken.say(Amended.WITHDRAWN, time=time, what=made.what)
        case AmendmentKind.JOINED:
            said = spoken.say(Amended.JOINED, time=time, what=made.what)
    if made.link is None:
        return (Text(said),)
    return (Text(f"{said} "), Link(spoken.say(Amended.WHERE), made.link), Text("."))


def amendment_message(made: Amendment, *, voice: str, zone: str) -> Message:
    """Return the reply that says in the message's thread what was changed, and when."""
    line = amendment_line(made, speaker(voice), zone)
    return Message("".join(span.text for span in line), (Paragraph(line),))
