"""A path in, what is wrong with the database there out.

Before it is opened, `unopened.py` looks at the path and `header.py` at the file's first bytes; `one_run.py` lets one
run have it. `opened.py` sees whether it still lies there. `faults.py` says in words what SQLite says, `advice.py` what
to do.
"""
