"""What is set up, taken in, given out and put back: `init`, `import`, `export`, `backup`, `restore`."""

import json
import shlex
import subprocess

import pytest

from tests.program import PROGRAM, environment
from tests.scenarios.reports import AT, ITEMS, ONE_FEED


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
        # Else what Python compiles on the way is kept cut off, and no later call can read it.
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 1
    assert done.stderr.startswith("parallax: parallax.toml: cannot be written: ")
    assert list(tmp_path.iterdir()) == []


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


def test_an_export_is_the_same_in_whatever_order_items_of_one_second_came(call, tmp_path):
    (tmp_path / "parallax.toml").write_text('embedder = "none"\n', encoding="utf-8")
    for number in range(4):
        line = {"title": f"Open model {number}", "published": "2026-03-03T08:00:00Z"}
        call("import", "-", text=json.dumps(line))
    exported = call("export", "items")

    call("--db", "other.db", "import", "-", text=exported)

    assert call("--db", "other.db", "export", "items") == exported


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


def test_backup_and_restore_put_everything_back(filled):
    before = filled("export", "items")
    filled("backup", "copy.db")
    filled("--db", "fresh/parallax.db", "restore", "copy.db")

    assert filled("--db", "fresh/parallax.db", "export", "items") == before


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
