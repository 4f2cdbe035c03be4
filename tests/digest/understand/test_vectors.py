"""What a vector is made of: the title, and as much of the text as tells the happening."""

from digest.understand.vectors import text_of


def test_as_much_is_read_of_a_chinese_text_as_of_an_english_one():
    english = text_of("", "The Hague invoked a law of 1952 on Sunday to " + "govern the chipmaker " * 40)
    chinese = text_of("", "荷兰政府周日援引一九五二年的法律接管" + "这家芯片制造商" * 40)

    assert abs(len(english) - 2 * len(chinese)) <= 2


def test_a_foreign_name_makes_no_chinese_text():
    told = "DeepSeek (深度求索) opened the weights of a model that it says was trained for less. " * 4

    assert len(text_of("", told)) > 140
