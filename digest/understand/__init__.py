"""From Items to filed Stories.

`read.py` takes an Item through all of it. Its text is cut into tokens (`tokens.py`), in which `lexicon.py` finds those
who are named (`actors.py`) and the terms of Themes (`patterns.py`); `themes.py` weighs these, in the text's own
language (`language.py`, `letters.py`, `likely_languages.py`). Where some theme may be its, it gets a vector
(`vectors.py`, by `encoding/`, in the spelling of `spelling.py`), of which the themes' examples have their say
(`teacher.py`); then its Figures (`figures/`) and what it is compared by (`traits.py`, `heads.py`, `ways.py`). Who
publishes it, and whose report it is, say `outlets.py` and `wires.py`. `mapped.py` keeps small what the models take of
memory.

`grouping/` puts what was read into Stories; `story.py` says of each how it is called (`headlines.py`), filed and
carried. What is no news or stands beside it: `fillers.py`, `furniture.py`, and `lead.py`, which is what they leave.
"""
