"""A Query in, Hits out.

Newest first by default: keys are in order of publication, so the index stops as soon as it has enough.
A sentence or a question, and whatever asks for relevance, is ranked by BM25 among the newest matches.
What is typed never reaches the index as syntax: every word goes in quotes.
"""

# ruff: noqa: S608 - what is put into SQL are names and conditions of this module, never values

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from digest.errors import QueryError
from digest.model import Hit, Order, Query
from digest.store.connection import Database
from digest.store.index import RUN, fold, index_text, pairs
from digest.store.items import by_key, first_key

__all__ = ["find", "index_text"]

# What a person types is shorter; what is pasted is not a query.
MOST_CHARACTERS = 2_000
_MOST_TERMS = 40
# More words than this are a sentence: few texts hold all of them.
_FEW_WORDS = 6
# The same, in characters of a script that has no spaces between words.
_FEW_CHARACTERS = 8
# So many that no text may hold them all; four characters are mostly two words.
_MANY_WORDS, _MANY_CHARACTERS = 3, 4
# Ranking costs by the match; of more than these only the newest are ranked.
_MOST_RANKED = 10_000
# A filter that leaves fewer items than this is asked before the words are.
_FEW_ITEMS = 300
# A word in a title says more than one in the text.
_TITLE_WEIGHT, _BODY_WEIGHT = 4.0, 1.0

_QUOTES = str.maketrans("“”„«»「」『』＂", '"' * 10, "\0")
_PIECE = re.compile(r'(?P<no>-?)"(?P<phrase>[^"]*)(?:"(?P<more>\*?)|$)|(?P<word>[^\s"]+)')
_QUESTION_MARKS = ("?", "？", "؟")

# Words that nearly every text holds. They are passed over, unless there are no others.
_COMMON_WORDS = """
    a about after all also an and any are as at be been but by can did do does for from had has have how i in
    into is it its more most my no not of on or our over so some such than that the their them then there
    these they this to under up was we were what when where which while who whom whose why will with would you
    au aux avec ce ces cette comment dans de des du elle en est et il ils la le les leur leurs mais ne ou où
    par pas plus pour pourquoi qu quand que quel quelle quelles quels qui quoi sa se ses son sont sur un une
    aus bei das dem den der die ein eine einer für im ist mit nach und von vor wann warum was wer wie wo zu
    con cuál cuándo cómo del dónde el es las los para por qué quién su sus una y
"""
_ASKING_WORDS = """
    how what when where which who whom whose why comment combien où pourquoi quand quel quelle quelles quels
    qui quoi wann warum was welche welcher welches wer wie wo cuál cuáles cuándo cómo dónde qué quién quiénes
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_ASKING = frozenset(_ASKING_WORDS.split())
# Characters that join Chinese words; a pair with one of them says nothing.
_JOINING = frozenset("的了是在和与有吗呢么吧啊这那哪何谁嗎與這誰")


@dataclass(frozen=True, slots=True)
class _Term:
    text: str
    is_phrase: bool = False
    is_prefix: bool = False
    is_wanted: bool = True


def find(db: Database, query: Query, *, now: datetime | None = None) -> list[Hit]:  # noqa: ARG001
    """Return the items that answer the query, best or newest first.

    A few words must all be there; when three or more find nothing, the nearest are given. Words of a
    sentence need not all be there. Raise QueryError, which says what to type instead. (Spans come as
    times: `now` is not needed.)
    """
    if query.since and query.until and query.since >= query.until:
        raise QueryError("the span ends before it begins: give a `since` that is earlier than `until`")
    terms = _read(query.words)
    if not terms:
        keys = _newest(db, query, query.limit, query.offset)
        return _hits(db, [(n, 0.0) for n in keys])
    wanted = [term for term in terms if term.is_wanted]
    unwanted = [term for term in terms if not term.is_wanted]
    if not wanted:
        match = " OR ".join(_exactly(term) for term in unwanted)
        return _hits(db, [(n, 0.0) for n in _newest(db, query, query.limit, query.offset, without=match)])

    is_sentence = _is_sentence(query.words, wanted)
    if not is_sentence and (query.order is Order.NEWEST or len(wanted) < 3):
        match = _without(" AND ".join(_loosely(term) for term in _telling(wanted)), unwanted)
        way = _newest_matches if query.order is Order.NEWEST else _ranked_matches
        found = way(db, query, match)
        if found or query.offset or not _may_miss(wanted):
            return _hits(db, found)
    return _hits(db, _ranked_matches(db, query, _without(_any_of(wanted), unwanted)))


def keys_of_all(db: Database, query: Query) -> list[int]:
    """Return the keys of the newest items that hold every telling word of the query, the newest first."""
    terms = _read(query.words)
    wanted = _telling([term for term in terms if term.is_wanted])
    if not wanted:
        return []
    unwanted = [term for term in terms if not term.is_wanted]
    match = _without(" AND ".join(_loosely(term) for term in wanted), unwanted)
    return [n for n, _ in _newest_matches(db, query, match)]


def words_of(words: str) -> list[str]:
    """Return the telling words and phrases of what was typed, in lower case."""
    return [term.text.lower() for term in _telling([term for term in _read(words) if term.is_wanted])]


def other_numbers(word: str) -> list[str]:
    """Return a word with its plural or singular."""
    return [word, *_other_number(word)] if len(word) > 3 and word.isalpha() else [word]


def _may_miss(terms: Sequence[_Term]) -> bool:
    """Tell whether so much was asked at once that no text may hold it all: the nearest are then of use."""
    words = [term for term in _telling(terms) if not term.is_phrase]
    return len(words) >= _MANY_WORDS or any(
        len(term.text) >= _MANY_CHARACTERS and RUN.fullmatch(term.text) for term in words
    )


# ---- what was typed -------------------------------------------------------------------------------


def _read(words: str) -> list[_Term]:
    """Return the terms of what was typed; none when nothing was."""
    if len(words) > MOST_CHARACTERS:
        raise QueryError(f"that is {len(words):,} characters: a few words, or one sentence, find more")
    # An argument that is not UTF-8 comes with lone surrogates, which no text of ours holds.
    typed = fold(words.encode("utf-8", "replace").decode()).translate(_QUOTES)
    terms: list[_Term] = []
    for piece in _PIECE.finditer(typed):
        if piece["phrase"] is not None:
            terms.append(_Term(piece["phrase"], True, bool(piece["more"]), not piece["no"]))
            continue
        word = piece["word"]
        is_wanted = not (word.startswith("-") and len(word) > 1)
        is_prefix = word.endswith("*")
        parts = _by_script(word)
        terms += [_Term(part, False, is_prefix and part is parts[-1], is_wanted) for part in parts]
    terms = list(dict.fromkeys(term for term in terms if _has_words(term.text)))[:_MOST_TERMS]
    if words.strip() and not terms:
        raise QueryError(
            f"“{words.strip()[:40]}” holds no word to look for: type one, such as `search chips`"
        )
    return terms


def _by_script(word: str) -> list[str]:
    """Part a word where a script without spaces begins or ends, as in 华为Ascend芯片."""
    parts, end = [], 0
    for run in RUN.finditer(word):
        parts += [word[end : run.start()], run[0]]
        end = run.end()
    return [part for part in [*parts, word[end:]] if _has_words(part)]


def _has_words(text: str) -> bool:
    """Tell whether the index would make a token of the text: it does so of letters and digits."""
    return any(character.isalnum() or unicodedata.category(character) in ("Co", "No") for character in text)


def _is_sentence(typed: str, terms: Sequence[_Term]) -> bool:
    words = [term for term in terms if not term.is_phrase]
    if not words:
        return False
    if typed.rstrip().endswith(_QUESTION_MARKS):
        return True
    if len(words) > 2 and words[0].text.lower().strip("¿¡") in _ASKING:
        return True
    if any(len(run[0]) > _FEW_CHARACTERS for term in words for run in RUN.finditer(term.text)):
        return True
    return len(_telling(words)) > _FEW_WORDS


def _telling(terms: Sequence[_Term]) -> list[_Term]:
    """Return the terms without those that nearly every text holds, unless there are no others."""
    return [term for term in terms if term.is_phrase or not _is_common(term.text)] or list(terms)


def _is_common(word: str) -> bool:
    return word.lower().strip("¿¡?!.,;:'’()") in _COMMON


# ---- as the index understands it ------------------------------------------------------------------


def _quoted(text: str, is_prefix: bool) -> str:
    return '"' + text.replace('"', " ") + '"' + ("*" if is_prefix else "")


def _exactly(term: _Term) -> str:
    """Write a term as the index holds it: a phrase of tokens, the last one perhaps only begun."""
    text = term.text
    while text and not text[-1].isalnum():
        text = text[:-1]
    runs = list(RUN.finditer(text))
    if not runs or runs[-1].end() < len(text):
        return _quoted(index_text(text) if text else term.text, term.is_prefix)
    # The last character of a run is a token of its own in the index. Whether the run goes on there is not
    # for the query to say; a single character is one that begins a token.
    last = runs[-1]
    before = index_text(text[: last.start()])
    return _quoted(f"{before} {' '.join(pairs(last[0]))}".strip(), len(last[0]) == 1)


def _loosely(term: _Term) -> str:
    """Write a term with its plural or singular beside it; a phrase or a prefix means what it says."""
    text = term.text
    if term.is_phrase or term.is_prefix or len(text) < 4 or not text.isalpha() or RUN.search(text):
        return _exactly(term)
    both = [text, *_other_number(text.lower())]
    return f"({' OR '.join(_quoted(form, False) for form in both)})"


def _other_number(word: str) -> list[str]:
    if word.endswith("ies"):
        return [word[:-3] + "y"]
    if word.endswith("ss") or word.endswith("us"):
        return [word + "es"]
    if word.endswith("s"):
        return [word[:-1]]
    if word.endswith("y") and word[-2] not in "aeiou":
        return [word[:-1] + "ies"]
    if word.endswith(("x", "ch", "sh")):
        return [word + "es"]
    return [word + "s"]


def _any_of(terms: Sequence[_Term]) -> str:
    """Write that the phrases must be there, and any of the words."""
    phrases = [_exactly(term) for term in terms if term.is_phrase]
    words: list[str] = []
    for term in _telling([term for term in terms if not term.is_phrase]):
        words += _pieces(term)
    if not words:
        return " AND ".join(phrases)
    return " AND ".join([*phrases, f"({' OR '.join(dict.fromkeys(words))})"])


def _pieces(term: _Term) -> list[str]:
    """Write a word of a sentence; a run without spaces is as many words as it has telling pairs."""
    if not RUN.fullmatch(term.text) or len(term.text) < 3:
        return [_loosely(term)]
    telling = [pair for pair in pairs(term.text) if not _JOINING & set(pair)]
    return [_quoted(pair, False) for pair in telling[:_MOST_TERMS]] or [_exactly(term)]


def _without(match: str, unwanted: Sequence[_Term]) -> str:
    if not unwanted:
        return match
    return f"({match}) NOT ({' OR '.join(_exactly(term) for term in unwanted)})"


# ---- asking ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Filter:
    """Conditions on an item's row `i`, with their values in order."""

    sql: str
    values: tuple[object, ...]


def _filters(query: Query) -> dict[str, _Filter]:
    """Return a condition for each field of the query that narrows, the most telling first."""
    found: dict[str, _Filter] = {}
    if query.actor:
        found["actor"] = _Filter(
            "EXISTS (SELECT 1 FROM item_actors f WHERE f.actor = ? AND f.n = i.n)", (query.actor,)
        )
    if query.outlet:
        found["outlet"] = _Filter("i.outlet = ?", (query.outlet.lower(),))
    if query.themes:
        marks = ", ".join("?" * len(query.themes))
        found["theme"] = _Filter(
            f"EXISTS (SELECT 1 FROM item_themes f WHERE f.theme IN ({marks}) AND f.n = i.n)", query.themes
        )
    if query.language:
        tags = _tags(query.language)
        found["language"] = _Filter(f"i.language IN ({', '.join('?' * len(tags))})", tags)
    if query.viewpoint:
        found["viewpoint"] = _Filter("i.viewpoint = ?", (str(query.viewpoint),))
    return found


def _tags(language: str) -> tuple[str, ...]:
    if language.lower() == "zh":
        return ("zh", "zh-Hans", "zh-Hant")
    base, _, script = language.partition("-")
    # As BCP 47 writes them: a script with a capital, a country in capitals.
    rest = script.title() if len(script) == 4 else script.upper()
    return (f"{base.lower()}-{rest}" if script else base.lower(),)


def _span(query: Query) -> tuple[int, int]:
    """Return the keys between which the answers lie, the second not among them."""
    least = first_key(query.since) if query.since else -(1 << 62)
    most = first_key(query.until) if query.until else 1 << 62
    return least, most


def _newest(
    db: Database, query: Query, limit: int, offset: int = 0, *, without: str | None = None
) -> list[int]:
    """Return the keys of the newest items that pass the filters, newest first."""
    filters = _filters(query)
    least, most = _span(query)
    # One filter leads, whose index is in the order of keys for each of its values; the others are asked
    # of what it brings. The newest of all values are then the newest of their newest.
    lead = next(iter(filters), "")
    tables, column, values = {
        "actor": ("item_actors d CROSS JOIN items i ON i.n = d.n", "d.actor", (query.actor,)),
        "outlet": ("items i INDEXED BY items_by_outlet", "i.outlet", ((query.outlet or "").lower(),)),
        "theme": ("item_themes d CROSS JOIN items i ON i.n = d.n", "d.theme", query.themes),
        "language": ("items i INDEXED BY items_by_language", "i.language", _tags(query.language or "")),
        "viewpoint": ("items i INDEXED BY items_by_viewpoint", "i.viewpoint", (str(query.viewpoint),)),
        "": ("items i", "", (None,)),
    }[lead]
    key = "d.n" if lead in ("actor", "theme") else "i.n"
    rest = [each for name, each in filters.items() if name != lead]
    conditions = [
        f"{key} >= ?",
        f"{key} < ?",
        *([f"{column} = ?"] if lead else []),
        *(each.sql for each in rest),
    ]
    inner: list[object] = [value for each in rest for value in each.values]
    if without is not None:
        conditions.append(f"{key} NOT IN (SELECT rowid FROM search_index WHERE search_index MATCH ?)")
        inner.append(without)
    sql = f"SELECT {key} FROM {tables} WHERE {' AND '.join(conditions)} ORDER BY {key} DESC LIMIT ?"
    found: set[int] = set()
    for value in values:
        led = [value] if lead else []
        found.update(row[0] for row in db.execute(sql, (least, most, *led, *inner, limit + offset)))
    return sorted(found, reverse=True)[offset : offset + limit]


def _newest_matches(db: Database, query: Query, match: str) -> list[tuple[int, float]]:
    """Return the keys of the newest matches, newest first, each with the score of nothing."""
    filters = _filters(query)
    few = _few(db, query) if filters else None
    sql, values = _matching(query, match, [] if few is not None else filters.values(), few)
    rows = db.execute(
        f"SELECT search_index.rowid FROM {sql} ORDER BY search_index.rowid DESC LIMIT ? OFFSET ?",
        (*values, query.limit, query.offset),
    )
    return [(row[0], 0.0) for row in rows]


def _few(db: Database, query: Query) -> list[int] | None:
    """Return all keys that pass the filters when they are few; None when they are many.

    A common word and a filter that few pass would else have every match of the word looked at.
    """
    keys = _newest(db, query, _FEW_ITEMS + 1)
    return keys if len(keys) <= _FEW_ITEMS else None


def _ranked_matches(db: Database, query: Query, match: str) -> list[tuple[int, float]]:
    """Return the keys of the nearest matches with their scores, nearest first and of equals the newest."""
    sql, values = _matching(query, match, _filters(query).values(), None)
    rows = db.execute(
        "SELECT n, score FROM ("
        f" SELECT search_index.rowid AS n, bm25(search_index, {_TITLE_WEIGHT}, {_BODY_WEIGHT}) AS score"
        f" FROM {sql} ORDER BY search_index.rowid DESC LIMIT {_MOST_RANKED}"
        ") ORDER BY score, n DESC LIMIT ? OFFSET ?",
        (*values, query.limit, query.offset),
    )
    # BM25 is negative here, and least for the nearest.
    return [(row["n"], float(f"{-row['score']:.5g}")) for row in rows]


def _matching(
    query: Query, match: str, filters: Iterable[_Filter], few: list[int] | None
) -> tuple[str, list[object]]:
    filters = list(filters)
    least, most = _span(query)
    tables = "search_index CROSS JOIN items i ON i.n = search_index.rowid" if filters else "search_index"
    conditions = ["search_index MATCH ?", "search_index.rowid >= ?", "search_index.rowid < ?"]
    values: list[object] = [match, least, most]
    if few is not None:
        conditions.append("search_index.rowid IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(few))
    for each in filters:
        conditions.append(each.sql)
        values += each.values
    return f"{tables} WHERE {' AND '.join(conditions)}", values


def _hits(db: Database, found: Sequence[tuple[int, float]]) -> list[Hit]:
    items = by_key(db, [n for n, _ in found])
    # A key that the index still names and no row answers to is one that went in between.
    return [Hit(items[n], items[n].story, score) for n, score in found if n in items]
