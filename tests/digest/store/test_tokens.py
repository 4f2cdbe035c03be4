import pytest

from digest.scripts import FIRST_IN_RUNS
from digest.store.tokens import RUN, fold, holds_runs, index_text


def test_index_text_writes_pairs_and_the_last_character():
    assert index_text("Open 芯片出口 now").split() == ["Open", "芯片", "片出", "出口", "口", "now"]
    assert index_text("中").split() == ["中"]
    assert index_text("中文，𠀀字a々").split() == ["中文", "文", ",", "𠀀字", "字", "a", "々"]
    assert index_text("plain") == "plain"


def test_what_comes_before_the_first_character_of_a_run_is_in_no_run():
    assert not any(RUN.match(chr(code)) for code in range(ord(FIRST_IN_RUNS)))
    assert RUN.match(FIRST_IN_RUNS)


@pytest.mark.parametrize("text", ["芯", "naïve 々", "Ａ ｶﾞ", "수출 talks", "𠀀"])
def test_a_text_holds_runs_wherever_they_stand(text):
    assert holds_runs(fold(text))


@pytest.mark.parametrize("text", ["plain", "naïve", "Торговля", "“quoted” — €3", "😀 ok", "الصين"])
def test_a_text_of_other_scripts_and_signs_is_indexed_as_it_is(text):
    assert not holds_runs(text)
    assert index_text(text) == text
