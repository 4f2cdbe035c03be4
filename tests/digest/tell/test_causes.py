"""Why a feed or a place failed, in the reader's language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.tell.causes import told_cause
from digest.tell.voice import speaker

ROOT = Path(__file__).parents[3]
# Where a feed's failure is worded; a list of feeds and an article's page are none that `feeds` tells of.
WORDED = [
    *(path for path in sorted(ROOT.glob("digest/pull/*.py")) if path.stem not in ("opml", "article")),
    ROOT / "digest/line/round.py",
    ROOT / "bot/worker.py",
]
ERRORS = ("FetchError", "ParseError", "WorkerDied", "WorkerTimeout")


def worded() -> Iterator[str]:
    """Yield every text that an error of a feed is made of, with `x` for its values."""
    for path in WORDED:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS and node.args:
                match node.args[0]:
                    case ast.Constant(value=str(text)):
                        yield text
                    case ast.JoinedStr(values=parts):
                        yield "".join(
                            str(part.value) if isinstance(part, ast.Constant) else "x" for part in parts
                        )


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        ("there is nothing at this address (404)", "il n’y a rien à cette adresse (404)"),
        ("the server did not answer within 20 s", "le serveur n’a pas répondu en 20 s"),
        (
            "no connection could be made within 10 s",
            "aucune connexion n’a pu être établie en 10 s",
        ),
        ("Slack refused it: not_in_channel", "Slack l’a refusé : not_in_channel"),
        ("what an older version noted", "what an older version noted"),
        ("", ""),
    ],
)
def test_a_cause_is_told_in_the_voice(noted, told):
    assert told_cause(noted, speaker("fr")) == told
    assert told_cause(noted, speaker("en")) == noted


def test_every_cause_that_is_worded_is_known_in_french():
    noted = set(worded())

    assert len(noted) > 40
    assert {text for text in noted if told_cause(text, speaker("fr")) == text} == set()


def test_every_status_that_has_words_is_known_in_french():
    said = re.findall(
        r'^    \d{3}: "(.+)",$', (ROOT / "digest/pull/reply.py").read_text(encoding="utf-8"), re.M
    )

    assert len(said) > 5
    assert {text for text in said if told_cause(text, speaker("fr")) == text} == set()
