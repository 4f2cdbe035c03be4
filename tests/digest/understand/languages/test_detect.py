import pytest

from digest.tags import TOLD, language_of
from digest.understand.languages.detect import detect, detect_all
from digest.understand.languages.likely_languages import LANGUAGES


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("华为发布新芯片", "zh-Hans"),
        ("華為推出新晶片", "zh-Hant"),
        ("美国限制AI芯片出口", "zh-Hans"),
        ("美國限制AI晶片出口", "zh-Hant"),
        ("台積電 Q3 營收創新高", "zh-Hant"),
        ("DeepSeek开源", "zh-Hans"),
        ("DeepSeek開源", "zh-Hant"),
        ("輝達H20獲准", "zh-Hant"),
        ("半導体輸出規制を強化", "ja"),
        ("米、対中半導体規制 日蘭に協力要請へ", "ja"),
        ("エヌビディア、H20出荷再開", "ja"),
        ("인공지능 반도체 수출", "ko"),
        ("ИИ-чипы", "ru"),
        ("Штучний інтелект в Україні", "uk"),
        ("رقائق الذكاء الاصطناعي", "ar"),
        ("Ai bambini piace la scuola", "it"),
        ("USA verschärfen Regeln", "de"),
        ("Les puces d'Nvidia interdites", "fr"),
        ("Czipy Nvidii trafiły do Chin", "pl"),
        ("Chips act faces a new test", "en"),
    ],
)
def test_a_short_title_tells_its_language(text, language):
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "🎉🎉", "2026", "…"])
def test_what_has_no_letters_is_in_no_language(text):
    assert detect(text) == "und"


def test_where_both_scripts_write_alike_the_feed_decides():
    assert detect("人工智能", "zh-Hant") == "zh-Hant"
    assert detect("人工智能") == "zh-Hans"


def test_no_language_is_found_that_is_not_known():
    assert detect("Artificial intelligens og databrikker i Norge og Danmark er viktige saker") in {
        "cs", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "tr"
    }  # fmt: skip


@pytest.mark.parametrize("title", ["no url nvidia", "Samsung HBM4", "Huawei Ascend 950", "Gemini Live"])
def test_a_few_names_are_in_the_feed_s_language_or_in_english(title):
    assert detect(title) == "en"
    assert detect(title, "pl") == "pl"


@pytest.mark.parametrize(("title", "language"), [("Guerre des puces", "fr"), ("Nueva ley de IA", "es")])
def test_a_few_words_of_a_language_tell_it(title, language):
    assert detect(title) == language


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Oracle sperrt Bytedance von Nvidia-Servern in Malaysia aus", "de"),
        ("Sinner rinuncia a Toronto: «Devo recuperare»", "it"),
        ("Brussels unveils second Chips Act", "en"),
    ],
)
def test_of_two_languages_that_are_as_likely_the_feed_s_is_taken(title, language):
    assert detect(title, language) == language
    assert detect("Die Bundesregierung verschärft die Regeln für Ausfuhren", language) == "de"


def test_many_texts_are_told_as_each_alone():
    texts = ["Wer baut die Chips von morgen in Europa?", "", "Huawei", "华为发布新芯片", "CHINA OPENS ANOTHER MODEL",
             "Qui fabriquera les puces de demain en Europe ?", "https://h.example/über", "2026", "Kdo vyrábí čipy"]  # fmt: skip
    hints = ["en", None, "pl", None, None, "fr", None, "de", None]

    assert detect_all(texts, hints) == [detect(text, hint) for text, hint in zip(texts, hints, strict=True)]
    assert detect_all([], []) == []


def test_every_language_that_a_text_is_told_to_be_in_may_have_terms():
    texts = (
        "エヌビディア、出荷を再開",
        "반도체 수출",
        "出口管制",
        "Экспорт чипов",
        "Експорт чипів її",
        "تصدير الرقائق",
        "ชิปส่งออก",
    )

    assert {language_of(detect(text)) for text in texts} | set(LANGUAGES) == set(TOLD)
