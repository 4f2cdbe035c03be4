"""A text in, its language out.

`detect.py` asks first what the letters say, which is enough for most scripts (`letters.py`, and `chinese.py` for which
of its two Chinese is written in); for texts in the Latin script it asks py3langid's model (`likely_languages.py`).
"""
