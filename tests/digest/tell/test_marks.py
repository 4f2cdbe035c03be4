"""Which words of a text are marked as those that were asked for."""

import pytest

from digest.model.query import Hit, Query
from digest.tell.marks import marked
from digest.tell.message import Text, Weight
from digest.tell.present.search import search_message
from digest.tell.team_voice import TeamVoice
from tests.builders import item


def shown(text: str, asked: str) -> str:
    pieces = [f"[{span.text}]" if span.weight is Weight.STRONG else span.text for span in marked(text, asked)]
    return "".join(pieces)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("chip", "New [chips], one [Chip], a chipmaker"),
        ("chips", "New [chips], one [Chip], a chipmaker"),
        ("chip*", "New [chips], one [Chip], a [chipmaker]"),
        ("policies", "One [policy] of many [policies]"),
        ("class action", "A [class] [action] among [classes]"),
        ("ecole", "L’[École] polytechnique"),
        ("ＡＩ", "The [AI] act"),
        ('"export controls" -wine', "[Export] [controls] of wine"),
        ('chips -"fine wine"', "[chips] and fine wine"),
        ("出口管制", "美国[出口管制]与[出口]与[管制]"),
        ("芯", "华为[芯]片"),
        ("华为 Ascend", "[华为Ascend]芯片"),
        ("a", "a letter alone"),
        ("* -x -", "nothing -x * to mark"),
        ("", ""),
    ],
)
def test_words_are_marked_as_they_are_found(asked, text):
    plain = text.replace("[", "").replace("]", "")

    assert shown(plain, asked) == text
    assert "".join(span.text for span in marked(plain, asked) if isinstance(span, Text)) == plain


def test_the_part_that_was_asked_about_is_shown_wherever_it_stands():
    read = item(
        "Title", summary="About gallium.", content=f"About gallium. {'Nothing of it. ' * 90}Then germanium."
    )

    card = search_message(Query("germanium"), [Hit(read, 0.0)], TeamVoice("en")).blocks[1]

    assert any(span == Text("germanium", Weight.STRONG) for line in card.lines for span in line)
