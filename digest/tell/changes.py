"""What is new in a Story since a channel was told. A changed date or another wording is never news."""

import re
from collections.abc import Sequence
from datetime import datetime

from digest.model import Change, ChangeKind, Figure, Item, Story, Told, Viewpoint
from digest.understand.figures import agree

# Changes named in one update, the weightiest first.
_MOST_CHANGES = 3
# Amounts that one sentence in a hundred items mentions are no turn of the story.
_REVERSALS = re.compile(
    r"\b(?:revers\w+|revok\w+|withdr[ae]w\w*|cancel\w*|scrap\w*|halt\w*|suspend\w*|lift(?:s|ed)? (?:the )?ban|overturn\w*|backtrack\w*|drops? plan"
    r"|annul\w+|suspen\w+|retir\w+|renonc\w+|zurückgenommen|zieht zurück|gestoppt|aufgehoben|cancela\w*|revoca\w*)\b|撤销|撤回|取消|暂停|叫停|撤回|中止|取り消し|철회|중단",
    re.IGNORECASE,
)
_CORRECTIONS = re.compile(
    r"^\W*(?:correct(?:ion|ed)|clarification|rectificatif|korrektur|corrección|更正|訂正|정정)\b",
    re.IGNORECASE,
)
_WITHDRAWALS = re.compile(
    r"^\W*(?:retraction|retracted|withdrawn|kill(?:ed)? story|article retiré)\b|撤稿", re.IGNORECASE
)


def changes(told: Told, story: Story, items: Sequence[Item]) -> list[Change]:
    """Return what the channel has not been told yet, the weightiest first; empty when nothing is new."""
    new = [item for item in items if item.id not in told.items]
    found = [*_said_by_source(new), *_reversals(told, new)]
    if story.owners >= 2 and told.owners < 2:
        other = next((item.outlet for item in new), story.title)
        found.append(Change(ChangeKind.SECOND_OWNER, other, new[0].id if new else None))
    found += [
        Change(ChangeKind.NEW_SIDE, str(side), next((i.id for i in new if i.viewpoint is side), None))
        for side in story.viewpoints
        if side is not Viewpoint.OTHER and str(side) not in told.viewpoints
    ]
    found += [
        Change(ChangeKind.NEW_FIGURE, figure.sentence, figure.item)
        for item in new
        for figure in item.figures
        if figure.subject and not _is_told(figure, told.figures)
    ][:1]
    fresh = [(actor, item.id) for item in new for actor in item.actors if actor not in told.actors]
    counted = {actor: sum(other == actor for other, _ in fresh) for actor, _ in fresh}
    found += [Change(ChangeKind.NEW_ACTOR, actor, item) for actor, item in fresh if counted[actor] >= 2][:1]
    return found[:_MOST_CHANGES]


def snapshot(story: Story, items: Sequence[Item], digest: str, at: datetime, link: str | None = None) -> Told:
    """Return what is told of a story now, to compare with later."""
    return Told(
        story=story.id,
        digest=digest,
        at=at,
        title=story.title,
        items=frozenset(item.id for item in items),
        figures=frozenset(_key(figure) for item in items for figure in item.figures),
        actors=frozenset(actor for item in items for actor in item.actors),
        viewpoints=frozenset(str(side) for side in story.viewpoints),
        owners=story.owners,
        link=link,
    )


def _said_by_source(new: Sequence[Item]) -> list[Change]:
    found = []
    for item in new:
        if _WITHDRAWALS.search(item.title):
            found.append(Change(ChangeKind.WITHDRAWAL, item.title, item.id))
        elif _CORRECTIONS.search(item.title):
            found.append(Change(ChangeKind.CORRECTION, item.title, item.id))
    return found


def _reversals(told: Told, new: Sequence[Item]) -> list[Change]:
    if _REVERSALS.search(told.title):
        return []
    turned = next((item for item in new if _REVERSALS.search(item.title)), None)
    return [Change(ChangeKind.REVERSAL, turned.title, turned.id)] if turned else []


def _key(figure: Figure) -> str:
    return f"{figure.amount:g} {figure.unit}"


def _is_told(figure: Figure, told: frozenset[str]) -> bool:
    """True when an amount was told, also with more or fewer digits."""
    for known in told:
        amount, _, unit = known.partition(" ")
        if agree(figure, Figure(float(amount), unit, "", "", "")):
            return True
    return False
