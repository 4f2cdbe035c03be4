"""Workspaces that removed us unheard, with the real SDK against a Slack on loopback."""

from datetime import timedelta

import pytest

from bot.slack.locker import Locker, Vault, Workspace
from bot.slack.removals import look_for_removals
from bot.slack.workspaces import Workspaces
from digest.clock import utc_now
from digest.model.place import Platform
from digest.store import teams
from tests.bot.answering import Answering
from tests.bot.slack.test_installs import house, install
from tests.builders import NOW
from tests.waiting import until

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Looking:
    """Looks for removals among two workspaces that installed us, and keeps which have left."""

    def __init__(self, slack, store):
        self.locker = Locker(store, Vault("a key"))
        self.workspaces = Workspaces(
            api_url=f"{slack.url}/api/", home_token="xoxb-1", home_team="T1", locker=self.locker
        )
        self.gone = []

    async def install(self, *ids):
        for team in ids:
            await self.workspaces.install(Workspace(team, f"Team {team}", f"xoxb-{team[1:]}"))

    async def look(self, now):
        await look_for_removals(self.workspaces, self.locker, self._left, now)

    async def _left(self, team):
        self.workspaces.forget(team)
        self.gone.append(team)


@pytest.fixture
async def looking(slack, store):
    made = Looking(slack, store)
    await made.install("T2", "T3")
    return made


@pytest.mark.parametrize("error", ["account_inactive", "token_revoked"])
async def test_a_workspace_that_slack_still_calls_gone_a_day_later_has_removed_us(slack, looking, error):
    slack.removed = {"T2": error}
    for when in (NOW, NOW + 23 * HOUR):
        await looking.look(when)
    first = list(looking.gone)
    for when in (NOW + DAY, NOW + 2 * DAY):
        await looking.look(when)

    assert (first, looking.gone) == ([], ["T2"])


async def test_a_workspace_that_takes_us_in_between_has_not_removed_us(slack, looking):
    for when, removed in (
        (NOW, {"T2": "account_inactive"}),
        (NOW + HOUR, {}),
        (NOW + DAY, {"T2": "account_inactive"}),
    ):
        slack.removed = removed
        await looking.look(when)

    assert looking.gone == []


async def test_a_workspace_that_installs_us_again_has_not_removed_us(slack, looking):
    slack.removed = {"T2": "account_inactive"}
    await looking.look(NOW)
    await looking.install("T2")
    await looking.look(NOW + DAY)

    assert looking.gone == []


@pytest.mark.parametrize(
    "error", ["invalid_auth", "org_login_required", "team_access_not_granted", "ratelimited"]
)
async def test_a_token_that_is_refused_for_another_reason_is_kept(slack, looking, error):
    slack.removed = {"T2": error}
    for when in (NOW, NOW + DAY):
        await looking.look(when)

    assert looking.gone == []


async def test_a_slack_that_cannot_be_reached_says_nothing_of_a_workspace(slack, looking):
    slack.removed = {"T2": "account_inactive"}
    await looking.look(NOW)
    slack.is_reachable = False
    await looking.look(NOW + DAY)
    unreached = list(looking.gone)
    slack.is_reachable = True
    await looking.look(NOW + DAY)

    assert (unreached, looking.gone) == ([], ["T2"])


async def test_the_workspace_of_the_environment_s_token_is_never_gone(slack, looking):
    await looking.install("T1")
    slack.removed = {"T1": "account_inactive"}
    for when in (NOW, NOW + DAY):
        await looking.look(when)

    assert looking.gone == []
    assert ("auth.test", "T1") not in slack.called


async def test_what_happened_while_we_were_off_is_noticed_at_the_start(slack, store):
    answering = Answering()
    async with house(slack, store) as (_, base):
        await install(base, "T2")
    slack.removed = {"T2": "account_inactive"}
    await store.write(teams.refused_since, Platform.SLACK, "T2", utc_now() - DAY)
    async with house(slack, store, answering):
        await until(lambda: answering.left_teams)

    assert answering.left_teams == [(Platform.SLACK, "T2")]
