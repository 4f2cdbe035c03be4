"""What is told to whoever looks after the bot when it cannot post."""

from digest.tell.message import Text, Weight, plain
from digest.tell.present.incidents import Incident, incident_message
from digest.tell.voice import speaker


def test_what_is_to_be_typed_is_shown_so():
    said = incident_message(Incident.TOKEN_REFUSED, speaker("en"), platform="Slack", reason="token_revoked")

    assert Text("parallax doctor", Weight.CODE) in said.blocks[-1].line


def test_why_is_told_in_the_voice():
    said = incident_message(
        Incident.TOKEN_REFUSED,
        speaker("fr"),
        platform="Slack",
        reason="Slack refused it: token_revoked",
    )

    assert "ne vaut plus rien (Slack l’a refusé\u202f: token_revoked)" in plain(said.blocks[-1].line)
