"""The program, called as a user calls it: its output, its exit status; a real process where streams and signals count."""

import json
import os
import pty
import re
import resource
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from bot.cli.archive import write_picture
from digest.errors import ParallaxError
from tests.program import PROGRAM, called_here, environment
from tests.scenarios.reports import AT, ITEMS, TEAM

ONE_FEED = '<opml version="2.0"><body><outline xmlUrl="http://127.0.0.1:9/feed"/></body></opml>'


def called_in(folder, *words, status=0, mending=False, aside=False, text="", **variables):
    """Return what stands on standard output; `aside`, or where it must fail with `status`, on standard error.

    `mending`: the call finds something to mend, says so on standard output and ends with 1.
    """
    done = called_here(folder, *words, text=text, **variables)
    assert done.returncode == (1 if mending else status), done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr if aside or status else done.stdout


@pytest.fixture
def call(tmp_path):
    return partial(called_in, tmp_path)


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """A folder in which the program has taken in the three reports, to be copied and left alone."""
    folder = tmp_path_factory.mktemp("stored")
    (folder / "parallax.toml").write_text(TEAM, encoding="utf-8")
    called_in(folder, "import", "-", "--now", AT, text=ITEMS)
    return folder


@pytest.fixture
def filled(call, stored, tmp_path):
    shutil.copytree(stored, tmp_path, dirs_exist_ok=True)
    return call


def test_the_demo_says_what_it_shows_and_tells_a_digest_and_three_commands_that_work(call, tmp_path):
    said = subprocess.run(
        [*PROGRAM, "demo"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert said.startswith(
        "This is what a team that follows the contest over AI reads one morning.\n14 feeds of"
    )
    assert "Open source ─" in said
    assert "Update: " in said
    commands = [line.split("--db ")[1] for line in said.splitlines() if "--db" in line]
    assert len(commands) == 3
    for command in commands:
        db, *words = shlex.split(command)
        assert len(call("--db", db, *words).splitlines()) > 5


def test_the_demo_tells_a_machine_its_digest_and_leaves_alone_the_database_that_is_named(filled, tmp_path):
    kept = tmp_path / "var" / "parallax.db"
    before = kept.read_bytes()

    digest = json.loads(filled("demo", "--db", "var/parallax.db", "--json"))

    assert digest["date"] == "2025-01-30"
    assert digest["sections"]
    assert kept.read_bytes() == before


@pytest.mark.parametrize("place", ["var", "var/demo.db"])
def test_the_demo_says_where_it_may_be_called_when_it_cannot_make_its_file(call, tmp_path, place):
    there = tmp_path / place
    there.parent.mkdir(exist_ok=True)
    # A file where a folder must be, and a folder where a file must be: also the administrator is kept from these.
    there.touch() if place == "var" else there.mkdir()

    said = call("demo", status=1)

    assert said.startswith("parallax: var/demo.db: cannot be made (")
    assert said.endswith("); call the demo in a folder that may be written\n")


def test_items_in_two_languages_are_one_story_that_is_told_once(filled):
    digest = json.loads(filled("digest", "--subscription", "morning", "--post", "--json", "--now", AT))
    again = json.loads(filled("digest", "--subscription", "morning", "--post", "--json", "--now", AT))
    later = filled("digest", "--subscription", "morning", "--post", "--json", "--now", "2026-03-05T08:00:00Z")

    [section] = digest["sections"]
    [told] = section["stories"]
    assert (section["theme"], told["owners"], len(told["links"])) == ("export_controls", 3, 3)
    assert again == digest
    assert json.loads(later)["sections"] == []
    deliveries = [json.loads(line) for line in filled("export", "deliveries").splitlines()]
    # The empty digest of the next day is one line, and is delivered too.
    assert [delivery["state"] for delivery in deliveries] == ["sent", "sent"]


def test_a_digest_that_is_printed_once_more_says_that_nothing_is_posted(filled):
    post = ("digest", "--subscription", "morning", "--post", "--now", AT)

    said = [filled(*post, aside=True) for _ in range(2)]

    assert ["nothing is posted" in each for each in said] == [False, True]


def test_a_digest_that_is_posted_hours_after_its_time_is_late(filled):
    post = ("digest", "--subscription", "morning", "--post", "--json", "--now")

    digests = [json.loads(filled(*post, f"2026-03-{at}Z")) for at in ("04T11:00:00", "05T08:00:00")]

    assert [digest["late"] for digest in digests] == [True, False]


def test_every_sentence_of_a_digest_stands_in_the_items_that_it_names(filled):
    digest = json.loads(filled("digest", "--json", "--now", AT))
    items = {row["id"]: row for row in map(json.loads, filled("export", "items").splitlines())}

    told = [
        sentence
        for section in digest["sections"]
        for story in section["stories"]
        for sentence in story["summary"]
    ]
    assert told
    for sentence in told:
        assert sentence["items"]
        for item in sentence["items"]:
            assert sentence["text"].rstrip("…") in items[item]["summary"]


def test_a_search_for_nothing_says_what_to_type_instead(filled):
    assert "holds no word" in filled("search", "🙂")
    assert "characters" in filled("search", "a " * 5_000)
    assert filled("search", "🙂", "--json") == ""
    for word in ("search", "figures"):
        assert "holds no word" in filled(word, "*", "--json", aside=True)
        assert filled(word, "*").split()[-3:] == ["as", "search", "chips."]


def test_a_search_that_is_narrowed_as_in_chat_is_told_the_options(filled):
    said = filled("search", 'chips since:7d site:"a.example" at 08:00', aside=True)

    assert said.endswith("not by words: --since 7d --outlet a.example\n")
    for words in ("chips", "chips tri: date"):
        assert filled("search", words, aside=True) == ""


def test_a_search_says_that_more_was_found_than_it_shows_and_that_a_word_is_an_actors_name(filled):
    assert filled("search", "AI", "--limit", "2", aside=True) == (
        "parallax: more than 2 items were found: --limit takes up to 1000\n"
    )
    assert "more than 1 item was found" in filled("search", "AI", "--limit", "1", aside=True)
    assert filled("search", "AI", "chips") == filled("search", "AI chips")
    assert len(filled("search", "AI", "--limit", "2", "--json").splitlines()) == 2
    assert filled("search", "AI", "--limit", "3", aside=True) == ""
    assert "“nvidia” is an actor’s name: --actor nvidia in its place" in filled("search", "nvidia")
    assert filled("search", "--actor", "nvidia") == "Nothing found.\n\nNvidia\n\n" + (
        "Try fewer words, a wider span, or another spelling.\n"
    )


def test_a_unit_that_no_figure_has_yet_is_no_wrong_call(filled):
    assert "“GW” is no unit" in filled("figures", "--unit", "GW")
    assert filled("figures", "--unit", "GW", "--json") == ""


def test_search_answers_in_any_script_and_each_line_before_the_next(filled):
    [hit] = map(json.loads, filled("search", "出口", "--json").splitlines())
    lines = [json.loads(line) for line in filled("search", "-", "--json", text="芯片\nzzz\n").splitlines()]

    assert hit["language"] == "zh-Hans"
    assert hit["story"]
    assert [(line["query"], line["item"] is None) for line in lines] == [("芯片", False), ("zzz", True)]
    assert all(line["ms"] >= 0 for line in lines)


def test_an_empty_digest_of_a_quiet_subscription_is_not_printed(call, tmp_path):
    (tmp_path / "parallax.toml").write_text(
        '[[subscription]]\nname = "calm"\nquiet = true\n', encoding="utf-8"
    )

    said = call("digest", "--subscription", "calm", "--post", "--now", AT)

    assert said == "Nothing to post: there is nothing new for “calm”, whose empty digests are not posted.\n"


def test_an_actor_is_named_in_any_script(filled):
    text = json.dumps({"title": "华为发布昇腾芯片路线图", "published": "2026-03-03T13:00:00Z"})
    filled("import", "-", "--now", AT, text=text)

    found = [filled("search", "昇腾", "--actor", name, "--json") for name in ("huawei", "华为", "Huawei")]

    assert all(found)
    assert "\nHuawei\n" in filled("search", "昇腾", "--actor", "华为")


def test_bytes_that_are_no_text_are_read_and_what_a_terminal_cannot_show_is_replaced(filled, tmp_path):
    def called(*words, text=b"", encoding):
        env = environment(PYTHONIOENCODING=encoding)
        return subprocess.run(
            [*PROGRAM, *words], cwd=tmp_path, env=env, input=text, capture_output=True, timeout=60
        )

    strict = called("search", "-", "--json", text=b"chips\xff\n", encoding="utf-8:strict")
    narrow = called("search", "芯片", encoding="ascii")
    lines = called("search", "芯片", "--json", encoding="ascii")

    assert (strict.returncode, strict.stderr) == (0, b"")
    assert b"???" in narrow.stdout
    assert json.loads(lines.stdout)["title"] == "美国收紧对华AI芯片出口管制"


@pytest.mark.parametrize(
    "words",
    [
        "feeds export",
        *(f"digest --now {AT} --since 7d --as {form}" for form in ("markdown", "slack", "discord")),
    ],
)
def test_what_is_made_for_another_program_is_utf_8_wherever_it_is_written(filled, tmp_path, words):
    usual = filled(*words.split())

    narrow = subprocess.run(
        [*PROGRAM, *words.split()],
        cwd=tmp_path,
        env=environment(PYTHONIOENCODING="ascii"),
        capture_output=True,
        timeout=60,
    )

    assert not usual.isascii()
    assert narrow.stdout == usual.encode()


@pytest.mark.parametrize(
    ("closed", "words", "status", "said"),
    [
        ("<&-", "search -", 0, ""),
        (">&-", "export items", 1, "parallax: standard output is closed; open it, or send it to a file\n"),
        ("2>&-", "story abc", 1, ""),
    ],
)
def test_a_stream_that_is_closed_ends_nothing_in_a_traceback(filled, tmp_path, closed, words, status, said):
    program = f"{shlex.join(PROGRAM)} {words} {closed}"

    done = subprocess.run(
        program, shell=True, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=60
    )

    assert (done.returncode, done.stdout, done.stderr) == (status, "", said)


@pytest.mark.parametrize("words", [["figures", "--unit"], ["feeds", "remove"]])
def test_bytes_on_the_command_line_that_are_no_text_are_a_wrong_call(filled, words):
    said = filled(*words, os.fsdecode(b"\xffx"), status=2)

    assert len(said.splitlines()) == 1


def test_what_is_said_of_a_wrong_call_cannot_steer_a_terminal(filled):
    said = filled("story", "\x1b[31mred\u202e", status=1)

    assert said.startswith("parallax: “[31mred” is not the id of a story")


def test_a_line_of_json_has_no_other_end_than_its_own(filled):
    said = filled("search", "-", "--json", text="nothing\u2028like\x85this\n")

    assert [json.loads(line)["query"] for line in said.splitlines()] == ["nothing\u2028like\x85this"]


def test_a_terminal_of_no_width_is_not_believed(filled):
    assert filled("search", "chips", COLUMNS="0") == filled("search", "chips")


def seen_on_a_terminal(folder, *words, **variables):
    """Return the bytes that a terminal is given: what is answered, and what is logged."""
    ours, its = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, *words], cwd=folder, env=environment(**variables), stdout=its, stderr=its
    ) as process:
        os.close(its)
        seen = b""
        # Its end is an error on Linux.
        with suppress(OSError):
            while read := os.read(ours, 4096):
                seen += read
    os.close(ours)
    assert process.returncode == 0
    return seen


def test_a_terminal_is_given_no_more_than_it_and_its_user_want(filled, tmp_path):
    words = ("-v", "search", "AI")
    usual, uncoloured, dumb = (
        seen_on_a_terminal(tmp_path, *words, **variables)
        for variables in (
            {"TERM": "xterm", "NO_COLOR": ""},
            {"TERM": "xterm", "NO_COLOR": "1"},
            {"TERM": "dumb", "NO_COLOR": ""},
        )
    )

    coloured = re.compile(rb"\x1b\[(\d+;)*3\dm")
    assert coloured.search(usual)
    assert b"\x1b[1m" in uncoloured
    assert not coloured.search(uncoloured)
    assert b"\x1b" not in dumb


@pytest.mark.parametrize("words", [["figures", "firms"], ["trends", "--weeks", "1"]])
def test_an_answer_without_a_picture_is_given_all_the_same(filled, tmp_path, words):
    drawn = [*words, "--chart", "t.png", "--now", "2027-01-01"]

    assert "nothing to draw" in filled(*drawn, status=1)
    assert filled(*words, "--now", "2027-01-01") == filled(*drawn, mending=True)


def test_a_picture_that_cannot_be_written_leaves_what_was_there(tmp_path):
    before, new = tmp_path / "before.png", tmp_path / "new.png"
    before.write_bytes(b"what was drawn before")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        for file in (before, new):
            with pytest.raises(ParallaxError, match="cannot be written: File too large"):
                write_picture(file, lambda: b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert before.read_bytes() == b"what was drawn before"
    assert list(tmp_path.iterdir()) == [before]


def test_a_unit_may_be_meant_by_its_beginning(filled):
    whole = filled("figures", "--unit", "companies")

    assert "companies" in whole
    assert filled("figures", "--unit", "comp") == whole


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk is played by a device of Linux")
@pytest.mark.parametrize("words", [["export", "items"], ["status"], ["search", "chips"]])
def test_a_full_disk_under_standard_output_is_said_in_one_line(filled, tmp_path, words):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, *words],
            cwd=tmp_path,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "parallax: standard output: No space left on device; what was written there is not whole"
    ]


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", [["export", "items"], ["themes", "list"], ["backup", "b.db"], ["--help"]])
def test_a_reader_that_leaves_early_is_no_failure(filled, tmp_path, words, unbuffered):
    reading, writing = os.pipe()
    os.close(reading)

    done = subprocess.run(
        [*PROGRAM, *words],
        cwd=tmp_path,
        env=environment(PYTHONUNBUFFERED=unbuffered),
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
    )
    os.close(writing)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("form", ["terminal", "markdown", "slack", "discord"])
def test_a_digest_is_printed_in_each_form(filled, form):
    said = filled("digest", "--as", form, "--now", AT)

    assert "export controls" in said
    if form in ("slack", "discord"):
        assert isinstance(json.loads(said), list)


def test_a_digest_until_a_day_is_that_days(filled):
    told = json.loads(filled("digest", "--until", "2026-03-03T18:00:00Z", "--now", AT, "--json"))

    assert (told["date"], told["window"]["end"]) == ("2026-03-03", "2026-03-03T18:00:00Z")


def test_what_is_new_says_what_it_has_not_got(call, tmp_path):
    assert "nothing to draw" in call("trends", "--chart", "t.png", status=1)
    assert not (tmp_path / "t.png").exists()
    assert "pictures are written as PNG; name it t.png" in call("trends", "--chart", "t.gif", status=2)
    assert "Feeds that are well: 0 of 64. 64 have not been pulled yet." in call("feeds", "list")


@pytest.mark.parametrize(
    "words",
    [
        ["search", "chips"],
        ["figures", "chips"],
        ["figures", "--unit", "GW"],
        ["digest"],
        ["trends"],
        ["themes", "test", "--since", "9d"],
        ["status"],
        ["site", "pages"],
        ["export", "items"],
    ],
)
def test_whoever_asks_an_empty_store_is_told_how_it_is_filled(call, filled, words):
    hint = "var/empty.db: nothing is stored yet; `parallax pull` fetches the feeds"

    assert hint in call("--db", "var/empty.db", *words, aside=True)
    assert call("--db", "var/empty.db", *words, "--json", aside=True) == ""
    assert "nothing is stored" not in filled(*words, aside=True)


def test_whoever_asks_a_store_whose_feeds_all_failed_is_told_where_the_reasons_are(call, tmp_path):
    (tmp_path / "parallax.toml").write_text(
        '[feeds]\ndefaults = false\n[[feed]]\nid = "ours"\nurl = "http://127.0.0.1:9/feed"\n',
        encoding="utf-8",
    )
    call("pull")

    assert "nothing is stored yet: no feed could be read; `parallax feeds list` says why" in call(
        "search", "chips", aside=True
    )


@pytest.mark.parametrize(
    "words",
    [["search", "x", "--outlet", "a.exampl"], ["digest", "--theme", "talnt"], ["digest", "--since", "2099-01-01"]],
)  # fmt: skip
def test_a_wrong_call_of_an_empty_store_gets_one_line_too(call, words):
    assert len(call("--db", "var/empty.db", *words, status=2).strip().splitlines()) == 1


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


def test_an_export_is_the_same_in_whatever_order_items_of_one_second_came(call, tmp_path):
    (tmp_path / "parallax.toml").write_text('embedder = "none"\n', encoding="utf-8")
    for number in range(4):
        line = {"title": f"Open model {number}", "published": "2026-03-03T08:00:00Z"}
        call("import", "-", text=json.dumps(line))
    exported = call("export", "items")

    call("--db", "other.db", "import", "-", text=exported)

    assert call("--db", "other.db", "export", "items") == exported


def test_texts_are_tried_line_by_line_where_standard_input_is_named(call):
    lines = '{"title": "US tightens export controls on AI chips"}\n{"title": "A nice day"}\n'

    named, unnamed = (call("themes", "test", *words, "--json", text=lines) for words in (["-"], []))

    assert named == unnamed
    assert len(named.splitlines()) == 2
    assert "export_controls" in named
    assert call("themes", "test", "-", text=lines).count("export_controls") == 1


def test_lines_as_windows_writes_them_are_read_as_any(filled):
    windows = "\ufeff{}\r\n{}\r\n"
    asked = filled("search", "-", "--json", "--now", AT, text=windows.format("zzz", "chips"))
    titles = windows.format('{"title": "Lab opens weights of its AI model"}', "{}")
    judged = filled("themes", "test", "--json", text=titles)

    assert list(dict.fromkeys(json.loads(line)["query"] for line in asked.splitlines())) == ["zzz", "chips"]
    assert [bool(json.loads(line)["themes"]) for line in judged.splitlines()] == [True, False]


def test_weeks_without_a_story_are_said_with_how_to_look_further_back(filled):
    assert "--weeks 104 looks further back" in filled("trends", "--now", "2026-10-01", aside=True)
    assert filled("trends", "--now", AT, aside=True) == ""


def test_what_a_theme_gives_is_one_line_an_item(filled):
    text = json.dumps(
        {"title": "US Navy tells members not to use DeepSeek", "published": "2026-03-04T07:00:00Z"}
    )
    filled("import", "-", "--now", AT, text=text)

    said = filled("themes", "test", "--since", "7d", "--now", AT).splitlines()

    assert [line for line in said[:-1] if line.split(":")[0] not in ("export_controls", "adoption")] == []
    assert "No item since 1h was filed under a theme." in filled(
        "themes", "test", "--since", "1h", "--now", AT
    )


def test_a_theme_that_caught_no_item_is_counted_too(filled, tmp_path):
    with (tmp_path / "parallax.toml").open("a", encoding="utf-8") as team:
        team.write('\n[[theme]]\nid = "memory"\nterms.en.strong = ["HBM"]\n')

    said = filled("themes", "test", "--since", "7d", "--now", AT).splitlines()

    assert "memory 0" in said[-1].split(", ")


def test_examples_that_go_wrong_are_told_with_what_would_mend_them(call, tmp_path):
    (tmp_path / "parallax.toml").write_text(
        'embedder = "none"\n[[theme]]\nid = "memory"\nterms.en.strong = ["HBM"]\n'
        'match = ["Snow falls in Lyon"]\ndiffer = ["HBM, a museum of memory"]\n',
        encoding="utf-8",
    )

    said = call("themes", "test", mending=True)

    assert "memory: should be filed: Snow falls in Lyon\n" in said
    assert "memory: should not be filed: HBM, a museum of memory  [HBM]\n" in said
    wrong = [line for line in said.splitlines() if ": should " in line]
    assert f"{len(wrong)} are not as they should be." in said
    assert "names AI, a chip, a lab or a strong term" in said
    assert "terms.en.negative" in said


def test_what_is_printed_can_be_typed_where_it_is_printed(filled):
    assert "parallax search chips --theme open_source" in filled("themes", "list")
    for words in (["search", "zzz"], ["figures", "zzz"]):
        assert "since:" not in filled(*words)


def test_what_to_type_next_names_the_database_that_was_named(filled, tmp_path):
    (tmp_path / "var" / "parallax.db").rename(tmp_path / "team's.db")
    said = filled("search", "芯片", "--db", "team's.db", "--now", AT)

    [command] = {line.strip() for line in said.splitlines() if " story " in line and "--db" in line}
    assert filled(*shlex.split(command)[1:])


def test_tables_are_headed_by_what_stands_in_them(filled):
    assert "Id   " in filled("themes", "list")
    assert "What" not in filled("status")


def test_what_was_done_is_told_to_a_machine_as_one_object(filled):
    told = [
        json.loads(filled(*words, "--json", **more))
        for words, more in [
            (("import", "-"), {"text": f"{ITEMS}\nno json"}),
            (("backup", "copy.db"), {}),
            (("restore", "copy.db", "--db", "other.db"), {}),
            (("site", "pages"), {}),
            (("feeds", "import", "-"), {"text": ONE_FEED.replace("127.0.0.1:9", "one.example")}),
            (("--config", "new.toml", "init"), {}),
        ]
    ]

    assert told[0] == {"new": 0, "known": 3, "left_out": 1}
    assert (told[1]["file"], told[2]) == ("copy.db", {"db": "other.db", "former": None})
    assert told[3]["first"] == "pages/index.html"
    assert told[4:] == [{"new": 1, "known": 0}, {"file": "new.toml"}]


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
        (["search", "x", "--order", "best"], 2, "'--order': 'best' is not one of 'newest', 'relevance'"),
        (["search"], 2, "'QUERY': give words, or an option that narrows; `parallax search --help`"),
        (["themes", "test", "export", "controls"], 2, "(controls): put words that belong together between"),
        (["pull", "scmp-tech"], 2, "argument(s) (scmp-tech); `parallax pull --help` says more"),
        (["digest", "--limit", "99"], 2, "'--limit': '99' is no whole number from 1 to 50"),
        (["search", "x", "--limit", "ten"], 2, "'--limit': 'ten' is no whole number from 1 to 1000"),
        (["trends", "--weeks", "0"], 2, "'--weeks': '0' is no whole number from 1 to 520"),
        (["sarch", "x"], 2, "'sarch'. Did you mean 'search'? `parallax --help` says more"),
        (["feeds", "lst"], 2, "'lst'"),
        (["status", "--nosuch"], 2, "--nosuch"),
        (
            ["--db", "postgres://me:s3cret@h/db", "status"],
            2,
            "(PARALLAX_DB): found an address; write the path",
        ),
        (["--db", "file:var/parallax.db", "status"], 2, "(PARALLAX_DB): found an address; write the path"),
        (["site", "pages", "--base", "news"], 2, "'--base': write a whole http or https address"),
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


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_told_to_end_while_it_starts_ends_cleanly(tmp_path, number):
    # A configuration that never comes: the program stays where it reads it.
    os.mkfifo(tmp_path / "never.toml")
    process = subprocess.Popen(
        [*PROGRAM, "--config", "never.toml", "run"],
        cwd=tmp_path,
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
    )
    # It is there as soon as somebody can write to it.
    with (tmp_path / "never.toml").open("w"):
        process.send_signal(number)
        _, said = process.communicate(timeout=20)

    assert (process.returncode, said) == (0, "")


def test_a_pull_for_which_no_feed_is_due_says_how_they_are_pulled_all_the_same(call, tmp_path):
    (tmp_path / "parallax.toml").write_text(
        '[feeds]\ndefaults = false\n[[feed]]\nid = "ours"\nurl = "http://127.0.0.1:9/feed"\n',
        encoding="utf-8",
    )

    said = [call("pull", aside=True, PARALLAX_ALLOW_HOSTS=allowed) for allowed in ("", "127.0.0.1:9")]

    assert ["--force pulls them all the same" in each for each in said] == [False, True]


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_site_that_is_told_to_end_ends_soon_and_leaves_no_part_of_it(stored, tmp_path, number, status):
    process = subprocess.Popen(
        [*PROGRAM, "site", str(tmp_path / "public")],
        cwd=stored,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not (tmp_path / "public").exists():
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(number)
    said = process.communicate(timeout=10)

    assert (process.returncode, said) == (status, ("", ""))
    assert not (tmp_path / "public").exists()


@pytest.mark.parametrize("words", [["search", "-", "--json"], ["themes", "test", "--json"]])
def test_what_waits_for_the_next_line_is_ended_by_one_interrupt(stored, words):
    process = subprocess.Popen(
        [*PROGRAM, *words],
        cwd=stored,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        process.stdin.write("{}\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)

        assert process.wait(timeout=20) == 130
        assert process.stderr.read() == ""


def test_themes_that_are_being_tested_are_ended_by_one_interrupt(stored):
    process = subprocess.Popen(
        [*PROGRAM, "themes", "test"],
        cwd=stored,
        env=environment(PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    rest, said = process.communicate(timeout=60)

    assert "were tried" in first
    assert "All as they should be" not in rest
    assert (process.returncode, said) == (130, "")


def test_an_interrupt_during_the_first_import_ends_the_program_without_a_word():
    program = """
import os, runpy, signal, sys

class Interrupting:
    def find_spec(self, name, *_):
        if name == "bot.cli":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
runpy.run_module("bot", run_name="__main__")
"""

    done = subprocess.run(
        [sys.executable, "-c", program, "status"],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_no_feeds_at_all_is_said(call, tmp_path):
    (tmp_path / "parallax.toml").write_text("[feeds]\ndefaults = false\n", encoding="utf-8")

    for words in (["pull"], ["feeds", "check"]):
        assert "parallax.toml: feeds: none is on" in call(*words, status=2)


def test_doctor_looks_at_the_feeds_that_were_added_by_command(call, tmp_path):
    (tmp_path / "parallax.toml").write_text("[feeds]\ndefaults = false\n", encoding="utf-8")

    assert "MEND feeds: none is on" in call("doctor", mending=True)
    call("feeds", "import", "-", text=ONE_FEED, PARALLAX_ALLOW_HOSTS="127.0.0.1:9")
    said = call("doctor", mending=True)
    assert "MEND feeds: none of 1 tried answers" in said
    assert "`parallax feeds check` tries them all" in said


def test_doctor_says_that_nothing_comes_by_itself_without_a_subscription(call):
    said = call("doctor", mending=True)

    assert "subscriptions: 0; write a [[subscription]], or say `/parallax subscribe` in a channel" in said
    assert "contact is empty, so publishers cannot reach you: set it" in said


@pytest.mark.parametrize(
    ("address", "password", "is_shut"),
    [
        ("https://news.example.org", "", True),
        ("https://news.example.org", "long enough", False),
        ("", "", False),
    ],
)
def test_doctor_says_that_nobody_could_open_the_pages(call, tmp_path, address, password, is_shut):
    (tmp_path / "parallax.toml").write_text(
        f'public_url = "{address}"\n[feeds]\ndefaults = false\n', encoding="utf-8"
    )

    said = call("doctor", mending=True, PARALLAX_WEB_PASSWORD=password)

    assert ("nobody can open the pages: set PARALLAX_WEB_PASSWORD" in said) == is_shut


def test_doctor_names_a_preferred_language_that_no_item_will_be_in(call, tmp_path):
    (tmp_path / "parallax.toml").write_text(
        'languages = ["fr", "xx", "zh-Hant"]\n[feeds]\ndefaults = false\n', encoding="utf-8"
    )

    said = call("doctor", mending=True)

    assert "languages: we know no item to be in xx," in said


def test_a_bad_line_of_an_import_is_named_and_the_rest_is_kept(call, tmp_path):
    said = call("import", "-", text=f"nonsense\n{ITEMS}\n[1]\n")

    assert "3 items stored" in said
    assert "2 lines left out" in said
    assert "0 items stored, 1 was there already, 0 lines" in call("import", "-", text=ITEMS.splitlines()[0])


def test_of_how_many_lines_an_import_cannot_read_all_is_said_and_the_rest_is_kept(call, tmp_path):
    first, *others = ITEMS.encode().split(b"\n")
    broken = [line.replace(b'"title": "', b'"title": "Caf\xe9 ') for line in others]
    (tmp_path / "old.jsonl").write_bytes(b"\n".join([first, *broken]))

    aside = call("import", "old.jsonl", aside=True)

    assert aside == (
        "parallax: old.jsonl: characters that are not UTF-8 were left out of 2 lines, of which line 2 is the first\n"
    )
    assert '"Caf Washington tightens' in call("export", "items")


@pytest.mark.parametrize("text", ["url,title\nhttps://a.example/1,Chips\n", "\n".join("[{}]")])
def test_a_file_of_another_kind_is_not_taken_for_an_import_that_went_well(call, text):
    said = call("import", "-", text=text, status=1)

    assert "standard input: no line of it is an item; write one JSON object a line" in said


def test_the_bad_lines_of_a_file_are_named_up_to_a_screenful(call, tmp_path):
    (tmp_path / "notes.txt").write_text("no item\n" * 1000, encoding="utf-8")

    said = call("import", "notes.txt", status=1).splitlines()

    assert said[0] == "parallax: notes.txt, line 1: left out: it is no JSON"
    assert said[20] == "parallax: notes.txt: 980 more lines left out"
    assert len(said) == 22


def test_an_empty_file_has_nothing_to_import_and_no_mistake(call):
    assert "0 items stored, 0 were there already" in call("import", "-", text="")


def test_each_line_of_a_theme_test_has_its_answer_also_one_that_is_broken(call):
    lines = ["broken", "[]", "", json.dumps({"title": "Lab opens the weights of its language model"})]

    said = call("themes", "test", "--json", text="\n".join(lines))

    assert [[one["theme"] for one in json.loads(line)["themes"]] for line in said.splitlines()] == [
        [],
        [],
        ["open_source"],
    ]


def test_init_says_each_next_step_on_a_line_of_its_own(call):
    said = call("init").splitlines()

    assert [line[:4] for line in said] == ["Wrot", *(f"  {step}." for step in range(1, 6))]


def test_init_never_overwrites(call, tmp_path):
    call("init")
    (tmp_path / "parallax.toml").write_text("mine", encoding="utf-8")

    assert "was not changed" in call("init", status=1)
    assert (tmp_path / "parallax.toml").read_text(encoding="utf-8") == "mine"


def test_init_leaves_no_half_of_a_file_where_there_is_no_room_for_it(tmp_path):
    done = subprocess.run(
        ["sh", "-c", f"ulimit -f 1; {shlex.join(PROGRAM)} init"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 1
    assert done.stderr.startswith("parallax: parallax.toml: cannot be written: ")
    assert list(tmp_path.iterdir()) == []


def test_backup_and_restore_put_everything_back(filled):
    before = filled("export", "items")
    filled("backup", "copy.db")
    filled("--db", "fresh/parallax.db", "restore", "copy.db")

    assert filled("--db", "fresh/parallax.db", "export", "items") == before


@pytest.fixture
def running(call, tmp_path):
    """One feed is on, that was added by command; a channel of Slack wants a digest, and Slack is off."""
    noon = '[[subscription]]\nname = "noon"\nplatform = "slack"\nchannel = "C1"\n'
    (tmp_path / "parallax.toml").write_text(TEAM + noon + "[feeds]\ndefaults = false\n", encoding="utf-8")
    call("feeds", "import", "-", text=ONE_FEED, PARALLAX_ALLOW_HOSTS="127.0.0.1:9")
    with subprocess.Popen(
        [*PROGRAM, "run"],
        cwd=tmp_path,
        env=environment(PORT="0"),
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.kill()


def line_of(process):
    """Return the line of the log that says what is on."""
    for line in process.stderr:
        if "running" in line:
            return line
    raise AssertionError("the program ended before it ran")


def port_in(line):
    return int(line.split("127.0.0.1:")[1].split()[0].strip("'\""))


def test_run_is_healthy_is_alone_and_ends_within_ten_seconds(running, call):
    line = line_of(running)
    assert "feeds=1 " in line
    port = port_in(line)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
        assert json.load(answer)["ok"]
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
        assert b"parallax_pulls" in answer.read()
    assert "another" in call("run", status=1)
    began = time.monotonic()
    running.send_signal(signal.SIGTERM)

    assert running.wait(10) == 0
    assert time.monotonic() - began < 10


def test_a_run_whose_port_is_taken_may_be_tried_again(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = subprocess.run(
            [*PROGRAM, "run"],
            cwd=tmp_path,
            env=environment(PORT=str(port)),
            capture_output=True,
            text=True,
            timeout=60,
        )

    # With 2, systemd would not: that is for what trying again does not mend.
    assert done.returncode == 1
    assert f"PORT: {port} cannot be used (Address already in use); set PORT to a free one" in done.stderr


def test_a_platform_that_is_off_is_warned_of_where_a_subscription_wants_it(running):
    slack, discord = (next(line for line in running.stderr if "is off" in line) for _ in range(2))

    assert ("platform=slack" in slack, "[warning" in slack) == (True, True)
    assert ("platform=discord" in discord, "[warning" in discord) == (True, False)


def test_what_is_exported_is_imported_without_loss(filled):
    told_by = {"viewpoint": "china", "outlet": "d.example", "first_seen": "2026-03-03T13:30:00Z"}
    bare = {"title": "华为发布昇腾芯片路线图", "published": "2026-03-03T13:00:00Z", "content": "一行\n两行"}
    filled("import", "-", "--now", AT, text=json.dumps(bare | told_by))

    first = filled("export", "items")
    filled("import", "-", "--db", "again.db", "--now", AT, text=first)
    again = filled("export", "items", "--db", "again.db")

    assert again == first
    assert json.loads(first.splitlines()[-1])["viewpoint"] == "china"


def test_an_exported_story_says_what_it_says(filled):
    stories = [json.loads(line) for line in filled("export", "stories").splitlines()]

    assert [bool(story["summary"]) for story in stories] == [True]
