import numpy as np
import pytest

from digest.understand.themes.regression import bent, fitted


def directions(count, seed=1):
    vectors = np.random.default_rng(seed).normal(size=(count, 32)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def answers(count, *themes, silent=()):
    """Of so many texts, of which each theme has those listed, and `silent` ones that say nothing of any."""
    told = np.full((count, len(themes)), -1, np.int8)
    for column, rows in enumerate(themes):
        told[list(rows), column] = 1
    told[list(silent)] = 0
    return told


def test_examples_are_answered_by_what_they_are_of():
    known = directions(60)

    weights = fitted(known, answers(60, range(20), range(20, 60)))

    found = bent(known @ known.T) @ weights
    assert (found[:20] > 0).T.tolist() == [[True] * 20, [False] * 20]
    assert (found[20:] > 0).T.tolist() == [[False] * 40, [True] * 40]


def test_what_is_said_already_is_not_said_again():
    known, told = directions(60), answers(60, range(20))
    said = told.astype(np.float32)
    said[0] = -1.0

    weights = fitted(known, told, said)

    assert not fitted(known, told, told.astype(np.float32)).any()
    assert np.argmax(np.abs(weights)) == 0
    assert (bent(known[:1] @ known.T) @ weights).item() > 1


def test_what_is_silent_on_a_theme_changes_nothing_of_it():
    known = directions(60)

    with_silent = fitted(known, answers(60, range(10), silent=range(40, 60)))
    without = fitted(known[:40], answers(40, range(10)))

    assert not with_silent[40:].any()
    assert with_silent[:40] == pytest.approx(without, abs=1e-3)


def test_a_rare_theme_is_answered_for_what_is_like_its_examples_however_many_others_there_are():
    known = directions(600)
    like_the_first_two = known[:2].sum(axis=0, keepdims=True)
    like_the_first_two /= np.linalg.norm(like_the_first_two)

    answer = bent(like_the_first_two @ known.T) @ fitted(known, answers(600, [0, 1]))

    assert answer.item() > 0.25


def test_a_theme_that_has_all_examples_or_none_is_answered_alike_everywhere():
    known = directions(12)

    found = bent(known @ known.T) @ fitted(known, answers(12, range(12), []))

    assert (found[:, 0] > 0).all()
    assert (found[:, 1] < 0).all()
