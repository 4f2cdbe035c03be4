import pytest

from digest.understand.figures.called import told_as, units_called


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("parameters", ["Parameter", "参数", "參數", "パラメータ", "paramètres"]),
        ("Mitarbeiter", ["employees", "员工", "salariés"]),
        ("chip", ["chips", "Chips", "芯片", "半導体"]),
        ("gw", ["GW"]),
        ("GPUs", ["gpus", "GPU"]),
        ("%", ["%"]),
        ("百分点", ["percentage points", "points de pourcentage"]),
    ],
)
def test_a_name_stands_for_a_unit_however_it_is_spelled_and_in_every_language(name, held):
    assert units_called(name, [*held, "USD", "litres", "m"]) == held


def test_what_kind_they_are_is_no_other_unit():
    held = ["昇腾芯片", "Nvidia-Chips", "AI芯片"]

    assert units_called("chips", held) == held


@pytest.mark.parametrize("unit", ["子公司", "聊天机器人", "半导体设备", "ms", "高校"])
def test_what_only_looks_like_it_is_another(unit):
    for name in ("companies", "robots", "chips", "m", "schools", "universities"):
        assert units_called(name, [unit]) == []


def test_units_that_are_one_are_told_as_one_in_the_letters_of_the_voices_if_any_is():
    held = ["%", "参数", "算法", "parameters", "Parameter", "models", "paramètres", "Models"]

    told = told_as(held)

    assert list(told) == held
    assert list(dict.fromkeys(told.values())) == ["%", "parameters", "算法", "models"]
