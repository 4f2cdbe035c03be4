"""A text in, its language out where its letters show it, as those of most scripts do.

Kana are Japanese, Hangul is Korean, and what Chinese is written in shows in characters that only one of its two
scripts has.
"""

import re

from digest.scripts import HAN, HANGUL, LATIN
from digest.tags import UNKNOWN
from digest.understand.languages.chinese import script_of

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
# Chinese brands borrow の; no Chinese text has any other kana.
_JAPANESE_HIRAGANA = re.compile("[\u3041-\u306d\u306f-\u3096]")
# Characters that the reform of 1946 gave to Japan alone.
_JAPANESE_HAN = re.compile(
    "[対発価権実売圧続変円気総経済読広駅検験険関戦歴満単県栄営労応観覧鉄銭産両増収択沢転処拠仮徴塁獣縄竜滝渋渉摂姫専帯弐悪拡曽桜歓歩毎涙焼犠穂窓粋粛繊縦脳臓薬蔵蛍訳賛辺逓遅隠雑霊頼顕騒黒黙齢]"
)
_HANGUL = re.compile(f"[\u1100-\u11ff\u3130-\u318f{HANGUL}]")
_HAN = re.compile(f"[{HAN}]")
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3]")
_PERSIAN = re.compile("[\u067e\u0686\u0698\u06af\u06a9\u06cc]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_THAI = re.compile("[\u0e01-\u0e2e]")
_WORDS_LATIN = re.compile(f"[{LATIN}]+")
_LETTERS_LATIN = re.compile(f"[{LATIN}]")


def by_letters(head: str, hint: str | None) -> str | None:
    """Return the language of the head of a text; None where it is mostly in the Latin script. See `detect`."""
    latin = len(_LETTERS_LATIN.findall(head))
    if east := _of_the_east(head, latin, hint):
        return east
    if (arabic := len(_ARABIC.findall(head))) and 2 * arabic >= latin:
        return UNKNOWN if 8 * len(_PERSIAN.findall(head)) > arabic else "ar"
    if (cyrillic := len(_CYRILLIC.findall(head))) and 2 * cyrillic >= latin:
        return "uk" if _UKRAINIAN.search(head) else "ru"
    if (thai := len(_THAI.findall(head))) and 2 * thai >= latin:
        return "th"
    if latin == 0:
        return UNKNOWN
    return None


def _of_the_east(head: str, latin: int, hint: str | None) -> str | None:
    """Return which of Chinese, Japanese and Korean it is, beside so many Latin letters; None where it is none."""
    han, kana, hangul = (len(script.findall(head)) for script in (_HAN, _KANA, _HANGUL))
    east = han + kana + hangul
    # A character of these scripts says as much as two or three letters, and foreign names stay in Latin ones.
    if not east or (3 * east < latin and len(_WORDS_LATIN.findall(head)) > east):
        return None
    if 2 * hangul >= han + kana:
        return "ko"
    # One word in katakana does not make a text Japanese.
    is_in_kana = kana >= 2 and 3 * kana >= han
    if not han or is_in_kana or _JAPANESE_HIRAGANA.search(head) or _JAPANESE_HAN.search(head):
        return "ja"
    return script_of(head, hint)
