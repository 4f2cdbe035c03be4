"""An Item in, out what of it is compared: its words by how rare they are, who is named, its sums of money."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from digest.model.item import Item, Traits
from digest.scripts import is_cjk
from digest.tags import language_of
from digest.text import words
from digest.understand.lead import TITLE_LIMIT, lead
from digest.understand.ways import ways_of

# A word of the lead says half as much as one of the headline.
LEAD_WEIGHT = 0.5
# An actor is often a word of the text as well, so that its id only has to bridge scripts.
ACTOR_WEIGHT = 0.7
# Polish, Russian, German and French bend the ends of words; the first letters stay.
HEAD = 5
# As if this many items had been read before the first, so that what two of ten say is not called common.
PRIOR_ITEMS = 200
# A word that more of the window than this share say counts no less, or the words of a happening that fills
# the window would be the first to count for nothing.
COMMON_SHARE = 0.1
# Fewer words than this say nothing that could be compared: an emoji, "Update", an empty title.
FEWEST_WORDS = 2
# Begins with a letter and holds a digit, in any script's midst: Qwen2.5-Max, H20, GPT-5, R1.
_RELEASE = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Za-z][A-Za-z.-]*[0-9])[A-Za-z][A-Za-z0-9]*(?:[.-][A-Za-z0-9]+)*(?![A-Za-z0-9])"
)
# Quarters, halves of a year, circles of states.
_PERIOD = re.compile(r"[QqHhTtSs][1-4]|[Gg]\d+|FY\d+", re.ASCII)
# A year tells as little: what looks back on one and what looks forward to it are all of January's news.
_YEAR = re.compile(r"(?:19|20)\d\d$", re.ASCII)
# Smaller numbers of things stand in too much news.
_TELLING = 10
# Models of all labs come with 7 or 70 billion of these.
_PARAMETERS = re.compile("param|парам|参数|參數|パラメ|매개변수|파라미터|معام", re.IGNORECASE)
# Words shown to a reader who asks why.
_MOST_SHARED = 5
# To be raised when an item's traits become other ones: those that were stored are then made anew.
VERSION = 6


def traits(item: Item) -> Traits:
    """Return what of the item is compared."""
    title = item.title[:TITLE_LIMIT]
    headline = words(title)
    counts = dict.fromkeys(_heads(headline), 1.0)
    for word in _heads(words(lead(item.title, item.summary))):
        counts.setdefault(word, LEAD_WEIGHT)
    is_empty = len(counts) < FEWEST_WORDS
    for actor in item.actors:
        counts["@" + actor] = ACTOR_WEIGHT
    # Both scripts of Chinese share most pairs, and so are one language here.
    language = language_of(item.language)
    sums = frozenset((figure.unit, figure.amount) for figure in item.figures if _is_money(figure.unit))
    numbers = frozenset(
        ("%" if figure.unit == "%" else "", figure.amount)
        for figure in item.figures
        if figure.unit == "%" or (figure.amount >= _TELLING and _tells(figure.unit))
    )
    return Traits(
        language, counts, item.actors, sums, numbers, releases(title), ways_of(title, headline), is_empty
    )


def releases(title: str) -> frozenset[str]:
    """Return the names with a number in them that a headline holds, as models, chips and versions have."""
    return frozenset(name.lower() for name in _RELEASE.findall(title) if not _PERIOD.fullmatch(name))


def _tells(unit: str) -> bool:
    """True for what is counted in one happening and hardly in another of the day; sums of money are told apart."""
    return not _is_money(unit) and not _PARAMETERS.search(unit)


def _is_money(unit: str) -> bool:
    """True for an ISO 4217 code."""
    return len(unit) == 3 and unit.isalpha() and unit.isupper()


def title_words(item: Item) -> list[str]:
    """Return the words of the headline that carry meaning, by their heads."""
    return _heads(words(item.title[:TITLE_LIMIT]))


def _heads(found: Iterable[str]) -> list[str]:
    return [
        head(word) for word in found if not (word in STOP_WORDS or _is_particle(word) or _YEAR.match(word))
    ]


def head(word: str) -> str:
    """Return the word without its bent end, in any language; short words, numbers and pairs stay whole."""
    return word[:HEAD] if len(word) > HEAD and word.isalpha() else word


def _is_particle(word: str) -> bool:
    """True for pairs of hiragana (grammar, not names) and for single letters."""
    return len(word) < 2 or ("\u3041" <= word[0] <= "\u309f" and "\u3041" <= word[1] <= "\u309f")


class Rarity:
    """How rare words are in the window, by language: counted as items come and go."""

    def __init__(self) -> None:
        self._items: Counter[str] = Counter()
        self._words: dict[str, Counter[str]] = {}

    def add(self, of: Traits, sign: int = 1) -> None:
        """Count the item, or with -1 count it no longer."""
        self._items[of.language] += sign
        counted = self._words.setdefault(of.language, Counter())
        for word in of.words:
            left = counted[word] + sign
            if left > 0:
                counted[word] = left
            else:
                del counted[word]

    def weights(self, of: Traits) -> dict[str, float]:
        """Return the item's words, weighted by their rarity, as a vector of length one."""
        seen = self._items[of.language] + PRIOR_ITEMS
        counted = self._words.get(of.language, Counter())
        raw = {word: count * _rarity(counted[word], seen) for word, count in of.words.items()}
        length = math.sqrt(sum([weight * weight for weight in raw.values()]))
        return {word: weight / length for word, weight in raw.items()} if length else {}


# Asked for every word, and most words stand in one item, or in two.
@lru_cache(maxsize=1024)
def _rarity(saying: int, seen: int) -> float:
    """Return what a word counts that so many say of the items seen."""
    return math.log(1 + seen / (min(saying, COMMON_SHARE * seen) + 1))


# ---- why, for a reader ----------------------------------------------------------------------------

_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_PARTS = re.compile(r"[.,'’-]")
_GENITIVE = re.compile("['’]s?$")


def shared_terms(item: Item, common: Mapping[str, float]) -> tuple[str, ...]:
    """Return the weightiest of the shared words, each once, as the item writes them; pairs are put together.

    An actor is told by its id only where the item's own words do not name it.
    """
    written: dict[str, str] = {}
    found: dict[str, float] = {}
    for word in _WORD.findall(f"{item.title[:TITLE_LIMIT]} {lead(item.title, item.summary)}"):
        if is_cjk(word[0]):
            for run, weight in _shared_runs(word, common):
                found.setdefault(run, weight)
            continue
        weight = max([common.get(head(part), 0.0) for part in _PARTS.split(word.lower())])
        if weight and (key := _folded(word)) not in written:
            written[key] = word
            found[word] = weight
    for word, weight in common.items():
        if word.startswith("@") and not all(part in written for part in map(_folded, word[1:].split("-"))):
            found.setdefault(word[1:], weight)
    best = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(word for word, _ in best[:_MOST_SHARED])


def _folded(word: str) -> str:
    """Return a word as all its spellings have it: in lower case, without its genitive and its bent end."""
    return head(_GENITIVE.sub("", word.lower()))


def _shared_runs(text: str, common: Mapping[str, float]) -> Iterable[tuple[str, float]]:
    """Yield the longest runs of characters all of whose pairs are shared."""
    start, weight = 0, 0.0
    for at in range(len(text)):
        pair = text[at : at + 2]
        shared = common.get(pair, 0.0) if len(pair) == 2 else 0.0
        if shared:
            weight = max(weight, shared)
            continue
        if weight:
            yield text[start : at + 1], weight
        start, weight = at + 1, 0.0


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
