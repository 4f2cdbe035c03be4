"""What of a vector tells happenings apart, learned from weeks made up for the purpose."""

import numpy as np

from tests.eval.matter import SIZE, Told, map_of

_VECTOR = 256


def week(seed: int, *, tellings: int) -> Told:
    """Return forty happenings, each told so often: tellings differ most in the first numbers, happenings in the last."""
    made = np.random.default_rng(seed)
    happenings = made.normal(size=(40, _VECTOR)) * np.linspace(0.2, 1.2, _VECTOR)
    told = np.repeat(happenings, tellings, axis=0)
    told += made.normal(size=told.shape) * np.linspace(3.0, 0.5, _VECTOR)
    told /= np.linalg.norm(told, axis=1, keepdims=True)
    return Told(told.astype(np.float32), [str(at // tellings) for at in range(len(told))])


def rightly_nearest(vectors: np.ndarray, stories: list[str]) -> float:
    """Return the share of items whose nearest other tells the same."""
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    near = vectors @ vectors.T
    np.fill_diagonal(near, -1)
    return float(np.mean([stories[at] == stories[other] for at, other in enumerate(near.argmax(axis=1))]))


def test_a_week_that_taught_nothing_is_told_apart_better_by_what_others_taught():
    found = map_of([week(seed, tellings=3) for seed in range(12)])
    exam = week(99, tellings=3)

    assert found.shape == (_VECTOR, SIZE)
    assert (
        rightly_nearest(exam.vectors @ found, exam.stories)
        > rightly_nearest(exam.vectors, exam.stories) + 0.1
    )


def test_a_week_in_which_nobody_tells_the_same_teaches_no_nonsense():
    found = map_of([week(0, tellings=3), week(1, tellings=1)])

    assert np.isfinite(found).all()
