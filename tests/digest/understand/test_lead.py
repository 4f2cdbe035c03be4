"""What of an item is compared: the words that tell, not those that a page adds."""

import pytest

from digest.understand.lead import LEAD_LIMIT, lead

TITLE = "Dutch government takes control of chipmaker Nexperia"
TOLD = "The Hague invoked a law of 1952 on Sunday."


@pytest.mark.parametrize(
    "summary",
    [
        TOLD,
        f"{TITLE} {TOLD}",
        f"By Jane Doe\n{TOLD}",
        f"{TOLD} Read more...",
        f"{TOLD}\nPełna wersja strony",
        f"Article URL: https://a.example/x\nComments URL: https://b.example/y\nPoints: 5\n# Comments: 2\n{TOLD}",
        f"{TOLD} The post {TITLE} appeared first on Example.",
    ],
)
def test_the_lead_is_what_was_told(summary):
    assert lead(TITLE, summary) == TOLD


def test_a_lead_is_short_however_long_the_text():
    assert len(lead(TITLE, "word " * 20_000)) <= LEAD_LIMIT


def test_without_a_text_there_is_none():
    assert lead(TITLE, f"{TITLE}\nhttps://a.example/1") == ""
