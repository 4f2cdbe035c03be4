from datetime import timedelta

from digest.model import Outlet, Viewpoint
from digest.understand.outlets import describe, sides, silent_sides, voices
from tests.builders import NOW, item

WIRE = "WASHINGTON (Reuters) - The ministry told its staff not to use the model for any task, because of security concerns."


def test_an_outlet_that_is_not_known_is_its_own_owner():
    assert describe(item(outlet="x.example"), {}).owner == "x.example"


def test_what_is_known_of_an_outlet_is_added_and_the_feed_s_side_stands():
    known = {"x.example": Outlet("x.example", "X", Viewpoint.US, owner="Group")}

    described = describe(item(outlet="x.example"), known)
    configured = describe(item(outlet="x.example", viewpoint=Viewpoint.CHINA), known)

    assert (described.owner, described.viewpoint) == ("Group", Viewpoint.US)
    assert configured.viewpoint is Viewpoint.CHINA


def test_a_wire_report_copied_by_five_is_one_voice():
    copies = [
        item("Ministry bans model", outlet=f"o{n}.example", owner=f"o{n}", summary=WIRE) for n in range(5)
    ]

    assert voices(copies) == 1


def test_two_outlets_of_one_owner_are_one_voice():
    assert (
        voices([item("A", outlet="a.example", owner="Group"), item("B", outlet="b.example", owner="Group")])
        == 1
    )


def test_sides_count_outlets_and_silence_takes_a_day():
    told = [
        item("A", outlet="a.example", viewpoint=Viewpoint.CHINA),
        item("B", outlet="a.example", viewpoint=Viewpoint.CHINA),
    ]

    assert sides(told) == {Viewpoint.CHINA: 1}
    assert silent_sides(sides(told), NOW, NOW) == ()
    assert Viewpoint.US in silent_sides(sides(told), NOW - timedelta(hours=25), NOW)
    assert Viewpoint.OTHER not in silent_sides(sides(told), NOW - timedelta(hours=25), NOW)
