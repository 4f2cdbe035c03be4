"""Could it work? Of the database, here; of the rest, where it is met from outside."""

import pytest

from bot.doctor import look_at_database


@pytest.mark.parametrize(("least_mib", "state"), [(0, "well"), (10**9, "mend")])
def test_a_disk_that_is_nearly_full_wants_mending(tmp_path, least_mib, state):
    found = look_at_database(tmp_path / "a.db", least_mib=least_mib)

    assert found.state == state
    assert "opens, and is whole" in found.said
    assert ("make room" in found.said) == (state == "mend")
