"""What a team has muted in, a test out that says of a story which actor or term of it is muted."""

import re
from collections.abc import Callable

from digest.model.story import Story
from digest.model.subscription import Mute
from digest.scripts import is_cjk
from digest.tell.reasons import muted_actor, muted_term


def muting(mute: Mute) -> Callable[[Story], str | None] | None:
    """Return what says why a story is muted; None when nothing is. Outlets are muted by item, and so elsewhere."""
    if not (mute.actors or mute.terms):
        return None
    terms = [(term, _term_pattern(term)) for term in sorted(mute.terms) if term.strip()]

    def is_muted(story: Story) -> str | None:
        for actor in story.actors:
            if actor in mute.actors:
                return muted_actor(actor)
        for term, pattern in terms:
            if pattern.search(story.title):
                return muted_term(term)
        return None

    return is_muted


def _term_pattern(term: str) -> re.Pattern[str]:
    """Return what finds a term as words, in any case; in a script without spaces, anywhere."""
    quoted = re.escape(term.strip())
    if any(map(is_cjk, term)):
        return re.compile(quoted, re.IGNORECASE)
    return re.compile(rf"(?<!\w){quoted}(?!\w)", re.IGNORECASE)
