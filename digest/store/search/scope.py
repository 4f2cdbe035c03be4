"""Where the answers to a query lie; what is to match in, the keys of the newest items there that match out.

Keys are in order of publication, so the index stops as soon as it has enough.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from digest.model.query import Query
from digest.store.connection import Database
from digest.store.index import newest_matches, newest_without, stamped_from
from digest.store.keys import Span
from digest.store.search import unstamped
from digest.store.search.begun import scan
from digest.store.search.fields import Field, fields_of, span_of, stamped
from digest.store.search.typed import Typed, any_of, exactly, without

# The words of an expression are in quotes; what stands between them is ours.
_QUOTED = re.compile('"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the answers to a query lie, whatever words it wants: its fields, its span, and what must not be there."""

    db: Database
    fields: Sequence[Field]
    span: Span
    unwanted: Sequence[Typed]
    stamped_from: int

    @classmethod
    def of(cls, db: Database, query: Query, unwanted: Sequence[Typed]) -> "Scope":
        return cls(db, fields_of(query), span_of(query), unwanted, stamped_from(db))

    def below(self, key: int) -> "Scope":
        return replace(self, span=(self.span[0], min(key, self.span[1])))

    def newest_of(self, whole: Sequence[str], begun: Sequence[Typed], limit: int) -> list[int]:
        """Return the keys of the newest items that match every whole expression and hold every begun word.

        For words of which only the beginning was typed the texts of the newest are read, and the index is asked where
        few of them hold the words.
        """
        if not begun:
            return self.newest(" AND ".join(whole), limit)
        matches = [exactly(term) for term in begun]
        wholes, beginnings = " AND ".join(whole), " AND ".join(matches)

        def newest(below: int, most: int) -> list[int]:
            return self.below(below).newest(wholes, most, held=beginnings)

        found, below = scan(self.db, begun, newest, self.span[1], limit)
        if below is None:
            return found
        return found + self.below(below).newest(" AND ".join([*whole, *matches]), limit - len(found))

    def newest(self, match: str, limit: int, *, held: str = "") -> list[int]:
        """Return the keys of the newest items that match, newest first; everything matches an empty expression.

        Those that do not match what is `held` are of no use, and need not be among them.
        """
        if not self.fields:
            return self._newest_of_any_field(match, limit)
        words = " ".join(_QUOTED.findall(f"{match} {held}"))
        passing = stamped(self.fields, words)
        passing = f"{passing} AND ({match})" if match else passing
        found = newest_matches(self.db, without(passing, self.unwanted), self._stamped, limit)
        if len(found) == limit or self.span[0] >= self.stamped_from:
            return found
        rest, left = self.below(self.stamped_from).span, limit - len(found)
        if match:
            return found + unstamped.newest(self.db, self.fields, without(match, self.unwanted), rest, left)
        return found + unstamped.newest_without(self.db, self.fields, any_of(self.unwanted), rest, left)

    def _newest_of_any_field(self, match: str, limit: int) -> list[int]:
        if match:
            return newest_matches(self.db, without(match, self.unwanted), self.span, limit)
        return newest_without(self.db, any_of(self.unwanted), self.span, limit)

    @property
    def _stamped(self) -> Span:
        return max(self.span[0], self.stamped_from), self.span[1]
