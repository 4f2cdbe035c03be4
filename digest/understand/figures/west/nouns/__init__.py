"""What a number counts, a module for each order of words; `find.py` chooses among them."""
