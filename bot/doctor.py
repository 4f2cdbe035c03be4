"""Could it work? Looks at the configuration, the machine, the database, the clock, the feeds and each platform."""

import asyncio
import os
import shutil
import ssl
from collections.abc import Awaitable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Literal

import aiohttp

from bot.headers import asked_wait
from bot.line import fetcher, opened_line
from bot.platforms import secret_of
from bot.standing import all_feeds, all_subscriptions
from config.environment import Environment
from config.settings import Settings
from digest.clock import write_time
from digest.errors import FetchError, StoreError
from digest.line.finding import Look
from digest.model.feed import Feed, PullState
from digest.model.place import Platform
from digest.model.subscription import Subscription
from digest.pull.dates import http_date
from digest.pull.faults import unanswered
from digest.pull.fetch import Fetcher
from digest.pull.headers import age
from digest.store import Store
from digest.tags import UNKNOWN, language_of
from digest.tell.voice import LANGUAGES
from digest.understand.vectors import ENCODER, embedder

# A few feeds tell whether there is a network; all of them would take minutes.
_FEEDS_TRIED = 3
# A clock that is further off than this files items under the wrong day.
_CLOCK_OFF_S = 120
# A busy week's news, and the log that SQLite writes before it.
_LEAST_MIB = 50


@dataclass(frozen=True)
class Finding:
    """What one look found: `well`, `off` (a platform without tokens) or `mend`."""

    check: str
    state: Literal["well", "off", "mend"]
    said: str

    @property
    def needs_mending(self) -> bool:
        return self.state == "mend"

    @property
    def mark(self) -> str:
        return {"well": "ok  ", "off": "off ", "mend": "MEND"}[self.state]


_GIVEN = Finding(
    "clock", "well", "was not looked at: --now (PARALLAX_NOW) gives the time, and `run` refuses that"
)


async def examine(settings: Settings, db: Path, *, now: datetime, is_given: bool = False) -> list[Finding]:
    """Return the findings, in the order of the looks; a `now` that is given says nothing of this machine's clock."""
    database = look_at_database(db)
    feeds = [] if database.needs_mending else await _feeds(settings, db, now, is_given=is_given)
    is_reached = any(one.check == "feeds" and not one.needs_mending for one in feeds)
    findings = [
        _configuration(settings),
        *_encoder(settings),
        *_certificates(),
        *_proxies(is_reached=is_reached),
        database,
        *feeds,
    ]
    subscriptions = await _subscriptions(settings, db)
    findings += _lost_themes(settings, subscriptions)
    slack, discord = await asyncio.gather(
        _slack(settings, db, subscriptions), _discord(settings, subscriptions)
    )
    return [*findings, *slack, *discord, *_secrets(settings)]


def _configuration(settings: Settings) -> Finding:
    said = f"{settings.where}: subscriptions: {len(settings.subscriptions)}"
    if not settings.subscriptions:
        said += "; write a [[subscription]], or say `/parallax subscribe` in a channel"
    if not settings.team.contact:
        said += "; contact is empty, so publishers cannot reach you: set it"
    if settings.team.public_url and not _lets_in(settings.environment):
        said += "; public_url is set and no platform is on, so nobody can open the pages: set PARALLAX_WEB_PASSWORD"
    if unknown := _unknown_languages(settings):
        said += (
            f"; languages: we know no item to be in {', '.join(unknown)}, so nothing is preferred for that"
        )
    return Finding("configuration", "well", said)


def _lets_in(environment: Environment) -> bool:
    """Say whether anybody can have a signed link, as digests in chat bear it, or a password."""
    is_in_chat = environment.has_slack or environment.has_slack_installs or environment.discord_token
    return bool(is_in_chat or environment.parallax_web_password)


def _unknown_languages(settings: Settings) -> list[str]:
    """Return the preferred languages that neither we find out nor a feed of the configuration is in."""
    known = {language_of(tag) for tag in (*LANGUAGES, *(feed.language or UNKNOWN for feed in settings.feeds))}
    return [tag for tag in settings.team.languages if language_of(tag) not in known]


def _encoder(settings: Settings) -> list[Finding]:
    """Say that the encoder is chosen and cannot be loaded: nothing else shows that stories are told apart worse."""
    name = settings.team.embedder
    if name == "none" or embedder(name):
        return []
    said = f"{ENCODER} cannot be loaded, so fewer stories are known again in another language;"
    return [Finding("encoder", "mend", f'{said} install the program anew, or set embedder = "none"')]


def _lost_themes(settings: Settings, subscriptions: Sequence[Subscription]) -> list[Finding]:
    """Say which channels follow a theme that was taken out after they had chosen it in chat: nothing comes of it."""
    found = []
    for one in subscriptions:
        if lost := [theme for theme in one.themes if theme not in settings.theme_ids]:
            said = f"“{one.key}” reads {', '.join(lost)}, which is no theme any more: put it back into"
            said += f" {settings.where}, or choose others in its channel with `/parallax subscribe`"
            found.append(Finding("subscriptions", "mend", said))
    return found


def _secrets(settings: Settings) -> list[Finding]:
    """Say which secrets are too short; whether they are right only their platform could say."""
    found = []
    for name, least in settings.environment.short_secrets.items():
        remedy = "copy it anew from the app's Basic Information"
        if name == "PARALLAX_SECRET_KEY":
            remedy = "choose a longer one, with which each workspace has to install the app again"
        elif not name.startswith("SLACK"):
            remedy = "choose a longer one"
        said = f"{name} has fewer than {least} characters, and is soon guessed; {remedy}"
        found.append(Finding("secrets", "mend", said))
    return found


def _certificates() -> list[Finding]:
    """Say that this machine trusts no authority, as small systems that come without any: pip brings its own."""
    folder = ssl.get_default_verify_paths().capath
    # Those of a folder are loaded as they are needed.
    if ssl.create_default_context().get_ca_certs() or (folder and any(Path(folder).iterdir())):
        return []
    said = "this machine knows no authority, so nothing is reached over https; install ca-certificates,"
    return [Finding("certificates", "mend", f"{said} or name a file with them in SSL_CERT_FILE")]


def _proxies(*, is_reached: bool) -> list[Finding]:
    """Say that a proxy is passed over, which wants mending where no feed is reached without it."""
    names = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
    found = [name for name in os.environ if name.upper() in names and os.environ[name]]
    if not found:
        return []
    said = f"{', '.join(sorted(found))} is set, but outgoing HTTP through a proxy is not supported; it is passed over"
    if is_reached:
        return [Finding("proxy", "well", said)]
    return [Finding("proxy", "mend", f"{said}; run this where feeds are reached without one")]


def look_at_database(db: Path, *, least_mib: int = _LEAST_MIB) -> Finding:
    """Say whether the database opens and is whole, and has room for at least so much more."""
    try:
        with Store(db).open(check=True):
            left = shutil.disk_usage(db).free // 1024**2
    except StoreError as error:
        return Finding("database", "mend", str(error))
    if left < least_mib:
        said = f"{db}: opens, and is whole, but its disk has {left} MiB left: make room for news"
        return Finding("database", "mend", said)
    return Finding("database", "well", f"{db}: opens, and is whole")


async def _feeds(settings: Settings, db: Path, now: datetime, *, is_given: bool) -> list[Finding]:
    async with opened_line(settings, db) as line, fetcher(settings) as fetch:
        on = [feed for feed in await all_feeds(settings, line.store) if feed.on]
        if not on:
            return [Finding("feeds", "mend", "none is on; add one with: parallax feeds add URL")]
        waiting = [await line.look(fetch, feed, now=now) for feed in on if feed.wanted_auth]
        tried = [feed for feed in on if not feed.wanted_auth][:_FEEDS_TRIED]
        looks = await asyncio.gather(*(line.look(fetch, feed, now=now) for feed in tried))
        clock = [_GIVEN] if is_given else await _clock(fetch, tried[0], now) if tried else []
    found = [*clock, *_waiting(waiting)]
    if not tried:
        return found
    if well := sum(look.outcome.state is PullState.OK for look in looks):
        said = f"{len(on)} on; {well} of {len(looks)} tried answered"
        return [*found, Finding("feeds", "well", said)]
    reasons = "; ".join(sorted({str(look.outcome.reason) for look in looks}))
    said = f"none of {len(looks)} tried answers: {reasons}; `parallax feeds check` tries them all"
    return [*found, Finding("feeds", "mend", f"{said}; where none answers, look at this machine's network")]


def _waiting(looks: Sequence[Look]) -> list[Finding]:
    """Say of the feeds that an imported list gave passwords what they wait for, or why they never get one."""
    if not looks:
        return []
    more = (
        f"; not asked either: {len(looks) - 1} more, of which `parallax feeds list` says why"
        if looks[1:]
        else ""
    )
    return [Finding("feeds", "mend", f"{looks[0].feed.id}: {looks[0].outcome.reason}{more}")]


async def _clock(fetch: Fetcher, feed: Feed, now: datetime) -> list[Finding]:
    """Compare our time with what a feed's server takes for it; nothing is found where it does not say."""
    try:
        headers = (await fetch.get(feed.url)).headers
    except FetchError:
        return []
    served = _time_of(headers)
    if served is None:
        return []
    off = abs((served - now).total_seconds())
    if off <= _CLOCK_OFF_S:
        return [Finding("clock", "well", "agrees with a feed's server")]
    said = f"reads {write_time(now)}, and a feed's server {write_time(served)}; set this machine's clock"
    return [Finding("clock", "mend", said)]


def _time_of(headers: Mapping[str, str]) -> datetime | None:
    """Return what a server takes for now; None where it does not say, or says what no calendar has."""
    dated = http_date(headers.get("date", ""))
    with suppress(OverflowError):
        return dated + age(headers) if dated else None
    return None


async def _slack(settings: Settings, db: Path, subscriptions: Sequence[Subscription]) -> list[Finding]:
    environment = settings.environment
    home = settings.home_team(Platform.SLACK)
    installed = [
        one for one in subscriptions if one.platform is Platform.SLACK and one.team not in ("", home)
    ]
    if not (environment.has_slack or environment.has_slack_installs):
        tokens = environment.wanting_for_installs if installed else environment.wanting_for_slack
        return [_off_or_missing(settings, Platform.SLACK, tokens, installed or subscriptions)]
    from bot.slack import checkup

    findings: list[Finding] = []
    if environment.has_slack:
        places = [one.place for one in subscriptions]
        places += [settings.admin] if settings.admin else []
        asking = checkup.check_up(
            secret_of(environment.slack_bot_token) or "",
            secret_of(environment.slack_app_token),
            api_url=environment.slack_api_url,
            channels=checkup.channels_of(places),
        )
        findings += await _findings("slack", asking)
    if environment.has_slack_installs:
        # A database that does not open has a finding of its own.
        with suppress(StoreError), Store(db) as store:
            key = secret_of(environment.parallax_secret_key) or ""
            findings += await _findings("slack", checkup.check_installs(store, key))
    elif installed:
        tokens = environment.wanting_for_installs
        findings.append(_off_or_missing(settings, Platform.SLACK, tokens, installed))
    return findings


async def _subscriptions(settings: Settings, db: Path) -> Sequence[Subscription]:
    """Return those made in chat, too, where the database opens."""
    try:
        with Store(db) as store:
            return await all_subscriptions(settings, store)
    except StoreError:
        return settings.subscriptions


async def _discord(settings: Settings, subscriptions: Sequence[Subscription]) -> list[Finding]:
    token = secret_of(settings.environment.discord_token)
    if token is None:
        return [_off_or_missing(settings, Platform.DISCORD, "DISCORD_TOKEN", subscriptions)]
    from bot.discord.checkup import check_up, wanted_of

    wanted = wanted_of(subscriptions, settings.admin)
    return await _findings("discord", check_up(token, wanted))


async def _findings(check: str, asking: Awaitable[tuple[str, Sequence[str]]]) -> list[Finding]:
    """Return what a platform's check-up says is well, and each thing that it says is to be mended."""
    try:
        said, faults = await asking
    except aiohttp.ClientResponseError as error:
        said, faults = "", [_unanswered(error)]
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        said, faults = "", [f"cannot be reached: {unanswered(error)}; look at this machine's network"]
    well = [Finding(check, "well", said)] if said else []
    return [*well, *(Finding(check, "mend", fault) for fault in faults)]


def _unanswered(error: aiohttp.ClientResponseError) -> str:
    """Say what to do where something answered, but not what was asked."""
    if error.status == HTTPStatus.TOO_MANY_REQUESTS:
        asked = asked_wait(error.headers or {})
        wait = f"{asked:g} s" if asked else "a while"
        return f"asks us to wait {wait}; call `parallax doctor` again then"
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return f"fails (HTTP {error.status}); call `parallax doctor` again in some minutes"
    return f"is kept from us (HTTP {error.status}); look at what stands between it and this machine"


def _off_or_missing(
    settings: Settings, platform: Platform, tokens: str, subscriptions: Sequence[Subscription]
) -> Finding:
    """Say what a platform lacks: it wants mending where something of the file's or made in chat posts there."""
    wanting = [f"subscription “{one.key}”" for one in subscriptions if one.platform is platform]
    if settings.admin and settings.admin.platform is platform:
        wanting.append("[admin]")
    if wanting:
        said = f"{wanting[0]} posts there, but {tokens} must be set"
        return Finding(str(platform), "mend", said)
    return Finding(str(platform), "off", f"to switch it on, set {tokens}")
