from digest.store import change_log
from digest.store.change_log import Changed
from tests.builders import NOW


def test_who_changed_what_is_told_the_latest_first(db):
    first, second = Changed(NOW, "T1", "U1", "added feed x"), Changed(NOW, "T2", "U2", "muted y")
    change_log.note(db, first)
    change_log.note(db, second)

    assert change_log.latest(db) == [second, first]
    assert change_log.latest(db, "T1") == [first]
