"""What a channel was told of a Story and what is known now in, what is new in it out.

A change has a type and is one that a reader would call news. A date that moved, a title in other words,
a copy of what was known, a number in a rounder form: none of these is a change.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from digest.model.actor import Actor
from digest.model.change import Change, ChangeKind, Told
from digest.model.figure import Figure
from digest.model.item import Item
from digest.model.outlet import Viewpoint
from digest.model.story import Story
from digest.scripts import is_cjk
from digest.tell.voice import Voice, speaker
from digest.text import words
from digest.understand.figures import agree
from digest.understand.outlets import sides
from digest.understand.ways import ways_of

# Past the opening of a text its numbers and names are background, not what it reports.
_OPENING = 320
# More in one update is a new story, or none.
_MOST_OF_A_KIND = 2
# In what a number may be written out: in ones, thousands, ten thousands, millions, hundreds of millions, and so on.
_SCALES = (1, 1e3, 1e4, 1e6, 1e8, 1e9, 1e12)
# What an item is marked with in `Told.items` once its correction or withdrawal was told.
_MARKED = {ChangeKind.CORRECTION: "corrected", ChangeKind.WITHDRAWAL: "withdrawn"}

# A title that says its own text was mended: these words open it, or stand in brackets.
_CORRECTED = """
    correction|corrected|clarification|update and correction|rectificatif|correctif|mise au point|
    berichtigung|korrektur|richtigstellung|corrección|fe de erratas|rectificación|errata|correzione|correção|
    sprostowanie|поправка|rectifié|corrigé|korrigiert|corregido|更正|勘误|勘誤|訂正|お詫びと訂正|정정
"""
_WITHDRAWN = """
    withdrawn|retracted|retraction|removed|article (?:removed|withdrawn|retracted)|article retiré|retiré|
    zurückgezogen|artículo retirado|retirado|wycofan\\w+|отозван\\w*|撤稿|已撤回|此文已删除|取り下げ|
    記事取り消し|기사 ?삭제
"""
# Words with which one who said or did a thing takes it back, or another says that it is not so.
_TAKEN_BACK = r"""
    deny|denies|denied|reverses|reversed|reversal|u-turns? (?:on|over)|makes? (?:an? )?u-turn|backtracks?|backtracked|walks? back|walked back|
    backs? down|backed down|rescinds?|rescinded|revokes?|revoked|overturns?|overturned|retracts?|scraps|
    scrapped|calls? off|called off|disputes|refutes?|not true|no longer|
    dément(?:ent|i)?|fait marche arrière|fait volte-face|revient sur|renonce(?:nt)? à|annule(?:nt)?|
    revirement|dementier(?:t|en)|rudert zurück|kehrtwende|widerspricht|bestreitet|
    desmienten?|niegan?|da marcha atrás|rectifican?|anulan?|smentisce|dietrofront|desmentem?|
    zaprzecza|dementuje|опроверг\w*|отрица\w+
"""
# Before one of those words: that it may be, ought to be or is asked for, and so has not happened.
_ONLY_WISHED = re.compile(
    r"(?:\b(?:to|can|could|may|might|must|should|would|will|not|never|refuses? to|urges?|calls? for|demands?)|n['’]t)"
    r"\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_TAKEN_BACK_MARKS = (
    "否认|否認|辟谣|闢謠|撤销|撤銷|反悔|逆转|逆轉|推翻|打消し|打ち消|一転|撤回|翻す|부인|번복|철회"
)


def _bare(alternatives: str) -> str:
    return re.sub(r"\|\s+", "|", alternatives).strip()


def _of_itself(alternatives: str) -> re.Pattern[str]:
    """Return what finds a title that says one of these of its own text."""
    said = f"(?:{_bare(alternatives)})"
    return re.compile(rf"^\W*{said}\s*(?:[\])】:：–—-]|$)|[\[(【]\s*{said}\s*[\])】]", re.IGNORECASE)


_IS_CORRECTED, _IS_WITHDRAWN = _of_itself(_CORRECTED), _of_itself(_WITHDRAWN)
_IS_TAKEN_BACK = re.compile(rf"(?<!\w)(?:{_bare(_TAKEN_BACK)})(?!\w)|{_TAKEN_BACK_MARKS}", re.IGNORECASE)


def changes(
    told: Told,
    story: Story,
    items: Sequence[Item],
    *,
    actors: Mapping[str, Actor] | None = None,
    spoken: Voice | None = None,
) -> list[Change]:
    """Return what is new in the story, what turns it around first; empty when nothing is.

    `items` are those of the story as they are now. With `actors` (by id) a new one is named as in print and
    must stand in a title; `spoken` is the voice in which figures and sides are named.
    """
    spoken = spoken or speaker("en")
    old = [item for item in items if item.id in told.items]
    new = [item for item in items if item.id not in told.items]
    return [
        *_marks(told, items),
        *_reversals(told, old, new),
        *_new_figures(told, old, new, spoken),
        *_new_actors(told, old, new, actors or {}),
        *_new_sides(told, story, new, spoken),
        *_second_owner(told, story, old, new),
    ]


def snapshot(
    story: Story, items: Iterable[Item], digest_id: str, at: datetime, link: str | None = None
) -> Told:
    """Return what a channel knows of a story once it was told all that its items say."""
    items = list(items)
    marked = {f"{item.id}:{_MARKED[kind]}" for item in items for kind in marks_of(item)}
    return Told(
        story=story.id,
        digest=digest_id,
        at=at,
        title=story.title,
        items=frozenset(item.id for item in items) | marked,
        figures=frozenset(_written(figure) for item in items for figure in item.figures),
        actors=frozenset(actor for item in items for actor in item.actors) | frozenset(story.actors),
        viewpoints=frozenset(map(str, story.viewpoints)),
        owners=story.owners,
        link=link,
    )


def so_far(story: Story, items: Sequence[Item]) -> Story:
    """Return the story as it stood when these, its first ones, were its items; its voices are not counted anew."""
    return replace(
        story,
        title=items[0].title,
        items=tuple(item.id for item in items),
        actors=tuple(dict.fromkeys(actor for item in items for actor in item.actors)),
        viewpoints=sides(items),
    )


# ---- taken back by those who said it --------------------------------------------------------------


def _marks(told: Told, items: Sequence[Item]) -> list[Change]:
    return [
        Change(kind, item.outlet, item.id)
        for item in items
        for kind in marks_of(item)
        if f"{item.id}:{_MARKED[kind]}" not in told.items
    ][:_MOST_OF_A_KIND]


def marks_of(item: Item) -> list[ChangeKind]:
    """Return what an item's title says of its own text: that it was corrected, or withdrawn."""
    if _IS_WITHDRAWN.search(item.title):
        return [ChangeKind.WITHDRAWAL]
    return [ChangeKind.CORRECTION] if _IS_CORRECTED.search(item.title) else []


def _reversals(told: Told, old: Sequence[Item], new: Sequence[Item]) -> list[Change]:
    """Return the new titles that say the opposite of what was told, or that it was taken back."""
    known = [told.title, *(item.title for item in old)]
    ways = {way for title in known for way in _turns_of(title)}
    had_taken_back = any(map(_is_taken_back, known))
    found = []
    for item in new:
        now = _turns_of(item.title)
        # What was told both ways already has no opposite left.
        is_opposite = any((kind, -way) in ways and (kind, way) not in ways for kind, way in now)
        if is_opposite or (not had_taken_back and _is_taken_back(item.title)):
            found.append(Change(ChangeKind.REVERSAL, item.title, item.id))
    # Several outlets report one turn: it is told once.
    return found[:1]


# A course asks the same of each title for every title after it.
@lru_cache(maxsize=10_000)
def _turns_of(title: str) -> frozenset[tuple[str, int]]:
    return frozenset(ways_of(title, words(title)).items())


@lru_cache(maxsize=10_000)
def _is_taken_back(title: str) -> bool:
    """Tell whether a title says that something was taken back; one that asks or wishes it does not."""
    if title.rstrip().endswith(("?", "？")):
        return False
    return any(not _ONLY_WISHED.search(title[: found.start()]) for found in _IS_TAKEN_BACK.finditer(title))


# ---- figures --------------------------------------------------------------------------------------


def _new_figures(told: Told, old: Sequence[Item], new: Sequence[Item], spoken: Voice) -> list[Change]:
    known = [_read(text) for text in told.figures]
    said = "\n".join(map(_text, old))
    found: list[Change] = []
    for item in new:
        for figure in item.figures:
            if not _is_reported(figure, item) or any(_same(figure, other) for other in known):
                continue
            if _stands_written(figure, said):
                # It was read over, perhaps, and is no news all the same.
                continue
            known.append(figure)
            found.append(Change(ChangeKind.NEW_FIGURE, _figure_words(figure, spoken), item.id))
    return found[:_MOST_OF_A_KIND]


def _text(item: Item) -> str:
    return f"{item.title}\n{item.summary}\n{item.content}"


def _stands_written(figure: Figure, text: str) -> bool:
    """Tell whether a text holds the number as it may be written: 2900000, 2,900,000 or 2.9 (of millions)."""
    forms = set()
    for scale in _SCALES:
        number = abs(figure.amount) / scale
        if 1 <= number < 100_000 and (plain := f"{number:g}") and len(plain) > 1 and "e" not in plain:
            forms |= {plain, plain.replace(".", ",")}
    whole = f"{abs(figure.amount):.0f}"
    if abs(figure.amount) >= 1_000:
        grouped = f"{abs(figure.amount):,.0f}"
        forms |= {whole, grouped, grouped.replace(",", "."), grouped.replace(",", " ")}
    # A single digit stands in many texts, and says nothing.
    return any(re.search(rf"(?<![\d.,]){re.escape(form)}(?![.,]?\d)", text) for form in forms)


def _is_reported(figure: Figure, item: Item) -> bool:
    """Tell whether the item opens with the figure: one further down is background."""
    if figure.sentence and figure.sentence in item.title:
        return True
    opening = (item.summary or item.content)[:_OPENING]
    return bool(figure.sentence) and (figure.sentence[:_OPENING] in opening or opening in figure.sentence)


def _same(figure: Figure, other: Figure) -> bool:
    """Tell whether two figures state one amount, rounding aside; what is counted is named in any language."""
    if figure.unit != other.unit and _is_noun(figure.unit) and _is_noun(other.unit):
        other = Figure(other.amount, figure.unit, figure.subject, other.sentence, other.item)
    return agree(figure, Figure(other.amount, other.unit, figure.subject, other.sentence, other.item))


def _is_noun(unit: str) -> bool:
    """Tell a counted noun from %, x, a currency's code and an SI symbol."""
    return bool(unit) and (
        len(unit) > 3 or any(map(is_cjk, unit)) or (unit.islower() and unit not in ("x", "m", "g"))
    )


def _figure_words(figure: Figure, spoken: Voice) -> str:
    amount = spoken.amount(figure.amount, figure.unit)
    subject = figure.subject.strip()
    # A long subject is a clause; the sentence will tell it.
    return (
        f"{amount} ({subject})"
        if subject and len(subject) <= 40 and subject.casefold() not in amount.casefold()
        else amount
    )


def _written(figure: Figure) -> str:
    return f"{figure.amount!r}|{figure.unit}|{figure.subject}"


def _read(text: str) -> Figure:
    amount, _, rest = text.partition("|")
    unit, _, subject = rest.partition("|")
    try:
        return Figure(float(amount), unit, subject, "", "")
    except ValueError:
        return Figure(float("nan"), unit, subject, "", "")


# ---- who acts, who tells --------------------------------------------------------------------------


def _new_actors(
    told: Told, old: Sequence[Item], new: Sequence[Item], actors: Mapping[str, Actor]
) -> list[Change]:
    said = "\n".join(map(_text, old))
    found: dict[str, Change] = {}
    for item in new:
        for actor_id in item.actors:
            if actor_id in told.actors or actor_id in found:
                continue
            actor = actors.get(actor_id)
            name = actor.name if actor else actor_id.replace("-", " ").title()
            names = (name, *(actor.aliases if actor else ()))
            # One that is named in passing has not entered the story, and one that was named before is in it.
            if any(_stands_in(one, item.title) for one in names) and not any(
                _stands_in(one, said) for one in names
            ):
                found[actor_id] = Change(ChangeKind.NEW_ACTOR, name, item.id)
    return list(found.values())[:_MOST_OF_A_KIND]


def _stands_in(name: str, title: str) -> bool:
    if any(map(is_cjk, name)):
        return name in title
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title, re.IGNORECASE) is not None


def _new_sides(told: Told, story: Story, new: Sequence[Item], spoken: Voice) -> list[Change]:
    # Where only unknown outlets had told it, a known side is no new one: theirs may have been the same.
    if told.viewpoints <= {str(Viewpoint.OTHER)}:
        return []
    first = {item.viewpoint: item.id for item in reversed(new)}
    return [
        Change(ChangeKind.NEW_SIDE, spoken.from_side(side), first[side])
        for side in Viewpoint
        if side in story.viewpoints
        and side in first
        and side is not Viewpoint.OTHER
        and side not in told.viewpoints
    ]


def _second_owner(told: Told, story: Story, old: Sequence[Item], new: Sequence[Item]) -> list[Change]:
    if told.owners != 1 or story.owners < 2:
        return []
    known = {item.owner for item in old}
    other = next((item for item in new if item.owner not in known), None)
    return [Change(ChangeKind.SECOND_OWNER, other.outlet, other.id)] if other else []
