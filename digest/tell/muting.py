"""Which actor of a story is muted, and which term in its title."""

from collections.abc import Callable
from functools import lru_cache

from digest.model.story import Story
from digest.model.subscription import Mute
from digest.tell.reasons import muted_actor, muted_term
from digest.words import as_words


def muted_story(story: Story, mute: Mute) -> str | None:
    """Return why a story is muted; None when it is not. Outlets are muted by item, and so elsewhere."""
    if actor := next((actor for actor in story.actors if actor in mute.actors), None):
        return muted_actor(actor)
    return muted_in(story.title, mute)


def muted_in(title: str, mute: Mute) -> str | None:
    """Return what says which muted term a title holds; None when it holds none."""
    return next((muted_term(term) for term, is_in in _terms(mute.terms) if is_in(title)), None)


# A channel's terms are looked for in the titles of a whole digest.
@lru_cache(maxsize=64)
def _terms(terms: frozenset[str]) -> tuple[tuple[str, Callable[[str], bool]], ...]:
    return tuple((term, as_words(term)) for term in sorted(terms) if term.strip())
