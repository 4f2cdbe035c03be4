"""What the bot says to whoever looks after it, when it cannot post."""

from digest.tell.causes import told_cause
from digest.tell.message import Heading, Message, Paragraph
from digest.tell.phrases import Words
from digest.tell.spans import coded
from digest.tell.voice import Voice


class Incident(Words):
    HEADING = "Posting", "Publication"
    CHANNEL_CLOSED = (
        "I can no longer post to {channel} on {platform} ({reason}). After three tries it is switched off. "
        "Let me in again, or restart me: what it missed then comes, within a day as a late digest, else with the next.",
        "Je ne peux plus publier dans {channel} sur {platform} ({reason}). Après trois essais, il est désactivé. "
        "Donnez-moi de nouveau accès, ou redémarrez-moi : ce qui manque viendra alors, sous un jour dans un point "
        "en retard, sinon dans le prochain.",
    )
    TOKEN_REFUSED = (
        "My token for {platform} works no more ({reason}), so nothing is posted there. What is due waits for a day. "
        "Set a new token and restart me; `parallax doctor` says more.",
        "Mon jeton pour {platform} ne vaut plus rien ({reason}) : rien n’y est publié. Ce qui est dû attend un jour. "
        "Donnez un nouveau jeton et redémarrez-moi ; `parallax doctor` en dit plus.",
    )
    WORKSPACE_REFUSED = (
        "The workspace {team} takes nothing from me any more ({reason}). What is due there waits for a day. "
        "Somebody there has to install me again.",
        "L’espace de travail {team} n’accepte plus rien de moi ({reason}). Ce qui y est dû attend un jour. "
        "Quelqu’un doit m’y installer à nouveau.",
    )
    POSTED_UNSEEN = (
        "The answer to a message in {channel} on {platform} was lost, and I could not look there, "
        "so I posted it again: it may stand there twice. If I may not read the channel’s history, let me.",
        "La réponse à un message dans {channel} sur {platform} s’est perdue et je n’ai pas pu y regarder : "
        "je l’ai publié à nouveau, il s’y trouve peut-être deux fois. Si je n’ai pas le droit de lire l’historique, "
        "donnez-le-moi.",
    )


def incident_message(incident: Incident, spoken: Voice, **values: str) -> Message:
    told = {name: told_cause(value, spoken) if name == "reason" else value for name, value in values.items()}
    said = spoken.say(incident, None, **told)
    return Message(said, (Heading(spoken.say(Incident.HEADING)), Paragraph(coded(said))))
