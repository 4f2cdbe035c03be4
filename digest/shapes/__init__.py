"""Values to the JSON that others may rely on, a module for each word as in `digest.model`; `lines` reads an import.

Every key is always there: what does not apply is null or an empty list.
"""
