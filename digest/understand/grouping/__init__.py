"""Readings into Stories: `group.py` decides, over the stories that are still open (`open.py`).

Two are weighed (`weighing.py`) by how alike they are (`alike.py`, `likeness.py`), in their vectors
(`window_vectors.py`) and in rare words (`rarity.py`); the likest are joined first (`likest.py`). Why an item is where
it is, `because.py` says, and in which words (`shared.py`).
"""
