from digest.understand.voices import voices
from tests.builders import item

WIRE = "WASHINGTON (Reuters) - The ministry told its staff not to use the model for any task, because of security concerns."


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


def test_a_paper_that_prints_an_agency_s_report_adds_no_voice_to_the_agency():
    told = [
        item("Ministry bans model", outlet="reuters.com", owner="Thomson Reuters", summary="Short."),
        item("Model banned", outlet="a.example", owner="A", summary="BERLIN (Reuters) - Other words."),
    ]

    assert voices(told) == 1


def test_who_passes_on_what_others_report_adds_no_voice():
    report = item("Model banned", outlet="a.example", owner="A")
    passed_on = [
        item("Model banned (A)", outlet="techmeme.com", owner="techmeme.com"),
        item("A reports that a model was banned", outlet="rss.slashdot.org", owner="slashdot.org"),
    ]

    assert voices([report, *passed_on]) == 1
    assert voices(passed_on) == 1
