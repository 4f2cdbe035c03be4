"""The core: from feed bytes to a Message that names no platform. It knows neither `config` nor `bot`.

`pipeline.py` is the straight line, of the stretches in `line/`, through the wings `pull/`, `understand/`, `store/` and
`tell/`; all speak in the words of `model/`, and `shapes/` writes these as JSON (`jsonl.py`: many, a line each). What
can go wrong is `errors.py`.

Below the wings lie `clock.py`, `ids.py`, `urls.py` and `cache.py`, and what texts are made of: `markup.py`, `text.py`,
`sentences.py`, `words.py`, `plurals.py`, `scripts.py`, and `tags.py` for languages. `version.py` says which Parallax
this is.
"""
