"""What is said of stated amounts: a sentence once, however many of them stand in it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from digest.model.figure import Figure, Statement
from digest.tell.message import Bullets, Paragraph, plain
from digest.tell.present.figures import figures_message
from digest.tell.voice import speaker

NOW = datetime(2026, 1, 3, 8, tzinfo=UTC)
SENTENCE = "The price was $2 billion to $3 billion, after $1 billion in May."


def statement(amount, sentence, item="i1"):
    return Statement(Figure(amount, "USD", "price", sentence, item), NOW, f"{item}.example", None, "en")


def test_amounts_of_one_sentence_share_a_line():
    statements = [statement(amount, SENTENCE) for amount in (2e9, 3e9, 1e9)] + [
        statement(7e9, "Another: $7 billion.", "i2")
    ]

    *_, told = figures_message("price", statements, speaker("en")).blocks

    assert isinstance(told, Bullets)
    amounts = ", ".join(speaker("en").amount(amount, "USD") for amount in (2e9, 3e9, 1e9))
    assert [plain(line).partition("  ")[0] for line in told.lines] == ["$7 billion", amounts]


def test_where_very_many_disagree_the_first_and_the_last_are_named():
    statements = [
        replace(statement(amount * 1e9, f"It costs ${amount} billion.", f"i{amount}"), story="s")
        for amount in range(21, 41)
    ]

    split, *_ = [
        b for b in figures_message("price", statements, speaker("en")).blocks if isinstance(b, Bullets)
    ]

    [line] = map(plain, split.lines)
    assert [word for word in line.split() if word.isdecimal() or word[0] == "$"] == [
        *("$21", "$22", "$23", "14"),
        *("$38", "$39", "$40"),
    ]


def test_amounts_that_disagree_in_their_last_digits_are_told_in_all_of_them():
    statements = [
        replace(statement(amount, f"It costs ${amount:,}.", f"i{amount}"), story="s")
        for amount in (3_571_000, 3_574_000)
    ]

    split, *_ = [
        b for b in figures_message("price", statements, speaker("en")).blocks if isinstance(b, Bullets)
    ]

    [line] = map(plain, split.lines)
    assert "3,571,000 USD (i3571000.example)  ↔  3,574,000 USD (i3574000.example)" in line


def test_losses_are_told_over_time_without_bars():
    losses = [
        Statement(
            Figure(amount, "%", "operating margin", f"The operating margin was {amount}%.", f"i{amount}"),
            NOW + timedelta(days=amount),
            "a.example",
            None,
            "en",
        )
        for amount in (-12, -8, -5)
    ]

    [series] = [
        b for b in figures_message("margin", losses, speaker("en")).blocks if isinstance(b, Paragraph)
    ]

    assert all(span.text.strip() for span in series.line)
    assert plain(series.line) == (
        "operating margin: -12% (Mon 22 December 2025) → -5% (Mon 29 December 2025)"
    )
