"""How plainly a headline says what happened: a story's title is chosen by this, and by its words."""

import re
from functools import lru_cache

from digest.scripts import is_cjk
from digest.understand.fillers import filed_as, not_news

# A headline of a length between these says what happened and fits on a line.
_SHORT, _LONG = 25, 130
_UNFINISHED = ("?", "？", "…", "...")
# A headline that holds back what it promises; but a story's title is for those who read no further.
_TEASER = re.compile(
    r"""
      \b(?:reveals?|revealed|explains?)\s(?:the\s)?(?:truth|(?:real\s)?reason)\b
    | \bhere(?:['’]s|\sis|\sare)\s(?:why|what|how)\b | ^this\sis\s(?:why|what|how)\b | \bthe\sreal\sreason\b
    | \byou\swon['’]t\sbelieve\b | \bsays\swhat\s(?:we|you|everyone|everybody|many)\b
    | \bbreaks\s(?:his|her|their|the)\ssilence\b
    | \bone\s(?:word|thing|simple)\b.*\bthat\b
    | \bvoici\s(?:pourquoi|ce\sque|comment)\b | \bvoilà\spourquoi\b | ^la\s(?:vraie\s)?raison\b
    | ^das\s(?:ist|sind|steckt)\s(?:der|die|das|hinter|dahinter)\b | ^(?:darum|deshalb|deswegen)\b
    | \besta\ses\sla\srazón\b | \besto\ses\slo\sque\b
    | \becco\s(?:perché|cosa|come)\b | \bnie\suwierzysz\b | \boto\s(?:dlaczego|co|powód)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# The plainness of a headline that is no news or a teaser, and of one that is a question, a label or a paragraph.
_NO_NEWS, _ODD = 0.25, 0.6
_KEPT = 4096


def plainness(title: str, url: str | None) -> float:
    """Return from 0 to 1 how plainly a headline says what happened: less for a question, least for what is no news."""
    return _NO_NEWS if filed_as(url) else _plainness(title)


@lru_cache(maxsize=_KEPT)
def _plainness(title: str) -> float:
    if not_news(title) or _TEASER.search(title[: 2 * _LONG]):
        return _NO_NEWS
    wide = 2 if any(map(is_cjk, title)) else 1
    is_readable = _SHORT <= wide * len(title) <= _LONG and not title.rstrip().endswith(_UNFINISHED)
    return 1.0 if is_readable else _ODD
