"""Readings into Stories. `group.py` decides which items tell one happening, among the stories still open (`open.py`).

Two stories are weighed by `weighing.py`: how alike they are by vectors and words (`alike.py`), what that is worth
(`likeness.py`, with all thresholds), over the vectors of the window (`window_vectors.py`) and its rare words
(`rarity.py`). The likest pairs are joined first (`likest.py`). `because.py` says why an item is in its story, in the
words that both share (`shared.py`).
"""
