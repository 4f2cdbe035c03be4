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
        f"{TOLD} (newsroom@example.com)",
    ],
)
def test_the_lead_is_what_was_told(summary):
    assert lead(TITLE, summary) == TOLD


@pytest.mark.parametrize(
    "notice",
    [
        f"The post {TITLE} appeared first on Example.com .",
        "The post Who runs Nexperia now? appeared first on Example - do not reproduce this article.",
        f"L'article {TITLE} est apparu en premier sur Exemple.",
    ],
)
def test_a_notice_ends_a_text_that_has_no_full_stop_before_it(notice):
    told = TOLD.removesuffix(".")

    assert lead(TITLE, f"{told} {notice}") == told


def test_a_lead_is_short_however_long_the_text():
    assert len(lead(TITLE, "word " * 20_000)) <= LEAD_LIMIT


def test_without_a_text_there_is_none():
    assert lead(TITLE, f"{TITLE}\nhttps://a.example/1") == ""
