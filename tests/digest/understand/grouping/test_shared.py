from digest.understand.grouping.shared import shared_terms
from digest.understand.heads import head
from tests.builders import item


def test_a_shared_word_is_told_once_however_it_is_spelled():
    one = item("Alibaba's Qwen: Alibaba opens it", summary="The Qwen model by ALIBABA is open.")
    common = {head("alibaba"): 0.5, head("alibaba's"): 0.5, "qwen": 0.4, "@alibaba": 0.3}

    assert shared_terms(one, common) == ("Alibaba's", "Qwen")


def test_an_actor_is_told_by_its_id_where_the_words_do_not_name_it():
    one = item("阿里巴巴发布新模型")

    assert "alibaba" in shared_terms(one, {"@alibaba": 0.3})
