"""A sentence in, one that fits a digest out: cut where a reader may stop, never at a number."""

import re

from digest.text import OPEN_ENDS, cut

SENTENCE_LIMIT = 240
# A clause that ends behind this share of what fits says enough.
_ENOUGH = 0.5
_CLAUSE_END = re.compile(r"(?:[,;:]|\s[–—-])(?=\s)|[，；：、]")
# A number at the place where a sentence is cut may be half of one, or have lost its "million".
_NUMBER_LAST = re.compile(r"[\s(]*[^\s\d]{0,3}\d[\d.,'’\u00a0\u202f ]*%?$")
# A month wants its day or its year, and went with it where they were cut off.
_MONTH_LAST = re.compile(
    r"\s(?:January|February|March|April|May|June|July|August|September|October|November|December|janvier|février|mars|avril"
    r"|mai|juin|juillet|août|septembre|octobre|novembre|décembre|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember)$"
)
# What wants another word behind it: all words of up to three letters, and these. Names are written with a capital.
_WANTS_MORE = re.compile(
    r"\s(?:[a-zà-þа-яё]{1,3}|that|with|from|into|than|this|these|those|their|which|while|when|where|whose|before|after"
    r"|about|because|between|under|over|more|most|also|have|been|were|will|would|could|avec|dans|pour|plus|sans|leur"
    r"|leurs|cette|dont|mais|sous|chez|entre|avant|après|dass|eine|einer|einen|einem|oder|aber|nach|über|unter|beim"
    r"|ihre|wenn|durch|para|como|pero|sobre|entre|desde|hasta|della|delle|degli|nella|dalla|przez|oraz|które|który"
    r"|która|przed|jest)$"
)

# A feed's own mark that it goes on, with what stands before it where a clause was cut.
_ELLIPSIS = re.compile(r"[\s,;:–—-]*(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*$")


def shortened(text: str) -> str:
    """Return a sentence of at most `SENTENCE_LIMIT` characters: cut at the end of a clause, else at a word."""
    text = _ELLIPSIS.sub("…", text)
    if len(text) <= SENTENCE_LIMIT:
        return text
    head = cut(text, SENTENCE_LIMIT).removesuffix("…")
    clauses = [found.start() for found in _CLAUSE_END.finditer(head)]
    if clauses and clauses[-1] > _ENOUGH * SENTENCE_LIMIT:
        head = head[: clauses[-1]]
    else:
        head = _MONTH_LAST.sub("", _NUMBER_LAST.sub("", head).rstrip())
        while _WANTS_MORE.search(head):
            head = _WANTS_MORE.sub("", head)
    return head.rstrip(OPEN_ENDS) + "…"


def without_last_word(text: str) -> str:
    """Return a sentence that was cut off without its last word, which may be half of one, and with an ellipsis."""
    head, space, _ = text.rpartition(" ")
    return (head if space else text).rstrip(OPEN_ENDS) + "…"
