"""Each side's words: the same happening as its outlets put it, verbatim.

A sentence is out of a text and no title; what a side says in its headline alone is kept apart.
"""

from collections.abc import Sequence
from itertools import chain

from digest.model.comparison import Comparison, Headline, Side
from digest.model.item import Item
from digest.model.outlet import KNOWN_SIDES, Viewpoint
from digest.model.story import Story
from digest.sentences import sentences
from digest.tell.summarise import summarise
from digest.tell.titles import read_by
from digest.understand.furniture import is_furniture
from digest.words import word_set

# Where no sentence was chosen, an item's first ones are looked through.
_READ_TO, _MOST_SENTENCES, _SHORTEST = 4_000, 8, 8
# Of a story that hundreds tell, the later ones repeat; holding each against all others costs by the square.
_MOST_ITEMS = 60
# Of the words of two sentences; with more they are one sentence.
_MOST_SHARED = 0.85


def compare(story: Story, items: Sequence[Item], *, languages: Sequence[str]) -> Comparison:
    """Return a sentence of each side that has one of its own, in a language that the reader prefers if it has that."""
    sides: list[Side] = []
    headlines: list[Headline] = []
    preferred = {item.id: item for item in [*chain.from_iterable(read_by(items, languages)), *items]}.values()
    for viewpoint in Viewpoint:
        own = [item for item in preferred if item.viewpoint is viewpoint]
        if not own:
            continue
        if side := _side(story, viewpoint, own, [each.sentence for each in sides]):
            sides.append(side)
        else:
            first = own[0]
            headlines.append(Headline(viewpoint, first.outlet, first.title, first.url, first.language))
    heard = {item.viewpoint for item in items}
    silent = tuple(side for side in KNOWN_SIDES if side not in heard)
    return Comparison(story.id, tuple(sides), tuple(headlines), silent)


def _side(story: Story, viewpoint: Viewpoint, items: Sequence[Item], said: Sequence[str]) -> Side | None:
    by_id = {item.id: item for item in items}
    # Each is held against very many: its words are found once.
    heard = [word_set(text) for text in (*said, story.title, *(item.title for item in items))]
    for language in dict.fromkeys(item.language for item in items):
        summary = summarise(story, items, languages=[language], avoid=said)
        for sentence in summary.sentences:
            holder = next((by_id[id_] for id_ in sentence.items if id_ in by_id), None)
            if holder and not _is_said(sentence.text, heard):
                return Side(viewpoint, holder.outlet, sentence.text, holder.url, holder.language)
    # What says little more than a title is no summary, but it is in the side's own words.
    for item in items[:_MOST_ITEMS]:
        for text in sentences(f"{item.summary}\n{item.content[:_READ_TO]}")[:_MOST_SENTENCES]:
            if len(text) >= _SHORTEST and not is_furniture(text) and not _is_said(text, heard):
                return Side(viewpoint, item.outlet, text, item.url, item.language)
    return None


def _is_said(text: str, others: Sequence[frozenset[str]]) -> bool:
    """Say whether one of the others has the same words, but for a few: a copy of one wire report."""
    own = word_set(text)
    return any(len(own & other) / max(len(own), len(other), 1) > _MOST_SHARED for other in others)
