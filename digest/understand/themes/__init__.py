"""What is said of an Item in, the Themes that it is filed under out.

Its terms come first. A term is a pattern of words and concepts (`patterns.py`; `occurrences.py` for those of several
parts). `gates.py` says which themes are open to the item, and how much its terms say for each (`term_weights.py`); what
no term names may be let in by its words (`clues.py`).

Then its vector is compared with what the themes are taught by (`examples.py`): a `teacher.py` gives a Lesson on each
theme, by a `regression.py` over the examples. What is made of the shipped ones lies ready (`kept_examples.py`).

`filing.py` files the item by what both say.
"""
