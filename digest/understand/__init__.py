"""From Items to filed Stories.

`read.py` has an Item taken through all of it by a `reader.py`:

1. The text's language is told (`languages/`), and title and text are cut into tokens (`cut_text.py`, `tokens.py`).
2. In these a lexicon (`lexicon.py`, of which `selection.py` looks for what is wanted) finds the names of Actors
   (`actors.py`) and the terms of Themes.
3. The terms say which themes are open to the item (`themes/`). If some may be, it gets a vector (`vectors.py`, computed
   by `encoding/` from the text as `spelling.py` spells it), by which the themes' examples judge it, and the senses of
   its first words, by which it is compared; then it is filed.
4. Then come its Figures (`figures/`), and the traits by which it is compared with others (`traits.py`, `heads.py`,
   `headline_names.py`, `ways.py`).

`outlets.py` says who published it and from which side, `wires.py` whose report it is, and `voices.py` which items are
one voice. `grouping/` puts Readings into Stories, and `story.py` makes the Story of its Items: its title
(`headlines.py`), its themes, its sides. `fillers.py` knows what is no news, `furniture.py` what stands around an
article, and `lead.py` finds the beginning of what is left. Words and patterns of some of these are data beside them,
read by `tables.py`. `mapped.py` gives back the memory that models took.
"""
