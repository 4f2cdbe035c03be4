import pytest

from digest.tags import item_tag


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("pt-BR", "pt"),
        ("en_us", "en"),
        ("sr-Latn-RS", "sr"),
        ("es-419", "es"),
        ("de-DE-1996", "de"),
        ("de-DE-u-co-phonebk", "de"),
        ("und", "und"),
        ("zh", "zh"),
        ("zh-CN", "zh-Hans"),
        ("zh-hant", "zh-Hant"),
        ("zh-Hans-HK", "zh-Hans"),
        ("ZH-TW", "zh-Hant"),
        ("english", None),
        ("zz-bogus!!", None),
        ("xx-bad-", None),
        ("en--us", None),
        ("de-toolongapart", None),
        ("", None),
    ],
)
def test_a_tag_says_no_more_than_an_item_does(written, tag):
    assert item_tag(written) == tag
