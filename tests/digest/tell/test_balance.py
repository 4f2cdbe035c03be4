"""Which stories a section tells when several sides tell it something."""

from digest.model.outlet import Viewpoint
from digest.tell.balance import COMPARABLE, balanced
from digest.tell.rank import Ranked
from tests.builders import story


def ranked(title, score, side, outlets=1):
    return Ranked(story(title, viewpoints={side: outlets}), "talent", score, {})


def test_no_side_fills_a_section_while_another_has_comparable_stories():
    american = [ranked(f"American story {n}", 5.0 - n / 100, Viewpoint.US) for n in range(6)]
    chinese = [ranked(f"Chinese story {n}", 4.5 - n / 100, Viewpoint.CHINA) for n in range(6)]

    chosen = balanced([*american, *chinese], 6)

    assert sum(Viewpoint.US in each.story.viewpoints for each in chosen) == 3


def test_a_weak_story_is_not_lifted_for_its_side():
    american = [ranked(f"American story {n}", 5.0, Viewpoint.US) for n in range(4)]
    chinese = ranked("Weak story", 5.0 * COMPARABLE - 0.1, Viewpoint.CHINA)

    assert chinese not in balanced([*american, chinese], 4)


def test_a_balanced_section_is_still_in_order_of_strength():
    some = [ranked("A", 5.0, Viewpoint.US), ranked("B", 4.9, Viewpoint.US), ranked("C", 4.8, Viewpoint.CHINA)]

    assert [each.story.title for each in balanced(some, 3)] == ["A", "B", "C"]


def test_unknown_sides_are_never_in_the_way():
    some = [ranked(f"Story {n}", 5.0, Viewpoint.OTHER) for n in range(4)]

    assert len(balanced(some, 4)) == 4
