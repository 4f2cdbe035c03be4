import numpy as np
import pytest

from digest.understand.themes.regression import bent, fitted
from tests.eval.teach_themes import weighed


def directions(count):
    vectors = np.random.default_rng(3).normal(size=(count, 24)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def answered(vectors, known, weights):
    return bent(vectors @ known.T) @ weights


def test_where_only_the_examples_teach_they_weigh_what_a_team_s_would():
    known, answers = directions(40), np.repeat([1, -1], 20).astype(np.int8)[:, None]

    weights = weighed(known, answers, np.ones(40), examples=40)

    assert answered(known, known, weights) == pytest.approx(
        answered(known, known, fitted(known, answers)), abs=0.05
    )


def test_items_that_others_filed_change_what_the_examples_answer_to_their_like():
    vectors = directions(30)
    vectors[20:] = vectors[20]
    known, others = vectors[:20], vectors[20:]
    examples = np.repeat([1, -1], [5, 15]).astype(np.int8)[:, None]

    def answer(said, loud):
        told = np.concatenate([examples, np.full((10, 1), said, np.int8)])
        weights = weighed(vectors, told, np.repeat([1.0, loud], [20, 10]), examples=20)
        return answered(others[:1], known, weights).item()

    silent = answer(0, 1.0)
    assert answer(1, 1.0) > silent + 0.2
    assert answer(-1, 4.0) < answer(-1, 1.0) < silent
