"""The core: from feed bytes to a Message that names no platform. It knows neither `config` nor `bot`.

`pipeline.py` is the straight line. Its stretches are in `line/`, and lead through the four wings `pull/`,
`understand/`, `store/` and `tell/`. All of them speak in the words of `model/`, which `shapes/` writes as JSON
and reads back. What can go wrong is in `errors.py`, and why, in words, in `causes.py`.

Below the wings lie `clock.py`, `ids.py` and `cache.py`; for addresses `urls.py`, `links.py`, `domains.py` and
`masking.py`; and what texts need: `markup.py`, `text.py`, `sentences.py`, `words.py`, `plurals.py`, `scripts.py`, and
`tags.py` for languages. `version.py` says which Parallax this is.
"""
