"""A text in, its language out, as BCP 47. Its letters decide where they can; for the Latin script a model does."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from digest.scripts import LATIN
from digest.tags import UNKNOWN
from digest.understand.languages.likely_languages import LANGUAGES, likely_languages

# The first lines show the language; the rest of a long text only costs time.
_ENOUGH = 160
# With fewer letters the model only guesses, and what the feed says of itself is better.
_FEW_LETTERS = 16
# With fewer letters than this it is often wrong, most of all about names. Where the likeliest language leads the
# feed's (English, if the feed says none) by no more than this on the model's log scale, the feed's is taken. Of the
# first two to four words of English headlines 95 to 99 % are then recognized, without it 78 to 90 %; of those in other
# languages 5 to 16 % fewer.
_SOME_LETTERS = 24
_DOUBT, _DOUBT_OF_FEW = 4.0, 8.0
# With more letters only what the feed says is taken, and only where the two are nearly as likely: of 7,000 items of
# our sets eight were taken for another language, six of them by less than this.
_DOUBT_OF_MANY = 1.5

_LETTERS_LATIN = re.compile(f"[{LATIN}]")
# Letters of other scripts, as all but the Latin letters, marks, signs and punctuation: those are fewer to list.
_LETTERS_ELSEWHERE = re.compile(
    "[^\0-\u036f\u1e00-\u2bff\u2e00-\u2e7f\ua720-\ua9ff\ufb00-\uffff\U00040000-\U0010ffff]"
)
_ADDRESSES = re.compile(r"https?://\S+|www\.\S+|[@#]\w+")


def detect(text: str, hint: str | None = None) -> str:
    """Return the language of a text; `hint` is what its feed says, and decides where little is written."""
    return detect_all([text], [hint])[0]


def detect_all(texts: Sequence[str], hints: Sequence[str | None]) -> list[str]:
    """Return the language of each text, as `detect` does; many cost less together than one by one."""
    heads = [text[:_ENOUGH] for text in texts]
    by_script = [
        None if head.isascii() else _by_script(head, hint) for head, hint in zip(heads, hints, strict=True)
    ]
    latin = [_without_addresses(heads[at]) for at, told in enumerate(by_script) if told is None]
    likely = iter(zip(latin, likely_languages(latin), strict=True))
    return [told or _in_latin(*next(likely), hint) for told, hint in zip(by_script, hints, strict=True)]


def _without_addresses(head: str) -> str:
    return _ADDRESSES.sub(" ", head) if ("://" in head or "@" in head or "#" in head) else head


def _in_latin(head: str, likely: NDArray[np.float32], hint: str | None) -> str:
    """Return the language of a text in the Latin script, or in none, by how likely it is in each of LANGUAGES."""
    letters = sum(map(str.isalpha, head[: 2 * _SOME_LETTERS]))
    if letters < _FEW_LETTERS and hint:
        return hint
    if not letters and not any(map(str.isalpha, head)):
        return UNKNOWN
    likeliest = int(likely.argmax())
    doubt = _DOUBT_OF_FEW if letters < _FEW_LETTERS else _DOUBT if letters < _SOME_LETTERS else _DOUBT_OF_MANY
    if hint in LANGUAGES or letters < _SOME_LETTERS:
        taken_for = LANGUAGES.index(hint if hint in LANGUAGES else "en")
        if likely[likeliest] - likely[taken_for] <= doubt:
            likeliest = taken_for
    return LANGUAGES[likeliest]


def _by_script(head: str, hint: str | None) -> str | None:
    """Return the language where the script tells it; None for the Latin script."""
    if not _LETTERS_ELSEWHERE.search(head) and _LETTERS_LATIN.search(head):
        return None
    # Imported here, since its patterns take long to compile and many pulls bring no text that needs them.
    from digest.understand.languages.letters import by_letters

    return by_letters(head, hint)
