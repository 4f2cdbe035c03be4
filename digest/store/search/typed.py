"""What a reader typed in, terms out, and each term as the index understands it.

What is typed never reaches the index as syntax: every word goes in quotes.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from digest.errors import NoWordError, TooLongError
from digest.plurals import other_number
from digest.store.tokens import RUN, fold, index_text, pairs

# What a person types is shorter; what is pasted is not a query.
MOST_CHARACTERS = 2_000
_MOST_TERMS = 40
# More words than this are a sentence: few texts hold all of them.
_FEW_WORDS = 6
# The same, in characters of a script that has no spaces between words.
_FEW_CHARACTERS = 8
# So many that no text may hold them all; four characters are mostly two words.
_MANY_WORDS, _MANY_CHARACTERS = 3, 4

_QUOTES = str.maketrans("“”„«»「」『』＂", '"' * 10, "\0")
_PIECE = re.compile(r'(?P<no>-?)"(?P<phrase>[^"]*)(?:"(?P<more>\*?)|$)|(?P<word>[^\s"]+)')
_QUESTION_MARKS = ("?", "？", "؟")

# What an apostrophe cuts off says nothing: l’IA, d’Anthropic, qu’elle, China’s.
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu)['’](?=\w\w)|(?<=\w\w)['’]s?$", re.IGNORECASE)

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
class Typed:
    """A word or a phrase as a reader typed it."""

    text: str
    is_phrase: bool = False
    is_prefix: bool = False
    is_wanted: bool = True


def words_of(words: str) -> list[str]:
    """Return the telling words and phrases of what was typed, in lower case."""
    return [term.text.lower() for term in telling([term for term in read(words) if term.is_wanted])]


def may_miss(terms: Sequence[Typed]) -> bool:
    """Say whether so much was asked at once that no text may hold it all: the nearest are then of use."""
    words = [term for term in telling(terms) if not term.is_phrase]
    return len(words) >= _MANY_WORDS or any(
        len(term.text) >= _MANY_CHARACTERS and RUN.fullmatch(term.text) for term in words
    )


def read(words: str) -> list[Typed]:
    """Return the terms of what was typed; none when nothing was."""
    if len(words) > MOST_CHARACTERS:
        raise TooLongError(len(words))
    # An argument that is not UTF-8 comes with lone surrogates, which no text of ours holds.
    typed = fold(words.encode("utf-8", "replace").decode()).translate(_QUOTES)
    terms: list[Typed] = []
    for piece in _PIECE.finditer(typed):
        if piece["phrase"] is not None:
            is_prefix, is_wanted = bool(piece["more"]), not piece["no"]
            terms.append(Typed(piece["phrase"], is_phrase=True, is_prefix=is_prefix, is_wanted=is_wanted))
            continue
        word = piece["word"]
        is_wanted = not (word.startswith("-") and len(word) > 1)
        is_prefix = word.endswith("*")
        parts = _by_script(_ELIDED.sub("", word))
        terms += [
            Typed(part, is_prefix=is_prefix and part is parts[-1], is_wanted=is_wanted) for part in parts
        ]
    terms = list(dict.fromkeys(term for term in terms if _has_words(term.text)))[:_MOST_TERMS]
    if words.strip() and not terms:
        raise NoWordError(words.strip()[:40])
    return terms


def _by_script(word: str) -> list[str]:
    """Part a word where a script without spaces begins or ends, as in 华为Ascend芯片."""
    parts, end = [], 0
    for run in RUN.finditer(word):
        parts += [word[end : run.start()], run[0]]
        end = run.end()
    return [part for part in [*parts, word[end:]] if _has_words(part)]


def _has_words(text: str) -> bool:
    """Say whether the index would make a token of the text: it does so of letters and digits."""
    return any(character.isalnum() or unicodedata.category(character) in ("Co", "No") for character in text)


def is_sentence(typed: str, terms: Sequence[Typed]) -> bool:
    words = [term for term in terms if not term.is_phrase]
    if not words:
        return False
    if typed.rstrip().endswith(_QUESTION_MARKS):
        return True
    if len(words) > 2 and words[0].text.lower().strip("¿¡") in _ASKING:
        return True
    if any(len(run[0]) > _FEW_CHARACTERS for term in words for run in RUN.finditer(term.text)):
        return True
    return len(telling(words)) > _FEW_WORDS


def telling(terms: Sequence[Typed]) -> list[Typed]:
    """Return the terms without those that nearly every text holds, unless there are no others."""
    return [term for term in terms if term.is_phrase or not _is_common(term.text)] or list(terms)


def _is_common(word: str) -> bool:
    return word.lower().strip("¿¡?!.,;:'’()") in _COMMON


def quoted(text: str, *, is_prefix: bool = False) -> str:
    return '"' + text.replace('"', " ") + '"' + ("*" if is_prefix else "")


def exactly(term: Typed) -> str:
    """Write a term as the index holds it: a phrase of tokens, the last one perhaps only begun."""
    text = term.text
    while text and not text[-1].isalnum():
        text = text[:-1]
    runs = list(RUN.finditer(text))
    if not runs or runs[-1].end() < len(text):
        return quoted(index_text(text) if text else term.text, is_prefix=term.is_prefix)
    # The last character of a run is a token of its own in the index. Whether the run goes on there is not
    # for the query to say; a single character is one that begins a token.
    last = runs[-1]
    before = index_text(text[: last.start()])
    return quoted(f"{before} {' '.join(pairs(last[0]))}".strip(), is_prefix=len(last[0]) == 1)


def is_begun(term: Typed) -> bool:
    """Say whether of the term's last word only the beginning was typed, as a single character always is."""
    runs = list(RUN.finditer(term.text))
    return term.is_prefix or bool(runs and runs[-1].end() == len(term.text) and len(runs[-1][0]) == 1)


def loosely(term: Typed) -> str:
    """Write a term with its plural or singular beside it; a phrase or a prefix means what it says."""
    other = None if term.is_phrase or term.is_prefix else other_number(term.text.lower())
    if other is None:
        return exactly(term)
    return f"({quoted(term.text)} OR {quoted(other)})"


def without(match: str, unwanted: Sequence[Typed]) -> str:
    if not unwanted:
        return match
    return f"({match}) NOT ({any_of(unwanted)})"


def any_of(terms: Sequence[Typed]) -> str:
    """Write what matches any of the terms; empty where there are none."""
    return " OR ".join(exactly(term) for term in terms)


def is_joining(pair: str) -> bool:
    """Say whether a character of the pair only joins words of Chinese, so that the pair says nothing."""
    return bool(_JOINING & set(pair))
