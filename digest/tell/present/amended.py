"""An Amendment in; out the badge and the line of the message that is edited, and the reply in its thread."""

from digest.model.change import Amendment, AmendmentKind
from digest.model.digest import Telling
from digest.model.subscription import Subscription
from digest.tell.message import Line, Link, Message, Paragraph, Text, Weight, plain
from digest.tell.phrases import Words
from digest.tell.voice import Voice, speaker


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
        "{time} : il s’est avéré que c’est le même sujet que « {what} ».",
    )
    WHERE = "It was told here", "Il a été raconté ici"


_BADGES = {
    AmendmentKind.CORRECTED: Amended.CORRECTED_BADGE,
    AmendmentKind.WITHDRAWN: Amended.WITHDRAWN_BADGE,
    AmendmentKind.JOINED: Amended.JOINED_BADGE,
}


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


def amendment_message(made: Amendment, of: str, reader: Subscription) -> Message:
    """Return the reply that says in the message's thread what was changed, and when.

    `of` is the title of the story that it is about, empty where the message tells no other.
    """
    line = amendment_line(made, speaker(reader.voice), reader.zone)
    named = (Paragraph((Text(of, Weight.STRONG),)),) if of else ()
    return Message(plain(line), (*named, Paragraph(line)))
