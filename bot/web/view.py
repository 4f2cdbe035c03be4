"""A Page to a whole HTML document, with the templates of this folder."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.web.page import Page
from bot.web.phrases import PagePhrase
from bot.web.render import Address, render
from digest.tell.phrases import Phrase
from digest.tell.voice import Voice, speaker

_HERE = Path(__file__).parent
# Beside the pages: their look.
STATIC = {
    "/style.css": (_HERE / "static" / "style.css", "text/css"),
    "/icon.svg": (_HERE / "static" / "icon.svg", "image/svg+xml"),
}
_PLACES = (
    ("/digests", PagePhrase.DIGESTS),
    ("/themes", Phrase.THEMES),
    ("/figures", Phrase.FIGURES),
    ("/feeds", Phrase.FEEDS),
)


class _Say:
    """Phrases by name, for templates."""

    def __init__(self, spoken: Voice) -> None:
        self._spoken = spoken

    def __getattr__(self, name: str) -> str:
        return self._spoken.say(PagePhrase[name])


class View:
    """Writes documents in one voice."""

    def __init__(self, voice: str, *, can_search: bool = True) -> None:
        spoken = speaker(voice)
        self._can_search = can_search
        self._places = [(path, spoken.say(phrase)) for path, phrase in _PLACES]
        # Not looked at again for whether they changed: that took a quarter of a page's time.
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
        )
        self._templates.globals.update(voice=voice, say=_Say(spoken))

    def document(self, page: Page, address: Address, *, syndicated: bool = True) -> str:
        """Return a page; its charts stand below the block that opens it.

        `address` gives where a page of ours is found from this one, by its path.
        """
        opening, *rest = page.message.blocks
        return self._templates.get_template("page.html").render(
            page=page,
            address=address,
            places=self._places,
            can_search=self._can_search,
            syndicated=syndicated,
            opening=render([opening], address),
            rest=render(rest, address, level=1),
        )

    def door(self, address: Address, *, has_links: bool, has_password: bool, to: str, problem: str) -> str:
        """Return what a stranger sees; `has_links` where digests in chat lead here."""
        return self._templates.get_template("door.html").render(
            has_links=has_links, has_password=has_password, to=to, problem=problem, address=address
        )
