"""A line of JSON Lines in, an Item out; or a ParseError that says what is wrong with the line."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from digest.clock import AHEAD, read_time
from digest.domains import host_of, registrable_domain
from digest.errors import ParseError
from digest.ids import derive_id
from digest.links import is_link
from digest.markup import plain_text
from digest.model.item import Item
from digest.model.outlet import Viewpoint
from digest.tags import UNKNOWN, item_tag
from digest.text import clean, one_line, visible
from digest.urls import canonical

# Of an id, a feed, a language: what names something is compared, and stands in addresses and in SQL's JSON,
# which ends at a NUL.
_LONGEST_NAME = 300
# A tag that closes, has an attribute, or breaks a line: no comparison of sizes, and no type of a program.
_HTML = re.compile(r"</[a-z]|<[a-z][a-z0-9]*\s+[a-z][a-z0-9-]*=|<(?:p|br|hr)\b", re.IGNORECASE)


def read_row(line: str) -> dict[str, Any]:
    """Read one of JSON Lines; raise ParseError when it is no JSON object."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise ParseError("it is no JSON") from None
    if not isinstance(row, dict):
        raise ParseError("it is no JSON object")
    return row


def read_item(row: Mapping[str, Any], *, now: datetime) -> Item:
    """Read an item to import. Its themes, actors, figures and story are computed anew, whatever the line says.

    One from the future is dated when it was first seen, as a pulled one is: `now`, where the line does not say.
    """
    line = _Line(row)
    title, url, dated = line.title(), line.url(), line.published()
    first_seen = line.time("first_seen")
    seen = first_seen or now
    published = dated if dated <= seen + AHEAD else seen
    outlet = one_line(line.text("outlet")).lower()
    if not outlet and url is not None:
        outlet = registrable_domain(url) or host_of(url)
    return Item(
        id=line.name("id") or (derive_id(canonical(url)) if url else derive_id("import", title, dated)),
        feed=line.name("feed") or "import",
        url=url,
        title=title,
        published=published,
        first_seen=first_seen or published,
        outlet=outlet,
        summary=line.prose("summary"),
        content=line.prose("content"),
        language=item_tag(line.name("language")) or UNKNOWN,
        viewpoint=line.viewpoint(),
        owner=outlet,
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """The values of a line, each checked as it is read; a key that is not there is an empty text."""

    row: Mapping[str, Any]

    def text(self, key: str) -> str:
        value = self.row.get(key)
        if value is not None and not isinstance(value, str):
            raise ParseError(
                f"`{key}` is {json.dumps(value)[:40]}: it should be a text between quotation marks"
            )
        return value or ""

    def prose(self, key: str) -> str:
        """Return a text without markup. A line with an `id` was exported: what looks like HTML in it is words."""
        text = self.text(key)
        return plain_text(text) if _HTML.search(text) and not self.row.get("id") else clean(text)

    def name(self, key: str) -> str:
        value = self.text(key)
        if len(value) > _LONGEST_NAME or visible(value) != value:
            raise ParseError(
                f"`{key}` is longer than {_LONGEST_NAME} characters, or holds some that nobody sees"
            )
        return value

    def time(self, key: str) -> datetime | None:
        written = self.text(key)
        if not written:
            return None
        try:
            return read_time(written).replace(microsecond=0)
        except (ValueError, OverflowError):
            raise ParseError(f"`{key}` is “{written[:40]}”: write 2026-01-03T08:00:00Z") from None

    def title(self) -> str:
        title = one_line(self.text("title"))
        if not title:
            raise ParseError("`title` is missing or empty")
        return title

    def published(self) -> datetime:
        published = self.time("published")
        if published is None:
            raise ParseError("`published` is missing: write 2026-01-03T08:00:00Z")
        return published

    def url(self) -> str | None:
        url = self.text("url") or None
        if url is not None and not is_link(url):
            raise ParseError(
                f"`url` is “{url[:80]}”: it should be a web address that begins with http:// or https://"
            )
        return url

    def viewpoint(self) -> Viewpoint:
        try:
            return Viewpoint(self.text("viewpoint") or Viewpoint.OTHER)
        except ValueError:
            raise ParseError(f"`viewpoint` is none of {', '.join(Viewpoint)}") from None
