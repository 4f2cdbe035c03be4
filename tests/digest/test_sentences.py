import pytest
from hypothesis import given

from digest.scripts import is_cjk
from digest.sentences import sentences
from tests.costs import costs_at_most
from tests.digest.texts import TEXTS

SENTENCES = {
    "en": [
        "Dr. Lee left the U.S. lab.|It closed.",
        "Nvidia Corp. Chief Executive Jensen Huang met U.S. Commerce Secretary Howard Lutnick.|He left.",
        "He spoke to John F. Kennedy Jr. about it.|George W. Bush left.|Meta Inc. bought it.",
        "It fell 3.5% at 5 p.m. on Jan. 7.|See No. 3.|It cost Rs. 500 crore.|“I said no.”|Then (as ever) we left!",
        "“Really?” he asked.|“Yes!”|She left ... and came back.|Yahoo! Japan grew.",
        "See OpenAI.com for v2.0.|xAI said so.|iPhone sales rose.[2]|The A.I. boom goes on in the U.S.|The end.",
        "1. The first thing is this.|2. The second is that.",
    ],
    "fr": [
        "M. J.-P. Raffarin part.|Il reste 3,5 millions.",
        "Il a dit : « C’est fini. »|Est-ce vrai ?|Oui !|L’Europe, les États-Unis, etc. suivent l'art. 5.",
        "Mme. Le Pen et S.A. Dupont signent.|Elle part le 3 févr. 2026.",
    ],
    "de": [
        "Er kam z. B. am 3. Mai.|Dann ging er.",
        "„Das ist gut.“|Der Umsatz stieg im 2. Quartal auf 3,5 Mrd. Euro.|Das war 2024.|Danach, d. h. später, fiel er.",
        "Prof. Dr. Huber sprach mit Hrn. Maier.|Siehe Nr. 3.",
    ],
    "es": [
        "El Sr. Pérez vive en EE. UU. desde 2020.|¿Vendrá?|¡Sí!|Véase la pág. 5.",
        "Dijo que no.|Luego calló.",
    ],
    "it": ["Il sig. Rossi ha vinto.|L'art. 5 è chiaro.|Il dott. Bianchi, no."],
    "pt": ["O Sr. Silva ganhou 3,5 mi.|A Dra. Ana disse que não.|Segundo a S.A. Petrobras, sim."],
    "pl": ["Firma z ul. Długiej, np. ta, upadła w 2024 r.|Prof. Nowak, tj. szef, odszedł."],
    "ru": [
        "В. В. Путин приехал в г. Москва.|Это стоит 5 млрд. руб. в год.|Компания закрылась в 2024 г.|Она была мала."
    ],
    "ar": ["قال د. محمد ذلك.|هل هذا صحيح؟|نعم."],
    "zh": ["美国收紧管制。|中国回应！|真的？|《新法》通过。", "他说：“我们会继续。不会停。”|然后离开。"],
    "ja": ["首相は「続ける。やめない。」と述べた。|本当？|「はい。」|すごい！と叫んだ。"],
    "ko": ["정부는 3.5% 올렸다.|정말?|그렇다고 말했다."],
}


@pytest.mark.parametrize(
    "marked", [marked for texts in SENTENCES.values() for marked in texts], ids=lambda marked: marked[:30]
)
def test_sentences_end_where_a_reader_would_say(marked):
    parts = marked.split("|")
    # Chinese and Japanese are written without spaces between sentences.
    text = "".join(part if part[-1] in "。！？”」" and is_cjk(part[0]) else part + " " for part in parts)

    assert sentences(text) == parts


def test_a_line_break_ends_a_sentence():
    assert sentences("One line\nAnother, of the U.S.\n\nA third") == [
        "One line",
        "Another, of the U.S.",
        "A third",
    ]


@given(TEXTS)
def test_every_sentence_is_found_in_its_text_and_nothing_is_lost(text):
    found = sentences(text)

    assert all(sentence in text and sentence == sentence.strip() for sentence in found)
    assert "".join("".join(found).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text", ["." * 100_000 + "x", "「。" * 30_000, "a. " * 30_000, ". »" * 30_000, "。「" * 30_000]
)
def test_marks_made_to_be_slow_cost_little(text):
    assert costs_at_most(200, lambda: sentences(text))
