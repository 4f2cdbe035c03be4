import pytest

from tests.digest.understand.figures.finding import found


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("A ban in counties with more than 200,000 people violates the law", (200_000, "people")),
        ("A city of 3 million people sues the maker", (3e6, "people")),
        ("A survey of 3,000 engineers finds burnout", (3_000, "engineers")),
        ("A fab that employs 3,000 women opens in Arizona", (3_000, "women")),
        ("A fund of 20 banks backs chips", (20, "banks")),
        ("A district with 900 children bans phones", (900, "children")),
        ("A leak of 2 million records shows passwords", (2e6, "records")),
        ("A strike by 4,500 dockers threatens ports", (4_500, "dockers")),
    ],
)
def test_the_verb_behind_what_is_counted_is_not_counted(text, figure):
    assert found(text, "en") == {figure}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The lab hired 300 systems engineers", (300, "engineers")),
        ("The chain cut 900 sales representatives", (900, "representatives")),
        ("The programme has 3,000 women engineers", (3_000, "engineers")),
        ("The cap hits 20 states universities", (20, "universities")),
        ("Officials visited 12 electronics makers", (12, "makers")),
        ("The group runs 200 data centers", (200, "data centers")),
        ("The firm opened 40 sales operations centers", (40, "centers")),
    ],
)
def test_a_plural_may_say_what_kind_is_counted(text, figure):
    assert found(text, "en") == {figure}
