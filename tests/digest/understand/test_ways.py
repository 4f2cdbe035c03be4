import pytest

from digest.text import words
from digest.understand.ways import ways_of


def ways(title: str) -> dict[str, int]:
    return ways_of(title, words(title))


@pytest.mark.parametrize(
    "title",
    [
        "США не разрешили поставку серверов",
        "Berlin hat den Export nicht genehmigt",
        "Washington did not approve the sale",
        "Pekin nie zezwala na przejęcie",
    ],
)
def test_what_was_not_allowed_went_the_other_way(title):
    assert ways(title) == {"permit": -1}


@pytest.mark.parametrize(
    "title",
    [
        "先端レジストの輸出を許可制に",
        "첨단 메모리 수출 허가제 도입",
        "ASML-Wartung unter Genehmigungspflicht",
        "荷蘭不再核發維修許可",
        "保守の許可を更新せず",
    ],
)
def test_that_a_licence_is_needed_or_comes_no_more_does_not_say_that_one_was_granted(title):
    assert ways(title) == {}


@pytest.mark.parametrize("title", ["モデルの重みを公開停止", "公開モデルの取り下げを要請"])
def test_what_is_public_no_more_was_not_launched(title):
    assert "plan" not in ways(title)


def test_one_who_wins_and_one_who_loses_may_be_parties_to_one_case():
    assert ways("Authors win case against lab") == ways("Lab loses case against authors") == {}
    assert ways("Court upheld ban") == {"court": 1, "permit": -1}
