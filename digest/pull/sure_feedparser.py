"""How feedparser goes through a document: where it stumbles over an element, it leaves that one out and goes on.

Nor does it take for the entry's own text what is said of a picture or a film in it.
"""

from typing import Any

# feedparser raises on some elements where it expects none of that name, and on some malformed documents as a whole (a
# lone surrogate is one), instead of saying so.
STUMBLES = (ValueError, AttributeError, LookupError, TypeError, RecursionError, OverflowError)
# No element that it knows.
_UNKNOWN = "-"


class SureFooted:
    """To be put before either of feedparser's own parsers."""

    baseuri: str
    basestack: list[str]

    def unknown_starttag(self, tag: str, attrs: Any) -> None:
        if tag in ("item", "entry"):
            self._leave_behind()
        try:
            super().unknown_starttag(tag, attrs)  # type: ignore[misc]
        except STUMBLES:
            return

    def unknown_endtag(self, tag: str) -> None:
        try:
            super().unknown_endtag(tag)  # type: ignore[misc]
        except STUMBLES:
            # What it does at the end of every element is still to be done.
            super().unknown_endtag(_UNKNOWN)  # type: ignore[misc]

    def _start_media_description(self, attrs: Any) -> None:
        self.push_content("media_description", attrs, "text/html", 1)  # type: ignore[attr-defined]

    def _end_media_description(self) -> None:
        self.pop_content("media_description")  # type: ignore[attr-defined]

    def _leave_behind(self) -> None:
        """Begin an entry anew: nothing that was left open before goes on in it, nor does another entry's base."""
        self.incontent = self.insource = self.inimage = self.intextinput = self.svgOK = self.hasContent = 0
        self._summaryKey = None
        self.contentparams: dict[str, Any] = {}
        self.baseuri = self.basestack[-1] if self.basestack else self.baseuri
