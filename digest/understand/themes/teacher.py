"""The themes' examples in, once; items' vectors in, each theme's Lesson out.

Terms and vectors fail in different places: terms miss what nobody wrote down, vectors take
one subject for another. So a lesson adds to what the terms say or takes from it, and files alone only what
is very like the examples.
"""

from collections.abc import Callable, Sequence

import numpy as np

from digest.model.theme import Example, Theme
from digest.understand.themes.examples import taught_by
from digest.understand.themes.filing import FILED, Lesson
from digest.understand.themes.kept_examples import KeptExamples
from digest.understand.themes.regression import Vectors, bent, centred
from digest.understand.vectors import Embedder

# The answer, where +1 is a match and -1 is none, from which the examples alone file an item; and what each part of an
# answer weighs beside terms: chosen with what a title's words of its kind weigh (see `filing`), by F1 over eight sets
# by authors who had seen nothing of ours and by what is filed wrongly of five real days; the first again since weeks
# teach what the examples weigh, by three weeks that teach nothing and the development set. With 0.5 F1 is two in a
# hundred more where headlines hint, and two less everywhere else.
_ALONE, _WEIGHT = 0.65, 4.0
_MOST_FOR, _MOST_AGAINST = 4.0, -2.0
# As near as this to an example, a text says the same and gets its answer.
_TWIN = 0.85


class Teacher:
    """What the examples of all themes teach; an example that only another theme lists is one that differs."""

    def __init__(
        self,
        themes: Sequence[Theme],
        examples: Sequence[Example],
        encoder: Embedder,
        spelled: Callable[[str], str] = str,
    ) -> None:
        """`spelled` writes a text as those are written whose vectors the lessons are asked for."""
        taught = taught_by(themes, examples)
        self._texts, self._themes, self._answers = taught.texts, taught.themes, taught.answers
        self._matches = [np.flatnonzero(answers > 0) for answers in taught.answers.T]
        kept = KeptExamples.load()
        self._known = centred(kept.vectors_of(taught.texts, encoder, spelled))
        self._weights = kept.weights_of(taught, self._known, encoder)

    def lessons(self, vectors: Vectors) -> list[dict[str, Lesson]]:
        """Return what the examples say of items, a row each: by theme."""
        said = centred(vectors)
        like = said @ self._known.T
        return [self._lessons(*of_one) for of_one in zip(like, bent(like) @ self._weights, strict=True)]

    def _lessons(self, like: Vectors, answers: Vectors) -> dict[str, Lesson]:
        nearest = int(np.argmax(like))
        if like[nearest] >= _TWIN:
            told = self._answers[nearest]
            answers = np.where(told == 0, answers, told)
        votes = np.clip(FILED + _WEIGHT * (answers - _ALONE), _MOST_AGAINST, _MOST_FOR).tolist()
        # What speaks against a theme is not quoted.
        return {
            theme: Lesson(vote, self._texts[rows[int(np.argmax(like[rows]))]] if vote > 0 else "")
            for theme, vote, rows in zip(self._themes, votes, self._matches, strict=True)
        }
