"""A title and a text in, the words that say what happened out: the start of the text, without what the page adds."""

import re
from collections.abc import Iterator
from functools import lru_cache

from digest.sentences import sentences
from digest.understand.furniture import article_lines, is_furniture

# A headline that says what happened is no longer than this.
TITLE_LIMIT = 300
# Of the text only the lead says what happened: more brings background, which is alike between happenings
# that are not.
LEAD_LIMIT = 200
# A lead is looked for in this much of the text; a page that opens with more furniture has none.
_LOOKED_AT = 600
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")


# An item's lead is asked for three times: for its vector, for its words, and for what it shares with others.
@lru_cache(maxsize=1024)
def lead(title: str, summary: str) -> str:
    """Return the start of the text, without addresses, bylines, notices and the repeated title."""
    summary, title = summary.lstrip(), title.strip()
    if title and summary.startswith(title):
        summary = summary[len(title) :]
    return " ".join(_told(summary[:_LOOKED_AT]))[:LEAD_LIMIT].strip()


def _told(text: str) -> Iterator[str]:
    length = 0
    for line in article_lines(text):
        for sentence in sentences(line):
            if length > LEAD_LIMIT:
                return
            if not is_furniture(sentence):
                bare = _ADDRESS.sub(" ", sentence)
                length += len(bare)
                yield bare
