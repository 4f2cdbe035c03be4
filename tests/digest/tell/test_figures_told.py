"""What is said of stated amounts: a sentence once, however many of them stand in it."""

from datetime import UTC, datetime

from digest.model.figure import Figure, Statement
from digest.tell.message import Bullets, plain
from digest.tell.present.figures import figures_message
from digest.tell.voice import speaker

NOW = datetime(2026, 1, 3, 8, tzinfo=UTC)
SENTENCE = "The price was $2 billion to $3 billion, after $1 billion in May."


def statement(amount, sentence, item="i1"):
    return Statement(Figure(amount, "USD", "price", sentence, item), NOW, f"{item}.example", None)


def test_amounts_of_one_sentence_share_a_line():
    statements = [statement(amount, SENTENCE) for amount in (2e9, 3e9, 1e9)] + [
        statement(7e9, "Another: $7 billion.", "i2")
    ]

    *_, told = figures_message("price", statements, voice="en").blocks

    assert isinstance(told, Bullets)
    amounts = ", ".join(speaker("en").amount(amount, "USD") for amount in (2e9, 3e9, 1e9))
    assert [plain(line).partition("  ")[0] for line in told.lines] == ["$7 billion", amounts]
