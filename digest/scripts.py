"""The scripts that texts are told apart by, as ranges of characters for a pattern's brackets."""

import re
from functools import lru_cache

# With all its accents, as far as Vietnamese.
LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# What stands among Han for a repeated character, and for zero.
_HAN_MARKS = "\u3005-\u3007"
HIRAGANA = "\u3041-\u3096\u309d-\u309f"
# With the sign of a long vowel and those of repetition.
KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
# Whole syllables, as all text has them that is in its composed form.
HANGUL = "\uac00-\ud7a3"
# Written without spaces between words; or, in Korean, with endings glued to them.
IN_RUNS = f"{_HAN_MARKS}{HIRAGANA}{KATAKANA}{HAN}{HANGUL}"
# None of them comes before it: a text without a character from here on needs no closer look.
FIRST_IN_RUNS = _HAN_MARKS[0]

# Told by those before, which are fewer: what a pattern costs to make grows with the characters that it names.
_LATE = re.compile(f"[^\0-{chr(ord(FIRST_IN_RUNS) - 1)}]")
# Texts are written in so many different characters at most; what is kept of one is found in a tenth of a microsecond.
_MOST_CHARACTERS = 20_000


def may_be_in_runs(text: str) -> bool:
    """Say whether a text may hold one of IN_RUNS: told far more quickly than by looking for those themselves."""
    return not text.isascii() and _LATE.search(text) is not None


@lru_cache(_MOST_CHARACTERS)
def is_cjk(char: str) -> bool:
    """Say whether a character is of the scripts that are written without spaces, or Hangul."""
    return is_of(IN_RUNS, char)


@lru_cache(_MOST_CHARACTERS)
def is_of(scripts: str, char: str) -> bool:
    """Say whether a character is of scripts that are named here: quicker for a few than to make a pattern of them."""
    # Each span is a character, a hyphen and a character.
    return any(first <= char <= last for first, last in zip(scripts[::3], scripts[2::3], strict=True))


def is_cjk_text(text: str) -> bool:
    """Say whether a text is written in those scripts: a quarter of it is, for names and numbers stand in between."""
    return sum(map(is_cjk, text)) > len(text) / 4
