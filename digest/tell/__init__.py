"""From Stories to a Message.

A Digest is owed at its slot (`slots.py`). Stories come in the order in which they matter (`rank.py`, `muting.py`); a
channel is told those that it was not, or of which something is new (`candidates.py`: `told.py`, `changes.py`,
`taken_back.py`), from all sides (`balance.py`). `compose.py` makes the Digest, `telling.py` each story's part of it, in
its outlets' sentences (`summarise.py`: `leaning.py`, `shortened.py`). Why a story was held back, `reasons.py` says;
between digests there are `alerts.py`, and what turns out otherwise is told by `amend.py`.

An answer begins with a Query (`query.py`) and shows a story's course (`course.py`), its sides (`compare.py`), stated
amounts (`ledger.py`) or numbers by week (`trends.py`, `drawings.py`, `chart.py`).

`present/` says all of it as a Message (`message.py`; `form.py` where something is asked), in a Voice (`voice.py`, whose
words are in `phrases.py` and `remarks.py`; what failed, `causes.py` says), out of small pieces (`spans.py`, `marks.py`,
`columns.py`, `small_print.py`). `parts.py` makes it fit where it goes.
"""
