from digest.store import notes


def test_a_note_is_kept_by_name(db):
    assert notes.get(db, "commands") is None

    notes.keep(db, "commands", "a")
    notes.keep(db, "commands", "b")

    assert notes.get(db, "commands") == "b"
