"""What the store's tests keep, made with defaults; `tests.builders` makes what others want, too."""

from dataclasses import replace
from datetime import date

from digest.model.change import Told
from digest.model.digest import Coverage, Digest
from digest.model.figure import Figure
from digest.model.item import Item, Reading
from digest.model.outlet import Viewpoint
from digest.model.story import Story
from digest.model.subscription import Edition
from digest.model.theme import Filing
from digest.model.window import Window
from digest.store import Database, items, stories
from tests.builders import DAY, NOW, story

TODAY = NOW.date()


def saved(db: Database, title: str, members: list[Item], **fields: object) -> Story:
    """Store items and a story of them."""
    items.add(db, members)
    fields.setdefault("themes", (Filing("talent", 1.0),))
    fields.setdefault("last_published", max(each.published for each in members))
    made = story(title, items=tuple(sorted(each.id for each in members)), **fields)
    stories.save(db, [made])
    return made


def digest(name: str = "morning", day: date = TODAY, **fields: object) -> Digest:
    made = Digest(
        id=f"{name}-{day}",
        subscription=name,
        edition=Edition.DAILY,
        date=day,
        window=Window(NOW - DAY, NOW),
        sections=(),
        coverage=Coverage(feeds=3),
    )
    return replace(made, **fields)


def told(story_id: str = "s1", **fields: object) -> Told:
    made = Told(
        story_id,
        "digest",
        NOW,
        "Title",
        frozenset({"i1", "i2"}),
        frozenset({"20 %"}),
        frozenset({"qwen"}),
        frozenset({"us"}),
        2,
    )
    return replace(made, **fields)


def reading(of: Item, **fields: object) -> Reading:
    read = replace(
        of,
        language="zh-Hans",
        viewpoint=Viewpoint.CHINA,
        owner="people",
        themes=(Filing("open_source", 2.5, ("open weights",)), Filing("talent", 1.0, ())),
        actors=("qwen", "alibaba"),
        figures=(
            Figure(20.0, "%", "share", "One in five.", of.id),
            Figure(2.0, "GW", "site", "2 GW.", of.id, "2026"),
        ),
    )
    return Reading(replace(read, **fields), is_grouped=True, vector=b"\x00\x01")
