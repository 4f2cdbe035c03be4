"""How a long message shrinks: first split, then fewer stories, last of all shorter sentences."""

import pytest

from digest.tell.message import (
    Bullets,
    Button,
    Buttons,
    Card,
    Heading,
    Link,
    Message,
    Note,
    Paragraph,
    Table,
    Text,
    plain,
)
from digest.tell.parts import in_parts


def story(number, words=4):
    return Card(Link(f"Story {number}", f"https://example.org/{number}"), lines=((Text("word " * words),),))


def length(blocks):
    """Characters, as a platform with one limit for all of a message would count them."""
    return sum(_length(block) for block in blocks)


def _length(block):
    match block:
        case Heading(text):
            return len(text)
        case Card():
            return len(block.title.text) + sum(len(plain(line)) for line in block.lines)
        case Paragraph(line) | Note(line):
            return len(plain(line))
        case Bullets(lines):
            return sum(len(plain(line)) for line in lines)
        case Table(header, rows):
            return sum(len(cell) for row in (header, *rows) for cell in row)
        case _:
            return 10


def parts_of(*blocks, most=3, limit=100, more="{n} more"):
    return in_parts(Message("", blocks, more), lambda part: length(part) <= limit, most)


def titles(parts):
    return [[block.title.text for block in part if isinstance(block, Card)] for part in parts]


def test_what_fits_stays_one_part():
    parts = parts_of(Heading("Digest"), story(1), story(2))

    assert parts == [(Heading("Digest"), story(1), story(2))]


def test_what_closes_a_message_never_stands_alone():
    """A message of a button, or of a footer, says nothing to whoever reads it first."""
    footer, share = Note((Text("64 feeds, 2 shown"),)), Buttons((Button("Share", "share"),))

    parts = parts_of(story(1), story(2), footer, share, limit=64)

    assert parts == [(story(1),), (story(2), footer, share)]
    # One story that fills a part by itself has nothing to give.
    assert parts_of(story(1, words=8), footer, limit=48) == [(story(1, words=8),), (footer,)]


def test_a_message_is_split_between_stories_before_one_is_left_out():
    parts = parts_of(Heading("Digest"), *map(story, range(1, 8)))

    assert titles(parts) == [
        ["Story 1", "Story 2", "Story 3"],
        ["Story 4", "Story 5", "Story 6"],
        ["Story 7"],
    ]
    assert all(story(n) in sum(parts, ()) for n in range(1, 8))


def test_a_heading_stays_with_its_first_story():
    parts = parts_of(story(1), story(2), story(3), Heading("Talent", 2), story(4))

    assert parts[1] == (Heading("Talent", 2), story(4))


def test_a_part_that_goes_on_with_a_section_says_which():
    talent = Heading("Talent", 2)

    parts = parts_of(Heading("Digest"), story(1), talent, *map(story, range(2, 6)))

    assert parts[1] == (talent, story(4), story(5))
    # The digest's own heading is said once, and where a section's has no room it is left out.
    assert parts_of(Heading("Digest"), *map(story, range(1, 5)))[1] == (story(4),)
    assert parts_of(talent, story(1), story(2, words=5), limit=34)[1] == (story(2, words=5),)


def test_a_footer_that_counts_what_is_shown_says_how_much_had_no_room():
    footer = Note((Text("29 shown"),), if_cut=(Text("29 chosen, {n} without room"),))

    cut = parts_of(Heading("Digest"), *map(story, range(1, 30)), footer)
    whole = parts_of(Heading("Digest"), story(1), footer)

    left = 29 - len(sum(titles(cut), []))
    assert plain(cut[-1][-1].line) == f"29 chosen, {left} without room"
    assert plain(whole[-1][-1].line) == "29 shown"


def test_past_the_most_parts_stories_are_left_out_from_the_end_and_counted():
    footer = Note((Text("14 feeds"),))

    parts = parts_of(Heading("Digest"), *map(story, range(1, 30)), footer)

    shown = sum(titles(parts), [])
    assert len(parts) == 3
    assert shown == [f"Story {n}" for n in range(1, len(shown) + 1)]
    assert [plain(note.line) for note in parts[-1][-2:]] == [f"{29 - len(shown)} more", "14 feeds"]
    assert all(length(part) <= 100 for part in parts)


def test_no_sentence_is_cut_while_stories_can_be_split_or_left_out():
    parts = parts_of(*map(story, range(30)))

    lines = [plain(line) for part in parts for card in part if isinstance(card, Card) for line in card.lines]
    assert set(lines) == {"word " * 4}


def test_a_story_too_long_for_a_part_has_its_sentences_cut_at_a_word():
    (part,) = parts_of(Heading("Digest"), story(1, words=50), limit=60)

    said = plain(part[1].lines[0])
    assert part[1].title.text == "Story 1"
    assert said.endswith("word…")
    assert 50 < length(part) <= 60


def test_no_grapheme_and_no_link_is_cut():
    family = "👨‍👩‍👧‍👦"
    link = Link("a long name of an outlet", "https://example.org")

    (part,) = parts_of(Paragraph((Text(family * 5), link)), limit=40)

    assert plain(part[0].line).rstrip("…") in {family * n for n in range(6)}


def test_a_list_and_a_table_are_split_between_lines_and_the_header_comes_again():
    rows = tuple((f"{n:010}", f"{n:010}") for n in range(12))

    parts = parts_of(Heading("All"), Table(("name", "value"), rows), most=9)

    tables = [block for part in parts for block in part if isinstance(block, Table)]
    assert {table.header for table in tables} == {("name", "value")}
    assert sum((table.rows for table in tables), ()) == rows


def test_buttons_that_close_a_message_stay():
    buttons = Buttons((Button("Next page", "search", "page:5"),))

    parts = parts_of(*map(story, range(30)), buttons)

    assert parts[-1][-1] == buttons


@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_every_story_is_shown_or_counted(count):
    parts = parts_of(*map(story, range(count)))

    left = [block for part in parts for block in part if isinstance(block, Note)]
    counted = sum(int(plain(note.line).split()[0]) for note in left)
    assert len(sum(titles(parts), [])) + counted == count


def test_a_list_is_split_in_halves_until_they_fit_and_no_line_is_lost():
    lines = tuple((Text(f"line {n} {'x' * 8}"),) for n in range(7))

    parts = parts_of(Heading("All"), Bullets(lines), most=9, limit=50)

    found = [block.lines for part in parts for block in part if isinstance(block, Bullets)]
    assert sum(found, ()) == lines
    assert len(parts[0]) == 2
    assert all(length(part) <= 50 for part in parts)


@pytest.mark.parametrize(
    "block",
    [
        Bullets(tuple((Text(f"line {n:04}"),) for n in range(50))),
        Table(("name",), tuple((f"row {n:06}",) for n in range(50))),
    ],
)
def test_where_there_are_no_stories_lines_and_rows_are_counted(block):
    parts = parts_of(block, most=2)

    shown = sum(
        len(each.lines) if isinstance(each, Bullets) else len(each.rows)
        for part in parts
        for each in part
        if isinstance(each, Bullets | Table)
    )
    assert plain(parts[-1][-1].line) == f"{50 - shown} more"
    assert 0 < shown < 20


def test_beside_stories_their_notes_are_not_counted():
    parts = parts_of(
        *(block for n in range(20) for block in (story(n), Paragraph((Text("said so"),)))), most=1
    )

    assert plain(parts[-1][-1].line) == f"{20 - len(titles(parts)[0])} more"
