"""What a call gets that asks for what there is not, or that no command takes: one line, and a status; and the help."""

import os
import re

import pytest

from bot import cli
from bot.commands import WORDS
from tests.program import called_here
from tests.scenarios.reports import AT


def test_a_call_without_a_command_gets_the_whole_help(call):
    assert call(status=2) == call("--help")
    assert call("feeds", status=2) == call("feeds", "--help")


def test_the_help_says_of_each_command_a_whole_sentence(call):
    said = call("--help", COLUMNS="80") + call("feeds", "--help", COLUMNS="80")

    assert [line for line in said.splitlines() if line.startswith("  ") and line.endswith("...")] == []
    assert "  restore  Put a backup in the database's place; not while `run` uses it.\n" in said


def test_global_options_stand_before_or_after_the_command(filled):
    assert filled("--json", "status") == filled("status", "--json")


@pytest.mark.parametrize(
    ("words", "status", "part"),
    [
        (["story", "ffff"], 1, "ffff"),
        (["search", "x", "--theme", "talnt"], 2, "talent"),
        (["search", "x", "--since", "someday"], 2, "someday"),
        (["--config", "none.toml", "status"], 2, "none.toml"),
        (["run", "--now", AT], 2, "--now"),
        (["digest", "--subscription", "none"], 2, "none is called “none”; there are: morning"),
        (["export"], 2, "'WHAT'. Choose from: items, stories, figures, digests, deliveries, feeds;"),
        (["story", "abc"], 1, "at least 4 of the 16 letters and digits"),
        (["digest", "--post"], 2, "--subscription"),
        (["pull", "--feed", "no-such"], 1, "no-such"),
        (
            ["pull", "--feed", "https://me:secret@a.example/"],
            2,
            "HIDDEN@a.example/: write a whole http or https",
        ),
        (["restore", "none.db"], 1, "none.db"),
        (["feeds", "add", "http://127.0.0.1:9/feed"], 2, "unless PARALLAX_ALLOW_HOSTS names"),
        (["--now", "today", "digest"], 2, "--now"),
        (["feeds", "check", "no-such"], 1, "“no-such”"),
        (["feeds", "import", "-"], 2, "parallax: standard input: is empty"),
        (["feeds", "import", "var/parallax.db"], 2, "var/parallax.db: is not OPML"),
        (["search", "x", "--outlet", "a.exampl"], 2, "“a.example”"),
        (["themes", "test", "a text", "--since", "1d"], 2, "--since"),
        (
            ["search", "chips", "-gpu"],
            2,
            "No such option: -g: put -- before words of which one begins with -;",
        ),
        (["search", "x", "--order", "best"], 2, "'--order': 'best' is not one of 'newest', 'relevance'"),
        (["search"], 2, "'QUERY': give words, or an option that narrows; `parallax search --help`"),
        (["themes", "test", "export", "controls"], 2, "(controls): put words that belong together between"),
        (["pull", "scmp-tech"], 2, "argument(s) (scmp-tech); `parallax pull --help` says more"),
        (["digest", "--limit", "99"], 2, "'--limit': '99' is no whole number from 1 to 50"),
        (["search", "x", "--limit", "ten"], 2, "'--limit': 'ten' is no whole number from 1 to 1000"),
        (["trends", "--weeks", "0"], 2, "'--weeks': '0' is no whole number from 1 to 520"),
        (["sarch", "x"], 2, "'sarch'. Did you mean 'search'? `parallax --help` says more"),
        (["today", "talent"], 2, "“today” is said in chat; here `parallax digest` prints"),
        (["feeds", "lst"], 2, "'lst'"),
        (["status", "--nosuch"], 2, "--nosuch"),
        (
            ["--db", "postgres://me:s3cret@h/db", "status"],
            2,
            "(PARALLAX_DB): found an address; write the path",
        ),
        (["--db", "", "status"], 2, "--db (PARALLAX_DB): is empty; write a path"),
        (["site", ""], 2, "FOLDER: is empty; write a path"),
        (["status", "--db"], 2, "Option '--db' requires an argument"),
        (["status", "--db", "--json"], 2, "Option '--db' requires an argument"),
        (["--db", "file:var/parallax.db", "status"], 2, "(PARALLAX_DB): found an address; write the path"),
        (["--db", ":memory:", "status"], 2, "(PARALLAX_DB): found an address; write the path"),
        (["site", "pages", "--base", "news"], 2, "'--base': write a whole http or https address"),
        (
            ["site", "pages", "--base", "https://a.example/?x"],
            2,
            "'--base': write the address that all others",
        ),
        (["init", "--config", "none/parallax.toml"], 1, "call it in a folder that may be written, or name"),
        (["figures", "--chart", "none/f.png"], 1, "nothing to draw"),
        (["site", "parallax.toml"], 1, "parallax: parallax.toml: cannot be written: Not a directory"),
    ],
)
def test_a_wrong_call_gets_one_line_and_a_status(filled, words, status, part):
    said = filled(*words, status=status)

    assert part in said
    assert "s3cret" not in said
    assert len(said.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [["search", "x", "--outlet", "a.exampl"], ["digest", "--theme", "talnt"], ["digest", "--since", "2099-01-01"]],
)  # fmt: skip
def test_a_wrong_call_of_an_empty_store_gets_one_line_too(call, words):
    assert len(call("--db", "var/empty.db", *words, status=2).strip().splitlines()) == 1


@pytest.mark.parametrize("name", ["PARALLAX_DB", "PARALLAX_CONFIG"])
def test_quotation_marks_that_a_file_of_variables_left_around_a_path_are_no_part_of_its_name(
    call, tmp_path, name
):
    said = call("status", status=2, **{name: '"postgres://ada:s3cret@a.example/news"'})

    assert f"({name}): stands between quotation marks, which would be part of its name; take them off" in said
    assert "s3cret" not in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("typed", ["~/at-home.db", "var/other.db\r", " var/other.db "])
def test_a_path_is_read_as_it_is_meant_where_no_shell_has_read_it(call, tmp_path, typed):
    call("status", PARALLAX_DB=typed, HOME=str(tmp_path / "home"))

    made = [str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*.db*")]
    assert made == ["home/at-home.db" if "~" in typed else "var/other.db"]


@pytest.mark.parametrize("id_", ["abcd", "0123456789abcdef", "nosuch", ""])
@pytest.mark.parametrize("word", ["story", "compare", "why"])
def test_a_right_call_for_a_story_that_is_not_there_ends_with_1_and_one_line(call, word, id_):
    said = call("--db", "var/empty.db", word, id_, "--json", status=1)

    assert len(said.splitlines()) == 1
    assert "`search`" in said


@pytest.mark.parametrize("words", ["pull --feed", "feeds check", "feeds remove", "feeds allow"])
def test_a_right_call_for_a_feed_that_is_not_there_ends_with_1_and_one_line(call, words):
    said = call(*words.split(), "nobody", status=1)

    assert len(said.splitlines()) == 1
    assert "`parallax feeds list" in said


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("t.toml", "--config t.toml status"),
        ("t.db", "--db t.db status"),
        ("t.jsonl", "import t.jsonl"),
        ("t.opml", "feeds import t.opml"),
    ],
)
def test_a_file_that_may_not_be_read_is_named_first(filled, tmp_path, name, words):
    file = tmp_path / name
    file.touch(0o000)
    if os.access(file, os.R_OK):
        pytest.skip("root may read anything")

    done = called_here(tmp_path, *words.split())

    assert done.returncode in (1, 2)
    assert re.fullmatch(
        rf"parallax: {name}: (cannot be read: Permission denied|may not be .*)\n", done.stderr
    )


def test_each_word_of_chat_is_a_command_or_told_what_does_the_same(tmp_path):
    commands = {command for each in cli.COMMANDS.values() for command in each}

    for word in WORDS.keys() - commands:
        done = called_here(tmp_path, word)

        assert (done.returncode, f"“{word}” is said in chat; here" in done.stderr) == (2, True)


def test_a_value_that_is_not_known_is_said_in_the_voice_by_every_command(call, tmp_path):
    (tmp_path / "parallax.toml").write_text('voice = "fr"\n', encoding="utf-8")

    for words in (["search", "x", "--theme", "talnt"], ["digest", "--theme", "talnt"], ["trends", "talnt"]):
        assert "talnt\u00a0» n’est pas un thème que je connais." in call(*words, status=2)


def test_no_feeds_at_all_is_said(call, tmp_path):
    (tmp_path / "parallax.toml").write_text("[feeds]\ndefaults = false\n", encoding="utf-8")

    for words in (["pull"], ["feeds", "check"]):
        said = call(*words, status=2)
        assert "parallax.toml: feeds: none is on" in said
        assert "parallax feeds add URL" in said


def test_a_pull_for_which_no_feed_is_due_says_how_they_are_pulled_all_the_same(call, tmp_path):
    (tmp_path / "parallax.toml").write_text(
        '[feeds]\ndefaults = false\n[[feed]]\nid = "ours"\nurl = "http://127.0.0.1:9/feed"\n',
        encoding="utf-8",
    )

    said = [call("pull", aside=True, PARALLAX_ALLOW_HOSTS=allowed) for allowed in ("", "127.0.0.1:9")]

    assert ["--force pulls them all the same" in each for each in said] == [False, True]
