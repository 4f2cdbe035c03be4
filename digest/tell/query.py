"""What a reader typed, as a Query."""

import difflib
import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from digest.clock import read_since
from digest.errors import QueryError
from digest.model import Order, Query, Viewpoint

_FIELD = re.compile(
    r'(?<!\S)(theme|since|until|outlet|viewpoint|language|actor|order):("[^"]*"|\S+)', re.IGNORECASE
)


def read_query(text: str, *, now: datetime, themes: Sequence[str], actors: Iterable[str] = ()) -> Query:
    """Read words with `field:value` among them, in any order; raise QueryError for a value that there is not."""
    fields: dict[str, list[str]] = {}
    for found in _FIELD.finditer(text):
        fields.setdefault(found[1].lower(), []).append(found[2].strip('"'))

    def last(name: str) -> str | None:
        return fields[name][-1] if name in fields else None

    return make_query(
        _FIELD.sub(" ", text).strip(),
        now=now,
        known_themes=themes,
        known_actors=actors,
        themes=[part for value in fields.get("theme", ()) for part in value.split(",") if part],
        since=last("since"),
        until=last("until"),
        outlet=last("outlet"),
        viewpoint=last("viewpoint"),
        language=last("language"),
        actor=last("actor"),
        order=last("order") or Order.NEWEST,
    )


def make_query(
    words: str,
    *,
    now: datetime,
    known_themes: Sequence[str],
    known_actors: Iterable[str] = (),
    themes: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    outlet: str | None = None,
    viewpoint: str | None = None,
    language: str | None = None,
    actor: str | None = None,
    order: str = Order.NEWEST,
    limit: int = 10,
    offset: int = 0,
) -> Query:
    """Check each field; raise QueryError that names the nearest known value."""
    start = read_since(since, now=now) if since else None
    end = read_since(until, now=now) if until else None
    if start and end and start >= end:
        raise QueryError("The span ends before it begins: since: must be earlier than until:.")
    return Query(
        words=words,
        themes=tuple(one_of("theme", theme, known_themes) for theme in themes),
        since=start,
        until=end,
        outlet=outlet.lower().removeprefix("www.") if outlet else None,
        viewpoint=Viewpoint(one_of("viewpoint", viewpoint, list(Viewpoint))) if viewpoint else None,
        language=language,
        actor=one_of("actor", actor, list(known_actors)) if actor else None,
        order=Order(one_of("order", order, list(Order))),
        limit=limit,
        offset=offset,
    )


def one_of(what: str, value: str, known: Sequence[str]) -> str:
    """Return the known value that was meant; raise QueryError with the nearest one."""
    wanted = value.strip().lower().replace(" ", "_") if what == "theme" else value.strip().lower()
    if wanted in known:
        return wanted
    near = difflib.get_close_matches(wanted, known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}? " if near else ""
    shown = ", ".join(known) if len(known) <= 12 else f"{len(known)} are known"
    raise QueryError(f"There is no {what} “{value[:40]}”: {hint}({shown})")
