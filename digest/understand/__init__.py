"""From Items to filed Stories.

`read.py` takes an Item through all of it. The text's language is told (`language.py`, `letters.py`, `chinese.py`,
`likely_languages.py`), and it is cut into tokens (`tokens.py`), in which `lexicon.py` finds the names of Actors
(`actors.py`) and the terms of Themes (`patterns.py`). `themes.py` weighs those. If the item may be on some theme, it
gets a vector (`vectors.py`, computed by `encoding/` from the text as `spelling.py` spells it), by which the themes'
examples judge it (`teacher.py`); then its Figures (`figures/`), and the traits by which it is compared with others
(`traits.py`, `heads.py`, `ways.py`). `outlets.py` and `wires.py` say who published it and whose report it is.
`mapped.py` gives back the memory that models took.

`grouping/` puts Readings into Stories, and `story.py` makes the Story of its Items: its title (`headlines.py`), its
themes, its sides. `fillers.py` knows what is no news, `furniture.py` what stands around an article, and `lead.py`
finds the beginning of what is left.
"""
