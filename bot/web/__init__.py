"""The pages, for readers alone, and what a host asks of the process.

`server.py` owns the port: health and metrics (`health.py`), Slack over HTTP, and the pages (`pages.py`). A request is
let in (`crowd.py`, `access.py`, `guesses.py`), its address is looked up (`plan.py`), and what stands there is read from
the store as a Page (`site.py`), made once for all who ask in one moment (`fresh.py`). `view.py` makes the document of
it, its blocks by `render.py`, its pictures by `charts.py`; feed readers get `syndication.py`. `export.py` writes all of
it as files.
"""
