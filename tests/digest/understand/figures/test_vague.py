from dataclasses import replace

import pytest

from digest.understand.figures.vague import may_be_one
from tests.digest.understand.figures.stating import figure

MORE = [
    "more than 1,000",
    "over a thousand",
    "plus de 1 000",
    "über 1000",
    "más de mil",
    "逾1000人",
    "1000多人",
    "1000人以上",
]
NEARLY = [
    "nearly half",
    "près de la moitié",
    "fast 50 Prozent",
    "casi la mitad",
    "近半数",
    "近50%",
    "50%近く",
    "up to 50%",
]
ABOUT = [
    "about 40 firms",
    "une quarantaine d'entreprises",
    "rund 40 Firmen",
    "unas 40 empresas",
    "约40家",
    "40社ほど",
]


@pytest.mark.parametrize("told", MORE)
def test_more_than_so_many_may_be_a_little_more_but_no_less(told):
    least = replace(figure(1_000), sentence=told)

    assert may_be_one(least, figure(1_140))
    assert may_be_one(figure(1_140), least)
    assert not may_be_one(least, figure(860))
    assert not may_be_one(least, figure(2_100))


@pytest.mark.parametrize("told", NEARLY)
def test_nearly_so_many_may_be_a_little_less_but_no_more(told):
    most = replace(figure(50), sentence=told)

    assert may_be_one(most, figure(46))
    assert not may_be_one(most, figure(54))
    assert not may_be_one(most, figure(30))


@pytest.mark.parametrize("told", ABOUT)
def test_about_so_many_may_be_a_little_more_or_less(told):
    middle = replace(figure(40), sentence=told)

    assert may_be_one(middle, figure(37))
    assert may_be_one(middle, figure(43))
    assert not may_be_one(middle, figure(50))


@pytest.mark.parametrize(
    "told", ["$593bn lost over DeepSeek", "40 firms, some of them new", "超级计算机40台", "as fast as 40"]
)
def test_words_that_say_other_things_say_nothing_of_an_amount(told):
    said = replace(figure(40), sentence=told)

    assert not may_be_one(said, figure(43))
    assert not may_be_one(said, figure(37))


@pytest.mark.parametrize(("one", "other"), [(0, 5), (-3, 3), (0, -1)])
def test_a_loss_is_no_gain_however_it_is_told(one, other):
    assert not may_be_one(replace(figure(one), sentence="about 5"), figure(other))
