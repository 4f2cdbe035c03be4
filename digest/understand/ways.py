"""A headline in, which way its event went out: granted or stalled, seized or handed back.

The words are data, in `ways.toml` beside this module.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from digest.scripts import is_cjk
from digest.understand.tables import table

# A word that, before a term, turns its meaning round.
_NOT = frozenset(("not", "nicht", "no", "non", "não", "nie", "не"))

# Terms are looked up by how they begin, so that a headline costs the same however many terms there are.
_KEY = 3
_Way = tuple[str, int]
"""A kind of events, and 1 or -1."""


class _Term(NamedTuple):
    stem: str
    takes_any: bool
    """True where any ending may follow."""
    way: _Way


class _Terms(NamedTuple):
    spaced: Mapping[str, list[_Term]]
    """Words and phrases, by their first letters."""
    characters: list[tuple[str, _Way]]
    """Those of the scripts without spaces, which are looked for anywhere in a title."""


def ways_of(title: str, words: Sequence[str]) -> dict[str, int]:
    """Return which way the headline's event went, by kind: 1 or -1; one with both ways says neither.

    `words` are those of the title, in their order and in lower case.
    """
    terms = _terms()
    ways: dict[str, set[int]] = {}
    for at, word in enumerate(words):
        for stem, takes_any, (kind, way) in terms.spaced.get(word[:_KEY], ()):
            is_phrase = " " in stem and stem == " ".join(words[at : at + stem.count(" ") + 1])
            if word == stem or (takes_any and word.startswith(stem)) or is_phrase:
                ways.setdefault(kind, set()).add(-way if at and words[at - 1] in _NOT else way)
    if not title.isascii() and any(map(is_cjk, title)):
        for term, (kind, way) in terms.characters:
            if term in title:
                ways.setdefault(kind, set()).add(way)
    return {kind: found.pop() for kind, found in ways.items() if len(found) == 1}


@lru_cache(maxsize=1)
def _terms() -> _Terms:
    tables = table(__name__)
    spaced: dict[str, list[_Term]] = {}
    characters: list[tuple[str, _Way]] = []
    for kind, ways in tables.items():
        # A denial has one way alone.
        for way, listed in zip((1, -1), ways.values(), strict=False):
            for term in (written.replace("_", " ") for written in listed.split()):
                if is_cjk(term[0]):
                    characters.append((term, (kind, way)))
                    continue
                stem = term.rstrip("*")
                spaced.setdefault(stem[:_KEY], []).append(_Term(stem, term.endswith("*"), (kind, way)))
    return _Terms(spaced, characters)
