"""What a Digest's messages had no room for or could not post: whoever asks for today's is told it first."""

from collections.abc import Iterable, Mapping, Sequence

from digest.model.delivery import Delivery, DeliveryState
from digest.model.digest import Digest, Section, Telling


def told_by(parts: Iterable[Delivery]) -> set[str]:
    """Return the stories that some of the parts tell."""
    return {story for part in parts for story in part.stories}


def left_out(digest: Digest, parts: Sequence[Delivery]) -> dict[str, tuple[Telling, ...]]:
    """Return by theme what none of a digest's parts told: there was no room for it, or its part was given up.

    Nothing of a digest that was not posted in parts.
    """
    if not told_by(parts):
        return {}
    told = told_by(part for part in parts if part.state is not DeliveryState.FAILED)
    left = {
        section.theme: tuple(each for each in section.stories if each.story not in told)
        for section in digest.sections
    }
    return {theme: tellings for theme, tellings in left.items() if tellings}


def joined(
    themes: Sequence[str], left: Mapping[str, Sequence[Telling]], sections: Sequence[Section]
) -> tuple[Section, ...]:
    """Return the sections with what was left out before what is new; a story that is in both is new."""
    new = {section.theme: section.stories for section in sections}
    again = {telling.story for section in sections for telling in section.stories}
    found = [
        Section(
            theme,
            (*(each for each in left.get(theme, ()) if each.story not in again), *new.get(theme, ())),
        )
        for theme in themes
    ]
    return tuple(section for section in found if section.stories)
