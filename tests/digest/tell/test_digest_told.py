"""A digest as it is read."""

from digest.model.digest import Coverage, Digest, OutletLink, Section, Sentence, Telling
from digest.model.subscription import Edition
from digest.model.window import Window
from digest.tell.message import Card, plain
from digest.tell.present.digest import digest_message
from tests.builders import NOW, subscription

TELLING = Telling(
    story="a" * 16,
    title="A lab opens its weights",
    language="en",
    summary=(Sentence("A lab has opened its weights.", ("i1",)),),
    links=(
        OutletLink("one.example", "https://one.example/1", "en"),
        OutletLink("deux.example", "https://deux.example/1", "fr"),
    ),
    viewpoints={},
    outlets=5,
    owners=5,
    themes=("open_source",),
)


def test_the_outlets_of_a_story_are_listed_with_their_languages_and_how_many_more_there_are():
    digest = Digest(
        id="d1",
        subscription="morning",
        edition=Edition.DAILY,
        date=NOW.date(),
        window=Window(NOW, NOW),
        sections=(Section("open_source", (TELLING,)),),
        coverage=Coverage(),
    )

    [card] = [
        block for block in digest_message(digest, subscription(), themes=()).blocks if isinstance(block, Card)
    ]

    assert plain(card.notes[-1]) == "one.example, deux.example (French), 3 more"
