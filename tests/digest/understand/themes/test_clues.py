"""Which words of a text are weighed, and what they come to."""

from digest.understand.themes.clues import Clues, clues_in, shipped_clues
from digest.understand.tokens import tokens


def test_a_word_counts_as_it_is_and_by_how_it_begins():
    assert clues_in(tokens("Serverhallen am Fluss")) == {"serverhallen", "serve", "am", "fluss"}


def test_where_characters_run_on_each_counts_with_the_next():
    assert clues_in(tokens("北京 lab")) == {"北京", "lab"}
    assert clues_in(tokens("北京市")) == {"北京", "京市"}


def test_a_text_hints_where_more_speaks_for_it_than_against():
    clues = Clues({"server": 4.0, "serve": 2.0, "tennis": -9.0}, -1.0)

    assert clues.tell(tokens("Server halls"))
    assert not clues.tell(tokens("Server at the tennis"))
    assert not clues.tell([])


def test_one_word_of_many_hints_less():
    clues = Clues({"server": 4.0}, -1.0)

    assert clues.tell(tokens("New server"))
    assert not clues.tell(tokens("New server " + " ".join(f"word{n}" for n in range(40))))


def test_only_the_first_lines_are_weighed():
    assert "late" not in clues_in([*("word",) * 60, "late"])


def test_what_ships_says_nothing_of_what_other_gates_look_at():
    assert not shipped_clues().tell(tokens("AI ai chips NVIDIA DeepSeek ChatGPT China"))
