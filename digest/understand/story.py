"""Items of one happening in, their Story out: its title, its themes, its sides, counted and weighed."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from digest.model.item import Item, oldest_first
from digest.model.story import Because, Story
from digest.model.theme import Filing
from digest.understand.headlines import plainness
from digest.understand.heads import title_words
from digest.understand.outlets import sides
from digest.understand.voices import passes_on, voices

# A theme under which a smaller share of a story's filed items stands is an accident of wording.
_THEME_SHARE = 0.15
# In a story of at most this many items one item alone may give it a theme; in a larger one that is an accident.
_A_FEW = 3
_MOST_TERMS = 5
_MOST_ACTORS = 12
# A long article names thirty: its story is about those of its opening, and those that it names most.
_MOST_ACTORS_OF_AN_ITEM = 8
# Titles compared with each other to find the clearest; the first tellings of a large story are plenty.
_MOST_TITLES = 200
# What an odd headline counts beside one that reads well, and between two that share no word with any other.
_ODD_COST = 1e-3
# The weight of a headline whose item is on no theme, where others are on one.
_OFF_THEME = 0.7
# The weight of one that only passes on another's report, to which its link leads, too.
_SECOND_HAND = 0.7


def build_story(story_id: str, items: Sequence[Item], because: Mapping[str, Because] | None = None) -> Story:
    """Make the story of at least one item."""
    ordered = oldest_first({item.id: item for item in items}.values())
    titled = clearest(ordered)
    actors = Counter(actor for item in ordered for actor in item.actors[:_MOST_ACTORS_OF_AN_ITEM])
    return Story(
        id=story_id,
        title=titled.title,
        language=titled.language,
        first_seen=min(item.first_seen for item in ordered),
        last_seen=max(item.first_seen for item in ordered),
        last_published=ordered[-1].published,
        themes=_themes(ordered),
        items=tuple(item.id for item in ordered),
        actors=tuple(
            actor for actor, _ in sorted(actors.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_ACTORS]
        ),
        outlets=len({item.outlet for item in ordered}),
        owners=voices(ordered),
        viewpoints=sides(ordered),
        because={item.id: because[item.id] for item in ordered if because and item.id in because},
    )


def clearest(items: Sequence[Item]) -> Item:
    """Return the item whose headline words the story best: nearest to all others, plain, on a theme, at first hand.

    It is in the language that most items are in, of equals in that of most that are on a theme, or of the first to
    tell; of equal headlines it is the earliest.
    """
    titled = [item for item in items if item.title.strip()][:_MOST_TITLES] or list(items[:1])
    spoken = Counter(item.language for item in titled)
    on_theme = Counter(item.language for item in titled if item.themes)
    wanted = max(spoken, key=lambda language: (spoken[language], on_theme[language]))
    own = [item for item in titled if item.language == wanted]
    said = [frozenset(title_words(item)) for item in own]
    total: Counter[str] = Counter(word for one in said for word in one)

    def clarity(at: int) -> float:
        near = sum(total[word] - 1 for word in said[at]) / math.sqrt(len(said[at]) or 1)
        plain = plainness(own[at].title, own[at].url)
        plain *= 1.0 if own[at].themes or not on_theme else _OFF_THEME
        plain *= _SECOND_HAND if passes_on(own[at]) else 1.0
        return near * plain - _ODD_COST * (1 - plain)

    return own[max(range(len(own)), key=lambda at: (clarity(at), -at))]


def _themes(items: Sequence[Item]) -> tuple[Filing, ...]:
    """Return what at least two items support, and not a few among many; else what the only one of a few says."""
    filed = [item for item in items if item.themes]
    by_theme: dict[str, list[Filing]] = {}
    for item in filed:
        for filing in item.themes:
            by_theme.setdefault(filing.theme, []).append(filing)
    enough = max(2.0, _THEME_SHARE * len(filed))
    kept = {theme: filings for theme, filings in by_theme.items() if len(filings) >= enough}
    if not kept and len(items) <= _A_FEW * len(filed):
        best = max(by_theme, key=lambda theme: (sum(filing.score for filing in by_theme[theme]), theme))
        kept = by_theme if len(filed) == 1 else {best: by_theme[best]}
    # Where most items are on no theme, half-way between what those say that are and what all do.
    share = math.sqrt(len(filed) / len(items)) if 2 * len(filed) < len(items) else 1.0
    found = []
    for theme, filings in kept.items():
        terms = Counter(term for filing in filings for term in dict.fromkeys(filing.terms))
        told = sorted(terms.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_TERMS]
        score = share * sum(filing.score for filing in filings) / len(filed)
        found.append(Filing(theme, round(score, 3), tuple(term for term, _ in told)))
    return tuple(sorted(found, key=lambda filing: (-filing.score, filing.theme)))
