"""The noun that a number counts in Chinese, Japanese and Korean, a module each."""
