"""What the commands that ask the archive answer, and what they say where they have no answer."""

import errno
import json
import os
import resource
import shlex

import pytest

from bot.cli.archive import write_picture
from digest.errors import ParallaxError
from tests.scenarios.reports import AT


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


def test_figures_that_are_narrowed_as_in_chat_are_told_the_option_that_they_have(filled):
    said = filled("figures", "chips since:7d", aside=True)

    assert said.endswith("not by words: --since 7d\n")
    assert filled("figures", "chips outlet:a.example", aside=True) == ""


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


def test_search_answers_in_any_script_and_each_line_before_the_next(filled):
    [hit] = map(json.loads, filled("search", "出口", "--json").splitlines())
    lines = [json.loads(line) for line in filled("search", "-", "--json", text="芯片\nzzz\n").splitlines()]

    assert hit["language"] == "zh-Hans"
    assert hit["story"]
    assert [(line["query"], line["item"] is None) for line in lines] == [("芯片", False), ("zzz", True)]
    assert all(line["ms"] >= 0 for line in lines)


def test_an_actor_is_named_in_any_script(filled):
    text = json.dumps({"title": "华为发布昇腾芯片路线图", "published": "2026-03-03T13:00:00Z"})
    filled("import", "-", "--now", AT, text=text)

    found = [filled("search", "昇腾", "--actor", name, "--json") for name in ("huawei", "华为", "Huawei")]

    assert all(found)
    assert "\nHuawei\n" in filled("search", "昇腾", "--actor", "华为")


def test_a_unit_that_no_figure_has_yet_is_no_wrong_call(filled):
    assert "No figure is given in “GW”." in filled("figures", "--unit", "GW")
    assert filled("figures", "--unit", "GW", "--json") == ""


def test_a_unit_that_no_figure_has_is_said_to_be_none_in_the_voice(filled, tmp_path):
    (tmp_path / "french.toml").write_text('voice = "fr"\n', encoding="utf-8")

    said = filled("figures", "--unit", "GW", "--config", "french.toml")

    assert said.startswith("Cela n’a pas marché. Aucun chiffre n’est donné en «\u00a0GW\u00a0».")


@pytest.mark.parametrize(
    "name", ["$", "Dollars", "usd", "美元", "달러", "percent", "pour cent", "パーセント"]
)
def test_a_unit_may_be_meant_by_its_sign_or_its_word(filled, name):
    text = json.dumps(
        {"title": "Nvidia pays $5 billion for 4% of Intel", "published": "2026-03-03T13:00:00Z"}
    )
    filled("import", "-", "--now", AT, text=text)

    assert "Intel" in filled("figures", "--unit", name)


@pytest.mark.parametrize("name", ["parameters", "Parameter", "参数", "paramètres"])
def test_a_unit_is_found_in_every_language(filled, name):
    texts = [
        {"title": "深度求索发布新模型，总参数6710亿", "published": "2026-03-03T13:00:00Z"},
        {"title": "Kimi K2 has a trillion parameters", "published": "2026-03-03T14:00:00Z"},
    ]
    filled("import", "-", "--now", AT, text="\n".join(map(json.dumps, texts)))

    said = filled("figures", "--unit", name)

    assert "6710亿" in said
    assert "Kimi" in said
    assert "参数" not in filled("figures", "--unit", "gigawatts")


def test_a_unit_may_be_meant_by_its_beginning(filled):
    whole = filled("figures", "--unit", "companies")

    assert "Entity List" in whole
    assert filled("figures", "--unit", "comp") == whole


def test_weeks_without_a_story_are_said_with_how_to_look_further_back(filled):
    assert "--weeks 104 looks further back" in filled("trends", "--now", "2026-10-01", aside=True)
    assert filled("trends", "--now", AT, aside=True) == ""


def test_what_is_new_says_what_it_has_not_got(call, tmp_path):
    assert "nothing to draw" in call("trends", "--chart", "t.png", status=1)
    assert not (tmp_path / "t.png").exists()
    assert "pictures are written as PNG; name it t.png" in call("trends", "--chart", "t.gif", status=2)
    assert "Feeds that are well: 0 of 64. 64 have not been pulled yet." in call("feeds", "list")


@pytest.mark.parametrize("words", [["figures", "firms"], ["trends", "--weeks", "1"]])
def test_an_answer_without_a_picture_is_given_all_the_same(filled, tmp_path, words):
    drawn = [*words, "--chart", "t.png", "--now", "2027-01-01"]

    assert "nothing to draw" in filled(*drawn, status=1)
    assert filled(*words, "--now", "2027-01-01") == filled(*drawn, mending=True)


def test_a_picture_whose_name_is_too_long_for_a_file_is_said_to_be(filled):
    name = f"{'a' * 300}.png"

    reason = os.strerror(errno.ENAMETOOLONG)
    assert f"--chart {name}: cannot be written: {reason}" in filled(
        "trends", "--chart", name, "--now", AT, status=1
    )


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
