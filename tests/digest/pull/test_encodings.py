import pytest

from digest.pull.encodings import meant_by


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("UTF-8", "utf-8"),
        ("ISO-8859-1", "cp1252"),
        ("latin1", "cp1252"),
        ("us-ascii", "cp1252"),
        ("iso-8859-9", "cp1254"),
        ("windows-874", "cp874"),
        ("cp874", "cp874"),
        ("TIS-620", "cp874"),
        ("windows-1251", "cp1251"),
        ("koi8-r", "koi8-r"),
        ("GB2312", "gb18030"),
        ("x-sjis", "cp932"),
    ],
)
def test_an_encoding_is_what_browsers_read_by_its_name(name, encoding):
    assert meant_by(name) == encoding


@pytest.mark.parametrize(
    "name", ["", "none", "punycode", "idna", "unicode_escape", "utf-7", "rot13", "zlib", "utf-16"]
)
def test_no_page_is_in_what_else_python_knows(name):
    assert meant_by(name) is None
