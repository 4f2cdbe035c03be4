"""From Stories to a Message.

A Digest is owed at its slot (`slots.py`). Stories are ranked by how much they matter (`rank.py`, `muting.py`). Those
that their `audience.py` does not know, or of which something is new, can be told (`candidates.py`: `told.py`,
`changes.py`, `new_figures.py`, `taken_back.py`), from all sides (`balance.py`). `compose.py` makes the Digest and
`telling.py` each story's part of it, under a title (`titles.py`) and in sentences of its outlets (`summarise.py`:
`leaning.py`, `shortened.py`). `reasons.py` says why a story was held back. Between digests, `alerts.py` says what
cannot wait, and `amend.py` what of a posted story no longer holds.

An answer begins with a Query (`query.py`, `query_names.py`; `typed_names.py` for names that are mistyped,
`typed_times.py` for times) and shows a story's course (`course.py`), its sides (`compare.py`), stated amounts
(`ledger.py`) or numbers by week (`trends.py`), and draws them (`drawings.py`, `chart.py`, `paper.py`).

`present/` says all of it as a Message (`message.py`; `form.py` where something is asked), in a Voice (`voice.py`), one
that knows the team's names where they are said (`team_voice.py`). Its words stand with what says them; those of several
modules are in `phrases.py`, those for failures in `causes.py`. Small pieces of messages are in
`spans.py`, `marks.py`, `columns.py` and `small_print.py`. `parts.py` makes a Message fit its platform (`cutting.py`).
"""
