"""A Story and a reader's languages in, the title that it is told by out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from digest.model.item import Item
from digest.model.story import Story
from digest.understand.story import clearest


def titled(story: Story, items: Sequence[Item], languages: Sequence[str]) -> Story:
    """Return the story under the title that a reader of these languages is told it by, and in its language."""
    title, language, _ = told_as(story, items, languages)
    return replace(story, title=title, language=language)


def told_as(story: Story, items: Sequence[Item], languages: Sequence[str]) -> tuple[str, str, Sequence[Item]]:
    """Return that title, its language and the items that are in it."""
    language = next((said[0].language for said in read_by(items, languages)), story.language)
    own = [item for item in items if item.language == language] or list(items)
    # The outlet that words the story may be one that its reader has muted.
    is_worded_so = any(item.title == story.title for item in own)
    title = story.title if is_worded_so or not own else clearest(own).title
    return title, language, own


def read_by(items: Sequence[Item], languages: Sequence[str]) -> Iterator[list[Item]]:
    """Yield the items of each language that a reader prefers, as far as there are any, in that order."""
    there = sorted({item.language for item in items})
    for wanted in languages:
        for language in there:
            if language == wanted or (wanted == "zh" and language.startswith("zh")):
                yield [item for item in items if item.language == language]
