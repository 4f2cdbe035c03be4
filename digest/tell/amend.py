"""What was told and what its outlet says now in, what is amended of it out.

An outlet amends an item by saying so in its title or text, or by putting another number in the place of one
that we have told. A title in other words, a longer text, another date: none of these amends anything.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from digest.model.change import Amendment, AmendmentKind, ChangeKind
from digest.model.digest import Telling
from digest.model.figure import Figure
from digest.model.item import Item
from digest.model.story import Story
from digest.model.subscription import Subscription
from digest.tell.summarise import summarise
from digest.tell.taken_back import said_of_itself
from digest.tell.voice import Voice
from digest.understand.figures import agree, find_figures

_KINDS = {
    ChangeKind.CORRECTION: AmendmentKind.CORRECTED,
    ChangeKind.WITHDRAWAL: AmendmentKind.WITHDRAWN,
}
# A text that says of itself that it was mended, in a sentence of its own.
_SAYS_CORRECTED = re.compile(
    r"(?:^|[.!?…。]\s*|\n)\W{0,3}(?:correction|corrections|clarification|rectificatif|correctif|berichtigung|korrektur"
    r"|corrección|fe de erratas|errata|sprostowanie|поправка|更正|勘误|勘誤|訂正|정정)\s*(?:\([^)]{1,40}\))?\s*[:：]"
    r"|(?:earlier|previous) version of this (?:article|story|report|headline)",
    re.IGNORECASE,
)


def amendment(former: Item, item: Item, telling: Telling, spoken: Voice, *, at: datetime) -> Amendment | None:
    """Return what an outlet has amended of what a telling says; None where that still stands.

    `former` is the item as it was told.
    """
    said = said_of_itself(item)
    if said and said is not said_of_itself(former):
        return Amendment(_KINDS[said], at, item.outlet)
    if detail := _other_figure(former, item, telling, spoken):
        return Amendment(AmendmentKind.CORRECTED, at, item.outlet, detail)
    if _says_corrected(item) and not _says_corrected(former):
        return Amendment(AmendmentKind.CORRECTED, at, item.outlet)
    return None


def is_behind(item: Item, telling: Telling) -> bool:
    """Say whether a telling says what the item said."""
    return (
        item.title == telling.title
        or any(item.id in sentence.items for sentence in telling.summary)
        or any(link.url == item.url for link in telling.links[:1])
    )


def _says_corrected(item: Item) -> bool:
    return _SAYS_CORRECTED.search(f"{item.summary}\n{item.content}") is not None


def _other_figure(former: Item, item: Item, telling: Telling, spoken: Voice) -> str:
    """Return which number that was told now is another one; empty where none is."""
    said = " ".join(sentence.text for sentence in telling.summary if former.id in sentence.items)
    before, after = _figures(former, former.title, former.summary), _figures(item, item.title, item.summary)
    for told in _figures(former, telling.title, said):
        if not any(agree(told, one) for one in before) or any(agree(told, one) for one in after):
            continue
        for one in after:
            is_new = not any(agree(one, known) for known in before)
            if is_new and one.unit == told.unit and one.subject == told.subject:
                return " → ".join(spoken.amounts([(told.amount, told.unit), (one.amount, one.unit)]))
    return ""


def _figures(item: Item, title: str, text: str) -> list[Figure]:
    return find_figures(item.id, title, text, item.language)


def retell(
    telling: Telling, story: Story, items: Sequence[Item], subscription: Subscription, made: Amendment
) -> Telling:
    """Return the telling in the words that the items have now, with what was amended noted."""
    amended = replace(telling, amendments=(*telling.amendments, made))
    if made.kind is AmendmentKind.JOINED:
        return amended
    standing = [item for item in items if said_of_itself(item) is not ChangeKind.WITHDRAWAL]
    if not standing:
        return replace(amended, summary=(), figures=())
    summary = summarise(story, standing, languages=subscription.languages)
    return replace(
        amended,
        title=summary.title,
        language=summary.language,
        summary=summary.sentences,
        told_in=summary.told_in,
    )
