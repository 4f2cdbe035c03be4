"""The weightiest of the words that two items share: what a reader is told of why they are one story."""

import re
from collections.abc import Iterable, Mapping

from digest.model.item import Item
from digest.scripts import is_cjk
from digest.understand.heads import head
from digest.understand.lead import TITLE_LIMIT, lead

# Words shown to a reader who asks why.
_MOST_SHARED = 5
_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_PARTS = re.compile(r"[.,'’-]")
_GENITIVE = re.compile("['’]s?$")


def shared_terms(item: Item, common: Mapping[str, float]) -> tuple[str, ...]:
    """Return the weightiest of the shared words, each once, as the item writes them; pairs are put together.

    An actor is given by its id only where none of the item's own words names it.
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
    """Return a word as all its spellings have it: in lower case, without its genitive or its inflected end."""
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
