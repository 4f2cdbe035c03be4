"""A Query in, the Items that it finds out: newest first, or by relevance.

`find.py` is the way in. `typed.py` reads what was typed, and `fields.py` narrows it: `scope.py` is where the answers
lie (`unstamped.py` for older items, whose fields no stamp tells), and `begun.py` finds words of which only the
beginning was typed. For relevance (`relevance.py`) words are reduced to stems (`sought.py`, `stems.py`) and compared
by their vectors (`meaning.py`).
"""

from digest.store.search.find import find, is_ranked, keys_of_all

__all__ = ["find", "is_ranked", "keys_of_all"]
