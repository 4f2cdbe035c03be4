"""What a team chooses, over what ships in this folder.

`settings.py` has the team's file and the environment (`environment.py`) read. The file becomes tables (`team_file.py`;
`tables.py` says which there are, `values.py` what a key may hold), which `team.py` lays over what ships; a mistake is
answered with the nearest that is right (`near.py`). What ships (`shipped.py`) becomes Knowledge in `knowledge.py`.
After its examples were changed, `make teach` is run by hand.
"""
