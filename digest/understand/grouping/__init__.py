"""Readings into Stories. `group.py` decides which items tell one happening, among the stories still open
(`open_stories.py`, and `open_story.py` for each of them).

Two stories are weighed by `weighing.py`: what speaks for and against their being one (`evidence.py`: how near they are
by vectors, by what their first words mean and by all their words, which `nearness.py` tells, whom they name, which sums
they state, as `agreement.py` compares them, how much of what is told abroad has an echo here, by `echoes.py`), each
with the weight that people's stories taught (`weights.csv`); but headlines of one form that name others are of two
(`contrast.py`). That is over the vectors of the window (`window_vectors.py`) and its rare words (`rarity.py`). The
likest pairs are joined first (`join_order.py`).

`because.py` says why an item is in its story, in the words that both share (`shared.py`).
"""
