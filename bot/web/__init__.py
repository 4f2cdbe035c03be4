"""The pages, which readers only read, and what a host asks of the process.

`server.py` owns the port, which no crowd of clients can block (`crowd.py`): there are health and metrics
(`health.py`), Slack over HTTP, and the pages (`pages.py`). `access.py` says who may read them, and `guesses.py` counts
wrong passwords. A page's address is looked up (`plan.py`), and what stands there is read from the store (`site.py`) as
a Page (`page.py`), once for all who ask in the same moment (`fresh.py`). `view.py` makes a document of it, with blocks
drawn by `render.py`, pictures by `charts.py` and the words around them from `phrases.py`; feed readers get the stories
of `carried.py` as `syndication.py` writes them. `export.py` writes all of it as files.
"""
