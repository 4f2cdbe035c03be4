"""A team's tables against each other and over what ships: its Feeds and Subscriptions out, or the first mistake."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from config.near import did_you_mean
from config.shipped import shipped_actors, shipped_concepts, shipped_feeds, shipped_outlets, shipped_themes
from config.tables import TeamFile
from digest.errors import SettingsError
from digest.masking import masked
from digest.model.feed import Feed
from digest.model.subscription import Subscription
from digest.model.theme import Theme
from digest.urls import canonical

_CONCEPT = re.compile(r"@(\w+)")


def check_themes(team: TeamFile, where: str) -> None:
    """Refuse a theme that could have no story; one of ours may be given a name alone, for it has terms."""
    shipped = shipped_themes() if team.theme else ()
    _check_once("theme", "id", [table.id for table in team.theme], where)
    for number, table in enumerate(team.theme):
        theme = table.theme()
        _check_concepts(theme, f"{where}: theme[{number}].terms")
        speaks_for = theme.match or any(term.strength != "negative" for term in theme.terms)
        if theme.id not in shipped and not speaks_for:
            raise SettingsError(
                f"{where}: theme[{number}]: “{theme.id}” has no terms and no examples that speak for it, so nothing"
                ' would be filed under it; write some, as in terms.en.strong = ["HBM"]'
            )


def _check_once(table: str, key: str, names: Sequence[str], where: str) -> None:
    """Refuse two tables of a kind that have one name."""
    for number, name in enumerate(names):
        if name in names[:number]:
            raise SettingsError(
                f"{where}: {table}[{number}].{key}: found {name!r} twice; each {table} has its own {key}"
            )


def _check_concepts(theme: Theme, where: str) -> None:
    """Refuse a term with an @ before what no group of words is called: it would never be found."""
    named = [(term, name) for term in theme.terms for name in _CONCEPT.findall(term.text)]
    known = shipped_concepts() if named else set()
    for term, name in named:
        if name not in known:
            hint = did_you_mean(name, known, sign="@") or f"known: {', '.join(sorted(known))}"
            raise SettingsError(
                f"{where}.{term.language}.{term.strength}: found @{name} in {term.text!r}; {hint}"
            )


def check_muted(team: TeamFile, where: str) -> None:
    known = shipped_actors() if team.mute.actors else []
    for actor in team.mute.actors:
        if actor not in known:
            elsewhere = "config/actors.csv has their ids; a word goes under terms"
            hint = did_you_mean(actor.lower(), known) or elsewhere
            raise SettingsError(f"{where}: mute.actors: found {actor!r}, no such actor; {hint}")
    # A feed of the team's own, or of a list that it imports, may call its outlet as it likes.
    own = {feed.outlet for feed in team.feed}
    named = {
        outlet.lower(): outlet for outlet in team.mute.outlets if "." not in outlet and outlet not in own
    }
    for name, domain in shipped_outlets() if named else ():
        if found := named.get(name.lower()):
            raise SettingsError(f"{where}: mute.outlets: found {found!r}, a name; write {domain}")


def feeds_of(team: TeamFile, where: str) -> tuple[Feed, ...]:
    """Return the shipped feeds with the team's over them, switched on and off as the team wants."""
    shipped = {feed.id: feed for feed in shipped_feeds(team.feeds.rsshub)}
    _check_once("feed", "id", [table.id for table in team.feed], where)
    own = {table.id: table.feed() for table in team.feed}
    known = shipped | own
    feeds = {id_: feed for id_, feed in shipped.items() if team.feeds.defaults or id_ in team.feeds.on} | own
    _check_addresses(feeds, own, where)
    for key, ids, on in (("on", team.feeds.on, True), ("off", team.feeds.off, False)):
        for id_ in ids:
            if id_ not in known:
                raise SettingsError(f"{where}: feeds.{key}: found {id_!r}, {_why_unknown(id_, known)}")
            # Without the defaults a shipped one is not there to be switched off.
            if id_ in feeds:
                feeds[id_] = replace(feeds[id_], on=on)
    return tuple(feeds.values())


def _why_unknown(id_: str, known: Iterable[str]) -> str:
    if any(feed.id == id_ for feed in shipped_feeds("any")):
        return "which needs feeds.rsshub, and that is not set"
    hints = ("`parallax feeds list --all` shows them", did_you_mean(id_, known))
    return f"no such feed; {'; '.join(filter(None, hints))}"


def _check_addresses(feeds: Mapping[str, Feed], own: Collection[str], where: str) -> None:
    """Refuse two feeds of one address, unless both ship with the program."""
    addresses: dict[str, str] = {}
    for feed in feeds.values():
        other = addresses.setdefault(canonical(feed.url), feed.id)
        if other != feed.id and (feed.id in own or other in own):
            raise SettingsError(
                f"{where}: feed: “{feed.id}” and “{other}” have one address, {masked(feed.url)}; keep one"
            )


def subscriptions_of(team: TeamFile, where: str) -> tuple[Subscription, ...]:
    themes = theme_ids(team) if team.subscription else ()
    _check_once("subscription", "name", [table.name for table in team.subscription], where)
    for number, table in enumerate(team.subscription):
        for theme in table.themes:
            if theme not in themes:
                hint = f"{did_you_mean(theme.lower(), themes)} known: {', '.join(themes)}".lstrip()
                raise SettingsError(f"{where}: subscription[{number}].themes: found {theme!r}; {hint}")
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
