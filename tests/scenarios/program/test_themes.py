"""`themes test`: texts from standard input, the archive's items, and the themes' own examples."""

import json

from tests.scenarios.reports import AT


def test_texts_are_tried_line_by_line_where_standard_input_is_named(call):
    lines = '{"title": "US tightens export controls on AI chips"}\n{"title": "A nice day"}\n'

    named, unnamed = (call("themes", "test", *words, "--json", text=lines) for words in (["-"], []))

    assert named == unnamed
    assert len(named.splitlines()) == 2
    assert "export_controls" in named
    assert call("themes", "test", "-", text=lines).count("export_controls") == 1


def test_each_line_of_a_theme_test_has_its_answer_also_one_that_is_broken(call):
    lines = ["broken", "[]", "", json.dumps({"title": "Lab opens the weights of its language model"})]

    said = call("themes", "test", "--json", text="\n".join(lines))

    assert [[one["theme"] for one in json.loads(line)["themes"]] for line in said.splitlines()] == [
        [],
        [],
        ["open_source"],
    ]


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
