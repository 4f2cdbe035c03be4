"""Headlines of one form that name others, and such as only look like it."""

from dataclasses import replace

import pytest

from config.knowledge import load_knowledge
from digest.model.item import Reading
from digest.understand.grouping.contrast import name_others
from digest.understand.grouping.open_stories import OpenStories, compared
from digest.understand.read import read
from tests.builders import NOW, item
from tests.digest.understand.grouping.readings import place, stories


def told(*titles: str, summary: str = "", language: str = "en") -> list[Reading]:
    knowledge = replace(load_knowledge(), key="contrast", embedder="none", group_all=True)
    return read(
        [
            item(
                title,
                summary=summary,
                language=language,
                outlet=f"{at}.example",
                url=f"https://{at}.example/",
            )
            for at, title in enumerate(titles)
        ],
        knowledge,
    )


def are_of_others(*readings: Reading) -> bool:
    return name_others(*OpenStories({}).members([compared(one) for one in readings], NOW))


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        (
            "Nvidia beats quarterly revenue estimates on AI demand",
            "AMD beats quarterly revenue estimates on AI demand",
            "en",
        ),
        (
            "Nvidia Beats Quarterly Revenue Estimates On AI Demand",
            "AMD Beats Quarterly Revenue Estimates On AI Demand",
            "en",
        ),
        (
            "Meta raises $619 million from Lunova to train AI models",
            "Meta raises $303 million from Kelfinn to train AI models",
            "en",
        ),
        ("英伟达季度营收超出市场预期", "台积电季度营收超出市场预期", "zh-Hans"),
        ("US fines social network over chatbot", "EU fines social network over chatbot", "en"),
    ],
)
def test_headlines_of_one_form_that_name_others_are_of_two_stories(one, other, language):
    readings = told(one, other, language=language)

    assert are_of_others(*readings)
    assert len(stories(place(*readings))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # An agency's headline, cut by one of two outlets.
        ("Nvidia beats quarterly revenue estimates on AI demand", "Nvidia beats quarterly revenue estimates"),
        # Another number is no other name: a toll rises, a sum is corrected.
        ("Meta raises $619 million to train AI models", "Meta raises $620 million to train AI models"),
        # Another form.
        (
            "AMD beats quarterly revenue estimates",
            "Chip designer Nvidia warns of slower quarter after record",
        ),
        # One of them says whose it is, or what it is by another word.
        (
            "Judge dismisses authors' copyright suit over data",
            "Court dismisses authors' copyright suit over data",
        ),
        ("Foxconn posts record revenue on AI servers", "Hon Hai posts record revenue on AI servers"),
        ("Trump blocks sale of advanced AI chips", "Washington blocks sale of advanced AI chips"),
        ("Beijing bans exports of gallium and germanium", "China bans exports of gallium and germanium"),
        ("Chipmaker halts production for exports - Reuters", "Chipmaker halts production for exports - WSJ"),
    ],
)
def test_others_may_be_of_one(one, other):
    assert not are_of_others(*told(one, other))


def test_so_may_one_headline_with_two_leads():
    [one] = told("Chip export rules to tighten sharply next month", summary="Nvidia shares slid on Monday.")
    [other] = told("Chip export rules to tighten sharply next month", summary="AMD warned of lower sales.")

    assert not are_of_others(one, other)


def test_a_name_that_the_other_says_in_its_lead_is_no_other():
    [one] = told("Suppliers meet Lunova for secret talks on chips")
    [other] = told("Suppliers meet Kelfinn for secret talks on chips", summary="Kelfinn owns Lunova.")

    assert not are_of_others(one, other)
    assert are_of_others(one, *told("Suppliers meet Kelfinn for secret talks on chips"))
