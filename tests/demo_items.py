"""The items of the demo's three days, as a pull would store them."""

from bot.demo_feeds import shipped
from digest.ids import derive_id
from digest.model.item import Item


def demo_items() -> list[Item]:
    demo = shipped()
    return [
        Item(
            id=derive_id(one.url),
            feed=one.outlet,
            url=one.url,
            title=one.title,
            summary=one.summary,
            published=one.published,
            first_seen=one.published,
            outlet=one.outlet,
            owner=one.outlet,
            language=demo.outlets[one.outlet].language,
            viewpoint=demo.outlets[one.outlet].viewpoint,
        )
        for one in demo.items
    ]
