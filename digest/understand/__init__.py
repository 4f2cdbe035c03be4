"""From Items to filed Stories.

`read.py` has an Item taken through all of it by a `reader.py`:

1. The text's language is told (`language.py`, `letters.py`, `chinese.py`, `likely_languages.py`), and title and text
   are cut into tokens (`cut_text.py`, `tokens.py`).
2. In these a lexicon (`lexicon.py`, of which `selection.py` looks for what is wanted) finds the names of Actors
   (`actors.py`) and the terms of Themes (`patterns.py`, and `occurrences.py` for terms of several parts).
3. `gates.py` says which themes these open to the item, and how much they say for each (`term_weights.py`).
4. An item that some theme may have gets a vector (`vectors.py`, computed by `encoding/` from the text as `spelling.py`
   spells it). By that it is compared with the themes' examples (`examples.py`, `teacher.py`, `regression.py`; what is
   made of the shipped ones lies ready in `kept_examples.py`), and `filing.py` files it by what both say.
5. Then come its Figures (`figures/`), and the traits by which it is compared with others (`traits.py`, `heads.py`,
   `ways.py`).

`outlets.py` says who published it and from which side, `wires.py` whose report it is, and `voices.py` which items are
one voice. `grouping/` puts Readings into Stories, and `story.py` makes the Story of its Items: its title
(`headlines.py`), its themes, its sides. `fillers.py` knows what is no news, `furniture.py` what stands around an
article, and `lead.py` finds the beginning of what is left. Words and patterns of some of these are data beside them,
read by `tables.py`. `mapped.py` gives back the memory that models took.
"""
