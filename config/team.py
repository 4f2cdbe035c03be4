"""A team's tables in, laid over what ships: its Feeds and Subscriptions out, and what is wrong between them."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from config.near import did_you_mean
from config.shipped import shipped_actors, shipped_concepts, shipped_feeds, shipped_outlets, shipped_themes
from config.tables import TeamFile
from digest.masking import masked
from digest.model.feed import Feed
from digest.model.subscription import Subscription
from digest.model.theme import Theme
from digest.urls import canonical

_CONCEPT = re.compile(r"@(\w+)")


def mistakes_of(team: TeamFile) -> Iterator[str]:
    """Return what is wrong with a team's tables beside each other and over what ships, a line each."""
    yield from _of_themes(team)
    yield from _of_muted(team)
    yield from _of_feeds(team)
    yield from _of_subscriptions(team)


def _of_themes(team: TeamFile) -> Iterator[str]:
    """Find themes that could have no story; one of ours may be given a name alone, for it has terms."""
    shipped = shipped_themes() if team.theme else ()
    yield from _twice("theme", [table.id for table in team.theme])
    for number, table in enumerate(team.theme):
        theme = table.theme()
        yield from _of_concepts(theme, f"theme[{number}].terms")
        speaks_for = theme.match or any(term.strength != "negative" for term in theme.terms)
        if theme.id not in shipped and not speaks_for:
            yield (
                f"theme[{number}]: “{theme.id}” has no terms and no examples that speak for it, so nothing"
                ' would be filed under it; write some, as in terms.en.strong = ["HBM"]'
            )


def _twice(table: str, names: Sequence[str], key: str = "id") -> Iterator[str]:
    for number, name in enumerate(names):
        if name in names[:number]:
            yield f"{table}[{number}].{key}: found {name!r} twice; each {table} has its own {key}"


def _of_concepts(theme: Theme, where: str) -> Iterator[str]:
    """Find terms with an @ before what no group of words is called: they would never be found."""
    named = [(term, name) for term in theme.terms for name in _CONCEPT.findall(term.text)]
    known = shipped_concepts() if named else set()
    for term, name in named:
        if name not in known:
            hint = did_you_mean(name, known, sign="@") or f"known: {', '.join(sorted(known))}"
            yield f"{where}.{term.language}.{term.strength}: found @{name} in {term.text!r}; {hint}"


def _of_muted(team: TeamFile) -> Iterator[str]:
    known = shipped_actors() if team.mute.actors else []
    for actor in team.mute.actors:
        if actor not in known:
            elsewhere = "config/actors.csv has their ids; a word goes under terms"
            hint = did_you_mean(actor.lower(), known) or elsewhere
            yield f"mute.actors: found {actor!r}, no such actor; {hint}"
    # A feed of the team's own, or of a list that it imports, may call its outlet as it likes.
    own = {feed.outlet for feed in team.feed}
    named = {
        outlet.lower(): outlet for outlet in team.mute.outlets if "." not in outlet and outlet not in own
    }
    for name, domain in shipped_outlets() if named else ():
        if found := named.get(name.lower()):
            yield f"mute.outlets: found {found!r}, a name; write {domain}"


def _of_feeds(team: TeamFile) -> Iterator[str]:
    own = [table.id for table in team.feed]
    yield from _twice("feed", own)
    yield from _of_addresses(feeds_of(team) if own else (), own)
    switched = [("on", id_) for id_ in team.feeds.on] + [("off", id_) for id_ in team.feeds.off]
    known = [*own, *(feed.id for feed in shipped_feeds(team.feeds.rsshub))] if switched else []
    for key, id_ in switched:
        if id_ not in known:
            yield f"feeds.{key}: found {id_!r}, {_why_unknown(id_, known)}"


def _of_addresses(feeds: Iterable[Feed], own: Collection[str]) -> Iterator[str]:
    """Find feeds of one address, unless both ship with the program."""
    addresses: dict[str, str] = {}
    for feed in feeds:
        other = addresses.setdefault(canonical(feed.url), feed.id)
        if other != feed.id and (feed.id in own or other in own):
            yield f"feed: “{feed.id}” and “{other}” have one address, {masked(feed.url)}; keep one"


def _why_unknown(id_: str, known: Iterable[str]) -> str:
    if any(feed.id == id_ for feed in shipped_feeds("any")):
        return "which needs feeds.rsshub, and that is not set"
    hints = ("`parallax feeds list --all` shows them", did_you_mean(id_, known))
    return f"no such feed; {'; '.join(filter(None, hints))}"


def _of_subscriptions(team: TeamFile) -> Iterator[str]:
    yield from _twice("subscription", [table.name for table in team.subscription], "name")
    known = theme_ids(team) if team.subscription else ()
    for number, table in enumerate(team.subscription):
        for theme in table.themes:
            if theme not in known:
                hint = f"{did_you_mean(theme.lower(), known)} known: {', '.join(known)}".lstrip()
                yield f"subscription[{number}].themes: found {theme!r}; {hint}"


def feeds_of(team: TeamFile) -> tuple[Feed, ...]:
    """Return the shipped feeds with the team's over them, switched on and off as the team wants."""
    on, off = team.feeds.on, team.feeds.off
    shipped = [feed for feed in shipped_feeds(team.feeds.rsshub) if team.feeds.defaults or feed.id in on]
    feeds = {feed.id: feed for feed in [*shipped, *(table.feed() for table in team.feed)]}
    return tuple(
        replace(feed, on=(feed.on or feed.id in on) and feed.id not in off) for feed in feeds.values()
    )


def subscriptions_of(team: TeamFile) -> tuple[Subscription, ...]:
    return tuple(
        Subscription(
            **table.model_dump(),
            languages=team.told_in,
            voice=team.voice,
            mute=team.mute.mute(),
        )
        for table in team.subscription
    )


def theme_ids(team: TeamFile) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*shipped_themes(), *(theme.id for theme in team.theme)]))
