"""From an address to Items.

`schedule.py` says when a Feed is due, `health.py` how it is. `ask.py` asks for it through `fetch.py`, the only door to
the network. There the address is read (`addresses.py`) and checked to be one that we may contact (`guard.py`), the
request waits for its host's turn (`turns.py`), and what comes back is kept within bounds (`bounds.py`, `unpack.py`,
`waiting.py`). It is a Reply (`reply.py`, `headers.py`, `validators.py`), or a FetchError that says in words what went
wrong (`faults.py`).

`parse.py`, in the child process, makes Items of a body. Hostile bytes are refused and entries told apart (`raw.py`);
then it is read as XML (`xml.py`, by feedparser as `quick_feedparser.py` and `sure_feedparser.py` set it up) or as JSON
(`formats.py`), and each entry becomes an Item (`entry.py`; `dates.py` reads its date; `parsed.py` is all of them).
`encodings.py` knows what is meant by the names of encodings.

Apart from that, `discover.py` finds the feed behind a page, `article.py` reads the page of an article, and `opml.py`
reads and writes lists of Feeds.
"""
