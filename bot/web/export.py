"""The site as files, for whoever publishes it: every page that can be reached from the first one, and their charts.

Links are relative, so that the folder can lie anywhere. There is no search: it needs us.
"""

import posixpath
import re
import shutil
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl

from aiohttp import web

from bot.web.access import HOME
from bot.web.page import NoPageError, Page
from bot.web.plan import CHARTS, PAGES
from bot.web.site import Site
from bot.web.syndication import atom
from bot.web.view import STATIC, View
from digest.tell.present.shelf import story_path

_INDEX = "index.html"
# In the folder itself, which may be a mount: what is written there can be moved into its place at once.
UNFINISHED = ".unfinished"
_FEED = re.compile(r"(?:/themes/([A-Za-z0-9_.-]+))?/feed\.atom")


def _form(path: str) -> re.Pattern[str]:
    """Return what the addresses look like that a path of the plan stands for."""
    return web.DynamicResource(path).get_info()["pattern"]


_PAGES = [(_form(path), show) for path, show in PAGES.items()]
_CHARTS = [(_form(path), draw) for path, draw in CHARTS.items()]


async def export_site(site: Site, folder: Path, *, base: str = "") -> int:
    """Write the home team's pages into a folder; return how many files were written.

    The folder is left as it was until all of them are written. `base` is where it will be published; without it
    there are no Atom feeds, whose links are whole addresses. Raise OSError where the folder cannot be written.
    """
    writing = _Writing(site, base)
    queue = deque(["/", *STATIC])
    seen = set(queue)
    with _unfinished(folder) as unfinished:
        while queue:
            path = queue.popleft()
            for linked in await writing.write(path, unfinished):
                if linked not in seen:
                    seen.add(linked)
                    queue.append(linked)
        # The first page last: where it is, all that it leads to is there.
        for file in [_file_of(path) for path in (*seen - {"/"}, "/")]:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (unfinished / file).replace(folder / file)
    return len(seen)


@contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    """A place for files that are to stand in a folder; nothing is left of it, nor of a folder that was made for it."""
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    place = folder / UNFINISHED
    # One that was killed may have left it.
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        for each in made:
            if not any(each.iterdir()):
                each.rmdir()


def _file_of(path: str) -> str:
    """Return the file that holds what is at a path, relative to the folder.

    A page is an index of a folder of its own, also where a theme is called as a file is.
    """
    bare, _, query = path.partition("?")
    # No id has this sign in it.
    place = bare.lstrip("/").replace(_INDEX, f"{_INDEX}~")
    if path in STATIC or _FEED.fullmatch(path) or any(form.fullmatch(path) for form, _ in _CHARTS):
        return place
    return posixpath.join(place, re.sub(r"[^A-Za-z0-9.-]+", "-", query), _INDEX)


class _Writing:
    def __init__(self, site: Site, base: str) -> None:
        self._site = site
        self._base = base
        # One for all pages: to compile its templates takes three times as long as to write a page with them.
        self._view = View(site.voice, can_search=False)

    async def write(self, path: str, folder: Path) -> list[str]:
        """Write what is at a path; return the paths that it links to."""
        linked: list[str] = []
        file = folder / _file_of(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(await self._body(path, linked))
        return linked

    async def _body(self, path: str, linked: list[str]) -> bytes:
        if path in STATIC:
            return STATIC[path][0].read_bytes()
        for form, draw in _CHARTS:
            if found := form.fullmatch(path):
                return await draw(self._site, found.groupdict(), HOME)
        if found := _FEED.fullmatch(path):
            title, told = self._site.feed_title(found[1]), await self._site.told(found[1])
            # Of a theme that was taken out, some may stand on no page.
            linked += [story_path(each.story.id) for each in told]
            return atom(title, told, base=self._base, path=path).encode()

        def address(other: str) -> str:
            linked.append(other)
            return posixpath.relpath(_file_of(other), posixpath.dirname(_file_of(path)) or ".")

        page = await self._page(path)
        return self._view.document(page, address, syndicated=bool(self._base)).encode()

    async def _page(self, path: str) -> Page:
        place, _, query = path.partition("?")
        for form, show in _PAGES:
            if found := form.fullmatch(place):
                return await show(self._site, {**dict(parse_qsl(query)), **found.groupdict()}, HOME)
        raise NoPageError(path)
