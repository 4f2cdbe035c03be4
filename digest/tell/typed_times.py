"""A time as somebody typed it in (`7d`, `2 weeks`, `yesterday`, `2026-01-03`), the moment that was meant out."""

import re
from datetime import datetime, timedelta

from digest.clock import read_since
from digest.errors import QueryError
from digest.tell.phrases import Words
from digest.tell.typed_names import shown
from digest.tell.voice import Voice


class TimeMistake(Words):
    """What a reader is told who typed a time that cannot be read."""

    BAD_UNTIL = (
        "“{value}” is not a time: write 2026-01-03, 2026-01-03T08:00:00Z, or 7d for a week ago",
        "« {value} » n’est pas un moment : écrivez 2026-01-03, 2026-01-03T08:00:00Z, ou 7d pour il y a une semaine",
    )
    BAD_SINCE = (
        "“{value}” is not a span of time: write 24h, 7d, 2026-01-03 or 2026-01-03T08:00:00Z",
        "« {value} » n’est pas une durée : écrivez 24h, 7d, 2026-01-03 ou 2026-01-03T08:00:00Z",
    )


_DAYS_BACK = {"today": 0, "aujourd'hui": 0, "yesterday": 1, "hier": 1}
_SPANS = {
    "day": "24h", "jour": "24h", "week": "7d", "semaine": "7d", "month": "30d", "mois": "30d", "year": "365d",
    "an": "365d", "année": "365d",
}  # fmt: skip

# A number of them, as people say it in either language: 7j, 2 weeks, 3 mois.
_SAID = re.compile(
    r"(\d{1,4})\s*(?:(j|jours?|days?)|(weeks?|sem|semaines?)|(mois|months?)|(ans?|années?|years?)|(heures?|hours?))"
)
_DAYS_EACH = (1, 7, 30, 365)


def typed_since(text: str, spoken: Voice, *, now: datetime) -> datetime:
    """Return the time that is meant, a span being one before now; raise QueryError, in this voice, for none."""
    return _typed(text, now, TimeMistake.BAD_SINCE, spoken)


def typed_until(text: str, spoken: Voice, *, now: datetime) -> datetime:
    """Return what `typed_since` does; who typed no time is told what an end is written as."""
    return _typed(text, now, TimeMistake.BAD_UNTIL, spoken)


def _typed(text: str, now: datetime, refusal: TimeMistake, spoken: Voice) -> datetime:
    word = text.strip().lower()
    if word in _DAYS_BACK:
        return now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=_DAYS_BACK[word])
    try:
        return read_since(_span_said(word) or text, now=now)
    except ValueError:
        raise QueryError(spoken.say(refusal, value=shown(text))) from None


def _span_said(word: str) -> str:
    """Return a span that is said in words as it is written otherwise: `2 weeks` is `14d`; empty for no such one."""
    if word in _SPANS:
        return _SPANS[word]
    said = _SAID.fullmatch(word)
    if said is None:
        return ""
    number, *units = said.groups()
    of_days = next((days for unit, days in zip(units, _DAYS_EACH, strict=False) if unit), None)
    return f"{int(number) * of_days}d" if of_days else f"{number}h"
