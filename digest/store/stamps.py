"""An item's fields in, the words that stand for them in the index out: stamps, which nobody can type.

A search that narrows is then one question of the index, which passes over what holds only one of two words
without giving it out: that no item of a language holds a common word is known in a fraction of the time.
"""

import re
import sqlite3
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from digest.model.item import Item
from digest.scripts import LATIN
from digest.store.rows import read_list
from digest.store.tokens import RESERVED, holds_runs
from digest.tags import is_written_in_runs

_LATIN = re.compile(f"[{LATIN}]")


class Values(NamedTuple):
    """What an item's row says of it that a query may ask for."""

    language: str
    viewpoint: str
    outlet: str
    themes: tuple[str, ...]
    actors: tuple[str, ...]


def values_of(item: Item) -> Values:
    themes = tuple(filing.theme for filing in item.themes)
    return Values(item.language, str(item.viewpoint), item.outlet, themes, item.actors)


def stored_values(row: sqlite3.Row) -> Values:
    """Return what a row with the columns of these names says."""
    themes = tuple(theme for theme, _, _ in read_list(row["themes"]))
    return Values(row["language"], row["viewpoint"], row["outlet"], themes, tuple(read_list(row["actors"])))


def stamps(values: Values, texts: Sequence[str]) -> str:
    """Return the stamps of an item whose texts are these, folded."""
    found = [
        _language(values.language, is_foreign=False),
        _stamp("viewpoint", values.viewpoint),
        _stamp("outlet", values.outlet),
        *(_stamp("theme", theme) for theme in values.themes),
        *(_stamp("actor", actor) for actor in values.actors),
    ]
    if any(_holds_foreign(values.language, text) for text in texts):
        found.append(_language(values.language, is_foreign=True))
    return " ".join(found)


def asked(fields: Mapping[str, Sequence[str]], words: str) -> str:
    """Write which items pass every field, each with its values, for the index.

    `words` are all that an item must hold: of a language it is asked in which those are foreign, if they are.
    """
    return " AND ".join(f"({' OR '.join(_asked(field, values, words))})" for field, values in fields.items())


def _asked(field: str, values: Sequence[str], words: str) -> list[str]:
    if field == "language":
        made = [_language(value, is_foreign=_holds_foreign(value, words)) for value in values]
    else:
        made = [_stamp(field, value) for value in values]
    return [f'"{stamp}"' for stamp in made]


def _language(language: str, *, is_foreign: bool) -> str:
    """Return the stamp of a language, or that of a text in it that holds words of another kind of script too.

    Few English texts hold a Chinese word: where one is asked for, those are all that is looked at.
    """
    return _stamp("foreign" if is_foreign else "language", language)


def _holds_foreign(language: str, text: str) -> bool:
    if is_written_in_runs(language):
        return bool(_LATIN.search(text))
    return holds_runs(text)


@lru_cache(maxsize=4_096)
def _stamp(field: str, value: str) -> str:
    # In letters and digits alone the index makes one token of it.
    return f"{RESERVED}{field}{value.encode(errors='replace').hex()}"
