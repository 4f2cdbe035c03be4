"""A question in; out the titles of what is found, in their order."""

from digest.model.query import Query
from digest.store import Database, search


def found(db: Database, words: str = "", **fields: object) -> list[str]:
    return [hit.item.title for hit in search.find(db, Query(words, **fields))]
