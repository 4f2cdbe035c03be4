"""What a team has muted in, a test out that says of a story which actor or term of it is muted."""

from collections.abc import Callable

from digest.model.story import Story
from digest.model.subscription import Mute
from digest.tell.reasons import muted_actor, muted_term
from digest.text import as_words


def muting(mute: Mute) -> Callable[[Story], str | None] | None:
    """Return what says why a story is muted; None when nothing is. Outlets are muted by item, and so elsewhere."""
    if not (mute.actors or mute.terms):
        return None
    terms = [(term, as_words(term)) for term in sorted(mute.terms) if term.strip()]

    def is_muted(story: Story) -> str | None:
        for actor in story.actors:
            if actor in mute.actors:
                return muted_actor(actor)
        for term, pattern in terms:
            if pattern.search(story.title):
                return muted_term(term)
        return None

    return is_muted
