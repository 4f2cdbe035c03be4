"""Stories by week in, numbers out; and the actors that are named more than before."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from digest.model.trend import Filed, Rising, Trend
from digest.understand.outlets import sides

# An actor that stands in so many stories of the newest week rises; fewer is chance.
_FEWEST = 3
# And in this many times as many as in an average week before.
_RISE = 2.0
_MOST_RISING = 5


def trends(told: Iterable[Filed]) -> list[Trend]:
    """Return one row for each week and theme that has a story, oldest week first, then by theme."""
    groups: dict[tuple[date, str], list[Filed]] = defaultdict(list)
    for one in told:
        groups[monday(one.published), one.theme].append(one)
    return [
        Trend(
            week,
            theme,
            stories=len({one.story for one in group}),
            owners=len({one.owner for one in group}),
            viewpoints=sides(group),
        )
        for (week, theme), group in sorted(groups.items())
    ]


def monday(day: date | datetime) -> date:
    """Return the Monday of a day's week."""
    year, week, _ = day.isocalendar()
    return date.fromisocalendar(year, week, 1)


def last_weeks(now: datetime, weeks: int) -> list[date]:
    """Return the Mondays of so many weeks, this one the last of them."""
    newest = monday(now)
    return [newest - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]


def all_weeks(rows: Sequence[Trend]) -> list[date]:
    """Return every Monday from the week of the oldest row to that of the newest; there is one row at least."""
    first, last = min(row.week for row in rows), max(row.week for row in rows)
    return [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]


def rising(named: Iterable[tuple[datetime, str, str]], weeks: Sequence[date]) -> list[Rising]:
    """Return the actors whose stories of the newest week stand out most from the weeks before.

    `named` says when which story named which actor: (moment, story, actor). `weeks` are Mondays.
    """
    newest, before = weeks[-1], frozenset(weeks[:-1])
    now: Counter[str] = Counter()
    then: Counter[str] = Counter()
    for week, _, actor in dict.fromkeys((monday(when), story, actor) for when, story, actor in named):
        if week == newest:
            now[actor] += 1
        elif week in before:
            then[actor] += 1
    found = [
        Rising(actor, count, then[actor] / len(before) if before else 0.0)
        for actor, count in now.items()
        if count >= _FEWEST
    ]
    risen = [each for each in found if each.stories >= _RISE * each.before]
    return sorted(risen, key=lambda each: (each.before - each.stories, each.actor))[:_MOST_RISING]
