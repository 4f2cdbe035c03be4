"""A sentence in Chinese, Japanese or Korean in, the numbers that it states out.

Nothing parts the words there, so patterns do what a grammar does in the west. `read.py` looks for parts of a whole first
(`parts.py`) and for what was multiplied (`times.py`), then for every number (`numbers.py`) with what touches it:

1. a unit (`measures.py`, after `units.py`), how large a model is (`sizes.py`), or a counter (`counters.py`) and the noun
   that it counts (`nouns/`, a module for each language);
2. where it has no unit, its neighbour's, in lists and ranges (`ranges.py`);
3. where it counts no noun, what it is said of: what stands behind it (`subjects.py`), or the words before it
   (`said_before.py`).
"""
