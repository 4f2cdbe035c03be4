"""A sentence in a script with spaces between the words in (Latin, Cyrillic and the like), the numbers that it states out.

The sentence is tokens with a grammar (`sentence.py`, `grammar/`). `read.py` goes through them from left to right:

1. A number stands there in digits or in words (`spelled.py`), and is no part of a name (`names.py`).
2. Its scale is read (`scales.py`), then what it measures: per cent (`percent.py`), money (`money.py`) or SI
   (`measures.py`), a part of a whole (`parts.py`, `odds.py`), by how much (`times.py`), or what is counted (`nouns/`, a
   module for each order of words). That makes it a Found (`found.py`).
3. One without a unit may take a neighbour's (`neighbours.py`): the next one's (`from_next.py`) or the last one's
   (`from_last.py`), or what the words before it count (`said_before.py`).
4. One without a subject takes it from the words around it (`subjects.py`), from the nouns' phrases there
   (`phrases.py`).
"""
