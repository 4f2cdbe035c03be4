"""Readings into Stories: `group.py` decides, over the stories that are still open (`open.py`).

Two are alike (`alike.py`, `likeness.py`) by vectors (`window_vectors.py`) and by rare words (`rarity.py`); the likest
are joined first (`likest.py`). What a reader is told of it are the words that they share (`shared.py`).
"""
