"""What a channel was told of a Story and what is known now in, what is new in it out.

A change has a type and is one that a reader would call news. A date that moved, a title in other words,
a copy of what was known, a number in a rounder form: none of these is a change.
"""

import re
from collections.abc import Mapping, Sequence

from digest.model.actor import Actor
from digest.model.change import Change, ChangeKind, Told
from digest.model.figure import Figure
from digest.model.item import Item
from digest.model.outlet import Viewpoint
from digest.model.story import Story
from digest.tell.taken_back import is_taken_back, marks_of, turns_of
from digest.tell.told import mark, told_figures
from digest.tell.voice import Voice
from digest.understand.figures import agree_across, is_counted
from digest.words import as_words

# Past the opening of a text its numbers and names are background, not what it reports.
_OPENING = 320
# More in one update is a new story, or none.
_MOST_OF_A_KIND = 2
# The kinds of actors that join a story. A country is where it happens, or whose firm it is; a person speaks for who is
# in it already; a model, a chip or a law is what it is about.
_JOINING = frozenset({"agency", "company", "lab", "think_tank", "university"})
# Whom an outlet has its news from: how many there were is nothing that happened.
_WHO_TELLS = re.compile(
    r"\b(?:familiar with|briefed (?:on|about)|with (?:\w+ )?knowledge of|aware of|who asked not to be|"
    r"close to the (?:matter|talks|discussions|situation|deal|plans?)|au (?:fait|courant) d|proches du dossier|"
    r"proches d(?:e l['’]affaire|es (?:discussions|négociations))|vertraut|con conocimiento de|conocedor|"
    r"familiarizad|cercan[oa]s al? (?:asunto|negociaci)|a conoscenza|vicin[ei] al(?:la questione| dossier)|"
    r"com conhecimento)|(?<!\w)(?:知情|消息人士|関係者|소식통|관계자)",
    re.IGNORECASE,
)
# Characters behind the people who are counted in which it is said how they know.
_SAID_OF_THEM = 30
# Units in which a number may be written: ones, thousands, ten thousands, millions, hundreds of millions, and so on.
_SCALES = (1, 1e3, 1e4, 1e6, 1e8, 1e9, 1e12)


def changes(
    told: Told,
    story: Story,
    items: Sequence[Item],
    *,
    actors: Mapping[str, Actor],
    spoken: Voice,
) -> list[Change]:
    """Return what is new in the story, what turns it around first; empty when nothing is.

    `items` are those of the story as they are now. Who joins it is one of `actors` (by id) and must stand in a
    title; `spoken` is the voice in which figures and sides are named.
    """
    old = [item for item in items if item.id in told.items]
    new = [item for item in items if item.id not in told.items]
    return [
        *_marks(told, items),
        *_reversals(told, old, new),
        *_new_figures(told, old, new, spoken),
        *_new_actors(told, old, new, actors),
        *_new_sides(told, story, new, spoken),
        *_second_owner(told, story, old, new),
    ]


# ---- taken back by those who said it --------------------------------------------------------------


def _marks(told: Told, items: Sequence[Item]) -> list[Change]:
    return [
        Change(kind, item.outlet, item.id)
        for item in items
        for kind in marks_of(item)
        if mark(item, kind) not in told.items
    ][:_MOST_OF_A_KIND]


def _reversals(told: Told, old: Sequence[Item], new: Sequence[Item]) -> list[Change]:
    """Return the new titles that say the opposite of what was told, or that it was taken back."""
    known = [told.title, *(item.title for item in old)]
    ways = {way for title in known for way in turns_of(title)}
    had_taken_back = any(map(is_taken_back, known))
    found = []
    for item in new:
        now = turns_of(item.title)
        # What was told both ways already has no opposite left.
        is_opposite = any((kind, -way) in ways and (kind, way) not in ways for kind, way in now)
        if is_opposite or (not had_taken_back and is_taken_back(item.title)):
            found.append(Change(ChangeKind.REVERSAL, item.title, item.id))
    # Several outlets report one turn: it is told once.
    return found[:1]


# ---- figures --------------------------------------------------------------------------------------


def _new_figures(told: Told, old: Sequence[Item], new: Sequence[Item], spoken: Voice) -> list[Change]:
    known = told_figures(told)
    said = "\n".join(map(_text, old))
    found: list[Change] = []
    for item in new:
        for figure in item.figures:
            if not _is_reported(figure, item) or any(agree_across(figure, other) for other in known):
                continue
            if _counts_who_tells(figure):
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
    """Say whether a text holds the number as it may be written: 2900000, 2,900,000 or 2.9 (of millions)."""
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
    """Say whether the item opens with the figure: one further down is background."""
    if figure.sentence and figure.sentence in item.title:
        return True
    opening = (item.summary or item.content)[:_OPENING]
    return bool(figure.sentence) and (figure.sentence[:_OPENING] in opening or opening in figure.sentence)


def _counts_who_tells(figure: Figure) -> bool:
    """Say whether the figure is how many people an outlet has its news from."""
    _, counted, after = figure.sentence.partition(figure.unit)
    return is_counted(figure.unit) and bool(
        _WHO_TELLS.search(f"{counted}{after[:_SAID_OF_THEM]} {figure.subject}")
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


# ---- who acts, who tells --------------------------------------------------------------------------


def _new_actors(
    told: Told, old: Sequence[Item], new: Sequence[Item], actors: Mapping[str, Actor]
) -> list[Change]:
    said = "\n".join(map(_text, old))
    found: dict[str, Change] = {}
    for item in new:
        for actor in map(actors.get, item.actors):
            if actor is None or actor.kind not in _JOINING or actor.id in told.actors or actor.id in found:
                continue
            # One that is named in passing has not entered the story, and one that was named before is in it.
            named_by = [as_words(name) for name in (actor.name, *actor.aliases)]
            if any(one.search(item.title) for one in named_by) and not any(
                one.search(said) for one in named_by
            ):
                found[actor.id] = Change(ChangeKind.NEW_ACTOR, actor.name, item.id)
    return list(found.values())[:_MOST_OF_A_KIND]


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
