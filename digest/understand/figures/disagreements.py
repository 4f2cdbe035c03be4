"""Which figures of a story disagree."""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from digest.model.figure import Figure
from digest.understand.figures.agreement import folded_unit, grouped, is_alike, is_named_alike
from digest.understand.figures.things import thing_of
from digest.understand.figures.vague import may_be_one

# What a paper or an index gains differs with the day, which is seldom said.
_MARKETS = re.compile(
    r"\b(?:shares|stocks?|index|Aktien?|Kurs|Börse|bourse|bolsa|acciones|azioni|borsa|ações|akcj\w+|giełd\w+|акци\w+|бирж\w+|"
    r"KOSPI|KOSDAQ|Nikkei|Nasdaq|FTSE|DAX)\b|株価|日経平均|終値|股价|股價|股指|收盘|收盤|주가|코스피|코스닥|أسهم|بورصة",
    re.IGNORECASE,
)
_MOVES = frozenset({"%", "points"})
# A product comes with more or less of these, and each text tells of the one that it has in hand.
_SPECIFICATIONS = frozenset(
    {"B", "kB", "MB", "GB", "TB", "Hz", "MHz", "GHz", "TOPS", "mAh", "mm", "cm", "g", "fps", "px"}
)
_MOST_APART = 10
_HANDFUL, _MOST_APART_IN_TWO_WORDS = 10, 2
# Of what more items state only the newest is set against each other: it costs by the square.
_MOST_COMPARED = 300


def disagreements(figures: Iterable[Figure]) -> list[tuple[Figure, ...]]:
    """Return the sets of figures in which items state different amounts for one subject and unit.

    Each set holds one figure of every amount, in the order given: that of the items, the oldest first. An item that
    states two amounts of a subject (from 5 to 7 per cent) disagrees with another only when that shares none of them
    and states none between them.
    """
    compared = _newest([figure for figure in figures if figure.unit not in _SPECIFICATIONS])
    return [found for group in grouped(compared, _is_one_subject) if len(found := _disagreeing(group)) > 1]


def _newest(figures: Sequence[Figure]) -> Sequence[Figure]:
    """Return the last figures, without those of an item of which some would be missing."""
    newest = figures[-_MOST_COMPARED:]
    if len(newest) == len(figures):
        return figures
    cut_through = figures[-_MOST_COMPARED - 1].item
    return [figure for figure in newest if figure.item != cut_through]


def _is_one_subject(a: Figure, b: Figure) -> bool:
    """Say whether two figures measure one subject in one unit."""
    if folded_unit(a.unit) != folded_unit(b.unit) or not is_alike(a, b):
        return False
    return is_named_alike(a.unit, b.unit) or _may_be_one_thing(a, b)


def _may_be_one_thing(a: Figure, b: Figure) -> bool:
    """Say whether what is counted in two words may be one thing: more than a handful, in numbers that are not far apart.

    What it is said of is seldom the same word in two languages, so that nothing else tells; and whoever is counted is
    people.
    """
    least, most = sorted((a.amount, b.amount))
    return least > _HANDFUL and most <= least * _MOST_APART_IN_TWO_WORDS and thing_of(a.unit) != "people"


def _disagreeing(group: Sequence[Figure]) -> tuple[Figure, ...]:
    by_item: dict[str, list[Figure]] = {}
    for figure in group:
        by_item.setdefault(figure.item, []).append(figure)
    chosen: list[Figure] = []
    # Items whose amount is among the chosen ones, or one of those in other words.
    told: set[str] = set()
    for ours, theirs in combinations(by_item.values(), 2):
        if (ours[0].item in told and theirs[0].item in told) or not _disagree(ours, theirs):
            continue
        for figure in (ours[0], theirs[0]):
            if figure.item not in told and not any(may_be_one(figure, other) for other in chosen):
                chosen.append(figure)
            told.add(figure.item)
    return tuple(chosen)


def _disagree(ours: Sequence[Figure], theirs: Sequence[Figure]) -> bool:
    """Say whether the amounts that two items state of one subject cannot all be so."""
    if any(may_be_one(our, their) for our in ours for their in theirs):
        return False
    if _lies_within(ours, theirs) or _lies_within(theirs, ours):
        return False
    return _is_comparable(ours[0].amount, theirs[0].amount) and _are_of_one_time(ours[0], theirs[0])


def _is_comparable(first: float, second: float) -> bool:
    """Say whether two amounts may be meant for one thing: what differs tenfold is another thing of the same name."""
    least, most = sorted((abs(first), abs(second)))
    return first * second > 0 and most <= least * _MOST_APART


def _lies_within(some: Sequence[Figure], others: Sequence[Figure]) -> bool:
    """Say whether an amount lies between the least and the most of those that the others state."""
    amounts = [figure.amount for figure in others]
    return any(min(amounts) <= figure.amount <= max(amounts) for figure in some)


def _are_of_one_time(a: Figure, b: Figure) -> bool:
    """Say whether two figures may be of one time: of a market's moves both must say so, of others neither need."""
    if a.as_of and b.as_of:
        return a.as_of.startswith(b.as_of) or b.as_of.startswith(a.as_of)
    return not (_is_market_move(a) or _is_market_move(b))


def _is_market_move(figure: Figure) -> bool:
    return figure.unit in _MOVES and _MARKETS.search(f"{figure.subject}\n{figure.sentence}") is not None
