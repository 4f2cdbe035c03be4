"""A headline in, whom it surely names out: the makers and the states that are known, and what is written as a name.

That is what has a capital in the midst of a sentence. At the beginning one says nothing, nor behind a mark, where a
label or a quotation begins; nor does any where every word has one, or every noun.
"""

import re
from collections.abc import Mapping

from digest.model.item import Item
from digest.scripts import LATIN
from digest.tags import UNKNOWN
from digest.understand.actors import Names
from digest.understand.heads import heads
from digest.understand.lead import TITLE_LIMIT, lead
from digest.understand.tokens import joints, normal, tokens
from digest.words import words

# Actors of these kinds are told apart by who they are. Whether a state, its minister or an office of it is said to act
# is a matter of words, and so it is with a maker and its models.
_TOLD_APART = frozenset({"company", "lab", "university", "country", "bloc"})

# Words of the letters that have capitals: Latin, Greek, Cyrillic and Armenian ones. One behind another's last letter
# and a space stands in the midst of a sentence.
_LETTERS = rf"{LATIN}\u0370-\u03ff\u0400-\u052f\u0531-\u0587"
_WORD = re.compile(rf"[{_LETTERS}][{_LETTERS}0-9]*")
_IN_THE_MIDST = re.compile(rf"(?<=[{_LETTERS}0-9] )[{_LETTERS}][{_LETTERS}0-9]*")
# Behind the last of these an outlet names itself.
_CREDIT = re.compile(r"\s[-–—|]\s[^-–—|]*$")
# Where so large a share of the words of so many letters has a capital, all have one, unless they are too few to say.
_LONGER, _FEWEST, _SHARE = 4, 4, 0.8
# In German every noun has one; so it may be in what is of no known language.
_ANY_NOUN = frozenset({"de", UNKNOWN})


def headline_names(item: Item, actors: Names) -> Mapping[str, str]:
    """Return the words of an item's headline that name someone, by their heads, with whom: an actor's `@id`, which
    stands for itself too, or the word itself.
    """
    title = normal(item.title[:TITLE_LIMIT])
    found = tokens(title)
    hits = [hit for some in actors.find(found, lambda: joints(title)) for hit in some]
    covered = {token for hit in hits for token in found[hit.start : hit.end]}
    written = _written(title, lead(item.title, item.summary), item.language) - covered
    names = {word: word for word in heads(words(" ".join(written)))}
    for hit in hits:
        if actors.kinds[hit.value] in _TOLD_APART:
            actor = f"@{hit.value}"
            names |= dict.fromkeys((actor, *heads(words(" ".join(found[hit.start : hit.end])))), actor)
    return names


def _written(title: str, lead: str, language: str) -> frozenset[str]:
    """Return the words of a headline that it or its lead writes as names."""
    if title.isupper():
        return frozenset()
    title = _CREDIT.sub("", title)
    found = frozenset(_WORD.findall(title))
    surely = frozenset(filter(_has_one_in_its_midst, found))
    if language in _ANY_NOUN or _is_capitalized(title):
        return surely
    midst = frozenset((*_IN_THE_MIDST.findall(title), *_IN_THE_MIDST.findall(lead)))
    return surely | {word for word in found & midst if word[0].isupper()}


def _has_one_in_its_midst(word: str) -> bool:
    return word[1:] != word[1:].lower()


def _is_capitalized(title: str) -> bool:
    longer = [word for word in _WORD.findall(title) if len(word) >= _LONGER]
    return len(longer) >= _FEWEST and sum(word[0].isupper() for word in longer) >= _SHARE * len(longer)
