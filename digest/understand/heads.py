"""Words in, the heads of those that carry meaning out: what two texts that tell one thing have in common."""

import re
from collections.abc import Iterable

from digest.model.item import Item
from digest.understand.lead import TITLE_LIMIT
from digest.words import words

# Polish, Russian, German and French bend the ends of words; the first letters stay.
HEAD = 5
# A year tells nothing: what looks back on one and what looks forward to it are all of January's news.
_YEAR = re.compile(r"(?:19|20)\d\d$", re.ASCII)
# Words that carry no meaning by themselves, for the languages with spaces; rarity finds the others, but only
# once a window has filled. That it is about AI says nothing of an item that is grouped.
_STOP_WORDS = """
    ai ki ia ии
    a an the and or of to in on for with at by from as is are was were be been it its this that these those
    his her their our your he she they we you not no but if than then so into over after before about
    against amid more most has have had will would can could may might must should do does did says said say
    new how why what who when where which just also now out up down off all any some us
    le la les un une des du de d l et ou à au aux en dans sur pour par avec sans ce cette ces son sa ses leur
    leurs qui que quoi dont où est sont était être a ont avoir plus pas ne se s il elle ils elles on y après
    avant selon
    el los las una unos unas y o del al que en por para con sin su sus se es son fue ser ha han más no como
    tras entre sobre este esta estos lo le
    der die das den dem des ein eine einen einem einer und oder von vom zu zum zur im in ins auf für mit bei
    nach aus an am über unter gegen vor durch ist sind war wird werden hat haben sich nicht auch als wie
    mehr noch nur es er sie
    il lo gli i un uno una e o di del della dei delle da dal dalla in nel nella su sul sulla per con tra fra
    che chi si è sono ha hanno non più come anche
    o os as um uma e ou do da dos das no na nos nas em por para com sem que se é são foi ser tem mais não
    como ao
    w we z ze na do od po za o u i a oraz lub że się jest są był była to ten ta te nie jak dla przez przy
    pod nad tym tego jego jej ich już ma czy co
    и в во на с со к ко по за от до из у о об для при под над не ни что как это его её их он она они был была
    были будет или но а же бы ли
    في على من إلى عن مع هذا هذه التي الذي أن ان إن كما بعد قبل بين ما لا أو و
    van het een en of te aan met voor door bij uit zijn wordt niet ook
    bir ve ile için bu da de olarak daha
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


def title_words(item: Item) -> list[str]:
    """Return the words of the headline that carry meaning, by their heads."""
    return heads(words(item.title[:TITLE_LIMIT]))


def heads(found: Iterable[str]) -> list[str]:
    """Return the heads of the words that carry meaning, in their order."""
    return [
        head(word) for word in found if not (word in STOP_WORDS or _is_particle(word) or _YEAR.match(word))
    ]


def head(word: str) -> str:
    """Return the word without its bent end, in any language; short words, numbers and pairs stay whole."""
    return word[:HEAD] if len(word) > HEAD and word.isalpha() else word


def _is_particle(word: str) -> bool:
    """Say whether it is a pair of hiragana (grammar, not a name) or a single letter."""
    return len(word) < 2 or ("\u3041" <= word[0] <= "\u309f" and "\u3041" <= word[1] <= "\u309f")
