"""Which words of a text are weighed, and what they come to."""

from digest.understand.themes.hints import Hints, hinting, shipped_hints
from digest.understand.tokens import tokens


def test_a_word_counts_as_it_is_and_by_how_it_begins():
    assert hinting(tokens("Serverhallen am Fluss")) == {"serverhallen", "serve", "am", "fluss"}


def test_where_characters_run_on_each_counts_with_the_next():
    assert hinting(tokens("北京 lab")) == {"北京", "lab"}
    assert hinting(tokens("北京市")) == {"北京", "京市"}


def test_a_text_hints_where_more_speaks_for_it_than_against():
    hints = Hints({"server": 4.0, "serve": 2.0, "tennis": -9.0}, -1.0)

    assert hints.tell(tokens("Server halls"))
    assert not hints.tell(tokens("Server at the tennis"))
    assert not hints.tell([])


def test_one_word_of_many_hints_less():
    hints = Hints({"server": 4.0}, -1.0)

    assert hints.tell(tokens("New server"))
    assert not hints.tell(tokens("New server " + " ".join(f"word{n}" for n in range(40))))


def test_only_the_first_lines_are_weighed():
    assert "late" not in hinting([*("word",) * 60, "late"])


def test_what_ships_says_nothing_of_what_other_gates_look_at():
    assert not shipped_hints().tell(tokens("AI ai chips NVIDIA DeepSeek ChatGPT China"))
