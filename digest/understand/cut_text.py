"""A title and its text in, their tokens out, and how these are written."""

from collections.abc import Sequence
from functools import cached_property

from digest.understand.tokens import joints, normal, spans, tokens


class CutText:
    """A title and its text, cut into tokens, with a line's end between; where they stand is found when first asked."""

    def __init__(self, title: str, text: str) -> None:
        self._title, self._text = title, text
        head = tokens(title)
        self.tokens: Sequence[str] = [*head, "\n", *tokens(text)]
        self.title_ends = len(head)
        """How many of the tokens are the title's."""

    def joints(self) -> frozenset[int]:
        """Return the tokens that follow the one before with nothing between them."""
        begins = self.title_ends + 1
        return joints(self._title) | {begins + at for at in joints(self._text)}

    def written(self, start: int, end: int) -> str:
        """Return what is written from one token up to another."""
        plain, at = self._stand
        return " ".join(plain[at[start][0] : at[end - 1][1]].split())

    @cached_property
    def _stand(self) -> tuple[str, list[tuple[int, int]]]:
        title, text = normal(self._title), normal(self._text)
        begins = len(title) + 1
        in_text = [(begins + start, begins + end) for start, end in spans(text)]
        return f"{title}\n{text}", [*spans(title), (len(title), begins), *in_text]
