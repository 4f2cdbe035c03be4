"""Readings into Stories. `group.py` decides which items tell one happening, among the stories still open
(`open_stories.py`, and `open_story.py` for each of them): it finds which of them are near (`neighbours.py`), takes
apart those that are still loose (`loose.py`), and joins the likest pairs first (`join_order.py`).

How likely two stories are one is told by `weighing.py`: what speaks for and against it (`evidence.py`), each with the
weight that people's stories taught (`weights.csv`); but headlines of one form that name others are of two
(`contrast.py`). Evidence is how near they are by vectors, by what their first words mean and by all their words
(`nearness.py`), whom they name, which sums they state (`sums.py`), and how much of what is told abroad has an echo here
(`echoes.py`). The vectors of the window are in `window_vectors.py`, and in `rarity.py` how rare its words are.

`because.py` says why an item is in its story, in the words that both share (`shared.py`).
"""
