"""A text in, its tokens out, in any script.

Every Chinese, Japanese and Korean character is a token of its own, so that a phrase in those scripts is found inside
a longer run; other scripts are cut into words, so that "ai" is never found in "training".
"""

import re
import unicodedata
from functools import cache
from itertools import compress, count
from operator import not_

from digest.scripts import IN_RUNS, may_be_in_runs

# Scripts that we match inside runs; the dot stands between the names of foreigners in Japanese.
_RUNS = f"{IN_RUNS}・"
# A full stop ends a sentence only after two letters and before a space: "U.S. chips", "3.5 million".
_TOKENS = re.compile(r"[+%。!?;\n]|[^\W_]+|(?<=\w\w)\.(?=\s)")
_PIECES = re.compile(r"[^\W_]+\*?|[+%]")
STOPS = frozenset(".!?。;\n")
# A text in which nothing stands in runs is cut at its spaces, after every mark was made one: three times as quick
# as by the pattern. All that ends a sentence is written as this.
_STOP = "!"
_FULL_STOP = re.compile(r"\.(?=\s)(?<=\w\w\.)")
# What is no letter: most are known by the ranges listed here, which is quicker than to ask Unicode of each.
_MARK = re.compile(r"[^\0-\x7fÀ-ÖØ-öø-ɏЀ-ҁ](?<!\w)")
_ASCII = {
    char: char if char.isalnum() or char in "+%" else _STOP if char in STOPS - {"."} else " "
    for char in map(chr, range(128))
}
_SPACED = bytes(ord(_ASCII.get(chr(byte), chr(byte))) for byte in range(256))
ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")
# One letter has four forms, one mark only stretches a word, and vowel signs are mostly left out.
_ARABIC_FORMS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ـ": None}
    | {chr(sign): None for sign in range(0x064B, 0x0653)}
)
_APOSTROPHES = ("’", "‘", "ʼ", "'")
_LONGEST_PHRASE = 24


def normal(text: str) -> str:
    """NFKC, with one form of the apostrophe and of the Arabic letters that have several."""
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    if ARABIC.search(text):
        text = text.translate(_ARABIC_FORMS)
    # One by one: `translate` looks up every character, which costs as much as all else here together.
    for apostrophe in _APOSTROPHES:
        text = text.replace(apostrophe, "'")
    return text


def tokens(text: str) -> list[str]:
    """Cut a text into tokens, in their case as written; the ends of sentences are tokens too, one of STOPS each."""
    plain = normal(text)
    if "。" in plain or is_in_runs(plain):
        return _tokens_of(plain).findall(plain)
    plain = _FULL_STOP.sub(_STOP, plain)
    if not plain.isascii():
        plain = _MARK.sub(" ", plain)
    plain = plain.encode(errors="surrogatepass").translate(_SPACED).decode(errors="surrogatepass")
    for token in (_STOP, "+", "%"):
        plain = plain.replace(token, f" {token} ")
    return plain.split()


def spans(plain: str) -> list[tuple[int, int]]:
    """Return where each token of a `normal` text stands in it."""
    return [found.span() for found in _tokens_of(plain).finditer(plain)]


def joints(text: str) -> frozenset[int]:
    """Return which of a text's tokens follow the one before at once, with no space or mark between."""
    plain = normal(text)
    gaps = _tokens_of(plain).split(plain)[1:-1]
    return frozenset(compress(count(1), map(not_, gaps)))


def is_in_runs(text: str) -> bool:
    """Say whether a text holds a character of the scripts that are matched inside runs."""
    return may_be_in_runs(text) and _in_run().search(text) is not None


def _tokens_of(plain: str) -> re.Pattern[str]:
    return _tokens_in_runs() if is_in_runs(plain) else _TOKENS


# Made when a text needs them: patterns that name whole scripts take longer to make than many texts to read.
@cache
def _in_run() -> re.Pattern[str]:
    return re.compile(f"[{_RUNS}]")


@cache
def _tokens_in_runs() -> re.Pattern[str]:
    return re.compile(rf"[{_RUNS}]|[^\W_{_RUNS}]+|{_TOKENS.pattern}")


@cache
def _pieces_in_runs() -> re.Pattern[str]:
    return re.compile(rf"[{_RUNS}]|[^\W_{_RUNS}]+\*?|{_PIECES.pattern}")


def pieces(phrase: str) -> list[str]:
    """Cut a phrase as texts are cut, the stars kept with their words."""
    plain = normal(phrase)
    pattern = _pieces_in_runs() if is_in_runs(plain) else _PIECES
    return pattern.findall(plain)[:_LONGEST_PHRASE]
