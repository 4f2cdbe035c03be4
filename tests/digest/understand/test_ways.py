import pytest

from digest.understand.ways import ways_of
from digest.words import words


def ways(title: str) -> dict[str, int]:
    return ways_of(title, words(title))


@pytest.mark.parametrize(
    "title",
    [
        "США не разрешили поставку серверов",
        "Berlin hat den Export nicht genehmigt",
        "Washington did not approve the sale",
        "Pekin nie zezwala na przejęcie",
        "AMD 对华特供芯片未获美国出口许可",
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
        "AMD, 중국용 AI칩 수출 허가 못 받아",
    ],
)
def test_that_a_licence_is_needed_or_comes_no_more_does_not_say_that_one_was_granted(title):
    assert ways(title) == {}


@pytest.mark.parametrize(
    ("title", "way"),
    [
        ("Chipmaker gets nod to ship to China", 1),
        ("Feu vert pour les puces", 1),
        ("Luz verde a los chips", 1),
        ("Firms told to wait before they buy", -1),
        ("Peking bremst den Kauf von Chips", -1),
        ("监管部门要求暂缓下单", -1),
        ("購入見合わせを要請", -1),
    ],
)
def test_a_green_light_and_a_wish_to_wait_go_two_ways(title, way):
    assert ways(title) == {"permit": way}


def test_an_appeal_is_another_event_than_the_ruling_that_it_is_against():
    assert ways("Judge throws out visa fee") == {"ruling": 1}
    assert ways("White House appeals visa ruling") == {"ruling": -1}
    assert "ruling" not in ways("Appeals court throws out visa fee")
    assert "ruling" not in ways("US appeals court quashes visa fee")


@pytest.mark.parametrize(
    "title",
    [
        "モデルの重みを公開停止",
        "公開モデルの取り下げを要請",
        "次のモデルの重みは公開せず",
        "次期モデルは非公開に",
        "차기 모델 가중치는 비공개",
    ],
)
def test_what_is_public_no_more_was_not_launched(title):
    assert "plan" not in ways(title)


@pytest.mark.parametrize(
    "title",
    [
        "Lab drops a family of open models",
        "Lab drops non-commercial clause",
        "Freies Modell zieht an der Konkurrenz vorbei",
        "Labor stellt Modelle unter freie Lizenz",
    ],
)
def test_what_is_dropped_drawn_or_put_may_be_given_up_as_well_as_begun(title):
    assert "plan" not in ways(title)


def test_one_who_wins_and_one_who_loses_may_be_parties_to_one_case():
    assert ways("Authors win case against lab") == ways("Lab loses case against authors") == {}
    assert ways("Court upheld ban") == {"court": 1, "permit": -1}


@pytest.mark.parametrize(
    "title",
    [
        "Chipmaker denies report of a halt",
        "Hersteller dementiert Produktionsstopp",
        "Le fabricant dément toute vente",
        "传闻不实，公司否认停产",
        "メーカー幹部、撤回報道を否定",
        '업체 "매각설 사실무근"',
    ],
)
def test_a_denial_is_known_in_many_languages(title):
    assert ways(title).get("denial") == 1
