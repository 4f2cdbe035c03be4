"""Readings into Stories. `group.py` decides which items tell one happening, among the stories still open (`open.py`,
and `open_story.py` for each of them).

Two stories are weighed by `weighing.py`: how near they are by vectors and by words (`nearness.py`), what that is worth
(`likeness.py`, with all thresholds), over the vectors of the window (`window_vectors.py`) and its rare words
(`rarity.py`). The likest pairs are joined first (`join_order.py`). `because.py` says why an item is in its story, in
the words that both share (`shared.py`).
"""
