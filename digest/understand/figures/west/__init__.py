"""Sentences in scripts with spaces between the words: Latin, Cyrillic and the like."""
