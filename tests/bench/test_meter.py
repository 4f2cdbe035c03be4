"""What the bench measures a call by."""

import os

from tests.bench.meter import family


def test_a_process_that_ends_while_it_is_asked_for_its_children_has_none(monkeypatch):
    def ended(path):
        raise FileNotFoundError(path)

    monkeypatch.setattr(os, "scandir", ended)

    assert family(os.getpid()) == [os.getpid()]
