"""What a team chooses, over what ships in this folder.

`settings.py` reads the team's file (its `tables.py`) and the environment (`environment.py`), and nothing else does.
What ships (`shipped.py`) becomes Knowledge in `knowledge.py`; `teach.py` is run by hand, after examples were changed.
"""
