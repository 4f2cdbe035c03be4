"""A table where a platform has none: in columns on a phone's width, else a row as a line."""

from digest.tell.columns import in_columns, in_sentences
from digest.tell.message import Table, plain


def test_narrow_rows_stand_in_columns_also_where_signs_are_wide():
    table = Table(("week", "n"), (("27 Jan", "4"), ("一月", "12")))

    assert in_columns(table) == ["week    n", "27 Jan  4", "一月    12"]


def test_wide_rows_become_lines_that_name_their_columns():
    table = Table(("Theme", "Type", "Terms"), (("Export controls", "export_controls", "841"),))

    assert in_columns(table) is None
    assert [plain(line) for line in in_sentences(table)] == [
        "Export controls · Type export_controls · Terms 841"
    ]


def test_a_column_without_a_name_is_read_without_one():
    table = Table(("Fact", ""), (("Items kept in the archive of this house", "69"),))

    assert [plain(line) for line in in_sentences(table)] == ["Items kept in the archive of this house · 69"]


def test_a_short_row_and_an_empty_one_are_no_fault():
    table = Table(("a", "b"), (("x",), ("", "")))

    assert in_columns(table) == ["a  b", "x"]
