"""Why a feed or a place failed, in the reader's language."""

import re

import pytest

from digest.causes import Cause
from digest.tell.causes import IN_FRENCH, told_cause
from digest.tell.voice import speaker


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        ("there is nothing at this address (404)", "il n’y a rien à cette adresse (404)"),
        ("the server did not answer within 20 s", "le serveur n’a pas répondu en 20 s"),
        (
            "no connection could be made within 10 s",
            "aucune connexion n’a pu être établie en 10 s",
        ),
        ("Slack refused it: not_in_channel", "Slack l’a refusé\u202f: not_in_channel"),
        ("what an older version noted", "what an older version noted"),
        ("", ""),
    ],
)
def test_a_cause_is_told_in_the_voice(noted, told):
    assert told_cause(noted, speaker("fr")) == told
    assert told_cause(noted, speaker("en")) == noted


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_is_told_in_french_with_all_its_values(cause):
    values = {name: f"value of {name}" for name in re.findall(r"{(\w+)}", cause)}

    told = told_cause(cause.of(**values), speaker("fr"))
    assert told.replace("\u202f", " ") == IN_FRENCH[cause].format(**values)
    assert re.findall(r"{(\w+)}", IN_FRENCH[cause]) == list(values)
