import pytest

from digest.understand.wires import wire
from tests.builders import item


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("WASHINGTON (Reuters) - The ministry bans the model.", "Reuters"),
        ("BEIJING, Jan. 5 (Xinhua) -- The plan was published.", "Xinhua"),
        ("新华社北京1月5日电 国务院发布行动计划。", "Xinhua"),
        ("（中央社記者王某台北5日電）經濟部公布新規定。", "CNA"),
        ("【北京共同】中国政府は輸出規制を発表した。", "Kyodo"),
        ("政府は新たな規制を決めた。（共同）", "Kyodo"),
        ("(서울=연합뉴스) 정부가 새 규제를 발표했다.", "Yonhap"),
        ("Paris (AFP) – Le gouvernement interdit le modèle.", "AFP"),
        ("Berlin (dpa) - Das Ministerium verbietet das Modell.", "dpa"),
        ("El Gobierno prohíbe el modelo. (EFE)", "EFE"),
        ("Warszawa (PAP). Ministerstwo zakazuje modelu.", "PAP"),
        ("МОСКВА, 5 января — ТАСС. Министерство запретило модель.", "TASS"),
        ("The ministry bans the model. Source: Bloomberg", "Bloomberg"),
        ("The ministry told Reuters that it bans the model.", None),
        ("Chips were sold, Bloomberg reported, to a university.", None),
        ("The map (see page 5) shows AP courses in schools.", None),
    ],
)
def test_a_wire_s_report_is_known_by_its_credit_and_not_by_a_mention(text, agency):
    assert wire(item("Ministry bans model", summary=text)) == agency
