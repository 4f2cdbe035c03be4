"""The core: from feed bytes to a Message that names no platform. It knows neither `config` nor `bot`.

`pipeline.py` is the straight line. Its stretches are in `line/`, and lead through the four wings `pull/`,
`understand/`, `store/` and `tell/`. All of them speak in the words of `model/`, which `shapes/` writes as JSON
and reads back. What can go wrong is in `errors.py`, and why, in words, in `causes.py`.

Below the wings lie `clock.py`, `ids.py`, and `cache.py`, by which what takes long to build is built once a machine. Of
an address `urls.py` knows the one form of all its spellings, `links.py` whether it may be followed and shown,
`domains.py` whose it is, and `masking.py` what of it is secret. Of a text `markup.py` knows what its HTML says,
`text.py` what may be seen, `sentences.py` and `words.py` its parts, `plurals.py` a word's other number, `scripts.py`
what it is written in, and `tags.py` the tags of languages. `version.py` says which Parallax this is.
"""
