"""Sentences in Chinese, Japanese or Korean."""
